import { html, nothing, type TemplateResult } from 'lit'
import type { OfficeSettings } from '#core/contract/office-settings.ts'
import type { SettingsLine } from '#core/contract/shapes.ts'
import { both } from '#web/words/both.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { tell } from '#web/words/words.ts'
import { pair, say } from '../../rules-words.ts'
import type { Form } from '../form.ts'
import type { Json } from '../pointers.ts'
import { placeOf } from '../words/words-of.ts'
import { writtenDate } from '../written.ts'

/** Every line at fault, then every line in doubt, each a way to its field. */
export function drawAtFault({ lines, document }: Form, show: (path: string) => void): TemplateResult {
  const list = (found: readonly SettingsLine[], title: string) =>
    found.length === 0
      ? nothing
      : html`<luot-banner kind="warn">
          <div class="at-fault">
            <strong>${title}</strong>
            ${found.map(
              (line) => html`<button type="button" @click=${() => show(line.path)}>
                ${placeOf(line.path, document)}: ${tell(line)}
              </button>`,
            )}
          </div>
        </luot-banner>`
  const wrong = lines.filter(({ severity }) => severity === 'error')
  const doubtful = lines.filter(({ severity }) => severity === 'warning')
  return html`${list(wrong, say('linesWrong', count(wrong.length, language.now)))}
  ${list(doubtful, say('linesDoubt', count(doubtful.length, language.now)))}`
}

/** The changes that wait for their day. */
export function drawPlans(
  { planned }: OfficeSettings,
  isAdmin: boolean,
  acts: { look(office: Json): void; drop(day: string): void },
): TemplateResult | typeof nothing {
  if (planned.length === 0) return nothing
  return html`<section id="planned" aria-labelledby="planned-title">
    <h2 id="planned-title">${both(pair('planned'))}</h2>
    <ul class="plans">
      ${planned.map(
        ({ fromDay, office }) => html`<li>
          <strong>${say('plannedFor', writtenDate(fromDay))}</strong>
          <luot-button variant="quiet" @click=${() => acts.look(office as unknown as Json)}>${say('look')}</luot-button>
          ${
            isAdmin
              ? html`<luot-button label="${say('drop')}: ${writtenDate(fromDay)}" @click=${() => acts.drop(fromDay)}
                  >${say('drop')}</luot-button
                >`
              : nothing
          }
        </li>`,
      )}
    </ul>
  </section>`
}
