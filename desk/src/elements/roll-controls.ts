import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { DeskContract, DeskView } from '#core/contract/desk.ts'
import { numberText } from '#core/domain/ticket.ts'
import type { Link } from '#web/hub/link.ts'
import { newId } from '#web/hub/new-id.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { say } from '../words.ts'
import { fieldSheet } from './field-sheet.ts'

type Roll = DeskView['rolls'][number]

/** The pre-printed rolls of the hall: where each stands, and the two things staff say of it. */
@customElement('roll-controls')
export class RollControls extends LitElement {
  @property({ attribute: false }) rolls: readonly Roll[] = []
  @property({ attribute: false }) link!: Link<DeskContract>
  @state() private told = ''
  private asked = false

  static override styles = [
    sheet,
    fieldSheet,
    css`
      :host {
        display: grid;
        gap: var(--gap-small);
        margin-block-start: var(--gap-wide);
      }
      h2 {
        font-size: var(--text-button);
      }
      form {
        display: grid;
        gap: var(--gap-hair);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-small);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    if (this.rolls.length === 0) return nothing
    return html`<h2>${say('rolls')}</h2>
      ${this.rolls.map((roll) => this.roll(roll))}
      <p class="wrong" role="status">${this.told}</p>`
  }

  private roll(roll: Roll) {
    const { service, name, prefix, next } = roll
    const stands = next === null ? say('rollNone') : say('rollNext', numberText(prefix, next))
    return html`<form @submit=${(event: SubmitEvent) => this.send(event, roll)}>
      <label for=${service}>${tell(name)} · ${stands}</label>
      <input id=${service} name="number" inputmode="numeric" pattern="[0-9]{1,6}" required autocomplete="off" />
      <div class="acts">
        <button class="unseen" type="submit" tabindex="-1">${say(next === null ? 'rollStart' : 'rollCount')}</button>
        ${next === null ? nothing : html`<luot-button @click=${(event: Event) => this.press(event, roll, 'count')}>${say('rollCount')}</luot-button>`}
        <luot-button @click=${(event: Event) => this.press(event, roll, 'start')}>${say('rollStart')}</luot-button>
      </div>
    </form>`
  }

  /** Enter says the likelier of the two. */
  private send(event: SubmitEvent, roll: Roll): void {
    event.preventDefault()
    void this.order(event.target as HTMLFormElement, roll, roll.next === null ? 'start' : 'count')
  }

  private press(event: Event, roll: Roll, what: 'start' | 'count'): void {
    const form = (event.currentTarget as HTMLElement).closest('form')
    if (form?.reportValidity()) void this.order(form, roll, what)
  }

  private async order(form: HTMLFormElement, { service }: Roll, what: 'start' | 'count'): Promise<void> {
    if (this.asked) return
    const n = Number(new FormData(form).get('number'))
    this.asked = true
    const answer =
      what === 'start'
        ? await this.link.ask('start-roll', { command: newId(), service, first: n })
        : await this.link.ask('count-roll', { command: newId(), service, upTo: n })
    this.asked = false
    this.told = answer.ok ? '' : tell(answer.message)
    if (answer.ok) form.reset()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'roll-controls': RollControls
  }
}
