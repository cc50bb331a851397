import { isAlwaysOpen, sittingsOn } from '#core/domain/calendar.ts'
import type { Office } from '#core/domain/office.ts'
import type { Evidence, Measure } from '#core/domain/scoring/evidence.ts'
import type { RuleSet } from '#core/domain/scoring/rule-set.ts'
import { FEWEST_ANSWERS } from '#core/domain/told-answers.ts'
import { breather } from '../reports/in-slices.ts'
import type { MonthRows, RatingRow, ServedRow, SpellRow } from './rows.ts'
import { usualTimes } from './usual.ts'

/** One thing that stands behind a measure: the day, the records, and what it adds. */
export interface Proof {
  readonly day: string
  readonly fromSeq: number
  readonly toSeq: number
  /** 1 where it speaks for the officer (satisfied, on time), 0 where not; ms for times; 1 for each turn served. */
  readonly part: number
}

/** An officer's month: its measures, and by measure what each is made of. */
export interface OfficerMonth extends Evidence {
  /** What the officer was called at the counters; the id where none is known. */
  readonly name: string
  readonly proofs: Readonly<Record<string, readonly Proof[]>>
}

/** What is told of officers beside the journal: complaints found true, and points the head gave, by officer. */
export interface ToldBeside {
  readonly complaints: ReadonlyMap<string, number>
  readonly given: ReadonlyMap<string, Readonly<Record<string, number>>>
}

// Less than this at a counter in a session is somebody stepping in for a moment: no session of theirs.
const LEAST_WORKED_MS = 10 * 60_000
const CHANNELS: Readonly<Record<string, string>> = {
  terminal: 'rating-device',
  slip: 'rating-device',
  routine: 'rating-routine',
  surprise: 'rating-surprise',
}

/** Makes each officer's evidence of a month's rows, in slices. Who did nothing and about whom nothing is told does not appear. */
export async function evidenceOf(
  rows: MonthRows,
  { office, rules, beside }: { office: Office; rules: RuleSet; beside: ToldBeside },
): Promise<OfficerMonth[]> {
  const breathe = breather()
  const usual = usualTimes(rows.served, office)
  const served = Map.groupBy(rows.served, ({ staff }) => staff)
  const spells = Map.groupBy(rows.spells, ({ staff }) => staff)
  const atCounters = Map.groupBy(rows.spells, placeOf)
  const ratings = Map.groupBy(rows.ratings, ({ staff }) => staff)
  const openMs = new Map<string, number>()
  for (const { staff, openMs: ms } of rows.duty) openMs.set(staff, (openMs.get(staff) ?? 0) + ms)
  const hall = {
    openMs: sum([...openMs.values()]),
    workMs: sum(rows.served.map(({ service }) => usual(service).usualMs)),
  }
  const everybody = new Set([
    ...[served, spells, ratings, beside.complaints, beside.given].flatMap((map) => [...map.keys()]),
  ])
  const officers: OfficerMonth[] = []
  for (const staff of [...everybody].toSorted()) {
    await breathe()
    const own = served.get(staff) ?? []
    const ownSpells = spells.get(staff) ?? []
    const measures: Record<string, Measure> = {}
    const proofs: Record<string, readonly Proof[]> = {}
    const put = (name: string, measure: Measure | null, behind: readonly Proof[]) => {
      if (measure === null) return
      measures[name] = measure
      proofs[name] = behind
    }
    const turns = own.map((row) => proofOf(row, 1))
    put('served', { kind: 'count', count: own.length, sample: own.length }, turns)
    put('work', workOf(own, openMs.get(staff) ?? 0, hall, usual), turns)
    put('service-time', ...timeOf(own, usual))
    put('waits', ...waitsOf(own))
    for (const [name, those] of Map.groupBy(ratings.get(staff) ?? [], ({ channel }) => CHANNELS[channel] ?? '')) {
      if (name !== '') put(name, ...ratingOf(those))
    }
    for (const [name, sessions] of Object.entries(sessionsOf(ownSpells, atCounters, office, rules)))
      put(name, ...shareOf(sessions))
    const complaints = beside.complaints.get(staff) ?? 0
    put('complaints', { kind: 'count', count: complaints, sample: own.length }, [])
    for (const [name, points] of Object.entries(beside.given.get(staff) ?? {})) put(name, { kind: 'given', points }, [])
    officers.push({ staff, name: ownSpells.at(-1)?.name ?? staff, measures, proofs })
  }
  return officers
}

type Usual = ReturnType<typeof usualTimes>

/** Own work, each turn counting as long as its service usually takes, against what the hall does in the same hours open. */
function workOf(
  own: readonly ServedRow[],
  openMs: number,
  hall: { openMs: number; workMs: number },
  usual: Usual,
): Measure | null {
  if (openMs === 0 || hall.openMs === 0) return null
  // In whole numbers: both factors together are beyond what a machine's number keeps.
  const expected = Number((BigInt(hall.workMs) * BigInt(openMs)) / BigInt(hall.openMs))
  return {
    kind: 'ratio',
    part: sum(own.map(({ service }) => usual(service).usualMs)),
    whole: expected,
    sample: own.length,
  }
}

