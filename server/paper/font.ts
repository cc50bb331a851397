import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/**
 * How wide a text is in the type it will be set in, read from the font file itself.
 *
 *     'head' +18 units per em · 'hhea' +34 number of widths · 'hmtx' the widths · 'cmap' letter → glyph (format 4 or 12)
 */
export interface Face {
  readonly weight: Weight
  readonly file: string
  readonly family: string
  widthOf(text: string, size: number): number
}

export type Weight = 500 | 700 | 800

/** The faces slips are set in: medium, because regular burns too thin on thermal paper. Full TTF; a subset loses letters. */
export function loadFaces(): Record<Weight, Face> {
  const resolve = createRequire(import.meta.url).resolve
  const folder = '@expo-google-fonts/be-vietnam-pro'
  const face = (weight: Weight, name: string) =>
    readFace(weight, resolve(`${folder}/${weight}${name}/BeVietnamPro_${weight}${name}.ttf`))
  return { 500: face(500, 'Medium'), 700: face(700, 'Bold'), 800: face(800, 'ExtraBold') }
}

function readFace(weight: Weight, file: string): Face {
  const bytes = readFileSync(file)
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const table = tablesOf(font)
  const unitsPerEm = font.getUint16(table('head') + 18)
  const widths = font.getUint16(table('hhea') + 34)
  const hmtx = table('hmtx')
  const glyphOf = glyphsOf(font, table('cmap'))
  const advance = (glyph: number) => font.getUint16(hmtx + 4 * Math.min(glyph, widths - 1))
  const known = new Map<number, number>()

  function widthOfLetter(letter: number): number {
    let width = known.get(letter)
    if (width === undefined) {
      width = advance(glyphOf(letter)) / unitsPerEm
      known.set(letter, width)
    }
    return width
  }

  return {
    weight,
    file,
    family: 'Be Vietnam Pro',
    // Kerning is left out: it only ever draws letters together, and a line that is a hair too short is no harm.
    widthOf: (text, size) => [...text].reduce((sum, letter) => sum + widthOfLetter(letter.codePointAt(0)!), 0) * size,
  }
}

function tablesOf(font: DataView): (tag: string) => number {
  const places = new Map<string, number>()
  for (let i = 0; i < font.getUint16(4); i++) {
    const at = 12 + 16 * i
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((j) => font.getUint8(at + j)))
    places.set(tag, font.getUint32(at + 8))
  }
  return (tag) => {
    const place = places.get(tag)
    if (place === undefined) throw new Error(`the font has no table ${tag}`)
    return place
  }
}

function glyphsOf(font: DataView, cmap: number): (letter: number) => number {
  for (let i = 0; i < font.getUint16(cmap + 2); i++) {
    const at = cmap + font.getUint32(cmap + 8 + 8 * i)
    if (font.getUint16(at) === 4) return (letter) => glyphInSegments(font, at, letter)
  }
  throw new Error('the font has no character map of format 4')
}

// Format 4: segments of letters, each with an end, a start, a delta and an offset into a list of glyphs.
function glyphInSegments(font: DataView, at: number, letter: number): number {
  const segX2 = font.getUint16(at + 6)
  const [ends, starts, deltas, offsets] = [at + 14, at + 16 + segX2, at + 16 + 2 * segX2, at + 16 + 3 * segX2]
  for (let i = 0; i < segX2; i += 2) {
    if (letter > font.getUint16(ends + i)) continue
    const start = font.getUint16(starts + i)
    if (letter < start) return 0
    const offset = font.getUint16(offsets + i)
    if (offset === 0) return (letter + font.getUint16(deltas + i)) & 0xffff
    const glyph = font.getUint16(offsets + i + offset + 2 * (letter - start))
    return glyph === 0 ? 0 : (glyph + font.getUint16(deltas + i)) & 0xffff
  }
  return 0
}
