import { csv } from './csv.ts'
import { paper } from './paper.ts'
import type { Document, Sheet } from './sheet.ts'
import { workbook } from './workbook.ts'

/** A report as a file: a text file holds its one table, a workbook and paper the whole document. */
export async function written(form: 'csv' | 'xlsx' | 'pdf', sheet: Sheet, document: Document): Promise<Buffer> {
  if (form === 'csv') return Buffer.from(csv(sheet, document.timeZone))
  return form === 'xlsx' ? workbook(document) : paper(document)
}
