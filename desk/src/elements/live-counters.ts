import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { CounterNow } from '#core/contract/live.ts'
import { sheet } from '#web/theme/sheet.ts'
import { span } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-icon.ts'
import type { IconName } from '#web/elements/icons.ts'
import { liveSheet } from '../live/live-sheet.ts'
import { say } from '../live/words.ts'

const ICONS: Readonly<Record<CounterNow['doing'], IconName>> = {
  serving: 'person',
  called: 'speaker',
  idle: 'check',
  paused: 'pause',
  closed: 'cross',
}

/** Each counter: who sits there, what is done there, and since when. */
@customElement('live-counters')
export class LiveCounters extends LitElement {
  @property({ attribute: false }) counters: readonly CounterNow[] = []
  @property({ attribute: false }) now: () => number = Date.now

  static override styles = [
    sheet,
    liveSheet,
    css`
      .doing {
        display: flex;
        align-items: center;
        gap: var(--gap-small);
      }
      tr.paused {
        background: var(--warn-wash);
      }
      tr.closed {
        color: var(--ink-soft);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<table aria-label=${say('counters')}>
      <thead>
        <tr>
          <th scope="col" class="n">${say('counterHead')}</th>
          <th scope="col">${say('officer')}</th>
          <th scope="col">${say('doing')}</th>
          <th scope="col" class="n">${say('served')}</th>
        </tr>
      </thead>
      <tbody>
        ${this.counters.map((counter) => this.row(counter))}
      </tbody>
    </table>`
  }

  private row(counter: CounterNow) {
    const { label, doing, staffName, sinceAt, pausedWhy, served } = counter
    return html`<tr class=${doing}>
      <th scope="row" class="n">${label}</th>
      <td>${staffName ?? '–'}</td>
      <td>
        <div class="doing">
          <luot-icon name=${ICONS[doing]}></luot-icon>
          <span>${wordOf(counter)} ${sinceAt === null ? nothing : html`<span class="soft">${say('for', span(this.now() - sinceAt, language.now))}</span>`}${pausedWhy === null ? nothing : html` · ${pausedWhy}`}</span>
        </div>
      </td>
      <td class="n">${served}</td>
    </tr>`
  }
}

function wordOf({ doing, number }: CounterNow): string {
  if (doing === 'serving' || doing === 'called') return say(doing, number ?? '')
  return doing === 'paused' ? say('resting') : say(doing)
}

declare global {
  interface HTMLElementTagNameMap {
    'live-counters': LiveCounters
  }
}
