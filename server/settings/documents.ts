import type { TObject } from 'typebox'
import { Compile } from 'typebox/compile'
import type { StaffRole } from '#core/contract/access.ts'
import type {
  DocumentChange,
  DocumentChanged,
  DocumentKinds,
  DocumentSettings,
  DocumentVersion,
  DocumentVersions,
} from '#core/contract/documents.ts'
import type { Answer, SettingsLine, Text } from '#core/contract/shapes.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import type { Office } from '#core/domain/office.ts'
import { dayAfter, isDay } from '#core/domain/service-day.ts'
import type { NoteAct } from '../acts.ts'
import { problem, refusal, wrongLines } from '../edge/problem.ts'
import type { Who } from '../edge/who.ts'
import type { Sqlite } from '../journal/open-database.ts'
import type { Reaction } from '../road.ts'
import { differences } from './differences.ts'
import { mistakesOf, sentenceFor } from './mistakes.ts'
import { sorted } from './office-register.ts'
import { type Version, type Versions, versionsOf } from './versions.ts'

/**
 * A document of settings of its own: how boards look, what slips say. What the queue decides by stands in the office, what hangs
 * on cables in the hall; everything else is one of these, and a new one is one row in server/settings/kinds.ts.
 */
export interface DocumentKind<Body extends object = object> {
  readonly kind: string
  readonly title: Text
  readonly schema: TObject
  /** What holds before anybody changed anything; a document may leave out what stays so. */
  readonly initial: Body
  /** Who may change it; all staff may read it. */
  readonly may: readonly StaffRole[]
  /** Parts of it, by JSON pointer, that the administrator alone may change. */
  readonly adminsAlone?: readonly string[]
  /** Parts of it, by their first key, that only these people are shown; everybody else reads what held before anybody changed anything. */
  readonly shownTo?: Readonly<Record<string, readonly StaffRole[]>>
  /** What is wrong (error) or in doubt (warning) beyond its form; `files` are the pictures, films and clips there are. */
  check?(body: Body, office: Office, files: ReadonlySet<string>): readonly SettingsLine[]
}

/** Where those documents are looked at and changed; whoever uses one asks here every time. */
export interface DocumentRoom {
  now<Body extends object>(kind: DocumentKind<Body>): Body
  kinds(): DocumentKinds
  /** As it is, or as somebody with this role may see it. */
  look(kind: string, role?: Who['role']): DocumentSettings | null
  /** What a document would be, completed, or every line at fault. Changes nothing. */
  check(kind: string, body: unknown, office?: Office): Answer<{ body: object; lines: readonly SettingsLine[] }>
  linesOf(kind: string, body: object): readonly SettingsLine[]
  /** Several documents hold at once, or none: `together` writes them down in one piece. The caller has checked and noted them. */
  bring(
    bodies: ReadonlyMap<string, object>,
    by: { by: string; why: string },
    together: (write: () => void) => void,
  ): Promise<void>
  change(kind: string, asked: DocumentChange, who: Who): Promise<Answer<DocumentChanged>>
  dropPlan(kind: string, day: ServiceDay, why: string | null, who: Who): Promise<Answer<DocumentChanged>>
  versions(kind: string): DocumentVersions | null
  version(kind: string, number: number): DocumentVersion | null
  /** Calls back after another document holds. */
  onChange(changed: (kind: string) => void): void
  /** With each new day: plans whose day has come begin. */
  readonly reaction: Reaction
  /** At a start: plans whose day opened while nobody looked (the power went between the two) begin now. */
  settle(): void
}

/** As far ahead as the rules of the office may be planned. */
const DAYS_AHEAD = 400
const BY_THE_HUB = { by: 'hub', why: null, seq: null } as const

interface Drawer {
  readonly row: DocumentKind
  readonly form: ReturnType<typeof Compile>
  readonly versions: Versions
  body: object
}

/**
 * A change is read whole, held against the version it was made from, noted in the journal, written down, and holds: at once, or from
 * the day it names. A document that no longer fits its form (an older program, a hand) is not used: what holds then is the
 * newest before it that fits, and `look` names the lines.
 */
