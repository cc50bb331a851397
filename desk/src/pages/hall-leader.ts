import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { LeaderView } from '#core/contract/leader.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, span, timeWithSeconds } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-icon.ts'
import '../elements/live-lines.ts'
import '../elements/staff-page.ts'
import { askHttp } from '../http.ts'
import { levelMark } from '../live/level.ts'
import { liveSheet } from '../live/live-sheet.ts'
import { say } from '../live/words.ts'
import { LookAgain } from '../look-again.ts'

const LOOK_EVERY_MS = 5_000
/** Nearer than this to what is usual is usual. */
const SAME_SHARE = 0.1

/** One hall for its leader: how it stands now, today against what is usual, ratings, who rests. It is looked at, and changes nothing. */
@customElement('hall-leader')
export class HallLeader extends LitElement {
  @state() private view: LeaderView | null = null
  @state() private isAway = false
  private looker: LookAgain | null = null

  static override styles = [
    sheet,
    liveSheet,
    css`
      .hall {
        display: grid;
        gap: var(--gap-wide);
      }
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5rem), 1fr));
        gap: var(--gap-small) var(--gap);
      }
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
        gap: var(--gap-wide) var(--gap);
      }
      section {
        display: grid;
        align-content: start;
        gap: var(--gap-small);
        min-inline-size: 0;
      }
      .bar {
        block-size: 14px;
        inline-size: 100%;
      }
      a {
        display: inline-flex;
        align-items: center;
        min-block-size: var(--target);
        color: var(--accent);
        font-weight: var(--weight-strong);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<staff-page @me=${this.begin}>
      ${this.isAway ? html`<luot-banner kind="away">${say('away')}</luot-banner>` : nothing}
      ${this.view ? this.hall(this.view) : html`<p>${say('connecting')}</p>`}
    </staff-page>`
  }

  private readonly begin = (): void => {
    this.looker ??= new LookAgain(this, LOOK_EVERY_MS, async () => {
      const got = await askHttp<LeaderView>('GET', '/api/leader')
      if (got.ok) this.view = got.value
      // Whoever is not let in any more begins again at the door.
      if (!got.ok && got.status === 401) location.reload()
      this.isAway = !got.ok
      return true
    })
  }

  private hall(view: LeaderView) {
    const { lines, cameraUrl, timeZone, at } = view
    return html`<div class="hall">
      <p class="soft">${tell(view.office)} · ${say('madeAt', timeWithSeconds(at, timeZone))}</p>
      ${view.practice ? html`<luot-banner kind="warn">${say('practising')}</luot-banner>` : nothing}
      ${this.now(view)}
      <section aria-labelledby="lines">
        <h2 id="lines">${say('lines')}</h2>
        <live-lines calm .lines=${lines}></live-lines>
      </section>
      <div class="cards">${this.usual(view)} ${this.ratings(view)} ${this.rest(view)}</div>
      ${cameraUrl ? html`<p><a href=${cameraUrl} target="_blank" rel="noopener noreferrer">${say('camera')}</a></p>` : nothing}
    </div>`
  }

  private now({ level, waiting, longestMs, longestLevel, open, counters, tally }: LeaderView) {
    const tongue = language.now
    return html`<section aria-labelledby="now">
      <h2 id="now">${say('now')}</h2>
      <div class="figures">
        <div class="figure ${level}"><span>${say('state')}</span><b>${levelMark(level)}</b></div>
        <div class="figure"><span>${say('waiting')}</span><b>${count(waiting, tongue)}</b></div>
        <div class="figure ${longestLevel}">
          <span>${say('longest')}</span><b>${waiting > 0 ? span(longestMs, tongue) : '–'}</b>
        </div>
        <div class="figure"><span>${say('openCounters')}</span><b>${say('ofCounters', String(open), String(counters))}</b></div>
        <div class="figure"><span>${say('served')}</span><b>${count(tally.served, tongue)}</b></div>
      </div>
    </section>`
  }

