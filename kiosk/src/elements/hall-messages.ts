import { html, nothing, type TemplateResult } from 'lit'
import type { HallMessage } from '#core/contract/notices.ts'
import { both } from '#web/words/both.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'

/** What everyone who waits is told, urgent words first. A small glass has room for the first alone. */
export function hallMessages(messages: readonly HallMessage[], room: 'small' | 'wide', slot = '') {
  const shown = messages.slice(0, room === 'small' ? 1 : 2)
  return shown.map(
    ({ kind, text }): TemplateResult =>
      html`<luot-banner
        class="message"
        slot=${slot || nothing}
        kind=${kind === 'urgent' ? 'warn' : 'info'}
      >${room === 'small' || shown.length > 1 || text.vi === text.en ? tell(text) : both(text)}</luot-banner>`,
  )
}
