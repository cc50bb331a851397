import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { driverRow, parseSettings } from '#server/drivers/catalog.ts'
import { encodeJob } from '#server/drivers/printer/codec.ts'
import { choosePage, encodeLetters, type LetterPages } from '#server/drivers/printer/letters.ts'
import { makeOf, type PrinterChoices } from '#server/drivers/printer/make.ts'
import { encodeLines, type TextMode } from '#server/drivers/printer/text.ts'
import { linesOf } from '#server/paper/lines.ts'
import { everyLetter } from '#server/paper/test-page.ts'
import { onMemory } from '../kit/printer-bench.ts'
import { usualLayout } from '../kit/printer-make.ts'
import { slipSet } from '../kit/slip-set.ts'
import { spec } from '../kit/spec.ts'
import { slipFor } from '../laws/printer-law.ts'

const epson: TextMode = { codePage: 'tcvn3', page: 30, capitalsPage: 31, columns: 48 }
const cp1258: TextMode = { codePage: 'windows-1258', page: 52, capitalsPage: null, columns: 48 }
const letters = [...everyLetter.join('').replaceAll(' ', '')]

const decoder = join(import.meta.dirname, '../kit/decode-escpos.py')
const iconv = (bytes: Uint8Array) =>
  execFileSync('iconv', ['-f', 'TCVN', '-t', 'UTF-8'], { input: bytes, encoding: 'utf8' })
