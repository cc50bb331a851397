import { createHash } from 'node:crypto'
import type {
  MonthRanking,
  MonthStepTaken,
  NewScoringEntry,
  OfficerRank,
  OwnMonth,
  ScoringMonths,
  Trace,
  YearRanking,
} from '#core/contract/scoring.ts'
import type { Answer } from '#core/contract/shapes.ts'
import { ERASED } from '#core/domain/erasing.ts'
import type { Office } from '#core/domain/office.ts'
import { isGiven } from '#core/domain/scoring/measures.ts'
import { after, type MonthStep, monthsOver } from '#core/domain/scoring/month.ts'
import type { RuleSet } from '#core/domain/scoring/rule-set.ts'
import type { NoteAct } from '../acts.ts'
import { problem } from '../edge/problem.ts'
import type { Who } from '../edge/who.ts'
import type { Sqlite } from '../journal/open-database.ts'
import type { Facts } from '../reports/facts.ts'
import type { DocumentRoom } from '../settings/documents.ts'
import { inForce, scoringBook } from './book.ts'
import { type ComplaintRoom, complaintRoom } from './complaints.ts'
import { evidenceOf, type OfficerMonth } from './evidence.ts'
import { rulesFor, SCORING } from './kind.ts'
import { type PlacedOfficer, reckon } from './reckon.ts'
import { readMonth } from './rows.ts'
import { traceOf } from './trace.ts'
import { type FrozenMonth, yearOf } from './year.ts'

/**
 * The monthly ranking. A draft is reckoned whenever somebody asks; what is confirmed is kept with its evidence and its rules, and no
 * later event changes it. Who may do what is decided at the doors; what a role may see of a month, here.
 */
export interface ScoringRoom {
  readonly complaints: ComplaintRoom
  months(who: Who): Promise<ScoringMonths>
  month(month: string, who: Who): Promise<Answer<MonthRanking>>
  /** An officer's own published month. */
  own(month: string, who: Who): Answer<OwnMonth>
  /** Confirms what was seen, by its hash; changed evidence is refused. */
  confirm(month: string, seen: string, who: Who): Promise<Answer<MonthRanking>>
  publish(month: string, who: Who): Promise<Answer<MonthRanking>>
  reopen(month: string, why: string, who: Who): Promise<Answer<MonthRanking>>
  enter(month: string, asked: NewScoringEntry, who: Who): Promise<Answer<MonthRanking>>
  /** What stands behind one figure: days and records of the journal. */
  trace(month: string, staff: string, measure: string): Promise<Answer<Trace>>
  year(year: string): Answer<YearRanking>
}

/** What is frozen: all that decides, and what it came to. */
type Deciding = Pick<MonthRanking, 'month' | 'office' | 'firstSeq' | 'lastSeq' | 'rulesVersion' | 'rules'> & {
  readonly officers: readonly PlacedOfficer[]
  readonly evidence: readonly Pick<OfficerMonth, 'staff' | 'measures'>[]
}

interface Frozen extends Deciding {
  readonly madeAt: number
}

