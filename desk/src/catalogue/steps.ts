import { html, nothing } from 'lit'
import type { CatalogueBook, Says, Step } from '#core/contract/catalogue.ts'
import { tell } from '#web/words/words.ts'
import { when } from '../people/when.ts'
import { written } from './choose.ts'
import { say } from './words.ts'

type Services = CatalogueBook['services']

/** Every step a procedure or a field took, the newest first; `back` is given where a former word may be said again. */
export function steps(history: readonly Step[], services: Services, back: ((says: Says) => void) | null) {
  if (history.length === 0) return html`<p class="soft">${say('noHistory')}</p>`
  return html`<ol class="rows steps">
    ${history.map(
      (step) => html`<li data-holds=${step.holds}>
        <div class="words">
          <strong>${told(step, services)}</strong>
          <span class="soft"
            >(${[say(`holds-${step.holds}`), step.from && say('fromDay', written(step.from)), step.scope === 'field' && say('ofField')].filter(Boolean).join(', ')})</span
          ><br />
          <span class="soft">${[step.by ? (step.by.name ?? step.by.id) : null, when(step.at), step.why].filter(Boolean).join(' · ')}</span>
        </div>
        ${
          back && step.says && step.holds === 'past'
            ? html`<luot-button icon="undo" label="${say('back')}: ${told(step, services)}" @click=${() => step.says && back(step.says)}
                >${say('back')}</luot-button
              >`
            : nothing
        }
      </li>`,
    )}
  </ol>`
}

function told({ says, source }: Step, services: Services): string {
  if (!says) return say('cameIn', source ?? '')
  switch (says.topic) {
    case 'off':
      return says.reason === null ? say('saidOn') : say('saidOff', says.reason)
    case 'place': {
      const where = [serviceName(says.service, services), says.place].filter(Boolean).join(', ')
      return where === '' ? say('saidNothing', say('topic-place')) : say('saidPlace', where)
    }
    case 'note':
      return says.text === null ? say('saidNothing', say('topic-note')) : say('saidNote', says.text)
    case 'own':
      return says.own === null ? say('saidNothing', say('topic-own')) : say('saidOwn', says.own.name)
  }
}

export function serviceName(id: string | null, services: Services): string {
  const known = services.find((one) => one.id === id)
  return known ? tell(known.name) : (id ?? '')
}
