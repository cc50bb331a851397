import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#server/journal/open-database.ts'
import { sqliteJournal } from '#server/journal/sqlite.ts'
import { furnishWithoutLimits } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

const CUTS = 12
const MAIN = join(import.meta.dirname, '../../server/main.ts')

spec('power cut (I4, I5)', ({ test }) => {
  test(`kill −9 ${CUTS} times under load: nothing acknowledged is lost, nothing doubled, no gap`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'luot-cut-'))
    await furnishWithoutLimits(folder)
    const acknowledged = new Map<string, { key: string; number: string }>()
    let unsure: { ticket: string; key: string }[] = []
    try {
      for (let cut = 0; cut < CUTS; cut++) {
        const hub = await startProcess(folder)
        // Asks whose answer the cut swallowed are repeated with the same key, as a kiosk does.
        for (const one of unsure) await take(hub.url, one, acknowledged)
        // And an old one again: the same answer, though the hub has died in between.
        const old = [...acknowledged][randomInt(Math.max(1, acknowledged.size))]
        if (old) await sameAnswer(hub.url, old)
        unsure = await loadUntilKilled(hub, acknowledged)
      }
      const hub = await startProcess(folder)
      for (const one of unsure) await take(hub.url, one, acknowledged)
      await kill(hub.process)

      const journal = sqliteJournal(openDatabase(folder))
      const issued = new Map<string, string>()
      const numbers = new Set<string>()
      const last: Record<string, number> = {}
      for await (const { record } of journal.read(1)) {
        const { event } = record
        if (event.type !== 'TicketIssued') continue
        assert.ok(!issued.has(event.ticket), `${event.ticket} was issued twice`)
        assert.ok(!numbers.has(event.number), `${event.number} was given twice`)
        assert.equal(event.seq, (last[event.series] ?? 0) + 1, 'a gap')
        last[event.series] = event.seq
        issued.set(event.ticket, event.number)
        numbers.add(event.number)
      }
      for (const [ticket, { number }] of acknowledged) assert.equal(issued.get(ticket), number, `${number} is lost`)
      assert.ok(acknowledged.size > CUTS, `there was real load: ${acknowledged.size} tickets`)
      await journal.close()
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }, 180_000)
})

interface Running {
  readonly process: ChildProcess
  readonly url: string
}

async function startProcess(folder: string): Promise<Running> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, LUOT_PORT: '0', LUOT_DATA: folder, LUOT_LOG: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the hub ended by itself (${code}): ${said}`)))
    child.stdout?.on('data', (text: Buffer) => {
      said += text.toString()
      const url = /Desk\s+(http:\/\/[^/]+)\/desk/.exec(said)?.[1]
      if (url) resolve({ process: child, url })
    })
  })
}

/** Takes numbers from several sides at once until the plug is pulled at a random moment; gives back what got no answer. */
async function loadUntilKilled(hub: Running, acknowledged: Map<string, { key: string; number: string }>) {
  const unsure: { ticket: string; key: string }[] = []
  let cut = false
  const side = async () => {
    while (!cut) {
      const one = { ticket: randomUUID(), key: randomUUID() }
      const done = await take(hub.url, one, acknowledged)
      if (!done) unsure.push(one)
    }
  }
  const sides = Promise.all(Array.from({ length: 8 }, side))
  await new Promise((resolve) => setTimeout(resolve, randomInt(50, 600)))
  const dead = kill(hub.process)
  cut = true
  await Promise.all([dead, sides])
  return unsure
}

async function take(
  url: string,
  { ticket, key }: { ticket: string; key: string },
  acknowledged: Map<string, { key: string; number: string }>,
) {
  const answer = await fetch(`${url}/api/issue-ticket`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ ticket, service: 'chung-thuc', class: 'ordinary' }),
  }).catch(() => null) // the cut swallowed it: the caller asks again with the same key
  if (answer?.status !== 200) return false
  // The plug may be pulled between the head and the body of an answer: then it is not acknowledged.
  const body = (await answer.json().catch(() => null)) as { number: string } | null // the caller asks again
  if (!body) return false
  acknowledged.set(ticket, { key, number: body.number })
  return true
}

async function sameAnswer(url: string, [ticket, { key, number }]: [string, { key: string; number: string }]) {
  const again = new Map<string, { key: string; number: string }>()
  assert.ok(await take(url, { ticket, key }, again))
  assert.equal(again.get(ticket)?.number, number)
}

function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit')
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
