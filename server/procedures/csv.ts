/**
 * Reads CSV strictly (RFC 4180): a quote where none may be is an error with its line, not a guess.
 *
 *     code,name,papers
 *     1.001193,"Đăng ký ""khai sinh""","one paper
 *     a line"
 *
 * The separator is the comma, the semicolon (what Excel writes where the comma is the decimal sign) or the tab,
 * whichever the first line uses.
 */
export interface CsvRow {
  /** The line of the file the row begins on, counted from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export class BadCsv extends Error {
  readonly line: number
  constructor(line: number, what: string) {
    super(`line ${line}: ${what}`)
    this.line = line
  }
}

export interface CsvBounds {
  readonly rows: number
  readonly columns: number
}

export function readCsv(text: string, most: CsvBounds): CsvRow[] {
  const separator = separatorOf(text)
  const rows: CsvRow[] = []
  let at = 0
  let line = 1

  /** Reads a cell from `at`, and leaves `at` on what ends it. */
  function cell(): string {
    if (text[at] !== '"') {
      const start = at
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') {
        if (text[at] === '"') throw new BadCsv(line, 'a quote inside a cell that does not begin with one')
        at++
      }
      return text.slice(start, at)
    }
    const opened = line
    const pieces: string[] = []
    for (;;) {
      const close = text.indexOf('"', at + 1)
      if (close < 0) throw new BadCsv(opened, 'a quoted cell is never closed')
      const piece = text.slice(at + 1, close)
      line += piece.split('\n').length - 1
      pieces.push(piece)
      at = close
      if (text[close + 1] !== '"') break
      at = close + 1
    }
    at++
    return pieces.join('"')
  }

  while (at < text.length) {
    const begins = line
    const cells = [cell()]
    while (text[at] === separator) {
      if (cells.length === most.columns) throw new BadCsv(begins, `more than ${most.columns} columns`)
      at++
      cells.push(cell())
    }
    if (text[at] === '\r') at++
    if (at < text.length && text[at] !== '\n') throw new BadCsv(line, 'something follows a closing quote')
    at++
    line++
    const isBlank = cells.length === 1 && cells[0] === ''
    if (isBlank) continue
    if (rows.length === most.rows) throw new BadCsv(begins, `more than ${most.rows} rows`)
    rows.push({ line: begins, cells })
  }
  return rows
}

function separatorOf(text: string): string {
  const end = text.search(/[\r\n]/)
  const head = end < 0 ? text : text.slice(0, end)
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: head.split(sign).length }))
  return counted.sort((a, b) => b.count - a.count)[0]!.sign
}

/** Writes cells as one line of CSV; the reader above gives the same cells back. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`
}
