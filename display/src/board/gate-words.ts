import type { BoardView } from '#core/contract/display.ts'
import type { ClosedGate } from '#core/contract/gate.ts'
import type { Sentence } from '#web/hub/contract.ts'
import { whenOpens } from '#web/words/opening.ts'
import { defineWords } from '#web/words/words.ts'
import { pair } from '../words.ts'

const { pair: early } = defineWords({
  preparing: { vi: 'Sảnh đang được chuẩn bị', en: 'This hall is being prepared' },
  soon: { vi: 'Sẽ sớm phục vụ quý vị', en: 'It will open soon' },
})

/** What a board says of a hall that is shut: why, and when it goes on. */
export function closedOnBoard(
  { why, opensAt, name, reason }: ClosedGate,
  { lunch, timeZone }: Pick<BoardView, 'lunch' | 'timeZone'>,
  now: number,
): { what: Sentence; more: Sentence | null } {
  const opens = opensAt === null ? null : at('opensAgain', opensAt, now, timeZone)
  switch (why) {
    case 'being-prepared':
      return { what: early('preparing'), more: early('soon') }
    case 'lunch':
      return {
        what: opensAt === null ? pair('closed') : at('lunchUntil', opensAt, now, timeZone),
        more: pair(lunch === 'morning-first' ? 'morningFirst' : 'byClaim'),
      }
    case 'holiday':
      return {
        what: name === null ? pair('closed') : { vi: pair('holiday', name.vi).vi, en: pair('holiday', name.en).en },
        more: opens,
      }
    case 'closed-for-now':
      return { what: reason === null ? pair('paused') : pair('pausedWhy', reason), more: opens ?? pair('askStaff') }
    case 'service-closed':
      return { what: pair('paused'), more: pair('askStaff') }
    case 'hall-closed':
    case 'last-number-given':
    case 'quota-session':
    case 'quota-day':
      return { what: pair('closed'), more: opens }
    default:
      return why satisfies never
  }
}

/** One service that staff has stopped while the others go on: a sentence for the strip. */
export function stoppedOnStrip(name: Sentence, { reason, opensAt }: ClosedGate, now: number, zone: string): Sentence {
  const words = (language: 'vi' | 'en') => {
    const until = opensAt === null ? null : whenOpens(opensAt, now, language, zone)
    return pair('stopped', name[language], until, reason ?? '')[language]
  }
  return { vi: words('vi'), en: words('en') }
}

/** The shortest word for a service that gives no numbers: beside how many still wait for it. */
export function shutLabel({ why }: ClosedGate): Sentence {
  const isFull = why === 'last-number-given' || why === 'quota-session' || why === 'quota-day'
  const isStopped = why === 'closed-for-now' || why === 'service-closed'
  return pair(isFull ? 'noNumbers' : isStopped ? 'serviceStopped' : 'serviceClosed')
}

function at(key: 'opensAgain' | 'lunchUntil', instant: number, now: number, zone: string): Sentence {
  return {
    vi: pair(key, whenOpens(instant, now, 'vi', zone)).vi,
    en: pair(key, whenOpens(instant, now, 'en', zone)).en,
  }
}
