import * as assert from 'node:assert/strict'
import { qrOf, qrPath } from '#web/elements/qr-path.ts'
import { spec } from '../kit/spec.ts'

spec('the QR path', ({ test }) => {
  test('covers exactly the dark squares', () => {
    const matrix = qrOf('https://luot.example/t/A012')
    const painted = Array.from({ length: matrix.size }, () => Array<boolean>(matrix.size).fill(false))
    for (const [, x, y, width] of qrPath(matrix).matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
      painted[Number(y)]!.fill(true, Number(x), Number(x) + Number(width))
    }
    const wanted = painted.map((row, y) => row.map((_, x) => matrix.dark(y, x)))
    assert.ok(wanted.flat().some(Boolean))
    assert.deepEqual(painted, wanted)
  })
})
