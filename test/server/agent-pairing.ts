import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Agents } from '#core/contract/agents.ts'
import { printCode } from '#server/agent/code-slip.ts'
import { type Agreed, agreed, commitmentOf, freshSide } from '#server/agent/introduction.ts'
import { PAIRING_FILE } from '#server/agent/kept-pairing.ts'
import { readStatus } from '#server/agent/status.ts'
import { openAgent } from '#server/agent.ts'
import { machineClock } from '#server/clock.ts'
import { readAgentConfig } from '#server/config.ts'
import type { PrinterDoor } from '#server/devices/supervisor.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { openAgentPairing } from '#server/pairing/agents.ts'
import { agentBook } from '#server/pairing/book.ts'
import { hashOf, tokenMint } from '#server/pairing/tokens.ts'
import { waitingRoom } from '#server/pairing/waiting-room.ts'
import { agentKeys } from '#server/settings/agent-keys.ts'
import { standing } from '../../scripts/doctor/agent.ts'
import { type Reply, type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { type HubProcess, startAgentProcess } from '../kit/hub-process.ts'
import { eventsIn, until } from '../kit/paper-hall.ts'
import { spec } from '../kit/spec.ts'

const LONG = 120_000
const CODE = /[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}/g

spec('a code both ends make from what they said', ({ test }) => {
  const meet = (id = 'a2b3c4d5e6f7') => {
    const [agent, hub] = [freshSide(), freshSide()]
    return { agent, hub, id, atAgent: agreed(agent, id, { agent, hub }), atHub: agreed(hub, id, { agent, hub }) }
  }

  test('is the same at both ends, and so is the key that never crossed', () => {
    const { atAgent, atHub, agent } = meet()
    assert.deepEqual(atAgent, atHub)
    assert.match(atAgent?.code ?? '', new RegExp(`^${CODE.source}$`))
    assert.match(atAgent?.key ?? '', /^[A-Za-z0-9_-]{43}$/)
    assert.notEqual(atAgent?.key, agent.publicKey)
    assert.notEqual(atAgent?.answerKey.toString('base64url'), atAgent?.key)
  })

  test('is another when anybody on the way says anything else', () => {
    const { agent, hub, id, atHub } = meet()
    const between = freshSide()
    const others: (Agreed | null)[] = [
      agreed(agent, id, { agent, hub: between }),
      agreed(agent, id, { agent, hub: { ...hub, nonce: between.nonce } }),
      agreed(agent, 'a2b3c4d5e6f8', { agent, hub }),
    ]
    for (const other of others) {
      assert.notEqual(other?.code, atHub?.code)
      assert.notEqual(other?.key, atHub?.key)
    }
    assert.notEqual(commitmentOf(agent), commitmentOf({ ...agent, nonce: between.nonce }))
    assert.notEqual(commitmentOf(agent), commitmentOf({ ...agent, publicKey: between.publicKey }))
  })

  test('is none where the other end shows what is no key, or one that would make the secret known to everybody', () => {
    const { hub, id } = meet()
    for (const publicKey of ['A'.repeat(43), '', 'AQ'.padEnd(43, 'A'), 'no key']) {
      assert.equal(agreed(hub, id, { agent: { publicKey, nonce: 'n' }, hub }), null, publicKey)
    }
  })
})

spec('where the code of an agent is seen', ({ test }) => {
  const status = { state: 'asking', hub: 'http://luot.local:8080', code: 'ABCD-2345', untilAt: 1_000 } as const

  test('on the printer it had, once, as wide as that prints; a machine that is new has none', async () => {
    const jobs: Parameters<PrinterDoor['print']>[0][] = []
    const printer: PrinterDoor = {
      health: () => ({ device: 'may-in-1', kind: 'printer', state: 'ready', sinceAt: 0 }),
      async print(job) {
        jobs.push(job)
        return { outcome: 'printed' }
      },
    }
    const configs = [{ id: 'may-in-1', driver: 'escpos-tcp', settings: { profile: 'generic-58' } }]
    const facts = { configs, code: status.code, untilMs: 900_000, machine: 'pi', wall: 0 }
    const devices = { health: () => [printer.health()], printer: () => printer }
    assert.equal(await printCode({ devices, ...facts }), 'printed')
    assert.equal(jobs[0]?.picture.width, 384)
    assert.ok(JSON.stringify(jobs[0]?.lines).includes(status.code))
    assert.equal(await printCode({ devices: { ...devices, health: () => [] }, ...facts }), 'no printer')
    assert.equal(jobs.length, 1)
  })

  test('by the doctor, with what to do', () => {
    assert.match(standing(status, status.hub, 999).says, /waits to be paired .* code ABCD-2345/)
    assert.match(standing(status, status.hub, 1_000).says, /too old/)
    assert.equal(standing({ state: 'connected', hub: status.hub, agent: 'kiosk-pi' }, status.hub, 0).state, 'ok')
    assert.equal(standing({ state: 'away', hub: status.hub, why: 'cable' }, status.hub, 0).toDo, 'cable')
    assert.equal(standing(null, status.hub, 0).state, 'note')
  })
})

spec('a plug that is pulled while the key of an agent changes', ({ test, before, after }) => {
  const AGENT = 'kiosk-pi'
  const who = { role: 'admin', id: 'quan-tri', name: '' } as const
  let folder = ''
  let database: ReturnType<typeof openDatabase>
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'luot-keys-'))
    database = openDatabase(folder)
  })
  after(() => {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** The pairing as a hub that just started finds it. `pulled` takes part in what is done to the keys. */
  function opened(pulled: { at?: 'keep' | 'retire' } = {}) {
    const keys = agentKeys(database)
    const pull = (at: 'keep' | 'retire') => (agent: string, key?: string) => {
      if (pulled.at === at) throw new Error('the plug')
      if (at === 'retire') keys.retire(agent)
      else keys.keep(agent, key ?? '')
    }
    const mint = tokenMint('seal')
    const pairing = openAgentPairing({
      book: agentBook(database),
      keys: { keep: pull('keep'), retire: pull('retire'), destroy: keys.destroy },
      atOnce: (work) => database.transaction(work)(),
      mint,
      atDoor: waitingRoom(),
      now: machineClock.wall,
      steady: machineClock.steady,
      note: async () => ({ ok: true, value: null }),
      cut() {},
      onCopied() {},
    })
    async function pair(): Promise<string> {
      const side = freshSide()
      const greet = { say: 'greet', commitment: commitmentOf(side), machine: 'pi', version: '1', was: null } as const
      const met = pairing.here(greet, '203.0.113.1')
      assert.ok(met.ok && met.value.state === 'greeted')
      const { id, publicKey, nonce } = met.value
      pairing.here({ say: 'wait', id, publicKey: side.publicKey, nonce: side.nonce }, '203.0.113.1')
      const { key } = agreed(side, id, { agent: side, hub: { publicKey, nonce } }) ?? { key: '' }
      assert.ok((await pairing.pair(id, { id: AGENT, name: 'Ki-ốt' }, who)).ok)
      return mint.write({ id, root: hashOf(key), generation: 0, mark: 'copied' })
    }
    return { keys, pairing, pair }
  }
  const stands = () => {
    const { keys, pairing } = opened()
    const [living, retired] = [keys.keyOf(AGENT), keys.retiredKeyOf(AGENT)].map((key) => key !== null)
    return { state: pairing.recordOf(AGENT)?.state ?? null, living, retired }
  }

  test('leaves a key and what is known of it as they were: a copied one never passes for one typed in by hand', async () => {
    const pulled: { at?: 'keep' | 'retire' } = {}
    const { pairing, pair } = opened(pulled)
    const copy = await pair()
    const paired = { state: 'paired', living: true, retired: false }
    assert.deepEqual(stands(), paired)
    pulled.at = 'retire'
    const from = { run: 'a', address: '203.0.113.2', build: '1' }
    assert.throws(() => pairing.shows(AGENT, copy, from), /the plug/)
    assert.throws(() => pairing.revoke(AGENT, 'quan-tri'), /the plug/)
    assert.deepEqual(stands(), paired)
    pulled.at = 'keep'
    await assert.rejects(pair, /the plug/)
    assert.deepEqual(stands(), paired)
    delete pulled.at
    assert.equal(pairing.shows(AGENT, copy, from), null)
    assert.deepEqual(stands(), { state: 'suspended', living: false, retired: true })
  })

  test('finds no key half changed, and what is freed later is still overwritten', () => {
    const keys = agentKeys(database)
    const FAST = 2
    database.exec("CREATE TRIGGER plug BEFORE INSERT ON secrets BEGIN SELECT RAISE(ABORT, 'the plug'); END")
    const key = keys.keyOf(AGENT) ?? keys.retiredKeyOf(AGENT)
    assert.throws(() => keys.keep(AGENT, 'another'), /the plug/)
    assert.equal(keys.retiredKeyOf(AGENT), key)
    database.exec('DROP TRIGGER plug')
    database.transaction(() => keys.keep(AGENT, 'another'))()
    assert.equal(database.pragma('secure_delete', { simple: true }), FAST)
    database.exec("CREATE TRIGGER plug BEFORE INSERT ON secrets BEGIN SELECT RAISE(ABORT, 'the plug'); END")
    assert.throws(() => keys.retire(AGENT), /the plug/)
    assert.equal(keys.keyOf(AGENT), 'another')
    database.exec('DROP TRIGGER plug')
    keys.destroy(AGENT)
    assert.equal(database.pragma('secure_delete', { simple: true }), FAST)
  })
})

