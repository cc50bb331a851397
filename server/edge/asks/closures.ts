import * as closures from '#core/contract/closures.ts'
import { type Ask, ask } from '../ask.ts'

/** A service or the hall that gives no numbers for a while. */
export const CLOSURES_ASKS: readonly Ask[] = [
  ask({
    name: 'stop-service',
    summary:
      'A service, or with null the hall, gives no numbers at its kiosks for a while. Whoever has one is still called.',
    body: closures.StopService,
    example: { service: 'cu-tru', reason: 'Mất kết nối dữ liệu dân cư', untilAt: null },
    order: ({ service, reason, untilAt }) => ({ type: 'StopService', service, reason, untilAt }),
  }),
  ask({
    name: 'resume-service',
    summary: 'The service or the hall gives numbers again.',
    body: closures.ResumeService,
    example: { service: 'cu-tru' },
    order: ({ service }) => ({ type: 'ResumeService', service }),
  }),
]
