import type { FileHandle } from 'node:fs/promises'

/** What a film's picture is coded in and how large it is, told by its own table of tracks. */
export interface FilmTrack {
  /** As the file calls it: `avc1`, `hvc1`, `V_VP9`. */
  readonly coding: string
  readonly width: number
  readonly height: number
}

/**
 * What Chromium of Debian decodes without a graphics card, on a PC as on a Pi (docs/hardware.md). HEVC, MPEG-4 of old cameras,
 * ProRes and their like need a decoder it does not bring: the board would stay black.
 */
const PLAYED = new Set(['avc1', 'avc3', 'vp08', 'vp09', 'av01', 'V_VP8', 'V_VP9', 'V_AV1'])
/** Full HD with the rows a coder fills up to sixteen. A larger picture is decoded too slowly on a small machine, and shown no better. */
const LARGEST_AREA = 1920 * 1088
const PEOPLES_NAMES: Readonly<Record<string, string>> = {
  hvc1: 'HEVC, H.265',
  hev1: 'HEVC, H.265',
  dvh1: 'Dolby Vision',
  dvhe: 'Dolby Vision',
  mp4v: 'MPEG-4 Visual',
}

/** What the picture of a film is; null where there is none in it. Reads heads and tables alone, however long the film. */
export function filmTrack(file: FileHandle, bytes: number, type: string): Promise<FilmTrack | null> {
  return type === 'video/mp4' ? mp4Track(file, bytes) : webmTrack(file, bytes)
}

/** Why boards cannot play this film, in a word or two for people: its coding, its size; null where they can. */
export function unplayable({ coding, width, height }: FilmTrack): string | null {
  if (!PLAYED.has(coding)) return PEOPLES_NAMES[coding] ?? coding.trim()
  return width * height > LARGEST_AREA ? `${width}×${height}` : null
}

/**
 * The way to an MP4's picture; a box is [size u32][name ×4][content], size 1: a u64 follows, 0: to the end.
 *
 *     moov ▸ trak ▸ mdia ▸ hdlr (…8 'vide')
 *                        ▸ minf ▸ stbl ▸ stsd [version, flags ×4][rows u32][size u32][coding ×4] … 24 width u16, 26 height u16
 */
async function mp4Track(file: FileHandle, bytes: number): Promise<FilmTrack | null> {
  for await (const moov of boxes(file, 0, bytes, 'moov')) {
    for await (const trak of boxes(file, moov.from, moov.to, 'trak')) {
      for await (const mdia of boxes(file, trak.from, trak.to, 'mdia')) {
        const found = await pictureIn(file, mdia)
        if (found) return found
      }
    }
  }
  return null
}

async function pictureIn(file: FileHandle, mdia: Box): Promise<FilmTrack | null> {
  for await (const hdlr of boxes(file, mdia.from, mdia.to, 'hdlr')) {
    if ((await read(file, hdlr.from + 8, 4)).toString('latin1') !== 'vide') return null
  }
  for await (const minf of boxes(file, mdia.from, mdia.to, 'minf')) {
    for await (const stbl of boxes(file, minf.from, minf.to, 'stbl')) {
      for await (const stsd of boxes(file, stbl.from, stbl.to, 'stsd')) {
        const row = await read(file, stsd.from + 8, 36)
        if (row.length < 36) return null
        return { coding: row.toString('latin1', 4, 8), width: row.readUInt16BE(32), height: row.readUInt16BE(34) }
      }
    }
  }
  return null
}

interface Box {
  readonly from: number
  readonly to: number
}

/** The boxes of this name between two places. A file that lies about its sizes has no more of them. */
async function* boxes(file: FileHandle, from: number, to: number, name: string): AsyncGenerator<Box> {
  let at = from
  for (let looked = 0; looked < MOST_PARTS && at + 8 <= to; looked++) {
    const head = await read(file, at, 16)
    if (head.length < 8) return
    const short = head.readUInt32BE(0)
    if (short === 1 && head.length < 16) return
    const size = short === 0 ? to - at : short === 1 ? Number(head.readBigUInt64BE(8)) : short
    const content = at + (short === 1 ? 16 : 8)
    if (at + size < content) return
    if (head.toString('latin1', 4, 8) === name) yield { from: content, to: Math.min(to, at + size) }
    at += size
  }
}

const SEGMENT = 0x18538067
const CLUSTER = 0x1f43b675
const TRACKS = 0x1654ae6b
const [ENTRY, CODEC, VIDEO, WIDTH, HEIGHT] = [0xae, 0x86, 0xe0, 0xb0, 0xba]

/** The way to a WebM's picture: Segment ▸ Tracks ▸ entry ▸ its codec, and width and height under Video. Tracks stand before the pictures. */
async function webmTrack(file: FileHandle, bytes: number): Promise<FilmTrack | null> {
  let at = 0
  for (let looked = 0; looked < MOST_PARTS && at < bytes; looked++) {
    const part = partAt(await read(file, at, 12), 0)
    if (part === null || part.id === CLUSTER) return null
    if (part.id === TRACKS) return pictureAmong(await read(file, at + part.from, Math.min(part.size, LONGEST_TABLE)))
    // A Segment's parts follow its head, however long it is or says to be.
    at += part.id === SEGMENT ? part.from : part.from + part.size
  }
  return null
}

function pictureAmong(table: Buffer): FilmTrack | null {
  for (const entry of partsOf(table).filter(({ id }) => id === ENTRY)) {
    const parts = partsOf(entry.content)
    const video = parts.find(({ id }) => id === VIDEO)
    const codec = parts.find(({ id }) => id === CODEC)
    if (!video || !codec) continue
    const size = (wanted: number) => numberIn(partsOf(video.content).find(({ id }) => id === wanted)?.content)
    return { coding: codec.content.toString('latin1').replace(/\0+$/, ''), width: size(WIDTH), height: size(HEIGHT) }
  }
  return null
}

function partsOf(bytes: Buffer): { id: number; content: Buffer }[] {
  const parts: { id: number; content: Buffer }[] = []
  let at = 0
  while (at < bytes.length) {
    const part = partAt(bytes, at)
    if (part === null) break
    parts.push({ id: part.id, content: bytes.subarray(at + part.from, at + part.from + part.size) })
    at += part.from + part.size
  }
  return parts
}

/** One part's head: its id with the length bits kept, its size without; all ones is "not known", to the end. */
function partAt(bytes: Buffer, at: number): { id: number; from: number; size: number } | null {
  const idLength = lengthOf(bytes[at])
  const sizeLength = lengthOf(bytes[at + idLength])
  const from = idLength + sizeLength
  if (idLength === 0 || idLength > 4 || sizeLength === 0 || at + from > bytes.length) return null
  const size = bytes
    .subarray(at + idLength, at + from)
    .reduce((sum, byte, i) => sum * 256 + (i === 0 ? byte & (0xff >> sizeLength) : byte), 0)
  const isUnknown = size === 2 ** (7 * sizeLength) - 1
  return { id: bytes.readUIntBE(at, idLength), from, size: isUnknown ? Number.MAX_SAFE_INTEGER : size }
}

/** How many bytes follow from the first one's leading zeros; 0 where there is none. */
function lengthOf(first: number | undefined): number {
  return first ? Math.clz32(first) - 23 : 0
}

function numberIn(bytes: Buffer | undefined): number {
  return bytes && bytes.length > 0 && bytes.length <= 6 ? bytes.readUIntBE(0, bytes.length) : 0
}

/** A film has a handful of parts at each level; a file made to be walked for ever has more. */
const MOST_PARTS = 2_000
const LONGEST_TABLE = 1024 * 1024

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}
