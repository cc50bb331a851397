import assert from 'node:assert/strict'
import { inputFields } from '#server/drivers/hid/descriptor.ts'
import { openPosScanner, openSerialScanner, openTypingScanner } from '#server/drivers/scanner/driver.ts'
import { virtualScanner } from '#server/drivers/scanner/fake.ts'
import { lineReader } from '#server/drivers/scanner/line.ts'
import { layoutOf, posReader, USUAL_LAYOUT } from '#server/drivers/scanner/pos-report.ts'
import { NO_TRIMMINGS, scanOf } from '#server/drivers/scanner/scanned.ts'
import { openSerial } from '#server/drivers/scanner/serial-wire.ts'
import { handMovedTimers } from '../kit/hand-moved-timers.ts'
import { keysOf, posDescriptor, posReports, typingDescriptor } from '../kit/scanner-reports.ts'
import { spec } from '../kit/spec.ts'
import { scannerLaw } from '../laws/scanner-law.ts'

const access = 'hidraw' as const

scannerLaw('the virtual scanner', 'anything', async () => {
  const scanner = virtualScanner()
  return { scanner, scan: scanner.scan, begin: null, rest: handMovedTimers().advance, unplug: scanner.unplug }
})

for (const [name, descriptor] of [
  ['with the usual reports', null],
  ['that tells its own reports', posDescriptor({ reportId: 7, dataMost: 24 })],
  ['whose reports have no id', posDescriptor({ reportId: null, dataMost: 57 })],
] as const) {
  scannerLaw(`HID POS ${name}`, 'anything', async () => {
    const timers = handMovedTimers()
    const hid = wireInMemory()
    const wire = { ...hid.wire, onReport: hid.listen, descriptor, typesElsewhere: false }
    const scanner = await openPosScanner({ access }, async () => wire, timers)
    const reports = (text: string) => posReports(Buffer.from(text), layoutOf(descriptor))
    return {
      scanner,
      scan: (text) => reports(text).forEach(hid.say),
      begin: (text) => reports(text.padEnd(300, '.')).slice(0, 2).forEach(hid.say),
      rest: timers.advance,
      unplug: hid.unplug,
    }
  })
}

for (const [name, descriptor, before] of [
  ['that says nothing of itself', null, []],
  ['with report ids', typingDescriptor({ reportId: 1, slots: 6 }), [1]],
] as const) {
  scannerLaw(`a keyboard that is a scanner, ${name}`, 'ascii', async () => {
    const timers = handMovedTimers()
    const hid = wireInMemory()
    const wire = { ...hid.wire, onReport: hid.listen, descriptor, typesElsewhere: false }
    const scanner = await openTypingScanner({ access, vendorId: 1, productId: 2 }, async () => wire, timers)
    const type = (text: string) => {
      for (const report of keysOf(text)) hid.say(Uint8Array.of(...before, ...report))
    }
    return {
      scanner,
      scan: (text) => type(`${text}\n`),
      begin: type,
      rest: timers.advance,
      unplug: hid.unplug,
    }
  })
}

for (const [end, ending, prefix, suffix] of [
  ['line', '\r\n', '', ''],
  ['line', '\r', '\u0002', '\u0003'],
  ['line', '\n', '', '#'],
  ['silence', '', '', ''],
] as const) {
  const around = JSON.stringify([prefix, suffix, ending])
  // A code that ends with silence cannot come faster than its silence, nor be told from half of one.
  scannerLaw(`a serial line, ${around}`, 'anything', async () => {
    const timers = handMovedTimers()
    const serial = wireInMemory()
    const wire = { ...serial.wire, onBytes: serial.listen }
    const settings = { path: '/dev/ttyACM0', baudRate: 9_600, end, silenceMs: 5, prefix, suffix }
    const scanner = await openSerialScanner(settings, async () => wire, timers)
    return {
      scanner,
      // Bytes come as the driver of the line pleases, never as they were sent.
      scan: (text) => inPieces(Buffer.from(prefix + text + suffix + ending), 13).forEach(serial.say),
      begin: end === 'silence' ? null : (text) => serial.say(Buffer.from(prefix + text)),
      rest: timers.advance,
      unplug: serial.unplug,
    }
  })
}

spec('what a HID POS scanner says of its own reports', ({ test }) => {
  test('the usual report is found in the descriptor that describes it', () => {
    assert.deepEqual(layoutOf(posDescriptor({ reportId: 2, dataMost: 56 })), USUAL_LAYOUT)
  })

  test('without a descriptor, or with half or a false one, the usual report is taken', () => {
    const whole = posDescriptor({ reportId: 2, dataMost: 56 })
    assert.deepEqual(layoutOf(null), USUAL_LAYOUT)
    assert.deepEqual(layoutOf(Uint8Array.of()), USUAL_LAYOUT)
    for (let end = 0; end < whole.length; end++) assert.deepEqual(layoutOf(whole.subarray(0, end)).reportId, 2)
    assert.deepEqual(layoutOf(Uint8Array.from({ length: 200 }, (_, i) => (i * 37) & 0xff)), USUAL_LAYOUT)
  })

  test('a descriptor that names more than any report holds does not fill the memory', () => {
    // report size 8, report count 4294967295, usage, input
    const endless = [0x05, 0x8c, 0x75, 0x08, 0x97, 0xff, 0xff, 0xff, 0xff, 0x09, 0xfe, 0x81, 0x02]
    assert.ok(inputFields(Uint8Array.from(endless)).length <= 8_192)
  })
})