const has = (tool: string) => {
  try {
    execFileSync(tool, ['--version'], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

spec('the letters of a printer', ({ test, skip }) => {
  test('the page to look at holds every Vietnamese letter once, small and capital', () => {
    assert.equal(new Set(letters).size, 2 * (12 * 6 + 1))
    assert.equal(letters.length, 2 * (12 * 6 + 1))
  })

  test('windows-1258: what the web platform reads from the bytes is every letter again', () => {
    const read = new TextDecoder('windows-1258')
    for (const letter of letters) {
      assert.equal(read.decode(encodeLetters(letter, cp1258)!).normalize('NFC'), letter)
    }
  })

  if (has('iconv')) {
    test('TCVN-3: what the C library reads from the bytes is every letter again', () => {
      for (const letter of letters) assert.equal(readTcvn(encodeLetters(letter, epson)!), letter)
    }, 60_000)
  } else skip('TCVN-3: what the C library reads from the bytes is every letter again', 'iconv is not installed')

  test('a letter without a place is told, and signs that are none become plainer ones', () => {
    const noCapitals: LetterPages = { codePage: 'tcvn3', page: 30, capitalsPage: null }
    assert.equal(encodeLetters('SỐ', noCapitals), null)
    assert.ok(encodeLetters('Số Đ', noCapitals))
    assert.equal(encodeLetters('漢', epson), null)
    assert.equal(encodeLetters('漢', cp1258), null)
    assert.equal(encodeLetters('09:20 – 09:45 · “A”…', epson)?.toString('latin1'), '09:20 - 09:45 - "A"...')
  })
})

spec('a slip in the printer’s own letters', ({ test, skip }) => {
  test('is never what we choose: without the setting, and without a known page, it is a picture', () => {
    const make = (settings: object) =>
      makeOf(parseSettings(driverRow('escpos-file')!.settings, settings) as PrinterChoices, { hold: 'never' }).text
    assert.equal(make({ profile: 'epson' }), null)
    assert.equal(make({ profile: 'generic-80', text: true }), null)
    assert.deepEqual(make({ profile: 'epson', text: true }), epson)
    assert.deepEqual(make({ profile: 'epson', text: true, codePage: 'windows-1258' }), cp1258)
    assert.deepEqual(make({ profile: 'generic-58', text: true, codePage: 'tcvn3', pageNumber: 27 }), {
      ...{ codePage: 'tcvn3', page: 27, capitalsPage: null, columns: 32 },
    })
  })

  test('every slip has a place in both pages, and the number stays 24 mm high', () => {
    for (const { name, paper } of slipSet(576)) {
      for (const mode of [epson, cp1258]) {
        const job = encodeLines(linesOf(paper), mode, usualLayout)
        assert.ok(job, `${name}, ${mode.codePage}`)
        assert.ok(job.bands.every((band) => band.length < 2_000))
      }
    }
    assert.deepEqual(linesOf({ title: '', blocks: [{ kind: 'number', text: 'A012' }] })[0], {
      ...{ kind: 'text', text: 'A012', wide: 8, high: 8, bold: true, centred: true, reverse: false },
    })
  })

  test('goes out as a picture when one letter of it has no place, or nobody brought lines', async () => {
    const { printer, machine, timers } = onMemory('epson', { text: epson })
    const job = slipFor('A001')
    const strange = [
      { kind: 'text', text: '漢', wide: 1, high: 1, bold: false, centred: false, reverse: false } as const,
    ]
    assert.deepEqual(await timers.until(printer.print({ ...job, lines: strange })), { outcome: 'printed' })
    assert.deepEqual(await timers.until(printer.print(slipFor('A002'))), { outcome: 'printed' })
    assert.deepEqual(
      machine.slips().map(({ picture }) => picture.height),
      [480, 480],
    )
    await timers.until(printer.close())
  })

  if (has('python3') && has('iconv')) {
    test('says, read back by another reader, what the picture says', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'luot-text-'))
      try {
        for (const { name, paper, code } of slipSet(576)) {
          const { begin, bands, end } = encodeLines(linesOf(paper), epson, usualLayout)!
          const whole = Buffer.concat([begin, ...bands, end])
          assert.ok(whole.length < 5_000, `${name}: ${whole.length} bytes`)
          await writeFile(join(folder, 'job.bin'), whole)
          execFileSync('python3', [decoder, join(folder, 'job.bin'), folder])
          const { slips, cuts, strange } = JSON.parse(await readFile(join(folder, 'read.json'), 'utf8'))
          assert.deepEqual({ strange, cuts, slips: slips.length }, { strange: [], cuts: 1, slips: 1 }, name)
          assert.deepEqual(
            slips[0].codes.map((one: { text: string }) => one.text),
            [code],
          )
          const runs: Run[] = slips[0].texts.flatMap((line: { runs: Run[] }) => line.runs)
          const read = wordsOf(runs)
          for (const line of linesOf(paper)) {
            if (line.kind === 'text') assert.ok(read.includes(bare(line.text)), `"${line.text}" of ${name} in ${read}`)
          }
          if (name === 'ticket') assert.ok(runs.some(({ high, wide }) => high === 8 && wide === 8))
        }
      } finally {
        await rm(folder, { recursive: true })
      }
    })
  } else skip('says, read back by another reader, what the picture says', 'python3 or iconv is not installed')

  test('is shorter to send by far: a tenth of the picture', () => {
    const { paper } = slipSet(576)[0]!
    const text = encodeLines(linesOf(paper), epson, usualLayout)!
    const picture = encodeJob({ width: 576, height: 1_200, bytes: new Uint8Array(72 * 1_200) }, usualLayout)
    const size = ({ bands }: { bands: Buffer[] }) => bands.reduce((sum, band) => sum + band.length, 0)
    assert.ok(size(text) * 10 < size(picture))
  })
})

interface Run {
  page: number
  hex: string
  high: number
  wide: number
}

/** What a person reads from the runs: page 30 as it stands, page 31 in capitals. */
function wordsOf(runs: readonly Run[]): string {
  const read = runs.map(({ page, hex }) => {
    const text = iconv(Buffer.from(hex, 'hex'))
    return page === 31 ? text.toUpperCase() : text
  })
  return bare(read.join(''))
}

function bare(text: string): string {
  return text.normalize('NFC').replace(/[·–]/g, '-').replace(/\s+/g, '')
}

function readTcvn(bytes: Buffer): string {
  const capitals = bytes.indexOf(choosePage(31))
  if (capitals < 0) return iconv(bytes).normalize('NFC')
  return iconv(bytes.subarray(capitals + 3, bytes.lastIndexOf(choosePage(30))))
    .normalize('NFC')
    .toUpperCase()
}
