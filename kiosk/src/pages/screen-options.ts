import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { IconName } from '#web/elements/icons.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '../elements/kiosk-frame.ts'
import '../elements/kiosk-tiles.ts'
import type { Tile } from '../elements/kiosk-tiles.ts'
import type { Look } from '../settings.ts'
import type { Shown } from '../shown.ts'
import { pair, say } from '../words.ts'

/** How the screen looks for the one who stands before it; the next citizen finds it as the office set it. */
@customElement('screen-options')
export class ScreenOptions extends LitElement {
  @property({ attribute: false }) shown!: Shown

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { text, contrast, reach } = this.shown.look
    const tiles: Tile[] = [
      choice('text-size', 'largeText', text === 'large', { text: text === 'large' ? 'normal' : 'large' }),
      choice('contrast', 'highContrast', contrast === 'high', { contrast: contrast === 'high' ? 'normal' : 'high' }),
      choice('low-reach', 'lowReach', reach === 'low', { reach: reach === 'low' ? 'normal' : 'low' }),
      {
        icon: 'language',
        name: html`<span lang=${language.other}>${say('otherLanguage')}</span>`,
        wish: { want: 'look', look: { language: language.other } },
      },
    ]
    return html`<kiosk-frame nav .shown=${this.shown} .heading=${pair('optionsTitle')}>
      <kiosk-tiles fit=${this.shown.fit} .tiles=${tiles}></kiosk-tiles>
    </kiosk-frame>`
  }
}

function choice(
  icon: IconName,
  word: 'largeText' | 'highContrast' | 'lowReach',
  on: boolean,
  look: Partial<Look>,
): Tile {
  return {
    icon: on ? 'check' : icon,
    name: say(word),
    kind: on ? 'action' : 'plain',
    pressed: on,
    wish: { want: 'look', look },
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'screen-options': ScreenOptions
  }
}
