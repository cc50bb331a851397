import { html, LitElement } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { DocumentVersion, DocumentVersions } from '#core/contract/documents.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { askHttp } from '../http.ts'
import { latest } from '../latest.ts'
import type { Json } from '../rules/pointers.ts'
import { placeOf } from '../rules/words/words-of.ts'
import { rootOf } from '../settings/document-draft.ts'
import { say } from '../settings/words.ts'
import { rulesSheet } from './rules-sheet.ts'
import { versionTable } from './version-table.ts'

/** Who changed a document, when and why, and where a version differs. Fires `show` with its body, to be looked at in the form. */
@customElement('document-history')
export class DocumentHistory extends LitElement {
  @property() kind = ''
  /** Changes when there is something new to list. */
  @property({ type: Number }) version = 0
  @state() private versions: DocumentVersions['versions'] = []
  @state() private shown: DocumentVersion | null = null
  private readonly newestList = latest()
  private readonly newestLook = latest()

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
    const root = rootOf(this.kind)
    const { versions, shown } = this
    return versionTable({
      versions,
      shown,
      place: (path) => placeOf(`/${root}${path}`, { [root]: shown?.body } as unknown as Json),
      look: (number) => void this.look(number),
      show: () => this.dispatchEvent(new CustomEvent('show', { detail: shown?.body })),
    })
  }

  private async list(): Promise<void> {
    const got = await this.newestList(askHttp<DocumentVersions>('GET', `/api/settings/${this.kind}/versions`))
    if (got?.ok) this.versions = got.value.versions
  }

  private async look(number: number): Promise<void> {
    const got = await this.newestLook(askHttp<DocumentVersion>('GET', `/api/settings/${this.kind}/versions/${number}`))
    if (got?.ok) this.shown = got.value
  }
}
