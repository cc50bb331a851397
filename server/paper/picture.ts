import { crc32, deflateSync } from 'node:zlib'
import { type Bitmap, bytesAcross } from '#server/drivers/bitmap.ts'

/**
 * Black or white, dot by dot: a thermal head knows no grey.
 *
 * The border lies above the middle, so that a thin stroke half covered still burns: paper drinks a little of each dot.
 */
export function inBlackAndWhite(rgba: Uint8Array, width: number, height: number, border = 160): Bitmap {
  const across = bytesAcross(width)
  const bytes = new Uint8Array(across * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // slips are drawn in black on white: red says as much as all three colours
      if (rgba[4 * (y * width + x)]! < border) bytes[y * across + (x >> 3)]! |= 0x80 >> (x & 7)
    }
  }
  return { width, height, bytes }
}

/**
 * A bitmap as a PNG file, for screens and tests.
 *
 *     signature · IHDR (width, height, 1 bit, grey) · IDAT (a filter byte 0, then a row of bits, 0 = black) · IEND
 */
export function pngOf({ width, height, bytes }: Bitmap): Buffer {
  const across = bytesAcross(width)
  const rows = Buffer.alloc((across + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < across; x++) rows[y * (across + 1) + 1 + x] = ~bytes[y * across + x]! & 0xff
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1 // bits in a dot
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
