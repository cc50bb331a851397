import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Sentence } from '#web/hub/contract.ts'
import { both } from '#web/words/both.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '../elements/kiosk-frame.ts'
import '../elements/kiosk-tiles.ts'
import type { Tile } from '../elements/kiosk-tiles.ts'
import type { Reply } from '../questions.ts'
import type { Shown } from '../shown.ts'

/** One question with two answers, as large as the glass allows: the harmless one first. */
@customElement('yes-no')
export class YesNo extends LitElement {
  @property({ attribute: false }) shown!: Shown
  @property({ attribute: false }) question!: Sentence
  @property({ attribute: false }) answers: readonly Reply[] = []

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const compact = this.shown.fit === 'compact'
    const tiles = this.answers.map((tile): Tile => ({ ...tile, name: compact ? tell(tile.name) : both(tile.name) }))
    return html`<kiosk-frame nav .shown=${this.shown} .heading=${this.question}>
      <kiosk-tiles fit=${this.shown.fit} .mostColumns=${2} .tiles=${tiles}></kiosk-tiles>
    </kiosk-frame>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'yes-no': YesNo
  }
}
