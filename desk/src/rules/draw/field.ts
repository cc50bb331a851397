import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { Sentence } from '#web/hub/contract.ts'
import { both } from '#web/words/both.ts'
import { tell } from '#web/words/words.ts'
import { pair, say } from '../../rules-words.ts'
import { blankCase, blankOf } from '../blank.ts'
import { added, changed, defaultAt, type FormHands, linesAt, moved, opened, removed, worstIn } from '../form.ts'
import { type Json, keysOf, listAt, valueAt } from '../pointers.ts'
import { type Schema, type Shape, shapeOf } from '../shape.ts'
import { entryName, wordsOf } from '../words/words-of.ts'
import { drawControl, drawSelect, type Place } from './control.ts'
import { toldValue } from './told-value.ts'

// An entry with more fields than this folds away under its name.
const FIELDS_IN_A_ROW = 3

/** Draws one field of the settings by its schema: its name, what it does, its control, and what is wrong with it. */
export function drawField(hands: FormHands, schema: Schema, path: string): TemplateResult {
  const shape = shapeOf(schema, keysOf(path).at(-1) ?? '')
  switch (shape.kind) {
    case 'text':
      return drawText(hands, path, drawAbout(hands, {}, path))
    case 'group':
      return around(hands, path, drawFields(hands, shape.fields, path))
    case 'list':
      return around(hands, path, drawList(hands, schema, shape.entry, path))
    case 'variant':
      return around(hands, path, drawVariant(hands, shape, path))
    case 'maybe':
      return drawMaybe(hands, shape.of, path)
    case 'raw':
      return drawRaw(hands, path)
    default:
      return drawOne(hands, schema, shape, path, false)
  }
}

/** A field that is a whole section: its name stands over the section already. */
export function drawWhole(hands: FormHands, schema: Schema, path: string): TemplateResult {
  const shape = shapeOf(schema, keysOf(path).at(-1) ?? '')
  const inside = drawInside(hands, schema, shape, path)
  if (shape.kind === 'text' || inside === null) return drawField(hands, schema, path)
  return html`<div class="across whole" role="group" aria-label=${tell(wordsOf(path))} data-path=${path} data-control=${path} tabindex="-1">
    ${drawAbout(hands, {}, path)} ${inside}
  </div>`
}

export function drawFields(hands: FormHands, fields: Readonly<Record<string, Schema>>, path: string): TemplateResult {
  return html`<div class="fields">
    ${Object.entries(fields).map(([name, field]) => drawField(hands, field, `${path}/${name}`))}
  </div>`
}

/** Draws a field as another shape than its schema would have: a choice of what stands elsewhere. */
export function drawAs(hands: FormHands, shape: Shape, path: string): TemplateResult {
  return drawOne(hands, {}, shape, path, true)
}

function idOf(path: string): string {
  return `field${path.replaceAll('/', '-')}`
}

/** A field of one control. */
function drawOne(hands: FormHands, schema: Schema, shape: Shape, path: string, mayBeEmpty: boolean): TemplateResult {
  const words = wordsOf(path)
  const id = idOf(path)
  const control = drawControl(hands, shape, placeOf(hands, path, mayBeEmpty))
  if (control === null) return drawRaw(hands, path)
  const isTick = shape.kind === 'yes-no'
  const isMany = shape.kind === 'some-of' || shape.kind === 'weekdays'
  const label = isMany
    ? html`<span class="label" id="${id}-name">${both(words)}</span>`
    : html`<label for=${id}>${both(words)}</label>`
  return html`<div class="field ${isTick ? 'tick-field' : ''} ${isMany ? 'across' : ''}" data-path=${path}>
    ${isTick ? html`${control}${label}` : html`${label}${control}`}
    ${drawAbout(hands, schema, path)}
  </div>`
}

function placeOf({ form }: FormHands, path: string, mayBeEmpty: boolean): Place {
  const id = idOf(path)
  const faulty = linesAt(form, path).some(({ severity }) => severity === 'error')
  return { path, id, describedBy: `${id}-about ${id}-lines`, faulty, mayBeEmpty }
}

/** What it does, its default, and the lines that name it. */
function drawAbout(hands: FormHands, schema: Schema, path: string): TemplateResult {
  const { about, empty: whenEmpty } = wordsOf(path)
  const id = idOf(path)
  const usual = toldValue(defaultAt(hands, path), schema, path)
  // A choice names what leaving it out means by itself; a line cannot.
  const empty = usual === null && shapeOf(schema, '').kind !== 'maybe' ? undefined : whenEmpty
  const parts = [about && tell(about), empty && tell(empty), usual && say('usually', usual)].filter(Boolean)
  return html`<p class="about" id="${id}-about">${parts.join(' ')}</p>
    ${drawLines(hands, path)}`
}

