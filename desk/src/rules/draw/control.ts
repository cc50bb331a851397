import { html, nothing, type TemplateResult } from 'lit'
import { tell } from '#web/words/words.ts'
import { say } from '../../rules-words.ts'
import { changed, type FormHands } from '../form.ts'
import { type Json, listAt, valueAt } from '../pointers.ts'
import type { NamedList, Shape } from '../shape.ts'
import { entryName, wordsOf } from '../words/words-of.ts'
import {
  dateFrom,
  hexFrom,
  namesFrom,
  numberFrom,
  spanFrom,
  timeFrom,
  writtenDate,
  writtenHex,
  writtenSpan,
} from '../written.ts'

/** What a control is told by its field: where it stands and what describes it. */
export interface Place {
  readonly path: string
  readonly id: string
  readonly describedBy: string
  readonly faulty: boolean
  /** An empty field means null here. */
  readonly mayBeEmpty: boolean
}

/** One line of typing, for whatever is written in one. Null when the shape needs another control. */
export function drawControl(hands: FormHands, shape: Shape, place: Place): TemplateResult | null {
  const value = valueAt(hands.form.document, place.path)
  const unit = wordsOf(place.path).unit ?? 'minutes'
  const give = (next: Json) => hands.change(changed(hands.form, place.path, next))
  switch (shape.kind) {
    case 'word':
      return typed(hands, place, String(value ?? ''), (text) => text, { longest: shape.longest })
    case 'names':
      return typed(hands, place, Array.isArray(value) ? value.join(', ') : String(value ?? ''), namesFrom, {})
    case 'number':
      if (wordsOf(place.path).hex) return typed(hands, place, writtenHex(value), hexFrom, { like: '04b8' })
      return typed(hands, place, String(value ?? ''), (text) => numberFrom(text) ?? text, { digits: true })
    case 'share':
      return typed(
        hands,
        place,
        typeof value === 'number' ? String(Math.round(value * 1_000) / 10) : String(value ?? ''),
        shareFrom,
        { digits: true },
      )
    case 'span':
      return typed(
        hands,
        place,
        typeof value === 'number' ? writtenSpan(value, unit) : String(value ?? ''),
        (text) => spanFrom(text, unit) ?? text,
        { digits: true },
      )
    case 'time':
      return typed(hands, place, String(value ?? ''), timeFrom, { like: '07:30' })
    case 'date':
      return typed(hands, place, writtenDate(String(value ?? '')), dateFrom, {
        like: '02/09/2026',
      })
    case 'yes-no':
      return drawYesNo(hands, place, value === true, give)
    case 'choice': {
      const { choices } = wordsOf(place.path)
      const named = (one: string) => {
        const words = shape.names?.[one] ?? choices?.[one]
        return words ? tell(words) : one
      }
      const options = shape.values.map((one) => [one, named(one)] as const)
      // An empty choice is none at all.
      const choose = (one: string) => give(one === '' ? null : (shape.read?.(one) ?? one))
      return drawSelect(hands, place, String(value ?? ''), options, choose)
    }
    case 'weekday':
      return drawSelect(
        hands,
        place,
        String(value),
        WEEKDAYS.map((day) => [String(day), say(`weekday-${day}`)] as const),
        (day) => give(Number(day)),
      )
    case 'one-of':
      return drawSelect(hands, place, String(value), named(hands, shape.list, true), give)
    case 'some-of':
      return drawSomeOf(hands, place, value, named(hands, shape.list, false), give)
    case 'weekdays':
      return drawSomeOf(
        hands,
        place,
        value,
        WEEKDAYS.map((day) => [day, say(`weekday-${day}-short`)] as const),
        give,
      )
    default:
      return null
  }
}

