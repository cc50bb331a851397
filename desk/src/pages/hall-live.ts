import { css, html, LitElement, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import type { Me } from '#core/contract/desk.ts'
import type { HallContract, HallView, TicketNow } from '#core/contract/live.ts'
import { type Link, openLink } from '#web/hub/link.ts'
import { newId } from '#web/hub/new-id.ts'
import { pageReload } from '#web/hub/page-reload.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, span } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/closure-controls.ts'
import '../elements/handle-ticket.ts'
import '../elements/help-calls.ts'
import '../elements/live-alerts.ts'
import '../elements/live-counters.ts'
import { isTight } from '../elements/live-lines.ts'
import '../elements/live-tickets.ts'
import '../elements/staff-page.ts'
import '../elements/tell-all.ts'
import { levelMark } from '../live/level.ts'
import { liveSheet } from '../live/live-sheet.ts'
import { say } from '../live/words.ts'

/** From more lines on than this every pixel above them is wanted below. */
const MANY = 6

/** Waits grow older by themselves: told in minutes, they are looked at again this often. */
const LOOK_MS = 15_000

/**
 * "Where is it bad now?": the whole hall on one screen, for whoever runs it. A line chosen on the left shows its people on the right, and each
 * of them can be put first, moved, given another class or cancelled, with a reason.
 */
@customElement('hall-live')
export class HallLive extends LitElement {
  @state() private link: Link<HallContract> | null = null
  @state() private chosen: string | null = null
  @state() private handling: TicketNow | null = null
  @state() private told = ''
  @query('live-lines') private lines!: HTMLElement | null
  private looking: ReturnType<typeof setInterval> | undefined
  private readonly onOtherProtocol = pageReload()

  static override styles = [
    sheet,
    liveSheet,
    css`
      .hall {
        display: grid;
        gap: var(--gap);
      }
      .top {
        display: grid;
        grid-template-columns: repeat(5, minmax(0, 1fr));
        gap: var(--gap-small) var(--gap);
      }
      /* Above many lines the figures take one row of letters each. */
      .top.brief .figure {
        grid-auto-flow: column;
        grid-auto-columns: auto;
        align-items: baseline;
        justify-content: space-between;
        gap: 0 var(--gap-small);
        padding-block: 2px;
      }
      .top.brief .figure b {
        font-size: var(--text-title);
      }
      .top.brief .soft {
        display: none;
      }
      .do {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--gap-small) var(--gap);
      }
      .two {
        display: grid;
        grid-template-columns: minmax(0, 1.6fr) minmax(0, 1fr);
        align-items: start;
        gap: var(--gap-wide);
      }
      .two > * {
        min-inline-size: 0;
      }
      .right {
        display: grid;
        gap: var(--gap);
      }
      .scrolls {
        overflow: auto;
      }
      .right .scrolls {
        max-block-size: max(16rem, calc(100dvh - 21rem));
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--gap-small) var(--gap);
        min-block-size: 40px;
      }
      .head luot-button {
        min-block-size: 36px;
        font-size: var(--text);
      }
      @media (width >= 1100px) {
        .hall.tight {
          margin-block-start: calc(-1 * var(--gap-wide));
        }
        .tight .head:has(#lines) {
          min-block-size: 0;
        }
        .tight #lines {
          position: absolute;
          inline-size: 1px;
          block-size: 1px;
          overflow: hidden;
        }
      }
      .told {
        color: var(--good);
        font-weight: var(--weight-strong);
      }
      @media (width < 1100px) {
        .top {
          grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
        }
        .two {
          grid-template-columns: minmax(0, 1fr);
        }
        .right .scrolls {
          max-block-size: none;
        }
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.looking = setInterval(() => this.requestUpdate(), LOOK_MS)
  }

  override disconnectedCallback(): void {
    clearInterval(this.looking)
    this.link?.close()
    super.disconnectedCallback()
  }

  override render() {
    const { link } = this
    return html`<staff-page .now=${() => link?.now() ?? Date.now()} @me=${this.open}>
      ${link ? this.hall(link, link.view) : nothing}
    </staff-page>`
  }

  private readonly open = (_: CustomEvent<Me>): void => {
    if (this.link) return
    const screen = { id: `live-${newId()}` }
    const link = openLink<HallContract>({ audience: 'hall', screen, onOtherProtocol: this.onOtherProtocol })
    link.onChange(() => {
      this.requestUpdate()
      // Signed out elsewhere: the page begins again, at the door.
      if (link.refused?.code === 'sign-in-first') location.reload()
    })
    this.link = link
  }

  private hall(link: Link<HallContract>, view: HallView | null) {
    if (view === null) return html`<p>${link.refused ? tell(link.refused.message) : say('connecting')}</p>`
    const hear = (name: 'answer-help' | 'end-help') => (event: CustomEvent<string>) =>
      void link.ask(name, { command: newId(), help: event.detail }).then((answer) => {
        this.told = answer.ok ? '' : tell(answer.message)
      })
    return html`<div class="hall ${isTight(view.lines) ? 'tight' : ''}">
      ${link.state === 'away' ? html`<luot-banner kind="away">${say('away')}</luot-banner>` : nothing}
      <help-calls
        .help=${view.help}
        zone=${view.timeZone}
        @coming=${hear('answer-help')}
        @over=${hear('end-help')}
      ></help-calls>
      ${this.figures(view)}
      <div class="two">
        <div>
          <div class="head"><h2 id="lines">${say('lines')}</h2><p class="told" role="status">${this.told}</p></div>
          <live-lines
            .lines=${view.lines}
            chosen=${this.chosen ?? ''}
            @choose=${(event: CustomEvent<string>) => (this.chosen = event.detail === this.chosen ? null : event.detail)}
          ></live-lines>
          <p class="soft">${this.sum(view)}</p>
        </div>
        <div class="right">
          ${this.reach(link, view)}
          <live-alerts .view=${view} .link=${link}></live-alerts>
          ${this.beside(link, view)}
        </div>
      </div>
      ${
        this.handling
          ? html`<handle-ticket
              .ticket=${this.handling}
              .view=${view}
              .link=${link}
              @handled=${(event: CustomEvent<string>) => (this.told = say('done', event.detail))}
              @close=${() => (this.handling = null)}
            ></handle-ticket>`
          : nothing
      }
    </div>`
  }

  private figures(view: HallView) {
    const tongue = language.now
    const { tally, lines, counters } = view
    const worst = lines[0]?.level ?? 'ok'
    const longest = lines.reduce((most, line) => (line.longestMs > (most?.longestMs ?? -1) ? line : most), lines[0])
    const open = counters.filter(({ doing }) => doing !== 'closed' && doing !== 'paused').length
    return html`<div class="top ${lines.length > MANY ? 'brief' : ''}">
      <div class="figure ${worst}"><span>${say('state')}</span><b>${levelMark(worst)}</b></div>
      <div class="figure"><span>${say('waiting')}</span><b>${count(tally.waiting, tongue)}</b></div>
      <div class="figure ${longest?.level ?? 'ok'}">
        <span>${say('longest')}</span><b>${tally.waiting > 0 ? span(longest?.longestMs ?? 0, tongue) : '–'}</b>
        <span class="soft">${tally.waiting > 0 && longest ? tell(longest.name) : ''}</span>
      </div>
      <div class="figure"><span>${say('openCounters')}</span><b>${say('ofCounters', String(open), String(counters.length))}</b></div>
      <div class="figure"><span>${say('served')}</span><b>${count(tally.served, tongue)}</b></div>
    </div>`
  }

  /** The sum every figure is part of, for whoever wants to add it up (I24). */
  private sum({ tally }: HallView): string {
    const n = (figure: number) => count(figure, language.now)
    return say(
      'adds',
      n(tally.issued),
      n(tally.waiting),
      n(tally.called + tally.serving + tally.parked),
      n(tally.served),
      n(tally['no-show']),
      n(tally.cancelled + tally.void),
    )
  }

  /** What reaches everybody at once: a message, and a service or the hall closed. */
  private reach(link: Link<HallContract>, view: HallView) {
    const services = view.lines.map(({ service, name }) => ({ id: service, name }))
    const shown = { closures: view.closures, timeZone: view.timeZone, services, counters: [], counter: null }
    return html`<div class="do">
      <tell-all .messages=${view.messages} .link=${link} zone=${view.timeZone}></tell-all>
      <closure-controls brief .view=${shown} .link=${link}></closure-controls>
    </div>`
  }

  private beside(link: Link<HallContract>, view: HallView) {
    const line = view.lines.find(({ service }) => service === this.chosen)
    if (!line) {
      return html`<div>
        <div class="head"><h2 id="beside">${say('counters')}</h2></div>
        <div class="scrolls" tabindex="0" role="region" aria-labelledby="beside">
          <live-counters .counters=${view.counters} .now=${() => link.now()}></live-counters>
        </div>
      </div>`
    }
    return html`<div>
      <div class="head">
        <h2 id="beside">${say('whoWaits', tell(line.name))}</h2>
        <luot-button icon="back" @click=${this.backToCounters}>${say('toCounters')}</luot-button>
      </div>
      <div class="scrolls" tabindex="0" role="region" aria-labelledby="beside">
        <live-tickets
          .view=${view}
          service=${line.service}
          .now=${() => link.now()}
          @handle=${(event: CustomEvent<TicketNow>) => (this.handling = event.detail)}
        ></live-tickets>
      </div>
    </div>`
  }

  private readonly backToCounters = (): void => {
    this.chosen = null
    // The button that was pressed is gone: the focus goes back to where one came from.
    this.lines?.shadowRoot?.querySelector<HTMLElement>('luot-button')?.focus()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hall-live': HallLive
  }
}
