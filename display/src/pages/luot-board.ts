import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import '#web/elements/luot-clock.ts'
import '#web/elements/luot-number.ts'
import '../elements/board-media.ts'
import { CALL_LINE, letters, PARTS, type Plan } from '#core/board/plan.ts'
import type { CallMoment, DisplayContract, GuidanceMoment } from '#core/contract/display.ts'
import type { Sentence } from '#web/hub/contract.ts'
import type { Link } from '#web/hub/link.ts'
import { ViewController } from '#web/hub/view-controller.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { waitMinutes } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { tell } from '#web/words/words.ts'
import { boardSheet } from '../board/board-sheet.ts'
import { closedOnBoard, shutLabel } from '../board/gate-words.ts'
import { type NowCalled, nowCalled } from '../board/now-called.ts'
import { noRows, type Rows, roll } from '../board/rows.ts'
import { shrinkToFit } from '../board/shrink-to-fit.ts'
import { pageAt, type StripPage, stripPages } from '../board/strip.ts'
import { divideGlass, type Glass, type MediaItem, thisBoard } from '../board/this-board.ts'
import { advance, answered, hear, noTurns, spoken, type Turns } from '../board/turns.ts'
import type { BoardSettings } from '../settings.ts'
import type { Loudspeaker } from '../voice/loudspeaker.ts'
import { scriptOf, speak } from '../voice/script.ts'
import { pair, say } from '../words.ts'

/** How often the board looks whether a turn, a row or a page has had its time. */
const LOOK_EVERY_MS = 200

/** What the large panel may leave to a picture: nobody is called, and nothing need be read there. */
const MAY_GIVE_WAY: ReadonlySet<NowCalled['show']> = new Set(['quiet', 'last'])

/** How long guidance stands where the waiting figures usually are: long enough to be read twice. */
const GUIDANCE_MS = 20_000

/** The TV board of a hall: the number called now, the last calls, who waits, the hour and the notice. */
@customElement('luot-board')
export class LuotBoard extends LitElement {
  @property({ attribute: false }) link!: Link<DisplayContract>
  @property({ attribute: false }) settings!: BoardSettings
  /** Null on a board that does not offer to speak. */
  @property({ attribute: false }) speaker: Loudspeaker | null = null

  @state() private turns: Turns = noTurns
  @state() private rows: Rows = noRows
  @state() private glass: Glass | null = null
  @state() private media: readonly MediaItem[] = []
  /** The pictures and films that could not be shown when their turn came. */
  @state() private broken: ReadonlySet<string> = new Set()
  @state() private strip: StripPage | undefined
  @state() private guidance: { text: Sentence; until: number } | null = null
  @state() private now: NowCalled = { show: 'lost' }

  private looking: ReturnType<typeof setInterval> | undefined
  /** A neighbour that grows, as the clock does when it first shows the hour, leaves a text less room than it was fitted to. */
  private readonly roomWatch = new ResizeObserver(() => requestAnimationFrame(this.redraw))
  private readonly watched = new WeakSet<Element>()
  private readonly stops: (() => void)[] = []

  static override styles = [sheet, boardSheet]

  constructor() {
    super()
    new ViewController(this, () => this.link)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.stops.push(
      this.link.onChange(() => this.look()),
      this.link.on('call', (call) => this.hear(call)),
      this.link.on('guidance', (guidance) => this.guide(guidance)),
      this.speaker?.onChange(() => this.requestUpdate()) ?? (() => {}),
    )
    addEventListener('resize', this.look)
    this.looking = setInterval(this.look, LOOK_EVERY_MS)
    // Letters arrive after the first drawing and are wider than those that stood in for them.
    document.fonts.addEventListener('loadingdone', this.redraw)
    this.look()
  }

  override disconnectedCallback(): void {
    clearInterval(this.looking)
    removeEventListener('resize', this.look)
    document.fonts.removeEventListener('loadingdone', this.redraw)
    for (const stop of this.stops.splice(0)) stop()
    super.disconnectedCallback()
  }

  private hear(call: CallMoment): void {
    // The hub chose one board to speak; a chime out of another one would be a second call.
    const mayPlay = this.speaker !== null && this.link.view?.speaks !== false
    const heard = mayPlay ? call : { ...call, sounds: [] }
    this.speaker?.fetchAhead(heard.sounds.map(({ url }) => url))
    this.turns = hear(this.turns, heard, performance.now(), this.link.now())
    this.look()
  }

