import type { CsvRow } from './csv.ts'
import { folded } from './folding.ts'
import { tidy } from './portal-shape.ts'
import type { Paper, Procedure, Term } from './procedure.ts'

/**
 * A catalogue as a table: one row a procedure, and under it a row for each further way to hand it in.
 *
 *     code      name                 field    channels    time   fee       papers
 *     1.004194  Đăng ký tạm trú      Cư trú   Trực tuyến  3 ngày 7.000 đ   Tờ khai CT01 [1 bản chính]↵Giấy thuê nhà [1 bản sao]
 *     1.004194                                Trực tiếp   3 ngày 15.000 đ
 *
 * `code`, `name` and `field` are needed. Lists inside a cell (levels, channels, aliases) are separated by `|`, papers by line
 * breaks; `## …` on a line of its own names the case of the papers below it. Headings may be Vietnamese.
 */
const headings: Record<string, Column> = {}
const columns = {
  code: ['ma', 'ma so', 'ma tthc', 'ma thu tuc'],
  name: ['ten', 'ten tthc', 'ten thu tuc', 'ten thu tuc hanh chinh'],
  field: ['linh vuc'],
  levels: ['cap', 'cap thuc hien'],
  agency: ['co quan', 'co quan thuc hien'],
  who: ['doi tuong', 'doi tuong thuc hien'],
  channels: ['hinh thuc', 'hinh thuc nop', 'cach thuc'],
  time: ['thoi han', 'thoi han giai quyet', 'thoi gian'],
  fee: ['phi', 'le phi', 'phi le phi'],
  feeVnd: ['fee vnd', 'so tien', 'phi vnd'],
  feeNote: ['fee note', 'ghi chu phi', 'ghi chu le phi'],
  description: ['mo ta', 'ghi chu'],
  papers: ['giay to', 'thanh phan ho so'],
  online: ['truc tuyen'],
  link: ['lien ket', 'duong dan'],
  aliases: ['ten goi khac', 'tu khoa'],
  service: ['quay', 'dich vu'],
} as const
type Column = keyof typeof columns
for (const [column, others] of Object.entries(columns) as [Column, readonly string[]][]) {
  for (const name of [column, ...others]) headings[folded(name)] = column
}

export interface TableProcedure {
  readonly line: number
  /** As read; the schema of a procedure still has to agree. */
  readonly procedure: Procedure
}

export interface TableProblem {
  readonly line: number
  readonly why: string
}

/** Reads rows under their heading; what cannot be read is told with its line. */
export function readTable(rows: readonly CsvRow[]): { procedures: TableProcedure[]; problems: TableProblem[] } {
  const [heading, ...body] = rows
  if (!heading) return { procedures: [], problems: [{ line: 1, why: 'the file is empty' }] }
  const order = heading.cells.map((cell) => headings[folded(cell)])
  const problems: TableProblem[] = []
  for (const [at, column] of order.entries()) {
    if (!column)
      problems.push({ line: heading.line, why: `the column "${heading.cells[at]!.slice(0, 60)}" is not known` })
    else if (order.indexOf(column) !== at)
      problems.push({ line: heading.line, why: `the column ${column} stands twice` })
  }
  for (const needed of ['code', 'name', 'field'] as const) {
    if (!order.includes(needed)) problems.push({ line: heading.line, why: `the column ${needed} is missing` })
  }
  // Under a heading that is not understood no row can be.
  if (problems.length > 0) return { procedures: [], problems }

  const procedures: TableProcedure[] = []
  for (const { line, cells } of body) {
    if (cells.length !== order.length) {
      problems.push({ line, why: `${cells.length} cells under ${order.length} headings` })
      continue
    }
    const cell = (column: Column) => tidy(cells[order.indexOf(column)])
    const previous = procedures.at(-1)?.procedure
    const continues = previous !== undefined && cell('name') === null && cell('code') === previous.code
    try {
      if (continues) previous.terms.push(termOf(cell))
      else procedures.push({ line, procedure: procedureOf(cell) })
    } catch (wrong) {
      if (!(wrong instanceof BadCell)) throw wrong
      problems.push({ line, why: wrong.message })
    }
  }
  return { procedures, problems }
}

class BadCell extends Error {}

type Cell = (column: Column) => string | null

function procedureOf(cell: Cell): Procedure {
  const hasTerm = (['channels', 'time', 'fee', 'feeVnd', 'feeNote', 'description'] as const).some(
    (column) => cell(column) !== null,
  )
  return {
    code: cell('code') ?? '',
    name: cell('name') ?? '',
    field: cell('field') ?? '',
    levels: listed(cell('levels')),
    agency: cell('agency'),
    who: cell('who'),
    terms: hasTerm ? [termOf(cell)] : [],
    documents: papersOf(cell('papers')),
    online: yesOrNo(cell('online')),
    link: cell('link'),
    aliases: listed(cell('aliases')),
    serviceHint: cell('service'),
  }
}

function termOf(cell: Cell): Term {
  return {
    channels: listed(cell('channels')),
    timeText: cell('time'),
    feeText: cell('fee'),
    feeVnd: amount(cell('feeVnd')),
    feeNote: cell('feeNote'),
    description: cell('description'),
  }
}

function papersOf(text: string | null): Procedure['documents'] {
  const cases: Procedure['documents'] = []
  for (const line of text?.split(/\r?\n/) ?? []) {
    const paper = tidy(line)
    if (!paper) continue
    if (paper.startsWith('##')) cases.push({ case: tidy(paper.slice(2)), items: [] })
    else {
      if (cases.length === 0) cases.push({ case: null, items: [] })
      cases.at(-1)!.items.push(paperOf(paper))
    }
  }
  return cases
}

/** "Tờ khai [1 bản chính, 2 bản sao]": the brackets say how many; without them nobody knows. */
function paperOf(text: string): Paper {
  const counted = /^(.*\S)\s*\[([^\]]*)\]$/.exec(text)
  const raw = counted?.[2] ?? ''
  const originals = /(\d+)\s*bản chính/i.exec(raw)?.[1]
  const copies = /(\d+)\s*bản sao/i.exec(raw)?.[1]
  if (!counted || (originals === undefined && copies === undefined)) {
    return { text, originals: null, copies: null, copiesRaw: null }
  }
  return { text: counted[1]!, originals: Number(originals ?? 0), copies: Number(copies ?? 0), copiesRaw: raw.trim() }
}

function listed(text: string | null): string[] {
  return (text ?? '').split('|').flatMap((part) => tidy(part) ?? [])
}

function amount(text: string | null): number | null {
  if (text === null) return null
  // "5.000" and "5,000" are five thousand; "5.5" is nothing a fee can be.
  if (!/^\d+$|^\d{1,3}([.,]\d{3})+$/.test(text)) throw new BadCell(`"${text.slice(0, 40)}" is not an amount in đồng`)
  return Number(text.replace(/[.,]/g, ''))
}

function yesOrNo(text: string | null): boolean | null {
  if (text === null) return null
  const plain = folded(text)
  if (['co', 'x', 'yes', 'true', '1'].includes(plain)) return true
  if (['khong', 'no', 'false', '0'].includes(plain)) return false
  throw new BadCell(`online is "${text.slice(0, 40)}"; write có or không`)
}
