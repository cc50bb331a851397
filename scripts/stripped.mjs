import { existsSync, readFileSync, statSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * Gives Node the hub's files without their types, as `scripts/strip.ts` kept them: `node --import ./scripts/stripped.mjs server/main.ts`.
 *
 * Node's own stripper is a compiler of 28 MB that takes a second to work through the hub on a Pi, at every start. A file that has
 * changed since, or was not kept, is left to it: this can only ever make a start faster. The same holds for the schema library, which
 * `scripts/build.ts` keeps as a few files instead of 683.
 */
const root = join(import.meta.dirname, '..')
const kept = read()

const libraries = new Map(
  Object.entries({
    typebox: 'typebox',
    'typebox/compile': 'typebox-compile',
    'typebox/system': 'typebox-system',
    'typebox/value': 'typebox-value',
  })
    .map(([name, file]) => [name, join(root, 'dist', 'libraries', `${file}.mjs`)])
    .filter(([, file]) => existsSync(file))
    .map(([name, file]) => [name, pathToFileURL(file).href]),
)

if (libraries.size === 4) {
  registerHooks({
    resolve(specifier, context, next) {
      const url = libraries.get(specifier)
      return url ? { url, format: 'module', shortCircuit: true } : next(specifier, context)
    },
  })
}

if (kept?.node === process.version) {
  registerHooks({
    load(url, context, next) {
      if (!url.endsWith('.ts') || !url.startsWith('file:')) return next(url, context)
      const path = fileURLToPath(url)
      const file = kept.files[relative(root, path)]
      if (!file) return next(url, context)
      const { size, mtimeMs } = statSync(path)
      if (size !== file.size || mtimeMs !== file.mtimeMs) return next(url, context)
      return { format: 'module', source: file.source, shortCircuit: true }
    },
  })
}

function read() {
  try {
    return JSON.parse(readFileSync(join(root, 'dist', 'stripped.json'), 'utf8'))
  } catch {
    // Not kept yet, or kept by half: Node strips by itself.
    return null
  }
}