  /** Brings everything that moves by time up to this moment; draws only what became different. */
  private readonly look = (): void => {
    const now = performance.now()
    const hubNow = this.link.now()
    const { view } = this.link
    if (view) {
      const mine = thisBoard(view, this.settings)
      const longest = longestNumber([...mine.view.calls, ...this.rows.rows])
      const glass = divideGlass(mine, { width: innerWidth, height: innerHeight }, longest)
      this.glass = same(this.glass, glass)
      this.media = same(this.media, mine.media)
      this.rows = same(this.rows, roll(this.rows, mine.view.calls, glass.plan.rows, now, hubNow))
      this.strip = same(this.strip, pageAt(stripPages(mine.view, servicesAPage(glass, mine.view), hubNow), hubNow))
      this.turns = answered(this.turns, (call) =>
        view.calls.some(
          (listed) => listed.number === call.number && listed.calledAt >= call.calledAt && listed.state !== 'called',
        ),
      )
    }
    if (this.guidance && now >= this.guidance.until) this.guidance = null
    const before = this.turns.on?.call.id
    this.turns = advance(this.turns, now)
    this.now = same(this.now, this.nowOn(view, hubNow))
    const { on } = this.turns
    if (on && on.call.id !== before && on.voice === 'speaking') void this.speak(on.call)
  }

  /** A call for other counters is at most spoken here, never shown. */
  private nowOn(view: DisplayContract['view'] | null, hubNow: number): NowCalled {
    if (!view) return nowCalled(view, this.link.state, this.turns, hubNow)
    const { view: own, isMine } = thisBoard(view, this.settings)
    const turns = this.turns.on && !isMine(this.turns.on.call) ? { ...this.turns, on: null } : this.turns
    return nowCalled(own, this.link.state, turns, hubNow)
  }

  private async speak(call: CallMoment): Promise<void> {
    if (this.speaker) {
      await speak(
        scriptOf(call.sounds, { ...this.saying, volume: call.volume }),
        this.speaker,
        () => this.turns.waiting.length > 0,
      )
    }
    this.turns = spoken(this.turns, call.id)
  }

  /** As the office has it; else as this board's address says. */
  private get saying(): { say: number; restMs: number } {
    const { say: times, restMs } = this.settings
    const voice = this.link.view?.look.voice
    return voice ? { say: voice.times, restMs: voice.restMs } : { say: times, restMs }
  }

  /** Shows guidance in the strip while it is true, and says it once where no call is under way. */
  private guide(guidance: GuidanceMoment): void {
    this.guidance = { text: guidance.text, until: performance.now() + GUIDANCE_MS }
    const isQuiet = this.turns.on?.voice !== 'speaking' && this.turns.waiting.length === 0
    if (!this.speaker || !isQuiet || this.link.view?.speaks === false) return
    const once = scriptOf(guidance.sounds, { say: 1, restMs: 0, volume: guidance.volume })
    void speak(once, this.speaker, () => this.turns.waiting.length > 0)
  }

  private readonly redraw = () => this.requestUpdate()

  /** Before the hub told the time there is no clock: a wrong hour is worse than none. */
  private readonly hubNow = () => this.link.now()

  private get drawn(): Glass {
    const bare = { hall: this.settings, rows: null, media: [] }
    return this.glass ?? divideGlass(bare, { width: innerWidth, height: innerHeight }, 'A000')
  }

  protected override updated(): void {
    // Set one by one: a style attribute, even one that Lit writes, is refused by the page's policy.
    for (const [name, value] of Object.entries(sizesOf(this.drawn))) this.style.setProperty(name, value)
    for (const text of this.renderRoot.querySelectorAll<HTMLElement>('.fit')) {
      shrinkToFit(text)
      if (this.watched.has(text)) continue
      this.watched.add(text)
      this.roomWatch.observe(text)
    }
  }

