import { html } from 'lit'
import type { CatalogueBook, Says } from '#core/contract/catalogue.ts'
import { ownForm } from './own-form.ts'
import { serviceName } from './steps.ts'
import { say } from './words.ts'

/** The fields of one topic; each change gives the whole word anew. */
export function wordFields(saying: Says, { services, fields }: CatalogueBook, change: (says: Says) => void) {
  const value = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value
  switch (saying.topic) {
    case 'off':
      if (saying.reason === null) return html`<strong>${say('do-on')}</strong>`
      return html`<div class="field">
        <label for="reason">${say('reason')}</label>
        <input id="reason" maxlength="200" autocomplete="off" .value=${saying.reason} @input=${(event: Event) => {
          change({ topic: 'off', reason: value(event) })
        }} />
      </div>`
    case 'place':
      return html`<div class="pair">
        <div class="field">
          <label for="service">${say('service')}</label>
          <select id="service" @change=${(event: Event) => {
            change({ ...saying, service: value(event) || null })
          }}>
            <option value="">${say('noService')}</option>
            ${services.map(
              ({ id }) =>
                html`<option value=${id} ?selected=${id === saying.service}>${serviceName(id, services)}</option>`,
            )}
          </select>
        </div>
        <div class="field">
          <label for="place">${say('place')}</label>
          <input id="place" maxlength="200" autocomplete="off" .value=${saying.place ?? ''} @input=${(event: Event) => {
            change({ ...saying, place: value(event).trim() || null })
          }} />
        </div>
      </div>`
    case 'note':
      return html`<div class="field">
        <label for="note">${say('note')}</label>
        <input id="note" maxlength="500" autocomplete="off" .value=${saying.text ?? ''} @input=${(event: Event) => {
          change({ topic: 'note', text: value(event).trim() || null })
        }} />
      </div>`
    case 'own':
      if (saying.own === null) return html`<p>${say('removeAsk')}</p>`
      return ownForm(
        saying.own,
        fields.map(({ name }) => name),
        (own) => {
          change({ topic: 'own', own })
        },
      )
  }
}
