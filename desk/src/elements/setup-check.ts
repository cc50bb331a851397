import { html, nothing, type PropertyValues } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { OfficeChecked } from '#core/contract/office-settings.ts'
import type { HandedPin, People } from '#core/contract/people.ts'
import type { SetupApplied } from '#core/contract/setup.ts'
import type { SettingsLine } from '#core/contract/shapes.ts'
import { newId } from '#web/hub/new-id.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import './pin-sheet.ts'
import { askHttp, type Got } from '../http.ts'
import type { Step } from '../setup/draft.ts'
import { type Missing, missingIn } from '../setup/missing.ts'
import { SetupPart } from '../setup/setup-part.ts'
import { say } from '../setup/words.ts'

/**
 * The last step: what is missing, then save, try one number in practice, open.
 *
 *     checked ──save──▶ saved ──try──▶ tried ──end──▶ saved ──open──▶ open
 *
 * Fires `go` with the step where something is mended, and `changed` when the hub holds something new.
 */
@customElement('setup-check')
export class SetupCheck extends SetupPart {
  @state() private lines: readonly SettingsLine[] = []
  @state() private accounts = 0
  @state() private isSaved = false
  @state() private isOpen = false
  @state() private handed: readonly HandedPin[] = []
  @state() private tried: { number: string; counter: string } | null = null
  @state() private told = ''
  @state() private wrong: readonly string[] = []
  @state() private isBusy = false

  override connectedCallback(): void {
    super.connectedCallback()
    void this.look()
  }

  /** A button that made way for another hands the focus on: to what comes next. */
  override updated(changed: PropertyValues<this>): void {
    if (changed.get('setup') === undefined || document.activeElement !== document.body) return
    const { practice, state: how } = this.setup
    const next = practice ? '#end' : how !== 'open' ? '#open' : this.isOpen ? 'a' : '#try'
    // Not before the new button has drawn what can be focused in it.
    requestAnimationFrame(() => this.renderRoot.querySelector<HTMLElement>(next)?.focus())
  }

  override render() {
    const missing = missingIn(this.draft, this.lines, this.accounts)
    const errors = missing.filter(({ isWrong }) => isWrong)
    const doubts = missing.filter(({ isWrong }) => !isWrong)
    return html`<div class="stack">
      ${missing.length === 0 ? html`<luot-banner kind="good">${say('allWell')}</luot-banner>` : nothing}
      ${this.list(say('missing'), errors)} ${this.list(say('doubts'), doubts)}
      ${
        this.wrong.length > 0
          ? html`<luot-banner kind="warn"><div role="alert">${this.wrong.map((line) => html`<p>${line}</p>`)}</div></luot-banner>`
          : nothing
      }
      ${this.handed.length > 0 ? html`<pin-sheet .handed=${this.handed} @handed=${() => (this.handed = [])}></pin-sheet>` : nothing}
      ${this.acts(errors.length > 0)}
      <p role="status">${this.told}</p>
      ${this.isOpen ? html`<p><a href="/desk/">${say('toDesk')}</a></p>` : nothing}
    </div>`
  }

  private acts(hasErrors: boolean) {
    const { practice } = this.setup
    const whyNotOpen = hasErrors ? say('mendFirst') : practice ? say('endFirst') : say('saveFirst')
    return html`<div class="bar">
      <luot-button
        variant=${this.isSaved ? 'plain' : 'primary'}
        icon="check"
        ?disabled=${hasErrors || practice}
        why=${hasErrors ? say('mendFirst') : say('endFirst')}
        @click=${() => this.save()}
        >${say('save')}</luot-button
      >
      ${
        practice
          ? html`<luot-button id="end" icon="pause" @click=${() => this.endTry()}>${say('endTry')}</luot-button>`
          : html`<luot-button id="try" icon="play" ?disabled=${!this.isSaved} why=${say('saveFirst')} @click=${() => this.try()}
              >${say('try')}</luot-button
            >`
      }
      ${
        this.setup.state === 'open'
          ? nothing
          : html`<luot-button
              id="open"
              variant=${this.isSaved ? 'primary' : 'plain'}
              icon="home"
              ?disabled=${hasErrors || practice || !this.isSaved}
              why=${whyNotOpen}
              @click=${() => this.apply(true)}
              >${say('openHall')}</luot-button
            >`
      }
    </div>`
  }

