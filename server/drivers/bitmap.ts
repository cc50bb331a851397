/**
 * A picture in black dots, as a thermal head burns it.
 *
 *     bytes[y * ceil(width / 8) + (x >> 3)], leftmost dot in the highest bit, 1 = black
 */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

export function bytesAcross(width: number): number {
  return Math.ceil(width / 8)
}

export function isBlack({ width, bytes }: Bitmap, x: number, y: number): boolean {
  return ((bytes[y * bytesAcross(width) + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0
}
