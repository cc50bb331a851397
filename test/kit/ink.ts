import { type Bitmap, isBlack } from '#server/drivers/bitmap.ts'

/** The glyphs of the number, by their ink: the shapes of joined dots that are taller than anything else on a slip. */
export function glyphsOfNumber(picture: Bitmap): Array<{ height: number; left: number; right: number }> {
  const { width, height } = picture
  const seen = new Uint8Array(width * height)
  const tall: Array<{ height: number; left: number; right: number }> = []
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] || !isBlack(picture, start % width, Math.floor(start / width))) continue
    let [left, right, top, bottom] = [width, 0, height, 0]
    const open = [start]
    seen[start] = 1
    while (open.length > 0) {
      const at = open.pop()!
      const x = at % width
      const y = Math.floor(at / width)
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
      for (const [nx, ny] of [
        [x - 1, y],
        [x + 1, y],
        [x, y - 1],
        [x, y + 1],
      ] as const) {
        if (nx < 0 || ny < 0 || nx >= width || ny >= height || seen[ny * width + nx] || !isBlack(picture, nx, ny))
          continue
        seen[ny * width + nx] = 1
        open.push(ny * width + nx)
      }
    }
    if (bottom - top > 100) tall.push({ height: bottom - top + 1, left, right })
  }
  return tall.sort((a, b) => a.left - b.left)
}
