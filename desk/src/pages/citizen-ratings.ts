import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { HEADS, WATCHERS } from '#core/contract/access.ts'
import type { Me } from '#core/contract/desk.ts'
import type { CampaignList, MonthBoard } from '#core/contract/ratings.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/campaign-card.ts'
import '../elements/plan-campaign.ts'
import '../elements/rating-figures.ts'
import '../elements/staff-page.ts'
import { askHttp } from '../http.ts'
import { say } from '../ratings/words.ts'

/** What citizens answered, as far as it may be told, and the paper slips that ask them. */
@customElement('citizen-ratings')
export class CitizenRatings extends LitElement {
  @state() private me: Me | null = null
  @state() private hall: CampaignList | null = null
  @state() private today = ''
  @state() private isPlanning = false
  @state() private note = ''
  @state() private wrong = ''

  static override styles = [
    sheet,
    css`
      section {
        display: grid;
        gap: var(--gap);
      }
      h2 {
        font-size: var(--text-button);
      }
      a {
        color: var(--accent);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) var(--gap);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<staff-page @me=${(event: CustomEvent<Me>) => this.cameIn(event.detail)}>
        ${this.wrong ? html`<luot-banner kind="warn"><span role="alert">${this.wrong}</span></luot-banner>` : nothing}
        ${this.hall ? this.campaigns(this.hall) : nothing}
        ${this.me && this.today ? html`<rating-figures post=${this.me.role} today=${this.today}></rating-figures>` : nothing}
      </staff-page>
      ${
        this.isPlanning && this.hall
          ? html`<plan-campaign
              .hall=${this.hall}
              @planned=${(event: CustomEvent<string>) => this.planned(event.detail)}
              @close=${() => {
                this.isPlanning = false
              }}
            ></plan-campaign>`
          : nothing
      }`
  }

  private campaigns({ campaigns }: CampaignList) {
    const mayChange = HEADS.some((role) => role === this.me?.role)
    return html`<section>
      <div class="bar">
        <h2>${say('campaigns')}</h2>
        ${
          mayChange
            ? html`<luot-button variant="primary" icon="papers" @click=${this.plan}>${say('plan')}</luot-button
                ><a href="/desk/slips">${say('toPile')}</a>`
            : nothing
        }
        <span role="status">${this.note}</span>
      </div>
      ${campaigns.length === 0 ? html`<p>${say('noCampaigns')}</p>` : nothing}
      ${campaigns.map(
        (one) => html`<campaign-card
          data-campaign=${one.id}
          .campaign=${one}
          ?mayChange=${mayChange}
          @changed=${() => this.load(say('saved'))}
        ></campaign-card>`,
      )}
    </section>`
  }

  private plan = (): void => {
    this.isPlanning = true
    this.note = ''
  }

  private planned(id: string): void {
    this.isPlanning = false
    void this.load(say('planned', id))
  }

  private cameIn(me: Me): void {
    this.me = me
    void this.load('')
  }

  private async load(note: string): Promise<void> {
    // A leader of many offices sees figures alone.
    if (!WATCHERS.some((role) => role === this.me?.role)) {
      const month = await askHttp<MonthBoard>('GET', '/api/month')
      if (month.ok) this.today = `${month.value.month}-01`
      return
    }
    const got = await askHttp<CampaignList>('GET', '/api/campaigns')
    this.wrong = got.ok ? '' : tell(got.message)
    if (!got.ok) return
    this.hall = got.value
    this.today = got.value.today
    this.note = note
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'citizen-ratings': CitizenRatings
  }
}