export function openDocuments(parts: {
  database: Sqlite
  kinds: readonly DocumentKind[]
  office: () => Office
  files: () => ReadonlySet<string>
  today: () => ServiceDay
  now: () => number
  note: NoteAct
  onTrouble: (error: unknown) => void
}): DocumentRoom {
  const drawers = new Map<string, Drawer>()
  for (const row of parts.kinds) {
    const drawer = { row, form: Compile(row.schema), versions: versionsOf(parts.database, row.kind), body: row.initial }
    drawer.body = newestThatFits(drawer)
    drawers.set(row.kind, drawer)
  }
  const listeners: ((kind: string) => void)[] = []
  let last: Promise<unknown> = Promise.resolve()
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = last.then(work)
    last = turn.catch(() => undefined) // whoever asked hears of it; the next one must not
    return turn
  }

  const linesOf = ({ row }: Drawer, body: object, office = parts.office()) => [
    ...(row.check?.(body, office, parts.files()) ?? []),
  ]

  function hold(drawer: Drawer, body: object): void {
    drawer.body = body
    for (const listener of listeners) {
      try {
        listener(drawer.row.kind)
      } catch (error) {
        parts.onTrouble(error)
      }
    }
  }

  function check(drawer: Drawer, given: unknown, office?: Office): Answer<{ body: object; lines: SettingsLine[] }> {
    const { row, form } = drawer
    const body = completed(row, given)
    if (!form.Check(body)) return wrongLines(mistakesOf(form, body).map(sentenceFor))
    const lines = linesOf(drawer, body, office)
    return lines.some(({ severity }) => severity === 'error') ? wrongLines(lines) : { ok: true, value: { body, lines } }
  }

  async function change(drawer: Drawer, asked: DocumentChange, who: Who): Promise<Answer<DocumentChanged>> {
    const { row, versions } = drawer
    if (!row.may.some((role) => role === who.role)) return problem('not-allowed')
    const read = check(drawer, asked.body)
    if (!read.ok) return read
    const { body, lines } = read.value
    const from = asked.from
    if (from !== null) {
      if (!isDay(from)) return refusal('no-such-day')
      if (from <= parts.today()) return refusal('plan-too-late')
      if (from > dayAfter(parts.today(), DAYS_AHEAD)) return refusal('plan-too-far')
    }
    // What would hold on that day anyway: what holds now, or the last plan before it.
    const planned = from === null ? undefined : plansOf(versions).findLast((plan) => plan.from <= from)
    const held = planned?.body ?? drawer.body
    // Asked for what holds already: a retry whose first answer got lost, or nothing to do.
    if (sorted(held) === sorted(body)) return { ok: true, value: { version: newest(versions), from, lines } }
    if (asked.version !== newest(versions)) return problem('settings-changed')
    const did = from === null ? 'changed' : 'planned'
    const told = differences(held, body)
    const beyond = told.find(({ path }) => row.adminsAlone?.includes(path))
    if (beyond && who.role !== 'admin') return problem('not-allowed', beyond.path)
    const noted = await parts.note(who, {
      about: 'settings',
      id: row.kind,
      did: from === null ? did : `${did} ${from}`,
      before: Object.fromEntries(told.map(({ path, before }) => [path, before])),
      after: Object.fromEntries(told.map(({ path, after }) => [path, after])),
      why: asked.why,
    })
    if (!noted.ok) return noted
    versions.add({ act: did, at: parts.now(), by: who.id, from, why: asked.why, seq: null, body })
    if (from === null) hold(drawer, body)
    return { ok: true, value: { version: newest(versions), from, lines } }
  }

  async function dropPlan(
    drawer: Drawer,
    day: ServiceDay,
    why: string | null,
    who: Who,
  ): Promise<Answer<DocumentChanged>> {
    const { row, versions } = drawer
    if (!row.may.some((role) => role === who.role)) return problem('not-allowed')
    const plan = plansOf(versions).find(({ from }) => from === day)
    if (!plan) return problem('not-found')
    const act = { about: 'settings', id: row.kind, did: `dropped ${day}`, before: plan.body, after: null } as const
    const noted = await parts.note(who, { ...act, ...(why && { why }) })
    if (!noted.ok) return noted
    versions.add({ act: 'dropped', at: parts.now(), by: who.id, from: day, why, seq: null, body: plan.body })
    return { ok: true, value: { version: newest(versions), from: day, lines: [] } }
  }

  return {
    now: (row) => (drawers.get(row.kind)?.body ?? row.initial) as typeof row.initial,
    kinds: () => ({
      kinds: [...drawers.values()].map(({ row: { kind, title, may } }) => ({ kind, title, may: [...may] })),
    }),
    look(kind, role) {
      const drawer = drawers.get(kind)
      if (!drawer) return null
      const { row, versions, body } = drawer
      const shown = (whole: unknown) => (role === undefined ? whole : forEyes(row, whole, role)) as object
      const held = versions.inForce()
      return {
        kind,
        title: row.title,
        version: newest(versions),
        at: held?.at ?? null,
        by: held?.by ?? null,
        body: shown(body) as DocumentSettings['body'],
        planned: plansOf(versions).map(({ from, body: plan }) => ({ fromDay: from, body: shown(plan) })),
        lines: linesOf(drawer, body),
        initial: row.initial,
        schema: row.schema,
      }
    },
    check(kind, body, office) {
      const drawer = drawers.get(kind)
      return drawer ? check(drawer, body, office) : problem('not-found')
    },
    linesOf(kind, body) {
      const drawer = drawers.get(kind)
      return drawer ? linesOf(drawer, body) : []
    },
    bring: (bodies, { by, why }, together) =>
      inTurn(async () => {
        const at = parts.now()
        const changed = [...bodies].flatMap(([kind, body]) => {
          const drawer = drawers.get(kind)
          return drawer && sorted(drawer.body) !== sorted(body) ? [{ drawer, body }] : []
        })
        together(() => {
          for (const { drawer, body } of changed)
            drawer.versions.add({ act: 'changed', at, by, from: null, why, seq: null, body })
        })
        for (const { drawer, body } of changed) hold(drawer, body)
      }),
    change: (kind, asked, who) =>
      inTurn(async () => {
        const drawer = drawers.get(kind)
        return drawer ? change(drawer, asked, who) : problem('not-found')
      }),
    dropPlan: (kind, day, why, who) =>
      inTurn(async () => {
        const drawer = drawers.get(kind)
        return drawer ? dropPlan(drawer, day, why, who) : problem('not-found')
      }),
    versions(kind) {
      const versions = drawers.get(kind)?.versions
      return versions ? { versions: versions.list().map(({ seq: _, ...head }) => head) } : null
    },
    version(kind, number) {
      const drawer = drawers.get(kind)
      const found = drawer?.versions.read(number)
      if (!drawer || !found) return null
      const { seq: _, body, ...head } = found
      const before = drawer.versions.before(number)?.body ?? drawer.row.initial
      return { ...head, body: body as DocumentVersion['body'], differs: differences(before, body) }
    },
    onChange: (changed) => void listeners.push(changed),
    reaction({ happened }) {
      if (happened.some(({ event }) => event.type === 'DayOpened')) for (const drawer of drawers.values()) begin(drawer)
    },
    settle() {
      for (const drawer of drawers.values()) begin(drawer)
    },
  }

  /** Of several days that have come (the hub was off), the last one counts. */
  function begin(drawer: Drawer): void {
    const today = parts.today()
    for (const { from, body } of plansOf(drawer.versions)) {
      if (from > today) continue
      const whole = completed(drawer.row, body)
      const fits = drawer.form.Check(whole)
      drawer.versions.add({ ...BY_THE_HUB, act: fits ? 'began' : 'dropped', at: parts.now(), from, body })
      if (fits) hold(drawer, whole)
    }
  }
}

