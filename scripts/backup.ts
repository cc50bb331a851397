import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'

/**
 * Copies the office's database, whole although the hub may be writing: `node scripts/backup.ts DATA_FOLDER COPY.db`.
 *
 * The copy is read through before it gets its name, and of the copies beside it the newest three are kept.
 */
const [folder, copy] = process.argv.slice(2)
if (folder === undefined || copy === undefined) throw new Error('Usage: node scripts/backup.ts DATA_FOLDER COPY.db')
const KEPT = 3
const beside = `${copy}.part`
mkdirSync(dirname(copy), { recursive: true })
for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${beside}${end}`, { force: true })

const book = new Database(join(folder, 'luot.db'), { fileMustExist: true })
await book.backup(beside)
book.close()

const read = new Database(beside)
// A copy in one file: whoever carries it away carries all of it.
read.pragma('journal_mode = DELETE')
const [first] = read.pragma('quick_check(1)') as { quick_check: string }[]
const head = read.prepare<[], { seq: number }>('SELECT seq FROM journal_head').get()
read.close()
if (first?.quick_check !== 'ok' || head === undefined) throw new Error(`the copy is damaged: ${first?.quick_check}`)
renameSync(beside, copy)

const copies = readdirSync(dirname(copy))
  .filter((name) => /^before-.*\.db$/.test(name))
  .map((name) => ({ name, at: statSync(join(dirname(copy), name)).mtimeMs }))
  .sort((a, b) => b.at - a.at)
for (const { name } of copies.slice(KEPT)) if (name !== basename(copy)) rmSync(join(dirname(copy), name))
if (!existsSync(copy)) throw new Error('the copy is gone')
console.log(`copied: ${head.seq} records`)
