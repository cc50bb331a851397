import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { LineNow } from '#core/contract/live.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, span } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-icon.ts'
import { levelMark, trendOf, whyOf } from '../live/level.ts'
import { liveSheet } from '../live/live-sheet.ts'
import { say } from '../live/words.ts'

/** So many lines stand in rows with all that is known of them, whatever their level; with more, those that are well stand below in a few words. */
const ROWS = 6
const ROOMY = 7

/** With more lines than this in trouble each takes one row of letters, so that none falls off the screen. */
export function isTight(lines: readonly LineNow[]): boolean {
  return lines.filter(({ level }) => level !== 'ok').length > ROOMY
}

/** Every line of the hall, the worst first: how it stands, where it goes, and why. Fires `choose` with the service whose people to show. */
@customElement('live-lines')
export class LiveLines extends LitElement {
  @property({ attribute: false }) lines: readonly LineNow[] = []
  @property() chosen = ''
  /** Nothing to choose: for those who only look. */
  @property({ type: Boolean, reflect: true }) calm = false

  static override styles = [
    sheet,
    liveSheet,
    css`
      tr.bad {
        background: var(--bad-wash);
      }
      tr.warn {
        background: var(--warn-wash);
      }
      .trend {
        display: flex;
        align-items: center;
        gap: var(--gap-small);
      }
      luot-button {
        min-block-size: 36px;
        min-inline-size: 36px;
        font-size: var(--text);
      }
      th[scope='row'] {
        font-weight: var(--weight-strong);
      }
      .trend span {
        white-space: nowrap;
      }
      td .soft,
      th .why {
        display: block;
      }
      th .why {
        padding-inline-start: var(--gap);
        font-weight: var(--weight-text);
      }
      :host([calm]) th .why {
        padding-inline-start: 0;
      }
      .well {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-hair) var(--gap-small);
        padding-block: var(--gap-small);
      }
      @media (width >= 700px) {
        .tight th,
        .tight td {
          padding-block: 0;
        }
        .tight .level {
          padding-block: 0;
          line-height: 1.25;
        }
        .tight luot-button {
          --gap: 4px;
          --gap-small: 1px;
          --target: 28px;
          min-block-size: 28px;
        }
        .tight th .why {
          display: inline;
          padding: 0;
        }
        .tight .moves,
        .tight .newcomer {
          display: none;
        }
      }
      @media (width < 700px) {
        thead {
          display: none;
        }
        tr {
          display: grid;
          grid-template-columns: minmax(0, 1fr) auto;
          padding-block: var(--gap-small);
          border-block-end: var(--stroke) solid var(--line-strong);
        }
        th,
        td {
          border: none;
          padding: 2px var(--gap-small);
        }
        th[scope='row'] {
          order: -2;
        }
        td:has(.level) {
          order: -1;
        }
        td[data-name] {
          display: flex;
          flex-wrap: wrap;
          gap: 0 var(--gap-small);
          grid-column: 1 / -1;
          text-align: start;
          white-space: normal;
        }
        td[data-name]::before {
          content: attr(data-name) ':';
          color: var(--ink-soft);
        }
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const troubled = this.lines.filter(({ level }) => level !== 'ok').length
    const rows = this.calm || this.lines.length <= ROWS ? this.lines.length : Math.max(troubled, ROWS - 1)
    const well = this.lines.slice(rows)
    return html`<table class=${!this.calm && isTight(this.lines) ? 'tight' : ''} aria-label=${say('lines')}>
      <thead>
        <tr>
          <th scope="col">${say('state')}</th>
          <th scope="col">${say('line')}</th>
          <th scope="col" class="n">${say('waiting')}</th>
          <th scope="col" class="n">${say('longest')}</th>
          <th scope="col" class="moves">${say('trend')}</th>
          <th scope="col" class="n">${say('open')}</th>
        </tr>
      </thead>
      <tbody>
        ${this.lines.slice(0, rows).map((line) => this.row(line))}
      </tbody>
    </table>
    ${
      well.length === 0
        ? nothing
        : html`<div class="well" role="group" aria-label=${say('wellLines')}>
            ${levelMark('ok')} ${well.map((line) => this.name(line, `: ${count(line.waiting, language.now)}`))}
          </div>`
    }`
  }

  /** What a line is called: the button that shows its people, with what else is to be said of it. */
  private name({ service, prefix, name }: LineNow, more = '') {
    const title = `${prefix} · ${tell(name)}${more}`
    if (this.calm) return title
    return html`<luot-button
      variant="quiet"
      pressed=${this.chosen === service ? 'true' : 'false'}
      label=${`${title}. ${say('showLine')}`}
      @click=${() => this.dispatchEvent(new CustomEvent('choose', { detail: service }))}
    >${title}</luot-button>`
  }

  private row(line: LineNow) {
    const tongue = language.now
    const { level, waiting, longestMs, expectedMs, came, called, open, counters } = line
    const trend = trendOf(line)
    const why = whyOf(line)
    return html`<tr class=${level}>
      <td>${levelMark(level)}</td>
      <th scope="row">
        ${this.name(line)}
        ${why ? html`<span class="why">${why}</span>` : nothing}
      </th>
      <td class="n" data-name=${say('waiting')}>${count(waiting, tongue)}</td>
      <td class="n" data-name=${say('longest')}>
        ${waiting > 0 ? span(longestMs, tongue) : '–'}
        ${expectedMs === null ? nothing : html`<span class="soft newcomer">${say('newcomer', span(expectedMs, tongue))}</span>`}
      </td>
      <td class="moves" data-name=${say('trend')}>
        <div class="trend">
          <luot-icon name=${trend.icon}></luot-icon>
          <span>${trend.word} <span class="soft">${say('cameCalled', count(came, tongue), count(called, tongue))}</span></span>
        </div>
      </td>
      <td class="n" data-name=${say('openCounters')}>${say('ofCounters', String(open), String(counters))}</td>
    </tr>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'live-lines': LiveLines
  }
}
