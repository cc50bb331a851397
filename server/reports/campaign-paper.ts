import { counterOfSlip, type LiveCampaign } from '#core/domain/campaigns.ts'
import { counterOf, type Office } from '#core/domain/office.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { PaperCodes } from '../edge/paper-codes.ts'
import type { RatingSlip } from '../paper/rating-slip.ts'

/** The slips of a campaign as they are printed, in the order of their numbers; null when its slips cannot be entered any more. */
export function slipsOf(
  id: string,
  { queue: { office, papers }, codes }: { queue: Pick<Queue, 'office' | 'papers'>; codes: PaperCodes },
): { campaign: LiveCampaign; slips: readonly RatingSlip[] } | null {
  const campaign = papers.live.find((one) => one.id === id && !one.closed)
  if (!campaign) return null
  const numbers = campaign.slips.flatMap(({ first, count }) => Array.from({ length: count }, (_, i) => first + i))
  return { campaign, slips: numbers.map((number) => slipNumbered(number, campaign, office, codes)) }
}

function slipNumbered(number: number, campaign: LiveCampaign, office: Office, codes: PaperCodes): RatingSlip {
  const counter = counterOfSlip(campaign, number) ?? ''
  return {
    office: office.name.vi,
    counter: `Quầy ${counterOf(office, counter)?.label ?? counter}`,
    levels: office.rating.levels.map(({ name, face }) => ({ name: name.vi, face })),
    reasons: office.rating.reasons.map(({ name }) => name.vi),
    code: codes.codeOf(campaign.id, number),
  }
}
