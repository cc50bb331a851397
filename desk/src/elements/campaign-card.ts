import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { CampaignEntries, CampaignRow } from '#core/contract/ratings.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { askHttp } from '../http.ts'
import { say } from '../ratings/words.ts'
import { fieldSheet } from './field-sheet.ts'
import { percent } from './level-bars.ts'
import { reportSheet } from './report-sheet.ts'

/** One campaign: printed, handed out, returned; what can be done with it now. Fires `changed`. */
@customElement('campaign-card')
export class CampaignCard extends LitElement {
  @property({ attribute: false }) campaign!: CampaignRow
  @property({ type: Boolean }) mayChange = false
  @state() private entries: CampaignEntries['entries'] | null = null
  @state() private wrong = ''
  /** A closed campaign takes nothing more, not even a correction: it is asked twice. */
  @state() private isSure = false

  static override styles = [
    sheet,
    fieldSheet,
    reportSheet,
    css`
      :host {
        display: grid;
        gap: var(--gap-small);
        padding: var(--gap);
        border: var(--stroke) solid var(--line);
        border-radius: var(--radius);
        background: var(--card);
        --target: calc(12 * var(--mm));
      }
      h3 {
        font-size: var(--text-button);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) var(--gap);
      }
      td input {
        inline-size: 6rem;
        text-align: end;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const one = this.campaign
    const isLive = one.counters.length > 0 && one.state !== 'closed'
    const days = one.fromDay === one.toDay ? dayWords(one.fromDay) : `${dayWords(one.fromDay)} – ${dayWords(one.toDay)}`
    return html`<h3>${one.id} · ${one.name}</h3>
      <p>
        <strong>${say(`state-${one.state}`)}</strong> · ${say(one.channel)} · ${days}
        ${isLive ? html` · <span class="soft">${say('enterUntil', dayWords(one.enterUntil))}</span>` : nothing}
      </p>
      <div class="wide">${this.table(one, isLive)}</div>
      <p class="wrong" role="alert">${this.wrong}</p>
      <div class="acts">
        ${
          isLive && this.mayChange
            ? html`<a href="/api/campaigns/${one.id}/slips.pdf" target="_blank" rel="noopener">${say('printA4')}</a>
                <a href="/desk/slips">${say('toPile')}</a>
                <luot-button variant=${this.isSure ? 'danger' : 'plain'} label="${say(this.isSure ? 'closeSure' : 'close')}: ${one.name}" @click=${this.close}
                  >${say(this.isSure ? 'closeSure' : 'close')}</luot-button
                >`
            : nothing
        }
        ${
          one.counters.length > 0
            ? html`<luot-button variant="quiet" label="${say('whoEntered')}: ${one.name}" @click=${this.showEntries}>${say('whoEntered')}</luot-button>`
            : nothing
        }
      </div>
      ${this.entries ? html`<ul>${this.byPerson(this.entries)}</ul>` : nothing}`
  }

  private table(one: CampaignRow, isLive: boolean) {
    const tongue = language.now
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${say('by-counter')}</th>
          <th scope="col">${say('printedHead')}</th>
          <th scope="col">${say('handedHead')}</th>
          <th scope="col">${say('returnedHead')}</th>
          <th scope="col">${say('rateHead')}</th>
        </tr>
      </thead>
      <tbody>
        ${one.counters.map(
          ({ counter, label, printed, handedOut, returned }) => html`<tr>
            <th scope="row">${say('counter', label)}</th>
            <td>${count(printed, tongue)}</td>
            <td>
              ${
                isLive && this.mayChange
                  ? html`<input
                      type="number"
                      min=${returned}
                      max=${printed}
                      aria-label=${say('handedOf', label)}
                      .value=${handedOut === null ? '' : String(handedOut)}
                      @change=${(event: Event) => this.noteHandedOut(counter, handedOut, event.target as HTMLInputElement)}
                    />`
                  : handedOut === null
                    ? '–'
                    : count(handedOut, tongue)
              }
            </td>
            <td>${count(returned, tongue)}</td>
            <td>${handedOut ? percent(returned / handedOut) : '–'}</td>
          </tr>`,
        )}
        <tr>
          <th scope="row"><strong>${say('by-channel')}</strong></th>
          <td>${count(one.printed, tongue)}</td>
          <td>${count(one.handedOut, tongue)}</td>
          <td>${count(one.returned, tongue)}</td>
          <td>${one.returnRate === null ? '–' : percent(one.returnRate)}</td>
        </tr>
      </tbody>
    </table>`
  }

  private byPerson(entries: CampaignEntries['entries']) {
    const byPerson = [...Map.groupBy(entries, ({ by }) => by)]
    return byPerson.map(([who, own]) => html`<li>${say('enteredBy', who, count(own.length, language.now))}</li>`)
  }

  private async noteHandedOut(counter: string, before: number | null, field: HTMLInputElement): Promise<void> {
    const { min, max } = field
    if (field.value === '' || !field.checkValidity()) {
      field.value = before === null ? '' : String(before)
      this.wrong = say('handedBounds', min, max)
      return
    }
    await this.ask('note-handed-out', { campaign: this.campaign.id, counter, count: Number(field.value) })
  }

  private close = async (event: MouseEvent): Promise<void> => {
    // The second half of a double click answers no question that has only just been asked.
    if (event.detail > 1) return
    if (this.isSure) await this.ask('close-campaign', { campaign: this.campaign.id, reason: say('closeDone') })
    this.isSure = !this.isSure
  }

  private showEntries = async (): Promise<void> => {
    const got = await askHttp<CampaignEntries>('GET', `/api/campaigns/${this.campaign.id}/entries`)
    this.wrong = got.ok ? '' : tell(got.message)
    this.entries = got.ok ? got.value.entries : null
  }

  private async ask(name: string, body: object): Promise<void> {
    const got = await askHttp('POST', `/api/${name}`, body)
    this.wrong = got.ok ? '' : tell(got.message)
    if (got.ok) this.dispatchEvent(new CustomEvent('changed'))
  }
}

function dayWords(day: string): string {
  return day.split('-').reverse().join('/')
}
