import type { Counter, Office, Service } from '#core/domain/office.ts'
import { completeOffice, type LooseOffice } from '#core/domain/office-defaults.ts'

const MINUTE = 60_000

/**
 * An office small enough to count by hand: services a, b and c (A001, B001, C001), the classes `elder` (head start 30 min,
 * rank 1) and `merit` (head start 10 min, rank 2), and kiosks without limits. Rules that matter are given by name.
 */
export function smallOffice(
  rules: LooseOffice & {
    readonly counters?: readonly (Partial<Counter> & { readonly id: string; readonly services: readonly string[] })[]
    readonly serviceRules?: Readonly<Record<string, Partial<Service>>>
  } = {},
): Office {
  const { counters = [{ id: 'one', services: ['a', 'b', 'c'] }], serviceRules = {}, ...others } = rules
  return completeOffice({
    id: 'small',
    name: { vi: 'Nhỏ', en: 'Small' },
    timeZone: 'Asia/Ho_Chi_Minh',
    dayStartsAt: '00:00',
    numbering: { kind: 'per-service' },
    services: ['a', 'b', 'c'].map((id) => ({
      id,
      prefix: id.toUpperCase(),
      name: { vi: id, en: id },
      about: { vi: id, en: id },
      open: true,
      usualServiceMs: 5 * MINUTE,
      ...serviceRules[id],
    })),
    counters: counters.map((counter, i) => ({ label: String(i + 1), ...counter })),
    classes: [
      { id: 'elder', name: { vi: 'Cao tuổi', en: 'Elderly' }, icon: 'elderly', headStartMs: 30 * MINUTE, rank: 1 },
      { id: 'merit', name: { vi: 'Có công', en: 'Of merit' }, icon: 'merit', headStartMs: 10 * MINUTE, rank: 2 },
    ],
    rating: {
      levels: [{ id: 'good', name: { vi: 'Hài lòng', en: 'Satisfied' }, face: 'good', satisfied: true }],
      reasons: [],
      terminalWindowMs: 2 * MINUTE,
      repeatMs: 5_000,
    },
    notice: null,
    ...others,
    limits: { perKioskMinute: null, kioskGapMs: 0, againWithinMs: 0, ...others.limits },
  })
}
