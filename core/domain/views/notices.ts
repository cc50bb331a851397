import { counterOf } from '../office.ts'
import type { Queue } from '../queue.ts'

/** What everyone who waits is told; urgent words first, among them the newest. */
export function messagesShown({ messages }: Queue) {
  return messages
    .toSorted((a, b) => Number(b.kind === 'urgent') - Number(a.kind === 'urgent') || b.sinceAt - a.sinceAt)
    .map(({ id, kind, text, sinceAt }) => ({ id, kind, text, sinceAt }))
}

/** The calls for help that stand, as this member of staff sees them. */
export function helpShown({ help, office }: Queue, staff: string) {
  return help.map((call) => ({
    id: call.id,
    counter: call.counter === null ? null : (counterOf(office, call.counter)?.label ?? call.counter),
    name: call.staffName,
    calledAt: call.calledAt,
    coming: call.coming.map(({ staffName }) => staffName),
    part: partIn(call, staff),
  }))
}

function partIn({ staff: caller, coming }: Queue['help'][number], staff: string): 'called' | 'coming' | 'none' {
  if (caller === staff) return 'called'
  return coming.some((one) => one.staff === staff) ? 'coming' : 'none'
}
