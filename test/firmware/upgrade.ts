import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { furnishWithoutLimits } from '../kit/hub.ts'
import { bundleOf, install, keyFor, layRelease, makePi, type Pi } from '../kit/pi.ts'
import { spec } from '../kit/spec.ts'

const newest = Math.max(
  ...readdirSync(join(import.meta.dirname, '../../server/journal/migrations')).map((name) => Number(name.slice(0, 3))),
)
const NEXT_MIGRATION = `ALTER TABLE staff ADD COLUMN room TEXT;
CREATE TABLE rooms (id TEXT PRIMARY KEY) STRICT;
UPDATE data_readers SET oldest = ${newest};
`
/** The next release: a data version of its own, which only adds. */
const next = (folder: string) =>
  writeFileSync(
    join(folder, `server/journal/migrations/${String(newest + 1).padStart(3, '0')}-rooms.sql`),
    NEXT_MIGRATION,
  )

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A machine whose hub runs release 0.1.0, reachable on a port of its own. */
async function hall(): Promise<{ pi: Pi; key: string; url: string }> {
  const pi = makePi({ LUOT_TRIAL_SECONDS: '4', LUOT_TRIAL_PAUSE: '0.2' })
  const key = keyFor(pi)
  const port = await freePort()
  install(pi, layRelease, '0.1.0', 'hub\n')
  const lines = ['LUOT_HOST=127.0.0.1', `LUOT_PORT=${port}`, 'LUOT_DATA=/var/lib/luot', 'LUOT_LOG=error', 'LUOT_DEMO=1']
  writeFileSync(join(pi.root, 'etc/luot/hub.env'), `${lines.join('\n')}\n`)
  await furnishWithoutLimits(pi.data)
  return { pi, key, url: `http://127.0.0.1:${port}` }
}

async function issue(url: string): Promise<string> {
  const reply = await fetch(`${url}/api/issue-ticket`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' }),
  })
  assert.equal(reply.status, 200, await reply.clone().text())
  return ((await reply.json()) as { number: string }).number
}

const versionOf = async (url: string) => ((await (await fetch(`${url}/healthz`)).json()) as { version: string }).version

/** The numbers in the journal, in their order, and the data version it stands in. */
function journalOf(file: string): { numbers: string[]; version: unknown } {
  const book = new Database(file, { readonly: true })
  const query = `SELECT json_extract(text, '$.event.number') FROM journal WHERE type = 'TicketIssued' ORDER BY seq`
  const numbers = book.prepare<[], string>(query).pluck().all()
  const version = book.pragma('user_version', { simple: true })
  book.close()
  return { numbers, version }
}

async function startHub(pi: Pi): Promise<void> {
  const started = await pi.run('../../../../bin/systemctl', ['restart', 'luot-hub.service'])
  assert.equal(started.code, 0, readFileSync(join(pi.root, 'run/hub.log'), 'utf8'))
}

const first = (count: number) => Array.from({ length: count }, (_, n) => `H${String(n + 1).padStart(3, '0')}`)

// Waits for real time: a release is on trial by the clock of the machine, in shell programs that no test can move.
spec('an upgrade of a working hall (I23)', ({ test }) => {
  test('a good release stays, with the data carried forward and a copy of it from before; back by hand, no number lost or given twice', async () => {
    const { pi, key, url } = await hall()
    try {
      await startHub(pi)
      for (const number of first(3)) assert.equal(await issue(url), number)
      const bundle = bundleOf(pi, layRelease, '0.2.0', key, next)

      const upgraded = await pi.run('luot-upgrade', [bundle])
      assert.equal(upgraded.code, 0, upgraded.output)
      assert.equal(await versionOf(url), '0.2.0')
      assert.equal(await issue(url), 'H004')
      assert.deepEqual(journalOf(join(pi.data, 'luot.db')), { numbers: first(4), version: newest + 1 })
      const copy = journalOf(join(pi.data, 'backups/before-0.2.0.db'))
      assert.deepEqual(copy, { numbers: first(3), version: newest })

      const back = await pi.run('luot-rollback')
      assert.equal(back.code, 0, back.output)
      assert.equal(await versionOf(url), '0.1.0')
      assert.equal(await issue(url), 'H005')

      // And forward once more: what the former release wrote meanwhile is read by the newer one.
      const again = await pi.run('luot-rollback')
      assert.equal(again.code, 0, again.output)
      assert.equal(await versionOf(url), '0.2.0')
      assert.equal(await issue(url), 'H006')
      assert.deepEqual(journalOf(join(pi.data, 'luot.db')), { numbers: first(6), version: newest + 1 })
    } finally {
      pi.remove()
    }
  }, 120_000)

  test('a release that gives numbers but no kiosk page goes, and the numbers it gave stay', async () => {
    const { pi, key, url } = await hall()
    try {
      await startHub(pi)
      for (const number of first(2)) assert.equal(await issue(url), number)
      const blind = bundleOf(pi, layRelease, '0.2.0', key, (folder) => {
        next(folder)
        rmSync(join(folder, 'dist/kiosk'), { recursive: true })
      })
      const upgrading = pi.run('luot-upgrade', [blind])
      // People go on taking numbers while it is on trial.
      for (;;) {
        const version = await versionOf(url).catch(() => 'starting') // between two hubs nobody answers
        if (version === '0.2.0') break
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      assert.equal(await issue(url), 'H003')
      assert.equal(await issue(url), 'H004')
      const upgraded = await upgrading
      assert.notEqual(upgraded.code, 0)
      assert.match(upgraded.output, /returned from release 0\.2\.0 to 0\.1\.0: the kiosk's page answers/)
      assert.equal(pi.current(), '0.1.0')
      assert.equal(await versionOf(url), '0.1.0')
      assert.equal(await issue(url), 'H005')
      assert.deepEqual(journalOf(join(pi.data, 'luot.db')), { numbers: first(5), version: newest + 1 })
    } finally {
      pi.remove()
    }
  }, 120_000)

  test('a release that does not start goes; cut off on the way, the next start brings the former one back', async () => {
    const { pi, key, url } = await hall()
    try {
      await startHub(pi)
      assert.equal(await issue(url), 'H001')
      const dead = bundleOf(pi, layRelease, '0.2.0', key, (folder) =>
        writeFileSync(join(folder, 'server/main.ts'), 'throw new Error("born dead")'),
      )
      const upgraded = await pi.run('luot-upgrade', [dead])
      assert.notEqual(upgraded.code, 0)
      assert.equal(await versionOf(url), '0.1.0')
      assert.equal(await issue(url), 'H002')

      await pi.run('luot-upgrade', [dead], { killAt: 1, killIn: 'luot-trial' })
      pi.powerOff()
      assert.equal((await pi.run('luot-boot-check')).code, 0)
      // As at every start of the machine; this hub dies at once.
      await assert.rejects(startHub(pi), /born dead/)
      await pi.run('luot-trial')
      assert.equal(pi.current(), '0.1.0')
      assert.equal(pi.onTrial(), false)
      assert.equal(await issue(url), 'H003')
      assert.deepEqual(journalOf(join(pi.data, 'luot.db')).numbers, first(3))
    } finally {
      pi.remove()
    }
  }, 120_000)
})
