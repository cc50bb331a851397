import assert from 'node:assert/strict'
import { catalog, driverRow, parseSettings } from '#server/drivers/catalog.ts'
import { driverFaults } from '#server/drivers/device.ts'
import { clearAway, encodeJob, withoutOrders } from '#server/drivers/printer/codec.ts'
import { makeOf, type PrinterChoices } from '#server/drivers/printer/make.ts'
import { profiles } from '#server/drivers/printer/profiles.ts'
import {
  healthFrom,
  healthFromAutomatic,
  isStatusByte,
  statusReader,
  ticketInMouth,
} from '#server/drivers/printer/status.ts'
import { faultCodes, faultEntry, isFaultCode } from '#server/faults.ts'
import { dotsOf, type Hall } from '#server/settings/hall.ts'
import { usualLayout } from '../kit/printer-make.ts'
import { readJob } from '../kit/read-escpos.ts'
import { spec } from '../kit/spec.ts'
import { slipFor } from '../laws/printer-law.ts'

spec('ESC/POS codec', ({ test }) => {
  test('a job read back by another reader is the same picture, on one piece, fed and cut', () => {
    const { picture } = slipFor('A001')
    for (const bandLines of [24, 48, 100, 256]) {
      const { begin, bands, end } = encodeJob(picture, { ...usualLayout, bandLines })
      const { pieces, rubbish, openEnd } = readJob(Buffer.concat([begin, ...bands, end]))
      assert.deepEqual({ rubbish, openEnd, pieces: pieces.length }, { rubbish: [], openEnd: false, pieces: 1 })
      assert.ok(Buffer.from(pieces[0]!.picture.bytes).equals(picture.bytes), `bands of ${bandLines} lines`)
      const feedMm = pieces[0]!.feedDots / 8
      assert.ok(feedMm >= 15 && feedMm <= 20, `${feedMm} mm before the knife`)
    }
  })

  test('dots that spell an order lose it for one dot more, and nothing else changes', () => {
    const dots = Uint8Array.of(0x10, 0x04, 0x01, 0x10, 0x05, 0x10, 0x14, 0x10, 0x10, 0x04, 0x10, 0x20)
    const safe = withoutOrders(dots)
    assert.deepEqual([...safe], [0x18, 0x04, 0x01, 0x18, 0x05, 0x18, 0x14, 0x10, 0x18, 0x04, 0x10, 0x20])
    assert.equal(dots[0], 0x10)
    for (const order of [0x04, 0x05, 0x14]) assert.equal(safe.indexOf(Buffer.of(0x10, order)), -1)
  })

  test('what a broken-off band left behind is filled, cut off, and harmless to a printer that expects nothing', () => {
    const { picture } = slipFor('A001')
    const { begin, bands, end } = encodeJob(picture, usualLayout)
    const longest = Math.max(...bands.map((band) => band.length))
    for (const brokenAt of [1, 3, 8, 9, 500, longest - 1, longest]) {
      const job = [bands[0]!.subarray(0, brokenAt), ...clearAway(longest, usualLayout), begin, ...bands, end]
      const { pieces, openEnd } = readJob(Buffer.concat(job))
      assert.equal(openEnd, false)
      assert.ok(Buffer.from(pieces.at(-1)!.picture.bytes).equals(picture.bytes), `broken at ${brokenAt}`)
    }
  })

  test('status bytes are told from noise by their fixed bits', () => {
    const answers = Array.from({ length: 256 }, (_, byte) => byte).filter(isStatusByte)
    assert.equal(answers.length, 16)
    for (const known of [0x12, 0x1a, 0x32, 0x7e, 0x16]) assert.ok(answers.includes(known))
    for (const noise of [0x00, 0x0f, 0x11, 0x13, 0x41, 0x80, 0x93, 0xff]) assert.ok(!answers.includes(noise))
  })

  test('what a printer tells unasked is told from answers, whatever stands between its bytes', () => {
    const heard = (...bytes: number[]) => {
      const reader = statusReader()
      return bytes.flatMap((byte) => {
        const one = reader.take(byte)
        if (!one) return []
        return one.kind === 'answer' ? [`answer ${one.byte}`] : [`automatic ${[...one.frame]}`]
      })
    }
    assert.deepEqual(heard(0x10, 0x00, 0x00, 0x0f), ['automatic 16,0,0,15'])
    assert.deepEqual(heard(0x12, 0x18, 0x12, 0x00, 0x0c, 0x13, 0x1e, 0x0f), [
      'answer 18',
      'answer 18',
      'answer 30',
      'automatic 24,0,12,15',
    ])
    // half a word is forgotten when another begins, and noise makes none
    assert.deepEqual(heard(0x10, 0x00, 0x38, 0x00, 0x00, 0x00), ['automatic 56,0,0,0'])
    assert.deepEqual(heard(0x10, 0x00, 0xff, 0x00, 0x00, 0x41), [])
  })

  test('of all bytes none can be both an answer and part of what is told unasked', () => {
    for (let byte = 0; byte < 256; byte++) {
      if (!isStatusByte(byte)) continue
      const reader = statusReader()
      for (const part of [0x10, 0x00, 0x00]) assert.equal(reader.take(part), undefined)
      assert.deepEqual(reader.take(byte), { kind: 'answer', byte })
      assert.equal(reader.take(0x0f)?.kind, 'automatic')
    }
  })

  test('trouble told unasked is named as if it had been asked for', () => {
    const cases = [
      [[0x10, 0x00, 0x00], { state: 'ready' }],
      [[0x14, 0x00, 0x03], { state: 'warning', fault: 'paper-near-end' }],
      [[0x18, 0x00, 0x0f], { state: 'broken', fault: 'paper-out' }],
      [[0x38, 0x00, 0x0c], { state: 'broken', fault: 'cover-open' }],
      [[0x18, 0x08, 0x00], { state: 'broken', fault: 'cutter' }],
      [[0x18, 0x20, 0x00], { state: 'broken', fault: 'printer-error' }],
      [[0x18, 0x00, 0x00], { state: 'broken', fault: 'printer-offline' }],
    ] as const
    for (const [frame, health] of cases) assert.deepEqual(healthFromAutomatic(Uint8Array.of(...frame, 0x0f)), health)
  })

  test('the full answer of a kiosk printer names paper, cover, jam, knife and the ticket in its mouth', () => {
    const full = (paper: number, user = 0, mayPass = 0, willNotPass = 0) => ({
      full: Uint8Array.of(0x10, 0x0f, paper, user, mayPass, willNotPass),
    })
    const cases = [
      [full(0), { state: 'ready' }],
      [full(0x20), { state: 'ready' }],
      [full(0x04), { state: 'warning', fault: 'paper-near-end' }],
      [full(0x40), { state: 'warning', fault: 'paper-near-end' }],
      [full(0x05), { state: 'broken', fault: 'paper-out' }],
      [full(0x01, 0x02), { state: 'broken', fault: 'cover-open' }],
      [full(0x00, 0x01), { state: 'broken', fault: 'cover-open' }],
      [full(0x00, 0x00, 0x40), { state: 'broken', fault: 'paper-jam' }],
      [full(0x00, 0x00, 0x00, 0x01), { state: 'broken', fault: 'cutter' }],
      [full(0x00, 0x00, 0x01), { state: 'broken', fault: 'printer-error' }],
      [full(0x00, 0x2c, 0x22), { state: 'ready' }],
    ] as const
    for (const [answers, health] of cases) assert.deepEqual(healthFrom(answers), health)
    assert.deepEqual(
      [ticketInMouth(full(0x20)), ticketInMouth(full(0)), ticketInMouth({ 1: 0x12 })],
      [true, false, undefined],
    )
  })

  test('a full answer is found behind noise, and half of one is no answer', () => {
    const reader = statusReader()
    reader.awaitFull(true)
    const heard = [0x12, 0x10, 0x10, 0x0f, 0x12, 0x11, 0x13, 0x10].map((byte) => reader.take(byte)).filter(Boolean)
    assert.deepEqual(heard, [{ kind: 'full', frame: Uint8Array.of(0x10, 0x0f, 0x12, 0x11, 0x13, 0x10) }])
    reader.awaitFull(true)
    assert.ok([0x10, 0x0f, 0, 0, 0].every((byte) => reader.take(byte) === undefined))
    // the next question forgets it
    reader.awaitFull(false)
    assert.deepEqual(reader.take(0x12), { kind: 'answer', byte: 0x12 })
  })

  test('each combination of answers names the cause, not its consequence', () => {
    const fine = { 1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12 }
    const cases = [
      [fine, { state: 'ready' }],
      [
        { ...fine, 4: 0x1e },
        { state: 'warning', fault: 'paper-near-end' },
      ],
      [
        { 1: 0x1a, 2: 0x32, 3: 0x12, 4: 0x7e },
        { state: 'broken', fault: 'paper-out' },
      ],
      [
        { 1: 0x1a, 2: 0x36, 3: 0x12, 4: 0x7e },
        { state: 'broken', fault: 'cover-open' },
      ],
      [
        { ...fine, 1: 0x1a, 2: 0x52, 3: 0x1a },
        { state: 'broken', fault: 'cutter' },
      ],
      [
        { ...fine, 1: 0x1a, 3: 0x32 },
        { state: 'broken', fault: 'printer-error' },
      ],
      [
        { ...fine, 1: 0x1a },
        { state: 'broken', fault: 'printer-offline' },
      ],
      [{ 1: 0x12, 4: 0x12 }, { state: 'ready' }],
      [{ 1: 0x12 }, { state: 'unknown', fault: 'printer-silent' }],
      [{}, { state: 'unknown', fault: 'printer-silent' }],
    ] as const
    for (const [answers, health] of cases) assert.deepEqual(healthFrom(answers), health)
  })
})

