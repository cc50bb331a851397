import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { AgentKey, AgentRemoved, Agents } from '#core/contract/agents.ts'
import type { Hall } from '#core/contract/hall.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import '#web/elements/luot-icon.ts'
import './agents-waiting.ts'
import { type Agent, HELP_WITHOUT_LINE, STATE_WITHOUT_LINE, type WaitingAgent } from '../devices/agent-place.ts'
import { sinceWhen } from '../devices/told.ts'
import { say } from '../devices/words.ts'
import { askHttp, type Got } from '../http.ts'
import { LookAgain } from '../look-again.ts'
import { rowsSheet } from '../people/rows-sheet.ts'
import { fieldSheet } from './field-sheet.ts'

/** What stands open over the list: a new agent by hand, the key of one, or whether one is really meant. */
type Asking =
  | { about: 'add'; wrong: string }
  | { about: 'key'; key: AgentKey }
  | { about: 'new-key' | 'remove'; agent: Agent }

const REST_MS = 2_000

/**
 * The other machines that carry devices of the hall: which are connected, their keys, and those that wait to be paired. Fires `changed`, and `waiting` with
 * how many need the administrator.
 */
@customElement('hall-agents')
export class HallAgents extends LitElement {
  @property({ attribute: false }) hall!: Hall
  @property({ attribute: false }) now: () => number = Date.now
  @property({ type: Boolean }) admin = false
  @state() private agents: readonly Agent[] = []
  @state() private waiting: readonly WaitingAgent[] = []
  @state() private asking: Asking | null = null
  @state() private told = ''
  @state() private wrong = ''
  @query('luot-dialog') private dialog!: HTMLElementTagNameMap['luot-dialog'] | null
  private readonly looking = new LookAgain(this, REST_MS, () => this.look())

  static override styles = [
    sheet,
    fieldSheet,
    rowsSheet,
    css`
      .stack {
        display: grid;
        gap: var(--gap-small);
      }
      .state {
        display: inline-flex;
        align-items: center;
        gap: var(--gap-small);
        font-weight: var(--weight-title);
        --icon-size: 1.3rem;
      }
      .state[data-state='connected'] {
        color: var(--good);
      }
      .state[data-state='away'] {
        color: var(--bad);
      }
      li[data-key='copied'] {
        border: var(--stroke-strong) solid var(--bad);
        background: var(--bad-wash);
      }
      pre {
        margin: 0;
        padding: var(--gap);
        border: var(--stroke) solid var(--line);
        background: var(--sunk);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        user-select: all;
      }
      .add {
        justify-self: start;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<section aria-labelledby="agents">
        <h2 id="agents" tabindex="-1">${say('agents')}</h2>
        <p class="soft">${this.agents.length === 0 ? say('noAgents') : say('agentsNote')}</p>
        ${this.told ? html`<luot-banner kind="good"><span role="status">${this.told}</span></luot-banner>` : nothing}
        ${this.wrong ? html`<luot-banner kind="warn"><span role="alert">${this.wrong}</span></luot-banner>` : nothing}
        ${
          this.admin
            ? html`<agents-waiting
                .waiting=${this.waiting}
                .agents=${this.agents}
                @open=${() => {
                  this.told = ''
                }}
                @done=${this.approved}
              ></agents-waiting>`
            : nothing
        }
        <ul class="rows">${this.agents.map((agent) => this.row(agent))}</ul>
        ${
          this.admin
            ? html`<luot-button
                class="add"
                @click=${() => {
                  this.asking = { about: 'add', wrong: '' }
                }}
                >+ ${say('addAgent')}</luot-button
              >`
            : nothing
        }
      </section>
      ${this.asking ? this.question(this.asking) : nothing}`
  }

