import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { DeskTicket, DeskView } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { span, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-icon.ts'
import '#web/elements/luot-number.ts'
import './elapsed-time.ts'
import { classOf, saidOf } from '../class-of.ts'
import { say } from '../words.ts'
import { goesOnTo } from './ticket-row.ts'

/** The number at this counter, large, with its state, its service and its times; or what to press when there is none. */
@customElement('ticket-now')
export class TicketNow extends LitElement {
  @property({ attribute: false }) view!: DeskView
  @property({ attribute: false }) now: () => number = Date.now

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        align-content: center;
        min-block-size: 17rem;
        padding: var(--gap) var(--gap-wide);
        border: var(--stroke) solid var(--line-strong);
        border-inline-start: 8px solid var(--state, var(--line-strong));
        border-radius: var(--radius);
        background: var(--card);
      }
      :host([data-state='called']) {
        --state: var(--focus);
      }
      :host([data-state='serving']) {
        --state: var(--good);
      }
      .state {
        color: var(--state);
        font-size: var(--text-button);
        font-weight: var(--weight-title);
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0 var(--gap-wide);
      }
      luot-number {
        font-size: 112px;
      }
      .about {
        flex: 1;
        min-inline-size: 10rem;
        padding-block-end: 14px;
      }
      .service {
        font-size: var(--text-button);
        font-weight: var(--weight-title);
        line-height: var(--leading-tight);
      }
      .class luot-icon {
        vertical-align: -4px;
        --icon-size: 20px;
      }
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--gap-wide);
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        font-weight: var(--weight-title);
        font-size: var(--text-button);
        font-variant-numeric: tabular-nums;
      }
      .nobody {
        font-size: var(--text-hero);
        font-weight: var(--weight-title);
        line-height: var(--leading-tight);
      }
      @media (height >= 900px) {
        :host {
          min-block-size: 25rem;
        }
        luot-number {
          font-size: 168px;
        }
      }
      /* A browser with its bars on a 768-line monitor leaves some 650. */
      @media (height < 740px) {
        :host {
          min-block-size: 12.5rem;
          padding-block: var(--gap-hair);
        }
        luot-number {
          font-size: 80px;
        }
        .about {
          padding-block-end: 4px;
        }
      }
      /* A number of a practice is longer than any real one. */
      luot-number.long {
        font-size: 72px;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    const counter = this.view.counter
    const ticket = counter?.current ?? null
    this.dataset.state = ticket?.state ?? counter?.state ?? ''
    if (counter === null) return nothing
    return ticket ? this.held(ticket) : this.empty(counter)
  }

  private held(ticket: DeskTicket) {
    const service = this.view.services.find(({ id }) => id === ticket.service)
    const priority = classOf(ticket, this.view)
    const said = saidOf(ticket, this.view)
    const goesOn = goesOnTo(ticket, this.view)
    return html`<p class="state">
        ${ticket.state === 'called' ? say('calling', ticket.calls, this.view.rules.callLimit) : say('serving')}${
          ticket.automatic && ticket.state === 'called' ? ` · ${say('calledByItself')}` : ''
        }
      </p>
      <div class="line">
        <luot-number class=${ticket.number.length > 5 ? 'long' : ''} value=${ticket.number}></luot-number>
        <div class="about">
          <p class="service">${service ? tell(service.name) : ticket.service}</p>
          ${
            priority
              ? html`<p class="class"><luot-icon name=${priority.icon}></luot-icon> ${tell(priority.name)}</p>`
              : nothing
          }
          ${said ? html`<p class="said">${said}</p>` : nothing}
          ${goesOn ? html`<p>${goesOn}</p>` : nothing}
          ${ticket.procedure ? html`<p>${say('procedure')} ${ticket.procedure}</p>` : nothing}
        </div>
      </div>
      <dl>
        ${ticket.startedAt === null ? this.clock('sinceCall', ticket.calledAt) : this.clock('served', ticket.startedAt)}
        <div>
          <dt>${say('waited')}</dt>
          <dd>${span((ticket.calledAt ?? this.now()) - ticket.issuedAt, language.now)}</dd>
        </div>
        <div>
          <dt>${say('tookAt')}</dt>
          <dd>${timeOfDay(ticket.issuedAt)}</dd>
        </div>
      </dl>`
  }

  private clock(name: 'sinceCall' | 'served', since: number | null) {
    if (since === null) return nothing
    return html`<div>
      <dt>${say(name)}</dt>
      <dd><elapsed-time .since=${since} .now=${this.now}></elapsed-time></dd>
    </div>`
  }

  private empty(counter: NonNullable<DeskView['counter']>) {
    if (counter.state === 'closed') return html`<p class="nobody">${say('closedNow')}</p><p>${say('pressOpen')}</p>`
    if (counter.state === 'paused') {
      return html`<p class="nobody">${say('pausedBecause', counter.pausedWhy ?? '')}</p><p>${say('pressOpen')}</p>`
    }
    return html`<p class="nobody">${say('nobodyHere')}</p>
      <p>${say(counter.waitingCount > 0 ? 'pressNext' : 'nobodyWaits')}</p>`
  }
}
