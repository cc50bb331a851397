import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Complaint, Complaints, DecideComplaint, NewComplaint } from '#core/contract/scoring.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import { askHttp } from '../http.ts'
import { say } from '../scoring/words.ts'
import './ask-why.ts'
import { fieldSheet } from './field-sheet.ts'
import { reportSheet } from './report-sheet.ts'

const STATES = { entered: 'entered', confirmed: 'foundTrue', dropped: 'dropped' } as const

/** Complaints by the number of their file: entered, then found true or dropped, each with a reason. Fires `changed`. */
@customElement('complaint-book')
export class ComplaintBook extends LitElement {
  @property({ type: Boolean }) head = false
  @state() private list: Complaints | null = null
  @state() private wrong = ''
  @state() private deciding: { complaint: Complaint; state: DecideComplaint['state'] } | null = null

  static override styles = [
    sheet,
    reportSheet,
    fieldSheet,
    css`
      :host,
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        min-inline-size: 0;
        gap: var(--gap);
      }
      form {
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
        align-items: end;
      }
      td,
      th {
        text-align: start;
      }
      thead td {
        border-block-end-color: var(--line-strong);
      }
      td.acts {
        white-space: nowrap;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.look()
  }

  override render() {
    if (this.list === null) return this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing
    const { complaints } = this.list
    return html`<h2>${say('ofComplaints')}</h2>
      <p class="soft">${say('complaintsNote')}</p>
      ${this.wrong ? html`<luot-banner kind="warn"><span role="alert">${this.wrong}</span></luot-banner>` : nothing}
      ${this.head ? this.form(this.list) : nothing}
      ${
        complaints.length === 0
          ? html`<p>${say('noComplaints')}</p>`
          : html`<div class="wide" tabindex="0" role="region" aria-label=${say('ofComplaints')}>
              <table>
                <thead>
                  <tr>
                    <th scope="col" class="words">${say('day')}</th>
                    <th scope="col" class="words">${say('officer')}</th>
                    <th scope="col" class="words">${say('file')}</th>
                    <th scope="col" class="words">${say('what')}</th>
                    <th scope="col" class="words">${say('state')}</th>
                    <td></td>
                  </tr>
                </thead>
                <tbody>
                  ${complaints.map((one) => this.row(one))}
                </tbody>
              </table>
            </div>`
      }
      ${this.deciding ? this.question(this.deciding) : nothing}`
  }

  private form({ officers }: Complaints) {
    return html`<form @submit=${this.enter}>
      <div>
        <label for="day">${say('day')}</label>
        <input id="day" name="day" type="date" required />
      </div>
      <div>
        <label for="staff">${say('officer')}</label>
        <select id="staff" name="staff">
          ${officers.map(({ staff, name }) => html`<option value=${staff}>${name}</option>`)}
        </select>
      </div>
      <div>
        <label for="file">${say('file')}</label>
        <input id="file" name="file" maxlength="60" required autocomplete="off" title=${say('fileRule')} />
      </div>
      <div>
        <label for="reason">${say('what')}</label>
        <input id="reason" name="reason" maxlength="200" required autocomplete="off" />
      </div>
      <luot-button @click=${() => this.renderRoot.querySelector('form')?.requestSubmit()}>+ ${say('addComplaint')}</luot-button>
      <button type="submit" hidden></button>
    </form>`
  }

  private row(complaint: Complaint) {
    const { day, name, file, reason, state: where, decidedWhy } = complaint
    const decide = (to: DecideComplaint['state']) => () => {
      this.deciding = { complaint, state: to }
    }
    return html`<tr>
      <td>${day.split('-').reverse().join('/')}</td>
      <td>${name}</td>
      <th scope="row">${file}</th>
      <td>${reason}</td>
      <td data-state=${where}>${say(STATES[where])}${decidedWhy ? html`<span class="beside soft">${decidedWhy}</span>` : nothing}</td>
      <td class="acts">
        ${
          this.head
            ? html`${where === 'confirmed' ? nothing : html`<luot-button label="${say('decideTrue')}: ${file}" @click=${decide('confirmed')}>${say('decideTrue')}</luot-button>`}
                ${where === 'dropped' ? nothing : html`<luot-button label="${say('decideDrop')}: ${file}" @click=${decide('dropped')}>${say('decideDrop')}</luot-button>`}`
            : nothing
        }
      </td>
    </tr>`
  }

  private question({ complaint, state: to }: { complaint: Complaint; state: DecideComplaint['state'] }) {
    return html`<ask-why
      heading=${say('decideAsk', complaint.file)}
      @close=${() => {
        this.deciding = null
      }}
      @reason=${(event: CustomEvent<string>) => this.decide(complaint, { state: to, why: event.detail })}
    ></ask-why>`
  }

  private readonly enter = async (event: Event): Promise<void> => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const fields = new FormData(form)
    const text = (name: string) => String(fields.get(name) ?? '').trim()
    const asked: NewComplaint = { day: text('day'), staff: text('staff'), file: text('file'), reason: text('reason') }
    const got = await askHttp<Complaint>('POST', '/api/scoring/complaints', asked)
    this.wrong = got.ok ? '' : got.code === 'bad-request' ? say('fileRule') : tell(got.message)
    if (!got.ok) return
    form.reset()
    await this.news()
  }

  private async decide({ id }: Complaint, asked: DecideComplaint): Promise<void> {
    const got = await askHttp<Complaint>('POST', `/api/scoring/complaints/${id}/decide`, asked)
    this.wrong = got.ok ? '' : tell(got.message)
    await this.news()
  }

  private async news(): Promise<void> {
    await this.look()
    this.dispatchEvent(new Event('changed'))
  }

  private async look(): Promise<void> {
    const got = await askHttp<Complaints>('GET', '/api/scoring/complaints')
    if (got.ok) this.list = got.value
    else this.wrong = tell(got.message)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'complaint-book': ComplaintBook
  }
}
