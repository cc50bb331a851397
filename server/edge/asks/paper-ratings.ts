import { HEADS } from '#core/contract/access.ts'
import {
  CloseCampaign,
  EnterSlip,
  NoteHandedOut,
  PlanCampaign,
  PlannedCampaign,
  WithdrawSlip,
} from '#core/contract/ratings.ts'
import { ask } from '../ask.ts'

// Whoever sits at a counter does not type in what is said of it.
const roles = HEADS
const EXAMPLE_CODE = '001-0001-0000'

/** Paper slips: planned, handed out, typed in, taken back. */
export const PAPER_RATING_ASKS = [
  ask({
    name: 'plan-campaign',
    summary: 'Print paper slips for some counters and days: routine, or as a surprise.',
    roles,
    body: PlanCampaign,
    value: PlannedCampaign,
    example: {
      name: 'Khảo sát đột xuất',
      channel: 'surprise',
      fromDay: '2026-11-23',
      toDay: '2026-11-24',
      slips: [{ counter: 'quay-1', count: 10 }],
    },
    order: ({ name, channel, fromDay, toDay, slips }) => ({
      type: 'PlanCampaign',
      name,
      channel,
      fromDay,
      toDay,
      slips,
    }),
  }),
  ask({
    name: 'note-handed-out',
    summary: 'How many slips of a campaign were given to people at a counter, all told.',
    roles,
    body: NoteHandedOut,
    example: { campaign: '001', counter: 'quay-1', count: 8 },
    order: ({ campaign, counter, count }) => ({ type: 'NoteHandedOut', campaign, counter, count }),
  }),
  ask({
    name: 'enter-slip',
    summary: 'Type in one slip. Each code counts once; who sat at the counter the hub reads from its own journal.',
    roles,
    body: EnterSlip,
    example: { code: EXAMPLE_CODE, level: 'hai-long', onDay: '2026-11-23', part: 'morning' },
    order: async ({ code, level, reasons = [], onDay, part = null, service = null }, _who, _wallAt, { paper }) => ({
      type: 'EnterPaper',
      code: paper.isOurs(code) ? code : '',
      level,
      reasons,
      onDay,
      service,
      staff: await paper.whoSat(code, onDay, part),
    }),
  }),
  ask({
    name: 'withdraw-slip',
    summary: 'An entry was a mistake: it counts no more, and the slip may be entered again.',
    roles,
    body: WithdrawSlip,
    example: { code: EXAMPLE_CODE, reason: 'Nhập nhầm mức' },
    order: ({ code, reason }, _who, _wallAt, { paper }) => ({
      type: 'WithdrawPaper',
      code: paper.isOurs(code) ? code : '',
      reason,
    }),
  }),
  ask({
    name: 'close-campaign',
    summary: 'No more slips of a campaign are entered.',
    roles,
    body: CloseCampaign,
    example: { campaign: '001', reason: 'Đã nhập xong' },
    order: ({ campaign, reason }) => ({ type: 'CloseCampaign', campaign, reason }),
  }),
]
