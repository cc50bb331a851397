import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { openDatabase } from '#server/journal/open-database.ts'
import { demoHall } from '#server/settings/demo-office.ts'
import { settingsStore } from '#server/settings/store.ts'
import { furnished, newFolder, startHub } from './servers.ts'
import { signIn } from './sign-in.ts'
import { openWire } from './wire.ts'

export interface WritesResult {
  readonly operations: number
  readonly slips: number
  /** What the kernel sent to the disk for each operation, KiB. The file system's own journal comes on top. */
  readonly writtenKib: number
  /** What the hub wrote into files for each, before the kernel rounded it up to pages, KiB. */
  readonly askedKib: number
}

const PEOPLE = 150

/**
 * What each touch, call, start, finish and slip costs the card, with every part of the hub that writes at work: journal,
 * answers, the spool of the printer.
 */
export async function benchWrites(): Promise<WritesResult> {
  const { folder, pins } = await furnished()
  const database = openDatabase(folder)
  const devices = demoHall.devices.map((device) => ({ ...device, settings: { mmPerSecond: 0, rollMm: 200_000 } }))
  settingsStore(database).write('hall', { ...demoHall, devices }, 'bench', Date.now())
  database.close()
  // As an installed hub keeps it: what may be lost lies in memory.
  const cache = existsSync('/dev/shm') ? mkdtempSync('/dev/shm/luot-bench-') : newFolder()
  const hub = await startHub(folder, 0, { LUOT_CACHE: cache })
  try {
    const wire = await openWire(hub.port)
    const cookie = await signIn(wire, 'an', pins.get('an') ?? '')
    const ask = async (name: string, body: object) => {
      const answer = await wire.send('POST', `/api/${name}`, body, { cookie, 'idempotency-key': randomUUID() })
      if (answer.status !== 200) throw new Error(`${name}: ${answer.text}`)
      return JSON.parse(answer.text) as { called?: { ticket: string } | null }
    }
    await ask('open-counter', { counter: 'quay-2' })
    const oneVisit = async () => {
      await ask('issue-ticket', { ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' })
      const { called } = await ask('call-next', { counter: 'quay-2' })
      const served = { counter: 'quay-2', ticket: called?.ticket ?? '' }
      await ask('start-service', served)
      await ask('finish-service', served)
    }
    for (let warm = 0; warm < 10; warm++) await oneVisit()
    const before = written(hub.pid)
    for (let person = 0; person < PEOPLE; person++) await oneVisit()
    const after = written(hub.pid)
    const operations = PEOPLE * 4
    return {
      operations,
      slips: PEOPLE,
      writtenKib: (after.disk - before.disk) / operations / 1024,
      askedKib: (after.files - before.files) / operations / 1024,
    }
  } finally {
    await hub.stop()
    rmSync(cache, { recursive: true, force: true })
  }
}

/** The kernel's own count for a process, bytes. `wchar` holds sockets too: the few hundred bytes of each answer. */
function written(pid: number): { disk: number; files: number } {
  const text = readFileSync(`/proc/${pid}/io`, 'utf8')
  const count = (name: string) => Number(new RegExp(`^${name}: (\\d+)`, 'm').exec(text)?.[1])
  return { disk: count('write_bytes'), files: count('wchar') }
}
