import { css, html, LitElement } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { ProcedureFull } from '#core/contract/procedures.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import '../elements/procedure-sheet.ts'
import { catalogue, type Told } from '../catalogue.ts'
import { pair, say } from '../words.ts'

/** A procedure taken home from the lookup board: the same sheet, on a phone. */
@customElement('phone-procedure')
export class PhoneProcedure extends LitElement {
  @property() code = ''

  @state() private told: Told<ProcedureFull> | null = null

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--gap-wide);
        max-inline-size: 720px;
        margin-inline: auto;
        padding: var(--gap-page);
      }
      h1 {
        font-size: var(--text-title);
        text-wrap: wrap;
        overflow-wrap: break-word;
      }
      main {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--gap-wide);
      }
      header {
        display: flex;
        justify-content: end;
      }
      .sorry {
        display: grid;
        gap: var(--gap-wide);
        justify-items: center;
        text-align: center;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.ask()
  }

  private async ask(): Promise<void> {
    this.told = null
    this.told = await catalogue.procedure(this.code)
  }

  override render() {
    return html`<header>
        <luot-button icon="language" @click=${speakOther}><span lang=${language.other}>${say('otherLanguage')}</span></luot-button>
      </header>
      <main>${this.content()}</main>`
  }

  private content() {
    if (this.told === null) return html`<h1 role="status">${say('loading')}</h1>`
    if (this.told.told === 'yes') {
      const procedure = this.told.value
      return html`<h1 lang="vi">${procedure.name}</h1>
        <procedure-sheet .procedure=${procedure}></procedure-sheet>`
    }
    return html`<div class="sorry">
      <h1>${both(pair(this.told.told === 'gone' ? 'noProcedure' : 'notLoaded'))}</h1>
      <luot-button variant="primary" icon="refresh" @click=${() => this.ask()}>${say('again')}</luot-button>
    </div>`
  }
}

function speakOther(): void {
  language.speak(language.other)
  document.documentElement.lang = language.now
}

declare global {
  interface HTMLElementTagNameMap {
    'phone-procedure': PhoneProcedure
  }
}