function timeOf(own: readonly ServedRow[], usual: Usual): [Measure | null, Proof[]] {
  const timed = own.flatMap((row) => (row.serviceMs === null ? [] : [{ ...row, serviceMs: row.serviceMs }]))
  if (timed.length === 0) return [null, []]
  // A turn somebody forgot to finish counts only as long as `usual` lets it.
  const counted = timed.map((row) => ({ row, ms: Math.min(row.serviceMs, usual(row.service).mostMs) }))
  return [
    {
      kind: 'ratio',
      part: sum(counted.map(({ ms }) => ms)),
      whole: sum(timed.map(({ service }) => usual(service).usualMs)),
      sample: timed.length,
    },
    counted.map(({ row, ms }) => proofOf(row, ms)),
  ]
}

function waitsOf(own: readonly ServedRow[]): [Measure | null, Proof[]] {
  const waited = own.flatMap((row) => (row.waitMs === null ? [] : [proofOf(row, row.waitMs)]))
  if (waited.length === 0) return [null, []]
  return [{ kind: 'mean', sum: sum(waited.map(({ part }) => part)), sample: waited.length }, waited]
}

/** All answers count as the sample; what they were is reckoned from whole bundles alone (core/domain/told-answers.ts). */
function ratingOf(those: readonly RatingRow[]): [Measure, Proof[]] {
  const told = those.filter(({ isTold }) => isTold)
  const proofs = told.map(({ day, seq, satisfied }) => ({ day, fromSeq: seq, toSeq: seq, part: satisfied }))
  // No bundle is full: however many there are, they are too few to be told.
  const sample = told.length === 0 ? Math.min(those.length, FEWEST_ANSWERS - 1) : those.length
  return [{ kind: 'ratio', part: sum(proofs.map(({ part }) => part)), whole: told.length, sample }, proofs]
}

function shareOf(proofs: readonly Proof[]): [Measure, Proof[]] {
  const part = sum(proofs.map((one) => one.part))
  return [{ kind: 'ratio', part, whole: proofs.length, sample: proofs.length }, [...proofs]]
}

/** Of every session worked: was the counter open by its begin, and were the pauses within what is allowed? */
function sessionsOf(
  spells: readonly SpellRow[],
  atCounters: ReadonlyMap<string, readonly SpellRow[]>,
  office: Office,
  { punctual }: RuleSet,
): Record<string, Proof[]> {
  // A hall without hours has no begin to be late for.
  if (spells.length === 0 || isAlwaysOpen(office, null)) return {}
  const onTime: Proof[] = []
  const pauses: Proof[] = []
  for (const [day, those] of Map.groupBy(spells, (spell) => spell.day)) {
    for (const { fromAt, toAt } of sittingsOn(office, null, day)) {
      const within = ({ fromAt: from, untilAt }: SpellRow) =>
        Math.max(0, Math.min(untilAt, toAt) - Math.max(from, fromAt))
      const here = those.filter((spell) => within(spell) > 0)
      const open = here.filter(({ kind }) => kind === 'open')
      if (sum(open.map(within)) < LEAST_WORKED_MS) continue
      const seqs = here.map(({ fromSeq }) => fromSeq)
      const proof = { day, fromSeq: Math.min(...seqs), toSeq: Math.max(...seqs) }
      const first = open.toSorted((a, b) => a.fromAt - b.fromAt)[0]
      if (!first) continue
      const pausedMs = sum(here.filter(({ kind }) => kind === 'paused').map(within))
      if (!relieves(first, atCounters.get(placeOf(first)) ?? [], fromAt)) {
        onTime.push({ ...proof, part: Number(first.fromAt <= fromAt + punctual.lateMs) })
      }
      pauses.push({ ...proof, part: Number(pausedMs <= punctual.pauseMs) })
    }
  }
  return { ...(onTime.length > 0 && { 'on-time': onTime }), ...(pauses.length > 0 && { 'pauses-kept': pauses }) }
}

/** Took over a counter that a colleague had opened in the same session: nobody was late there. */
function relieves(first: SpellRow, atCounter: readonly SpellRow[], sessionFromAt: number): boolean {
  return atCounter.some(
    ({ staff, fromAt, untilAt }) => staff !== first.staff && fromAt < first.fromAt && untilAt > sessionFromAt,
  )
}

/** A counter on a day. */
function placeOf({ day, counter }: SpellRow): string {
  return `${day} ${counter}`
}

function proofOf({ day, fromSeq, toSeq }: ServedRow, part: number): Proof {
  return { day, fromSeq, toSeq, part }
}

function sum(figures: readonly number[]): number {
  return figures.reduce((all, one) => all + one, 0)
}
