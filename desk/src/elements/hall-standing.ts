import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { CityHall } from '#core/contract/city.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, shortDay, span, timeWithSeconds } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import '#web/elements/luot-icon.ts'
import { citySheet } from '../city/city-sheet.ts'
import { breachOf, reasonOf, stateMark, wrongOf } from '../city/told.ts'
import { say } from '../city/words.ts'
import { levelMark, trendOf } from '../live/level.ts'
import { liveSheet } from '../live/live-sheet.ts'
import { say as sayLive } from '../live/words.ts'

type Said = NonNullable<CityHall['standing']>

/** One hall looked at closely: the last thing it said, and the way to its own page. Fires `close`. */
@customElement('hall-standing')
export class HallStanding extends LitElement {
  @property({ attribute: false }) hall!: CityHall
  @property({ type: Number }) at = 0

  static override styles = [
    sheet,
    liveSheet,
    citySheet,
    css`
      luot-dialog {
        --dialog-width: 52rem;
      }
      .stack {
        display: grid;
        gap: var(--gap);
      }
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 8rem), 1fr));
        gap: var(--gap-small);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const { name, state, heardAt, standing } = this.hall
    const heard = heardAt === null ? '' : `${shortDay(heardAt)} ${timeWithSeconds(heardAt)}`
    return html`<luot-dialog open heading=${name} @close=${() => this.dispatchEvent(new Event('close'))}>
      <div class="stack">
        <p>${stateMark(state)} ${reasonOf(this.hall, this.at)}</p>
        ${standing ? this.said(standing) : nothing}
        ${standing && heardAt !== null ? html`<p class="soft">${say('heardAt', heard, standing.version)}</p>` : nothing}
        ${
          standing?.url
            ? html`<p><a href=${`${standing.url}/desk/leader`} target="_blank" rel="noopener noreferrer">${say('ownPage')}</a></p>`
            : nothing
        }
      </div>
      <luot-button slot="actions" variant="primary" @click=${() => this.dispatchEvent(new Event('close'))}>${say('close')}</luot-button>
    </luot-dialog>`
  }

  private said(standing: Said) {
    const { tally, longestMs, open, counters, lately, satisfiedShare, target } = standing
    const n = (value: number) => count(value, language.now)
    const percent = (share: number) => n(Math.round(share * 100))
    const trend = trendOf(lately)
    const here = tally.called + tally.serving + tally.parked
    const wrong = wrongOf(standing)
    return html`<div class="figures">
        <div class="figure"><span>${sayLive('waiting')}</span><b>${n(tally.waiting)}</b></div>
        <div class="figure"><span>${sayLive('longest')}</span><b>${tally.waiting > 0 ? span(longestMs, language.now) : '–'}</b></div>
        <div class="figure"><span>${sayLive('openCounters')}</span><b>${sayLive('ofCounters', String(open), String(counters))}</b></div>
        <div class="figure"><span>${sayLive('served')}</span><b>${n(tally.served)}</b></div>
      </div>
      <p>
        ${sayLive('adds', n(tally.issued), n(tally.waiting), n(here), n(tally.served), n(tally['no-show']), n(tally.cancelled + tally.void))}
      </p>
      <p>
        ${sayLive('trend')}: <span class="trend"><luot-icon name=${trend.icon}></luot-icon>${trend.word}</span>,
        ${sayLive('cameCalled', n(lately.came), n(lately.called))}
      </p>
      ${standing.breaches.length > 0 ? this.breaches(standing) : nothing}
      <p>${satisfiedShare === null ? say('notTold') : say('satisfied', percent(satisfiedShare), percent(target))}</p>
      <p>${wrong.length === 0 ? say('allWorks') : wrong.join(', ')}</p>`
  }

  private breaches({ breaches }: Said) {
    return html`<table aria-label=${sayLive('lines')}>
      <thead>
        <tr>
          <th scope="col">${sayLive('state')}</th>
          <th scope="col">${sayLive('line')}</th>
          <th scope="col" class="n">${sayLive('waiting')}</th>
          <th scope="col" class="n">${sayLive('longest')}</th>
        </tr>
      </thead>
      <tbody>
        ${breaches.map(
          (breach) => html`<tr class=${breach.level}>
            <td>${levelMark(breach.level)}</td>
            <th scope="row">${tell(breach.name)}<span class="why">${breachOf(breach)}</span></th>
            <td class="n" data-name=${sayLive('waiting')}>${count(breach.waiting, language.now)}</td>
            <td class="n" data-name=${sayLive('longest')}>${span(breach.longestMs, language.now)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hall-standing': HallStanding
  }
}
