import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Says what the types cannot see: who imports whom, who reads the clock, who speaks to screens, what was swallowed.
 *
 * The borders are those of docs/architecture.md, "Who may import whom".
 */
const hardware = ['node-hid', 'onoff', 'escpos', 'serialport', 'modbus-serial']
const screens = ['lit', '@lit/*', 'socket.io-client', '@fontsource/*', 'uplot', 'qrcode']

/** What each folder may import: folders, `node` for Node's own modules, and packages. The first row that fits counts. */
const borders: Border[] = [
  { folder: 'core/domain', may: ['core/domain'] },
  { folder: 'core/contract', may: ['core/domain', 'core/contract', 'typebox'] },
  { folder: 'core', may: ['core'] },
  { folder: 'server/drivers', may: ['server/drivers', 'node', 'typebox', ...hardware] },
  { folder: 'server', may: ['server', 'core', 'node', 'package.json', 'shipped packages'] },
  { folder: 'web', may: ['web', 'core', ...screens] },
  { folder: 'kiosk', may: ['kiosk', 'web', 'core', ...screens] },
  { folder: 'display', may: ['display', 'web', 'core', ...screens] },
  { folder: 'desk', may: ['desk', 'web', 'core', ...screens] },
]

const habits: Habit[] = [
  {
    what: 'the clock, chance or the process inside the rules',
    pattern: /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\b|\bprocess\.|\bcrypto\.|\bglobalThis\b/,
    within: /^core\//,
  },
  {
    what: 'speaks to screens; only server/screens.ts does, and the two ends of the agents’ line to each other',
    pattern: /\.emit\(/,
    within: /^server\/(?!drivers\/|agent\/|edge\/agent-door\.ts|screens\.ts)/,
  },
  {
    what: 'reads the environment; only server/config.ts does',
    pattern: /\bprocess\.env\b/,
    within: /^server\/(?!config\.ts)/,
  },
  {
    what: 'waits by evaluating in the page, which our policy refuses now and then; use until() of test/kit/browser.ts',
    pattern: /\bwaitForFunction\(/,
    within: /^test\//,
  },
  { what: 'reads the environment of the build', pattern: /\bimport\.meta\.env\b/, within: /^core\// },
  {
    what: 'an error swallowed: a fault ends on someone’s screen',
    pattern: /\bcatch\s*(\([^)]*\))?\s*\{\s*\}/,
    within: /\.(ts|cjs|js)$/,
  },
]

/** Looked for in every text file, comments and documents included. */
const words: Habit[] = [
  {
    what: 'a failed promise dropped without a word: say beside it who hears of the failure',
    pattern: /\.catch\(\s*\(\w*\)\s*=>\s*(\{\s*\}|undefined|null)\s*,?\s*\)(?![^\n]*\/\/)/,
    within: /\.(ts|cjs|js)$/,
  },
  {
    what: 'unfinished: finish it, delete it, or make it an issue',
    pattern: /\b(TO[D]O|FI[X]ME|XX[X]|HA[C]K)\b/,
    within: /./,
  },
  {
    what: 'names a package registry',
    pattern: /registry\.(npmjs|yarnpkg)\.\w|https?:\/\/[\w.-]*(registry|mirror)[\w.-]*|deb\.debian\.\w/,
    within: /./,
  },
  {
    what: 'names a path of one machine',
    pattern: /(^|[\s'"`=(])\/(root|work|home\/\w+)\/\w/,
    within: /./,
  },
]

/** Where a rule above is broken on purpose; every row says why. */
const allowed: Exception[] = [
  {
    path: 'server/main.ts',
    what: 'reads the environment',
    why: 'hands it whole to config.ts, which is where it is read',
  },
  {
    path: 'server/app.ts',
    what: 'speaks to screens',
    why: 'hands on what came through the TLS door to the server behind the plain one; no screen hears of it',
  },
]

export interface SourceFile {
  path: string
  text: string
}

/** Finds every broken rule, as lines a person can click: `path:line: what`. */
export function problems(files: SourceFile[], shipped: string[], exceptions: Exception[] = allowed): string[] {
  const found: Problem[] = files.flatMap((file) => [...brokenBorders(file, shipped), ...brokenHabits(file)])
  const unused = exceptions.filter((each) => !found.some((problem) => excused(problem, each)))
  return [
    ...found
      .filter((problem) => !exceptions.some((each) => excused(problem, each)))
      .map(({ path, line, what }) => `${path}:${line}: ${what}`),
    ...unused.map(({ path, what }) => `scripts/check.ts: the exception for ${path} (${what}) is no longer needed`),
  ]
}

function brokenBorders({ path, text }: SourceFile, shipped: string[]): Problem[] {
  if (!/\.(ts|js|cjs)$/.test(path)) return []
  return imports(text).flatMap(({ from, line }) => {
    const target = targetOf(path, from)
    const problem = (what: string) => [{ path, line, what }]
    if (target === 'uvu' && path !== 'test/kit/spec.ts') return problem('imports uvu; only test/kit/spec.ts does')
    const border = borders.find(({ folder }) => path.startsWith(`${folder}/`))
    if (border === undefined) return []
    const fits = border.may.some((may) => allows(may, target, shipped))
    return fits ? [] : problem(`${border.folder} may not import ${from}`)
  })
}

function allows(may: string, target: string, shipped: string[]): boolean {
  if (may === 'shipped packages') return shipped.some((name) => target === name || target.startsWith(`${name}/`))
  if (may.endsWith('/*')) return target.startsWith(may.slice(0, -1))
  return target === may || target.startsWith(`${may}/`)
}

/** Turns what an import names into a path of this project, `node/…`, or the name of a package. */
function targetOf(path: string, from: string): string {
  const plain = from.replace(/\?\w+$/, '')
  if (plain.startsWith('.')) return posix.normalize(posix.join(posix.dirname(path), plain))
  if (plain.startsWith('#')) return plain.slice(1)
  return plain.replace(/^node:/, 'node/')
}

function imports(text: string): { from: string; line: number }[] {
  const code = without(text, { strings: false, templates: false })
  const bare = without(text, { strings: true, templates: true })
  const shapes =
    /\bfrom\s*(['"])([^'"\n]+)\1|\bimport\s*(['"])([^'"\n]+)\3|\b(?:import|require)\s*\(\s*(['"`])([^'"`\n]+)\5/g
  // Both have the same length; a word that is blank in the bare one stands inside a string, such as a test's example.
  return [...code.matchAll(shapes)]
    .filter(({ index }) => bare[index] !== ' ')
    .map((match) => ({ from: match[2] ?? match[4] ?? match[6] ?? '', line: lineAt(code, match.index) }))
}

function brokenHabits({ path, text }: SourceFile): Problem[] {
  const code = /\.(ts|cjs|js)$/.test(path) ? without(text, { strings: true, templates: false }) : ''
  const search = (rules: Habit[], where: string) =>
    rules
      .filter(({ within }) => within.test(path))
      .flatMap(({ what, pattern }) =>
        [...where.matchAll(new RegExp(pattern, 'gm'))].map(({ index }) => ({ path, line: lineAt(where, index), what })),
      )
  return [...search(habits, code), ...search(words, text)]
}

// Strings are recognised so that '//' in an address is no comment; line ends stay so that line numbers stay true.
const pieces = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g

/** Blanks out comments, and strings and templates where asked: code may hide in a template, `${Date.now()}`. */
function without(text: string, { strings, templates }: { strings: boolean; templates: boolean }): string {
  return text.replace(pieces, (piece) => {
    const keep = piece.startsWith('`') ? !templates : /^['"]/.test(piece) && !strings
    return keep ? piece : piece.replace(/[^\n]/g, ' ')
  })
}

const lineAt = (text: string, index: number) => text.slice(0, index).split('\n').length

const excused = (problem: Problem, { path, what }: Exception) => problem.path === path && problem.what.includes(what)

interface Border {
  folder: string
  may: string[]
}

interface Habit {
  what: string
  pattern: RegExp
  /** Paths the habit is forbidden in. */
  within: RegExp
}

interface Exception {
  path: string
  /** Part of the sentence of the rule it breaks. */
  what: string
  why: string
}

interface Problem {
  path: string
  line: number
  what: string
}

function everyTextFile(root: string): SourceFile[] {
  const notOurs = new Set(['node_modules', 'dist', 'data', '.git', '.tools', '.cache', 'coverage'])
  const entries = globSync('**/*', { cwd: root, withFileTypes: true, exclude: (entry) => notOurs.has(entry.name) })
  return entries
    .filter((entry) => entry.isFile() && !/\.(png|jpe?g|ico|ttf|otf|woff2?|wav|ogg|bin|db|pdf|log)$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .map((file) => ({ path: posix.relative(root, file), text: readFileSync(file, 'utf8') }))
}

if (import.meta.main) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  const shipped = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })
  const files = everyTextFile(root)
  const found = problems(files, shipped)
  for (const problem of found) console.error(problem)
  console.log(`${files.length} files read, ${found.length} broken rules`)
  process.exitCode = found.length === 0 ? 0 : 1
}
