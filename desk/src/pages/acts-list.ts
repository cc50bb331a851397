import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { type Act, ActAbout, type Acts } from '#core/contract/acts.ts'
import type { Me } from '#core/contract/desk.ts'
import type { DocumentKinds } from '#core/contract/documents.ts'
import { BY_AGE } from '#core/domain/erasing.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import { fieldSheet } from '../elements/field-sheet.ts'
import '../elements/staff-page.ts'
import { askHttp } from '../http.ts'
import { latest } from '../latest.ts'
import { differing } from '../people/differing.ts'
import { rowsSheet } from '../people/rows-sheet.ts'
import { when } from '../people/when.ts'
import { say, sayDid, sayPlace, sayValue } from '../people/words.ts'
import { rootOf as documentRoot } from '../settings/document-draft.ts'

const ROOMS = ActAbout.anyOf.map((room) => room.const)

/** Who changed what: the newest act first, from the journal. `?about=` and `?id=` open it on one room or one thing. */
@customElement('acts-list')
export class ActsList extends LitElement {
  @state() private me: Me | null = null
  @state() private acts: readonly Act[] | null = null
  @state() private kinds: DocumentKinds['kinds'] = []
  @state() private next: number | null = null
  @state() private wrong = ''
  private about = ''
  private which = ''
  private readonly newest = latest()

  static override styles = [
    sheet,
    fieldSheet,
    rowsSheet,
    css`
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
        gap: var(--gap);
        max-inline-size: 48rem;
      }
      time {
        min-inline-size: 8rem;
        font-variant-numeric: tabular-nums;
      }
      table {
        inline-size: 100%;
        border-collapse: collapse;
        table-layout: fixed;
      }
      th,
      td {
        padding: var(--gap-hair) var(--gap-small);
        border-block-end: var(--stroke) solid var(--line);
        text-align: start;
        vertical-align: baseline;
        overflow-wrap: anywhere;
      }
      tbody th {
        font-weight: var(--weight-text);
        color: var(--ink-soft);
      }
      summary {
        inline-size: fit-content;
        min-block-size: 24px;
        font-size: var(--text);
        color: var(--accent);
        cursor: pointer;
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
    const asked = new URLSearchParams(location.search)
    this.which = asked.get('id') ?? ''
    this.about = ROOMS.find((room) => room === asked.get('about')) ?? ''
  }

  override render() {
    return html`<staff-page @me=${(event: CustomEvent<Me>) => this.cameIn(event.detail)}
      >${this.me ? this.page() : nothing}</staff-page
    >`
  }

  private page() {
    return html`<p class="soft">${say('actsNote')}</p>
      <div class="fields" @change=${this.asked}>
        <div>
          <label for="about">${say('about')}</label>
          <select id="about">
            <option value="">${say('everything')}</option>
            ${ROOMS.map((room) => html`<option value=${room} ?selected=${room === this.about}>${say(`about-${room}`)}</option>`)}
          </select>
        </div>
        <div>
          <label for="which">${say('which')}</label>
          <input id="which" maxlength="100" autocapitalize="none" spellcheck="false" .value=${this.which} />
        </div>
      </div>
      ${this.wrong ? html`<luot-banner kind="warn"><span role="alert">${this.wrong}</span></luot-banner>` : nothing}
      ${this.acts === null ? html`<p>${say('loading')}</p>` : this.list(this.acts)}`
  }

  private list(acts: readonly Act[]) {
    if (acts.length === 0) return html`<p role="status">${say('none')}</p>`
    return html`<ul class="rows">
        ${acts.map((act) => this.row(act))}
      </ul>
      ${
        this.next === null
          ? nothing
          : html`<div class="bar"><luot-button icon="later" @click=${this.older}>${say('older')}</luot-button></div>`
      }`
  }

  private row(act: Act) {
    const { by, about, id } = act
    const title = about === 'settings' ? this.kinds.find(({ kind }) => kind === id)?.title : undefined
    const isHub = by.role === 'hub'
    const who = isHub ? say('hub') : (by.name ?? (by.role === 'citizen' ? '?' : by.id))
    const why = isHub && act.why === BY_AGE ? say('byAge') : act.why
    const lines = differing(act.before, act.after)
    return html`<li data-seq=${act.seq}>
      <time datetime=${new Date(act.at).toISOString()}>${when(act.at)}</time>
      <div class="words">
        <strong>${who}</strong> ${sayDid(act.did)} · ${say(`about-${about}`)} <strong>${title ? tell(title) : id}</strong>
        ${why ? html`<br />${say('why', why)}` : nothing}
        ${lines.length === 0 ? nothing : details(lines, rootOf(act))}
      </div>
      <span class="soft">
        ${[fromWhere(act), say('record', count(act.seq, language.now))].filter(Boolean).join(' · ')}
      </span>
    </li>`
  }

  private cameIn(me: Me): void {
    this.me = me
    void this.load(null)
    void this.learnTitles()
  }

  /** What the documents of settings are called; without it they stand there by their ids. */
  private async learnTitles(): Promise<void> {
    const got = await askHttp<DocumentKinds>('GET', '/api/settings')
    if (got.ok) this.kinds = got.value.kinds
  }

  private asked = (): void => {
    this.about = this.renderRoot.querySelector<HTMLSelectElement>('#about')?.value ?? ''
    this.which = this.renderRoot.querySelector<HTMLInputElement>('#which')?.value.trim() ?? ''
    void this.load(null)
  }

  private older = (): void => void this.load(this.next)

  private async load(before: number | null): Promise<void> {
    const query = new URLSearchParams()
    if (this.about) query.set('about', this.about)
    if (this.which) query.set('id', this.which)
    if (before !== null) query.set('before', String(before))
    const got = await this.newest(askHttp<Acts>('GET', `/api/acts?${query}`))
    if (got === null) return
    this.wrong = got.ok ? '' : tell(got.message)
    if (!got.ok) return
    this.acts = before === null ? got.value.acts : [...(this.acts ?? []), ...got.value.acts]
    this.next = got.value.next
  }
}

function fromWhere({ from }: Act): string {
  return from === 'hub' ? say('hub') : (from ?? '')
}

/** Where the fields stand that an act changed, as the pages of settings and rules name theirs; null where they name none. */
function rootOf({ about, id }: Act): string | null {
  if (about === 'settings') return `/${documentRoot(id)}`
  return about === 'office' || about === 'hall' ? '' : null
}

function details(lines: ReturnType<typeof differing>, root: string | null) {
  return html`<details>
    <summary>${say('details')}</summary>
    <table>
      <thead>
        <tr>
          <td></td>
          <th scope="col">${say('before')}</th>
          <th scope="col">${say('after')}</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          ({ place, before, after }) => html`<tr>
            <th scope="row">${sayPlace(place, root)}</th>
            <td>${sayValue(place, root, before)}</td>
            <td>${sayValue(place, root, after)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </details>`
}
