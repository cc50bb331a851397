import { Resvg } from '@resvg/resvg-js'
import qrcode from 'qrcode'
import type { Bitmap } from '#server/drivers/bitmap.ts'
import { type Face, loadFaces, type Weight } from './font.ts'
import type { Block, Paper, Size, TextBlock } from './paper.ts'
import { inBlackAndWhite, pngOf } from './picture.ts'
import { wrap, wrapEvenly } from './wrap.ts'

/** Dots across the paper: 58 mm prints 384, 80 mm prints 576 (some 80 mm firmwares 512). 203 dpi, 8 dots a millimetre. */
export type PaperDots = 384 | 512 | 576

/** Draws a piece of paper as the dots a printer burns. */
export type DrawPaper = (paper: Paper, dots: PaperDots) => Bitmap

/**
 * Makes the drawing hand: reads the fonts once, then sets each paper as SVG and burns it to dots.
 *
 * Every line is broken and placed here, with the widths of the real type: SVG breaks no lines, and a renderer that
 * guessed would clip a word at the paper's edge.
 */
export function paperDrawer(): DrawPaper {
  const faces = loadFaces()
  const font = {
    loadSystemFonts: false,
    fontFiles: Object.values(faces).map(({ file }) => file),
    defaultFontFamily: faces[500].family,
  }
  return (paper, dots) => {
    const { svg, height } = setPaper(paper, dots, faces)
    const picture = new Resvg(svg, { font, background: '#fff' }).render()
    return inBlackAndWhite(picture.pixels, dots, height)
  }
}

const dotsPerMm = 8

/** Type sizes in dots of em; the small paper is held nearer to the eye but the reader is as old. */
const em: Record<'narrow' | 'wide', Record<Size, number>> = {
  narrow: { heading: 32, strong: 36, body: 28, small: 22 },
  wide: { heading: 38, strong: 46, body: 32, small: 25 },
}

// A line of Ẫ over a line with Ự: measured, the ink of both marks is 1.41 em high, and they must not touch.
const lineHeight = 1.45
const baselineAt = 1.02

const smallestShare = 0.76

