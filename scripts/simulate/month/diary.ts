import type { PaperChannel } from '#core/domain/campaigns.ts'

/** How a citizen answered, whichever way: who served them, and whether it pleased. */
export interface AnswerGiven {
  readonly channel: 'terminal' | 'slip' | PaperChannel
  readonly staff: string
  readonly counter: string
  readonly service: string
  readonly level: string
  readonly day: string
}

/** A slip of paper somebody ticked, on its pile. */
export interface PaperTicked {
  readonly code: string
  readonly level: string
  readonly onDay: string
  readonly staff: string
}

/**
 * What the people of the month remember, written down as it happened and without a look at the journal: what reports, rankings and
 * exports are held against in the end.
 */
export interface Diary {
  issued(day: string, service: string): void
  served(day: string, staff: string, service: string, serviceMs: number): void
  missed(day: string): void
  answered(answer: AnswerGiven): void
  /** Takes the next slip of a campaign at a counter, where one is left. */
  ticked(campaign: Printed, answer: AnswerGiven): void
  entered(paper: PaperTicked): void
  opened(day: string, staff: string, at: number, late: boolean): void
  refused(why: string): void
  papers(): readonly PaperTicked[]
  readonly told: {
    readonly issued: Map<string, number>
    readonly served: Map<string, number>
    readonly serviceMs: Map<string, number[]>
    readonly answers: AnswerGiven[]
    readonly late: Map<string, number>
    readonly refusals: Map<string, number>
  }
}

/** A campaign as it was printed: its slips at each counter. */
export interface Printed {
  readonly campaign: string
  readonly channel: PaperChannel
  readonly first: ReadonlyMap<string, number>
  readonly count: number
}

export function openDiary(): Diary {
  const papers: PaperTicked[] = []
  const taken = new Map<string, number>()
  const told = {
    issued: new Map<string, number>(),
    served: new Map<string, number>(),
    serviceMs: new Map<string, number[]>(),
    answers: [] as AnswerGiven[],
    late: new Map<string, number>(),
    refusals: new Map<string, number>(),
  }
  const more = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  const waiting: { paper: PaperTicked; answer: AnswerGiven }[] = []
  return {
    told,
    papers: () => papers,
    issued(day, service) {
      more(told.issued, day)
      more(told.issued, `${day} ${service}`)
      more(told.issued, 'all')
    },
    served(day, staff, service, serviceMs) {
      for (const key of [day, `staff ${staff}`, `service ${service}`, 'all']) more(told.served, key)
      told.serviceMs.set(staff, [...(told.serviceMs.get(staff) ?? []), serviceMs])
    },
    missed: (day) => void more(told.served, `missed ${day}`),
    answered: (answer) => void told.answers.push(answer),
    ticked({ campaign, first, count }, answer) {
      const key = `${campaign} ${answer.counter}`
      const already = taken.get(key) ?? 0
      const from = first.get(answer.counter)
      if (from === undefined || already >= count) return
      taken.set(key, already + 1)
      const code = `${campaign}-${String(from + already).padStart(4, '0')}-0000`
      const paper = { code, level: answer.level, onDay: answer.day, staff: answer.staff }
      papers.push(paper)
      waiting.push({ paper, answer })
    },
    entered(paper) {
      const one = waiting.find((known) => known.paper === paper)
      if (one) told.answers.push(one.answer)
    },
    opened(_day, staff, _at, late) {
      if (late) more(told.late, staff)
    },
    refused: (why) => void more(told.refusals, why),
  }
}
