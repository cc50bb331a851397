import assert from 'node:assert/strict'
import { catalog, driverRow, parseSettings } from '#server/drivers/catalog.ts'
import { driverFaults } from '#server/drivers/device.ts'
import {
  clearAway,
  encodeJob,
  healthFrom,
  isStatusByte,
  usualLayout,
  withoutOrders,
} from '#server/drivers/printer/codec.ts'
import { faultCodes, faultEntry, isFaultCode } from '#server/faults.ts'
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
    const { begin, bands, end } = encodeJob(picture)
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
      bandLines: 48,
      feedLines: 4,
      cut: true,
      answerMs: 1_000,
      stallMs: 6_000,
      jobMs: 20_000,
      mmPerSecond: 80,
      cutMs: 400,
      pollMs: 15_000,
      troubledPollMs: 4_000,
    })
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