  /** Goes there: those that wait stand at the top. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('#agents')?.focus()
  }

  private row(agent: Agent) {
    const { id, name, line, key } = agent
    const carried = this.hall.devices.filter(({ at }) => at === id).map((one) => one.name)
    const how = line ? 'connected' : 'away'
    const ask = (about: 'new-key' | 'remove') => () => {
      this.asking = { about, agent }
    }
    return html`<li data-agent=${id} data-key=${key}>
      <span class="state" data-state=${how}>
        <luot-icon name=${line ? 'check' : 'cable-off'}></luot-icon>
        ${line ? say('agent-connected') : say(STATE_WITHOUT_LINE[key])}
      </span>
      <div class="words">
        <strong>${name}</strong>
        <span class="soft"
          >${[id, line && `${say('since', sinceWhen(line.sinceAt, this.now()))} · ${line.address}`].filter(Boolean).join(' · ')}</span
        ><br />
        ${carried.length === 0 ? say('carriesNone') : say('carries', carried.join(', '))}
        ${line ? nothing : html`<br />${say(HELP_WITHOUT_LINE[key])}`}
      </div>
      ${
        this.admin
          ? html`${
              key === 'by-hand'
                ? html`<luot-button variant="quiet" icon="key" label="${say('newKey')}: ${name}" @click=${ask('new-key')}
                    >${say('newKey')}</luot-button
                  >`
                : nothing
            }
              <luot-button variant="quiet" icon="cross" label="${say('remove')}: ${name}" @click=${ask('remove')}
                >${say('remove')}</luot-button
              >`
          : nothing
      }
    </li>`
  }

  private question(asking: Asking) {
    const closed = () => {
      this.asking = null
    }
    switch (asking.about) {
      case 'add':
        return html`<luot-dialog open heading=${say('addAgent')} @close=${closed}>
          <form class="stack" @submit=${this.add}>
            <div>
              <label for="name">${say('agentName')}</label>
              <input id="name" name="name" maxlength="80" required autocomplete="off" />
            </div>
            <div>
              <label for="id">${say('agentId')}</label>
              <input id="id" name="id" maxlength="40" required autocomplete="off" aria-describedby="id-rule" />
              <p id="id-rule" class="soft">${say('agentIdRule')}</p>
            </div>
            <p class="wrong" role="alert">${asking.wrong}</p>
            <button type="submit" hidden></button>
          </form>
          ${this.ways(say('addAgent'), () => this.renderRoot.querySelector('form')?.requestSubmit())}
        </luot-dialog>`
      case 'key':
        return html`<luot-dialog open heading=${say('keyOf', asking.key.id)} @close=${closed}>
          <div class="stack">
            <p>${say('keyOnce')}</p>
            <pre tabindex="0" aria-label=${say('keyOf', asking.key.id)}>${settingsOf(asking.key)}</pre>
            <p class="soft">${say('keyWhere')}</p>
          </div>
          <luot-button slot="actions" variant="primary" @click=${this.shut}>${say('keyKept')}</luot-button>
        </luot-dialog>`
      case 'new-key':
      case 'remove': {
        const { about, agent } = asking
        const isRemoval = about === 'remove'
        return html`<luot-dialog
          open
          heading=${isRemoval ? say('removeAsk', agent.name) : say('newKeyAsk', agent.name)}
          @close=${closed}
        >
          <p>${say(isRemoval ? 'removeAgentNote' : 'newKeyNote')}</p>
          ${this.ways(say(isRemoval ? 'remove' : 'newKey'), () => {
            this.shut()
            void (isRemoval ? this.takeOut(agent) : this.makeKey(agent))
          })}
        </luot-dialog>`
      }
      default:
        return asking satisfies never
    }
  }

  private ways(name: string, go: () => void) {
    return html`<luot-button slot="actions" @click=${this.shut}>${say('back')}</luot-button>
      <luot-button slot="actions" variant="primary" @click=${go}>${name}</luot-button>`
  }

  private readonly approved = (event: CustomEvent<string>): void => {
    this.wrong = ''
    this.told = say('approved', event.detail)
    void this.news()
  }

  private readonly shut = (): void => {
    if (this.dialog) this.dialog.open = false
  }

  private readonly add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.target as HTMLFormElement)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const got = await askHttp<AgentKey>('POST', '/api/agents', { id: text('id'), name: text('name') })
    if (got.ok) this.show(got)
    else this.asking = { about: 'add', wrong: got.code === 'bad-request' ? say('agentIdRule') : tell(got.message) }
  }

  private async makeKey({ id }: Agent): Promise<void> {
    this.show(await askHttp<AgentKey>('POST', `/api/agents/${id}/key`))
  }

  private async takeOut({ id }: Agent): Promise<void> {
    const got = await askHttp<AgentRemoved>('DELETE', `/api/agents/${id}`)
    if (!got.ok) this.wrong = tell(got.message)
    else this.wrong = got.value.inHall ? say('agentStays') : ''
    await this.news()
  }

  private show(got: Got<AgentKey>): void {
    this.wrong = got.ok ? '' : tell(got.message)
    this.asking = got.ok ? { about: 'key', key: got.value } : null
    void this.news()
  }

  private async news(): Promise<void> {
    this.dispatchEvent(new Event('changed'))
    await this.looking.now()
  }

  private async look(): Promise<boolean> {
    const got = await askHttp<Agents>('GET', '/api/agents')
    if (!got.ok) return true
    this.agents = got.value.agents
    this.waiting = got.value.waiting
    const needing = this.waiting.length + this.agents.filter(({ key }) => key === 'copied').length
    this.dispatchEvent(new CustomEvent('waiting', { detail: needing }))
    return true
  }
}

/** What is written on the other machine: the same names as its environment has. */
function settingsOf({ id, key }: AgentKey): string {
  return [`LUOT_ROLE=agent`, `LUOT_HUB=${location.origin}`, `LUOT_AGENT=${id}`, `LUOT_AGENT_KEY=${key}`].join('\n')
}

declare global {
  interface HTMLElementTagNameMap {
    'hall-agents': HallAgents
  }
}
