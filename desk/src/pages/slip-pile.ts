import { html, LitElement, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import type { CampaignList, EnterSlip, SlipSeen } from '#core/contract/ratings.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/staff-page.ts'
import { keyAt, LETTERS } from '../choice-keys.ts'
import { fieldSheet } from '../elements/field-sheet.ts'
import { askHttp } from '../http.ts'
import { type Answer, NOTHING_TICKED, ticked, typedCode, withReason } from '../ratings/pile.ts'
import { pileSheet } from '../ratings/pile-sheet.ts'
import { say } from '../ratings/words.ts'

interface Entered {
  readonly code: string
  readonly label: string
  readonly level: string
}

type Key = Pick<KeyboardEvent, 'code' | 'key'>

const SHOWN = 8
type Half = 'any' | 'morning' | 'afternoon'
const HALVES: readonly Half[] = ['any', 'morning', 'afternoon']

/** A pile of paper slips is typed in here: code, level, reasons, Enter, next. */
@customElement('slip-pile')
export class SlipPile extends LitElement {
  @state() private hall: CampaignList | null = null
  @state() private onDay = ''
  @state() private half: Half = 'any'
  @state() private typed = ''
  /** The slip in hand: its code is known, its answer is being ticked. */
  @state() private slip: SlipSeen | null = null
  @state() private answer: Answer = NOTHING_TICKED
  @state() private entered: readonly Entered[] = []
  @state() private done = 0
  @state() private wrong = ''
  @state() private note = ''

  @query('#code') private codeField?: HTMLInputElement
  @query('.answer') private answerPart?: HTMLElement

  /** One thing at a time: what is typed while the hub answers waits here. */
  private isBusy = false
  private ahead: Key[] = []

  static override styles = [sheet, fieldSheet, pileSheet]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('keydown', this.onKey)
  }

  override disconnectedCallback(): void {
    removeEventListener('keydown', this.onKey)
    super.disconnectedCallback()
  }

  override render() {
    return html`<staff-page @me=${() => this.load()}>${this.hall ? this.pile(this.hall) : nothing}</staff-page>`
  }

  private pile(hall: CampaignList) {
    return html`<div class="both"><div class="pile">
        <div class="about">
          <label for="day">${say('pileDay')}</label>
          <input id="day" type="date" max=${hall.today} .value=${this.onDay} @change=${this.setDay} />
          <label for="part">${say('pilePart')}</label>
          <select id="part" @change=${this.setHalf}>
            ${HALVES.map((half) => html`<option value=${half} ?selected=${half === this.half}>${say(`part-${half}`)}</option>`)}
          </select>
        </div>
        <div class="code">
          <label for="code">${say('code')}</label>
          <input
            id="code"
            inputmode="numeric"
            autocomplete="off"
            aria-describedby="how"
            aria-invalid=${this.wrong !== '' && this.slip === null}
            .value=${this.typed}
            @input=${this.onType}
            @keydown=${this.onCodeKey}
          />
          <p id="how" class="soft">${say('codeHow')}</p>
        </div>
        <p class="wrong" role="alert">${this.wrong}</p>
        ${this.slip ? this.ticks(hall, this.slip) : nothing}
        <p class="soft">${say('keys')}</p>
      </div>
      <aside class="lately" aria-label=${say('lastOnes')}>
        <h2><span role="status">${say('entered', count(this.done, language.now))}</span></h2>
        ${this.note ? html`<p role="status">${this.note}</p>` : nothing}
        <ol>
          ${this.entered.map(({ code, label, level }) => html`<li><b>${code}</b> · ${say('counter', label)} · ${level}</li>`)}
        </ol>
        ${
          this.entered.length > 0
            ? html`<luot-button icon="undo" hint="Ctrl+Z" @click=${this.takeBack}>${say('takeBack')}</luot-button>`
            : nothing
        }
      </aside></div>`
  }

  private ticks({ levels, reasons }: CampaignList, slip: SlipSeen) {
    return html`<div class="answer" role="group" tabindex="-1" aria-label=${say('answerOf', slip.code, slip.label, slip.name)}>
      <h2>${say('answerOf', slip.code, slip.label, slip.name)}</h2>
      <div class="choices" role="group" aria-label=${say('level')}>
        ${levels.map(
          ({ id, name }, i) => html`<luot-button
            hint=${i + 1}
            pressed=${this.answer.level === id ? 'true' : 'false'}
            @click=${() => this.choose({ ...this.answer, level: id })}
            >${tell(name)}</luot-button
          >`,
        )}
      </div>
      <div class="choices small" role="group" aria-label=${say('reasons')}>
        ${reasons.map(
          ({ id, name }, i) => html`<luot-button
            hint=${LETTERS[i] ?? ''}
            pressed=${this.answer.reasons.includes(id) ? 'true' : 'false'}
            @click=${() => this.choose(withReason(this.answer, id))}
            >${tell(name)}</luot-button
          >`,
        )}
      </div>
      <div class="choices">
        <luot-button variant="primary" hint="Enter" ?disabled=${this.answer.level === null} why=${say('level')} @click=${this.save}
          >${say('save')}</luot-button
        >
        <luot-button variant="quiet" hint="Esc" @click=${this.leave}>${say('another')}</luot-button>
      </div>
    </div>`
  }

  private async load(): Promise<void> {
    const got = await askHttp<CampaignList>('GET', '/api/campaigns')
    this.wrong = got.ok ? '' : tell(got.message)
    if (!got.ok) return
    this.hall = got.value
    this.onDay ||= got.value.today
    await this.updateComplete
    this.codeField?.focus()
  }

  private setDay = (event: Event): void => {
    this.onDay = (event.target as HTMLInputElement).value
  }

  private setHalf = (event: Event): void => {
    this.half = (event.target as HTMLSelectElement).value as Half
  }

  private onType = (event: Event): void => {
    this.type((event.target as HTMLInputElement).value)
  }

  private type(text: string): void {
    this.typed = text
    this.wrong = ''
    this.slip = null
    const code = typedCode(text, null, false)
    if (code) void this.lookAt(code)
  }

  private onCodeKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.slip === null) this.leave()
    if (event.key !== 'Enter') return
    event.preventDefault()
    if (this.slip !== null || this.typed === '') return
    const code = typedCode(this.typed, this.entered[0]?.code ?? null, true)
    if (code) void this.lookAt(code)
    else this.wrong = say('codeShort')
  }

  private onKey = (event: KeyboardEvent): void => {
    const { code, key } = event
    if (event.ctrlKey || event.altKey || event.metaKey) {
      if (code !== 'KeyZ' || event.altKey || this.slip !== null || this.typed !== '') return
      event.preventDefault()
      void this.takeBack()
      return
    }
    if (this.isBusy && (key === 'Enter' || key === 'Escape' || keyAt(code) !== '')) {
      event.preventDefault()
      this.ahead.push({ code, key })
      return
    }
    if (this.slip === null || isTyping(event) || (key === 'Enter' && isOnButton(event))) return
    if (this.press({ code, key })) event.preventDefault()
  }

  /** A key of the answer, by its place on the keyboard, so that a Vietnamese layout changes nothing. Says whether it meant anything. */
  private press({ code, key }: Key): boolean {
    if (key === 'Escape') this.leave()
    else if (key === 'Enter') void this.save()
    else {
      const next = this.hall && ticked(this.answer, keyAt(code), this.hall)
      if (!next) return false
      this.answer = next
    }
    return true
  }

  /** Waits for the hub; what is typed meanwhile is not lost. */
  private async waitFor<Value>(answer: Promise<Value>): Promise<Value> {
    this.isBusy = true
    try {
      return await answer
    } finally {
      this.isBusy = false
    }
  }

  private typeAhead(): void {
    while (!this.isBusy) {
      const next = this.ahead.shift()
      if (!next) return
      if (this.slip !== null) this.press(next)
      else if (/^[0-9]$/.test(keyAt(next.code))) this.type(this.typed + keyAt(next.code))
    }
  }

  private choose(answer: Answer): void {
    this.answer = answer
  }

  private leave = (): void => {
    this.slip = null
    this.answer = NOTHING_TICKED
    this.typed = ''
    this.wrong = ''
    this.codeField?.focus()
  }

  /** Unknown, entered before, closed: told at once, before anything is ticked. */
  private async lookAt(code: string): Promise<void> {
    if (this.isBusy) return
    const got = await this.waitFor(askHttp<SlipSeen>('GET', `/api/slips/${code}`))
    this.note = ''
    if (!got.ok) return this.refuse(tell(got.message))
    const { entered, over, fromDay, toDay } = got.value
    if (entered) return this.refuse(say('enteredBefore', this.nameOf(entered.level), entered.by))
    if (over) return this.refuse(say('over'))
    if (fromDay === toDay) this.onDay = fromDay
    this.slip = got.value
    this.typed = got.value.code
    this.answer = NOTHING_TICKED
    await this.updateComplete
    this.answerPart?.focus()
    this.typeAhead()
  }

  private refuse(why: string): void {
    this.wrong = why
    // What was typed on was meant for a slip that is not there.
    this.ahead = []
    this.codeField?.select()
  }

  private save = async (): Promise<void> => {
    const { slip, answer } = this
    if (slip === null || answer.level === null || this.isBusy) return
    const { level } = answer
    const body: Omit<EnterSlip, 'command'> = {
      code: slip.code,
      level,
      reasons: [...answer.reasons],
      onDay: this.onDay,
      part: this.half === 'any' ? null : this.half,
    }
    const got = await this.waitFor(askHttp('POST', '/api/enter-slip', body))
    if (!got.ok) return this.refuse(tell(got.message))
    this.entered = [{ code: slip.code, label: slip.label, level: this.nameOf(level) }, ...this.entered].slice(0, SHOWN)
    this.done++
    this.leave()
    this.typeAhead()
  }

  private takeBack = async (): Promise<void> => {
    const [last, ...others] = this.entered
    if (!last || this.isBusy) return
    const got = await this.waitFor(askHttp('POST', '/api/withdraw-slip', { code: last.code, reason: say('mistake') }))
    this.wrong = got.ok ? '' : tell(got.message)
    if (!got.ok) return
    this.entered = others
    this.done--
    this.note = say('takenBack', last.code)
    this.codeField?.focus()
  }

  private nameOf(level: string): string {
    const known = this.hall?.levels.find(({ id }) => id === level)
    return known ? tell(known.name) : level
  }
}

function isTyping(event: KeyboardEvent): boolean {
  return event.composedPath().some((one) => one instanceof HTMLInputElement || one instanceof HTMLSelectElement)
}

function isOnButton(event: KeyboardEvent): boolean {
  return event.composedPath().some((one) => one instanceof HTMLButtonElement || one instanceof HTMLAnchorElement)
}

declare global {
  interface HTMLElementTagNameMap {
    'slip-pile': SlipPile
  }
}
