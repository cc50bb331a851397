import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EscposMachine, escposMachine, serveMachine } from '../kit/escpos-machine.ts'
import { type HubProcess, startProcess } from '../kit/hub-process.ts'
import { eventsIn, furnishWithPrinter, slipStory, takeNumber, until } from '../kit/paper-hall.ts'
import { spec } from '../kit/spec.ts'

const LONG = 120_000
const CUTS = 6

spec('a power cut while a slip is printed: once, or reported, never twice (I14)', ({ test, beforeEach, afterEach }) => {
  let folder = ''
  let machine: EscposMachine
  let printer: Awaited<ReturnType<typeof serveMachine>>
  let hub: HubProcess | null = null

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'luot-slip-'))
    machine = escposMachine()
    printer = await serveMachine(machine)
    await furnishWithPrinter(folder, printer.port)
  })
  afterEach(async () => {
    await hub?.stop('SIGKILL')
    hub = null
    await printer.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function start(): Promise<string> {
    hub = await startProcess({ LUOT_DATA: folder })
    assert.ok(hub.url, hub.output())
    return hub.url
  }
  const pullThePlug = async () => void (await hub?.stop('SIGKILL'))
  const whole = () => machine.slips().filter((slip) => !slip.torn).length
  const settled = (ticket: string) => until(() => slipStory(folder, ticket).length >= 2)

  test(
    'before the first dot: it is printed after the start, once',
    async () => {
      const url = await start()
      // The printer answers no question, so the slip stays before its first dot.
      machine.silent = true
      machine.swallow = () => new Promise(() => undefined)
      const connections = machine.connections
      const ticket = await takeNumber(url)
      await until(() => machine.connections > connections)
      await pullThePlug()
      assert.equal(machine.slips().length, 0)

      machine.silent = false
      machine.swallow = undefined
      await start()
      await settled(ticket)
      assert.deepEqual(slipStory(folder, ticket), ['issued', 'printed'])
      assert.equal(whole(), 1)

      await pullThePlug()
      await start()
      await takeNumber(hub?.url ?? '').then(settled)
      assert.equal(whole(), 2, 'the first was not printed again')
    },
    LONG,
  )

  test(
    'in mid-slip: it is told as not sure, no dot more of it, and a copy is one of its own',
    async () => {
      const url = await start()
      await until(() => machine.connections > 0)
      let taken = 0
      machine.swallow = async () => {
        if (++taken > 9_000) await new Promise(() => undefined)
      }
      const ticket = await takeNumber(url)
      await until(() => taken > 9_000)
      await pullThePlug()
      const torn = machine.slips().at(-1)
      assert.ok(torn?.torn && torn.picture.height > 0, 'there was ink')

      machine.swallow = undefined
      await start()
      await settled(ticket)
      assert.deepEqual(slipStory(folder, ticket), ['issued', 'power-cut'])
      assert.equal(machine.slips().at(-1)?.picture.height, torn.picture.height)
      assert.equal(whole(), 0)

      const next = await takeNumber(hub?.url ?? '')
      await settled(next)
      assert.deepEqual(slipStory(folder, next), ['issued', 'printed'])
      const [half, slip] = machine.slips()
      assert.equal(half?.picture.height, torn.picture.height, 'the half was cut off before the next began')
      assert.ok(slip && slip.picture.height > torn.picture.height && machine.slips().length === 2)
    },
    LONG,
  )

  test(
    'after the cut, before it was written down: told as not sure, and not printed again',
    async () => {
      const url = await start()
      const ticket = await takeNumber(url)
      await until(() => whole() === 1)
      await pullThePlug()
      assert.deepEqual(slipStory(folder, ticket), ['issued'], 'the cut came before the record')

      await start()
      await settled(ticket)
      assert.deepEqual(slipStory(folder, ticket), ['issued', 'power-cut'])
      assert.equal(machine.slips().length, 1)
    },
    LONG,
  )

  test(
    `${CUTS} cuts at any moment: every slip is told of, and there is never more ink than slips`,
    async () => {
      for (let cut = 0; cut < CUTS; cut++) {
        const url = await start()
        await takeNumber(url)
        await takeNumber(url)
        await new Promise((resolve) => setTimeout(resolve, randomInt(0, 900)))
        await pullThePlug()
      }
      await start()
      const count = (type: string) => eventsIn(folder).filter((event) => event.type === type).length
      const told = () => count('SlipPrinted') + count('SlipFailed')
      await until(() => told() === 2 * CUTS)
      assert.equal(count('TicketIssued'), 2 * CUTS)
      assert.ok(machine.slips().length <= 2 * CUTS, `${machine.slips().length} pieces of paper`)
      assert.ok(machine.slips().length >= count('SlipPrinted'))
      const stories = eventsIn(folder).flatMap((event) =>
        event.type === 'TicketIssued' ? [slipStory(folder, event.ticket)] : [],
      )
      for (const story of stories) assert.match(story.join(' '), /^issued (printed|power-cut)$/)
    },
    LONG,
  )
})