export function openScoring(parts: {
  database: Sqlite
  documents: DocumentRoom
  facts: Pick<Facts, 'all' | 'today' | 'gathered'>
  /** Citizens' answers of whole months, and how each may be told. */
  answers: Parameters<typeof readMonth>[1]
  office: () => Office
  /** Everybody who works or worked here, by what they are called. */
  people: () => readonly { readonly id: string; readonly name: string }[]
  /** The running service day, YYYY-MM-DD. */
  today: () => string
  now: () => number
  note: NoteAct
}): ScoringRoom {
  const { documents, facts, note, now } = parts
  const book = scoringBook(parts.database)
  const complaints = complaintRoom(parts)
  const nameOf = (staff: string) => parts.people().find(({ id }) => id === staff)?.name ?? null
  const thisMonth = () => parts.today().slice(0, 7)
  const isOver = (month: string) => month < thisMonth()
  let last: Promise<unknown> = Promise.resolve()
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = last.then(work)
    last = turn.catch(() => undefined) // whoever asked hears of it; the next one must not
    return turn
  }

  async function evidence(
    month: string,
    rules: RuleSet,
  ): Promise<{ officers: OfficerMonth[]; firstSeq: number; lastSeq: number }> {
    const entries = book.entries(month)
    const given = new Map<string, Record<string, number>>()
    for (const what of new Set(entries.map((entry) => entry.what).filter(isGiven))) {
      for (const [staff, points] of inForce(entries, what)) given.set(staff, { ...given.get(staff), [what]: points })
    }
    const rows = await readMonth(facts, parts.answers, month, now())
    const beside = { complaints: complaints.foundTrue(month), given }
    const officers = await evidenceOf(rows, { office: parts.office(), rules, beside })
    return { officers, firstSeq: rows.firstSeq, lastSeq: rows.lastSeq }
  }

  async function draft(month: string): Promise<Answer<Deciding>> {
    const { days, of } = await facts.gathered()
    // After an upgrade the days are read again: half a month would be no month.
    if (days < of) return problem('too-busy')
    const rules = rulesFor(documents.now(SCORING), month)
    const { officers, firstSeq, lastSeq } = await evidence(month, rules)
    const value = {
      month,
      office: parts.office().name,
      firstSeq,
      lastSeq,
      rulesVersion: documents.look(SCORING.kind)?.version ?? 0,
      rules,
      officers: reckon(officers, rules, book.entries(month), nameOf),
      evidence: officers.map(({ staff, measures }) => ({ staff, measures })),
    }
    return { ok: true, value }
  }

  function frozen(month: string): { found: Frozen; hash: string } | null {
    const kept = book.frozen(month)
    return kept && { found: JSON.parse(kept.body) as Frozen, hash: kept.hash }
  }

  function shownOf({ evidence: _, ...deciding }: Deciding, hash: string, madeAt: number): MonthRanking {
    const { month } = deciding
    return {
      ...deciding,
      ...book.stateOf(month),
      officers: deciding.officers.map((officer) => withWords(month, officer)),
      over: isOver(month),
      hash,
      madeAt,
      steps: [...book.steps(month)],
    }
  }

  /** With why each entry was made, as far as that is still kept. Entries only ever follow: the nth is the nth. */
  function withWords(month: string, officer: PlacedOfficer): OfficerRank {
    const kept = book.entries(month).filter(({ staff }) => staff === officer.staff)
    return { ...officer, entries: officer.entries.map((entry, i) => ({ ...entry, why: kept[i]?.why ?? ERASED })) }
  }

  async function look(month: string): Promise<Answer<MonthRanking>> {
    const kept = book.stateOf(month).state === 'draft' ? null : frozen(month)
    if (kept) return { ok: true, value: shownOf(kept.found, kept.hash, kept.found.madeAt) }
    const made = await draft(month)
    return made.ok ? { ok: true, value: shownOf(made.value, hashOf(made.value), now()) } : made
  }

  async function step(month: string, how: MonthStep, why: string | null, who: Who): Promise<Answer<MonthRanking>> {
    const { state, version } = book.stateOf(month)
    const next = after(state, how)
    // Asked for what is so already: a retry whose first answer got lost.
    if (next === null && how === 'publish' && state === 'published') return look(month)
    if (next === null || how === 'confirm') return problem('scoring-not-now')
    const did = how === 'publish' ? 'published' : 'reopened'
    const hash = frozen(month)?.hash ?? null
    const noted = await note(who, {
      about: 'scoring',
      id: month,
      did,
      before: { state, version },
      after: { state: next, version, hash },
      ...(why && { why }),
    })
    if (!noted.ok) return noted
    book.take(month, { did, version, at: now(), by: who.id, why, hash })
    return look(month)
  }

  return {
    complaints,
    async months({ role }) {
      const known = await facts.all<{ month: string }>('SELECT DISTINCT substr(day, 1, 7) AS month FROM day')
      const all = new Set([...known.map(({ month }) => month), ...book.months(), thisMonth()])
      const heads = [...all]
        .toSorted()
        .reverse()
        .map((month) => ({ month, ...book.stateOf(month), over: isOver(month) }))
      return { months: heads.filter(({ state }) => sees(role, state)) }
    },
    async month(month, { role }) {
      if (!sees(role, book.stateOf(month).state)) return problem('scoring-not-shown')
      return look(month)
    },
    own(month, { id }) {
      const { state, version } = book.stateOf(month)
      const kept = state === 'published' ? frozen(month)?.found : null
      if (!kept) return problem('scoring-not-shown')
      const own = kept.officers.find(({ staff }) => staff === id)
      const placed = kept.officers.flatMap(({ staff, name, place }) => (place === null ? [] : [{ staff, name, place }]))
      const others = placed.filter(({ staff }) => staff !== id).map(({ name, place }) => ({ name, place }))
      return {
        ok: true,
        value: {
          month,
          version,
          office: kept.office,
          rules: kept.rules,
          own: own ? withWords(month, own) : null,
          ranked: placed.length,
          others: kept.rules.others === 'names-and-places' ? others : [],
        },
      }
    },
    confirm: (month, seen, who) =>
      inTurn(async () => {
        const { state, version } = book.stateOf(month)
        if (state === 'confirmed' && frozen(month)?.hash === seen) return look(month)
        if (after(state, 'confirm') === null) return problem('scoring-not-now')
        if (!isOver(month)) return problem('scoring-month-runs')
        const made = await draft(month)
        if (!made.ok) return made
        const hash = hashOf(made.value)
        if (hash !== seen) return problem('scoring-changed')
        const at = now()
        const taken: MonthStepTaken = { did: 'confirmed', version: version + 1, at, by: who.id, why: null, hash }
        const noted = await note(who, {
          about: 'scoring',
          id: month,
          did: 'confirmed',
          before: { state, version },
          after: { state: 'confirmed', version: version + 1, hash, rules: made.value.rules.id },
        })
        if (!noted.ok) return noted
        const body: Frozen = { ...made.value, madeAt: at }
        book.take(month, taken, JSON.stringify(body))
        return look(month)
      }),
    publish: (month, who) => inTurn(() => step(month, 'publish', null, who)),
    reopen: (month, why, who) => inTurn(() => step(month, 'reopen', why, who)),
    enter: (month, { staff, what, value, why }, who) =>
      inTurn(async () => {
        if (book.stateOf(month).state !== 'draft') return problem('scoring-not-now')
        const rules = rulesFor(documents.now(SCORING), month)
        const isAsked = rules.criteria.some(({ formula, measures }) => formula.kind === 'given' && measures[0] === what)
        if (what !== 'total' && !isAsked) return problem('bad-request', '/what')
        if (value !== null && value > mostFor(rules, what))
          return problem('bad-request', `/value: ${mostFor(rules, what)}`)
        if (nameOf(staff) === null) return problem('not-found')
        const before = inForce(book.entries(month), what).get(staff) ?? null
        const noted = await note(who, {
          about: 'scoring',
          id: month,
          did: what === 'total' ? 'changed' : 'gave',
          before: { staff, what, value: before },
          after: { staff, what, value },
          why,
        })
        if (!noted.ok) return noted
        book.enter(month, { staff, what, value, why, by: who.id, at: now() })
        return look(month)
      }),
    async trace(month, staff, measure) {
      const kept = book.stateOf(month).state === 'draft' ? null : frozen(month)
      const { officers } = await evidence(month, kept?.found.rules ?? rulesFor(documents.now(SCORING), month))
      const officer = officers.find((one) => one.staff === staff)
      const found = officer && traceOf(officer, measure)
      return found ? { ok: true, value: found } : problem('not-found')
    },
    year(year) {
      const over = monthsOver(year, thisMonth())
      const months = book.months().flatMap((month): FrozenMonth[] => {
        const kept = month.startsWith(year) && book.stateOf(month).state !== 'draft' ? frozen(month) : null
        return kept ? [kept.found] : []
      })
      const rules = months.at(-1)?.rules ?? rulesFor(documents.now(SCORING), `${year}-12`)
      return { ok: true, value: yearOf(year, months, { over, rules, office: parts.office().name }) }
    },
  }
}

/** Whoever runs the hall sees drafts; whoever only reads sees what was confirmed; officers see what was published. */
function sees(role: Who['role'], state: MonthRanking['state']): boolean {
  switch (state) {
    case 'draft':
      return role === 'head' || role === 'admin'
    case 'confirmed':
      return role === 'head' || role === 'admin' || role === 'leader' || role === 'auditor'
    case 'published':
      return true
    default:
      return state satisfies never
  }
}

function mostFor(rules: MonthRanking['rules'], what: string): number {
  const given = rules.criteria.find(({ measures }) => measures[0] === what)?.formula
  return given?.kind === 'given' ? given.most : rules.total.most
}

/** Of everything that decides: two drafts with the same hash are the same to the last figure. */
function hashOf(deciding: Deciding): string {
  return createHash('sha256').update(JSON.stringify(deciding)).digest('hex')
}
