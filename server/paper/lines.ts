import type { SlipLine } from '#server/drivers/printer/port.ts'
import type { Block, Paper, Size } from './paper.ts'

/** A piece of paper as plain lines, for a printer that somebody set to print with its own letters. */
export function linesOf(paper: Paper): SlipLine[] {
  return paper.blocks.flatMap(linesOfBlock)
}

const plain = { kind: 'text', wide: 1, high: 1, bold: false, centred: false, reverse: false } as const
const sizes: Readonly<Record<Size, { wide: number; high: number }>> = {
  heading: { wide: 1, high: 2 },
  strong: { wide: 1, high: 2 },
  body: { wide: 1, high: 1 },
  small: { wide: 1, high: 1 },
}

function linesOfBlock(block: Block): SlipLine[] {
  switch (block.kind) {
    case 'text': {
      const { text, size, bold = false, align = 'centre' } = block
      return [{ ...plain, ...sizes[size], text, bold, centred: align === 'centre' }]
    }
    case 'number':
      // Eight times twelve by twenty-four dots: 24 mm high.
      return [{ ...plain, text: block.text, wide: 8, high: 8, bold: true, centred: true }]
    case 'fact':
      return [
        { ...plain, text: `${block.label.vi} / ${block.label.en}:` },
        { ...plain, text: `  ${block.text}`, bold: true },
      ]
    case 'rule':
      return [{ ...plain, text: (block.style === 'dashed' ? '- ' : '--').repeat(16).trim(), centred: true }]
    case 'gap':
    case 'picture':
      return []
    case 'banner':
      return [{ ...plain, text: ` ${block.text} `, high: 2, bold: true, centred: true, reverse: true }]
    case 'qr':
      return [{ kind: 'code', text: block.url }, ...block.beside.map(({ text }) => ({ ...plain, text, centred: true }))]
    case 'checklist':
      return block.items.map((item) => ({ ...plain, text: `[ ] ${item}` }))
    default:
      return block satisfies never
  }
}
