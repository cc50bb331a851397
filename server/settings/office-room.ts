import { createHash } from 'node:crypto'
import { Office as OfficeSchema } from '#core/contract/office.ts'
import type {
  OfficeChange,
  OfficeChanged,
  OfficeChecked,
  OfficeSettings,
  OfficeVersion,
  OfficeVersions,
} from '#core/contract/office-settings.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { Order } from '#core/domain/commands.ts'
import { contradictions } from '#core/domain/contradictions.ts'
import type { Office } from '#core/domain/office.ts'
import { CLASS_DEFAULTS, COUNTER_DEFAULTS, OFFICE_DEFAULTS, SERVICE_DEFAULTS } from '#core/domain/office-defaults.ts'
import type { Queue } from '#core/domain/queue.ts'
import { refusal, roadProblem, wrongLines } from '../edge/problem.ts'
import type { Who } from '../edge/who.ts'
import type { Road } from '../road.ts'
import { differences } from './differences.ts'
import { completed, readOffice } from './office-lines.ts'
import { isSame, sorted } from './office-register.ts'
import { strangeOfficers } from './strange-officers.ts'
import type { Versions } from './versions.ts'

/** Where the office's settings are looked at and changed, one change after the other. */
export interface OfficeRoom {
  look(): OfficeSettings
  /** What a document would be, completed, and what is wrong with it. Changes nothing. */
  check(document: unknown): OfficeChecked
  change(asked: OfficeChange, who: Who): Promise<Answer<OfficeChanged>>
  dropPlan(day: string, why: string | undefined, who: Who): Promise<Answer<OfficeChanged>>
  versions(): OfficeVersions
  version(number: number): OfficeVersion | null
}

/**
 * A change is read whole, held against the version it was made from, and only then sent down the road: at once, or as a plan
 * for a day. The register follows the journal by itself (office-register.ts).
 */
export function openOfficeRoom(parts: {
  road: Road
  versions: Versions
  /** Whether somebody who works here signs in under this name. */
  isHere: (staff: string) => boolean
}): OfficeRoom {
  const { road, versions } = parts
  const inDoubt = (office: Office) => [...contradictions(office), ...strangeOfficers(office, parts.isHere)]
  // Changes wait for each other: between looking at the version and writing down nobody comes in between.
  let last: Promise<unknown> = Promise.resolve()
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = last.then(work)
    last = turn.catch(() => undefined) // whoever asked hears of it; the next one must not
    return turn
  }

  async function send(order: Order, who: Who, from: string | null): Promise<Answer<OfficeChanged>> {
    try {
      const outcome = await road.send({
        id: null,
        by: { role: who.role, id: who.id, ...(who.from && { from: who.from }) },
        order,
      })
      if (outcome.kind === 'refused') return refusal(outcome.why)
    } catch (error) {
      return roadProblem(error)
    }
    const queue = road.queue()
    const office = queue.planned.find(({ fromDay }) => fromDay === from)?.office ?? queue.office
    return { ok: true, value: { version: versionOf(queue), from, lines: inDoubt(office) } }
  }

  async function change(
    { version, office: document, from, why }: OfficeChange,
    who: Who,
  ): Promise<Answer<OfficeChanged>> {
    const read = readOffice(document)
    if (!read.ok) return wrongLines(read.lines)
    const { office } = read
    const queue = road.queue()
    if (holdsAlready(queue, office, from)) {
      return { ok: true, value: { version: versionOf(queue), from, lines: inDoubt(office) } }
    }
    if (version !== versionOf(queue)) return refusal('office-changed')
    const onDay = queue.day ?? undefined
    if (from === null) return send({ type: 'ChangeOffice', office, why, ...(onDay && { onDay }) }, who, null)
    return send({ type: 'PlanOffice', office, fromDay: from, why }, who, from)
  }

  return {
    look() {
      const queue = road.queue()
      return {
        version: versionOf(queue),
        day: queue.day,
        office: queue.office as OfficeSettings['office'],
        planned: queue.planned as OfficeSettings['planned'],
        lines: inDoubt(queue.office),
        defaults: {
          office: OFFICE_DEFAULTS,
          service: SERVICE_DEFAULTS,
          counter: COUNTER_DEFAULTS,
          class: CLASS_DEFAULTS,
        },
        schema: OfficeSchema,
      }
    },
    check(document) {
      const read = readOffice(document)
      const strange = read.ok ? strangeOfficers(read.office, parts.isHere) : []
      return { ok: read.ok, office: completed(document) as object, lines: [...read.lines, ...strange] }
    },
    change: (asked, who) => inTurn(() => change(asked, who)),
    dropPlan: (day, why, who) => inTurn(() => send({ type: 'DropPlan', fromDay: day, ...(why && { why }) }, who, null)),
    versions: () => ({ versions: versions.list().map(({ seq: _, ...head }) => head) }),
    version(number) {
      const found = versions.read(number)
      if (!found) return null
      const { seq: _, body, ...head } = found
      const office = completed(body) as OfficeVersion['office']
      const before = completed(versions.before(number)?.body)
      return { ...head, office, differs: before ? differences(before, office) : [] }
    },
  }
}

/** Asked for what holds already: a retry whose first answer got lost, or nothing to do. */
function holdsAlready({ office: now, planned }: Queue, office: Office, from: string | null): boolean {
  const there = from === null ? now : planned.find(({ fromDay }) => fromDay === from)?.office
  return there !== undefined && isSame(there, office)
}

/** What the settings of an office are known by: made from what they say, so that a new day changes nothing. */
function versionOf({ office, planned }: Queue): string {
  return createHash('sha256').update(sorted({ office, planned })).digest('base64url').slice(0, 22)
}
