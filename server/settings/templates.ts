import { readFileSync } from 'node:fs'
import { Type } from 'typebox'
import { Parse } from 'typebox/value'
import type { Text } from '#core/contract/shapes.ts'
import type { Office } from '#core/domain/office.ts'
import { completeOffice, type LooseOffice } from '#core/domain/office-defaults.ts'
import { demoOffice } from './demo-office.ts'

/** An office to begin with: its rules, its documents, which fields of the catalogue each service takes, what stands in its hall. */
export interface Template {
  readonly id: string
  readonly title: Text
  readonly about: Text
  readonly office: Office
  readonly documents: Readonly<Record<string, object>>
  /** Service id → fields (lĩnh vực) of the catalogue. */
  readonly fields: Readonly<Record<string, readonly string[]>>
  readonly screens: { readonly kiosks: number; readonly boards: readonly string[] }
}

const Words = Type.Object({ vi: Type.String(), en: Type.String() })
const Loose = Type.Object({}, { additionalProperties: true })
const File = Type.Object({
  id: Type.String(),
  title: Words,
  about: Words,
  office: Loose,
  documents: Type.Record(Type.String(), Loose),
  fields: Type.Record(Type.String(), Type.Array(Type.String())),
  screens: Type.Object({ kiosks: Type.Integer(), boards: Type.Array(Type.String()) }),
})

const NAMES = ['small-ward', 'big-ward', 'city-centre'] as const

/** What an office is known by that somebody set up; the demonstration has a name of its own. */
const OWN_ID = 'van-phong'

/** Every template, read from its file; the demonstration comes last, as an office of one's own. */
export function readTemplates(): readonly Template[] {
  return [...NAMES.map(readTemplate), demonstration()]
}

/** A hall nobody has set up yet: the smallest office, closed to citizens until somebody says it is ready. */
export function officeToPrepare(): Office {
  const { office } = readTemplate('small-ward')
  return { ...office, preparing: true }
}

function readTemplate(name: (typeof NAMES)[number]): Template {
  const file = new URL(`./templates/${name}.json`, import.meta.url)
  const read = Parse(File, JSON.parse(readFileSync(file, 'utf8')))
  return { ...read, office: completeOffice(read.office as LooseOffice) }
}

function demonstration(): Template {
  return {
    id: 'demonstration',
    title: { vi: 'Như bản trình diễn', en: 'As the demonstration' },
    about: {
      vi: '6 quầy, 7 lĩnh vực, mở mọi giờ. Để làm quen.',
      en: '6 counters, 7 services, open at any hour. To get to know it.',
    },
    office: { ...demoOffice, id: OWN_ID },
    documents: {},
    fields: {},
    screens: { kiosks: 1, boards: ['board-1'] },
  }
}