  override render() {
    const { view, refused } = this.link
    const { now } = this
    const { plan, media } = this.drawn
    const isBeside = media !== null && this.media.length > 0
    return html`
      <main class="board ${plan.shape} ${this.settings.ground}">
        <header>
          <h1 class="office fit ${view?.practice ? 'practice' : ''}">${view ? inBoth(view.practice ? pair('practice') : view.office) : both(pair('title'))}</h1>
          ${view ? html`<luot-clock .now=${this.hubNow} zone=${view.timeZone}></luot-clock>` : nothing}
        </header>
        ${refused && !view ? this.drawMessage('lost', pair('refused'), refused.message) : this.drawNow(now)}
        ${isBeside ? nothing : this.drawMedia('between', !MAY_GIVE_WAY.has(now.show))}
        ${this.drawRows(now.show === 'lost')}
        ${this.drawStrip(now.show === 'lost')}
        ${this.drawNotes(plan)}
      </main>
      ${isBeside ? this.drawMedia('beside', false) : nothing}
    `
  }

  private drawNow(now: NowCalled): TemplateResult {
    switch (now.show) {
      case 'calling':
      case 'called':
      case 'last': {
        const label = { calling: 'nowCalling', called: 'stillCalled', last: 'lastCalled' } as const
        return html`
          <section class="now ${now.show}" aria-live="polite" aria-label=${say(label[now.show])}>
            <p class="label in-line">${both(pair(label[now.show]))}</p>
            <luot-number class="large" value=${now.number}></luot-number>
            <p class="counter">
              <span class="word">${say('toCounter')}<span class="beside" lang=${language.other}>
                ${pair('toCounter')[language.other]}</span></span>
              <luot-number value=${now.counter}></luot-number>
            </p>
          </section>
        `
      }
      case 'quiet':
        return this.drawMessage('quiet', pair('quiet'))
      case 'closed': {
        const { view } = this.link
        if (view === null) return this.drawMessage('quiet', pair('closed'))
        const { what, more } = closedOnBoard(now.gate, view, this.link.now())
        return this.drawMessage('quiet', what, more ?? undefined)
      }
      case 'lost':
        return this.drawMessage('lost', pair('lost'), pair('lostHelp'))
    }
  }

  private drawMessage(kind: 'quiet' | 'lost', what: Sentence, more?: Sentence): TemplateResult {
    return html`
      <section class="now ${kind}" role="status">
        <div class="message fit">
          <p class="what">${both(what)}</p>
          ${more ? html`<p class="more">${both(more)}</p>` : nothing}
        </div>
      </section>
    `
  }

  /** Pictures and films: in a place of their own, or in that of the number while nobody is called. */
  private drawMedia(place: 'beside' | 'between', isAway: boolean): TemplateResult | typeof nothing {
    if (this.media.length === 0) return nothing
    const isHeard = this.speaker !== null && this.link.view?.speaks === true
    const isCalling = this.turns.on !== null || this.guidance !== null
    return html`<section class="media ${place}" aria-label=${say('pictures')} ?hidden=${isAway}>
      <board-media
        .items=${this.media}
        .volume=${isHeard ? (this.link.view?.look.media.volume ?? 0) : 0}
        .manner=${isAway ? 'away' : isCalling ? 'hushed' : 'playing'}
        @broken=${(event: CustomEvent<ReadonlySet<string>>) => (this.broken = event.detail)}
      ></board-media>
    </section>`
  }

  private drawRows(isLost: boolean): TemplateResult {
    return html`
      <section class="calls ${isLost ? 'old' : ''}" aria-label=${say('lastCalled')}>
        <p class="columns">
          <span class="in-line">${both(pair('number'))}</span>
          <span class="in-line">${both(pair('toCounter'))}</span>
        </p>
        <ul>
          ${this.rows.rows.map(
            (row) => html`
              <li class=${row.marked && !isLost ? 'marked' : row.state}>
                <luot-number value=${row.number}></luot-number>
                <luot-number value=${row.counter}></luot-number>
              </li>
            `,
          )}
        </ul>
      </section>
    `
  }