function shareFrom(text: string): Json {
  const percent = numberFrom(text)
  return percent === null ? text : percent / 100
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

function typed(
  hands: FormHands,
  { id, describedBy, faulty, mayBeEmpty, path }: Place,
  shown: string,
  read: (text: string) => Json,
  how: { digits?: boolean; longest?: number; like?: string },
): TemplateResult {
  const give = (next: Json) => hands.change(changed(hands.form, path, next))
  return html`<input
    id=${id}
    class=${how.digits || how.like ? 'short' : ''}
    inputmode=${how.digits ? 'decimal' : nothing}
    maxlength=${how.longest ?? nothing}
    placeholder=${how.like ?? nothing}
    autocomplete="off"
    spellcheck="false"
    ?readonly=${hands.readOnly}
    aria-invalid=${faulty ? 'true' : nothing}
    aria-describedby=${describedBy || nothing}
    data-control=${path}
    .value=${shown}
    @change=${(event: Event) => {
      const input = event.target as HTMLInputElement
      const text = input.value.trim()
      give(text === '' && mayBeEmpty ? null : read(text))
      // What was understood is shown as it is kept: '730' becomes 07:30.
      input.value = shown
    }}
  />`
}

function drawYesNo(
  { readOnly }: FormHands,
  { id, describedBy, path }: Place,
  on: boolean,
  give: (next: Json) => void,
): TemplateResult {
  return html`<input
    id=${id}
    type="checkbox"
    ?disabled=${readOnly}
    aria-describedby=${describedBy || nothing}
    data-control=${path}
    .checked=${on}
    @change=${(event: Event) => give((event.target as HTMLInputElement).checked)}
  />`
}

type Options = readonly (readonly [string, string])[]

export function drawSelect(
  { readOnly }: FormHands,
  { id, describedBy, faulty, path }: Place,
  now: string,
  options: Options,
  give: (next: string) => void,
): TemplateResult {
  const known = options.some(([value]) => value === now)
  return html`<select
    id=${id}
    ?disabled=${readOnly}
    aria-invalid=${faulty ? 'true' : nothing}
    aria-describedby=${describedBy || nothing}
    data-control=${path}
    .value=${now}
    @change=${(event: Event) => give((event.target as HTMLSelectElement).value)}
  >
    ${known ? nothing : html`<option value=${now} selected>${now}</option>`}
    ${options.map(([value, name]) => html`<option value=${value} ?selected=${value === now}>${name}</option>`)}
  </select>`
}

/** Ticks in the order of the list; what was chosen keeps its place, what is added comes last. */
function drawSomeOf<One extends string | number>(
  { readOnly }: FormHands,
  { id, path, describedBy }: Place,
  value: Json | undefined,
  options: readonly (readonly [One, string])[],
  give: (next: Json) => void,
): TemplateResult {
  const chosen = (Array.isArray(value) ? value : []) as readonly One[]
  const unknown = chosen
    .filter((one) => !options.some(([known]) => known === one))
    .map((one) => [one, String(one)] as const)
  const isOrdered = typeof options[0]?.[0] === 'string'
  return html`<div class="ticks" role="group" id=${id} data-control=${path} tabindex="-1" aria-describedby=${describedBy || nothing}>
    ${[...options, ...unknown].map(([one, name]) => {
      const at = chosen.indexOf(one)
      return html`<label class="tick">
        <input
          type="checkbox"
          ?disabled=${readOnly}
          .checked=${at >= 0}
          @change=${(event: Event) => {
            const isOn = (event.target as HTMLInputElement).checked
            const next = isOn ? [...chosen, one] : chosen.filter((other) => other !== one)
            give(isOrdered ? next : [...next].sort())
          }}
        />
        <span>${isOrdered && at >= 0 && chosen.length > 1 ? html`<b>${at + 1}.</b> ` : nothing}${name}</span>
      </label>`
    })}
  </div>`
}

/** The entries other rules may name, by their ids. */
function named({ form }: FormHands, list: NamedList, withEveryone: boolean): Options {
  const entries = listAt(form.document, `/${list}`).map(
    (entry, i) => [String((entry as { readonly id?: string }).id ?? ''), entryName(entry, i)] as const,
  )
  return list === 'classes' && withEveryone ? [['ordinary', say('ordinary')], ...entries] : entries
}