  private list(title: string, rows: readonly Missing[]) {
    if (rows.length === 0) return nothing
    return html`<section class="stack">
      <h3>${title}</h3>
      <ul class="rows">
        ${rows.map(
          ({ words, step }) => html`<li>
            <span class="grow">${tell(words)}</span>
            <luot-button
              label="${say('fix')}: ${say(`step-${step}`)}"
              @click=${() => this.dispatchEvent(new CustomEvent<Step>('go', { detail: step }))}
              >${say('fix')}</luot-button
            >
          </li>`,
        )}
      </ul>
    </section>`
  }

  private save = async (): Promise<void> => {
    // A hall at work stays open while its settings change.
    const staysOpen = this.setup.state === 'open'
    if (!(await this.apply(staysOpen))) return
    this.isSaved = true
    if (!staysOpen) this.told = say('saved')
  }

  private async apply(open: boolean): Promise<boolean> {
    const { template, office, documents, people, catalogue } = this.draft
    const asked = { template: template === 'file' ? null : template, office, documents, people, catalogue, open }
    const got = await this.ask(askHttp<SetupApplied>('POST', '/api/setup/apply', asked))
    if (!got) return false
    this.handed = [...this.handed, ...got.value.handed]
    this.isOpen = open
    if (open) this.told = say('isOpen')
    this.dispatchEvent(new Event('changed'))
    return true
  }

  /** One number from the first service to the first counter that does it, all of it practice. */
  private async try(): Promise<void> {
    this.told = say('trying')
    const { counters } = this.draft.office
    const counter = counters.find(({ services }) => services.length > 0)
    const service = counter?.services[0]
    if (!counter || !service) return
    if (!(await this.ask(askHttp('POST', '/api/begin-practice', {})))) return
    this.dispatchEvent(new Event('changed'))
    const ticket = await this.ask(
      askHttp<{ number: string }>('POST', '/api/issue-ticket', {
        ticket: newId(),
        service,
        class: 'ordinary',
      }),
    )
    const desk = { counter: counter.id }
    if (!ticket || !(await this.ask(askHttp('POST', '/api/open-counter', desk)))) return
    if (!(await this.ask(askHttp('POST', '/api/call-next', desk)))) return
    this.tried = { number: ticket.value.number, counter: counter.label }
    this.told = say('tried', this.tried.number, this.tried.counter)
  }

  private async endTry(): Promise<void> {
    await this.ask(askHttp('POST', '/api/end-practice', {}))
    const seat = this.draft.office.counters.find(({ services }) => services.length > 0)
    // Who practised does not stay seated where nobody works yet; a counter that is closed already is as good.
    if (this.tried && seat) await askHttp('POST', '/api/close-counter', { counter: seat.id })
    this.tried = null
    this.isSaved = true
    this.told = ''
    this.dispatchEvent(new Event('changed'))
  }

  private async ask<Value>(asked: Promise<Got<Value>>): Promise<{ value: Value } | null> {
    if (this.isBusy) return null
    this.isBusy = true
    this.wrong = []
    const got = await asked
    this.isBusy = false
    if (got.ok) return got
    this.told = ''
    this.wrong = got.lines?.length ? got.lines.map((line) => tell(line)) : [tell(got.message)]
    return null
  }

  private async look(): Promise<void> {
    const [office, people] = await Promise.all([
      askHttp<OfficeChecked>('POST', '/api/office/check', { office: this.draft.office }),
      askHttp<People>('GET', '/api/people'),
    ])
    if (office.ok) this.lines = office.value.lines
    const isOfficer = ({ id, role, state: how }: People['people'][number]) =>
      role === 'officer' && how !== 'left' && !this.setup.demonstrators.includes(id)
    if (people.ok) this.accounts = people.value.people.filter(isOfficer).length
  }
}