spec('an agent that is paired by its code (S2)', ({ test, before, after }) => {
  let hall: TestHub
  let admin: Staffer
  let base = ''
  let aheadMs = 0
  const machine = { wall: () => machineClock.wall() + aheadMs, steady: () => machineClock.steady() + aheadMs }
  // What is logged when a key was copied is meant here, and would only fill the page.
  const env = { LUOT_LOG: 'silent', LUOT_TRUST_PROXY: '127.0.0.1' }
  let agent: HubProcess
  let other: Awaited<ReturnType<typeof beside>> | null = null

  const folder = (name = 'agent') => join(base, name)
  const start = () => startAgentProcess({ LUOT_HUB: hall.url, LUOT_DATA: folder() })
  /** A second agent in this process: what it says is all that matters. */
  function beside(name: string) {
    let said = ''
    const config = readAgentConfig({ LUOT_HUB: hall.url, LUOT_DATA: folder(name), LUOT_LOG: 'silent' })
    const opened = openAgent(config, {
      say: (text) => {
        said += text
      },
    })
    return { output: () => said, stop: () => opened.close() }
  }
  const agents = async (who = admin): Promise<Agents> => (await hall.get('/api/agents', { cookie: who.cookie })).body
  const row = async (id = 'kiosk-pi') => (await agents()).agents.find((one) => one.id === id)
  const isIn = async () => (await row())?.line != null
  const codes = (of: Pick<HubProcess, 'output'>) => of.output().match(CODE) ?? []
  const lastCode = (of: Pick<HubProcess, 'output'>) => codes(of).at(-1) ?? ''
  const approve = async (code: string, more: object = {}): Promise<Reply> => {
    const waits = async () => (await agents()).waiting.find((one) => one.code === code)
    await until(async () => (await waits()) !== undefined)
    const body = { code, id: 'kiosk-pi', name: 'Ki-ốt cửa', replaces: false, ...more }
    return hall.post(`/api/agents/${(await waits())?.id}/approve`, body, { cookie: admin.cookie })
  }
  const acts = () =>
    eventsIn(hall.dataFolder).flatMap((event) => {
      if (event.type !== 'ActNoted') return []
      const after = event.act.after as { what?: string; agent?: string } | undefined
      return after?.what === 'agent' ? [{ ...event.act, after }] : []
    })

  before(async () => {
    base = mkdtempSync(join(tmpdir(), 'luot-pairing-'))
    hall = await startHub({ machine, env })
    admin = await hall.administrator()
    agent = await start()
  })
  after(async () => {
    await agent.stop('SIGKILL')
    await other?.stop()
    await hall.close()
    rmSync(base, { recursive: true, force: true })
  })

  test(
    'without a key it can do nothing but ask: it shows the very code the administrator sees, and nobody else does',
    async () => {
      await until(() => lastCode(agent) !== '')
      const { waiting, agents: known } = await agents()
      assert.deepEqual(
        waiting.map(({ code, address, was }) => ({ code, address, was })),
        [{ code: lastCode(agent), address: '127.0.0.1', was: null }],
      )
      assert.deepEqual(known, [])
      assert.deepEqual((await agents(await hall.officer('an'))).waiting, [])
      const status = readStatus(folder())
      assert.equal(status?.state === 'asking' && status.code, lastCode(agent))
    },
    LONG,
  )

  test(
    'a code is worth nothing when it is another, too old, or asked for by another id',
    async () => {
      const [one] = (await agents()).waiting
      const body = { id: 'kiosk-pi', name: 'Ki-ốt', replaces: false }
      const ask = (id: string, code: string) =>
        hall.post(`/api/agents/${id}/approve`, { ...body, code }, { cookie: admin.cookie })
      assert.equal((await ask(one?.id ?? '', 'AAAA-2222')).body.code, 'code-renewed')
      assert.equal((await ask('a2b3c4d5e6f7', lastCode(agent))).body.code, 'not-found')
      const first = lastCode(agent)
      aheadMs += 15 * 60_000 + 1
      await until(() => lastCode(agent) !== first)
      await until(async () => (await agents()).waiting.some(({ code }) => code === lastCode(agent)))
      assert.ok(!(await agents()).waiting.some(({ code }) => code === first))
    },
    LONG,
  )

  test(
    'approved, it comes in with a key that nobody saw, kept for its user alone',
    async () => {
      const reply = await approve(lastCode(agent))
      assert.equal(reply.status, 200, JSON.stringify(reply.body))
      assert.deepEqual(reply.body, { id: 'kiosk-pi' })
      await until(isIn)
      assert.equal((await row())?.key, 'paired')
      assert.deepEqual((await agents()).waiting, [])
      const file = join(folder(), PAIRING_FILE)
      assert.equal(statSync(file).mode & 0o777, 0o600)
      const { key } = JSON.parse(readFileSync(file, 'utf8'))
      assert.ok(key.length === 43 && !agent.output().includes(key))
      assert.ok(!JSON.stringify(eventsIn(hall.dataFolder)).includes(key))
      assert.deepEqual(
        acts().map(({ did, id }) => [did, id.length]),
        [['paired', 12]],
      )
      assert.equal(acts()[0]?.after?.agent, 'kiosk-pi')
      await until(() => readStatus(folder())?.state === 'connected')
    },
    LONG,
  )

  test(
    'it carries devices; its own start and the hub’s change nothing',
    async () => {
      const { cookie } = admin
      const { version, hall: now } = (await hall.get('/api/hall', { cookie })).body
      const device = { id: 'may-in-9', name: 'Máy in', driver: 'virtual', settings: {}, at: 'kiosk-pi' }
      const put = { version, hall: { ...now, devices: [...now.devices, device] } }
      assert.equal((await hall.post('/api/hall', put, { method: 'PUT', cookie })).status, 200)
      const printer = async () =>
        (await hall.get('/healthz')).body.devices.find(({ id }: { id: string }) => id === 'may-in-9')?.state
      await until(async () => (await printer()) === 'ready')

      await agent.stop('SIGKILL')
      agent = await start()
      await until(isIn)
      const { dataFolder } = hall
      const port = new URL(hall.url).port
      await hall.close({ keepData: true })
      hall = await startHub({ machine, env: { ...env, LUOT_PORT: port }, dataFolder, pins: hall.hub.pins })
      await until(isIn)
      await until(async () => (await printer()) === 'ready')
      assert.deepEqual(codes(agent), [], 'it never asked again')
    },
    LONG,
  )

  test(
    'another machine does not take its place unasked',
    async () => {
      const stranger = beside('other')
      other = stranger
      await until(() => lastCode(stranger) !== '')
      assert.equal((await approve(lastCode(stranger))).body.code, 'agent-taken')
      assert.ok(await isIn())
      await stranger.stop()
    },
    LONG,
  )

  test(
    'a second machine with its key is noticed: both are cut, both show a code, everybody is told',
    async () => {
      aheadMs += 125_000
      mkdirSync(folder('copy'))
      cpSync(join(folder(), PAIRING_FILE), join(folder('copy'), PAIRING_FILE))
      const copy = beside('copy')
      other = copy
      await until(() => readStatus(folder('copy'))?.state === 'connected')
      // Twenty seconds in which an answer may have been under way are over.
      await until(async () => {
        aheadMs += 500
        return (await row())?.key === 'copied'
      })
      assert.equal(await isIn(), false)
      await until(() => codes(agent).length > 0 && codes(copy).length > 0)
      await until(async () => (await agents()).waiting.length === 2)
      assert.deepEqual(
        (await agents()).waiting.map(({ was }) => was),
        ['Ki-ốt cửa', 'Ki-ốt cửa'],
      )
      const { faults } = (await hall.get('/healthz')).body
      assert.ok(faults.some(({ code }: { code: string }) => code === 'agent-copied'))
      assert.equal(acts().at(-1)?.did, 'suspended')
      await copy.stop()
      const again = await approve(lastCode(agent))
      assert.equal(again.status, 200, JSON.stringify(again.body))
      await until(isIn)
      const well = (await hall.get('/healthz')).body.faults
      assert.ok(!well.some(({ code }: { code: string }) => code === 'agent-copied'))
    },
    LONG,
  )

  test(
    'taken out it is cut within five seconds, and shows a code again',
    async () => {
      const old = lastCode(agent)
      const began = performance.now()
      const gone = await hall.post('/api/agents/kiosk-pi', {}, { method: 'DELETE', cookie: admin.cookie })
      assert.deepEqual(gone.body, { inHall: true }, 'a printer is plugged in there')
      await until(async () => !(await isIn()))
      assert.ok(performance.now() - began < 5_000, 'S2')
      await until(() => lastCode(agent) !== old)
      assert.equal((await row())?.key, 'none')
      assert.throws(() => statSync(join(folder(), PAIRING_FILE)), /ENOENT/)
      await until(async () => (await agents()).waiting.some(({ was }) => was === 'Ki-ốt cửa'))
      assert.ok(acts().some(({ did, id }) => did === 'revoked' && id === 'kiosk-pi'))
    },
    LONG,
  )

  test('a crowd at the door finds it full, each address for itself; nobody waits in another’s name', async () => {
    const greet = (address: string, commitment = commitmentOf(freshSide())) =>
      hall.post(
        '/api/agents/here',
        { say: 'greet', commitment, machine: 'pi', version: '1', was: null },
        { headers: { 'x-forwarded-for': address } },
      )
    const side = freshSide()
    const met = (await greet('203.0.113.1', commitmentOf(side))).body
    const wait = async (said: object) =>
      (await hall.post('/api/agents/here', { say: 'wait', id: met.id, ...said })).body.state
    const { publicKey, nonce } = freshSide()
    assert.equal(await wait({ publicKey, nonce }), 'again', 'somebody else than it bound itself to')
    assert.equal(await wait({ publicKey: side.publicKey, nonce: side.nonce }), 'waiting')
    const statuses = []
    for (let i = 0; i < 21; i++) statuses.push((await greet('203.0.113.2')).status)
    assert.deepEqual([statuses[19], statuses[20]], [200, 429])
    assert.equal((await greet('203.0.113.3')).status, 200)
    const listed = (await agents()).waiting
    const crowd = listed.filter(({ address }) => address === '203.0.113.2')
    assert.deepEqual(crowd, [], 'only who showed what it bound itself to is listed')
    aheadMs += 61_000
    assert.equal((await greet('203.0.113.2')).status, 200, 'who is silent for a minute is forgotten')
  })
})
