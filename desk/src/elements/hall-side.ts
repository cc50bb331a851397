import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { DeskView } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, span, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-icon.ts'
import { linesOf } from '../lists.ts'
import { say } from '../words.ts'

/** What goes on beside this counter: the lines of the hall, what was served today, and the devices that need a hand. */
@customElement('hall-side')
export class HallSide extends LitElement {
  @property({ attribute: false }) view!: DeskView

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        align-content: start;
        gap: var(--gap);
      }
      h2 {
        margin-block-end: var(--gap-hair);
        font-size: var(--text-button);
      }
      table {
        inline-size: 100%;
        border-collapse: collapse;
        line-height: var(--leading-tight);
      }
      th,
      td {
        padding: 4px 0 4px var(--gap-small);
        border-block-end: var(--stroke) solid var(--line);
        text-align: end;
        vertical-align: baseline;
      }
      thead th {
        color: var(--ink-soft);
        font-weight: var(--weight-text);
        white-space: nowrap;
      }
      th:first-child {
        padding-inline-start: 0;
        text-align: start;
        font-weight: var(--weight-text);
      }
      .own th:first-child,
      .own td {
        font-weight: var(--weight-title);
      }
      td {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .served {
        display: flex;
        justify-content: space-between;
        align-items: baseline;
      }
      .figure {
        font-size: var(--text-hero);
        font-weight: var(--weight-number);
        line-height: 1.1;
      }
      li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 var(--gap-small);
        padding: var(--gap-small);
        border: var(--stroke) solid currentColor;
        border-radius: var(--radius-small);
        margin-block-end: var(--gap-small);
        line-height: var(--leading-tight);
      }
      li[data-state='broken'] {
        background: var(--bad-wash);
        color: var(--bad);
      }
      li[data-state='warning'] {
        background: var(--warn-wash);
        color: var(--warn);
      }
      li[data-state='unknown'] {
        background: var(--away-wash);
        color: var(--away);
      }
      li strong,
      li p {
        grid-column: 2;
      }
      h2 a {
        color: inherit;
      }
      li luot-icon {
        grid-row: span 2;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const tongue = language.now
    const devices = this.view.devices
    const unwell = devices.filter(({ state }) => state !== 'ready')
    return html`<section aria-labelledby="lines">
        <h2 id="lines">${say('lines')}</h2>
        <table>
          <thead>
            <tr><th scope="col">${say('line')}</th><th scope="col">${say('howMany')}</th><th scope="col">${say('longest')}</th></tr>
          </thead>
          <tbody>
            ${linesOf(this.view).map(
              (line) => html`<tr class=${line.own ? 'own' : ''}>
                <th scope="row">${tell(line.name)}${line.open ? '' : ` (${say('lineClosed')})`}</th>
                <td>${count(line.waiting, tongue)}</td>
                <td>${line.waiting > 0 ? span(line.longestMs, tongue) : '–'}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </section>
      <section class="served" aria-labelledby="served">
        <h2 id="served">${say('servedToday')}</h2>
        <p class="figure">${count(this.view.counter?.servedToday ?? 0, tongue)}</p>
      </section>
      <section aria-labelledby="devices">
        <h2 id="devices"><a href="/desk/devices" target="_blank" rel="noopener">${say('devices')}</a></h2>
        ${unwell.length === 0 ? html`<p>${devices.length === 0 ? say('noDevices') : say('devicesFine', count(devices.length, tongue))}</p>` : nothing}
        <div role="status"><ul>
          ${unwell.map(
            (device) => html`<li data-state=${device.state}>
              <luot-icon name=${device.state === 'unknown' ? 'info' : 'warning'}></luot-icon>
              <strong>${device.name}: ${device.sentence ? tell(device.sentence) : say(`device-${device.state}`)}${device.part ? ` (${device.part})` : ''}</strong>
              <p>${device.whatToDo ? tell(device.whatToDo) : ''} (${say('since', timeOfDay(device.sinceAt))})</p>
            </li>`,
          )}
        </ul></div>
      </section>`
  }
}
