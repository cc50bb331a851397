import { css, html, LitElement, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import type { AppointmentDay } from '#core/contract/appointments.ts'
import type { IssuedTicket } from '#core/contract/kiosk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { timeOfDay } from '#web/words/format.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/ask-why.ts'
import '../elements/booked-slip.ts'
import '../elements/came-number.ts'
import '../elements/choose-day.ts'
import '../elements/expected-list.ts'
import '../elements/slot-grid.ts'
import '../elements/top-bar.ts'
import '../elements/ways-on.ts'
import { say } from '../appointment-words.ts'
import { appointments, type Expected, type Slot } from '../appointments.ts'
import type { ExpectedAct } from '../elements/expected-list.ts'
import { fieldSheet } from '../elements/field-sheet.ts'
import { reportSheet } from '../elements/report-sheet.ts'
import type { Got } from '../http.ts'
import { latest } from '../latest.ts'
import { walkButtons } from '../walk-buttons.ts'
import { say as sayDesk } from '../words.ts'

/** What stands open over the page. */
type Over =
  | {
      show: 'slip'
      appointment: Pick<Expected, 'id' | 'code' | 'service' | 'slotAt' | 'checkInFromAt' | 'checkInUntilAt'>
    }
  | { show: 'came'; issued: IssuedTicket }
  | { show: 'cancel'; appointment: Expected }

/** Others book too: the page looks again this often. */
const LOOK_MS = 20_000

/** The office's appointments: book a time, move it, cancel it, and check somebody in who has come. */
@customElement('appointment-desk')
export class AppointmentDesk extends LitElement {
  @state() private got: Got<AppointmentDay> | null = null
  @state() private day: string | null = null
  @state() private service = ''
  /** Null until the times of this day and service are there. */
  @state() private slots: readonly Slot[] | null = null
  private readonly newest = latest()
  @state() private moving: Expected | null = null
  @state() private over: Over | null = null
  @state() private told: { kind: 'good' | 'warn'; words: string } | null = null
  @state() private feed: string | null = null
  @query('input[name=code]') private field!: HTMLInputElement | null
  private looking: ReturnType<typeof setInterval> | undefined

  static override styles = [
    sheet,
    reportSheet,
    fieldSheet,
    css`
      .two {
        display: grid;
        grid-template-columns: minmax(20rem, 1fr) minmax(36rem, 1.5fr);
        gap: var(--gap-wide);
        align-items: start;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--gap-small);
      }
      label {
        margin-inline-end: var(--gap-hair);
      }
      input {
        inline-size: auto;
      }
      input[name='code'] {
        inline-size: 11rem;
        font-variant-numeric: tabular-nums;
      }
      code {
        overflow-wrap: anywhere;
      }
      .stack {
        display: grid;
        gap: var(--gap);
      }
      @media (width < 1100px) {
        .two {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.look().then(() => this.field?.focus())
    void appointments.feed().then((url) => {
      this.feed = url
    })
    this.looking = setInterval(() => this.look(), LOOK_MS)
  }

  override disconnectedCallback(): void {
    clearInterval(this.looking)
    super.disconnectedCallback()
  }

  override render() {
    return html`<top-bar heading=${sayDesk('appointmentsTitle')}>
        <ways-on slot="rest"></ways-on>
      </top-bar>
      <main>${this.got === null ? html`<p>${sayDesk('connecting')}</p>` : this.got.ok ? this.page(this.got.value) : this.sorry(this.got)}</main>
      ${this.got?.ok && this.over ? this.overPage(this.over, this.got.value) : nothing}`
  }

  private sorry(got: Extract<Got<AppointmentDay>, { ok: false }>) {
    return html`<luot-banner kind="warn">${got.status === 401 ? sayDesk('notYourPage') : tell(got.message)}</luot-banner>
      <p><a href="/desk/">${sayDesk('toDesk')}</a></p>`
  }

  private page(day: AppointmentDay) {
    return html`${this.told ? html`<luot-banner kind=${this.told.kind}>${this.told.words}</luot-banner>` : nothing}
      ${this.checkInForm()}
      <choose-day day=${day.day} today=${day.today} @day=${(event: CustomEvent<string>) => this.turn(event.detail)}></choose-day>
      <div class="two">
        <section class="stack">
          <h2>${this.moving ? say('movingTo', this.moving.code, timeOfDay(this.moving.slotAt)) : say('book')}</h2>
          ${day.services.length === 0 ? html`<p>${say('noServices')}</p>` : this.booking(day)}
        </section>
        <section>
          <h2>${say('appointments')}</h2>
          <expected-list .day=${day} @act=${(event: CustomEvent<ExpectedAct>) => this.act(event.detail)}></expected-list>
        </section>
      </div>
      ${this.feed === null ? nothing : html`<section class="wide"><h2>${say('feed')}</h2><p class="soft">${say('feedHow')}</p><code>${this.feed}</code></section>`}`
  }

  private checkInForm() {
    return html`<form class="row" @submit=${this.checkInTyped}>
      <div>
        <label for="code">${say('checkInTitle')}</label>
        <input id="code" name="code" inputmode="numeric" autocomplete="off" maxlength="200" placeholder=${say('codeField')} />
      </div>
      <luot-button variant="primary" hint="Enter" @click=${this.checkInTyped}>${say('checkIn')}</luot-button>
      <button type="submit" hidden></button>
    </form>`
  }

  private booking({ services }: AppointmentDay) {
    const chosen = this.moving?.service ?? this.service
    const walk = (event: KeyboardEvent) =>
      walkButtons(event, [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('luot-button')])
    return html`<div class="row" role="group" aria-label=${say('service')} @keydown=${walk}>
        ${services.map(
          ({ id, name }) => html`<luot-button
            pressed=${chosen === id ? 'true' : 'false'}
            ?disabled=${this.moving !== null && this.moving.service !== id}
            why=${say('move')}
            @click=${() => this.choose(id)}
          >${tell(name)}</luot-button>`,
        )}
        ${this.moving ? html`<luot-button variant="quiet" @click=${this.stay}>${say('keepTime')}</luot-button>` : nothing}
      </div>
      <slot-grid .slots=${this.slots} @slot=${(event: CustomEvent<number>) => this.slotChosen(event.detail)}></slot-grid>`
  }

  private overPage(over: Over, { services }: AppointmentDay) {
    const shut = () => {
      this.over = null
      this.field?.focus()
    }
    switch (over.show) {
      case 'slip': {
        const { name } = services.find(({ id }) => id === over.appointment.service) ?? { name: { vi: '', en: '' } }
        return html`<booked-slip .appointment=${over.appointment} .service=${name} @close=${shut}></booked-slip>`
      }
      case 'came':
        return html`<came-number .issued=${over.issued} @close=${shut}></came-number>`
      case 'cancel':
        return html`<ask-why
          heading=${say('cancelWhy')}
          note=${`${over.appointment.code} · ${timeOfDay(over.appointment.slotAt)}`}
          .usual=${[say('usual1'), say('usual2'), say('usual3')]}
          @reason=${(event: CustomEvent<string>) => this.cancel(over.appointment, event.detail)}
          @close=${() => {
            if (this.over === over) shut()
          }}
        ></ask-why>`
      default:
        return over satisfies never
    }
  }

  private act({ act, appointment }: ExpectedAct): void {
    this.told = null
    switch (act) {
      case 'check-in':
        void this.checkIn(appointment.code)
        break
      case 'move':
        this.moving = appointment
        void this.lookAtSlots()
        break
      case 'show':
        this.over = { show: 'slip', appointment }
        break
      case 'cancel':
        this.over = { show: 'cancel', appointment }
        break
      default:
        act satisfies never
    }
  }

  private checkInTyped = (event: Event): void => {
    event.preventDefault()
    const code = this.field?.value.trim() ?? ''
    if (code !== '') void this.checkIn(code)
  }

  private async checkIn(code: string): Promise<void> {
    const answer = await appointments.checkIn(code)
    if (answer.ok) this.over = { show: 'came', issued: answer.value }
    if (answer.ok && this.field) this.field.value = ''
    await this.settle(answer, '')
  }

  private async slotChosen(slotAt: number): Promise<void> {
    const { moving } = this
    if (moving) {
      const answer = await appointments.move(moving.id, slotAt)
      if (answer.ok) this.moving = null
      await this.settle(answer, say('movedNow', moving.code))
      return
    }
    const answer = await appointments.book(this.service, slotAt)
    if (answer.ok) this.over = { show: 'slip', appointment: answer.value }
    await this.settle(answer, '')
  }

  private async cancel(appointment: Expected, reason: string): Promise<void> {
    this.over = null
    await this.settle(await appointments.cancel(appointment.id, reason), say('cancelledNow', appointment.code))
  }

  /** Says what came of it, and shows the book as it now is. */
  private async settle(answer: Got<unknown>, done: string): Promise<void> {
    const words = answer.ok ? done : tell(answer.message)
    this.told = words === '' ? null : { kind: answer.ok ? 'good' : 'warn', words }
    await this.look()
  }

  private stay = (): void => {
    this.moving = null
    void this.lookAtSlots()
  }

  private choose(service: string): void {
    this.service = service
    this.slots = null
    void this.lookAtSlots()
  }

  private turn(day: string): void {
    this.day = day
    this.told = null
    void this.look()
  }

  private async look(): Promise<void> {
    const got = await this.newest(appointments.day(this.day))
    if (got === null) return
    // The times of one day must not stand under another for the breath until its own come.
    if (!(got.ok && this.got?.ok && got.value.day === this.got.value.day)) this.slots = null
    this.got = got
    if (!got.ok) return
    this.service ||= got.value.services[0]?.id ?? ''
    await this.lookAtSlots()
  }

  private async lookAtSlots(): Promise<void> {
    const service = this.moving?.service ?? this.service
    const day = this.got?.ok ? this.got.value.day : null
    if (service === '' || day === null) return
    const got = await appointments.slots(service, day)
    // A slow answer about another service or day must not stand under this one.
    const isNow = service === (this.moving?.service ?? this.service) && this.got?.ok && this.got.value.day === day
    if (got.ok && isNow) this.slots = got.value.slots
  }
}
