import { html } from 'lit'
import type { Breach, CityHall } from '#core/contract/city.ts'
import type { SendingTold } from '#core/contract/health.ts'
import '#web/elements/luot-icon.ts'
import { count, span, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { tell } from '#web/words/words.ts'
import { levelMark } from '../live/level.ts'
import { say as sayLive } from '../live/words.ts'
import { say } from './words.ts'

type State = CityHall['state']

const n = (value: number) => count(value, language.now)

export function stateWord(state: State): string {
  return state === 'silent' ? say('silent') : sayLive(state)
}

/** A state as a shape, a word and a colour, each enough alone. */
export function stateMark(state: State) {
  return state === 'silent'
    ? html`<span class="level silent"><luot-icon name="cable-off"></luot-icon>${say('silent')}</span>`
    : levelMark(state)
}

/** Why a hall stands as it does, in a few words; '' where nothing is wrong. */
export function reasonOf({ heardAt, standing, state }: CityHall, at: number): string {
  if (heardAt === null || standing === null) return say('neverHeard')
  if (state === 'silent') {
    return `${say('silentFor', span(at - heardAt, language.now))}, ${say('lastSaid', n(standing.tally.waiting))}`
  }
  if (standing.practice) return say('practises')
  const [worst, ...others] = standing.breaches
  if (worst === undefined) return wrongOf(standing).join(', ')
  return [
    `${tell(worst.name)}: ${breachOf(worst)}`,
    ...(others.length > 0 ? [say('moreLines', n(others.length))] : []),
  ].join(', ')
}

/** What of a line is bad, and what else is seen of it. */
export function breachOf({ because, trouble, longestMs, expectedMs, limitMs }: Breach): string {
  const spanOf = (ms: number) => span(ms, language.now)
  const limit = spanOf(limitMs)
  const why =
    because === 'waited'
      ? say(longestMs >= limitMs ? 'waited' : 'waitsLong', limit)
      : because === 'expected'
        ? say('expected', spanOf(expectedMs ?? 0), limit)
        : lower(sayLive(because))
  const more = trouble === null || trouble === because ? [] : [lower(sayLive(trouble))]
  return [why, ...more].join(' · ')
}

/** What needs a hand there. */
export function wrongOf({ wrong: { devices, paper, hub } }: NonNullable<CityHall['standing']>): string[] {
  return [
    ...(devices > 0 ? [say('broken', n(devices))] : []),
    ...(paper > 0 ? [say('paper', n(paper))] : []),
    ...(hub > 0 ? [say('hubWrong')] : []),
  ]
}

/** How this hub's own word reaches its city. */
export function sendingText({ sentAt, failingSince, why }: SendingTold): string {
  if (failingSince !== null && why !== null) return say('failing', timeOfDay(failingSince), say(why))
  return sentAt === null ? say('notYet') : say('sent', timeOfDay(sentAt))
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}

/** Does this hall carry what somebody seeks, with marks or without? */
export function isSought({ id, name }: Pick<CityHall, 'id' | 'name'>, sought: string): boolean {
  const words = plain(sought).split(' ').filter(Boolean)
  const known = `${plain(name)} ${id}`
  return words.every((word) => known.includes(word))
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase().trim()
}
