import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every migration in one text, for a database in memory that no hub opens. */
export function allMigrations(): string {
  const folder = join(import.meta.dirname, '../../server/journal/migrations')
  const names = globSync('*.sql', { cwd: folder }).sort()
  return names.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
}
