/** One file of an archive, read when its turn comes. */
export interface Entry {
  readonly path: string
  readonly bytes: number
  read(): AsyncIterable<Uint8Array>
}

const BLOCK = 512
const LARGEST = 0o77777777777

/** Writes files as a tar (POSIX ustar), which every machine can unpack without this program. */
export async function* packed(entries: Iterable<Entry>): AsyncGenerator<Buffer> {
  for (const { path, bytes, read } of entries) {
    yield headerOf(path, bytes)
    let written = 0
    for await (const piece of read()) {
      written += piece.length
      yield Buffer.from(piece)
    }
    if (written !== bytes) throw new Error(`${path} changed while it was copied`)
    const rest = (BLOCK - (bytes % BLOCK)) % BLOCK
    if (rest > 0) yield Buffer.alloc(rest)
  }
  yield Buffer.alloc(2 * BLOCK)
}

/** What stands in an archive as it is read: each file once, and it must be read before the next. */
export interface Unpacked {
  readonly path: string
  readonly bytes: number
  readonly content: AsyncIterable<Buffer>
}

/** Reads such an archive file by file. Throws when it ends too early, or is none. */
export async function* unpacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Unpacked> {
  const pieces = source[Symbol.asyncIterator]()
  let have = Buffer.alloc(0)
  async function take(most: number, least = most): Promise<Buffer> {
    while (have.length < least) {
      const next = await pieces.next()
      if (next.done) throw new Error('the archive ends too early')
      have = have.length === 0 ? Buffer.from(next.value) : Buffer.concat([have, next.value])
    }
    const taken = have.subarray(0, most)
    have = have.subarray(taken.length)
    return taken
  }
  try {
    for (;;) {
      const header = await take(BLOCK)
      if (header.every((byte) => byte === 0)) break
      const { path, bytes } = readHeader(header)
      let left = bytes
      async function* content() {
        while (left > 0) {
          const piece = await take(left, 1)
          left -= piece.length
          yield piece
        }
      }
      yield { path, bytes, content: content() }
      while (left > 0) left -= (await take(left, 1)).length
      await take((BLOCK - (bytes % BLOCK)) % BLOCK)
    }
    // To the very end of what it is packed in, which proves itself there.
    while (!(await pieces.next()).done);
  } finally {
    await pieces.return?.()
  }
}

//   0 name 100 · 100 mode 8 · 108 uid 8 · 116 gid 8 · 124 size 12 · 136 time 12 · 148 sum 8 · 156 kind 1 · 257 "ustar" 6 · 263 "00" · 345 prefix 155
function headerOf(path: string, bytes: number): Buffer {
  const header = Buffer.alloc(BLOCK)
  const name = Buffer.from(path)
  if (name.length > 100 || bytes > LARGEST) throw new Error(`${path} does not fit into an archive`)
  name.copy(header)
  const octal = (value: number, at: number, width: number) =>
    header.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at)
  octal(0o600, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(bytes, 124, 12)
  octal(0, 136, 12)
  header.write('0', 156)
  header.write('ustar\u000000', 257)
  header.write('        ', 148)
  octal(sumOf(header), 148, 7)
  return header
}

function readHeader(header: Buffer): { path: string; bytes: number } {
  const text = (at: number, width: number) => header.toString('utf8', at, at + width).replace(/\0.*$/s, '')
  const sum = Number.parseInt(text(148, 8).trim(), 8)
  const plain = Buffer.from(header).fill(' ', 148, 156)
  if (sum !== sumOf(plain)) throw new Error('the archive is damaged')
  return { path: text(0, 100), bytes: Number.parseInt(text(124, 12).trim(), 8) }
}

function sumOf(header: Buffer): number {
  return header.reduce((sum, byte) => sum + byte, 0)
}