  private drawStrip(isLost: boolean): TemplateResult {
    const { strip, guidance } = this
    if (guidance) return html`<footer><p class="notice fit" role="status">${inBoth(guidance.text)}</p></footer>`
    // Figures nobody vouches for are not shown; a notice stays true.
    if (!strip || (isLost && strip.show === 'waiting')) return html`<footer></footer>`
    if (strip.show === 'notice') {
      return html`<footer><p class="notice fit ${strip.urgent ? 'urgent' : ''}">${inBoth(strip.text)}</p></footer>`
    }
    return html`
      <footer>
        <p class="waiting">${both(pair('waiting'))}</p>
        <ul class="services">
          ${strip.services.map(
            (service) => html`
              <li>
                <span class="name fit">${tell(service.name)}</span>
                <span class="line">
                  <span class="prefix">${service.prefix}</span>
                  ${
                    service.gate.state === 'open'
                      ? html`<span class="count">${service.waiting}</span>${waitOf(service.wait)}`
                      : html`${service.waiting > 0 ? html`<span class="count">${service.waiting}</span>` : nothing}
                        <span class="shut">${both(shutLabel(service.gate))}</span>`
                  }
                </span>
              </li>
            `,
          )}
        </ul>
      </footer>
    `
  }

  /** For staff, small: what keeps this board from doing its work. */
  private drawNotes(drawn: Plan): TemplateResult {
    const metres = (m: number) => String(Math.floor(m * 10) / 10)
    const { distance } = this.settings
    const notes = [
      ...(drawn.fits ? [] : [pair('tooSmall', metres(drawn.readableTo), metres(distance), drawn.inchesNeeded)]),
      ...this.media
        .filter(({ url }) => this.broken.has(url))
        .map(({ url }) => pair('mediaBroken', url.split('/').at(-1) ?? '')),
      ...(this.speaker?.locked ? [pair('touchForSound')] : []),
    ]
    return html`<aside class="notes" aria-label=${say('title')}>${notes.map((note) => html`<p>${tell(note)}</p>`)}</aside>`
  }
}

/** How long whoever comes now will wait: a span, or nothing where nobody can know. */
function waitOf(wait: DisplayContract['view']['services'][number]['wait']): TemplateResult | typeof nothing {
  if (!wait) return nothing
  if (!wait.beyond)
    return html`<span class="wait"><b>${waitMinutes(wait.fromMs, wait.toMs)}</b> ${say('minutes')}</span>`
  // What it may cross says more than an interval hours wide.
  const crossed = say(wait.beyond === 'lunch' ? 'afterLunch' : 'afterClosing')
  return html`<span class="wait"><b>${say('maybe')}</b> ${crossed}</span>`
}

/** Both languages as equals where they differ, once where they do not. */
function inBoth(sentence: Sentence): TemplateResult {
  return sentence.vi === sentence.en || sentence.en === '' ? html`<span>${sentence.vi}</span>` : both(sentence)
}

function sizesOf({ plan, board, media }: Glass): Record<string, string> {
  const { row, call, listWidth: width } = plan
  const px = (letterHeights: number) => `${letterHeights * row}px`
  return {
    '--row': `${row}px`,
    '--call': `${call}px`,
    '--rim': px(PARTS.rim),
    '--note': px(PARTS.note),
    '--space': px(PARTS.gap),
    '--head': px(PARTS.head),
    '--rows-head': px(PARTS.rowsHead),
    '--row-pitch': px(PARTS.row),
    '--strip': px(PARTS.strip),
    '--call-label': px(PARTS.callLabel),
    '--call-pad': px(PARTS.callPad),
    '--list': px(width),
    '--call-line': String(CALL_LINE),
    '--board-width': `${board.width}px`,
    '--board-height': `${board.height}px`,
    '--media-width': `${media?.width ?? 0}px`,
    '--media-height': `${media?.height ?? 0}px`,
  }
}

function longestNumber(calls: readonly { number: string }[]): string {
  return calls.reduce((longest, { number }) => (letters(number) > letters(longest) ? number : longest), 'A000')
}

/** How many services the strip holds beside its own word: a letter and its figure each. */
function servicesAPage({ plan: { row, shape }, board }: Glass, { services }: DisplayContract['view']): number {
  const figures = Math.max(2, ...services.map(({ waiting }) => String(waiting).length))
  return Math.max(1, Math.floor((board.width / row - (shape === 'wide' ? 3.1 : 2.3)) / (1.5 + 0.66 * figures)))
}

/** The old one where nothing became different, so that nothing is drawn. */
function same<Thing>(before: Thing, after: Thing): Thing {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after
}

declare global {
  interface HTMLElementTagNameMap {
    'luot-board': LuotBoard
  }
}
