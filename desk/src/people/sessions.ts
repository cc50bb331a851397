import { html, nothing } from 'lit'
import type { Session } from '#core/contract/people.ts'
import { when } from './when.ts'
import { say } from './words.ts'

/** Open sessions, one line each; `end` where they can be ended one by one. */
export function sessionLines(sessions: readonly Session[], end?: (session: Session) => void) {
  if (sessions.length === 0) return html`<p class="soft">${say('noSessions')}</p>`
  return html`<ul class="rows">
    ${sessions.map(
      (session) => html`<li data-session=${session.id}>
        <div class="words">
          <strong>${session.from === 'hub' ? say('hub') : session.from}</strong> · ${session.browser}
          ${session.here ? html`<strong>(${say('here')})</strong>` : nothing}
          <br />
          <span class="soft"
            >${say('since', when(session.sinceAt))} · ${say('seen', when(session.seenAt))} ·
            ${say('until', when(session.untilAt))}</span
          >
        </div>
        ${
          end && !session.here
            ? html`<luot-button label="${say('end')}: ${session.from}" @click=${() => end(session)}
                >${say('end')}</luot-button
              >`
            : nothing
        }
      </li>`,
    )}
  </ul>`
}
