import { html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import '#web/elements/luot-dialog.ts'
import type { LuotDialog } from '#web/elements/luot-dialog.ts'
import { tell } from '#web/words/words.ts'
import { choiceOf, choiceOrNone } from '../devices/choices.ts'
import { asForm, filled } from '../devices/form-schema.ts'
import { type Driver, newDevice } from '../devices/hall-draft.ts'
import { kindName } from '../devices/told.ts'
import { say } from '../devices/words.ts'
import { drawAs, drawField } from '../rules/draw/field.ts'
import { changed, type Form, type FormHands } from '../rules/form.ts'
import { type Json, valueAt, withoutEntry, withValue } from '../rules/pointers.ts'
import type { Schema, Shape } from '../rules/shape.ts'
import { wordsOf } from '../rules/words/words-of.ts'
import { HallForm } from './hall-form.ts'

/** One device on a form drawn from its driver's own schema. Fires `done`. */
@customElement('device-form')
export class DeviceForm extends HallForm {
  /** Which of the hall's devices. */
  @property({ type: Number }) at = 0
  @property({ type: Boolean }) isNew = false
  @state() private removing = false
  /** The names the page thought of itself. */
  private suggested: Json = {}
  @query('luot-dialog') private dialog!: LuotDialog | null

  override connectedCallback(): void {
    super.connectedCallback()
    this.suggested = this.document
  }

  override render() {
    const path = `/devices/${this.at}`
    const name = String(valueAt(this.form.document, `${path}/name`) ?? '')
    const driver = this.draft.driverOf(String(valueAt(this.form.document, `${path}/driver`) ?? ''))
    const { hands } = this
    const heading = this.isNew ? say('addTitle') : say('editTitle', name)
    return html`${this.frame(
      heading,
      html`<div class="fields">
          ${drawAs(this.driverHands(path), this.drivers(), `${path}/driver`)}
          ${drawAs(hands, { kind: 'word', longest: 80 }, `${path}/name`)}
          ${this.isNew ? drawAs(hands, { kind: 'word', longest: 40 }, `${path}/id`) : nothing}
          ${drawAs(hands, this.agents(`${path}/at`), `${path}/at`)}
          ${driver && AT_COUNTERS.includes(driver.kind) ? drawAs(hands, this.counters(`${path}/counter`), `${path}/counter`) : nothing}
          ${driver?.kind === 'scanner' ? drawAs(hands, this.kiosks(`${path}/kiosk`), `${path}/kiosk`) : nothing}
          ${driver?.kind === 'printer' ? drawAs(hands, DOTS, `${path}/dots`) : nothing}
        </div>
        ${driver ? this.settings(hands, driver.settings as Schema, `${path}/settings`) : nothing}`,
      this.isNew
        ? nothing
        : html`<luot-button
            class="last"
            variant="danger"
            icon="cross"
            @click=${() => {
              this.removing = true
            }}
            >${say('remove')}</luot-button
          >`,
    )}
    ${this.removing ? this.askRemove(name) : nothing}`
  }

  private settings(hands: FormHands, schema: Schema, path: string) {
    const fields = Object.entries(asForm(schema).properties ?? {}).map(([name, field]) => ({
      path: `${path}/${name}`,
      field,
      isFine: wordsOf(`${path}/${name}`).fine === true,
    }))
    const plain = fields.filter(({ isFine }) => !isFine)
    const fine = fields.filter(({ isFine }) => isFine)
    const isFaulty = fine.some((one) => hands.form.lines.some((line) => line.path.startsWith(one.path)))
    return html`<div class="part">
      <h3>${say('ownSettings')}</h3>
      ${fields.length === 0 ? html`<p>${say('noSettings')}</p>` : nothing}
      <div class="fields">${plain.map((one) => drawField(hands, one.field, one.path))}</div>
      ${
        fine.length === 0
          ? nothing
          : html`<details ?open=${isFaulty}>
              <summary>${say('fineSettings')}</summary>
              <div class="fields">${fine.map((one) => drawField(hands, one.field, one.path))}</div>
            </details>`
      }
    </div>`
  }

  /** Another driver has other settings: those both know are kept. */
  private driverHands(path: string): FormHands {
    const { hands } = this
    return {
      ...hands,
      change: (next) => {
        const driver = this.draft.driverOf(String(valueAt(next.document, `${path}/driver`) ?? ''))
        if (!driver) return hands.change(next)
        const now = (valueAt(next.document, `${path}/settings`) ?? {}) as { readonly [key: string]: Json }
        const known = Object.keys((driver.settings as Schema).properties ?? {})
        const kept = Object.fromEntries(Object.entries(now).filter(([key]) => known.includes(key)))
        const settled = changed(next, `${path}/settings`, filled(driver.settings as Schema, kept))
        const sized = changed(settled, `${path}/dots`, null)
        const form = this.isNew ? this.renamed(sized, driver, path) : sized
        hands.change({ ...form, lines: form.lines.filter((line) => !line.path.startsWith(path)) })
      },
    }
  }

  /** Another kind is called otherwise, as long as nobody has written a name. */
  private renamed(form: Form, driver: Driver, path: string): Form {
    const { hall } = this.draft
    if (!hall) return form
    const next = newDevice(hall, driver) as { readonly id: string; readonly name: string }
    return (['id', 'name'] as const).reduce((now, field) => {
      const own = `${path}/${field}`
      const isOurs = valueAt(now.document, own) === valueAt(this.suggested, own)
      if (!isOurs) return now
      this.suggested = withValue(this.suggested, own, next[field])
      return changed(now, own, next[field])
    }, form)
  }

  private drivers(): Shape {
    return choiceOf(this.draft.atHand.drivers.map(({ id, kind, label }) => [id, `${kindName(kind)} · ${tell(label)}`]))
  }

  private agents(path: string): Shape {
    const agents = this.draft.hall?.agents ?? []
    return choiceOrNone(
      path,
      agents.map(({ id, name }) => [id, name]),
    )
  }

  private counters(path: string): Shape {
    const { got } = this.draft.atHand
    const counters = got?.ok ? got.value.counters : []
    return choiceOrNone(
      path,
      counters.map(({ id, label }) => [id, say('counter', label)]),
    )
  }

  private kiosks(path: string): Shape {
    const kiosks = (this.draft.hall?.kiosks ?? []).filter(({ id }) => id !== '*')
    return choiceOrNone(
      path,
      kiosks.map(({ id }) => [id, id]),
    )
  }

  private askRemove(name: string) {
    const shut = () => {
      if (this.dialog) this.dialog.open = false
    }
    return html`<luot-dialog
      open
      heading=${say('removeAsk', name)}
      @close=${() => {
        this.removing = false
      }}
    >
      <p>${say('removeNote')}</p>
      <luot-button slot="actions" @click=${shut}>${say('back')}</luot-button>
      <luot-button
        slot="actions"
        variant="danger"
        icon="cross"
        @click=${() => {
          shut()
          void this.takeAway(name)
        }}
        >${say('remove')}</luot-button
      >
    </luot-dialog>`
  }

  private async takeAway(name: string): Promise<void> {
    const id = valueAt(this.document, `/devices/${this.at}/id`)
    const without = withoutEntry(this.document, '/devices', this.at) as {
      readonly kiosks: readonly { printer: Json }[]
    }
    // A kiosk must not be sent to a printer that is gone.
    const kiosks = without.kiosks.map((kiosk) => (kiosk.printer === id ? { ...kiosk, printer: null } : kiosk))
    const lines = await this.draft.save({ ...without, kiosks } as unknown as Json, say('removed', name))
    if (lines.length === 0) this.dispatchEvent(new Event('done'))
    else this.form = { ...this.form, lines }
  }
}

const AT_COUNTERS = ['keypad', 'signal']
const DOTS: Shape = { kind: 'choice', values: ['576', '512', '384'], read: Number }

declare global {
  interface HTMLElementTagNameMap {
    'device-form': DeviceForm
  }
}
