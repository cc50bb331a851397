import qrcode from 'qrcode'
import type { Pdf } from './paper.ts'

const INK = '#000000'

/** A QR of `size` points, without its rim: what stands around it must leave four dots white. */
export function drawQr(pdf: Pdf, words: string, x: number, y: number, size: number): void {
  const { modules } = qrcode.create(words, { errorCorrectionLevel: 'M' })
  const dot = size / modules.size
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) pdf.rect(x + column * dot, y + row * dot, dot + 0.05, dot + 0.05)
    }
  }
  pdf.fill(INK)
}