function drawLines({ form }: FormHands, path: string): TemplateResult {
  return html`<div class="lines" id="${idOf(path)}-lines">
    ${linesAt(form, path).map(
      (line) => html`<p class=${line.severity === 'error' ? 'wrong' : 'doubt'}>${tell(line)}</p>`,
    )}
  </div>`
}

/** Words in both languages, side by side. */
function drawText(hands: FormHands, path: string, about: TemplateResult | null): TemplateResult {
  const words = wordsOf(path)
  return html`<div class="field across" data-path=${path}>
    <span class="label">${both(words)}</span>
    <div class="pair">
      ${(['vi', 'en'] as const).map((tongue) => {
        const own = `${path}/${tongue}`
        return html`<div data-path=${own}>
          <label for=${idOf(own)} class="tongue">${say(tongue === 'vi' ? 'vietnamese' : 'english')}<span class="unseen">: ${tell(words)}</span></label>
          ${drawControl(hands, { kind: 'word', longest: 300 }, placeOf(hands, own, false))}
          ${drawLines(hands, own)}
        </div>`
      })}
    </div>
    ${about}
  </div>`
}

/** A part with parts of its own. */
function around(hands: FormHands, path: string, inside: TemplateResult): TemplateResult {
  return html`<div class="part across" role="group" aria-labelledby="${idOf(path)}-name" data-path=${path}>
    <h3 id="${idOf(path)}-name" tabindex="-1" data-control=${path}>${both(wordsOf(path))}</h3>
    ${drawAbout(hands, {}, path)} ${inside}
  </div>`
}

/** One of several cases; its fields follow the choice. */
function drawVariant(
  hands: FormHands,
  { by, cases }: Extract<Shape, { kind: 'variant' }>,
  path: string,
): TemplateResult {
  const own = `${path}/${by}`
  const now = String(valueAt(hands.form.document, own) ?? '')
  const { choices } = wordsOf(own)
  const options = Object.keys(cases).map((value) => [value, choices?.[value] ? tell(choices[value]) : value] as const)
  const choose = (value: string) => hands.change(changed(hands.form, path, blankCase(by, [value, cases[value] ?? {}])))
  const rest = Object.fromEntries(Object.entries(cases[now]?.properties ?? {}).filter(([name]) => name !== by))
  return html`<div class="fields">
    <div class="field" data-path=${own}>
      <label for=${idOf(own)}>${both(wordsOf(own))}</label>
      ${drawSelect(hands, placeOf(hands, own, false), now, options, choose)} ${drawLines(hands, own)}
    </div>
    ${Object.entries(rest).map(([name, field]) => drawField(hands, field, `${path}/${name}`))}
  </div>`
}

/** A part an office may leave out: an empty line where it is one line, a choice where it is more. */
function drawMaybe(hands: FormHands, schema: Schema, path: string): TemplateResult {
  const name = keysOf(path).at(-1) ?? ''
  const shape = shapeOf(schema, name)
  const isLine = ['number', 'span', 'time', 'date', 'word', 'share', 'names'].includes(shape.kind)
  if (isLine) return drawOne(hands, { anyOf: [schema, { type: 'null' }] }, shape, path, true)
  const is = valueAt(hands.form.document, path) !== null
  const { empty, given } = wordsOf(path)
  const few = fewOf(shape, empty ?? pair('none'))
  if (few) return drawOne(hands, {}, few, path, true)
  const options = [
    ['no', empty ? tell(empty) : say('none')],
    ['yes', given ? tell(given) : say('own')],
  ] as const
  const choose = (value: string) =>
    hands.change(changed(hands.form, path, value === 'yes' ? startOf(schema, name) : null))
  return html`<div class="part across" data-path=${path}>
    <div class="field">
      <label for=${idOf(path)}>${both(wordsOf(path))}</label>
      ${drawSelect(hands, placeOf(hands, path, false), is ? 'yes' : 'no', options, choose)}
    </div>
    ${drawAbout(hands, {}, path)}
    ${is ? drawInside(hands, schema, shape, path) : nothing}
  </div>`
}

/** A choice that may be left out is a choice with one more way. */
function fewOf(shape: Shape, none: Sentence): Shape | null {
  if (shape.kind === 'yes-no') {
    const names = { '': none, true: pair('yes'), false: pair('no') }
    return { kind: 'choice', values: ['', 'true', 'false'], names, read: (value) => value === 'true' }
  }
  if (shape.kind !== 'choice') return null
  return { ...shape, values: ['', ...shape.values], names: { ...shape.names, '': none } }
}

