import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { DocumentVersion, DocumentVersions } from '#core/contract/documents.ts'
import { sheet } from '#web/theme/sheet.ts'
import { shortDay, timeOfDay } from '#web/words/format.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import { askHttp } from '../http.ts'
import type { Json } from '../rules/pointers.ts'
import { placeOf } from '../rules/words/words-of.ts'
import { writtenDate } from '../rules/written.ts'
import { say as sayRules } from '../rules-words.ts'
import { rootOf } from '../settings/document-draft.ts'
import { say } from '../settings/words.ts'
import { rulesSheet } from './rules-sheet.ts'

/** Who changed a document, when and why, and where a version differs. Fires `show` with its body, to be looked at in the form. */
@customElement('document-history')
export class DocumentHistory extends LitElement {
  @property() kind = ''
  /** Changes when there is something new to list. */
  @property({ type: Number }) version = 0
  @state() private versions: DocumentVersions['versions'] = []
  @state() private shown: DocumentVersion | null = null

  static override styles = [sheet, rulesSheet]

  constructor() {
    super()
    new LanguageController(this)
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('version') || changed.has('kind')) void this.list()
  }

  override render() {
    if (this.versions.length === 0) return html`<p>${say('noHistory')}</p>`
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${sayRules('at')}</th>
          <th scope="col">${sayRules('act')}</th>
          <th scope="col">${sayRules('by')}</th>
          <th scope="col">${sayRules('why')}</th>
          <th scope="col"><span class="unseen">${sayRules('look')}</span></th>
        </tr>
      </thead>
      <tbody>
        ${this.versions.map(
          (one) => html`<tr>
            <td>${shortDay(one.at)} ${timeOfDay(one.at)}</td>
            <td>${sayRules(`act-${one.act}`)}${one.from ? html` · ${writtenDate(one.from)}` : nothing}</td>
            <td>${one.by}</td>
            <td>${one.why ?? ''}</td>
            <td>
              <luot-button
                variant="quiet"
                label="${sayRules('showDiffers')}: ${shortDay(one.at)} ${timeOfDay(one.at)}"
                @click=${() => this.look(one.number)}
                >${sayRules('showDiffers')}</luot-button
              >
              ${this.shown?.number === one.number ? this.differs(this.shown) : nothing}
            </td>
          </tr>`,
        )}
      </tbody>
    </table>`
  }

  private differs(version: DocumentVersion) {
    const root = rootOf(this.kind)
    const document = { [root]: version.body } as unknown as Json
    return html`<ul>
        ${version.differs.length === 0 ? html`<li>${sayRules('sameAsBefore')}</li>` : nothing}
        ${version.differs.map(
          ({ path, before, after }) =>
            html`<li><strong>${placeOf(`/${root}${path}`, document)}</strong>: ${brief(before)} → ${brief(after)}</li>`,
        )}
      </ul>
      <luot-button @click=${() => this.dispatchEvent(new CustomEvent('show', { detail: version.body }))}
        >${sayRules('look')}</luot-button
      >`
  }

  private async list(): Promise<void> {
    const got = await askHttp<DocumentVersions>('GET', `/api/settings/${this.kind}/versions`)
    if (got.ok) this.versions = got.value.versions
  }

  private async look(number: number): Promise<void> {
    const got = await askHttp<DocumentVersion>('GET', `/api/settings/${this.kind}/versions/${number}`)
    if (got.ok) this.shown = got.value
  }
}

const LONGEST = 120

function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
