import { css, html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Trace, TracedRecord } from '#core/contract/reports.ts'
import { sheet } from '#web/theme/sheet.ts'
import { timeWithSeconds } from '#web/words/format.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import { reportSheet } from '../elements/report-sheet.ts'
import { askHttp } from '../http.ts'
import { latest } from '../latest.ts'
import { clock, whole } from './figures.ts'
import { say } from './words.ts'

/** A row's figures taken apart: the stops it is made of, and the journal's records each is known from. Fires `close`. */
@customElement('whence-dialog')
export class WhenceDialog extends LitElement {
  /** What the report was asked, as the address has it; null: closed. */
  @property({ attribute: false }) query: string | null = null
  @property() name = ''
  @state() private trace: Trace | null = null
  @state() private record: TracedRecord | null = null
  @state() private wrong = ''
  private readonly newestTrace = latest()
  private readonly newestRecord = latest()

  static override styles = [
    sheet,
    reportSheet,
    css`
      luot-dialog {
        --dialog-width: 76rem;
      }
      .seq {
        min-block-size: 28px;
        border: 0;
        background: none;
        color: var(--accent);
        font: inherit;
        text-decoration: underline;
        cursor: pointer;
      }
      [aria-live] {
        position: sticky;
        inset-block-start: calc(-1 * var(--gap-wide));
        background: var(--card);
      }
      code {
        overflow-wrap: anywhere;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('query')) return
    this.trace = null
    this.record = null
    if (this.query !== null) void this.look(0)
  }

  override render() {
    return html`<luot-dialog heading=${say('whenceOf', this.name)} ?open=${this.query !== null} @close=${this.close}>
      ${this.wrong ? html`<luot-banner kind="warn">${this.wrong}</luot-banner>` : nothing}
      <div aria-live="polite">${this.record ? this.told(this.record) : nothing}</div>
      ${this.trace ? this.stops(this.trace) : html`<p>${say('loading')}</p>`}
      ${this.trace?.next ? html`<luot-button slot="actions" @click=${() => this.look(this.trace?.next ?? 0)}>${say('nextPage')}</luot-button>` : nothing}
      <luot-button slot="actions" variant="primary" @click=${this.close}>${say('close')}</luot-button>
    </luot-dialog>`
  }

  private stops({ stops, of }: Trace) {
    return html`<p class="soft">${say('whenceNote', whole(of))}</p>
      <div class="wide" role="region" tabindex="0" aria-label=${say('whenceOf', this.name)}>
        <table>
          <thead>
            <tr>
              <th scope="col">${say('day')}</th>
              <th scope="col" class="words">${say('number')}</th>
              <th scope="col" class="words">${say('line')}</th>
              <th scope="col">${say('counter')}</th>
              <th scope="col">${say('came')}</th>
              <th scope="col">${say('wait')}</th>
              <th scope="col">${say('serviceTime')}</th>
              <th scope="col" class="words">${say('state')}</th>
              <th scope="col" class="words">${say('records')}</th>
            </tr>
          </thead>
          <tbody>
            ${stops.map(
              (stop) => html`<tr>
                <th scope="row">${stop.day.split('-').reverse().join('/')}</th>
                <td class="words"><strong>${stop.number}</strong></td>
                <td class="words">${tell(stop.service)}</td>
                <td>${stop.counter ?? '–'}</td>
                <td>${timeWithSeconds(stop.arrivedAt)}</td>
                <td>${clock(stop.waitMs)}</td>
                <td>${clock(stop.serviceMs)}</td>
                <td class="words">${say(`state-${stop.state}` as 'state-served')}</td>
                <td class="words">
                  ${[stop.issuedSeq, stop.calledSeq, stop.endedSeq].map((seq) =>
                    seq === null
                      ? nothing
                      : html`<button class="seq" type="button" aria-label=${say('record', String(seq))} @click=${() => this.open(seq)}>${seq}</button> `,
                  )}
                </td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`
  }

  private told({ seq, type, at, hash }: TracedRecord) {
    return html`<p><strong>${say('record', String(seq))}</strong>: ${say('recordTold', type, timeWithSeconds(at))} <code>${hash}</code></p>`
  }

  private async look(after: number): Promise<void> {
    const got = await this.newestTrace(askHttp<Trace>('GET', `/api/reports/trace?${this.query}&after=${after}`))
    if (got === null) return
    this.wrong = got.ok ? '' : tell(got.message)
    if (got.ok) this.trace = got.value
  }

  private async open(seq: number): Promise<void> {
    const got = await this.newestRecord(askHttp<TracedRecord>('GET', `/api/reports/records/${seq}`))
    if (got === null) return
    this.wrong = got.ok ? '' : tell(got.message)
    if (got.ok) this.record = got.value
  }

  private readonly close = (): void => {
    if (this.query !== null) this.dispatchEvent(new CustomEvent('close'))
  }
}
