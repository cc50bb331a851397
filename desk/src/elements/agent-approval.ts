import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { AgentPaired } from '#core/contract/agents.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import { AGENT_ID, type Agent, guessAgent, type WaitingAgent } from '../devices/agent-place.ts'
import { say } from '../devices/words.ts'
import { askHttp } from '../http.ts'
import { fieldSheet } from './field-sheet.ts'

/** Lets one waiting agent in, after its code was compared: as a new agent, or in place of one. Fires `done` with its name, and `close`. */
@customElement('agent-approval')
export class AgentApprovalSheet extends LitElement {
  @property({ attribute: false }) one!: WaitingAgent
  @property({ attribute: false }) agents: readonly Agent[] = []
  @state() private agent = ''
  @state() private name = ''
  @state() private replaces = ''
  @state() private wrong = ''
  private isBusy = false
  @query('luot-dialog') private dialog!: HTMLElementTagNameMap['luot-dialog']

  static override styles = [
    sheet,
    fieldSheet,
    css`
      .stack,
      .field {
        display: grid;
        gap: var(--gap);
      }
      .field {
        gap: var(--gap-hair);
      }
      .soft {
        color: var(--ink-soft);
      }
      .code {
        font-size: var(--text-hero);
        font-weight: var(--weight-number);
        letter-spacing: 0.04em;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const { id, name, replaces } = guessAgent(this.one, this.agents)
    this.agent = id
    this.name = name
    this.replaces = replaces ? id : ''
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLInputElement>('#name')?.focus()
  }

  override render() {
    const { one } = this
    const text = (field: 'agent' | 'name') => (event: InputEvent) => {
      this[field] = (event.target as HTMLInputElement).value
    }
    return html`<luot-dialog open heading=${say('approveTitle', one.code)} @close=${() => this.dispatchEvent(new Event('close'))}>
      <form class="stack" @submit=${this.approve}>
        <p class="code">${one.code}</p>
        <p class="soft">${say('compareAgent')} ${say('waitsFrom', one.machine, one.address)}</p>
        <div class="field">
          <label for="name">${say('agentName')}</label>
          <input id="name" maxlength="80" required autocomplete="off" .value=${this.name} @input=${text('name')} />
        </div>
        ${
          this.agents.length === 0
            ? nothing
            : html`<div class="field">
                <label for="replaces">${say('replaces')}</label>
                <select id="replaces" @change=${this.choose}>
                  <option value="" ?selected=${this.replaces === ''}>${say('replacesNone')}</option>
                  ${this.agents.map(
                    ({ id, name }) =>
                      html`<option value=${id} ?selected=${this.replaces === id}>${name} · ${id}</option>`,
                  )}
                </select>
                ${this.replaces === '' ? nothing : html`<p class="soft">${say('replacesNote')}</p>`}
              </div>`
        }
        <div class="field">
          <label for="id">${say('agentId')}</label>
          <input
            id="id"
            maxlength="40"
            required
            autocomplete="off"
            aria-describedby="id-rule"
            ?readonly=${this.replaces !== ''}
            .value=${this.agent}
            @input=${text('agent')}
          />
          <p id="id-rule" class="soft">${say('agentIdRule')}</p>
        </div>
        <p class="wrong" role="alert">${this.wrong}</p>
        <button type="submit" hidden></button>
      </form>
      <luot-button
        slot="actions"
        @click=${() => {
          this.dialog.open = false
        }}
        >${say('back')}</luot-button
      >
      <luot-button
        slot="actions"
        variant="primary"
        icon="check"
        @click=${() => this.renderRoot.querySelector('form')?.requestSubmit()}
        >${say('approve')}</luot-button
      >
    </luot-dialog>`
  }

  private readonly choose = (event: Event): void => {
    this.replaces = (event.target as HTMLSelectElement).value
    const chosen = this.agents.find(({ id }) => id === this.replaces)
    if (chosen) {
      this.agent = chosen.id
      this.name = chosen.name
      return
    }
    const fresh = guessAgent({ ...this.one, was: null }, this.agents)
    this.agent = fresh.id
    this.name = fresh.name
  }

  private readonly approve = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const { one } = this
    const [id, name] = [this.agent.trim(), this.name.trim()]
    if (!AGENT_ID.test(id) || name === '') {
      this.wrong = name === '' ? say('nameNeeded') : say('agentIdRule')
      return
    }
    if (this.isBusy) return
    this.isBusy = true
    const body = { code: one.code, id, name, replaces: this.replaces !== '' }
    const got = await askHttp<AgentPaired>('POST', `/api/agents/${one.id}/approve`, body)
    this.isBusy = false
    if (got.ok) this.dispatchEvent(new CustomEvent('done', { detail: name }))
    else this.wrong = tell(got.message)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-approval': AgentApprovalSheet
  }
}
