import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { MonthRanking } from '#core/contract/scoring.ts'
import { sheet } from '#web/theme/sheet.ts'
import { shortDay, timeOfDay } from '#web/words/format.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import { say } from '../scoring/words.ts'
import './ask-why.ts'

type Step = 'confirm' | 'publish' | 'reopen'

const DID = { confirmed: 'didConfirmed', published: 'didPublished', reopened: 'didReopened' } as const

/** Where a month stands in its life, the next steps, and those that were taken. Fires `step` with what is to be done. */
@customElement('month-steps')
export class MonthSteps extends LitElement {
  @property({ attribute: false }) ranking!: MonthRanking
  @property({ type: Boolean }) head = false
  @state() private asking: Step | null = null

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        min-inline-size: 0;
        gap: var(--gap-small);
      }
      .now {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) var(--gap);
      }
      .state {
        padding: var(--gap-hair) var(--gap);
        border: var(--stroke) solid var(--line-strong);
        border-radius: var(--radius-round);
        background: var(--card);
        font-weight: var(--weight-strong);
      }
      .state[data-state='published'] {
        background: var(--good-wash);
        color: var(--good);
      }
      .soft {
        color: var(--ink-soft);
      }
      .mark {
        overflow-wrap: anywhere;
        font-size: var(--text-beside);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { state: where, version, over, steps, hash } = this.ranking
    return html`<div class="now">
        <span class="state" data-state=${where}>${say(where)}${version > 0 ? ` · ${say('versionNo', version)}` : ''}</span>
        ${over ? nothing : html`<span class="soft">${say('running')}</span>`} ${this.head ? this.ways() : html`<span class="soft">${say('only')}</span>`}
      </div>
      ${
        steps.length === 0
          ? nothing
          : html`<p class="soft">
                ${say('steps')}:
                ${steps
                  .map(({ did, version: n, at, by, why }) =>
                    [`${say(DID[did])} ${say('versionNo', n)}`, `${shortDay(at)} ${timeOfDay(at)}`, by, why]
                      .filter(Boolean)
                      .join(', '),
                  )
                  .join(' → ')}
              </p>
              <p class="soft mark">${say('mark', hash)}</p>`
      }
      ${this.asking ? this.question(this.asking) : nothing}`
  }

  private ways() {
    const { state: where, over } = this.ranking
    const ask = (step: Step) => () => {
      this.asking = step
    }
    switch (where) {
      case 'draft':
        return html`<luot-button variant="primary" icon="check" ?disabled=${!over} why=${say('notOver')} @click=${ask('confirm')}
          >${say('confirm')}</luot-button
        >`
      case 'confirmed':
        return html`<luot-button variant="primary" icon="people" @click=${ask('publish')}>${say('publish')}</luot-button>
          <luot-button icon="undo" @click=${ask('reopen')}>${say('reopen')}</luot-button>`
      case 'published':
        return html`<luot-button icon="undo" @click=${ask('reopen')}>${say('reopen')}</luot-button>`
      default:
        return where satisfies never
    }
  }

  private question(step: Step) {
    const closed = () => {
      this.asking = null
    }
    if (step === 'reopen') {
      return html`<ask-why
        heading=${say('reopenAsk')}
        note=${say('reopenNote')}
        @close=${closed}
        @reason=${(event: CustomEvent<string>) => this.take('reopen', event.detail)}
      ></ask-why>`
    }
    const words =
      step === 'confirm'
        ? (['confirmAsk', 'confirmNote', 'confirm'] as const)
        : (['publishAsk', 'publishNote', 'publish'] as const)
    return html`<luot-dialog open heading=${say(words[0])} @close=${closed}>
      <p>${say(words[1])}</p>
      <luot-button slot="actions" @click=${this.shut}>${say('back')}</luot-button>
      <luot-button
        slot="actions"
        variant="primary"
        @click=${() => {
          this.shut()
          this.take(step)
        }}
        >${say(words[2])}</luot-button
      >
    </luot-dialog>`
  }

  private readonly shut = (): void => {
    const dialog = this.renderRoot.querySelector('luot-dialog')
    if (dialog) dialog.open = false
  }

  private take(step: Step, why?: string): void {
    this.dispatchEvent(new CustomEvent('step', { detail: { step, why } }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'month-steps': MonthSteps
  }
}
