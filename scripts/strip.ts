import { globSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'

/**
 * Keeps the hub's own files without their types in `dist/stripped.json`, for `scripts/stripped.mjs`.
 *
 * The same stripping Node does at every start, done once: types become blanks, so every line and column stays where it is.
 */
const root = join(import.meta.dirname, '..')
const files: Record<string, { size: number; mtimeMs: number; source: string }> = {}
process.removeAllListeners('warning')
for (const file of globSync('{core,server}/**/*.ts', { cwd: root, exclude: (name) => name.endsWith('.d.ts') })) {
  const { size, mtimeMs } = statSync(join(root, file))
  files[file] = { size, mtimeMs, source: stripTypeScriptTypes(readFileSync(join(root, file), 'utf8')) }
}
mkdirSync(join(root, 'dist'), { recursive: true })
const beside = join(root, 'dist', 'stripped.json.new')
writeFileSync(beside, JSON.stringify({ node: process.version, files }))
renameSync(beside, join(root, 'dist', 'stripped.json'))
