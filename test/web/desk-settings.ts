import * as assert from 'node:assert/strict'
import { BOARDS } from '#server/settings/boards.ts'
import { CITY } from '#server/settings/city.ts'
import { SITE } from '#server/settings/site.ts'
import { SLIPS } from '#server/settings/slips.ts'
import { VOICE } from '#server/settings/voice.ts'
import { type Schema, shapeOf } from '../../desk/src/rules/shape.ts'
import { SETTINGS_WORDS } from '../../desk/src/rules/words/settings.ts'
import { rootOf } from '../../desk/src/settings/document-draft.ts'
import { spec } from '../kit/spec.ts'

/** Every field of a document by its pointer, entries as `*`; words in both languages are one field. */
function fieldsOf(schema: Schema, path: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const own = `${path}/${name}`
    const shape = shapeOf(field, name)
    if (shape.kind === 'group') return [own, ...fieldsOf(field, own)]
    if (shape.kind === 'list') return [own, ...fieldsOf(shape.entry, `${own}/*`)]
    return [own]
  })
}

spec('the form of boards, slips, voice and targets', ({ test }) => {
  const fields = [BOARDS, CITY, SLIPS, VOICE, SITE].flatMap(({ kind, schema }) =>
    fieldsOf(schema as Schema, `/${rootOf(kind)}`),
  )

  test('has a name for every field in both languages, and none for what is no field', () => {
    assert.deepEqual(Object.keys(SETTINGS_WORDS).toSorted(), fields.toSorted())
    for (const [field, { vi, en }] of Object.entries(SETTINGS_WORDS)) assert.ok(vi !== '' && en !== '', field)
  })

  test('knows how to ask for each of them', () => {
    const raw = [BOARDS, CITY, SLIPS, VOICE, SITE].flatMap(({ kind, schema }) => rawIn(schema as Schema, kind))
    assert.deepEqual(raw, [])
  })
})

function rawIn(schema: Schema, path: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const shape = shapeOf(field, name)
    if (shape.kind === 'raw') return [`${path}/${name}`]
    return shape.kind === 'list' ? rawIn(shape.entry, `${path}/${name}/*`) : rawIn(field, `${path}/${name}`)
  })
}
