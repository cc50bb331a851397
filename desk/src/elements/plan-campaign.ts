import { css, html, LitElement } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { CampaignList, PlanCampaign } from '#core/contract/ratings.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import { askHttp } from '../http.ts'
import { say } from '../ratings/words.ts'
import { fieldSheet } from './field-sheet.ts'

const USUAL_COUNT = 20

/** Asks for a new campaign. Fires `planned` with its number, or `close`. */
@customElement('plan-campaign')
export class PlanCampaignForm extends LitElement {
  @property({ attribute: false }) hall!: CampaignList
  @state() private wrong = ''

  static override styles = [
    sheet,
    fieldSheet,
    css`
      form {
        display: grid;
        gap: var(--gap);
      }
      .two {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr));
        gap: var(--gap);
      }
      .counters {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr));
        gap: var(--gap-small) var(--gap);
        padding: 0;
        border: 0;
      }
      legend {
        font-weight: var(--weight-strong);
      }
      .counters label {
        display: flex;
        align-items: center;
        gap: var(--gap-small);
        font-weight: var(--weight-text);
      }
      .counters input {
        inline-size: 5.5rem;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { today, counters } = this.hall
    return html`<luot-dialog heading=${say('plan')} open @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <form @submit=${this.plan}>
        <div class="two">
          <div><label for="name">${say('planName')}</label><input id="name" name="name" required maxlength="80" /></div>
          <div>
            <label for="channel">${say('planChannel')}</label>
            <select id="channel" name="channel">
              <option value="surprise">${say('surprise')}</option>
              <option value="routine">${say('routine')}</option>
            </select>
          </div>
          <div><label for="from">${say('fromDay')}</label><input id="from" name="from" type="date" required min=${today} value=${today} /></div>
          <div><label for="to">${say('toDay')}</label><input id="to" name="to" type="date" required min=${today} value=${today} /></div>
        </div>
        <fieldset class="counters">
          <legend>${say('howMany')}</legend>
          ${counters.map(
            ({ id, label }) => html`<label
              >${say('counter', label)}
              <input name=${`slips-${id}`} type="number" min="0" max="500" value=${USUAL_COUNT} />
            </label>`,
          )}
        </fieldset>
        <p class="wrong" role="alert">${this.wrong}</p>
        <button type="submit" hidden></button>
      </form>
      <luot-button slot="actions" variant="quiet" @click=${() => this.dispatchEvent(new CustomEvent('close'))}>${say('back')}</luot-button>
      <luot-button slot="actions" variant="primary" @click=${() => this.renderRoot.querySelector('form')?.requestSubmit()}
        >${say('planNow')}</luot-button
      >
    </luot-dialog>`
  }

  private plan = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const given = new FormData(event.target as HTMLFormElement)
    const slips = this.hall.counters
      .map(({ id }) => ({ counter: id, count: Number(given.get(`slips-${id}`)) }))
      .filter(({ count }) => count > 0)
    const body: Omit<PlanCampaign, 'command'> = {
      name: String(given.get('name')),
      channel: given.get('channel') === 'routine' ? 'routine' : 'surprise',
      fromDay: String(given.get('from')),
      toDay: String(given.get('to')),
      slips,
    }
    const got = await askHttp<{ campaign: string }>('POST', '/api/plan-campaign', body)
    this.wrong = got.ok ? '' : tell(got.message)
    if (got.ok) this.dispatchEvent(new CustomEvent<string>('planned', { detail: got.value.campaign }))
  }
}
