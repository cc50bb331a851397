import type { Answer } from '#core/contract/shapes.ts'
import type { NotedAct } from '#core/domain/events.ts'
import { refusal, roadProblem } from './edge/problem.ts'
import type { Who } from './edge/who.ts'
import type { Road } from './road.ts'

/**
 * Writes down in the journal what is changed beside the queue: who, where, when, before and after. It comes first; only what
 * was written down is then done. Answers why not when the journal cannot be written: then nothing may be changed.
 */
export type NoteAct = (who: Who, act: NotedAct) => Promise<Answer<null>>

export function noteActs(road: () => Road): NoteAct {
  return async ({ role, id, from }, act) => {
    try {
      const by = { role, id, ...(from && { from }) }
      const outcome = await road().send({ id: null, by, order: { type: 'NoteAct', act } })
      return outcome.kind === 'refused' ? refusal(outcome.why) : { ok: true, value: null }
    } catch (error) {
      return roadProblem(error)
    }
  }
}
