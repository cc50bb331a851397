import { html } from 'lit'
import type { Level, LineNow } from '#core/contract/live.ts'
import '#web/elements/luot-icon.ts'
import type { IconName } from '#web/elements/icons.ts'
import { span } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { say } from './words.ts'

const ICONS = { ok: 'check', warn: 'clock', bad: 'warning' } as const satisfies Record<Level, IconName>

/** A level as a shape, a word and a colour, each enough alone. */
export function levelMark(level: Level) {
  return html`<span class="level ${level}"><luot-icon name=${ICONS[level]}></luot-icon>${say(level)}</span>`
}

/** Two people more or less in a quarter of an hour are no trend. */
const STEADY = 2

/** Whether a line grows: an arrow and a word, from who came and who was called. */
export function trendOf({ came, called }: Pick<LineNow, 'came' | 'called'>) {
  const by = came - called
  if (by >= STEADY) return { icon: 'earlier', word: say('growing') } as const
  if (by <= -STEADY) return { icon: 'later', word: say('shrinking') } as const
  return { icon: 'next', word: say('steady') } as const
}

/** Why a line stands as it does, in a few words. */
export function whyOf({ trouble, where, level, limitMs }: LineNow): string {
  const limit = say('limit', span(limitMs, language.now))
  if (trouble === null) return level === 'ok' ? '' : limit
  return where.length === 0 ? say(trouble) : `${say(trouble)}: ${say('atCounters', where.join(', '))}`
}
