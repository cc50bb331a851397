import { createHash } from 'node:crypto'
import { createReadStream, existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import Database from 'better-sqlite3'
import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import { FILE } from '../journal/open-database.ts'
import { type Entry, packed, type Unpacked, unpacked } from './archive.ts'
import { type Examined, examine, NotWhole } from './examine.ts'
import { gunzipped } from './lines.ts'
import { copyName } from './names.ts'
import { folderPlace, type Place } from './place.ts'
import { NotOpened, sealed, unsealed } from './seal.ts'

const Sum = Type.String({ pattern: '^[0-9a-f]{64}$' })

/** What stands first in every copy: what it is, whose, up to where, and what each of its files must be. */
export const Manifest = Type.Object({
  format: Type.Literal('luot-copy'),
  version: Type.Literal(1),
  office: Type.String(),
  hub: Type.String(),
  program: Type.String(),
  dataVersion: Type.Integer(),
  madeAt: Type.Number(),
  head: Type.Object({ seq: Type.Integer(), hash: Sum }),
  lastAt: Type.Number(),
  /** When this hub last went on from a copy (history.ts); not there: it never did. */
  wentOnAt: Type.Optional(Type.Number()),
  files: Type.Array(Type.Object({ path: Type.String(), bytes: Type.Integer(), sha256: Sum })),
})
export type Manifest = Static<typeof Manifest>

const MANIFEST = 'MANIFEST.json'

/**
 * What of a data folder goes into no copy: the database itself (a snapshot of it goes), what is made anew from it, what belongs to
 * this machine or to others, and copies. Whatever else lies there goes along: pictures, own clips, certificates.
 */
const LEFT_OUT =
  /^(luot\.db|luot\.head|luot\.lock|devices\.db|facts\.db|LUOT-DATA|\.writable|restored\.json|clips-made|sounds-of-the-hub|backups|keeping|inbox|set-aside-)/

/**
 * Takes a snapshot of a database somebody is writing: one reading transaction of this process alone, so the hub never waits and a
 * busy hall cannot start it anew. VACUUM leaves out what was deleted: a key destroyed at the day's end is in no copy.
 */
export function snapshot(dataFolder: string, into: string): Examined {
  rmSync(into, { force: true })
  const book = new Database(join(dataFolder, FILE), { readonly: true, fileMustExist: true, timeout: 10_000 })
  try {
    book.prepare('VACUUM INTO ?').run(into)
  } finally {
    book.close()
  }
  return examine(into)
}

/** The files of a copy, and the manifest that goes before them. */
export async function describe(parts: {
  dataFolder: string
  database: string
  examined: Examined
  office: string
  hub: string
  program: string
  madeAt: number
}): Promise<{ manifest: Manifest; entries: Entry[] }> {
  const { dataFolder, examined, office, hub, program, madeAt } = parts
  const others = globSync('**/*', {
    cwd: dataFolder,
    withFileTypes: true,
    exclude: (entry) => isLeftOut(dataFolder, entry),
  })
    .filter((entry) => entry.isFile() && !isLeftOut(dataFolder, entry))
    .map((entry) => join(entry.parentPath, entry.name).slice(dataFolder.length + 1))
    .sort()
  const named = [
    { path: FILE, file: parts.database },
    ...others.map((path) => ({ path, file: join(dataFolder, path) })),
  ]
  const files: Manifest['files'] = []
  for (const { path, file } of named) files.push({ path, bytes: statSync(file).size, sha256: await sumOf(file) })
  const { head, lastAt, wentOnAt, dataVersion } = examined
  const manifest: Manifest = {
    format: 'luot-copy',
    version: 1,
    office,
    hub,
    program,
    dataVersion,
    madeAt,
    head,
    lastAt,
    ...(wentOnAt > 0 && { wentOnAt }),
    files,
  }
  const first = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)
  const whole = named.map(({ path, file }, i) => ({
    path,
    bytes: files[i]?.bytes ?? 0,
    read: () => createReadStream(file),
  }))
  return { manifest, entries: [{ path: MANIFEST, bytes: first.length, read: () => once(first) }, ...whole] }
}

/** Writes a copy to a place and says its name. */
export async function writeCopy(
  place: Place,
  { manifest, entries }: { manifest: Manifest; entries: readonly Entry[] },
  key: Buffer | null,
): Promise<{ name: string; bytes: number }> {
  const name = copyName(manifest.madeAt, manifest.head.seq, key !== null, manifest.wentOnAt)
  let bytes = 0
  async function* counted(source: AsyncIterable<Uint8Array>) {
    for await (const piece of source) {
      bytes += piece.length
      yield piece
    }
  }
  const small = gzipped(packed(entries))
  await place.put(name, counted(key === null ? small : sealed(small, key)))
  return { name, bytes }
}

