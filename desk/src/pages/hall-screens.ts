import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Me } from '#core/contract/desk.ts'
import type { HallScreens } from '#core/contract/screens.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-icon.ts'
import '../elements/screen-sheet.ts'
import '../elements/staff-page.ts'
import { sinceWhen } from '../devices/told.ts'
import type { ScreenAsked } from '../elements/screen-sheet.ts'
import { askHttp } from '../http.ts'
import { LookAgain } from '../look-again.ts'
import { rowsSheet } from '../people/rows-sheet.ts'
import type { Screen, Waiting } from '../screens/place-of.ts'
import { say } from '../screens/words.ts'

const REST_MS = 2_000
const ICONS = {
  well: 'check',
  away: 'cable-off',
  behind: 'warning',
  'old-page': 'info',
  suspended: 'warning',
  invited: 'clock',
} as const

/** Every screen of the hall: how it is and what to do; the administrator lets new ones in by the code they show. */
@customElement('hall-screens')
export class HallScreensPage extends LitElement {
  @state() private me: Me | null = null
  @state() private hall: HallScreens | null = null
  @state() private asked: ScreenAsked | null = null
  @state() private told = ''
  @state() private wrong = ''
  private readonly looking = new LookAgain(this, REST_MS, () => this.look())

  static override styles = [
    sheet,
    rowsSheet,
    css`
      .code {
        font-size: var(--text-title);
        font-weight: var(--weight-number);
        letter-spacing: 0.04em;
      }
      .state {
        display: inline-flex;
        align-items: center;
        gap: var(--gap-small);
        inline-size: min(100%, 16rem);
        color: var(--warn);
        font-weight: var(--weight-title);
        --icon-size: 1.3rem;
      }
      [data-state='well'] .state {
        color: var(--good);
      }
      [data-state='away'] .state,
      [data-state='suspended'] .state {
        color: var(--bad);
      }
      .rows > li[data-state='suspended'] {
        border: var(--stroke-strong) solid var(--bad);
        background: var(--bad-wash);
      }
      .bar {
        justify-content: space-between;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { hall } = this
    return html`<staff-page
        @me=${(event: CustomEvent<Me>) => {
          this.me = event.detail
          void this.looking.now()
        }}
      >
        ${this.told ? html`<luot-banner kind="good">${this.told}</luot-banner>` : nothing}
        ${this.wrong ? html`<luot-banner kind="away">${this.wrong}</luot-banner>` : nothing}
        ${hall ? this.page(hall) : html`<p>${say('loading')}</p>`}
      </staff-page>
      ${
        this.asked && hall
          ? html`<screen-sheet
              .asked=${this.asked}
              .hall=${hall}
              @done=${(event: CustomEvent<string>) => this.done(event.detail)}
              @close=${() => {
                this.asked = null
              }}
            ></screen-sheet>`
          : nothing
      }`
  }

  private get isAdmin(): boolean {
    return this.me?.role === 'admin'
  }

  private page({ screens, waiting, hub }: HallScreens) {
    return html`${screens.some(({ state }) => state === 'suspended') ? html`<luot-banner kind="warn"><span role="alert">${say('copied')}</span></luot-banner>` : nothing}
      ${this.isAdmin ? this.atDoor(waiting) : html`<luot-banner>${say('readOnly')}</luot-banner>`}
      <section aria-labelledby="screens">
        <div class="bar">
          <h2 id="screens">${say('screensTitle')}</h2>
          <span class="soft">${say('hub', hub.version)} · <a href="/desk/devices">${say('devices')}</a></span>
          ${
            this.isAdmin
              ? html`<luot-button @click=${() => this.ask({ about: 'invite' })}>+ ${say('invite')}</luot-button>`
              : nothing
          }
        </div>
        ${screens.length === 0 ? html`<p class="soft">${say('none')}</p>` : nothing}
        <ul class="rows">
          ${repeat(
            screens,
            ({ id, isOwn }) => `${isOwn}${id}`,
            (screen) => this.row(screen),
          )}
        </ul>
      </section>`
  }

  private atDoor(waiting: readonly Waiting[]) {
    return html`<section aria-labelledby="waiting">
      <h2 id="waiting">${say('waitingTitle')}</h2>
      <p class="soft">${waiting.length === 0 ? say('waitingNone') : say('compare')}</p>
      <ul class="rows">
        ${repeat(
          waiting,
          ({ id }) => id,
          (one) => html`<li data-waiting=${one.code}>
            <span class="code">${one.code}</span>
            <div class="words">
              ${one.was ? html`<strong>${say('was', one.was)}</strong><br />` : nothing}
              <span class="soft">${say('from', one.address, one.wants)}</span>
            </div>
            <luot-button
              variant="primary"
              icon="check"
              label="${say('approve')}: ${one.code}"
              @click=${() => this.ask({ about: 'waiting', one })}
              >${say('approve')}</luot-button
            >
          </li>`,
        )}
      </ul>
    </section>`
  }

  private row(screen: Screen) {
    const { place, state, paper } = screen
    const counter = 'counter' in place ? this.hall?.counters.find(({ id }) => id === place.counter)?.label : undefined
    const size = place.what === 'led' ? `${place.width} × ${place.height}` : undefined
    const seen = screen.seenAt === null ? say('never') : say('seen', sinceWhen(screen.seenAt, Date.now()))
    const about = [say(`what-${place.what}`), place.screen, counter, size].filter(Boolean).join(' · ')
    const more = [screen.isOwn ? say('own') : screen.address, seen, screen.build && say('page', screen.build)]
    return html`<li data-screen=${screen.id} data-state=${state}>
      <span class="state"><luot-icon name=${ICONS[state]}></luot-icon>${tell(screen.sentence)}</span>
      <div class="words">
        <strong>${screen.name}</strong> <span class="soft">${about}</span><br />
        <span class="soft">${more.filter(Boolean).join(' · ')}</span>
        ${paper && paper.state !== 'none' ? html`<br />${paperTold(paper)}` : nothing}
        ${screen.whatToDo ? html`<br />${say('toDo', tell(screen.whatToDo))}` : nothing}
      </div>
      ${
        this.isAdmin && !screen.isOwn
          ? html`<luot-button label="${say('edit')}: ${screen.name}" @click=${() => this.ask({ about: 'screen', one: screen })}
              >${say('edit')}</luot-button
            >`
          : nothing
      }
    </li>`
  }

  private ask(asked: ScreenAsked): void {
    this.told = ''
    this.asked = asked
  }

  private done(name: string): void {
    this.asked = null
    this.told = say('done', name)
    void this.looking.now()
  }

  /** Says whether looking again is of any use: as long as the page stands. */
  private async look(): Promise<boolean> {
    if (this.me === null) return false
    const got = await askHttp<HallScreens>('GET', '/api/screens')
    if (got.ok) this.hall = got.value
    this.wrong = got.ok ? '' : tell(got.message)
    return true
  }
}

function paperTold({ state, message }: NonNullable<Screen['paper']>): string {
  if (message) return tell(message)
  const known = (['ready', 'low', 'broken', 'unknown'] as const).find((one) => one === state)
  return say('paper', say(`paper-${known ?? 'unknown'}`))
}

declare global {
  interface HTMLElementTagNameMap {
    'hall-screens': HallScreensPage
  }
}
