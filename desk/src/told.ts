import type { CallAnswer, DeskView } from '#core/contract/desk.ts'
import { tell } from '#web/words/words.ts'
import { say } from './words.ts'

/** What a press of Next did, in one line: "Đã xong A012 · Mời A013". */
export function toldOfCall({ called, finished, missed, goesOn, heldOff }: CallAnswer, view: DeskView | null): string {
  const before = [
    finished ? toldOfEnd(finished, goesOn ?? null, view) : '',
    missed ? say('missedNow', missed) : '',
    heldOff ? say('heldOffNow', heldOff) : '',
  ]
  const nobody = say(heldOff ? 'noOtherNext' : 'nobodyNext')
  const now = called ? say(called.again ? 'calledAgain' : 'calledNow', called.number) : nobody
  return [...before.filter((one) => one !== ''), now].join(' · ')
}

/** A ticket is finished here: for good, or on its way to the next service of the visit. */
export function toldOfEnd(number: string, goesOn: string | null, view: DeskView | null): string {
  return goesOn === null ? say('finishedNow', number) : say('goesOnNow', number, serviceName(goesOn, view))
}

/** A service as the hall calls it; its id alone when the office has it no more. */
export function serviceName(id: string, view: DeskView | null): string {
  const known = view?.services.find((service) => service.id === id)
  return known ? tell(known.name) : id
}
