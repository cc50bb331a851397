import { css, html, LitElement } from 'lit'
import { customElement, query } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import type { LuotDialog } from '#web/elements/luot-dialog.ts'
import { type Act, KEYS } from '../acts.ts'
import { CALL_KEY, COME_KEY, say as help } from '../help/words.ts'
import { say } from '../words.ts'

/** All keys of the desk on one page. Fires `close`. */
@customElement('show-keys')
export class ShowKeys extends LitElement {
  @query('luot-dialog') private dialog!: LuotDialog

  static override styles = [
    sheet,
    css`
      luot-dialog {
        --dialog-width: 52rem;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(2, 2.2rem 1fr);
        align-items: baseline;
        gap: var(--gap-small) var(--gap);
        margin-block-start: var(--gap);
      }
      dt {
        border: var(--stroke) solid var(--line-strong);
        border-radius: var(--radius-small);
        font-weight: var(--weight-strong);
        text-align: center;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override firstUpdated(): void {
    void this.dialog.updateComplete.then(() => this.renderRoot.querySelector('luot-button')?.focus())
  }

  override render() {
    const acts = Object.keys(KEYS) as Act[]
    return html`<luot-dialog open heading=${say('keysTitle')} @close=${() => this.dispatchEvent(new Event('close'))}>
      <p>${say('keysNote')}</p>
      <dl>
        ${acts.map((act) => html`<dt>${KEYS[act]}</dt><dd>${meaning(act)}</dd>`)}
        <dt>${CALL_KEY}</dt><dd>${help('callKey')}</dd>
        <dt>${COME_KEY}</dt><dd>${help('comeKey')}</dd>
      </dl>
      <luot-button
        slot="actions"
        hint="Esc"
        @click=${() => {
          this.dialog.open = false
        }}
        >${say('goBack')}</luot-button
      >
    </luot-dialog>`
  }
}

function meaning(act: Act): string {
  if (act === 'before') return say('beforeKey')
  if (act === 'pick') return say('pickKey')
  if (act === 'return') return say('returnKey')
  if (act === 'extend') return say('extendKey')
  if (act === 'class') return say('classKey')
  if (act === 'automatic') return say('automaticKey')
  return say(act)
}
