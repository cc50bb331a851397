import type { CampaignEntries, CampaignList, CampaignRow, SlipSeen } from '#core/contract/ratings.ts'
import {
  asPast,
  counterOfSlip,
  type LiveCampaign,
  lastDayToEnter,
  type PastCampaign,
  returnedAt,
} from '#core/domain/campaigns.ts'
import type { ServiceDay } from '#core/domain/events.ts'
import { counterOf } from '#core/domain/office.ts'
import { paperCode, readPaperCode } from '#core/domain/paper-code.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { EnteredSlip, PaperSeals } from '../edge/ask.ts'
import type { PaperCodes } from '../edge/paper-codes.ts'
import type { Journal, JournalRecord } from '../journal/journal.ts'
import type { WhoSat } from './who-sat.ts'

/** What the hub knows of paper slips: whether a code is its own, what was entered for it, how each campaign stands. */
export interface PaperSlips extends PaperSeals {
  see(code: string): Promise<SlipSeen | null>
  campaigns(today: ServiceDay): CampaignList
  /** Who typed in what; null when there is no such campaign, or when it is past. */
  entries(campaign: string): Promise<CampaignEntries | null>
}

export function paperSlips(parts: {
  codes: PaperCodes
  queue: () => Queue
  journal: Journal
  whoSat: WhoSat
}): PaperSlips {
  const { codes, queue, journal } = parts
  const liveOf = (id: string) => queue().papers.live.find((one) => one.id === id)

  async function enteredBefore(code: string): Promise<EnteredSlip | null> {
    const read = readPaperCode(code)
    const seq = read && liveOf(read.campaign)?.entered[read.number]
    if (!seq) return null
    const record = await recordAt(journal, seq)
    if (record?.event.type !== 'PaperRated') return null
    const { level, onDay } = record.event
    return { level, onDay, by: record.by.id, at: record.at, seq }
  }

  return {
    isOurs: codes.isOurs,
    enteredBefore,
    async whoSat(code, day, part) {
      const read = readPaperCode(code)
      const campaign = read && liveOf(read.campaign)
      const counter = campaign ? counterOfSlip(campaign, read.number) : null
      return counter === null ? null : parts.whoSat(counter, day, part)
    },
    async see(typed) {
      const read = readPaperCode(typed)
      if (!read || !codes.isOurs(typed)) return null
      const campaign = liveOf(read.campaign)
      const counter = campaign ? counterOfSlip(campaign, read.number) : null
      if (!campaign || counter === null) return null
      const { id, name, channel, fromDay, toDay } = campaign
      const label = counterOf(queue().office, counter)?.label ?? counter
      const over = campaign.closed || (queue().day ?? '') > lastDayToEnter(campaign)
      const entered = await enteredBefore(typed)
      return { code: paperCode(read), campaign: id, name, channel, counter, label, fromDay, toDay, over, entered }
    },
    campaigns(today) {
      const { live, past } = queue().papers
      const rows = [...live.map((one) => liveRow(one, queue(), today)), ...past.map(pastRow)]
      const { rating, counters } = queue().office
      return {
        today,
        campaigns: rows.sort((a, b) => Number(b.id) - Number(a.id)),
        levels: rating.levels.map(({ id, name }) => ({ id, name })),
        reasons: rating.reasons.map(({ id, name }) => ({ id, name })),
        counters: counters.map(({ id, label }) => ({ id, label })),
      }
    },
    async entries(id) {
      const campaign = liveOf(id)
      if (!campaign) return null
      const entries: CampaignEntries['entries'] = []
      for await (const { event, by, at, seq } of recordsAt(journal, Object.values(campaign.entered))) {
        if (event.type !== 'PaperRated') continue
        const { code, counter, onDay } = event
        entries.push({ code, counter, onDay, by: by.id, at, seq })
      }
      return { id, entries }
    },
  }
}

function liveRow(one: LiveCampaign, { office }: Queue, today: ServiceDay): CampaignRow {
  const { fromDay, toDay } = one
  const enterUntil = lastDayToEnter(one)
  const sums = asPast(one)
  const over = one.closed || today > enterUntil
  const state = over ? 'closed' : today < fromDay ? 'planned' : today <= toDay ? 'open' : 'entering'
  const counters = one.slips.map(({ counter, first, count }) => ({
    counter,
    label: counterOf(office, counter)?.label ?? counter,
    first,
    printed: count,
    handedOut: one.handedOut[counter] ?? null,
    returned: returnedAt(one, counter),
  }))
  // Slips that came back from where nobody counted those handed out would make the rate too good.
  const isCounted = counters.every(({ handedOut, returned }) => handedOut !== null || returned === 0)
  return { ...sums, enterUntil, state, returnRate: isCounted ? rateOf(sums) : null, counters }
}

function pastRow(one: PastCampaign): CampaignRow {
  return { ...one, enterUntil: lastDayToEnter(one), state: 'closed', returnRate: rateOf(one), counters: [] }
}

function rateOf({ handedOut, returned }: PastCampaign): number | null {
  return handedOut === 0 || returned > handedOut ? null : returned / handedOut
}

// Piles are typed in one after the other: what lies near is read on to, what lies far is looked up anew.
const NEAR = 1_000

async function* recordsAt(journal: Journal, seqs: readonly number[]): AsyncGenerator<JournalRecord> {
  const wanted = seqs.toSorted((a, b) => a - b)
  for (let i = 0; i < wanted.length; ) {
    for await (const { record } of journal.read(wanted[i] ?? 0)) {
      if (record.seq === wanted[i]) {
        yield record
        i++
      }
      const next = wanted[i]
      if (next === undefined || next > record.seq + NEAR) break
    }
  }
}

async function recordAt(journal: Journal, seq: number): Promise<JournalRecord | null> {
  for await (const { record } of journal.read(seq)) return record.seq === seq ? record : null
  return null
}
