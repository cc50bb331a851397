import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { OfficeVersion, OfficeVersions } from '#core/contract/office-settings.ts'
import { sheet } from '#web/theme/sheet.ts'
import { shortDay, timeOfDay } from '#web/words/format.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import '#web/elements/luot-button.ts'
import { askHttp } from '../http.ts'
import type { Json } from '../rules/pointers.ts'
import { placeOf } from '../rules/words/words-of.ts'
import { writtenDate } from '../rules/written.ts'
import { say } from '../rules-words.ts'
import { rulesSheet } from './rules-sheet.ts'

/** Who changed the rules, when and why. Fires `show` with a version's document, to be looked at in the form. */
@customElement('rules-history')
export class RulesHistory extends LitElement {
  /** Changes when there is something new to list. */
  @property() version = ''
  @state() private versions: OfficeVersions['versions'] = []
  @state() private shown: OfficeVersion | null = null

  static override styles = [sheet, rulesSheet]

  constructor() {
    super()
    new LanguageController(this)
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('version') && this.version !== '') void this.list()
  }

  override render() {
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${say('at')}</th>
          <th scope="col">${say('act')}</th>
          <th scope="col">${say('by')}</th>
          <th scope="col">${say('why')}</th>
          <th scope="col"><span class="unseen">${say('look')}</span></th>
        </tr>
      </thead>
      <tbody>
        ${this.versions.map(
          (one) => html`<tr>
            <td>${shortDay(one.at)} ${timeOfDay(one.at)}</td>
            <td>${say(`act-${one.act}`)}${one.from ? html` · ${writtenDate(one.from)}` : nothing}</td>
            <td>${one.by}</td>
            <td>${one.why ?? ''}</td>
            <td>
              <luot-button
                variant="quiet"
                label="${say('showDiffers')}: ${shortDay(one.at)} ${timeOfDay(one.at)}"
                @click=${() => this.look(one.number)}
                >${say('showDiffers')}</luot-button
              >
              ${this.shown?.number === one.number ? this.differs(this.shown) : nothing}
            </td>
          </tr>`,
        )}
      </tbody>
    </table>`
  }

  private differs(version: OfficeVersion) {
    const office = version.office as unknown as Json
    return html`<ul>
        ${version.differs.length === 0 ? html`<li>${say('sameAsBefore')}</li>` : nothing}
        ${version.differs.map(
          ({ path, before, after }) =>
            html`<li><strong>${placeOf(path, office)}</strong>: ${brief(before)} → ${brief(after)}</li>`,
        )}
      </ul>
      <luot-button @click=${() => this.dispatchEvent(new CustomEvent('show', { detail: office }))}>${say('look')}</luot-button>`
  }

  private async list(): Promise<void> {
    const got = await askHttp<OfficeVersions>('GET', '/api/office/versions')
    if (got.ok) this.versions = got.value.versions
  }

  private async look(number: number): Promise<void> {
    const got = await askHttp<OfficeVersion>('GET', `/api/office/versions/${number}`)
    if (got.ok) this.shown = got.value
  }
}

const LONGEST = 120

function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
