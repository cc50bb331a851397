import assert from 'node:assert/strict'
import { Office as OfficeSchema } from '#core/contract/office.ts'
import { contradictions } from '#core/domain/contradictions.ts'
import { CLASS_DEFAULTS, COUNTER_DEFAULTS, OFFICE_DEFAULTS, SERVICE_DEFAULTS } from '#core/domain/office-defaults.ts'
import { demoOffice } from '#server/settings/demo-office.ts'
import { readOffice } from '#server/settings/office-lines.ts'
import { faultsOf } from '#web/words/words.ts'
import { type Defaults, newEntry } from '../../desk/src/rules/blank.ts'
import {
  fieldOf,
  type Json,
  valueAt,
  withEntry,
  withMoved,
  withoutEntry,
  withValue,
} from '../../desk/src/rules/pointers.ts'
import { otherFields, SECTIONS } from '../../desk/src/rules/sections.ts'
import { type Schema, type Shape, shapeOf } from '../../desk/src/rules/shape.ts'
import { FIELD_WORDS, placeOf, wordsOf } from '../../desk/src/rules/words/words-of.ts'
import { dateFrom, numberFrom, spanFrom, timeFrom, writtenDate, writtenSpan } from '../../desk/src/rules/written.ts'
import { words } from '../../desk/src/rules-words.ts'
import { spec } from '../kit/spec.ts'

const schema = OfficeSchema as unknown as Schema
const document = JSON.parse(JSON.stringify(demoOffice)) as Json
const defaults = {
  office: OFFICE_DEFAULTS,
  service: SERVICE_DEFAULTS,
  counter: COUNTER_DEFAULTS,
  class: CLASS_DEFAULTS,
} as unknown as Defaults

/** Every field the form meets on its way through the schema, with its shape. */
function* fieldsOf(part: Schema, path: string): Generator<readonly [string, Shape, Schema]> {
  const shape = shapeOf(part, path.slice(path.lastIndexOf('/') + 1))
  yield [path, shape, part]
  if (shape.kind === 'maybe') yield* [...fieldsOf(shape.of, path)].slice(1)
  if (shape.kind === 'list')
    for (const [name, field] of Object.entries(shape.entry.properties ?? {}))
      yield* fieldsOf(field, `${path}/*/${name}`)
  if (shape.kind === 'group')
    for (const [name, field] of Object.entries(shape.fields)) yield* fieldsOf(field, `${path}/${name}`)
  if (shape.kind === 'variant') {
    for (const one of Object.values(shape.cases)) {
      for (const [name, field] of Object.entries(one.properties ?? {})) {
        if (name !== shape.by) yield* fieldsOf(field, `${path}/${name}`)
        else yield [`${path}/${name}`, { kind: 'choice', values: Object.keys(shape.cases) }, field]
      }
    }
  }
}
const all = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [...fieldsOf(field, `/${name}`)])

spec('the form of rules', ({ test }) => {
  test('knows how to ask for every part of the settings', () => {
    const unknown = all.filter(([, shape]) => shape.kind === 'raw').map(([path]) => path)
    assert.deepEqual(unknown, [])
    assert.ok(all.length > 90, `${all.length}`)
  })

  test('has a name for every rule in both languages, every choice too, and none for what is no rule', () => {
    const paths = new Set(all.map(([path]) => path))
    const nameless = [...paths].filter((path) => !(path in FIELD_WORDS))
    assert.deepEqual(nameless, [])
    assert.deepEqual(
      Object.keys(FIELD_WORDS).filter((path) => !paths.has(path)),
      [],
    )
    for (const [path, shape] of all) {
      const { choices } = wordsOf(path)
      if (shape.kind !== 'choice' || path === '/order/policy') continue
      assert.deepEqual(
        shape.values.filter((value) => !choices?.[value]),
        [],
        path,
      )
    }
  })

  test('speaks whole Vietnamese letters', () => {
    assert.deepEqual(faultsOf(words.entries), [])
    for (const [path, { vi, en, about, empty, given, choices = {} }] of Object.entries(FIELD_WORDS)) {
      for (const said of [{ vi, en }, about, empty, given, ...Object.values(choices)]) {
        if (!said) continue
        assert.ok(said.vi && said.en, path)
        assert.equal(said.vi, said.vi.normalize('NFC'), path)
      }
    }
  })

  test('shows every top field in one section, and a new one under more', () => {
    const names = Object.keys(schema.properties ?? {})
    const shown = SECTIONS.flatMap(({ fields }) => fields)
    assert.equal(new Set(shown).size, shown.length)
    assert.deepEqual(
      shown.filter((name) => !names.includes(name)),
      [],
    )
    assert.deepEqual(otherFields(names), [])
    assert.deepEqual(otherFields([...names, 'brandNew']), ['brandNew'])
    assert.deepEqual(shapeOf({ type: 'null' }, 'brandNew'), { kind: 'raw' })
  })

  test('makes entries that only need their names and their counter', () => {
    let grown = document
    for (const path of ['/services', '/counters', '/classes', '/rating/levels', '/rating/reasons']) {
      const list = valueAt(schemaAt(path), '') as unknown as Schema
      grown = withEntry(grown, path, newEntry(grown, path, list.items ?? {}, defaults))
    }
    const read = readOffice(grown)
    const codes = new Set(read.lines.filter(({ severity }) => severity === 'error').map(({ code }) => code))
    assert.deepEqual([...codes].sort(), ['no-name', 'nobody-serves'])
  })
})

