/// <reference path="./qrcode-core.d.ts" />
import { create } from 'qrcode/lib/core/qrcode.js'

/** The dark squares of a QR code, row by row. */
export interface QrMatrix {
  size: number
  dark: (row: number, column: number) => boolean
}

/** Makes the QR code of a text. Level M: a quarter of a slip's code may be smudged before it is lost. */
export function qrOf(text: string): QrMatrix {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  return { size: modules.size, dark: (row, column) => modules.get(row, column) === 1 }
}

/** One SVG path for all dark squares, a run at a time: `M x y h width v1 h-width z`. */
export function qrPath({ size, dark }: QrMatrix): string {
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!dark(row, column)) continue
      const start = column
      while (column + 1 < size && dark(row, column + 1)) column++
      const width = column - start + 1
      path += `M${start} ${row}h${width}v1h-${width}z`
    }
  }
  return path
}
