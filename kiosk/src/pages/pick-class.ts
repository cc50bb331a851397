import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { KioskView } from '#core/contract/kiosk.ts'
import { type IconName, icons } from '#web/elements/icons.ts'
import { both } from '#web/words/both.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '../elements/kiosk-frame.ts'
import '../elements/kiosk-tiles.ts'
import { ORDINARY } from '#core/domain/office.ts'
import type { Tile } from '../elements/kiosk-tiles.ts'
import type { Shown } from '../shown.ts'
import { pair, say } from '../words.ts'

/** The priority question: people say it of themselves, and most say no, so "no" comes first and largest. */
@customElement('pick-class')
export class PickClass extends LitElement {
  @property({ attribute: false }) shown!: Shown
  @property({ attribute: false }) view!: KioskView
  @property() service = ''
  @property({ attribute: false }) procedure: string | null = null
  /** The class of whoever holds the card that was read; for them to choose or not. */
  @property({ attribute: false }) suggests: string | null = null

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const compact = this.shown.fit === 'compact'
    const ordinary: Tile = {
      icon: 'ticket',
      name: compact ? say('ordinaryShort') : both(pair('ordinary')),
      kind: this.suggests === null ? 'action' : 'plain',
      wish: { want: 'number', service: this.service, class: ORDINARY, procedure: this.procedure },
    }
    const priorities = this.view.classes.filter(({ id }) => id !== ORDINARY)
    const classes = priorities.map<Tile>(({ id, name, icon, confirmedBy }) => ({
      icon: iconFor(icon),
      name: compact ? tell(name) : both(name),
      notes: [
        ...(id === this.suggests ? [say('byYourCard')] : []),
        ...(confirmedBy === 'staff' ? [say('confirmedLater')] : []),
      ],
      kind: id === this.suggests ? 'action' : 'plain',
      wish: { want: 'number', service: this.service, class: id, procedure: this.procedure },
    }))
    // What the card says stands first; "no" stays right beside it.
    const suggested = classes[priorities.findIndex(({ id }) => id === this.suggests)]
    const others = classes.filter((tile) => tile !== suggested)
    return html`<kiosk-frame nav .shown=${this.shown} .heading=${pair('areYou')}>
      <kiosk-tiles fit=${this.shown.fit} .tiles=${suggested ? [suggested, ordinary, ...others] : [ordinary, ...classes]}></kiosk-tiles>
    </kiosk-frame>`
  }
}

/** The office names a picture; one we do not have becomes a person. */
function iconFor(name: string): IconName {
  if (name === 'wheelchair') return 'disabled'
  return Object.hasOwn(icons, name) ? (name as IconName) : 'person'
}

declare global {
  interface HTMLElementTagNameMap {
    'pick-class': PickClass
  }
}
