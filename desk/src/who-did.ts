import { say } from './words.ts'

/** Who did something, for people: the hub itself goes by its name, everybody else by what they sign in with. */
export function whoDid(by: string): string {
  return by === 'hub' ? say('hubItself') : by
}
