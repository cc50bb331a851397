import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Health } from '#core/contract/health.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, span, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-icon.ts'
import '../elements/top-bar.ts'
import '../elements/ways-on.ts'
import { sendingText } from '../city/told.ts'
import { say as sayCity } from '../city/words.ts'
import { reportSheet } from '../elements/report-sheet.ts'
import { askHttp } from '../http.ts'
import { LookAgain } from '../look-again.ts'
import { writtenDate } from '../rules/written.ts'
import { say } from '../words.ts'

const REST_MS = 5_000

/** How the hub and its devices are, and what to do: for whoever stands before the box, and for everybody who signed in. */
@customElement('hub-health')
export class HubHealth extends LitElement {
  @state() private health: Health | null = null
  @state() private away = false
  /** A stranger on the network is told nothing. */
  @state() private isStranger = false

  static override styles = [
    sheet,
    reportSheet,
    css`
      code {
        overflow-wrap: anywhere;
        font-size: var(--text);
        font-weight: var(--weight-text);
      }
      [data-state='broken'] .state {
        color: var(--bad);
        font-weight: var(--weight-title);
      }
      [data-state='warning'] .state {
        color: var(--warn);
        font-weight: var(--weight-title);
      }
      .faults {
        display: grid;
        gap: var(--gap-small);
      }
      td {
        text-align: start;
      }
      th {
        text-align: start;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
    new LookAgain(this, REST_MS, () => this.look())
  }

  override render() {
    return html`<top-bar heading=${say('healthTitle')}>
        <a slot="rest" href="/desk/devices">${say('devicesTitle')}</a>
        <ways-on slot="rest"></ways-on>
      </top-bar>
      <main>
        ${this.away ? html`<luot-banner kind="away">${say('hubNotThere')}</luot-banner>` : nothing}
        ${
          this.isStranger
            ? html`<luot-banner kind="warn">${say('healthForStaff')}</luot-banner>`
            : this.health
              ? this.picture(this.health)
              : html`<p>${say('connecting')}</p>`
        }
      </main>`
  }

  private picture(health: Health) {
    return html`<luot-banner kind=${health.status === 'ok' ? 'good' : 'warn'}>
        ${say(health.status === 'ok' ? 'allWell' : 'needsCare')}
      </luot-banner>
      <section>
        <h2>${say('faults')}</h2>
        ${
          health.faults.length === 0
            ? html`<p>${say('noFaults')}</p>`
            : html`<ul class="faults">
                ${health.faults.map(
                  (fault) => html`<li>
                    <luot-banner kind="warn">${tell(fault.sentence)} ${say('whatToDo')}: ${tell(fault.whatToDo)}</luot-banner>
                  </li>`,
                )}
              </ul>`
        }
      </section>
      ${this.devices(health)} ${this.hub(health)}`
  }

  private devices({ devices }: Health) {
    return html`<section class="wide">
      <h2>${say('devices')}</h2>
      ${
        devices.length === 0
          ? html`<p>${say('noDevices')}</p>`
          : html`<table>
              <thead>
                <tr>
                  <th scope="col">${say('device')}</th>
                  <th scope="col">${say('state')}</th>
                  <th scope="col">${say('whatToDo')}</th>
                </tr>
              </thead>
              <tbody>
                ${devices.map(
                  (device) => html`<tr data-state=${device.state}>
                    <th scope="row">${device.name}</th>
                    <td class="state">
                      ${say(`device-${device.state}`)}${device.sentence ? `: ${tell(device.sentence)}` : ''}${device.part ? ` (${device.part})` : ''}
                      <span class="soft">(${say('since', timeOfDay(device.sinceAt))})</span>
                    </td>
                    <td>${device.whatToDo ? tell(device.whatToDo) : '–'}</td>
                  </tr>`,
                )}
              </tbody>
            </table>`
      }
    </section>`
  }

  private hub(health: Health) {
    const tongue = language.now
    const screens = Object.entries(health.screens)
      .filter(([, n]) => n > 0)
      .map(([audience, n]) => `${count(n, tongue)} ${say(`screens-${audience as 'kiosk'}`)}`)
      .join(' · ')
    return html`<section>
      <h2>${say('hub')}</h2>
      <dl class="figures">
        <div><dt>${say('version')}</dt><dd>${health.version}</dd></div>
        <div><dt>${say('upFor')}</dt><dd>${span(health.upMs, tongue)}</dd></div>
        <div><dt>${say('serviceDay')}</dt><dd>${health.day === null ? say('noDay') : writtenDate(health.day)}</dd></div>
        <div><dt>${say('clock')}</dt><dd>${say(health.clockSuspect ? 'clockDoubt' : 'clockFine')}</dd></div>
        <div><dt>${say('records')}</dt><dd>${count(health.seq, tongue)}</dd></div>
        <div><dt>${say('screens')}</dt><dd>${screens || say('noScreens')}</dd></div>
        ${health.city ? html`<div><dt>${sayCity('tells')}</dt><dd>${sendingText(health.city)}</dd></div>` : nothing}
        <div><dt>${say('chainHead')}</dt><dd><code>${health.chainHead}</code></dd></div>
      </dl>
    </section>`
  }

  private async look(): Promise<boolean> {
    const got = await askHttp<Health>('GET', '/healthz')
    this.isStranger = !got.ok && got.status === 401
    this.away = !got.ok && !this.isStranger
    if (got.ok) this.health = got.value
    return true
  }
}
