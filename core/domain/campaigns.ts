import type { ServiceDay } from './events.ts'
import type { CounterId } from './office.ts'
import { readPaperCode } from './paper-code.ts'
import { dayAfter } from './service-day.ts'

/**
 * Paper slips that are handed out to be ticked: a campaign is one printing of them, for some counters and days.
 *
 * routine: they lie at the counters all the time. surprise: nobody at the counters knows the day before. The two are never added up.
 */
export interface Campaign {
  /** Three digits, one more than the campaign before: the beginning of every code. */
  readonly id: CampaignId
  readonly name: string
  readonly channel: PaperChannel
  /** The days people are asked about, both included. */
  readonly fromDay: ServiceDay
  readonly toDay: ServiceDay
  readonly slips: readonly CounterSlips[]
}

/** The slips of one counter: the numbers from `first` on, `count` of them. */
export interface CounterSlips {
  readonly counter: CounterId
  readonly first: number
  readonly count: number
}

/** A campaign whose slips can still be entered, and what came of it so far. */
export interface LiveCampaign extends Campaign {
  readonly closed: boolean
  /** How many were given to people, by counter, once somebody has said so. */
  readonly handedOut: Readonly<Record<CounterId, number>>
  /** Slip number → the journal record that entered it. */
  readonly entered: Readonly<Record<number, number>>
}

/** A campaign that is over: its answers stand in the journal, here only how many. */
export interface PastCampaign extends Omit<Campaign, 'slips'> {
  readonly printed: number
  readonly handedOut: number
  readonly returned: number
}

/** Everything on paper that the hall must know from day to day. */
export interface Papers {
  readonly live: readonly LiveCampaign[]
  /** The newest first. */
  readonly past: readonly PastCampaign[]
}

export type CampaignId = string
export type PaperChannel = 'routine' | 'surprise'
/** The ways an answer comes to us, kept apart for ever: at the counter's terminal, by the slip's link, on paper of two kinds. */
export type RatingChannel = 'terminal' | 'slip' | PaperChannel
export const RATING_CHANNELS = ['terminal', 'slip', 'routine', 'surprise'] as const satisfies readonly RatingChannel[]

/** So long after a campaign's last day its slips may still be entered: the pile is typed in once the days are over. */
const DAYS_TO_ENTER = 14
const PAST_REMEMBERED = 24

export const NO_PAPERS: Papers = { live: [], past: [] }

/** The number of the next campaign; a number is never given twice. */
export function nextCampaign({ live, past }: Papers): CampaignId {
  const last = Math.max(0, ...live.map(({ id }) => Number(id)), ...past.map(({ id }) => Number(id)))
  return String(last + 1).padStart(3, '0')
}

export function lastDayToEnter({ toDay }: Pick<Campaign, 'toDay'>): ServiceDay {
  return dayAfter(toDay, DAYS_TO_ENTER)
}

/** The counter a slip was printed for; null when no such slip was printed. */
export function counterOfSlip({ slips }: Campaign, number: number): CounterId | null {
  return slips.find(({ first, count }) => number >= first && number < first + count)?.counter ?? null
}

function printedIn({ slips }: Campaign): number {
  return slips.reduce((sum, { count }) => sum + count, 0)
}

/** How many slips of one counter have come back. */
export function returnedAt(campaign: LiveCampaign, counter: CounterId): number {
  return Object.keys(campaign.entered).filter((number) => counterOfSlip(campaign, Number(number)) === counter).length
}

export function planned(papers: Papers, campaign: Campaign): Papers {
  return { ...papers, live: [...papers.live, { ...campaign, closed: false, handedOut: {}, entered: {} }] }
}

export function handedOut(papers: Papers, id: CampaignId, counter: CounterId, count: number): Papers {
  return amended(papers, id, (one) => ({ ...one, handedOut: { ...one.handedOut, [counter]: count } }))
}

export function campaignClosed(papers: Papers, id: CampaignId): Papers {
  return amended(papers, id, (one) => ({ ...one, closed: true }))
}

export function slipEntered(papers: Papers, code: string, seq: number): Papers {
  const read = readPaperCode(code)
  if (!read) return papers
  return amended(papers, read.campaign, (one) => ({ ...one, entered: { ...one.entered, [read.number]: seq } }))
}

export function slipWithdrawn(papers: Papers, code: string): Papers {
  const read = readPaperCode(code)
  if (!read) return papers
  return amended(papers, read.campaign, (one) => {
    const { [read.number]: _, ...others } = one.entered
    return { ...one, entered: others }
  })
}

/** What a new day is handed: a campaign that is closed, or whose time to enter has run out, is past. */
export function papersOn(papers: Papers, day: ServiceDay): Papers {
  if (papers.live.length === 0) return papers
  const isOver = (one: LiveCampaign) => one.closed || lastDayToEnter(one) < day
  const over = papers.live.filter(isOver).map(asPast)
  if (over.length === 0) return papers
  const live = papers.live.filter((one) => !isOver(one))
  const newest = [...over, ...papers.past].sort((a, b) => Number(b.id) - Number(a.id))
  return { live, past: newest.slice(0, PAST_REMEMBERED) }
}

export function asPast(one: LiveCampaign): PastCampaign {
  const { id, name, channel, fromDay, toDay } = one
  const given = Object.values(one.handedOut).reduce((sum, count) => sum + count, 0)
  const returned = Object.keys(one.entered).length
  return { id, name, channel, fromDay, toDay, printed: printedIn(one), handedOut: given, returned }
}

function amended(papers: Papers, id: CampaignId, change: (one: LiveCampaign) => LiveCampaign): Papers {
  return { ...papers, live: papers.live.map((one) => (one.id === id ? change(one) : one)) }
}
