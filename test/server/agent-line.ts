import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PrintOutcome } from '#server/drivers/printer/port.ts'
import type { SoundOutcome } from '#server/drivers/speaker/port.ts'
import { type AgentLineKit, agentLine, quiet, settle } from '../kit/agent-line.ts'
import { spec } from '../kit/spec.ts'

const SECOND = 1_000
const DEVICES = [
  { id: 'may-in-1', driver: 'paper' },
  { id: 'phim-1', driver: 'keys' },
  { id: 'den-1', driver: 'lamp' },
  { id: 'loa-1', driver: 'loud' },
]
// As hard to pack as a picture can be: six parts.
const picture = {
  width: 8,
  height: 24_000,
  bytes: createHash('shake256', { outputLength: 24_000 }).update('dots').digest(),
}

spec('the line to an agent, by a clock moved by hand', ({ test, beforeEach, afterEach }) => {
  let line: AgentLineKit
  const next = () => line.things.press({ key: 'next' })
  const keys = () => line.moments.length
  const ends: Record<string, PrintOutcome> = {}
  const print = (id: string, options: { waitMs?: number; again?: boolean } = { waitMs: 600 * SECOND }) => {
    delete ends[id]
    void line
      .hub()
      .printer('may-in-1')
      .print({ id, title: id, picture, ...options })
      .then((outcome) => {
        ends[id] = outcome
      })
  }
  const states = () =>
    line
      .hub()
      .health()
      .map(({ state, fault }) => [state, fault].filter(Boolean).join(' '))
  /** Lets time pass while both ends talk. */
  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 250) {
      await line.timers.advance(Math.min(250, left))
      await quiet(line)
    }
  }
  async function up(): Promise<void> {
    line.connect()
    await quiet(line)
  }

  beforeEach(() => {
    line = agentLine(DEVICES)
  })
  afterEach(async () => {
    await line.close()
    rmSync(line.folder, { recursive: true, force: true })
  })

  test('devices of an agent that is away say so, and are as they are when it is back', async () => {
    assert.deepEqual(states(), Array(4).fill('broken agent-away'))
    await up()
    assert.deepEqual(states(), Array(4).fill('ready'))
    const { line: how } = { line: line.hub().line() }
    assert.equal(how?.clockAheadMs, 5_000, 'its wall clock is five seconds ahead')
    line.cut()
    assert.deepEqual(states(), Array(4).fill('broken agent-away'))
    assert.equal(line.hub().line(), null)
    assert.deepEqual(
      line.told.slice(-4),
      DEVICES.map(({ id }) => `${id} broken agent-away`),
    )
  })

  test('a key is carried out once, also when the line breaks before its receipt', async () => {
    await up()
    next()
    line.deliver('toHub')
    assert.equal(keys(), 1)
    line.cut()
    await up()
    assert.equal(keys(), 1, 'told again, heard once')
    next()
    await quiet(line)
    assert.equal(keys(), 2)
    assert.equal(new Set(line.moments.map(({ id }) => id)).size, 2)
  })

  test('a key pressed while the line was away for a moment is heard; five seconds later it is too old', async () => {
    await up()
    line.cut()
    next()
    await line.timers.advance(4 * SECOND)
    await up()
    assert.equal(keys(), 1)
    line.cut()
    next()
    await line.timers.advance(6 * SECOND)
    await up()
    assert.equal(keys(), 1)
  })

  test('a key that lay on a stalled line is told as too late, however young it seemed when it was sent', async () => {
    await up()
    await pass(4 * SECOND)
    next()
    // Nothing arrives for six seconds; the hub has not given the line up yet.
    await line.timers.advance(6 * SECOND)
    await quiet(line)
    assert.equal(keys(), 0)
    assert.deepEqual(line.stale, ['phim-1'])
  })

  test('a line that answers late from the first pulse on makes no key younger', async () => {
    line.connect()
    while (line.underWay('toAgent') > 0) line.deliver('toAgent')
    await settle()
    next()
    await line.timers.advance(6 * SECOND)
    await quiet(line)
    assert.equal(keys(), 0)
    assert.deepEqual(line.stale, ['phim-1'])
  })

  test('what was told to a hub that died is not told to the next one: it may have been carried out', async () => {
    await up()
    next()
    line.deliver('toHub')
    assert.equal(keys(), 1)
    line.hubPowerCut()
    await up()
    assert.equal(keys(), 1)
  })

  test('lamps and signs go dark after ten seconds alone, and show what is wanted when the hub is back', async () => {
    await up()
    line.hub().wantLamps('den-1', { call: 'pulse', open: 'on' })
    await quiet(line)
    assert.deepEqual(line.things.lamps, { call: 'pulse', open: 'on' })
    line.cut()
    await line.timers.advance(9 * SECOND)
    assert.deepEqual(line.things.lamps, { call: 'pulse', open: 'on' })
    line.hub().wantLamps('den-1', { open: 'on' })
    await line.timers.advance(3 * SECOND)
    assert.deepEqual(line.things.lamps, {})
    await up()
    assert.deepEqual(line.things.lamps, { open: 'on' })
  })

  test('an agent that starts alone opens its devices as the hub last said, dark', async () => {
    await up()
    line.hub().wantLamps('den-1', { open: 'on' })
    await quiet(line)
    line.agentPowerCut()
    await settle()
    next()
    await line.timers.advance(SECOND)
    assert.deepEqual(line.things.lamps, {})
    await up()
    assert.equal(keys(), 1, 'its keypad was open already')
    assert.deepEqual(line.things.lamps, { open: 'on' })
  })

  test('one slip at a time: the next is offered when the first has ended', async () => {
    await up()
    print('a')
    print('b')
    await quiet(line)
    assert.deepEqual(line.things.tape, ['a'])
    line.things.finish()
    await quiet(line)
    assert.deepEqual(ends.a, { outcome: 'printed' })
    assert.deepEqual(line.things.tape, ['a', 'b'])
  })

  test('nobody waits for paper on a line that is away, unless they said how long', async () => {
    print('kiosk', {})
    await settle()
    assert.deepEqual(ends.kiosk, { outcome: 'failed', fault: 'agent-away', started: false })
    print('slip', { waitMs: 600 * SECOND })
    await line.timers.advance(599 * SECOND)
    assert.equal(ends.slip, undefined)
    await line.timers.advance(2 * SECOND)
    assert.deepEqual(ends.slip, { outcome: 'failed', fault: 'agent-away', started: false })
    await up()
    assert.deepEqual(line.things.tape, [], 'and it is not printed afterwards')
  })

  test('an offer whose answer never comes is not sure', async () => {
    await up()
    print('a', { waitMs: 30 * SECOND })
    await quiet(line)
    line.cut()
    await line.timers.advance(200 * SECOND)
    assert.deepEqual(ends.a, { outcome: 'unconfirmed', fault: 'agent-away' })
  })

  test('paper that is out there is told here, and leaves no ink behind', async () => {
    await up()
    line.things.paper = 'out'
    print('a')
    await quiet(line)
    assert.deepEqual(ends.a, { outcome: 'failed', fault: 'paper-out', started: false })
    assert.deepEqual(line.things.tape, [])
  })

  test('a picture too large for one message comes in parts, and the pulse goes on between them', async () => {
    await up()
    print('a')
    let messages = 0
    while (line.things.tape.length === 0) {
      // A slow line: a message each way every second.
      await line.timers.advance(SECOND)
      messages++
      line.deliver('toAgent')
      line.deliver('toHub')
    }
    assert.ok(messages > 6, `${messages} seconds`)
    assert.ok(line.isConnected(), 'longer than the line may be silent')
    assert.deepEqual(line.things.tape, ['a'])
  })

  test('the slip that comes out is the slip that was drawn, dot by dot, and its lines go along', async () => {
    await up()
    const lines = [{ kind: 'code', text: 'https://luot.example.vn/t/x' }] as const
    void line.hub().printer('may-in-1').print({ id: 'a', title: 'Phiếu A012 – “ưu tiên”', picture, lines })
    await quiet(line)
    const job = line.things.lastJob
    assert.equal(job?.title, 'Phiếu A012 – “ưu tiên”')
    assert.deepEqual(job?.lines, lines)
    assert.deepEqual([job?.picture.width, job?.picture.height], [picture.width, picture.height])
    assert.ok(job && Buffer.from(job.picture.bytes).equals(picture.bytes))
  })

  test('a key in two machines is told of; a machine that came back after its power cut is not', async () => {
    await up()
    line.agentPowerCut()
    await up()
    assert.deepEqual(line.rivals, [])
    line.connect('a copy of the card')
    assert.deepEqual(line.rivals, ['kiosk-pi'])
  })

  test('a sound crosses the line once, and is heard as often as it is played', async () => {
    const files = ['chuông', 'mời số', 'A012'].map((word) => {
      const file = join(line.folder, `${word}.wav`)
      writeFileSync(file, `${word}\n`)
      return file
    })
    const play = async (...which: string[]) => {
      const heard = line.hub().play('loa-1', { id: 'x', files: which, volume: 80 })
      let outcome: SoundOutcome | null = null
      void heard.then((end) => {
        outcome = end
      })
      // The disk reads the files in a time of its own.
      while (!outcome) await quiet(line)
      return outcome
    }
    assert.deepEqual(await play(...files), { outcome: 'failed', fault: 'agent-away' }, 'a moment that passed')
    await up()
    assert.deepEqual(await play(...files), { outcome: 'played' })
    assert.deepEqual(line.things.heard, ['chuông mời số A012 at 80'])
    const before = line.delivered('part')
    assert.deepEqual(await play(files[0] ?? '', files[2] ?? ''), { outcome: 'played' })
    assert.equal(line.delivered('part'), before, 'nothing was sent again')
    assert.equal(line.things.heard[1], 'chuông A012 at 80')
    assert.deepEqual(await play(join(line.folder, 'gone.wav')), { outcome: 'failed', fault: 'device-missing' })
  })

  test('a sound that comes too late over a slow line is not heard', async () => {
    await up()
    const file = join(line.folder, 'lời.wav')
    writeFileSync(file, picture.bytes)
    const outcome = line.hub().play('loa-1', { id: 'x', files: [file], volume: 80 })
    while (line.underWay('toAgent') === 0) await settle()
    for (let second = 0; second < 30; second++) {
      await line.timers.advance(SECOND)
      line.deliver('toAgent')
      line.deliver('toHub')
    }
    await quiet(line)
    assert.deepEqual(await outcome, { outcome: 'dropped' })
    assert.deepEqual(line.things.heard, [])
  })

  test('asked again by another life of the hub, the agent says what became of it, even long after', async () => {
    await up()
    print('a')
    await quiet(line)
    line.hubPowerCut()
    line.things.finish()
    print('a', { again: true, waitMs: -3_600 * SECOND })
    await up()
    assert.deepEqual(ends.a, { outcome: 'printed' })
    print('never', { again: true, waitMs: -1 })
    await quiet(line)
    assert.deepEqual(ends.never, { outcome: 'failed', fault: 'power-cut', started: true }, 'its notebook is of today')
    line.agentPowerCut()
    print('older', { again: true, waitMs: -1 })
    await up()
    assert.deepEqual(ends.older, { outcome: 'failed', fault: 'too-late', started: false })
    assert.deepEqual(line.things.tape, ['a'])
  })
})
