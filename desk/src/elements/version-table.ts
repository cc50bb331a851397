import { html, nothing } from 'lit'
import type { Differs, VersionList } from '#core/contract/versions.ts'
import { shortDay, timeOfDay } from '#web/words/format.ts'
import '#web/elements/luot-button.ts'
import { writtenDate } from '../rules/written.ts'
import { say } from '../rules-words.ts'
import { whoDid } from '../who-did.ts'

const LONGEST = 120

/** Who changed settings, when and why, the newest first; beside the one that is looked at stands where it differs from the one before. */
export function versionTable(parts: {
  versions: VersionList['versions']
  shown: { readonly number: number; readonly differs: Differs } | null
  /** A JSON pointer in people's words. */
  place: (path: string) => string
  look: (number: number) => void
  /** Takes the shown version into the form. */
  show: () => void
}) {
  const { versions, shown, place, look, show } = parts
  const differs = (those: Differs) => html`<ul>
      ${those.length === 0 ? html`<li>${say('sameAsBefore')}</li>` : nothing}
      ${those.map(({ path, before, after }) => html`<li><strong>${place(path)}</strong>: ${brief(before)} → ${brief(after)}</li>`)}
    </ul>
    <luot-button @click=${show}>${say('look')}</luot-button>`
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
      ${versions.map(
        (one) => html`<tr>
          <td>${shortDay(one.at)} ${timeOfDay(one.at)}</td>
          <td>${say(`act-${one.act}`)}${one.from ? html` · ${writtenDate(one.from)}` : nothing}</td>
          <td>${whoDid(one.by)}</td>
          <td>${one.why ?? ''}</td>
          <td>
            <luot-button
              variant="quiet"
              label="${say('showDiffers')}: ${shortDay(one.at)} ${timeOfDay(one.at)}"
              @click=${() => look(one.number)}
              >${say('showDiffers')}</luot-button
            >
            ${shown?.number === one.number ? differs(shown.differs) : nothing}
          </td>
        </tr>`,
      )}
    </tbody>
  </table>`
}

function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
