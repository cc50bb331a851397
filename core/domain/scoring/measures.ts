import type { Text } from '../office.ts'

/** What a queue system can fill by itself. A rule set may ask for other measures: those that begin with `given` people fill. */
export const MEASURES: Readonly<Record<string, { readonly name: Text; readonly unit: Unit }>> = {
  served: { name: { vi: 'Số lượt đã phục vụ', en: 'Turns served' }, unit: 'count' },
  work: { name: { vi: 'Khối lượng so với mức chung', en: 'Work against the hall’s pace' }, unit: 'percent' },
  'service-time': {
    name: { vi: 'Thời gian phục vụ so với thường lệ', en: 'Service time against the usual' },
    unit: 'percent',
  },
  waits: { name: { vi: 'Thời gian chờ bình quân', en: 'Mean wait of those called' }, unit: 'ms' },
  'rating-device': {
    name: { vi: 'Hài lòng tại quầy và qua phiếu số', en: 'Satisfied, at the counter and by slip' },
    unit: 'percent',
  },
  'rating-routine': { name: { vi: 'Hài lòng, phiếu thường kỳ', en: 'Satisfied, routine slips' }, unit: 'percent' },
  'rating-surprise': { name: { vi: 'Hài lòng, phiếu đột xuất', en: 'Satisfied, surprise slips' }, unit: 'percent' },
  'on-time': { name: { vi: 'Buổi mở quầy đúng giờ', en: 'Sessions opened on time' }, unit: 'percent' },
  'pauses-kept': {
    name: { vi: 'Buổi tạm dừng trong mức cho phép', en: 'Sessions with pauses as allowed' },
    unit: 'percent',
  },
  complaints: { name: { vi: 'Phản ánh đúng', en: 'Complaints found true' }, unit: 'count' },
}

/** What a figure is counted in. */
export type Unit = 'percent' | 'ms' | 'count' | 'points'

/** Fewer answers than this are shown to nobody: they would tell who answered. */
export const FEWEST_ANSWERS = 5

export function isRating(measure: string): boolean {
  return measure.startsWith('rating-')
}

export function isGiven(measure: string): boolean {
  return measure.startsWith('given-')
}