function schemaAt(path: string): Json {
  const way = path.slice(1).split('/')
  return way.reduce<Schema>((part, name) => part.properties?.[name] ?? {}, schema) as unknown as Json
}

spec('the document in the form', ({ test }) => {
  test('changes in one place and stays the same object everywhere else', () => {
    const next = withValue(document, '/services/2/quota/session', 40)
    assert.equal(valueAt(next, '/services/2/quota/session'), 40)
    assert.equal(valueAt(document, '/services/2/quota/session'), null)
    assert.equal(valueAt(next, '/services/1'), valueAt(document, '/services/1'))
    assert.equal(valueAt(next, '/calendar'), valueAt(document, '/calendar'))
    assert.deepEqual(Object.keys(next as object), Object.keys(document as object))
  })

  test('has its entries added, moved and taken away', () => {
    const ids = (one: Json) => (valueAt(one, '/counters') as readonly { readonly id: string }[]).map(({ id }) => id)
    const two = withMoved(document, '/counters', 0, 1)
    assert.deepEqual(ids(two).slice(0, 2), ['quay-2', 'quay-1'])
    assert.equal(withMoved(document, '/counters', 0, -1), document)
    assert.equal(withMoved(document, '/counters', 5, 1), document)
    assert.deepEqual(ids(withoutEntry(document, '/counters', 0))[0], 'quay-2')
    assert.equal(valueAt(document, '/nowhere/at/all'), undefined)
    assert.equal(fieldOf('/services/12/sessions/0/from'), '/services/*/sessions/*/from')
  })

  test('names the place of a line as people would', () => {
    const wrong = withValue(document, '/services/2/prefix', 'A')
    const [line] = contradictions(wrong as never)
    assert.equal(placeOf(line?.path ?? '', wrong), 'Các lĩnh vực › A · Đất đai, xây dựng › Chữ đầu của số')
  })
})

spec('what is written by hand', ({ test }) => {
  test('is read as people mean it', () => {
    for (const typed of ['7:30', '07:30', '730', '7h30', ' 7.30 ']) assert.equal(timeFrom(typed), '07:30', typed)
    assert.equal(dateFrom('2/9/2026'), '2026-09-02')
    assert.equal(dateFrom('2/9'), '09-02')
    assert.equal(dateFrom('2026-09-02'), '2026-09-02')
    assert.equal(writtenDate('2026-09-02'), '02/09/2026')
    assert.equal(writtenDate('09-02'), '02/09')
    assert.equal(spanFrom('1,5', 'minutes'), 90_000)
    assert.equal(writtenSpan(90_000, 'minutes'), '1.5')
    assert.equal(writtenSpan(2_000, 'seconds'), '2')
  })

  test('stays as it was typed where it cannot be read', () => {
    assert.equal(timeFrom('nửa đêm'), 'nửa đêm')
    assert.equal(dateFrom('Tết'), 'Tết')
    assert.equal(writtenDate('Tết'), 'Tết')
    assert.equal(numberFrom('nhiều'), null)
    assert.equal(numberFrom(''), null)
  })
})
