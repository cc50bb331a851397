import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryJournal } from '#server/journal/memory.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { sqliteJournal } from '#server/journal/sqlite.ts'
import { journalLaw } from '../laws/journal-law.ts'

journalLaw('memory', async () => {
  const journal = memoryJournal()
  return { journal, end: () => journal.close() }
})

journalLaw('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'luot-journal-'))
  const open = async () => sqliteJournal(openDatabase(folder))
  return {
    journal: await open(),
    reopen: open,
    end: async () => rmSync(folder, { recursive: true, force: true }),
  }
})
