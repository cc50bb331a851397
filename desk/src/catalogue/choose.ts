import type { CatalogueRow, FindingKind } from '#core/contract/catalogue.ts'

export const STATES = ['all', 'taken', 'off', 'own', 'planned'] as const
export type State = (typeof STATES)[number]

/** What the list is asked for. */
export interface Asked {
  readonly words: string
  readonly field: string
  readonly state: State
  readonly flag: FindingKind | null
}

export const EVERYTHING: Asked = { words: '', field: '', state: 'all', flag: null }

/** The rows that are asked for: each word typed begins a word of the name, the code or the field, marks or not. */
export function chosen(rows: readonly CatalogueRow[], asked: Asked): CatalogueRow[] {
  const words = plain(asked.words).split(' ').filter(Boolean)
  return rows.filter((row) => {
    if (asked.field !== '' && row.field !== asked.field) return false
    if (asked.flag !== null && !row.flags.includes(asked.flag)) return false
    if (!isIn(row, asked.state)) return false
    const text = words.length === 0 ? '' : plain(`${row.name} ${row.code} ${row.field}`)
    return words.every((word) => text.includes(` ${word}`))
  })
}

function isIn({ off, origin, plans }: CatalogueRow, state: State): boolean {
  switch (state) {
    case 'all':
      return true
    case 'taken':
      return off === null
    case 'off':
      return off !== null
    case 'own':
      return origin === 'own'
    case 'planned':
      return plans.length > 0
  }
}

/** Letters and digits without marks, a space before each word. */
function plain(text: string): string {
  const bare = text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase()
  return ` ${bare.replaceAll(/[^a-z0-9]+/g, ' ')}`
}

/** 2026-11-23 as it is written here: 23/11/2026. */
export function written(day: string): string {
  return day.split('-').reverse().join('/')
}