  private usual({ usual, usualWanted, today, waiting, at, timeZone }: LeaderView) {
    if (!usualWanted) return nothing
    const tongue = language.now
    const weekday = new Intl.DateTimeFormat(tongue, { weekday: 'long', timeZone }).format(at)
    const spanOf = (ms: number | null) => (ms === null ? '–' : span(ms, tongue))
    return html`<section aria-labelledby="usual">
      <h2 id="usual">${say('againstUsual')}</h2>
      <table>
        <thead>
          <tr><td></td><th scope="col" class="n">${say('today')}</th><th scope="col" class="n">${say('usual')}</th></tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">${say('came')} ${usual ? html`<span class="soft">${comparedWith(today.came, usual.came)}</span>` : nothing}</th>
            <td class="n">${count(today.came, tongue)}</td>
            <td class="n">${usual ? count(usual.came, tongue) : '–'}</td>
          </tr>
          <tr>
            <th scope="row">${say('waiting')}</th>
            <td class="n">${count(waiting, tongue)}</td>
            <td class="n">${usual ? count(usual.waiting, tongue) : '–'}</td>
          </tr>
          <tr>
            <th scope="row">${say('meanWait')}</th>
            <td class="n">${spanOf(today.waitMeanMs)}</td>
            <td class="n">${usual ? spanOf(usual.waitMeanMs) : '–'}</td>
          </tr>
        </tbody>
      </table>
      <p class="soft">${usual ? say('usualOf', String(usual.days), weekday) : say('notEnough')}</p>
    </section>`
  }

  private ratings({ ratings: { answers, satisfiedShare, target, from } }: LeaderView) {
    const percent = (share: number) => String(Math.round(share * 100))
    const n = count(answers, language.now)
    if (satisfiedShare === null) {
      return html`<section aria-labelledby="ratings">
        <h2 id="ratings">${say('ratings')}</h2>
        <p>${say('fewAnswers', n, String(from))}</p>
        <p class="soft">${say('target', percent(target))}</p>
      </section>`
    }
    const isReached = satisfiedShare >= target
    return html`<section aria-labelledby="ratings">
      <h2 id="ratings">${say('ratings')}</h2>
      <div class="figure ${isReached ? 'ok' : 'warn'}">
        <span>${say('satisfied')}</span><b>${percent(satisfiedShare)}%</b>
        <span>${say('ofAnswers', percent(satisfiedShare), n)}</span>
      </div>
      <meter class="bar" min="0" max="1" value=${satisfiedShare} aria-label=${say('satisfied')}></meter>
      <p>
        <luot-icon name=${isReached ? 'check' : 'warning'}></luot-icon> ${say('target', percent(target))}:
        ${say(isReached ? 'reached' : 'below')}
      </p>
    </section>`
  }

  private rest({ paused, at }: LeaderView) {
    return html`<section aria-labelledby="rest">
      <h2 id="rest">${say('whoRests')}</h2>
      ${
        paused.length === 0
          ? html`<p class="soft">${say('nobodyRests')}</p>`
          : html`<ul>
              ${paused.map(
                ({ counter, sinceAt, name, why }) =>
                  html`<li>
                    <luot-icon name="pause"></luot-icon> ${say('counter', counter)}
                    ${say('for', span(at - sinceAt, language.now))}${name === null ? nothing : html` · ${name}`}${why === null ? nothing : html` · ${why}`}
                  </li>`,
              )}
            </ul>`
      }
    </section>`
  }
}

function comparedWith(figure: number, usual: number): string {
  if (usual === 0) return ''
  const by = figure / usual - 1
  if (Math.abs(by) < SAME_SHARE) return say('same')
  return say(by > 0 ? 'more' : 'less', String(Math.round(Math.abs(by) * 100)))
}

declare global {
  interface HTMLElementTagNameMap {
    'hall-leader': HallLeader
  }
}
