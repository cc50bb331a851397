import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type PaperCodes, paperCodes } from '#server/edge/paper-codes.ts'

/** The codes that stand on a hub's paper slips: what a person reads off them. */
export function codesOn(dataFolder: string): PaperCodes {
  const book = new Database(join(dataFolder, 'luot.db'), { readonly: true })
  const key = book.prepare<[], string>("SELECT value FROM secrets WHERE name = 'paper-key'").pluck().get()
  book.close()
  if (!key) throw new Error('this hub has printed no paper slips')
  return paperCodes(key)
}
