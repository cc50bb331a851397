import assert from 'node:assert/strict'
import type { Scan, Scanner } from '#server/drivers/scanner/port.ts'
import { spec } from '../kit/spec.ts'

/** A scanner on the bench: a code is held under it, begun and never ended, and its cable pulled. */
export interface ScannerOnTheBench {
  scanner: Scanner
  scan(text: string): void
  /** The first part of a code, and then nothing; null where this scanner gives codes only whole. */
  begin: ((text: string) => void) | null
  /** Nobody scans anything for so long. */
  rest(spanMs: number): Promise<void>
  unplug(): void
}

/** `says`: a scanner that can only be a keyboard knows no letter but those of ASCII. */
export function scannerLaw(name: string, says: 'anything' | 'ascii', open: () => Promise<ScannerOnTheBench>): void {
  const slip = 'http://192.168.1.10:8080/t/A012-8F3KQ2M7XW'
  const appointment = 'LUOT-HEN:123456'

  async function listening() {
    const bench = await open()
    const heard: Scan[] = []
    bench.scanner.onScan((scan) => heard.push(scan))
    return { ...bench, heard, texts: () => heard.map(({ text }) => text) }
  }

  spec(`scanner law: ${name}`, ({ test, skip }) => {
    test('each code is one scan, whole, in order, the same code twice included', async () => {
      const { scanner, scan, rest, texts } = await listening()
      for (const text of [slip, appointment, appointment, '1.001193', 'H15.50.05.13-261008-0975']) {
        scan(text)
        await rest(1_000)
      }
      assert.deepEqual(texts(), [slip, appointment, appointment, '1.001193', 'H15.50.05.13-261008-0975'])
      await scanner.close()
    })

    test('a hundred codes within a second are a hundred scans', async () => {
      const { scanner, scan, rest, texts } = await listening()
      const codes = Array.from({ length: 100 }, (_, i) => `LUOT-HEN:${String(i).padStart(6, '0')}`)
      for (const code of codes) {
        scan(code)
        await rest(10)
      }
      await rest(1_000)
      assert.deepEqual(texts(), codes)
      await scanner.close()
    })

    test('the longest code fits, and of one that does not no more is told than fits', async () => {
      const { scanner, scan, rest, heard } = await listening()
      // What is told may carry a few signs of the scanner's own around it.
      const longest = 'A1b2C3d4'.repeat(500)
      scan(longest)
      await rest(1_000)
      assert.ok(heard[0]?.text === longest, `${heard[0]?.text.length} signs came`)
      scan('9'.repeat(10_000))
      await rest(1_000)
      assert.ok(heard.slice(1).every(({ text }) => text.length <= 4_096))
      scan(appointment)
      await rest(1_000)
      assert.equal(heard.at(-1)?.text, appointment, 'the next code is whole again')
      await scanner.close()
    })

    if (says === 'anything') {
      test('every letter arrives as it was printed, wherever a report ends', async () => {
        const { scanner, scan, rest, texts } = await listening()
        const name = 'NGUYỄN THỊ ÁNH TUYẾT'
        const codes = Array.from({ length: 60 }, (_, i) => `${'x'.repeat(i)}|${name}|${name.normalize('NFD')}`)
        for (const code of codes) {
          scan(code)
          await rest(1_000)
        }
        assert.deepEqual(texts(), codes)
        await scanner.close()
      })
    } else {
      skip('every letter arrives as it was printed, wherever a report ends', 'a keyboard cannot say them')
    }

    test('whoever stopped listening hears nothing more', async () => {
      const { scanner, scan, rest } = await open()
      const heard: Scan[] = []
      const stop = scanner.onScan((scan) => heard.push(scan))
      scan(slip)
      await rest(1_000)
      stop()
      scan(slip)
      await rest(1_000)
      assert.equal(heard.length, 1)
      await scanner.close()
    })

    test('pulled out, it is broken, gone and mute', async () => {
      const { scanner, scan, unplug, rest, heard } = await listening()
      unplug()
      assert.equal(await scanner.gone, 'device-missing')
      assert.deepEqual(scanner.health(), { state: 'broken', fault: 'device-missing' })
      scan(slip)
      await rest(1_000)
      assert.deepEqual(heard, [])
      await scanner.close()
    })

    test('half a code is none, whether its end is late or its cable is out, and the next one is whole', async () => {
      const { scanner, scan, begin, unplug, rest, texts } = await listening()
      if (begin) {
        begin('07918880')
        await rest(5_000)
      }
      scan(appointment)
      await rest(1_000)
      assert.deepEqual(texts(), [appointment])
      begin?.('07918880')
      unplug()
      await rest(5_000)
      assert.deepEqual(texts(), [appointment])
      await scanner.close()
    })
  })
}
