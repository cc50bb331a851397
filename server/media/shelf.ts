import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { filmTrack, unplayable } from './film.ts'
import { SNIFF_BYTES, type Sniffed, sniff } from './sniff.ts'

/** One picture or film the office may show. */
export interface MediaFile extends Pick<Sniffed, 'kind' | 'type'> {
  /** The name it is known by everywhere: its hash where it was sent over the page, its own where it was put into the folder. */
  readonly name: string
  readonly bytes: number
  readonly at: number
  /** Why boards cannot play it, in a word or two (`HEVC, H.265`); null where they can. Only a film put here by hand may be so. */
  readonly unplayable: string | null
}

/** What came of a file that was sent. */
export type Taken =
  | { readonly taken: MediaFile }
  | { readonly refused: 'no-such-kind' | 'too-large' | 'shelf-full' | 'cut-short' }
  | { readonly refused: 'unplayable'; readonly because: string }

/** The folder `media/` beside the journal: what was sent over the page, and what somebody put there by hand. */
export interface Shelf {
  /** As it was when last looked at; never waits for the disk. */
  list(): readonly MediaFile[]
  find(name: string): MediaFile | undefined
  pathOf(name: string): string
  /** Looks at the folder again. */
  look(): Promise<void>
  /** Takes a file in, under the name its content gives it: the same file twice is one. `before` may still say no. */
  take(body: Readable, before: (file: MediaFile) => Promise<boolean>): Promise<Taken>
  remove(name: string): Promise<void>
}

export const LARGEST_PICTURE = 8 * 1024 * 1024
/** Over the page; a longer film is put into the folder, where no request grows old. */
export const LARGEST_FILM = 64 * 1024 * 1024
const MOST_FILES = 200
/** What pictures must never take from the journal. */
const KEPT_FREE = 512 * 1024 * 1024
/** A name that needs no thought in an address or in a settings file. */
export const MEDIA_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.(png|jpe?g|webp|mp4|webm)$/

export async function openShelf(folder: string): Promise<Shelf> {
  let files = new Map<string, MediaFile>()
  const pathOf = (name: string) => join(folder, name)

  async function lookAt(name: string): Promise<MediaFile | null> {
    if (!MEDIA_NAME.test(name)) return null
    const { size, mtimeMs } = await stat(pathOf(name))
    const file = await open(pathOf(name))
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(SNIFF_BYTES), 0, SNIFF_BYTES, 0)
      const is = sniff(buffer.subarray(0, bytesRead))
      if (!is) return null
      const track = is.kind === 'film' ? await filmTrack(file, size, is.type) : null
      const cannot = track ? unplayable(track) : is.kind === 'film' ? is.type : null
      return { name, kind: is.kind, type: is.type, bytes: size, at: Math.round(mtimeMs), unplayable: cannot }
    } finally {
      await file.close()
    }
  }

  async function look(): Promise<void> {
    const found = await namesIn(folder)
    const looked = await Promise.all(found.map((name) => lookAt(name).catch(gone)))
    const sorted = looked.filter((file) => file !== null).sort((a, b) => (a.name < b.name ? -1 : 1))
    files = new Map(sorted.slice(0, MOST_FILES).map((file) => [file.name, file]))
  }

  async function take(body: Readable, before: (file: MediaFile) => Promise<boolean>): Promise<Taken> {
    await mkdir(folder, { recursive: true })
    const { bavail, bsize } = await statfs(folder)
    if (files.size >= MOST_FILES || bavail * bsize < KEPT_FREE + LARGEST_FILM) return { refused: 'shelf-full' }
    const beside = pathOf(`.${randomUUID()}.part`)
    try {
      const read = await readInto(beside, body)
      if ('refused' in read) return read
      const name = `${read.hash}.${read.is.ending}`
      const file = { name, kind: read.is.kind, type: read.is.type, bytes: read.bytes, at: read.at, unplayable: null }
      const known = files.get(name)
      if (known) return { taken: known }
      if (!(await before(file))) return { refused: 'cut-short' }
      await rename(beside, pathOf(name))
      files.set(name, file)
      return { taken: file }
    } finally {
      await rm(beside, { force: true })
    }
  }

  await look()
  return {
    list: () => [...files.values()],
    find: (name) => files.get(name),
    pathOf,
    look,
    take,
    async remove(name) {
      await rm(pathOf(name), { force: true })
      files.delete(name)
    },
  }
}

type Read = { is: Sniffed; hash: string; bytes: number; at: number }

/** Writes what comes to a file beside, and stops at once where it is no picture or too long. */
async function readInto(path: string, body: Readable): Promise<Read | Extract<Taken, { refused: string }>> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx+')
  let head = Buffer.alloc(0)
  let is: Sniffed | null = null
  let bytes = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (is === null) {
        head = Buffer.concat([head, chunk])
        if (head.length >= SNIFF_BYTES) is = sniff(head)
        if (head.length >= SNIFF_BYTES && is === null) return { refused: 'no-such-kind' }
      }
      if (bytes > (is?.kind === 'picture' ? LARGEST_PICTURE : LARGEST_FILM)) return { refused: 'too-large' }
      hash.update(chunk)
      await file.appendFile(chunk)
    }
    is ??= sniff(head)
    if (is === null) return { refused: 'no-such-kind' }
    if (is.kind === 'film') {
      const track = await filmTrack(file, bytes, is.type)
      if (track === null) return { refused: 'no-such-kind' }
      const because = unplayable(track)
      if (because !== null) return { refused: 'unplayable', because }
    }
    await file.sync()
    const { mtimeMs } = await file.stat()
    return { is, hash: hash.digest('hex').slice(0, 32), bytes, at: Math.round(mtimeMs) }
  } catch (error) {
    // Whoever sent it went away; what is wrong with the disk is somebody's to mend.
    if (body.errored) return { refused: 'cut-short' }
    throw error
  } finally {
    await file.close()
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Between listing and opening somebody may take a file away, or may not be allowed to read it: then it is not there. */
function gone(error: unknown): null {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') return null
  throw error
}
