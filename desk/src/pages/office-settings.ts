import { css, html, LitElement, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import type { Me } from '#core/contract/desk.ts'
import type { DocumentKinds, DocumentSettings, DocumentVersions } from '#core/contract/documents.ts'
import type { HallSettings } from '#core/contract/hall-settings.ts'
import type { OfficeVersions } from '#core/contract/office-settings.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, shortDay, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '#web/elements/luot-dialog.ts'
import '../elements/document-sheet.ts'
import '../elements/settings-file.ts'
import '../elements/staff-page.ts'
import '../elements/trial-question.ts'
import type { DocumentSheet } from '../elements/document-sheet.ts'
import { askHttp } from '../http.ts'
import { say } from '../settings/words.ts'
import * as setupWords from '../setup/words.ts'
import { PAGES } from '../which-page.ts'
import { whoDid } from '../who-did.ts'

/** One group of settings: where it is changed, and what holds. */
interface Card {
  readonly href: string
  readonly title: string
  readonly about: string
  readonly at: number | null
  readonly by: string | null
  readonly planned: number
  readonly doubts: number
}

/** In the order of their cards. */
const KNOWN = ['boards', 'slips', 'voice', 'site', 'backups', 'city', 'closing', 'retention', 'scoring'] as const
type Known = (typeof KNOWN)[number]
/** Documents that have a page of their own, once it stands in the menu. */
const OWN_PAGE: Readonly<Record<string, string>> = { scoring: '/ranking', backups: '/backups', city: '/city' }
const isKnown = (kind: string): kind is Known => (KNOWN as readonly string[]).includes(kind)

/** The one entrance to everything that can be set: each group with what holds, since when and by whom. */
@customElement('office-settings')
export class OfficeSettings extends LitElement {
  @state() private me: Me | null = null
  @state() private cards: readonly Card[] | null = null
  /** The document that is open, by its kind: it stands in the address, so that Back goes back. */
  @state() private open = location.hash.slice(1)
  /** Where somebody wants to go while something is not saved. */
  @state() private leavingTo: string | null = null
  @query('document-sheet') private written!: DocumentSheet | null

  static override styles = [
    sheet,
    css`
      .stack {
        display: grid;
        gap: var(--gap-wide);
      }
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
        gap: var(--gap);
        padding: 0;
        list-style: none;
      }
      .cards a {
        display: grid;
        gap: var(--gap-small);
        align-content: start;
        block-size: 100%;
        padding: var(--gap);
        border: var(--stroke) solid var(--line);
        border-radius: var(--radius);
        background: var(--card);
        color: var(--ink);
        text-decoration: none;
      }
      .cards a:hover {
        border-color: var(--accent);
      }
      strong {
        color: var(--accent);
        font-size: var(--text-button);
      }
      .soft {
        color: var(--ink-soft);
      }
      .doubt {
        color: var(--warn);
        font-weight: var(--weight-strong);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('hashchange', this.onHash)
  }

  override disconnectedCallback(): void {
    removeEventListener('hashchange', this.onHash)
    super.disconnectedCallback()
  }

  override render() {
    return html`<staff-page @me=${(event: CustomEvent<Me>) => this.cameIn(event.detail)}>
      ${this.me ? (this.open ? this.sheet(this.me) : this.entrance(this.me)) : nothing}
    </staff-page>`
  }

  private sheet(me: Me) {
    return html`${keyed(
      this.open,
      html`<document-sheet kind=${this.open} .me=${me} @done=${() => this.go('')}></document-sheet>`,
    )}
    ${this.leavingTo === null ? nothing : this.question(this.leavingTo)}`
  }

  private question(to: string) {
    const stay = () => (this.leavingTo = null)
    return html`<luot-dialog open heading=${say('leaveAsk')} @close=${stay}>
      <p>${say('leaveNote')}</p>
      <luot-button slot="actions" hint="Esc" @click=${stay}>${say('stay')}</luot-button>
      <luot-button slot="actions" icon="cross" @click=${() => this.show(to)}>${say('leave')}</luot-button>
    </luot-dialog>`
  }

  private entrance(me: Me) {
    return html`<div class="stack">
      <trial-question .mayAnswer=${me.role === 'admin'} @changed=${() => this.look()}></trial-question>
      <p class="soft">${say('intro')}</p>
      ${
        me.role === 'admin'
          ? html`<p><luot-button icon="home" @click=${() => location.assign('/desk/setup')}>${setupWords.say('setUpOwn')}</luot-button></p>`
          : nothing
      }
      ${
        this.cards === null
          ? html`<p role="status">${say('loading')}</p>`
          : html`<ul class="cards">
              ${this.cards.map((card) => html`<li>${this.card(card)}</li>`)}
            </ul>`
      }
      <settings-file .mayBring=${me.role === 'admin'} @changed=${() => this.look()}></settings-file>
    </div>`
  }

  private card({ href, title, about, at, by, planned, doubts }: Card) {
    const n = (value: number) => count(value, language.now)
    return html`<a href=${href}>
      <strong>${title}</strong>
      <span>${about}</span>
      <span class="soft">${by === '' ? nothing : at === null || by === null ? say('asShipped') : say('since', `${shortDay(at)} ${timeOfDay(at)}`, whoDid(by))}</span>
      ${planned > 0 ? html`<span>${say('planned', n(planned))}</span>` : nothing}
      ${doubts > 0 ? html`<span class="doubt">${say('doubts', n(doubts))}</span>` : nothing}
    </a>`
  }

  private cameIn(me: Me): void {
    this.me = me
    void this.look()
  }

  private async look(): Promise<void> {
    const [kinds, office, hall] = await Promise.all([
      askHttp<DocumentKinds>('GET', '/api/settings'),
      askHttp<OfficeVersions>('GET', '/api/office/versions'),
      askHttp<HallSettings>('GET', '/api/hall'),
    ])
    const asked = kinds.ok ? kinds.value.kinds : []
    const documents = await Promise.all(
      asked.map(({ kind }) => askHttp<DocumentSettings>('GET', `/api/settings/${kind}`)),
    )
    const shown = documents.flatMap((got) => (got.ok ? [got.value] : [])).sort((a, b) => rank(a.kind) - rank(b.kind))
    const rules = office.ok ? office.value.versions : []
    const people = PAGES.find(({ path }) => path === '/people')
    this.cards = [
      this.linked('/rules', 'rulesAbout', newestOf(rules), rules.filter(({ act }) => act === 'planned').length),
      ...shown.map(cardOf),
      this.linked(
        '/devices',
        'hallAbout',
        hall.ok ? hall.value : { at: null, by: null },
        0,
        hall.ok ? hall.value.lines.length : 0,
      ),
      ...(people ? [this.linked('/people', 'peopleAbout', { at: null, by: '' }, 0)] : []),
    ]
  }

  private linked(
    path: string,
    about: 'rulesAbout' | 'hallAbout' | 'peopleAbout',
    held: Held,
    planned: number,
    doubts = 0,
  ): Card {
    const page = PAGES.find((one) => one.path === path)
    return {
      href: `/desk${path}`,
      title: page ? tell(page.title) : say('people'),
      about: say(about),
      ...held,
      planned,
      doubts,
    }
  }

  private readonly onHash = () => {
    const { open } = this
    const to = location.hash.slice(1)
    if (to === open) return
    // Back has gone already: the address says again what is seen, until the question is answered.
    if (this.written?.isUnsaved) history.pushState(null, '', `#${open}`)
    this.go(to)
  }

  private go(to: string): void {
    if (this.written?.isUnsaved) this.leavingTo = to
    else this.show(to)
  }

  private show(kind: string): void {
    this.leavingTo = null
    this.open = kind
    if (location.hash.slice(1) !== kind) location.hash = kind
    if (kind === '') void this.look()
  }
}

interface Held {
  readonly at: number | null
  readonly by: string | null
}

function newestOf(versions: DocumentVersions['versions'] | OfficeVersions['versions']): Held {
  const { at = null, by = null } = versions.find(({ act }) => act === 'changed' || act === 'began') ?? {}
  return { at, by }
}

function rank(kind: string): number {
  const at = (KNOWN as readonly string[]).indexOf(kind)
  return at < 0 ? KNOWN.length : at
}

function cardOf({ kind, title, at, by, planned, lines }: DocumentSettings): Card {
  const about = isKnown(kind) ? say(`about-${kind}`) : say('about-other')
  const own = PAGES.find(({ path }) => path === OWN_PAGE[kind])
  return {
    href: own ? `/desk${own.path}` : `#${kind}`,
    title: tell(title),
    about,
    at,
    by,
    planned: planned.length,
    doubts: lines.length,
  }
}