/** Sets the tree from top to bottom. */
function setPaper(paper: Paper, dots: PaperDots, faces: Record<Weight, Face>): { svg: string; height: number } {
  const margin = dots >= 512 ? 12 : 6
  const room = dots - 2 * margin
  const sizes = dots >= 512 ? em.wide : em.narrow
  const ink: string[] = []
  let y = 1.5 * dotsPerMm

  for (const block of paper.blocks) set(block)
  y += 1 * dotsPerMm

  const height = Math.ceil(y)
  const style = `font-family="${faces[500].family}" fill="#000"`
  return {
    height,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${dots}" height="${height}"><g ${style}>${ink.join('')}</g></svg>`,
  }

  function set(block: Block): void {
    switch (block.kind) {
      case 'text':
        y = setText(block, margin, room, y)
        return
      case 'number':
        y = setNumber(block.text, y)
        return
      case 'fact':
        y = setFact(block, y)
        return
      case 'rule':
        y = setRule(block.style, y)
        return
      case 'gap':
        y += block.mm * dotsPerMm
        return
      case 'banner':
        y = setBanner(block.text, y)
        return
      case 'qr':
        y = setQr(block, y)
        return
      case 'picture':
        y = setPicture(block.picture, y)
        return
      case 'checklist':
        for (const item of block.items) y = setItem(item, y)
        return
      default:
        block satisfies never
    }
  }

  function line(words: string, x: number, baseline: number, size: number, weight: Weight, more = ''): void {
    ink.push(
      `<text x="${round(x)}" y="${Math.round(baseline)}" font-size="${size}" font-weight="${weight}"${more}>${escaped(words)}</text>`,
    )
  }

  function setText(
    { text, size, bold, align = 'centre' }: TextBlock,
    left: number,
    width: number,
    top: number,
  ): number {
    const face = faces[bold ? 700 : 500]
    const dots = sizes[size]
    const widthOf = (words: string) => face.widthOf(words, dots)
    for (const words of align === 'centre' ? wrapEvenly(text, width, widthOf) : wrap(text, width, widthOf)) {
      const x = align === 'centre' ? left + width / 2 : left
      line(words, x, top + dots * baselineAt, dots, face.weight, align === 'centre' ? ' text-anchor="middle"' : '')
      top += dots * lineHeight
    }
    return top
  }

  // Digits of this face stand 0.7 em high. The number takes 21 mm at least and as much of the width as there is; what
  // is too wide is drawn narrower, never lower: height is what a person without glasses reads.
  function setNumber(number: string, top: number): number {
    const face = faces[800]
    const inkHeight = dots >= 512 ? 192 : 170
    const size = inkHeight / 0.7
    const natural = face.widthOf(number, size)
    const narrower = Math.min(1, (room - 4) / natural)
    const baseline = Math.round(top + inkHeight + 20)
    ink.push(
      `<text transform="translate(${dots / 2} ${round(baseline)}) scale(${narrower.toFixed(4)} 1)" text-anchor="middle" ` +
        `font-size="${round(size)}" font-weight="800">${escaped(number)}</text>`,
    )
    return baseline + 18
  }

  function setFact({ label, text }: Extract<Block, { kind: 'fact' }>, top: number): number {
    const labelWidth = Math.max(faces[500].widthOf(label.vi, sizes.body), faces[500].widthOf(label.en, sizes.small))
    const beside = room - labelWidth - 14
    // A value a little too long is set a little smaller beside its label; a much longer one gets lines of its own.
    const natural = faces[700].widthOf(text, sizes.strong)
    const fitsBeside = natural * smallestShare <= beside
    const value = fitsBeside ? Math.floor(sizes.strong * Math.min(1, beside / natural)) : sizes.body
    const width = (words: string) => faces[700].widthOf(words, value)
    line(label.vi, margin, top + sizes.body * baselineAt, sizes.body, 500)
    const underLabel = top + sizes.body * 1.25
    line(label.en, margin, underLabel + sizes.small * 0.95, sizes.small, 500)
    if (fitsBeside) {
      line(text, margin + room, top + value * 1.1, value, 700, ' text-anchor="end"')
      return Math.max(underLabel + sizes.small * lineHeight, top + value * lineHeight) + 4
    }
    let bottom = underLabel + sizes.small * lineHeight
    for (const words of wrap(text, room, width)) {
      line(words, margin, bottom + value * baselineAt, value, 700)
      bottom += value * lineHeight
    }
    return bottom + 4
  }

  function setRule(style: 'thick' | 'thin' | 'dashed', top: number): number {
    const thick = style === 'thick' ? 4 : 2
    const middle = Math.round(top + 8) + thick / 2
    const dashes = style === 'dashed' ? ' stroke-dasharray="8 6"' : ''
    ink.push(
      `<line x1="${margin}" x2="${dots - margin}" y1="${middle}" y2="${middle}" stroke="#000" stroke-width="${thick}"${dashes}/>`,
    )
    return top + 16 + thick
  }

  function setBanner(words: string, top: number): number {
    const size = sizes.strong
    const lines = wrap(words, room - 24, (words) => faces[800].widthOf(words, size))
    const height = Math.round(lines.length * size * lineHeight + 12)
    ink.push(`<rect x="${margin}" y="${Math.round(top)}" width="${room}" height="${height}" rx="6"/>`)
    lines.forEach((words, i) => {
      const baseline = Math.round(top) + 6 + size * (i * lineHeight + 1.03)
      line(words, dots / 2, baseline, size, 800, ' fill="#fff" text-anchor="middle"')
    })
    return Math.round(top) + height + 8
  }

  // Four dots a module is half a millimetre: what a telephone reads from an arm's length and thermal paper still holds.
  function setQr({ url, beside }: Extract<Block, { kind: 'qr' }>, top: number): number {
    const { modules } = qrcode.create(url, { errorCorrectionLevel: 'M' })
    const quiet = 4
    const across = modules.size + 2 * quiet
    const largest = dots >= 512 ? 240 : 196
    const dot = Math.max(4, Math.min(7, Math.floor(largest / across)))
    const side = across * dot
    const rest = room - side - 10
    const words = rest >= 140
    const left = words ? margin - quiet * dot + 4 : (dots - side) / 2
    const from = Math.round(Math.max(left, 0))
    const head = Math.round(top)
    let path = ''
    for (let row = 0; row < modules.size; row++) {
      for (let column = 0; column < modules.size; column++) {
        if (!modules.get(row, column)) continue
        path += `M${from + (column + quiet) * dot} ${head + (row + quiet) * dot}h${dot}v${dot}h-${dot}z`
      }
    }
    ink.push(`<path d="${path}" shape-rendering="crispEdges"/>`)
    const textLeft = words ? from + side + 4 : margin
    const textRoom = words ? dots - margin - textLeft : room
    const align = words ? 'left' : 'centre'
    const textHeight = measured(beside, textRoom)
    let at = words ? head + Math.max(quiet * dot, (side - textHeight) / 2) : head + side
    for (const block of beside) at = setText({ ...block, align }, textLeft, textRoom, at)
    return Math.max(head + side, at)
  }

  function measured(blocks: readonly TextBlock[], width: number): number {
    let height = 0
    for (const { text, size, bold } of blocks) {
      const face = faces[bold ? 700 : 500]
      height += wrap(text, width, (words) => face.widthOf(words, sizes[size])).length * sizes[size] * lineHeight
    }
    return height
  }

  // Already in black and white: every dot of it is a dot of the paper, and the renderer must not smooth it.
  function setPicture(picture: Bitmap, top: number): number {
    const href = `data:image/png;base64,${pngOf(picture).toString('base64')}`
    const at = `x="${Math.round((dots - picture.width) / 2)}" y="${Math.round(top)}"`
    const size = `width="${picture.width}" height="${picture.height}"`
    ink.push(`<image ${at} ${size} image-rendering="optimizeSpeed" href="${href}"/>`)
    return Math.round(top) + picture.height
  }

  function setItem(item: string, top: number): number {
    const box = Math.round(sizes.body * 0.7)
    const boxTop = Math.round(top + sizes.body * 0.32)
    ink.push(
      `<rect x="${margin + 1}" y="${boxTop}" width="${box}" height="${box}" fill="none" stroke="#000" stroke-width="2"/>`,
    )
    return (
      setText({ kind: 'text', text: item, size: 'body', align: 'left' }, margin + box + 12, room - box - 12, top) + 4
    )
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
