import { css, html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { ProcedureBrief, ProcedureList } from '#core/contract/procedures.ts'
import { sheet } from '#web/theme/sheet.ts'
import { both } from '#web/words/both.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import '../elements/kiosk-frame.ts'
import '../elements/kiosk-tiles.ts'
import '../elements/letter-keys.ts'
import { briefName, LONGEST_COMPACT } from '../brief-name.ts'
import { catalogue, type Told } from '../catalogue.ts'
import { awayNotice } from '../elements/kiosk-frame.ts'
import type { KioskTiles, Tile } from '../elements/kiosk-tiles.ts'
import type { KeyEvent } from '../elements/letter-keys.ts'
import type { Shown } from '../shown.ts'
import { WishEvent } from '../wish.ts'
import { pair, say } from '../words.ts'

/** What the lookup board is asked for: its fields, one field's procedures, or whatever matches the typed letters. */
export type Asked = { by: 'fields' } | { by: 'field'; field: string } | { by: 'text'; text: string }

const LONGEST_TEXT = 60
const MOST_FOUND = 40

/** The lookup board: from the fields to a procedure in two touches, or by typing a few plain letters. */
@customElement('find-procedure')
export class FindProcedure extends LitElement {
  @property({ attribute: false }) shown!: Shown
  @property({ attribute: false }) asked!: Asked
  /** On a lookup board of its own, the fields are home and have no way back. */
  @property({ type: Boolean }) root = false

  @state() private answer: Told<ProcedureList> | null = null

  @query('kiosk-tiles') private tiles!: KioskTiles | null

  private asking = new AbortController()

  static override styles = [
    sheet,
    css`
      .search {
        block-size: 100%;
        min-block-size: 0;
        display: grid;
        gap: var(--gap);
        grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
      }
      @media (orientation: landscape) {
        .search {
          grid-template: 'typed found' auto 'keys found' minmax(0, 1fr) / auto minmax(0, 1fr);
        }
        .typed {
          grid-area: typed;
        }
        .found {
          grid-area: found;
        }
        letter-keys {
          grid-area: keys;
          align-self: end;
        }
      }
      .typed {
        display: flex;
        align-items: center;
        gap: var(--gap);
        min-block-size: calc(18 * var(--mm));
        padding: calc(2 * var(--mm)) var(--gap);
        border: var(--stroke-strong) solid var(--accent);
        border-radius: var(--radius);
        background: var(--card);
        font-size: var(--text-title);
        line-height: var(--leading-tight);
      }
      .typed span {
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      .hint {
        color: var(--ink-soft);
        font-size: var(--text);
      }
      .found {
        min-block-size: 0;
        display: grid;
        grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
        gap: var(--gap-small);
      }
      .sorry {
        align-self: center;
        justify-self: center;
        text-align: center;
        font-size: var(--text-button);
        line-height: var(--leading-tight);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    window.addEventListener('keydown', this.typedOnKeyboard)
  }

  override disconnectedCallback(): void {
    window.removeEventListener('keydown', this.typedOnKeyboard)
    this.asking.abort()
    super.disconnectedCallback()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('asked')
    if (changed.has('asked') && JSON.stringify(before) !== JSON.stringify(this.asked)) void this.ask()
    // A board that could not ask while the hub was away asks when it is back.
    if (changed.has('shown') && this.shown.live && this.answer?.told === 'not-now') void this.ask()
  }

  /** The newest question wins; an answer to an older one is not looked at. */
  private async ask(): Promise<void> {
    this.asking.abort()
    const asking = new AbortController()
    this.asking = asking
    const { asked } = this
    const answer = await catalogue.list(
      asked.by === 'fields'
        ? { limit: 1 }
        : asked.by === 'field'
          ? { field: asked.field, limit: 200 }
          : { text: asked.text, limit: MOST_FOUND },
      asking.signal,
    )
    if (asking.signal.aborted) return
    this.answer = answer
    this.tiles?.toFirst()
  }

  override render() {
    switch (this.asked.by) {
      case 'fields':
        return this.frame(
          pair('chooseField'),
          this.listed((list) => this.fields(list)),
        )
      case 'field':
        return this.frame(
          { vi: this.asked.field, en: this.asked.field },
          this.listed((list) => procedures(list, this.shown.fit === 'compact')),
        )
      case 'text':
        return this.frame(null, this.search(this.asked.text))
      default:
        return this.asked satisfies never
    }
  }

  private frame(heading: { vi: string; en: string } | null, content: unknown) {
    return html`<kiosk-frame
      ?nav=${!(this.root && this.asked.by === 'fields')}
      .shown=${this.shown}
      .heading=${heading}
      >${awayNotice(this.shown, 'hubAwayDo')}${content}</kiosk-frame
    >`
  }

  private listed(tilesOf: (list: ProcedureList) => readonly Tile[]) {
    if (this.answer === null) return html`<p class="sorry" role="status">${say('loading')}</p>`
    if (this.answer.told !== 'yes') return html`<p class="sorry" role="status">${both(pair('notLoaded'))}</p>`
    const list = this.answer.value
    const withSearch = this.asked.by === 'fields' && this.shown.fit !== 'compact'
    return html`<kiosk-tiles fit=${this.shown.fit}
      .tiles=${this.drawnOnce(() => tilesOf(list))}
      .pinned=${withSearch ? searchTile() : null}
      mostColumns=${this.asked.by === 'fields' ? 4 : 2}
    ></kiosk-tiles>`
  }

  /** Two hundred tiles are measured once, not at every ticket that somebody else takes meanwhile. */
  private drawnOnce(draw: () => readonly Tile[]): readonly Tile[] {
    const { answer, drawn } = this
    const manner = `${language.now} ${language.stretched} ${this.shown.fit} ${this.shown.look.text}`
    if (drawn?.answer !== answer || drawn?.manner !== manner) this.drawn = { answer, manner, tiles: draw() }
    return this.drawn!.tiles
  }
  private drawn: { answer: unknown; manner: string; tiles: readonly Tile[] } | null = null

  private fields({ fields }: ProcedureList): readonly Tile[] {
    return fields.map(({ name, count }) => ({
      name,
      notes: [say('procedures', count)],
      wish: { want: 'field', field: name },
    }))
  }

  private search(text: string) {
    return html`<div class="search" @letter=${this.touched}>
      <h1 class="unseen">${say('byName')}</h1>
      <p class="typed" aria-live="polite" aria-label=${`${say('typed')}: ${text}`}>
        <luot-icon name="search"></luot-icon>
        ${text === '' ? html`<span class="hint">${say('typeName')}</span>` : html`<span>${text}</span>`}
      </p>
      <div class="found">${text === '' ? nothing : this.foundNow()}</div>
      <letter-keys></letter-keys>
    </div>`
  }

  private foundNow() {
    if (this.answer === null) return nothing
    if (this.answer.told !== 'yes') return html`<p class="sorry" role="status">${both(pair('notLoaded'))}</p>`
    const list = this.answer.value
    const { length } = list.procedures
    if (length === 0) return html`<p class="sorry" role="status">${both(pair('nothingFound'))}</p>`
    return html`<p role="status">${say('found', length)}</p>
      <kiosk-tiles fit=${this.shown.fit} .tiles=${this.drawnOnce(() => procedures(list, false))} mostColumns="1"></kiosk-tiles>`
  }

  private touched({ key }: KeyEvent): void {
    if (this.asked.by !== 'text') return
    const { text } = this.asked
    this.look(key === 'erase' ? text.slice(0, -1) : `${text}${key}`)
  }

  /** Where there is a keyboard, it types too, with whatever accents it gives. */
  private typedOnKeyboard = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || this.shown.fit === 'compact') return
    const text = this.asked.by === 'text' ? this.asked.text : ''
    const onButton = event.composedPath().some((each) => each instanceof HTMLButtonElement)
    if (event.key === 'Backspace' && this.asked.by === 'text') this.look(text.slice(0, -1))
    else if ([...event.key].length === 1 && !(event.key === ' ' && onButton)) this.look(`${text}${event.key}`)
    else return
    event.preventDefault()
  }

  private look(text: string): void {
    const plain = text.replace(/^\s+/, '').slice(0, LONGEST_TEXT)
    this.dispatchEvent(new WishEvent({ want: 'search', text: plain }))
  }
}

function procedures({ procedures }: ProcedureList, compact: boolean): readonly Tile[] {
  return procedures.map((procedure) => ({
    name: compact ? briefName(procedure.name, LONGEST_COMPACT) : briefName(procedure.name),
    notes: compact ? [] : [noteOf(procedure)],
    wish: { want: 'procedure', code: procedure.code },
  }))
}

function noteOf({ code, field, online }: ProcedureBrief): string {
  return [code, field, online ? say('online') : ''].filter((part) => part !== '').join(' · ')
}

function searchTile(): Tile {
  return {
    icon: 'search',
    name: both(pair('byName')),
    notes: [say('byNameAbout')],
    kind: 'action',
    wish: { want: 'search', text: '' },
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'find-procedure': FindProcedure
  }
}
