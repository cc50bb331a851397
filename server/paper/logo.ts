import type { Bitmap } from '#server/drivers/bitmap.ts'
import { inBlackAndWhite } from './picture.ts'

/** A logo may be this high; the number below it is what people look for. */
const HIGHEST_DOTS = 144
const WIDEST_DOTS = 336
/** More than any logo needs; a picture that unpacks to gigabytes is not even begun. */
const LARGEST_SIDE = 3_000
export const LARGEST_LOGO = 512 * 1024

/** Can this PNG be a logo? Its sides stand in its first chunk: `IHDR` at 12, width at 16, height at 20. */
export function isLogo(png: Uint8Array): boolean {
  if (png.length < 33 || png.length > LARGEST_LOGO || png[0] !== 0x89 || png[12] !== 0x49) return false
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  return width > 0 && height > 0 && width <= LARGEST_SIDE && height <= LARGEST_SIDE
}

/** Brings a logo to the dots of a slip: as large as it may be, black where it is darker than not, no white around it. */
export async function logoFrom(png: Uint8Array, dots: number): Promise<Bitmap | null> {
  if (!isLogo(png)) return null
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const [across, down] = [view.getUint32(16), view.getUint32(20)]
  const scale = Math.min(Math.min(WIDEST_DOTS, dots - 40) / across, HIGHEST_DOTS / down)
  const [width, height] = [Math.max(8, Math.round(across * scale)), Math.max(8, Math.round(down * scale))]
  const href = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<image width="${width}" height="${height}" href="${href}"/></svg>`
  const { Resvg } = await import('@resvg/resvg-js')
  const { pixels } = new Resvg(svg, { background: '#fff' }).render()
  return inBlackAndWhite(inGrey(pixels), width, height, 140)
}

/** How bright each dot is to the eye, in its red: a yellow star on a red flag stays a star. */
function inGrey(rgba: Uint8Array): Uint8Array {
  const grey = Uint8Array.from(rgba)
  for (let i = 0; i < grey.length; i += 4) {
    grey[i] = 0.299 * (rgba[i] ?? 0) + 0.587 * (rgba[i + 1] ?? 0) + 0.114 * (rgba[i + 2] ?? 0)
  }
  return grey
}