/** Reads only what a copy is. Throws when it is none, or cannot be opened. */
export async function readManifest(place: Place, name: string, key: Buffer | null): Promise<Manifest> {
  for await (const entry of opened(place, name, key)) return manifestIn(entry)
  throw new NotWhole('it is empty')
}

/**
 * Unpacks a copy into an empty folder and holds every file against the manifest, then reads the database through and walks its
 * chain. Throws NotWhole or NotOpened at the first thing that is not as it was made.
 */
export async function unpackCopy(place: Place, name: string, key: Buffer | null, into: string): Promise<Manifest> {
  mkdirSync(into, { recursive: true })
  let manifest: Manifest | null = null
  const seen = new Set<string>()
  for await (const entry of opened(place, name, key)) {
    if (manifest === null) {
      manifest = await manifestIn(entry)
      continue
    }
    const promised = manifest.files.find(({ path }) => path === entry.path)
    if (promised === undefined || !isPlain(entry.path)) throw new NotWhole(`${entry.path} is not in its manifest`)
    const [folder, file] = split(entry.path)
    const sum = createHash('sha256')
    async function* watched() {
      for await (const piece of entry.content) {
        sum.update(piece)
        yield piece
      }
    }
    mkdirSync(join(into, folder), { recursive: true })
    await folderPlace(join(into, folder)).put(file, watched())
    if (sum.digest('hex') !== promised.sha256) throw new NotWhole(`${entry.path} is not as it was copied`)
    seen.add(entry.path)
  }
  if (manifest === null) throw new NotWhole('it is empty')
  const missing = manifest.files.find(({ path }) => !seen.has(path))
  if (missing) throw new NotWhole(`${missing.path} is missing`)
  const { head } = examine(join(into, FILE))
  if (head.seq !== manifest.head.seq || head.hash !== manifest.head.hash)
    throw new NotWhole('it ends elsewhere than its manifest says')
  return manifest
}

async function* opened(place: Place, name: string, key: Buffer | null): AsyncGenerator<Unpacked> {
  let bytes: AsyncIterable<Uint8Array> = place.read(name)
  if (name.endsWith('.sealed')) {
    if (key === null) throw new NotOpened('it is sealed: the recovery key is needed')
    bytes = unsealed(bytes, key)
  }
  yield* unpacked(gunzipped(bytes))
}

async function manifestIn(entry: Unpacked): Promise<Manifest> {
  if (entry.path !== MANIFEST || entry.bytes > 16 * 1024 * 1024) throw new NotWhole('it does not begin with a manifest')
  const pieces: Buffer[] = []
  for await (const piece of entry.content) pieces.push(piece)
  const told: unknown = JSON.parse(Buffer.concat(pieces).toString())
  if (!Check(Manifest, told)) throw new NotWhole('its manifest is of another kind')
  return told
}

/** The name of the office in a database, for people who hold a disk in their hand. */
export function officeIn(database: string): string {
  const book = new Database(database, { readonly: true })
  try {
    const row = book
      .prepare<[], { body: string }>(
        "SELECT body FROM settings WHERE kind = 'office' AND act IN ('changed', 'began') ORDER BY version DESC LIMIT 1",
      )
      .get()
    return row ? ((JSON.parse(row.body) as { name: { vi: string } }).name.vi ?? '') : ''
  } finally {
    book.close()
  }
}

/** The version of this program, as its package tells. */
export function programHere(): string {
  const file = join(import.meta.dirname, '../../package.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : '?'
}

function isLeftOut(root: string, entry: { parentPath: string; name: string }): boolean {
  const path = join(entry.parentPath, entry.name).slice(root.length + 1)
  return path === '' ? false : LEFT_OUT.test(path)
}

function isPlain(path: string): boolean {
  return !path.startsWith('/') && !path.split('/').some((part) => part === '' || part === '.' || part === '..')
}

function split(path: string): [folder: string, file: string] {
  const at = path.lastIndexOf('/')
  return [path.slice(0, Math.max(0, at)), path.slice(at + 1)]
}

async function sumOf(file: string): Promise<string> {
  const sum = createHash('sha256')
  for await (const piece of createReadStream(file)) sum.update(piece as Buffer)
  return sum.digest('hex')
}

export function gzipped(source: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  // The fastest: a Pi's processor is slower than its disk, and a journal shrinks to a sixth all the same.
  const gzip = createGzip({ level: 1 })
  // The error arrives at the reader of gzip itself.
  pipeline(Readable.from(source), gzip, () => undefined)
  return gzip
}

async function* once(bytes: Buffer) {
  yield bytes
}