spec('faults', ({ test }) => {
  test('each fault a driver can name has a sentence and a way out, in both languages', () => {
    for (const code of driverFaults) assert.ok(isFaultCode(code), code)
    for (const code of faultCodes) {
      const { sentence, help } = faultEntry(code)
      for (const words of [sentence, help]) {
        assert.match(words.vi, /^\p{Lu}.*\.$/u, code)
        assert.match(words.en, /^\p{Lu}.*\.$/u, code)
        assert.equal(words.vi, words.vi.normalize('NFC'))
      }
      // U11: a screen says what happened in fifteen words
      assert.ok(sentence.vi.split(' ').length <= 15, sentence.vi)
    }
  })

  test('a code nobody wrote a sentence for is still told', () => {
    assert.deepEqual(faultEntry('no-such-code'), faultEntry('unknown'))
    assert.deepEqual(faultEntry('toString'), faultEntry('unknown'))
  })
})

spec('driver catalogue', ({ test }) => {
  test('every row has an id of its own and settings that stand by themselves or say what is missing', () => {
    assert.equal(new Set(catalog.map(({ id }) => id)).size, catalog.length)
    assert.deepEqual(parseSettings(driverRow('escpos-tcp')!.settings, { host: 'printer.local' }), {
      host: 'printer.local',
      port: 9100,
      connectMs: 3_000,
      profile: 'generic-80',
      nearEndMm: 3_000,
      answerMs: 1_000,
      stallMs: 6_000,
      jobMs: 20_000,
      pollMs: 15_000,
      troubledPollMs: 4_000,
      ticketLeftMs: 20_000,
      clearMouthMs: 0,
      forgotten: 'retract',
      text: false,
    })
  })

  test('settings written before there were profiles mean what they meant', () => {
    const old = { path: '/dev/usb/lp0', bandLines: 24, feedLines: 6, cut: false, mmPerSecond: 60, cutMs: 900 }
    const settings = parseSettings(driverRow('escpos-file')!.settings, old) as PrinterChoices
    const { layout, limits } = makeOf(settings, { hold: 'never' })
    assert.deepEqual(
      { ...layout, mmPerSecond: limits.mmPerSecond, cutMs: limits.cutMs },
      { bandLines: 24, feedLines: 6, cut: 'none', presentSteps: null, automatic: false, mmPerSecond: 60, cutMs: 900 },
    )
  })

  test('a setting of the device wins over its profile', () => {
    const settings = { profile: 'generic-58', cut: true, automatic: true, rollMm: 30_000 }
    const make = makeOf(parseSettings(driverRow('escpos-file')!.settings, settings) as PrinterChoices, {
      hold: 'if-it-tells',
    })
    assert.deepEqual(make.layout, { bandLines: 24, feedLines: 4, cut: 'partial', presentSteps: null, automatic: true })
    assert.deepEqual([make.hold, make.roll.rollMm], [true, 30_000])
  })

  test('paper is as wide as the hall says, or else as its profile', () => {
    const hall = (device: object) =>
      ({ devices: [{ id: 'p1', name: 'p1', driver: 'escpos-file', settings: {}, ...device }] }) as unknown as Hall
    assert.equal(dotsOf(hall({}), 'p1'), 576)
    assert.equal(dotsOf(hall({ settings: { profile: 'generic-58' } }), 'p1'), 384)
    assert.equal(dotsOf(hall({ settings: { profile: 'generic-58' }, dots: 512 }), 'p1'), 512)
    assert.equal(dotsOf(hall({ settings: { profile: 'toString' } }), 'p1'), 576)
    assert.equal(dotsOf(hall({}), 'another'), 576)
  })

  test('no band of any profile is larger than the smallest buffer around, and every knife is cleared of the last line', () => {
    for (const [id, profile] of Object.entries(profiles)) {
      const bytes = 8 + (profile.bandLines * profile.dots) / 8
      assert.ok(bytes <= 4096, `${id}: ${bytes} bytes in a band`)
      if (profile.presentSteps === null) assert.ok(profile.feedLines * 3.75 >= 15, id)
    }
  })

  test('settings that are wrong are refused with where and why', () => {
    const refused = (id: string, settings: unknown) => {
      assert.throws(() => parseSettings(driverRow(id)!.settings, settings), { fault: 'device-settings' })
    }
    refused('escpos-tcp', {})
    refused('escpos-tcp', { host: 'x', port: 70_000 })
    refused('escpos-tcp', { host: 'x', surprise: true })
    refused('escpos-file', { path: '/etc/passwd' })
    refused('gpio', { lamps: [{ name: 'call', pin: -1 }] })
    refused('virtual', { rollMm: 'much' })
    refused('virtual', 'text')
  })
})
