import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { CityHall, CityView } from '#core/contract/city.ts'
import type { Me } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, span, timeWithSeconds } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-icon.ts'
import '../elements/hall-keys.ts'
import '../elements/hall-standing.ts'
import '../elements/staff-page.ts'
import { citySheet } from '../city/city-sheet.ts'
import { isSought, reasonOf, stateMark, stateWord } from '../city/told.ts'
import { say } from '../city/words.ts'
import { askHttp } from '../http.ts'
import { trendOf } from '../live/level.ts'
import { liveSheet } from '../live/live-sheet.ts'
import { say as sayLive } from '../live/words.ts'
import { LookAgain } from '../look-again.ts'

const LOOK_EVERY_MS = 5_000
/** What stands over and under the rows, and what one row takes, so that one screen answers; never fewer rows than this. */
const AROUND_PX = 325
const ROW_PX = 48
const FEWEST_ROWS = 6
const STATES = ['bad', 'silent', 'warn', 'ok'] as const

/** Many halls on one screen: where it is bad now, by how much, whether it grows, and why. It is looked at; only the administrator enters halls. */
@customElement('city-halls')
export class CityHalls extends LitElement {
  @state() private me: Me | null = null
  @state() private view: CityView | null = null
  @state() private isAway = false
  @state() private sought = ''
  @state() private showsAll = false
  /** The hall that is looked at closely. */
  @state() private chosen: string | null = null
  /** The administrator begins here where no hall is entered yet, and goes on. */
  private begins = false
  private looker: LookAgain | null = null

  static override styles = [
    sheet,
    liveSheet,
    citySheet,
    css`
      .page {
        display: grid;
        gap: var(--gap);
        min-inline-size: 0;
      }
      .over,
      .above {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) var(--gap);
      }
      .over span,
      label {
        display: inline-flex;
        align-items: center;
        gap: var(--gap-small);
      }
      .over .soft {
        margin-inline-start: auto;
      }
      .above h2 {
        margin-inline-end: auto;
      }
      .over b {
        font-size: var(--text-title);
        font-variant-numeric: tabular-nums;
      }
      .both {
        display: grid;
        align-items: start;
        gap: var(--gap) var(--gap-wide);
      }
      section {
        display: grid;
        gap: var(--gap-small);
        min-inline-size: 0;
      }
      @media (width >= 1200px) {
        .both {
          grid-template-columns: minmax(0, 1fr) 19rem;
        }
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<staff-page @me=${(event: CustomEvent<Me>) => this.begin(event.detail)}>
      ${this.isAway ? html`<luot-banner kind="away">${sayLive('away')}</luot-banner>` : nothing}
      ${this.view ? this.page(this.view) : html`<p>${sayLive('connecting')}</p>`}
    </staff-page>`
  }

  private begin(me: Me): void {
    this.me = me
    this.looker ??= new LookAgain(this, LOOK_EVERY_MS, async () => {
      const got = await askHttp<CityView>('GET', '/api/city')
      if (got.ok) {
        this.view = got.value
        this.begins ||= got.value.halls.length === 0
      }
      // Whoever is not let in any more begins again at the door.
      if (!got.ok && got.status === 401) location.reload()
      this.isAway = !got.ok
      return true
    })
  }

  private page(view: CityView) {
    const { halls, at, sending } = view
    const chosen = halls.find(({ id }) => id === this.chosen)
    return html`<div class="page">
      ${
        halls.length === 0
          ? html`<p>${say('noHalls')} <a href="/desk/leader">${say('leader')}</a></p>`
          : html`${this.over(view)} ${this.both(view)}`
      }
      ${
        this.me?.role === 'admin'
          ? html`<details ?open=${this.begins}>
              <summary>${say('set')}</summary>
              <hall-keys .halls=${halls} .sending=${sending} @changed=${() => this.looker?.now()}></hall-keys>
            </details>`
          : nothing
      }
      ${chosen ? html`<hall-standing .hall=${chosen} .at=${at} @close=${() => (this.chosen = null)}></hall-standing>` : nothing}
    </div>`
  }

  private over({ states, sum, halls, at, timeZone }: CityView) {
    const n = (value: number) => count(value, language.now)
    return html`<div class="over">
      ${STATES.map((one) => html`<span class="state">${stateMark(one)} <b>${n(states[one])}</b></span>`)}
      <span>${sayLive('waiting')} <b>${n(sum.tally.waiting)}</b></span>
      <span>${sayLive('served')} <b>${n(sum.tally.served)}</b></span>
      <span class="soft">${say('sumOf', n(sum.halls), n(halls.length))} · ${timeWithSeconds(at, timeZone)}</span>
    </div>`
  }

