import { LitElement } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { OfficeVersion, OfficeVersions } from '#core/contract/office-settings.ts'
import { sheet } from '#web/theme/sheet.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { askHttp } from '../http.ts'
import { latest } from '../latest.ts'
import type { Json } from '../rules/pointers.ts'
import { placeOf } from '../rules/words/words-of.ts'
import { rulesSheet } from './rules-sheet.ts'
import { versionTable } from './version-table.ts'

/** Who changed the rules, when and why. Fires `show` with a version's document, to be looked at in the form. */
@customElement('rules-history')
export class RulesHistory extends LitElement {
  /** Changes when there is something new to list. */
  @property() version = ''
  @state() private versions: OfficeVersions['versions'] = []
  @state() private shown: OfficeVersion | null = null
  private readonly newestList = latest()
  private readonly newestLook = latest()

  static override styles = [sheet, rulesSheet]

  constructor() {
    super()
    new LanguageController(this)
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('version') && this.version !== '') void this.list()
  }

  override render() {
    const { versions, shown } = this
    const office = shown?.office as unknown as Json
    return versionTable({
      versions,
      shown,
      place: (path) => placeOf(path, office),
      look: (number) => void this.look(number),
      show: () => this.dispatchEvent(new CustomEvent('show', { detail: office })),
    })
  }

  private async list(): Promise<void> {
    const got = await this.newestList(askHttp<OfficeVersions>('GET', '/api/office/versions'))
    if (got?.ok) this.versions = got.value.versions
  }

  private async look(number: number): Promise<void> {
    const got = await this.newestLook(askHttp<OfficeVersion>('GET', `/api/office/versions/${number}`))
    if (got?.ok) this.shown = got.value
  }
}