/** A document without what this role is not shown. */
function forEyes({ shownTo = {}, initial }: DocumentKind, body: unknown, role: Who['role']): unknown {
  const hidden = Object.entries(shownTo).flatMap(([key, roles]) => (roles.some((one) => one === role) ? [] : [key]))
  const before = initial as Record<string, unknown>
  return hidden.length === 0
    ? body
    : { ...(body as object), ...Object.fromEntries(hidden.map((key) => [key, before[key]])) }
}

function newest(versions: Versions): number {
  return versions.list()[0]?.number ?? 0
}

/** What is planned and neither taken back nor begun, the earliest day first. */
function plansOf(versions: Versions): { from: ServiceDay; body: unknown }[] {
  const plans = new Map<ServiceDay, unknown>()
  for (const { number, act, from } of versions.list().toReversed()) {
    if (from === null) continue
    if (act === 'planned') plans.set(from, versions.read(number)?.body)
    else plans.delete(from)
  }
  return [...plans].map(([from, body]) => ({ from, body })).sort((a, b) => (a.from < b.from ? -1 : 1))
}

/** What a document leaves out stays as it was before anybody changed it, group by group: so an older one still fits. */
function completed(row: DocumentKind, body: unknown): object {
  return filledIn(row.initial, body) as object
}

function filledIn(initial: unknown, given: unknown): unknown {
  if (!isGroup(initial) || !isGroup(given)) return given === undefined ? initial : given
  const keys = new Set([...Object.keys(initial), ...Object.keys(given)])
  return Object.fromEntries([...keys].map((key) => [key, filledIn(initial[key], given[key])]))
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function newestThatFits({ row, form, versions }: Drawer): object {
  let version: Version | null = versions.inForce()
  while (version) {
    const body = completed(row, version.body)
    if (form.Check(body)) return body
    version = versions.before(version.number)
  }
  return row.initial
}
