import { css, html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { HEADS } from '#core/contract/access.ts'
import type { DeskContract, DeskView, Me } from '#core/contract/desk.ts'
import type { Link } from '#web/hub/link.ts'
import { newId } from '#web/hub/new-id.ts'
import { ViewController } from '#web/hub/view-controller.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import '../elements/ask-clock.ts'
import '../elements/clock-doubt.ts'
import '../elements/hall-alerts.ts'
import '../elements/help-button.ts'
import '../elements/page-menu.ts'
import '../elements/practice-switch.ts'
import '../elements/top-bar.ts'
import { choiceKeys, keyAt } from '../choice-keys.ts'
import { fieldSheet } from '../elements/field-sheet.ts'
import { isTyping, KeyPresses, withOthers } from '../key-presses.ts'
import { orders } from '../orders.ts'
import { walkButtons } from '../walk-buttons.ts'
import { say } from '../words.ts'

type Counter = DeskView['counters'][number]
/** What stands open as a question: whether to take a counter from whoever sits there, or whether the clock is right. */
type Asking = { about: 'take-over'; counter: Counter } | { about: 'clock' }

/** The counters of the hall with who sits there. Fires `seated` with the counter that is now ours. */
@customElement('choose-counter')
export class ChooseCounter extends LitElement {
  @property({ attribute: false }) link!: Link<DeskContract>
  @property({ attribute: false }) me!: Me
  @state() private asking: Asking | null = null
  @state() private wrong = ''

  static override styles = [
    sheet,
    fieldSheet,
    css`
      main {
        display: grid;
        gap: var(--gap-wide);
        max-inline-size: 70rem;
        margin-inline: auto;
        padding: var(--gap-page);
      }
      a {
        color: var(--accent);
      }
      .how {
        color: var(--ink-soft);
      }
      .counters {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr));
        gap: var(--gap);
      }
      .counters luot-button {
        --button-align: start;
        min-block-size: 88px;
      }
      .name {
        display: block;
        font-size: var(--text-title);
      }
      .who,
      .lines {
        display: block;
        font-size: var(--text);
        font-weight: var(--weight-text);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
    new KeyPresses(this, (event) => this.pressed(event))
  }

  override connectedCallback(): void {
    new ViewController(this, () => this.link)
    super.connectedCallback()
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('asking') && this.asking?.about === 'take-over') {
      const dialog = this.renderRoot.querySelector('luot-dialog')
      void dialog?.updateComplete.then(() => dialog.querySelector<HTMLElement>('[variant=primary]')?.focus())
    }
    // The first picture brings the buttons: the keyboard starts at the officer's own counter, or at the first.
    if (this.shadowRoot?.activeElement || this.asking) return
    const counters = this.link.view?.counters ?? []
    this.buttons()[
      Math.max(
        counters.findIndex(({ mine }) => mine),
        0,
      )
    ]?.focus()
  }

  override render() {
    const view = this.link.view
    return html`<top-bar heading=${view ? tell(view.office) : say('deskTitle')} .now=${() => this.link.now()}>
        <a slot="rest" href="/desk/appointments">${say('appointmentsTitle')}</a>
        <a slot="rest" href="/desk/devices">${say('devices')}</a>
        ${
          HEADS.some((role) => role === this.me.role)
            ? html`<a slot="rest" href="/desk/rules">${say('rulesTitle')}</a>
                <a slot="rest" href="/desk/hall">${say('hallTitle')}</a>`
            : nothing
        }
        <help-button slot="rest" @call-help=${this.callHelp}></help-button>
        <page-menu slot="rest" .me=${this.me}></page-menu>
        <span slot="rest">${this.me.name}</span>
        <luot-button slot="rest" variant="quiet" @click=${() => this.dispatchEvent(new Event('sign-out'))}
          >${say('signOut')}</luot-button
        >
      </top-bar>
      <main>
        ${this.link.state === 'away' ? html`<luot-banner kind="away">${say('hubAway')}</luot-banner>` : nothing}
        ${
          view?.clockSuspect
            ? html`<clock-doubt
                .me=${this.me}
                @confirm=${() => {
                  this.asking = { about: 'clock' }
                }}
              ></clock-doubt>`
            : nothing
        }
        ${view ? html`<hall-alerts .view=${view} .link=${this.link} .me=${this.me} ?asking=${this.asking !== null}></hall-alerts>` : nothing}
        <h2>${say('chooseCounter')}</h2>
        <p class="how">${say('chooseCounterHow')}</p>
        <p class="wrong" role="alert">${this.wrong}</p>
        ${view ? this.counters(view) : html`<p>${say('connecting')}</p>`}
        ${view && !view.practice ? html`<practice-switch .me=${this.me}></practice-switch>` : nothing}
      </main>
      ${this.asking ? this.question(this.asking) : nothing}`
  }

  private readonly callHelp = async (): Promise<void> => {
    const answer = await this.link.ask('call-help', { command: newId(), help: newId(), counter: null })
    this.wrong = answer.ok ? '' : tell(answer.message)
  }

  private counters(view: DeskView) {
    if (view.counters.length === 0) return html`<luot-banner kind="warn">${say('noCounters')}</luot-banner>`
    const keys = keysOf(view)
    return html`<div class="counters" @keydown=${(event: KeyboardEvent) => walkButtons(event, this.buttons())}>
      ${view.counters.map(
        (counter, i) => html`<luot-button hint=${keys[i] ?? ''} @click=${() => this.choose(counter)}>
          <span class="name">${say('counter', counter.label)}</span>
          <span class="who">${whoSits(counter)}</span>
          <span class="lines">${servicesOf(view, counter)}</span>
        </luot-button>`,
      )}
    </div>`
  }

  private question(asking: Asking) {
    const shut = () => {
      this.asking = null
    }
    if (asking.about === 'clock') return html`<ask-clock @close=${shut}></ask-clock>`
    const { counter } = asking
    return html`<luot-dialog open heading=${say('takeOverAsk', counter.label)} @close=${shut}>
      <p>${say('takeOverNote', counter.staffName ?? '')}</p>
      <luot-button slot="actions" hint="Esc" @click=${this.closeDialog}>${say('goBack')}</luot-button>
      <luot-button
        slot="actions"
        variant="primary"
        hint="Enter"
        @click=${() => {
          this.closeDialog()
          void this.sit(counter, true)
        }}
        >${say('takeOver')}</luot-button
      >
    </luot-dialog>`
  }

  private closeDialog(): void {
    const dialog = this.renderRoot.querySelector('luot-dialog')
    if (dialog) dialog.open = false
  }

  private choose(counter: Counter): void {
    if (counter.mine) this.seated(counter)
    else if (counter.state === 'closed') void this.sit(counter, false)
    else this.asking = { about: 'take-over', counter }
  }

  private async sit(counter: Counter, takeOver: boolean): Promise<void> {
    const answer = await orders(this.link, counter.id, newId).open(takeOver)
    if (answer?.ok) this.seated(counter)
    else if (answer) this.wrong = tell(answer.message)
  }

  private seated(counter: Counter): void {
    this.dispatchEvent(new CustomEvent('seated', { detail: counter.id }))
  }

  private pressed(event: KeyboardEvent): void {
    if (isTyping(event) || withOthers(event) || event.repeat) return
    if (this.asking) return
    const view = this.link.view
    const key = keyAt(event.code)
    const at = key && view ? keysOf(view).indexOf(key) : -1
    const counter = view?.counters[at]
    if (!counter) return
    event.preventDefault()
    this.choose(counter)
  }

  private buttons(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.counters luot-button')]
  }
}

function keysOf(view: DeskView): string[] {
  return choiceKeys(
    view.counters.map(({ label }) => label),
    '',
  )
}

function whoSits(counter: Counter): string {
  const holds = counter.number ? ` · ${say('holds', counter.number)}` : ''
  if (counter.mine) return `${say('yours')}${holds}`
  if (counter.state === 'closed') return say('free')
  return `${say('sitsThere', counter.staffName ?? '')}${holds}`
}

function servicesOf(view: DeskView, counter: Counter): string {
  return view.services
    .filter(({ id }) => counter.services.includes(id))
    .map(({ name }) => tell(name))
    .join(' · ')
}
