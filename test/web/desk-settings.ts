import * as assert from 'node:assert/strict'
import { DOCUMENT_KINDS } from '#server/settings/kinds.ts'
import { type Schema, type Shape, shapeOf } from '../../desk/src/rules/shape.ts'
import { SETTINGS_WORDS } from '../../desk/src/rules/words/settings.ts'
import { wordsOf } from '../../desk/src/rules/words/words-of.ts'
import { rootOf } from '../../desk/src/settings/document-draft.ts'
import { spec } from '../kit/spec.ts'

/** The rules of scoring are written on a page of their own, /desk/ranking. */
const documents = DOCUMENT_KINDS.filter(({ kind }) => kind !== 'scoring').map(
  ({ kind, schema }) => [`/${rootOf(kind)}`, schema as Schema] as const,
)

/** Every field of a document by its pointer, entries as `*`; words in both languages are one field. */
function fieldsOf(schema: Schema, path: string): [path: string, shape: Shape][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const own = `${path}/${name}`
    const outer = shapeOf(field, name)
    const shape = outer.kind === 'maybe' ? shapeOf(outer.of, name) : outer
    const here: [string, Shape] = [own, shape]
    if (shape.kind === 'group') return [here, ...fieldsOf({ properties: shape.fields }, own)]
    if (shape.kind === 'list') return [here, ...fieldsOf(shape.entry, `${own}/*`)]
    return [here]
  })
}

spec('the form of every document of settings', ({ test }) => {
  const fields = documents.flatMap(([path, schema]) => fieldsOf(schema, path))

  test('has a name for every field and every choice in both languages, and none for what is no field', () => {
    assert.deepEqual(Object.keys(SETTINGS_WORDS).toSorted(), fields.map(([path]) => path).toSorted())
    for (const [path, shape] of fields) {
      const { vi, en, about, empty, choices = {} } = wordsOf(path)
      for (const said of [{ vi, en }, about, empty, ...Object.values(choices)])
        if (said) assert.ok(said.vi !== '' && said.en !== '', path)
      if (shape.kind === 'choice' && !shape.names && !isPlain(path))
        assert.deepEqual(Object.keys(choices).toSorted(), shape.values.toSorted(), path)
    }
  })

  test('knows how to ask for each of them', () => {
    assert.deepEqual(
      fields.filter(([, shape]) => shape.kind === 'raw' || shape.kind === 'variant').map(([path]) => path),
      [],
    )
  })
})

/** How many pixels a glass has is written the same in every language. */
function isPlain(path: string): boolean {
  return path === '/boards/boards/*/glass'
}
