import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import type { TargetTold } from '#core/contract/backups.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, dayOf, tenths, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-icon.ts'
import { say } from '../copies/words.ts'

/** One place copies go to: how it stands and what to do. Fires `begin`, or `key` with what was typed. */
@customElement('copy-place')
export class CopyPlace extends LitElement {
  @property({ attribute: false }) target!: TargetTold
  @property({ type: Boolean }) mayAct = false
  @query('input') private typed!: HTMLInputElement | null

  static override styles = [
    sheet,
    css`
      article {
        display: grid;
        gap: var(--gap-small);
        block-size: 100%;
        padding: var(--gap);
        border: var(--stroke) solid var(--line);
        border-radius: var(--radius);
        background: var(--card);
        align-content: start;
      }
      h3 {
        display: flex;
        align-items: center;
        gap: var(--gap-small);
        --icon-size: 1.3em;
      }
      .good {
        color: var(--good);
      }
      .bad {
        color: var(--warn);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--gap-hair) var(--gap);
      }
      dt,
      .soft {
        color: var(--ink-soft);
      }
      .soft,
      dd {
        overflow-wrap: anywhere;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-small);
        align-items: end;
      }
      label {
        display: grid;
        flex: 1;
      }
      input {
        min-block-size: var(--target);
        padding-inline: var(--gap-small);
        border: var(--stroke) solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--card);
        color: var(--ink);
        font: inherit;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { name, kind, where, sealed, lastCopy, proof, tail, faults } = this.target
    const isWell = faults.length === 0 && proof?.ok === true
    const tongue = language.now
    const codes = new Set(faults.map(({ code }) => code))
    return html`<article data-state=${isWell ? 'well' : 'care'}>
      <h3 class=${isWell ? 'good' : 'bad'}><luot-icon name=${isWell ? 'check' : 'warning'}></luot-icon>${name}</h3>
      <p class="soft">${say(kind as 'folder')} · ${where} · ${say(sealed ? 'sealed' : 'open')}</p>
      <dl>
        <dt>${say('lastCopy')}</dt>
        <dd>${lastCopy ? say('record', count(lastCopy.seq, tongue), when(lastCopy.at)) : say('never')}</dd>
        <dt>${say('proof')}</dt>
        <dd>
          ${proof === null ? say('never') : proof.ok ? say('passed', when(proof.at), tenths(proof.tookMs, tongue)) : say('failed', proof.why ?? '')}
        </dd>
        <dt>${say('tail')}</dt>
        <dd>${tail ? say('record', count(tail.seq, tongue), timeOfDay(tail.at)) : say('never')}</dd>
      </dl>
      ${faults.map(
        (fault) =>
          html`<luot-banner kind="warn">${tell(fault.sentence)} ${say('toDo')}: ${tell(fault.whatToDo)}</luot-banner>`,
      )}
      ${
        this.mayAct && codes.has('target-another')
          ? html`<luot-button icon="check" @click=${() => this.dispatchEvent(new Event('begin'))}>${say('useThis')}</luot-button>`
          : nothing
      }
      ${
        this.mayAct && codes.has('target-no-key')
          ? html`<form @submit=${this.send}>
              <label>${say('targetKey')}<input required pattern="[A-Za-z0-9_\\-]{43}" autocomplete="off" spellcheck="false" /></label>
              <luot-button icon="key" @click=${this.send}>${say('saveKey')}</luot-button>
              <button type="submit" hidden></button>
            </form>`
          : nothing
      }
    </article>`
  }

  private send = (event: Event) => {
    event.preventDefault()
    if (!this.typed?.reportValidity()) return
    this.dispatchEvent(new CustomEvent<string>('key', { detail: this.typed.value.trim() }))
  }
}

/** A day and a time. */
export function when(at: number): string {
  return `${timeOfDay(at)} ${dayOf(at, language.now)}`
}
