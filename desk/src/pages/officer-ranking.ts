import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { EXAMINERS, HEADS, type StaffRole } from '#core/contract/access.ts'
import type { Me } from '#core/contract/desk.ts'
import type { MonthRanking, NewScoringEntry, OfficerRank, ScoringMonths } from '#core/contract/scoring.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/ask-score.ts'
import '../elements/complaint-book.ts'
import '../elements/month-steps.ts'
import '../elements/ranking-files.ts'
import '../elements/ranking-table.ts'
import '../elements/ranking-year.ts'
import '../elements/scoring-rules.ts'
import '../elements/staff-page.ts'
import { fieldSheet } from '../elements/field-sheet.ts'
import { askHttp, type Got } from '../http.ts'
import { latest } from '../latest.ts'
import { monthText, stateText } from '../scoring/told.ts'
import { say } from '../scoring/words.ts'

type View = 'month' | 'year' | 'complaints' | 'rules'

const VIEWS = [
  ['month', 'ofMonth'],
  ['year', 'ofYear'],
  ['complaints', 'ofComplaints'],
  ['rules', 'ofRules'],
] as const

/** The monthly ranking: a month and its life, the evidence of every point, the year, complaints, and the rules. */
@customElement('officer-ranking')
export class OfficerRanking extends LitElement {
  @state() private me: Me | null = null
  @state() private months: ScoringMonths['months'] = []
  @state() private month = ''
  @state() private view: View = 'month'
  @state() private ranking: MonthRanking | null = null
  @state() private wrong = ''
  @state() private changing: OfficerRank | null = null
  private readonly newest = latest()

  static override styles = [
    sheet,
    fieldSheet,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--gap-small) var(--gap);
      }
      select {
        inline-size: auto;
      }
      .views {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-small);
      }
      .month {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        min-inline-size: 0;
        gap: var(--gap);
      }
      .soft {
        color: var(--ink-soft);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<staff-page @me=${(event: CustomEvent<Me>) => this.cameIn(event.detail)}>
      ${this.me ? this.page(this.me) : nothing}
    </staff-page>`
  }

  private page({ role }: Me) {
    return html`<div class="bar">
        <div>
          <label for="month">${say('month')}</label>
          <select id="month" @change=${(event: Event) => this.turnTo((event.target as HTMLSelectElement).value)}>
            ${this.months.map(
              ({ month, state: where }) =>
                html`<option value=${month} ?selected=${month === this.month}>${monthText(month)} · ${stateText(where)}</option>`,
            )}
          </select>
        </div>
        <div class="views" role="group" aria-label=${say('views')}>
          ${VIEWS.filter(([view]) => view !== 'complaints' || isOne(EXAMINERS, role)).map(
            ([view, word]) =>
              html`<luot-button
                pressed=${this.view === view ? 'true' : 'false'}
                @click=${() => {
                  this.view = view
                }}
                >${say(word)}</luot-button
              >`,
          )}
        </div>
      </div>
      ${this.wrong ? html`<luot-banner kind="warn"><span role="alert">${this.wrong}</span></luot-banner>` : nothing}
      ${this.shown(isOne(HEADS, role))}
      ${
        this.changing && this.ranking
          ? html`<ask-score
              .officer=${this.changing}
              .rules=${this.ranking.rules}
              @close=${() => {
                this.changing = null
              }}
              @entry=${(event: CustomEvent<NewScoringEntry>) => this.enter(event.detail)}
            ></ask-score>`
          : nothing
      }`
  }

  private shown(isHead: boolean) {
    const news = () => this.look()
    switch (this.view) {
      case 'month':
        return this.ranking
          ? this.monthShown(this.ranking, isHead)
          : html`<p>${this.months.length === 0 ? say('nothingYet') : ''}</p>`
      case 'year':
        return html`<ranking-year year=${this.month.slice(0, 4)}></ranking-year>`
      case 'complaints':
        return html`<complaint-book ?head=${isHead} @changed=${news}></complaint-book>`
      case 'rules':
        return html`<scoring-rules ?head=${isHead} month=${this.month} @changed=${news}></scoring-rules>`
      default:
        return this.view satisfies never
    }
  }

  private monthShown(ranking: MonthRanking, isHead: boolean) {
    const { rules } = ranking
    return html`<section class="month" aria-label="${say('month')} ${monthText(ranking.month)}">
      <h2>${say('month')} ${monthText(ranking.month)}</h2>
      <month-steps
        .ranking=${ranking}
        ?head=${isHead}
        @step=${(event: CustomEvent<{ step: string; why?: string }>) => this.take(event.detail)}
      ></month-steps>
      <p class="soft">${say('rulesOf', tell(rules.title))} (${rules.source.name})</p>
      <ranking-table
        .ranking=${ranking}
        ?editable=${isHead && ranking.state === 'draft'}
        @change-score=${(event: CustomEvent<OfficerRank>) => {
          this.changing = event.detail
        }}
      ></ranking-table>
      <ranking-files path="months/${ranking.month}"></ranking-files>
    </section>`
  }

  private cameIn(me: Me): void {
    this.me = me
    void this.look()
  }

  private turnTo(month: string): void {
    this.month = month
    this.ranking = null
    void this.look()
  }

  private async look(): Promise<void> {
    const list = await askHttp<ScoringMonths>('GET', '/api/scoring/months')
    if (!list.ok) return this.told(list)
    this.months = list.value.months
    // The newest month that is over is what people come for.
    this.month ||= (this.months.find(({ over }) => over) ?? this.months[0])?.month ?? ''
    if (this.month === '') return
    const got = await this.newest(askHttp<MonthRanking>('GET', `/api/scoring/months/${this.month}`))
    if (got !== null) this.took(got)
  }

  private async take({ step, why }: { step: string; why?: string }): Promise<void> {
    const body = step === 'confirm' ? { seen: this.ranking?.hash } : step === 'reopen' ? { why } : {}
    const got = await askHttp<MonthRanking>('POST', `/api/scoring/months/${this.month}/${step}`, body)
    const { wrong } = this.took(got)
    await this.look()
    this.wrong = wrong
  }

  private async enter(entry: NewScoringEntry): Promise<void> {
    this.took(await askHttp<MonthRanking>('POST', `/api/scoring/months/${this.month}/entries`, entry))
  }

  private took(got: Got<MonthRanking>): { wrong: string } {
    if (got.ok) {
      this.ranking = got.value
      this.wrong = ''
    } else this.told(got)
    return { wrong: this.wrong }
  }

  private told({ message }: Extract<Got<unknown>, { ok: false }>): void {
    this.wrong = tell(message)
  }
}

function isOne(roles: readonly StaffRole[], role: StaffRole): boolean {
  return roles.includes(role)
}