/** What stands there once an office wants its own: with one entry where it is a list. */
function startOf(schema: Schema, name: string): Json {
  const shape = shapeOf(schema, name)
  return shape.kind === 'list' ? [blankOf(shape.entry)] : blankOf(schema, name)
}

function drawInside(hands: FormHands, schema: Schema, shape: Shape, path: string): TemplateResult | null {
  if (shape.kind === 'group') return drawFields(hands, shape.fields, path)
  if (shape.kind === 'list') return drawList(hands, schema, shape.entry, path)
  // What it does was said above it already.
  if (shape.kind === 'text') return drawText(hands, path, null)
  return drawControl(hands, shape, { ...placeOf(hands, path, false), id: `${idOf(path)}-own` })
}

/** Entries one below the other: short ones as rows, long ones folded under their names. */
function drawList(hands: FormHands, schema: Schema, entry: Schema, path: string): TemplateResult {
  const { form, readOnly } = hands
  const fields = entry.properties ?? {}
  const isShort = Object.keys(fields).length <= FIELDS_IN_A_ROW
  const entries = listAt(form.document, path)
  return html`<div class="entries">
    ${repeat(
      entries,
      (_, at) => at,
      (one, at) => {
        const own = `${path}/${at}`
        const name = entryName(one, at)
        const rows = html`${drawLines(hands, own)} ${drawFields(hands, fields, own)}
        ${readOnly ? nothing : drawRowButtons(hands, path, at, entries.length, name, schema.minItems ?? 0)}`
        if (isShort)
          return html`<div class="row" role="group" aria-label=${name} data-path=${own} data-control=${own} tabindex="-1">${rows}</div>`
        const worst = worstIn(form, own)
        return html`<details
          data-path=${own}
          ?open=${form.open.has(own)}
          @toggle=${(event: Event) => {
            event.stopPropagation()
            hands.change(opened(hands.form, own, (event.currentTarget as HTMLDetailsElement).open))
          }}
        >
          <summary data-control=${own}>
            ${name}
            ${worst ? html`<span class=${worst === 'error' ? 'wrong' : 'doubt'}>${say(worst === 'error' ? 'toMend' : 'toLookAt')}</span>` : nothing}
          </summary>
          ${form.open.has(own) ? rows : nothing}
        </details>`
      },
    )}
    ${
      readOnly
        ? nothing
        : html`<luot-button
            class="add"
            label="${say('add')}: ${tell(wordsOf(path))}"
            @click=${() => hands.change(added(hands, path, entry))}
            >+ ${say('add')}</luot-button
          >`
    }
  </div>`
}

function drawRowButtons(
  hands: FormHands,
  path: string,
  at: number,
  all: number,
  name: string,
  least: number,
): TemplateResult {
  const { form } = hands
  return html`<div class="row-buttons">
    ${at > 0 ? html`<luot-button variant="quiet" label="${say('up')}: ${name}" @click=${() => hands.change(moved(form, path, at, -1))}>↑ ${say('up')}</luot-button>` : nothing}
    ${at < all - 1 ? html`<luot-button variant="quiet" label="${say('down')}: ${name}" @click=${() => hands.change(moved(form, path, at, 1))}>↓ ${say('down')}</luot-button>` : nothing}
    ${
      all > least
        ? html`<luot-button variant="quiet" icon="cross" label="${say('remove')}: ${name}" @click=${() => hands.change(removed(form, path, at))}>${say('remove')}</luot-button>`
        : nothing
    }
  </div>`
}

/** A rule this form has no words for is shown as it is kept. */
function drawRaw(hands: FormHands, path: string): TemplateResult {
  const { form, readOnly } = hands
  return html`<div class="field across" data-path=${path}>
    <label for=${idOf(path)}>${both(wordsOf(path))}</label>
    <textarea
      id=${idOf(path)}
      rows="4"
      spellcheck="false"
      ?readonly=${readOnly}
      data-control=${path}
      aria-describedby="${idOf(path)}-about ${idOf(path)}-lines"
      .value=${JSON.stringify(valueAt(form.document, path) ?? null, null, 2)}
      @change=${(event: Event) => hands.change(changed(form, path, jsonFrom((event.target as HTMLTextAreaElement).value)))}
    ></textarea>
    ${drawAbout(hands, {}, path)}
  </div>`
}

function jsonFrom(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    // Kept as typed: the hub says that this line is not of the right kind.
    return text
  }
}