spec('HID POS reports', ({ test }) => {
  const read = (reports: readonly Uint8Array[]) => {
    const reader = posReader(USUAL_LAYOUT)
    return reports.flatMap((report) => reader.read(report) ?? [])
  }

  test('the kind of code is told as the scanner names it, and is no part of the code', () => {
    assert.deepEqual(read(posReports(Buffer.from('LUOT-HEN:123456'), USUAL_LAYOUT, ']Q1')), [
      { text: 'LUOT-HEN:123456', symbology: ']Q1' },
    ])
    assert.deepEqual(read(posReports(Buffer.from('8938505974194'), USUAL_LAYOUT, '\0\0\0')), [
      { text: '8938505974194' },
    ])
  })

  test('reports of other kinds in between are not part of a code', () => {
    const [first, second] = posReports(Buffer.from('x'.repeat(80)), USUAL_LAYOUT)
    assert.deepEqual(read([first!, Uint8Array.of(4, 1, 2, 3), second!]), [{ text: 'x'.repeat(80), symbology: ']Q1' }])
  })

  test('a torn report spoils its code and no other', () => {
    const [first, second] = posReports(Buffer.from('x'.repeat(80)), USUAL_LAYOUT)
    const next = posReports(Buffer.from('LUOT-HEN:123456'), USUAL_LAYOUT)
    assert.deepEqual(read([first!, second!.subarray(0, 20), second!, ...next]), [
      { text: 'LUOT-HEN:123456', symbology: ']Q1' },
    ])
  })

  test('a length beyond the report is not believed, and no report makes it throw', () => {
    const [report] = posReports(Buffer.from('abc'), USUAL_LAYOUT)
    report![1] = 255
    assert.equal(read([report!])[0]!.text.length, 56)
    let seed = 1
    const random = () => {
      seed = (seed * 48_271) % 0x7fffffff
      return seed & 0xff
    }
    const noise = Array.from({ length: 2_000 }, (_, i) => Uint8Array.from({ length: i % 70 }, random))
    assert.ok(read(noise).every(({ text }) => text.length <= 4_096))
  })

  test('bytes that are no text become signs no rule lets through', () => {
    const [scan] = read(posReports(Uint8Array.of(0x41, 0xff, 0xfe, 0x80, 0x42), USUAL_LAYOUT))
    assert.equal(scan?.text, 'A\ufffd\ufffd\ufffdB')
  })
})

spec('codes on a line', ({ test }) => {
  test('the AIM id is taken off where the scanner puts it before the code', () => {
    assert.deepEqual(scanOf(Buffer.from(']Q1LUOT-HEN:123456\r'), NO_TRIMMINGS), {
      text: 'LUOT-HEN:123456',
      symbology: ']Q1',
    })
    assert.deepEqual(scanOf(Buffer.from(']]Q1'), NO_TRIMMINGS), { text: ']]Q1' })
  })

  test('control signs stay in the code, for the edge to refuse', () => {
    assert.deepEqual(lineReader('line', NO_TRIMMINGS).read(Buffer.from('A\u001b[2J\u0000B\r')), [
      { text: 'A\u001b[2J\u0000B' },
    ])
  })

  test('empty lines are nothing', () => {
    assert.deepEqual(lineReader('line', NO_TRIMMINGS).read(Buffer.from('\r\n\r\n\n')), [])
  })
})

spec('opening a scanner', ({ test }) => {
  test('a serial line that is not there is missing, through the real library', async () => {
    await assert.rejects(openSerial({ path: '/dev/luot-no-such-line', baudRate: 9_600 }), { fault: 'device-missing' })
  })

  test('a keyboard whose keys the kernel still types works, with a warning that says so', async () => {
    const hid = wireInMemory()
    const wire = { ...hid.wire, onReport: hid.listen, descriptor: null, typesElsewhere: true }
    const scanner = await openTypingScanner({ access }, async () => wire, handMovedTimers())
    assert.deepEqual(scanner.health(), { state: 'warning', fault: 'keys-shared' })
  })
})

function wireInMemory() {
  let listener: (bytes: Uint8Array) => void = () => undefined
  let end = () => {}
  let plugged = true
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return {
    say(bytes: Uint8Array) {
      if (plugged) listener(bytes)
    },
    listen(heard: (bytes: Uint8Array) => void) {
      listener = heard
    },
    unplug() {
      plugged = false
      end()
    },
    wire: {
      ended,
      async close() {
        plugged = false
      },
    },
  }
}

function inPieces(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size))
}
