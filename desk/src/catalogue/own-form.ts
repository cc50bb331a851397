import { html } from 'lit'
import type { OwnProcedure } from '#core/contract/catalogue.ts'
import { say } from './words.ts'

export const NOTHING_YET: OwnProcedure = {
  name: '',
  field: '',
  papers: [],
  timeText: null,
  feeText: null,
  feeNote: null,
  link: null,
}

const LINES = ['timeText', 'feeText', 'feeNote', 'link'] as const
const WORDS = { timeText: 'time', feeText: 'fee', feeNote: 'feeNote', link: 'link' } as const
const LONGEST = { timeText: 200, feeText: 200, feeNote: 500, link: 1_000 } as const

/** The fields of an addition of the office's own; each change gives the whole anew. */
export function ownForm(own: OwnProcedure, fields: readonly string[], change: (own: OwnProcedure) => void) {
  const value = (event: Event) => (event.target as HTMLInputElement | HTMLTextAreaElement).value
  return html`<div class="field">
      <label for="name">${say('name')}</label>
      <input id="name" maxlength="300" autocomplete="off" .value=${own.name} @input=${(event: Event) => change({ ...own, name: value(event) })} />
    </div>
    <div class="field">
      <label for="field">${say('field')}</label>
      <input id="field" maxlength="300" autocomplete="off" list="fields" .value=${own.field} @input=${(event: Event) => change({ ...own, field: value(event) })} />
      <datalist id="fields">${fields.map((name) => html`<option value=${name}></option>`)}</datalist>
    </div>
    <div class="field">
      <label for="papers">${say('papers')}</label>
      <textarea id="papers" rows="4" .value=${own.papers.join('\n')} @change=${(event: Event) => change({ ...own, papers: linesOf(value(event)) })}></textarea>
    </div>
    ${LINES.map(
      (key) => html`<div class="field">
        <label for=${key}>${say(WORDS[key])}</label>
        <input id=${key} maxlength=${LONGEST[key]} autocomplete="off" .value=${own[key] ?? ''} @input=${(event: Event) => change({ ...own, [key]: value(event).trim() || null })} />
      </div>`,
    )}`
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim().slice(0, 400))
    .filter((line) => line !== '')
    .slice(0, 40)
}
