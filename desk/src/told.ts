import type { CallAnswer } from '#core/contract/desk.ts'
import { say } from './words.ts'

/** What a press of Next did, in one line: "Đã xong A012 · Mời A013". */
export function toldOfCall({ called, finished, missed }: CallAnswer): string {
  const before = [finished ? say('finishedNow', finished) : '', missed ? say('missedNow', missed) : '']
  const now = called ? say(called.again ? 'calledAgain' : 'calledNow', called.number) : say('nobodyNext')
  return [...before.filter((one) => one !== ''), now].join(' · ')
}
