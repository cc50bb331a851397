/** What a file on the shelf really is, told by its first bytes; its name and what the sender says count for nothing. */
export interface Sniffed {
  readonly kind: 'picture' | 'film'
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp' | 'video/mp4' | 'video/webm'
  readonly ending: 'png' | 'jpg' | 'webp' | 'mp4' | 'webm'
}

/** How many bytes are enough to tell. */
export const SNIFF_BYTES = 64

const ascii = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))

/**
 *     PNG   89 'PNG' 0D 0A 1A 0A          WebP  'RIFF' size 'WEBP'
 *     JPEG  FF D8 FF                      MP4   size 'ftyp' brand      WebM  1A 45 DF A3 … 'webm'
 */
export function sniff(bytes: Uint8Array): Sniffed | null {
  if (bytes.length < 16) return null
  if (bytes[0] === 0x89 && ascii(bytes, 1, 8) === 'PNG\r\n\x1a\n')
    return { kind: 'picture', type: 'image/png', ending: 'png' }
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff)
    return { kind: 'picture', type: 'image/jpeg', ending: 'jpg' }
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP')
    return { kind: 'picture', type: 'image/webp', ending: 'webp' }
  // An iPhone's picture is of the same family and no board shows it.
  if (ascii(bytes, 4, 8) === 'ftyp' && !/^(heic|heix|mif1|avif)/.test(ascii(bytes, 8, 12)))
    return { kind: 'film', type: 'video/mp4', ending: 'mp4' }
  if (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3)
    return ascii(bytes, 4, Math.min(bytes.length, SNIFF_BYTES)).includes('webm')
      ? { kind: 'film', type: 'video/webm', ending: 'webm' }
      : null
  return null
}
