import qrcode from 'qrcode'
import type { Pdf } from './paper.ts'

const INK = '#000000'

/** A QR of `size` points, without its rim: what stands around it must leave four dots white. */
export function drawQr(pdf: Pdf, words: string, x: number, y: number, size: number): void {
  const { modules } = qrcode.create(words, { errorCorrectionLevel: 'M' })
  const dot = size / modules.size
  for (let row = 0; row < modules.size; row++) {
    // Dots side by side are one bar: a third of the strokes.
    for (let column = 0; column < modules.size; column++) {
      const from = column
      while (column < modules.size && modules.get(row, column)) column++
      if (column > from) pdf.rect(x + from * dot, y + row * dot, (column - from) * dot + 0.05, dot + 0.05)
    }
  }
  pdf.fill(INK)
}
