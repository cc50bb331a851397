import { html } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { say } from '../words.ts'
import { Question } from './question.ts'
import './why-fields.ts'

/** The question "why was this number before that one?" at the desk. Fires `close`. */
@customElement('ask-before')
export class AskBefore extends Question {
  @property() first = ''
  @property() second = ''

  override render() {
    return html`<luot-dialog open heading=${say('before')} @close=${this.closed}>
      <why-fields first=${this.first} second=${this.second}></why-fields>
      <luot-button slot="actions" hint="Esc" @click=${this.shut}>${say('goBack')}</luot-button>
    </luot-dialog>`
  }

  protected override firstChoice(): HTMLElement | null {
    return this.renderRoot.querySelector('why-fields')
  }

  /** Letters and digits are typed here. */
  protected override choose(): boolean {
    return false
  }
}
