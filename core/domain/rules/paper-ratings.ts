import {
  type Campaign,
  counterOfSlip,
  type LiveCampaign,
  lastDayToEnter,
  nextCampaign,
  returnedAt,
} from '../campaigns.ts'
import type { Order } from '../commands.ts'
import { counterOf, serviceOf } from '../office.ts'
import { MOST_SLIPS, paperCode, readPaperCode } from '../paper-code.ts'
import type { Queue } from '../queue.ts'
import { no, ok } from '../result.ts'
import { dayAfter } from '../service-day.ts'
import type { Decision } from './shared.ts'

type OrderOf<Type extends Order['type']> = Extract<Order, { type: Type }>

// Each live campaign is handed from day to day whole.
const MOST_AT_ONCE = 12
/** How many days one campaign may ask about: routine slips lie there for a quarter, a surprise that lasts is none. */
const LONGEST = { routine: 92, surprise: 31 } as const
const DAYS_AHEAD = 400

/** A new printing of slips. Each counter gets a row of numbers of its own, one after the other. */
export function planCampaign(order: OrderOf<'PlanCampaign'>, queue: Queue): Decision {
  const { name, channel, fromDay, toDay } = order
  const today = queue.day ?? fromDay
  if (toDay < fromDay || toDay >= dayAfter(fromDay, LONGEST[channel])) return no('campaign-days')
  if (fromDay < today || fromDay > dayAfter(today, DAYS_AHEAD)) return no('campaign-days')
  if (queue.papers.live.length >= MOST_AT_ONCE) return no('campaigns-too-many')
  if (order.slips.some(({ counter }) => !counterOf(queue.office, counter))) return no('unknown-counter')
  const slips: Campaign['slips'][number][] = []
  let first = 1
  for (const { counter, count } of order.slips) {
    if (slips.some((one) => one.counter === counter)) return no('campaign-slips')
    slips.push({ counter, first, count })
    first += count
  }
  if (first === 1 || first - 1 > MOST_SLIPS) return no('campaign-slips')
  const id = nextCampaign(queue.papers)
  return ok([{ type: 'CampaignPlanned', campaign: { id, name, channel, fromDay, toDay, slips } }])
}

/** Somebody counted the slips that were given to people at a counter: never more than printed, never fewer than came back. */
export function noteHandedOut({ campaign: id, counter, count }: OrderOf<'NoteHandedOut'>, queue: Queue): Decision {
  return withCampaign(queue, id, (campaign) => {
    const row = campaign.slips.find((one) => one.counter === counter)
    if (!row) return no('unknown-counter')
    if (count > row.count) return no('more-than-printed')
    if (count < returnedAt(campaign, counter)) return no('fewer-than-returned')
    if (campaign.handedOut[counter] === count) return ok([])
    return ok([{ type: 'SlipsHandedOut', campaign: id, counter, count }])
  })
}

/** No more slips of it are entered. */
export function closeCampaign({ campaign: id, reason }: OrderOf<'CloseCampaign'>, queue: Queue): Decision {
  return withCampaign(queue, id, () => ok([{ type: 'CampaignClosed', campaign: id, reason }]))
}

/**
 * One slip of the pile. The edge has proved that its code is printed by this hub; here it is counted once, for a day of its
 * campaign that has come, and never more at a counter than were handed out there.
 */
export function enterPaper(order: OrderOf<'EnterPaper'>, queue: Queue): Decision {
  const { level, reasons, onDay, service, staff } = order
  const { rating } = queue.office
  const code = readPaperCode(order.code)
  if (!code) return no('unknown-slip')
  return withCampaign(queue, code.campaign, (campaign) => {
    const counter = counterOfSlip(campaign, code.number)
    if (counter === null) return no('unknown-slip')
    if (code.number in campaign.entered) return no('slip-entered')
    if (!rating.levels.some((one) => one.id === level)) return no('unknown-level')
    if (reasons.some((id) => !rating.reasons.some((reason) => reason.id === id))) return no('unknown-reason')
    if (service !== null && !serviceOf(queue.office, service)) return no('unknown-service')
    if (queue.day !== null && onDay > queue.day) return no('slip-in-future')
    if (onDay < campaign.fromDay || onDay > campaign.toDay) return no('slip-not-of-its-days')
    const given = campaign.handedOut[counter]
    if (given !== undefined && returnedAt(campaign, counter) >= given) return no('more-than-handed-out')
    const { channel, id } = campaign
    return ok([
      {
        type: 'PaperRated',
        code: paperCode(code),
        channel,
        campaign: id,
        counter,
        service,
        staff,
        level,
        reasons,
        onDay,
      },
    ])
  })
}

/** An entry was a mistake: it counts no more, and the slip may be entered again. */
export function withdrawPaper(order: OrderOf<'WithdrawPaper'>, queue: Queue): Decision {
  const code = readPaperCode(order.code)
  if (!code) return no('unknown-slip')
  return withCampaign(queue, code.campaign, (campaign) => {
    const entry = campaign.entered[code.number]
    if (entry === undefined) return no('slip-not-entered')
    const { reason } = order
    return ok([{ type: 'PaperWithdrawn', code: paperCode(code), campaign: campaign.id, entry, reason }])
  })
}

/** Goes on with a campaign whose slips can still be entered. */
function withCampaign(queue: Queue, id: string, then: (campaign: LiveCampaign) => Decision): Decision {
  const campaign = queue.papers.live.find((one) => one.id === id)
  if (!campaign) return no(queue.papers.past.some((one) => one.id === id) ? 'campaign-over' : 'unknown-campaign')
  if (campaign.closed || (queue.day !== null && queue.day > lastDayToEnter(campaign))) return no('campaign-over')
  return then(campaign)
}
