import { css, html, LitElement, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import type { BackupsTold, RecoveryKey } from '#core/contract/backups.ts'
import type { Me } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { tenths } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/copy-place.ts'
import '../elements/staff-page.ts'
import { say } from '../copies/words.ts'
import { when } from '../elements/copy-place.ts'
import { askHttp } from '../http.ts'
import { LookAgain } from '../look-again.ts'

const REST_MS = 2_000

/** Where copies of everything lie, how old, and proved when; the administrator acts, whoever proves the past looks. */
@customElement('office-copies')
export class OfficeCopies extends LitElement {
  @state() private me: Me | null = null
  @state() private copies: BackupsTold | null = null
  @state() private key: RecoveryKey | null = null
  @state() private senderKey = ''
  @state() private wrong = ''
  @query('#sender') private sender!: HTMLInputElement | null
  private readonly looking = new LookAgain(this, REST_MS, () => this.look())

  static override styles = [
    sheet,
    css`
      section {
        display: grid;
        gap: var(--gap);
        margin-block-end: var(--gap-wide);
      }
      .places {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 25rem), 1fr));
        gap: var(--gap);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap);
      }
      .soft {
        color: var(--ink-soft);
      }
      .key {
        padding: var(--gap-wide);
        border: var(--stroke-strong) solid var(--ink);
        background: var(--card);
      }
      .key strong,
      .secret {
        font-size: var(--text-title);
        font-weight: var(--weight-number);
        letter-spacing: 0.06em;
        overflow-wrap: anywhere;
      }
      label {
        display: grid;
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
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--gap);
      }
      a {
        color: var(--accent);
      }
      @media print {
        .screen-only {
          display: none;
        }
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<staff-page @me=${(event: CustomEvent<Me>) => this.cameIn(event.detail)}>
      ${this.wrong ? html`<luot-banner kind="bad">${this.wrong}</luot-banner>` : nothing}
      ${this.key ? this.sheet(this.key) : this.copies ? this.page(this.copies) : nothing}
    </staff-page>`
  }

  private page(copies: BackupsTold) {
    const { targets, running, nextAt } = copies
    const isWell = targets.every(({ faults, proof }) => faults.length === 0 && proof?.ok === true)
    const state = targets.length === 0 ? 'none' : isWell ? 'well' : 'care'
    return html`<p>${say('why')}</p>
      <luot-banner kind=${state === 'well' ? 'good' : 'warn'}>${say(state)}</luot-banner>
      <section>
        <h2>${say('places')}</h2>
        <div class="places">
          ${targets.map(
            (target) => html`<copy-place
              .target=${target}
              .mayAct=${this.mayAct}
              @begin=${() => this.act('POST', `/api/backups/targets/${target.id}/begin`)}
              @key=${(event: CustomEvent<string>) => this.act('POST', `/api/backups/targets/${target.id}/key`, { key: event.detail })}
            ></copy-place>`,
          )}
        </div>
        <div class="row">
          ${
            this.mayAct && targets.length > 0
              ? html`<luot-button
                  icon="refresh"
                  variant="primary"
                  ?disabled=${running !== null}
                  why=${say('busy')}
                  @click=${() => this.act('POST', '/api/backups/copies', { target: null })}
                  >${say('copyAll')}</luot-button
                >`
              : nothing
          }
          ${this.mayAct ? html`<a href="/desk/settings#backups">${say('set')}</a>` : nothing}
          <span role="status" class="soft">${running ? say('copying') : nextAt === null ? '' : say('nextAt', when(nextAt))}</span>
        </div>
      </section>
      ${this.recovery(copies)} ${this.standby(copies)}
      <section>
        <h2>${say('drill')}</h2>
        <p>${say('drillHow')}</p>
        <p class="soft">
          ${
            copies.drill === null
              ? say('never')
              : copies.drill.ok
                ? say('passed', when(copies.drill.at), tenths(copies.drill.tookMs, language.now))
                : say('failed', copies.drill.why ?? '')
          }
        </p>
      </section>`
  }

  private recovery({ key }: BackupsTold) {
    return html`<section>
      <h2>${say('keyTitle')}</h2>
      <p>${say('keyWhy')}</p>
      <p class="soft">${say('sheetNumber')} ${key.id}. ${key.shownAt === null ? say('keyUnseen') : say('keySeen', when(key.shownAt))}</p>
      ${
        this.mayAct
          ? html`<div class="row">
              <luot-button icon="key" @click=${() => this.showKey(key.shownAt !== null)}
                >${say(key.shownAt === null ? 'keyShow' : 'keyFresh')}</luot-button
              >
            </div>`
          : nothing
      }
    </section>`
  }

  private sheet({ key, id, hub, office }: RecoveryKey) {
    return html`<section class="key">
      <h2>${say('sheetTitle')}</h2>
      <p>${tell(office)}</p>
      <p><strong>${key}</strong></p>
      <p>${say('sheetNumber')} ${id} · ${say('sheetHub')} ${hub}</p>
      <p>${say('sheetHow')}</p>
      <p class="screen-only">${say('keyWhy')}</p>
      <div class="row screen-only">
        <luot-button icon="printer" variant="primary" @click=${() => window.print()}>${say('print')}</luot-button>
        <luot-button icon="check" @click=${() => (this.key = null)}>${say('putAway')}</luot-button>
      </div>
    </section>`
  }

  private standby({ senders }: BackupsTold) {
    return html`<section>
      <h2>${say('senders')}</h2>
      <p>${say('sendersWhy')}</p>
      ${
        senders.length === 0
          ? html`<p class="soft">${say('noSenders')}</p>`
          : html`<ul>
              ${senders.map(
                ({ id, name, seenAt }) => html`<li>
                  <span>${name} <span class="soft">${seenAt === null ? say('never') : say('seen', when(seenAt))}</span></span>
                  ${
                    this.mayAct
                      ? html`<luot-button variant="quiet" icon="cross" @click=${() => this.act('DELETE', `/api/backups/senders/${id}`)}
                          >${say('dismiss', name)}</luot-button
                        >`
                      : nothing
                  }
                </li>`,
              )}
            </ul>`
      }
      ${
        this.senderKey
          ? html`<p>${say('senderKey')}</p>
              <p class="secret">${this.senderKey}</p>
              <div class="row"><luot-button icon="check" @click=${() => (this.senderKey = '')}>${say('noted')}</luot-button></div>`
          : this.mayAct
            ? html`<form class="row" @submit=${this.addSender}>
                <label>${say('senderName')}<input id="sender" required maxlength="60" autocomplete="off" /></label>
                <luot-button icon="check" @click=${this.addSender}>${say('addSender')}</luot-button>
                <button type="submit" hidden></button>
              </form>`
            : nothing
      }
    </section>`
  }

  private get mayAct(): boolean {
    return this.me?.role === 'admin'
  }

  private cameIn(me: Me): void {
    this.me = me
    void this.looking.now()
  }

  private async look(): Promise<boolean> {
    if (this.me === null) return false
    const got = await askHttp<BackupsTold>('GET', '/api/backups')
    if (got.ok) this.copies = got.value
    return true
  }

  private async act(method: 'POST' | 'DELETE', path: string, body?: object): Promise<void> {
    const got = await askHttp<BackupsTold>(method, path, method === 'POST' ? (body ?? {}) : undefined)
    this.wrong = got.ok ? '' : tell(got.message)
    if (got.ok) this.copies = got.value
  }

  private async showKey(fresh: boolean): Promise<void> {
    const got = await askHttp<RecoveryKey>('POST', '/api/backups/key', { fresh })
    this.wrong = got.ok ? '' : tell(got.message)
    if (got.ok) this.key = got.value
    await this.looking.now()
  }

  private addSender = async (event: Event) => {
    event.preventDefault()
    if (!this.sender?.reportValidity()) return
    const name = this.sender.value.trim()
    const got = await askHttp<{ key: string }>('POST', '/api/backups/senders', { id: idOf(name), name })
    this.wrong = got.ok ? '' : tell(got.message)
    if (got.ok) this.senderKey = got.value.key
    await this.looking.now()
  }
}

/** A short name without marks, as folders like it. */
function idOf(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase()
  return (
    plain
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 40) || 'may-khac'
  )
}