  private both({ halls, at }: CityView) {
    const isSeeking = this.sought.trim() !== ''
    const listed = isSeeking
      ? halls.filter((hall) => isSought(hall, this.sought))
      : halls.filter(({ state }) => state !== 'ok')
    const room = Math.max(FEWEST_ROWS, Math.floor((innerHeight - AROUND_PX) / ROW_PX))
    const rows = this.showsAll ? listed : listed.slice(0, room)
    const left = listed.length - rows.length
    const shown = new Set(rows)
    const rest = halls.filter((hall) => !shown.has(hall))
    return html`<div class="both">
      <section aria-labelledby="worst">
        <div class="above">
          <h2 id="worst">${say('worst')}</h2>
          <label>${say('find')} <input type="search" .value=${this.sought} @input=${this.onSought} autocomplete="off" /></label>
          <a href="/api/city/file" download="cac-sanh.csv">${say('file')}</a>
        </div>
        ${rows.length > 0 ? this.table(rows, at) : html`<p>${say(isSeeking ? 'noneFound' : 'allCalm')}</p>`}
        ${
          listed.length > room
            ? html`<p><luot-button @click=${() => (this.showsAll = !this.showsAll)}>
                ${left > 0 ? say('more', count(left, language.now)) : say('fewer')}
              </luot-button></p>`
            : nothing
        }
      </section>
      ${
        rest.length === 0
          ? nothing
          : html`<section aria-labelledby="calm">
              <h2 id="calm">${say('calm')}</h2>
              <ul class="tiles">
                ${tilesOf(rest).map((hall) => html`<li>${this.tile(hall)}</li>`)}
              </ul>
            </section>`
      }
    </div>`
  }

  private table(rows: readonly CityHall[], at: number) {
    return html`<table aria-labelledby="worst">
      <thead>
        <tr>
          <th scope="col">${sayLive('state')}</th>
          <th scope="col">${say('halls')}</th>
          <th scope="col" class="n">${sayLive('waiting')}</th>
          <th scope="col" class="n">${sayLive('longest')}</th>
          <th scope="col">${sayLive('trend')}</th>
          <th scope="col" class="n">${sayLive('open')}</th>
        </tr>
      </thead>
      <tbody>${rows.map((hall) => this.row(hall, at))}</tbody>
    </table>`
  }

  private row(hall: CityHall, at: number) {
    const { id, name, state: stands, standing } = hall
    const tongue = language.now
    const known = stands === 'silent' ? null : standing
    const trend = known && trendOf(known.lately)
    return html`<tr class=${stands}>
      <td>${stateMark(stands)}</td>
      <th scope="row">
        <button class="name" @click=${() => (this.chosen = id)}>${name}</button>
        <span class="why">${reasonOf(hall, at)}</span>
      </th>
      <td class="n" data-name=${sayLive('waiting')}>${known ? count(known.tally.waiting, tongue) : '–'}</td>
      <td class="n" data-name=${sayLive('longest')}>${known && known.tally.waiting > 0 ? span(known.longestMs, tongue) : '–'}</td>
      <td data-name=${sayLive('trend')}>
        ${
          known && trend
            ? html`<span class="trend"><luot-icon name=${trend.icon}></luot-icon><span>${trend.word}
                ${known.usualWaiting === null ? nothing : html`<span class="soft">${say('usualIs', count(Math.round(known.usualWaiting), tongue))}</span>`}</span></span>`
            : '–'
        }
      </td>
      <td class="n" data-name=${sayLive('openCounters')}>
        ${known ? sayLive('ofCounters', String(known.open), String(known.counters)) : '–'}
      </td>
    </tr>`
  }

  private tile({ id, name, state: stands, standing }: CityHall) {
    const waiting = count(standing?.tally.waiting ?? 0, language.now)
    const label = say('tile', name, stateWord(stands), waiting)
    return html`<button class="tile ${stands}" title=${label} aria-label=${label} @click=${() => (this.chosen = id)}>
      ${stands === 'silent' ? '?' : waiting}
    </button>`
  }

  private readonly onSought = (event: InputEvent): void => {
    this.sought = (event.target as HTMLInputElement).value
    this.showsAll = false
  }
}

/** Who is well stands by how many wait; the others before them, as they stood. */
function tilesOf(halls: readonly CityHall[]): CityHall[] {
  const waiting = ({ state, standing }: CityHall) => (state === 'ok' ? (standing?.tally.waiting ?? 0) : Infinity)
  return halls.toSorted((a, b) => (waiting(a) === waiting(b) ? 0 : waiting(b) - waiting(a)))
}

declare global {
  interface HTMLElementTagNameMap {
    'city-halls': CityHalls
  }
}
