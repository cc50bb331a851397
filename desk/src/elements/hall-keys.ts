import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { CityHall, HallKey } from '#core/contract/city.ts'
import type { SendingTold } from '#core/contract/health.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import { citySheet } from '../city/city-sheet.ts'
import { sendingText } from '../city/told.ts'
import { say } from '../city/words.ts'
import { askHttp, type Got } from '../http.ts'

/** Who tells whom: the halls this hub hears of, and the city it tells itself. For the administrator. Fires `changed`. */
@customElement('hall-keys')
export class HallKeys extends LitElement {
  @property({ attribute: false }) halls: readonly CityHall[] = []
  @property({ attribute: false }) sending: SendingTold | null = null
  /** A key just made; it is shown until it was written down. */
  @state() private made: HallKey | null = null
  @state() private chosen = ''
  @state() private told = ''
  @state() private wrong = ''
  @query('#hall-name') private name!: HTMLInputElement
  @query('#hall-id') private newId!: HTMLInputElement
  @query('#own-key') private ownKey!: HTMLInputElement

  static override styles = [
    sheet,
    citySheet,
    css`
      :host {
        display: grid;
        gap: var(--gap);
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--gap);
      }
      label {
        display: grid;
      }
      .secret {
        overflow-wrap: anywhere;
        font-size: var(--text-title);
        font-weight: var(--weight-number);
      }
      h2 {
        font-size: var(--text-button);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`${this.wrong ? html`<luot-banner kind="bad">${this.wrong}</luot-banner>` : nothing}
      <h2>${say('hears')}</h2>
      ${this.made ? this.key(this.made) : this.forms()}
      <h2>${say('tells')}</h2>
      <p role="status">${this.sending ? `${this.sending.to}. ${sendingText(this.sending)}` : say('tellsNobody')} ${this.told}</p>
      <form @submit=${this.keep}>
        <a href="/desk/settings#city">${say('where')}</a>
        <label>${say('ownKey')}<input id="own-key" required pattern="[A-Za-z0-9_\\-]{43}" autocomplete="off" spellcheck="false" /></label>
        <luot-button icon="key" @click=${this.keep}>${say('keep')}</luot-button>
      </form>`
  }

  private key({ id, key }: HallKey) {
    return html`<p>${say('key', id)}</p>
      <p class="secret">${key}</p>
      <p><luot-button icon="check" @click=${() => (this.made = null)}>${say('noted')}</luot-button></p>`
  }

  private forms() {
    return html`<form @submit=${this.enter}>
        <label>${say('name')}<input id="hall-name" required maxlength="80" autocomplete="off" /></label>
        <label>${say('id')}<input id="hall-id" required pattern="[a-z0-9][a-z0-9\\-]{0,39}" autocomplete="off" /></label>
        <luot-button icon="check" @click=${this.enter}>${say('enter')}</luot-button>
      </form>
      ${
        this.halls.length === 0
          ? nothing
          : html`<form>
              <label>${say('choose')}
                <select @change=${(event: Event) => (this.chosen = (event.target as HTMLSelectElement).value)}>
                  <option value=""></option>
                  ${this.halls
                    .toSorted((a, b) => a.name.localeCompare(b.name, 'vi'))
                    .map(
                      ({ id, name }) =>
                        html`<option value=${id} ?selected=${id === this.chosen}>${name} (${id})</option>`,
                    )}
                </select></label>
              ${
                this.picked === undefined
                  ? nothing
                  : html`<luot-button icon="key" @click=${() => this.picked && this.admit(this.picked)}>${say('freshKey')}</luot-button>
                      <luot-button icon="cross" variant="danger" @click=${this.dismiss}>${say('dismiss')}: ${this.picked.name}</luot-button>`
              }
            </form>`
      }`
  }

  private get picked(): CityHall | undefined {
    return this.halls.find(({ id }) => id === this.chosen)
  }

  private readonly enter = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (!this.name.reportValidity() || !this.newId.reportValidity()) return
    await this.admit({ id: this.newId.value, name: this.name.value.trim() })
  }

  private async admit({ id, name }: Pick<CityHall, 'id' | 'name'>): Promise<void> {
    const got = await askHttp<HallKey>('POST', '/api/city/halls', { id, name })
    if (this.went(got)) this.made = got.value
  }

  private readonly dismiss = async (): Promise<void> => {
    if (this.went(await askHttp('DELETE', `/api/city/halls/${this.chosen}`))) this.chosen = ''
  }

  private readonly keep = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (!this.ownKey.reportValidity()) return
    if (!this.went(await askHttp('POST', '/api/city/key', { key: this.ownKey.value }))) return
    this.ownKey.value = ''
    this.told = say('kept')
  }

  private went<Value>(got: Got<Value>): got is Extract<Got<Value>, { ok: true }> {
    this.wrong = got.ok ? '' : tell(got.message)
    if (got.ok) this.dispatchEvent(new Event('changed'))
    return got.ok
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hall-keys': HallKeys
  }
}
