import type { Text } from '../office.ts'

interface MeasureRow {
  readonly name: Text
  readonly unit: Unit
  /** What its sample counts. */
  readonly of: Text
}

const TURNS = { vi: 'lượt', en: 'turns' }
const SESSIONS = { vi: 'buổi', en: 'sessions' }
const ANSWERS = { vi: 'phiếu', en: 'answers' }

/** What a queue system can fill by itself. A rule set may ask for other measures: those that begin with `given` people fill. */
export const MEASURES: Readonly<Record<string, MeasureRow>> = {
  served: { name: { vi: 'Số lượt đã phục vụ', en: 'Turns served' }, unit: 'count', of: TURNS },
  work: { name: { vi: 'Khối lượng so với mức chung', en: 'Work against the hall’s pace' }, unit: 'percent', of: TURNS },
  'service-time': {
    name: { vi: 'Thời gian phục vụ so với thường lệ', en: 'Service time against the usual' },
    unit: 'percent',
    of: TURNS,
  },
  waits: { name: { vi: 'Thời gian chờ bình quân', en: 'Mean wait of those called' }, unit: 'ms', of: TURNS },
  'rating-device': {
    name: { vi: 'Hài lòng tại quầy và qua phiếu số', en: 'Satisfied, at the counter and by slip' },
    unit: 'percent',
    of: ANSWERS,
  },
  'rating-routine': {
    name: { vi: 'Hài lòng, phiếu thường kỳ', en: 'Satisfied, routine slips' },
    unit: 'percent',
    of: ANSWERS,
  },
  'rating-surprise': {
    name: { vi: 'Hài lòng, phiếu đột xuất', en: 'Satisfied, surprise slips' },
    unit: 'percent',
    of: ANSWERS,
  },
  'on-time': { name: { vi: 'Buổi mở quầy đúng giờ', en: 'Sessions opened on time' }, unit: 'percent', of: SESSIONS },
  'pauses-kept': {
    name: { vi: 'Buổi tạm dừng trong mức cho phép', en: 'Sessions with pauses as allowed' },
    unit: 'percent',
    of: SESSIONS,
  },
  complaints: { name: { vi: 'Phản ánh đúng', en: 'Complaints found true' }, unit: 'count', of: TURNS },
}

/** What a figure is counted in. */
export type Unit = 'percent' | 'ms' | 'count' | 'points'

export { FEWEST_ANSWERS } from '../told-answers.ts'

export function isRating(measure: string): boolean {
  return measure.startsWith('rating-')
}

export function isGiven(measure: string): boolean {
  return measure.startsWith('given-')
}
