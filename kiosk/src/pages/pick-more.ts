import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { KioskService, KioskView } from '#core/contract/kiosk.ts'
import type { Text } from '#core/contract/shapes.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '../elements/kiosk-frame.ts'
import '../elements/kiosk-tiles.ts'
import type { Tile } from '../elements/kiosk-tiles.ts'
import type { Shown } from '../shown.ts'
import { pair } from '../words.ts'

/** What else the same person has to do: one more service under the number they hold already. */
@customElement('pick-more')
export class PickMore extends LitElement {
  @property({ attribute: false }) shown!: Shown
  @property({ attribute: false }) services: readonly KioskService[] = []
  @property() number = ''
  /** Why the last choice was not taken. */
  @property({ attribute: false }) wrong: Text | null = null

  static override styles = [
    sheet,
    css`
      .more {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        gap: var(--gap-small);
        min-block-size: 0;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const compact = this.shown.fit === 'compact'
    const tiles = this.services.map(
      ({ id, prefix, name }): Tile => ({
        mark: prefix,
        name: compact ? tell(name) : both(name),
        wish: { want: 'more-service', service: id },
      }),
    )
    return html`<kiosk-frame nav .shown=${this.shown} .heading=${pair('moreAsk', this.number)}>
      <div class="more">
        <div role="alert">${this.wrong ? html`<luot-banner kind="warn">${tell(this.wrong)}</luot-banner>` : nothing}</div>
        <kiosk-tiles fit=${this.shown.fit} .tiles=${tiles}></kiosk-tiles>
      </div>
    </kiosk-frame>`
  }
}

/** Services that can be added to a visit: those that give numbers now, and are not part of it yet. */
export function furtherServices(view: KioskView | null, taken: readonly string[]): readonly KioskService[] {
  return view?.services.filter(({ id, gate }) => gate.state === 'open' && !taken.includes(id)) ?? []
}

declare global {
  interface HTMLElementTagNameMap {
    'pick-more': PickMore
  }
}
