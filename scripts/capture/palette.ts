import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const MOST_COLOURS = 256

/**
 * Makes a screenshot small: a PNG of 8-bit RGB or RGBA as Chromium writes it, told again in 256 colours. A page of words and
 * plain areas looks the same and weighs a third.
 *
 *     [0..7] signature   then chunks: [0..3] length  [4..7] type  [8..] data  [+4] CRC-32 of type and data
 */
export function inFewColours(png: Buffer): Buffer {
  const { width, height, pixels } = decoded(png)
  const counts = new Map<number, number>()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const { palette, placeOf } = fewColours(counts)
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y++) {
    // Every row is written as it is (filter 0): neighbours in a palette are no neighbours in colour.
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = placeOf.get(pixels[y * width + x] ?? 0) ?? 0
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits a pixel, by palette.
  header.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The commonest colours stay as they are; each other one becomes the nearest of them. */
function fewColours(counts: ReadonlyMap<number, number>) {
  const byUse = [...counts].sort(([a, m], [b, n]) => n - m || a - b).map(([colour]) => colour)
  const palette = byUse.slice(0, MOST_COLOURS)
  const placeOf = new Map(byUse.map((colour, at) => [colour, at < MOST_COLOURS ? at : nearest(colour, palette)]))
  return { palette, placeOf }
}

function nearest(colour: number, palette: readonly number[]): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (const [at, other] of palette.entries()) {
    const red = (colour >> 16) - (other >> 16)
    const green = ((colour >> 8) & 255) - ((other >> 8) & 255)
    const blue = (colour & 255) - (other & 255)
    const far = red * red + green * green + blue * blue
    if (far < least) [best, least] = [at, far]
  }
  return best
}

function decoded(png: Buffer) {
  const parts: Buffer[] = []
  let [width, height, step] = [0, 0, 3]
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const data = png.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') {
      ;[width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)]
      if (data[8] !== 8 || (data[9] !== 2 && data[9] !== 6) || data[12] !== 0) throw new Error('not a PNG of a screen')
      step = data[9] === 6 ? 4 : 3
    }
    if (type === 'IDAT') parts.push(data)
    at += length + 12
  }
  const lines = unfiltered(inflateSync(Buffer.concat(parts)), { stride: width * step, height, step })
  const pixels = new Uint32Array(width * height)
  for (let at = 0; at < pixels.length; at++) pixels[at] = lines.readUIntBE(at * step, 3)
  return { width, height, pixels }
}

/** Takes the filters off the rows: each byte was written as what it differs by from the one left, above, or both. */
function unfiltered(data: Buffer, { stride, height, step }: { stride: number; height: number; step: number }): Buffer {
  const lines = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const here = y * stride + x
      const left = x >= step ? (lines[here - step] ?? 0) : 0
      const above = y > 0 ? (lines[here - stride] ?? 0) : 0
      const corner = x >= step && y > 0 ? (lines[here - stride - step] ?? 0) : 0
      const guess = [0, left, above, (left + above) >> 1, likeliest(left, above, corner)][filter ?? 0] ?? 0
      lines[here] = (data[y * (stride + 1) + 1 + x] ?? 0) + guess
    }
  }
  return lines
}

/** Paeth's guess: whichever neighbour is nearest to left + above − corner. */
function likeliest(left: number, above: number, corner: number): number {
  const guess = left + above - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
  if (a <= b && a <= c) return left
  return b <= c ? above : corner
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const whole = Buffer.alloc(named.length + 8)
  whole.writeUInt32BE(data.length, 0)
  named.copy(whole, 4)
  whole.writeUInt32BE(crc32(named), named.length + 4)
  return whole
}
