import assert from 'node:assert/strict'
import { type AgentHall, agentHall } from '../kit/agent-hall.ts'
import { takeNumber, until } from '../kit/paper-hall.ts'
import { spec } from '../kit/spec.ts'

const LONG = 120_000
const READY = 'ready'
const AWAY = 'broken agent-away'

// Waits for real time: hub and agent are two programs, and each finds by its own clock that the other is silent.

/** Bytes of a slip's picture after which something happens to it. */
const MIDDLE = 9_000

spec('a printer on another machine, and the line to it (I14, I22)', ({ test, beforeEach, afterEach }) => {
  let hall: AgentHall
  beforeEach(async () => {
    hall = await agentHall()
  })
  afterEach(() => hall.close())

  const state = (wanted: string) => until(async () => (await hall.printer()) === wanted)

  /** Both run, and the printer is ready. */
  async function bothUp(): Promise<string> {
    const url = await hall.startHub()
    assert.equal(await hall.printer(), AWAY, 'an agent that has never come is away')
    await hall.startAgent()
    await state(READY)
    return url
  }

  /** The printer stops taking bytes in mid-slip; resolves when it has stopped, and gives how to let it go on. */
  async function stopInMidSlip(): Promise<() => void> {
    let taken = 0
    let goOn = () => {}
    const held = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const middle = new Promise<void>((resolve) => {
      hall.machine.swallow = async () => {
        if (++taken < MIDDLE) return
        resolve()
        await held
      }
    })
    await middle
    return () => {
      hall.machine.swallow = undefined
      goOn()
    }
  }

  test(
    'slips come out there; while it is away the hall goes on, and what waits is printed when it is back',
    async () => {
      const url = await bothUp()
      assert.deepEqual(await hall.settled(await takeNumber(url)), ['issued', 'printed'])
      assert.equal(hall.whole(), 1)

      hall.cable.refuse = true
      hall.cable.pull()
      await state(AWAY)
      const ticket = await takeNumber(url)
      const answer = await fetch(`${url}/healthz`)
      assert.equal(answer.status, 200)
      assert.equal(hall.whole(), 1, 'it waits')

      hall.cable.refuse = false
      assert.deepEqual(await hall.settled(ticket), ['issued', 'printed'])
      await state(READY)
      assert.equal(hall.whole(), 2)
    },
    LONG,
  )

  test(
    'the cable is pulled in mid-slip: it comes out whole, once, and is told of when the cable is back',
    async () => {
      const url = await bothUp()
      const stopped = stopInMidSlip()
      const ticket = await takeNumber(url)
      const goOn = await stopped
      hall.cable.refuse = true
      hall.cable.pull()
      await state(AWAY)
      goOn()
      await until(() => hall.whole() === 1)
      hall.cable.refuse = false
      assert.deepEqual(await hall.settled(ticket), ['issued', 'printed'])
      assert.equal(hall.machine.slips().length, 1)
    },
    LONG,
  )

  test(
    'the agent loses its power in mid-slip: told as not sure, no dot more, and the next number is printed',
    async () => {
      const url = await bothUp()
      const stopped = stopInMidSlip()
      const ticket = await takeNumber(url)
      const goOn = await stopped
      await hall.killAgent()
      goOn()
      await state(AWAY)
      const inked = hall.machine.slips().at(-1)?.picture.height
      await hall.startAgent()
      assert.deepEqual(await hall.settled(ticket), ['issued', 'power-cut'])
      assert.equal(hall.machine.slips().at(-1)?.picture.height, inked)
      assert.deepEqual(await hall.settled(await takeNumber(url)), ['issued', 'printed'])
    },
    LONG,
  )

  test(
    'the hub loses its power in mid-slip: the agent prints on, and the next hub hears of it',
    async () => {
      const url = await bothUp()
      const stopped = stopInMidSlip()
      const ticket = await takeNumber(url)
      const goOn = await stopped
      await hall.killHub()
      goOn()
      await until(() => hall.whole() === 1)
      await hall.startHub()
      assert.deepEqual(await hall.settled(ticket), ['issued', 'printed'])
      assert.equal(hall.machine.slips().length, 1)
      await state(READY)
      assert.equal(hall.agent().output().includes('failed through our fault'), false)
    },
    LONG,
  )

  test(
    'a number given while both were dead to each other is printed once both are back',
    async () => {
      const url = await bothUp()
      await hall.killAgent()
      await state(AWAY)
      const ticket = await takeNumber(url)
      await hall.killHub()
      await hall.startAgent()
      await hall.startHub()
      assert.deepEqual(await hall.settled(ticket), ['issued', 'printed'])
      assert.equal(hall.whole(), 1)
    },
    LONG,
  )

  test(
    'a line of eight thousand bytes a second carries the slip and its pulse',
    async () => {
      const url = await bothUp()
      hall.cable.rate = 8_000
      const ticket = await takeNumber(url)
      assert.deepEqual(await hall.settled(ticket), ['issued', 'printed'])
      assert.equal(await hall.printer(), READY)
      assert.equal(hall.cable.connections(), 1, 'on one and the same line')
    },
    LONG,
  )

  test(
    'an agent that is told to stop in mid-slip ends it first, and says so when it is back',
    async () => {
      const url = await bothUp()
      const stopped = stopInMidSlip()
      const ticket = await takeNumber(url)
      const goOn = await stopped
      const ended = hall.agent().stop('SIGTERM')
      await state(AWAY)
      goOn()
      assert.equal(await ended, 0)
      assert.equal(hall.whole(), 1)
      await hall.startAgent()
      assert.deepEqual(await hall.settled(ticket), ['issued', 'printed'])
      assert.equal(hall.machine.slips().length, 1)
    },
    LONG,
  )

  test(
    'a switch that hangs is noticed though the connection stands, and a new line is opened',
    async () => {
      const url = await bothUp()
      hall.cable.stall = true
      await state(AWAY)
      const ticket = await takeNumber(url)
      hall.cable.stall = false
      assert.deepEqual(await hall.settled(ticket), ['issued', 'printed'])
      assert.equal(hall.whole(), 1)
    },
    LONG,
  )
})
