import assert from 'node:assert/strict'
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SCREEN_COOKIE } from '#server/edge/who.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { FIRST, newRecord, screenBook } from '#server/pairing/book.ts'
import { freshRoot, freshScreenId, hashOf, tokenMint } from '#server/pairing/tokens.ts'
import { settingsStore } from '#server/settings/store.ts'
import { escposMachine, serveMachine } from '../../kit/escpos-machine.ts'
import { eventsIn, furnishWithPrinter, slipStory } from '../../kit/paper-hall.ts'
import { spec } from '../../kit/spec.ts'
import { type MachineWithDisk, machineWithDisk, outside } from '../kit/machine-with-disk.ts'
import { soon, witness } from '../kit/witness.ts'

/** The plug is pulled while numbers are taken and printed: the kernel dies with the hub, and only the disk is left. */
witness({
  real: [
    'Debian’s kernel 6.12 in the machine: ext4, flushes',
    'the whole hub, SQLite, the durable notebook',
    'sockets',
  ],
  emulated: ['machine and disk (QEMU; its disk keeps what it was given)', 'the printer (test/kit/escpos-machine.ts)'],
})

const CUTS = 3

spec('the plug pulled out of a whole machine (I4, I14)', ({ test }) => {
  test(`${CUTS} cuts under load: no number given is lost or doubled, each slip is printed once or told of`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'luot-plug-'))
    const paper = escposMachine()
    const printer = await serveMachine(paper)
    const hall = await furnishWithPrinter(folder, printer.port)
    const cookie = moveOutside(folder, hall)
    const machine = machineWithDisk(folder)
    const given = new Set<string>()
    try {
      for (let cut = 1; cut <= CUTS; cut++) {
        const url = await machine.start()
        await takeNumbersUntil(() => takeNumber(url, cookie), given, randomInt(1_500, 6_000), machine.pullThePlug)
        await nothingLost(machine, given)
      }
      await machine.start()
      await soon('every slip is told of', () => paper.connections > 0, 60_000)
      await new Promise((resolve) => setTimeout(resolve, 20_000))
      await machine.shutDown()
      await nothingLost(machine, given)
      const stories = await machine.lookAtDisk((disk) => [...given].map((one) => slipStory(disk, one)))
      const ends = stories.map((story) => story.at(-1))
      for (const end of ends) assert.ok(end === 'printed' || end === 'power-cut' || end === 'unconfirmed', `${end}`)
      const whole = paper.slips().filter(({ torn }) => !torn).length
      const issued = await machine.lookAtDisk((disk) => eventsIn(disk).filter(isIssued).length)
      assert.ok(whole <= issued, `${whole} slips for ${issued} numbers`)
      const count = (what: string) => ends.filter((end) => end === what).length
      console.log(
        `seen: ${given.size} numbers acknowledged, ${count('printed')} printed, ${count('power-cut')} told of`,
      )
    } finally {
      await machine.putAway()
      await printer.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }, 900_000)
})

const isIssued = ({ type }: { type: string }) => type === 'TicketIssued'

/** From inside the machine printer and kiosk stand on other computers: the kiosk is paired, and its cookie is given back. */
function moveOutside(folder: string, hall: Awaited<ReturnType<typeof furnishWithPrinter>>): string {
  const devices = hall.devices.map((device) => ({ ...device, settings: { ...device.settings, host: outside } }))
  const database = openDatabase(folder)
  const settings = settingsStore(database)
  settings.write('hall', { ...hall, devices }, 'test', Date.now())
  const mint = tokenMint(settings.secret('screen-seal', () => randomBytes(32).toString('hex')))
  const [id, root] = [freshScreenId(), freshRoot()]
  const place = { what: 'kiosk', screen: 'kiosk-1' } as const
  const paired = { state: 'paired', rootHash: hashOf(root), pairedAt: Date.now() } as const
  screenBook(database).put(newRecord(id, 'Kiosk', place, paired))
  database.close()
  return `${SCREEN_COOKIE}=${mint.write({ id, root, ...FIRST })}`
}

async function takeNumber(url: string, cookie: string): Promise<string> {
  const ticket = randomUUID()
  const answer = await fetch(`${url}/api/issue-ticket`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), cookie },
    body: JSON.stringify({ ticket, service: 'chung-thuc', class: 'ordinary' }),
  })
  if (answer.status !== 200) throw new Error(`no number: ${answer.status} ${await answer.text()}`)
  return ticket
}

/** Takes one number after the other until the plug is out; what was answered is owed for ever. */
async function takeNumbersUntil(
  take: () => Promise<string>,
  given: Set<string>,
  forMs: number,
  pull: () => Promise<void>,
): Promise<void> {
  let out = false
  const pulled = new Promise((resolve) => setTimeout(resolve, forMs)).then(() => {
    out = true
    return pull()
  })
  while (!out) {
    try {
      given.add(await take())
    } catch (error) {
      if (!out) throw error // an ask the cut swallowed was never answered
    }
  }
  await pulled
}

async function nothingLost(machine: MachineWithDisk, given: ReadonlySet<string>): Promise<void> {
  const issued = (await machine.lookAtDisk(eventsIn)).flatMap((event) => (event.type === 'TicketIssued' ? [event] : []))
  const tickets = new Set(issued.map(({ ticket }) => ticket))
  for (const ticket of given) assert.ok(tickets.has(ticket), `${ticket} was acknowledged and is lost`)
  assert.equal(tickets.size, issued.length, 'a ticket was issued twice')
  assert.equal(new Set(issued.map(({ number }) => number)).size, issued.length, 'a number was given twice')
}
