import { css, LitElement } from 'lit'
import { query } from 'lit/decorators.js'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import type { LuotDialog } from '#web/elements/luot-dialog.ts'
import { keyAt } from '../choice-keys.ts'
import { isTyping, KeyPresses, withOthers } from '../key-presses.ts'
import { walkButtons } from '../walk-buttons.ts'
import { fieldSheet } from './field-sheet.ts'

/**
 * A question of the desk: choices one below the other, each with its key. The focus begins on the first, arrow keys walk,
 * and Esc leaves everything as it was. Fires `close` however it ended.
 *
 * What is asked draws a `luot-dialog` with its choices in `.choices`, and says in `choose` what a key means.
 */
export abstract class Question extends LitElement {
  @query('luot-dialog') private dialog!: LuotDialog

  static override styles = [
    sheet,
    fieldSheet,
    css`
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr));
        gap: var(--gap-small);
      }
      .choices luot-button {
        --button-align: start;
      }
      .stack {
        display: grid;
        gap: var(--gap);
      }
      h3 {
        font-size: var(--text);
      }
      label {
        display: block;
      }
      .soft {
        color: var(--ink-soft);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
    new KeyPresses(this, (event) => this.pressed(event))
  }

  /** Takes what a key means; false when it means nothing here. */
  protected abstract choose(key: string): boolean

  override firstUpdated(): void {
    void this.dialog.updateComplete.then(() => this.firstChoice()?.focus())
  }

  protected firstChoice(): HTMLElement | null {
    return this.renderRoot.querySelector('.choices luot-button')
  }

  protected readonly walk = (event: KeyboardEvent): void => {
    walkButtons(event, [...this.renderRoot.querySelectorAll<HTMLElement>('.choices luot-button')])
  }

  protected shut(): void {
    this.dialog.open = false
  }

  protected closed(): void {
    this.dispatchEvent(new Event('close'))
  }

  private pressed(event: KeyboardEvent): void {
    if (event.repeat || isTyping(event) || withOthers(event)) return
    const key = keyAt(event.code)
    if (key !== '' && this.choose(key)) event.preventDefault()
  }
}
