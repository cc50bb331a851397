import { html } from 'lit'
import { customElement } from 'lit/decorators.js'
import { tell } from '#web/words/words.ts'
import { choiceOrNone } from '../devices/choices.ts'
import { asForm } from '../devices/form-schema.ts'
import { say } from '../devices/words.ts'
import { drawAs, drawField } from '../rules/draw/field.ts'
import { added, removed } from '../rules/form.ts'
import { listAt } from '../rules/pointers.ts'
import type { Schema, Shape } from '../rules/shape.ts'
import { wordsOf } from '../rules/words/words-of.ts'
import { HallForm } from './hall-form.ts'

/** Which kiosk prints where, the voice, how loud the hall is, and what it says by the clock. Fires `done`. */
@customElement('sound-form')
export class SoundForm extends HallForm {
  override render() {
    const { got } = this.draft.atHand
    const { properties = {} } = asForm(((got?.ok ? got.value.schema : {}) as Schema) ?? {})
    const { hands } = this
    return this.frame(
      say('sound'),
      html`${this.kiosks(properties.kiosks?.items ?? {})}
        <div class="fields">
          ${drawField(hands, properties.voice ?? {}, '/voice')} ${drawField(hands, properties.sound ?? {}, '/sound')}
        </div>`,
    )
  }

  private kiosks(entry: Schema) {
    const { form, hands } = this
    return html`<div class="part">
      <h3>${tell(wordsOf('/kiosks'))}</h3>
      <div class="entries">
        ${listAt(form.document, '/kiosks').map((kiosk, i) => {
          const { id } = kiosk as { readonly id: string }
          return html`<div class="row" role="group" aria-label=${say('kiosk', id)}>
            <div class="fields">
              ${drawAs(hands, { kind: 'word', longest: 64 }, `/kiosks/${i}/id`)}
              ${drawAs(hands, this.printers(), `/kiosks/${i}/printer`)}
            </div>
            <div class="row-buttons">
              <luot-button
                variant="quiet"
                icon="cross"
                label="${say('remove')}: ${id}"
                @click=${() => hands.change(removed(form, '/kiosks', i))}
                >${say('remove')}</luot-button
              >
            </div>
          </div>`
        })}
        <luot-button class="add" @click=${() => hands.change(added(hands, '/kiosks', entry))}>+ ${say('addKiosk')}</luot-button>
      </div>
    </div>`
  }

  private printers(): Shape {
    const printers = (this.draft.hall?.devices ?? []).filter(
      ({ driver }) => this.draft.driverOf(driver)?.kind === 'printer',
    )
    return choiceOrNone(
      '/kiosks/0/printer',
      printers.map(({ id, name }) => [id, name]),
    )
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sound-form': SoundForm
  }
}
