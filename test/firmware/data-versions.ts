import assert from 'node:assert/strict'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { CannotStart } from '#server/config.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { spec } from '../kit/spec.ts'

const migrations = join(import.meta.dirname, '../../server/journal/migrations')
const newest = Math.max(...globSync('*.sql', { cwd: migrations }).map((name) => Number(name.slice(0, 3))))
/** What a migration may do and still let the release before it in (I23). */
const onlyAdds =
  /^(CREATE (TABLE|INDEX|UNIQUE INDEX) |ALTER TABLE \w+ ADD COLUMN (?!.*NOT NULL(?!.*DEFAULT))|INSERT INTO |UPDATE data_readers )/

/** A data folder as the next release leaves it: the migration's own lines, and the version it writes. */
function dataOf(version: number, ...lines: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'luot-versions-'))
  openDatabase(folder).close()
  const book = new Database(join(folder, 'luot.db'))
  // As migrate() does it: nobody older may come in, unless the migration says so.
  book.exec(`UPDATE data_readers SET oldest = ${version};${lines.join(';')}`)
  book.pragma(`user_version = ${version}`)
  book.close()
  return folder
}

function opens(folder: string): void {
  const database = openDatabase(folder)
  assert.equal(database.prepare('SELECT count(*) FROM journal').pluck().get(), 0)
  database.close()
}

spec('data of the release after this one (I23)', ({ test }) => {
  const added = `ALTER TABLE staff ADD COLUMN room TEXT; CREATE TABLE rooms (id TEXT)`

  test('is read where that release only added', () => {
    const folder = dataOf(newest + 1, added, `UPDATE data_readers SET oldest = ${newest}`)
    opens(folder)
    const book = new Database(join(folder, 'luot.db'))
    assert.equal(
      book.pragma('user_version', { simple: true }),
      newest + 1,
      'the newer program must find its own version',
    )
    book.close()
    rmSync(folder, { recursive: true })
  })

  test('is refused where that release did not say that it only added', () => {
    const folder = dataOf(newest + 1, added)
    assert.throws(() => openDatabase(folder), CannotStart)
    rmSync(folder, { recursive: true })
  })

  test('is refused two versions on, whatever it says', () => {
    const folder = dataOf(newest + 2, `UPDATE data_readers SET oldest = ${newest}`)
    assert.throws(() => openDatabase(folder), CannotStart)
    rmSync(folder, { recursive: true })
  })

  test('every migration since then lets the release before it in, and only adds', () => {
    const since = globSync('*.sql', { cwd: migrations }).filter((name) => Number(name.slice(0, 3)) > 4)
    for (const name of since) {
      const text = readFileSync(join(migrations, name), 'utf8').replace(/--.*$/gm, '')
      const lines = text
        .split(';')
        .map((line) => line.trim().replace(/\s+/g, ' '))
        .filter(Boolean)
      const said = /UPDATE data_readers SET oldest = (\d+)/.exec(text)?.[1]
      assert.ok(Number(said) < Number(name.slice(0, 3)), `${name}: an upgrade that fails could not go back`)
      for (const line of lines) assert.match(line, onlyAdds, name)
    }
    // The pattern itself can say no.
    for (const bad of ['DROP TABLE staff', 'ALTER TABLE staff ADD COLUMN room TEXT NOT NULL']) {
      assert.doesNotMatch(bad, onlyAdds)
    }
    assert.match("ALTER TABLE settings ADD COLUMN act TEXT NOT NULL DEFAULT 'x'", onlyAdds)
  })
})
