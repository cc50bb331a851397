import { inflateRawSync, inflateSync } from 'node:zlib'

/**
 * Reads workbooks and papers with nothing of the libraries that wrote them: a second opinion on what is in the bytes.
 */

/** The files of a zip by its central directory: name, method, sizes and place of each (APPNOTE 4.3.12). */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = bytes.readUInt32LE(end + 16)
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i++) {
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ]
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const local = bytes.readUInt32LE(at + 42)
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20))
    files.set(name, bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed))
    at += 46 + nameLength + extra + comment
  }
  return files
}

export interface ReadCell {
  readonly value: string | number
  readonly isFormula: boolean
  readonly format: string
}

/** The first tab of a workbook, row by row: shared strings looked up, numbers as numbers, each with its number format. */
export function readWorkbook(bytes: Buffer): { rows: ReadCell[][]; frozenRows: number; widths: number } {
  const files = unzip(bytes)
  const text = (name: string) => files.get(name)?.toString('utf8') ?? ''
  const strings = [...text('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, si]) => textIn(si ?? ''))
  const styles = text('xl/styles.xml')
  const formats = new Map(
    [...styles.matchAll(/<numFmt [^>]*>/g)].map(([tag]) => [attribute(tag, 'numFmtId'), attribute(tag, 'formatCode')]),
  )
  const xfs = [...(/<cellXfs.*?<\/cellXfs>/s.exec(styles)?.[0] ?? '').matchAll(/<xf [^>]*>/g)].map(([tag]) =>
    attribute(tag, 'numFmtId'),
  )
  const sheet = text('xl/worksheets/sheet1.xml')
  const rows = [...sheet.matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(([, row]) => {
    const cells: ReadCell[] = []
    for (const [, tag = '', inside = ''] of (row ?? '').matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const own = `<c ${tag}>`
      const raw = /<v>(.*?)<\/v>/s.exec(inside)?.[1] ?? ''
      const type = attribute(own, 't')
      const plain = raw === '' ? '' : Number(raw)
      const value = type === 's' ? (strings[Number(raw)] ?? '') : type === 'inlineStr' ? textIn(inside) : plain
      const format = unescaped(formats.get(xfs[Number(attribute(own, 's') || 0)] ?? '') ?? '')
      // An empty cell may be left out: each says where it stands.
      cells[placeOf(attribute(own, 'r'))] = { value, isFormula: inside.includes('<f'), format }
    }
    return cells
  })
  return {
    rows,
    frozenRows: Number(attribute(/<pane [^>]*>/.exec(sheet)?.[0] ?? '', 'ySplit') || 0),
    widths: [...sheet.matchAll(/<col [^>]*width=/g)].length,
  }
}

/** 'C7' stands at 2. */
function placeOf(reference: string): number {
  return [...reference.replace(/\d/g, '')].reduce((at, letter) => at * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function attribute(tag: string, name: string): string {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
}

function textIn(xml: string): string {
  return unescaped([...xml.matchAll(/<t(?: [^>]*)?>(.*?)<\/t>/gs)].map(([, text]) => text).join(''))
}

function unescaped(text: string): string {
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => signs[name] ?? '')
}

/**
 * The text of a PDF, page by page: each glyph is looked up in the ToUnicode table of the font that is set, so what comes out is what
 * somebody copies, searches, or hears read aloud.
 */
export function readPaper(bytes: Buffer): string[] {
  const raw = bytes.toString('latin1')
  const objects = new Map([...raw.matchAll(/(\d+) 0 obj\n(.*?)\nendobj/gs)].map(([, id = '', body = '']) => [id, body]))
  const streamOf = (body: string) => {
    const packed = Buffer.from(/stream\n(.*)\nendstream/s.exec(body)?.[1] ?? '', 'latin1')
    return body.includes('/FlateDecode') ? inflateSync(packed).toString('latin1') : packed.toString('latin1')
  }
  const letters = (font: string) =>
    lettersOf(streamOf(objects.get(/\/ToUnicode (\d+) 0 R/.exec(objects.get(font) ?? '')?.[1] ?? '') ?? ''))
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body))
  return pages.map((page) => {
    const resources = objects.get(/\/Resources (\d+) 0 R/.exec(page)?.[1] ?? '') ?? page
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, letters(id)]),
    )
    let table = new Map<string, string>()
    let text = ''
    for (const [, font, run] of streamOf(objects.get(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '') ?? '').matchAll(
      /\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g,
    )) {
      if (font) table = fonts.get(font) ?? table
      else {
        for (const [, hex = ''] of (run ?? '').matchAll(/<([0-9a-f]+)>/g)) {
          for (const glyph of hex.match(/.{4}/g) ?? []) text += table.get(glyph.toLowerCase()) ?? '\uFFFD'
        }
        text += '\n'
      }
    }
    return text
  })
}

/** `beginbfrange <first> <last> [<text> <text> …]`, the texts in UTF-16. */
function lettersOf(table: string): Map<string, string> {
  const known = new Map<string, string>()
  for (const [, first = '0', , list = ''] of table.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[(.*?)\]/gis)) {
    let glyph = Number.parseInt(first, 16)
    for (const [, hex = ''] of list.matchAll(/<([0-9a-f ]*)>/gi)) {
      const units = hex.replaceAll(' ', '').match(/.{4}/g) ?? []
      known.set(
        (glyph++).toString(16).padStart(4, '0'),
        String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))),
      )
    }
  }
  return known
}
