import assert from 'node:assert/strict'
import { fork, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { readManifest, unpackCopy } from '#server/keeping/copy.ts'
import { prove } from '#server/keeping/copyist.ts'
import { keptBy } from '#server/keeping/names.ts'
import { folderPlace } from '#server/keeping/place.ts'
import { readKey } from '#server/keeping/recovery-key.ts'
import { type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { A_FOLDER, copyNow, emptyFolder, keepAt, ownFolder, until } from '../kit/kept-office.ts'
import { realDisk } from '../kit/real-disk.ts'
import { spec } from '../kit/spec.ts'

const ROOT = join(import.meta.dirname, '../..')
const A_WHILE = 90_000

let hall: TestHub
let standby: TestHub
let admin: Staffer
let other: Staffer
let root = ''
let key = ''
let senderKey = ''
const at = (name: string) => join(root, name)
const targets = () => [
  { ...A_FOLDER, where: at('tu') },
  { id: 'usb', name: 'Ổ niêm phong', kind: 'folder' as const, where: at('usb'), sealed: true },
  { id: 'du-phong', name: 'Máy dự phòng', kind: 'hub' as const, where: standby.url, sealed: true },
]
const post = (path: string, body: unknown, who = admin) => hall.post(path, body, { cookie: who.cookie })
const namesIn = (folder: string, kind: string) =>
  readdirSync(folder)
    .filter((name) => keptBy(name)?.kind === kind)
    .sort()

/** `npm run restore` as a person types it. */
function restore(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'scripts/restore.ts'), ...args], {
    env: { PATH: process.env.PATH, LUOT_DATA: at('unused') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })))
}

spec('copies of an office', ({ test, before, after }) => {
  before(async () => {
    root = emptyFolder('keeping')
    for (const name of ['tu', 'usb']) mkdirSync(at(name))
    ;[hall, standby] = await Promise.all([startHub(), startHub()])
    ;[admin, other] = await Promise.all([hall.administrator(), standby.administrator()])
    mkdirSync(join(hall.dataFolder, 'clips', 'vi'), { recursive: true })
    writeFileSync(join(hall.dataFolder, 'clips', 'vi', 'mời.wav'), 'RIFF tiếng của văn phòng')
    for (let i = 0; i < 5; i++) await hall.issue()
  })
  after(async () => {
    await hall.close()
    await standby.close()
    rmSync(root, { recursive: true, force: true })
  })

  test('only the administrator acts, whoever proves the past looks, and a hub that is no sender leaves nothing', async () => {
    const officer = await hall.officer('an')
    assert.equal((await hall.get('/api/backups')).status, 401)
    assert.equal((await hall.get('/api/backups', { cookie: officer.cookie })).status, 403)
    for (const [path, body] of [
      ['/api/backups/copies', { target: null }],
      ['/api/backups/key', { fresh: false }],
      ['/api/backups/senders', { id: 'x', name: 'X' }],
    ] as const)
      assert.equal((await post(path, body, officer)).status, 403, path)
    for (const authorization of [undefined, 'Bearer nothing', `Bearer ${'a'.repeat(43)}`]) {
      const answer = await fetch(`${standby.url}/api/keeping/inbox`, {
        headers: authorization ? { authorization } : {},
      })
      assert.equal(answer.status, 401)
    }
    // Signed in is not enough either: the door knows senders alone.
    assert.equal((await standby.get('/api/keeping/inbox', { cookie: other.cookie })).status, 401)
  })

  test(
    'three places get a copy each, sealed where it leaves the house, and each copy is proved by restoring it',
    async () => {
      const admitted = await standby.post(
        '/api/backups/senders',
        { id: 'phuong-1', name: 'Phường 1' },
        { cookie: other.cookie },
      )
      assert.equal(admitted.status, 200)
      senderKey = admitted.body.key
      await keepAt(hall, admin, targets())
      assert.ok(await until(hall, admin, (told) => told.targets[2]?.faults[0]?.code === 'target-no-key'))
      assert.equal((await post('/api/backups/targets/du-phong/key', { key: senderKey })).status, 200)
      const told = await copyNow(hall, admin)
      for (const { id, proof, lastCopy, tail, faults } of told.targets) {
        assert.equal(proof?.ok, true, id)
        assert.equal(proof?.copy, lastCopy?.name)
        assert.ok((tail?.seq ?? 0) > 5, id)
        assert.deepEqual(faults, [], id)
      }
      const own = join(standby.dataFolder, 'inbox', 'phuong-1')
      assert.equal(namesIn(own, 'copy').length, 1)
      assert.equal(namesIn(own, 'tail').length, 1)
      // What nobody may read is nowhere to be read: the slip key, a name, a record.
      for (const folder of [ownFolder(at('usb')), own]) {
        for (const name of readdirSync(folder).filter((one) => one.endsWith('.sealed'))) {
          const bytes = readFileSync(join(folder, name))
          for (const word of ['SQLite format', 'TicketIssued', 'MANIFEST', 'ustar'])
            assert.equal(bytes.includes(word), false, `${name}: ${word}`)
        }
      }
      const sums = readFileSync(join(ownFolder(at('tu')), namesIn(ownFolder(at('tu')), 'tail')[0] ?? ''), 'utf8')
      assert.match(sums, /TicketIssued/)
      const { body } = await hall.get('/metrics')
      for (const id of ['kho', 'usb', 'du-phong'])
        assert.match(body, new RegExp(`luot_backup_age_seconds\\{target="${id}"\\} \\d+`))
      const { copies } = (await hall.get('/healthz')).body
      assert.deepEqual(
        copies.map(({ target, provedAt }: { target: string; provedAt: number }) => [target, provedAt > 0]),
        targets().map(({ id }) => [id, true]),
      )
    },
    A_WHILE,
  )

  test('a copy holds what cannot be made anew, and nothing else', async () => {
    const folder = ownFolder(at('tu'))
    const { files, office, head } = await readManifest(folderPlace(folder), namesIn(folder, 'copy').at(-1) ?? '', null)
    assert.deepEqual(
      files.map(({ path }) => path),
      ['luot.db', 'clips/vi/mời.wav'],
    )
    assert.ok(office.length > 3 && head.seq > 5)
    // Any machine can unpack it.
    const seen = spawn('tar', ['-tzf', join(folder, namesIn(folder, 'copy').at(-1) ?? '')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let listed = ''
    seen.stdout.setEncoding('utf8').on('data', (text) => (listed += text))
    assert.equal(await new Promise((resolve) => seen.on('close', resolve)), 0)
    assert.equal(listed.split('\n')[0], 'MANIFEST.json')
  })

  test('the recovery key is shown once; health says so until then', async () => {
    const codes = async () => (await hall.get('/healthz')).body.faults.map(({ code }: { code: string }) => code)
    assert.ok((await codes()).includes('recovery-key-unseen'))
    const shown = await post('/api/backups/key', { fresh: false })
    assert.equal(shown.status, 200)
    key = shown.body.key
    assert.ok(readKey(key))
    assert.ok(!(await codes()).includes('recovery-key-unseen'))
    assert.equal((await post('/api/backups/key', { fresh: false })).status, 409)
    const book = new Database(join(hall.dataFolder, 'luot.db'), { readonly: true })
    const acts = book.prepare<[], string>("SELECT text FROM journal WHERE type = 'ActNoted'").pluck().all()
    book.close()
    const about = acts.map((text) => JSON.parse(text).event.act).filter(({ about: room }) => room === 'backup')
    assert.deepEqual(
      about.map(({ did }) => did),
      ['key-entered', 'copied', 'shown'],
    )
    assert.equal(
      acts.some((text) => text.includes(key.slice(0, 9)) || text.includes(senderKey)),
      false,
    )
  })

  test('what is at the standby cannot be changed or removed with its key', async () => {
    const own = join(standby.dataFolder, 'inbox', 'phuong-1')
    const [copy = ''] = namesIn(own, 'copy')
    const [tail = ''] = namesIn(own, 'tail')
    const before = readFileSync(join(own, copy))
    const send = async (path: string, body?: Uint8Array, method = 'POST') => {
      const headers = { authorization: `Bearer ${senderKey}`, 'content-type': 'application/octet-stream' }
      const answer = await fetch(`${standby.url}/api/keeping/inbox/${path}`, {
        method,
        headers,
        ...(body && { body: Buffer.from(body) }),
      })
      return answer.status
    }
    assert.equal(await send(`${copy}/part?at=0`, Buffer.from('x')), 409)
    assert.equal(await send(`${copy}/whole?bytes=1&sha256=${'0'.repeat(64)}`), 409)
    assert.equal(await send(`${tail}?at=0`, Buffer.from('x')), 409)
    assert.equal(await send(`${copy}?at=${before.length}`, Buffer.from('x')), 409)
    assert.equal(await send(copy, undefined, 'DELETE'), 404)
    for (const name of ['luot.db', '..%2f..%2fluot.db', 'luot-20261123T113005Z-000001234.tar.gz', '.part-x'])
      assert.equal(await send(`${name}/part?at=0`, Buffer.from('x')), 404, name)
    // Announced and not kept: it never gets a name.
    const forged = 'luot-20261123T113005Z-000001234.tar.gz.sealed'
    assert.equal(await send(`${forged}/part?at=0`, Buffer.from('xyz')), 200)
    assert.equal(await send(`${forged}/part?at=9`, Buffer.from('xyz')), 409)
    assert.equal(await send(`${forged}/whole?bytes=3&sha256=${'0'.repeat(64)}`), 409)
    assert.deepEqual(readFileSync(join(own, copy)), before)
    assert.deepEqual(namesIn(own, 'copy'), [copy])
  })

  test(
    'a disk that is pulled out is told, owed, and never replaced by the folder beneath it; another disk is asked about',
    async () => {
      renameSync(at('tu'), at('tu-away'))
      await until(
        hall,
        admin,
        (told) => told.targets[0]?.isThere === false && told.targets[0].faults[0]?.code === 'target-away',
      )
      assert.ok((await hall.get('/healthz')).body.faults.some(({ code }: { code: string }) => code === 'target-away'))
      // The bare mount point, or somebody else's disk.
      mkdirSync(at('tu'))
      await until(hall, admin, (told) => told.targets[0]?.faults[0]?.code === 'target-another')
      assert.deepEqual(readdirSync(at('tu')), [])
      assert.equal((await post('/api/backups/targets/kho/begin', {})).status, 200)
      await until(hall, admin, (told) => told.targets[0]?.isThere === true && told.targets[0].lastCopy !== null)
      assert.equal(namesIn(ownFolder(at('tu')), 'copy').length, 1)
      rmSync(at('tu'), { recursive: true })
      renameSync(at('tu-away'), at('tu'))
      await until(hall, admin, (told) => told.targets[0]?.isThere === true)
    },
    A_WHILE,
  )

  test(
    'a real disk that is full, read-only, pulled out in the middle of a copy and back is told each time, and nothing lands beneath it',
    async () => {
      const disk = realDisk(emptyFolder('disk'), 96)
      if (typeof disk === 'string') {
        console.log(`  SKIPPED: no real disk was tried here (${disk})`)
        return
      }
      const usb = { id: 'o-dia', name: 'Ổ thật', kind: 'usb' as const, where: disk.at, sealed: true }
      const before = targets()
      const faultIs = (code: string | null) =>
        until(hall, admin, ({ targets: [one] }) => (one?.faults[0]?.code ?? null) === code)
      const copy = async () => {
        await until(hall, admin, ({ running, targets: [one] }) => running === null && one?.isThere === true)
        assert.equal((await post('/api/backups/copies', { target: null })).status, 200)
      }
      try {
        await keepAt(hall, admin, [usb], { leastFreeMb: 64 })
        await copyNow(hall, admin)
        const own = ownFolder(disk.at)
        // Nearly full: no new copy. Full to the last byte: the running journal neither, and it is said that the disk is full, not away.
        disk.fill(20 * 1024 * 1024)
        await copy()
        assert.deepEqual((await faultIs('target-full')).targets[0]?.isThere, true)
        disk.fill(0)
        await hall.issue()
        await until(hall, admin, ({ targets: [one] }) => one?.faults[0]?.code === 'target-full' && one.isThere)
        disk.makeRoom()
        await copyNow(hall, admin)
        await faultIs(null)
        // The write lock of a disk, or what the kernel does to one that was damaged.
        disk.readOnly(true)
        await hall.issue()
        await faultIs('target-read-only')
        const { faults } = (await hall.get('/healthz')).body
        assert.ok(faults.some(({ code }: { code: string }) => code === 'target-read-only'))
        disk.readOnly(false)
        await faultIs(null)
        // Pulled out while the copyist works, in the middle of a large film.
        writeFileSync(join(hall.dataFolder, 'film.bin'), randomBytes(12_000_000))
        await copy()
        await until(hall, admin, ({ running }) => running?.doing.startsWith('copy') ?? true)
        disk.pull()
        await faultIs('target-away')
        await until(hall, admin, ({ running }) => running === null)
        assert.deepEqual(readdirSync(disk.at), [], 'something lies on the card beneath')
        disk.plugIn()
        await faultIs(null)
        // What was owed is made, and nothing half has a copy's name.
        await copyNow(hall, admin)
        for (const name of namesIn(own, 'copy')) {
          const proof = await prove(hall.dataFolder, folderPlace(own), name, readKey(key), 1)
          assert.deepEqual([proof.ok, proof.why], [true, null], name)
        }
      } finally {
        rmSync(join(hall.dataFolder, 'film.bin'), { force: true })
        await keepAt(hall, admin, before)
        disk.remove()
      }
    },
    2 * A_WHILE,
  )

  test(
    'the plug is pulled at any moment of a copy: what lies there under a name is whole',
    async () => {
      const place = at('plug')
      mkdirSync(place)
      const db = join(hall.dataFolder, 'luot.db')
      const data = at('plug-data')
      mkdirSync(data)
      const book = new Database(db, { readonly: true })
      await book.backup(join(data, 'luot.db'))
      book.close()
      writeFileSync(join(data, 'film.bin'), Buffer.alloc(6_000_000, 7))
      const retention = { keepDays: 3, keepWeeks: 1, keepMonths: 1 }
      const cuts = Number(process.env.LUOT_PLUGS ?? 6)
      let whole = 0
      for (let cut = 0; cut < cuts; cut++) {
        const child = fork(join(ROOT, 'server/keeping/copyist.ts'), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
        const begun = new Promise<void>((resolve) =>
          child.on(
            'message',
            ({ kind, what }: { kind: string; what: string }) => kind === 'doing' && what === 'copy' && resolve(),
          ),
        )
        const ended = new Promise((resolve) => child.on('exit', resolve))
        child.send({
          dataFolder: data,
          hub: 'a',
          key: '00'.repeat(20),
          madeAt: Date.UTC(2026, 10, 1 + cut),
          retention,
          leastFree: 0,
          targets: [{ id: 'x', sealed: cut % 2 === 1, at: { folder: place }, proved: null }],
        })
        await Promise.race([begun, ended])
        await rest(cut * 25)
        child.kill('SIGKILL')
        await ended
        for (const name of namesIn(place, 'copy')) {
          const proof = await prove(
            data,
            folderPlace(place),
            name,
            name.endsWith('.sealed') ? Buffer.alloc(20) : null,
            1,
          )
          assert.deepEqual([proof.ok, proof.why], [true, null], name)
          whole++
        }
      }
      console.log(`  ${cuts} plugs pulled, ${whole} times a copy stood there, whole`)
      assert.equal(existsSync(join(place, 'film.bin')), false)
    },
    A_WHILE,
  )

  test('a copy that went bad is found by the trial, and by nobody’s luck', async () => {
    const folder = ownFolder(at('usb'))
    const name = namesIn(folder, 'copy').at(-1) ?? ''
    const spoilt = at('spoilt')
    mkdirSync(spoilt)
    cpSync(join(folder, name), join(spoilt, name))
    truncateSync(join(spoilt, name), statSync(join(spoilt, name)).size - 40)
    const proof = await prove(hall.dataFolder, folderPlace(spoilt), name, readKey(key), 1)
    assert.equal(proof.ok, false)
    assert.match(proof.why ?? '', /cut off/)
    await assert.rejects(unpackCopy(folderPlace(folder), name, null, at('nowhere')), /recovery key/)
  })

  test('a stranger restores: lists, drills, and brings the hall back as the last record told, from any place', async () => {
    // After the copy the hall goes on; only the tails hear of it.
    const last = await hall.issue()
    const { seq } = (await hall.get('/healthz')).body
    await until(hall, admin, (told) => told.targets.every(({ tail }) => (tail?.seq ?? 0) >= seq))
    const list = await restore('--list', '--from', at('tu'), '--from', at('usb'))
    assert.equal(list.code, 0, list.said)
    assert.match(list.said, /mới nhất trước/)
    const there = await restore('--list', '--from', join(standby.dataFolder, 'inbox', 'phuong-1'))
    assert.match(there.said, /inbox\/phuong-1/)
    assert.equal(
      (await restore('--from', at('usb'), '--into', at('a'))).code,
      2,
      'asks for the key where nobody can type',
    )
    assert.match(
      (await restore('--from', at('usb'), '--into', at('a'), '--key', key.replace(/^./, '!'))).said,
      /mistyped/,
    )
    assert.equal((await restore('--from', at('nothing-here'))).code, 1)

    // A new machine whose hub was started once: its own note says nothing of the dead hub, its own key opens nothing of it.
    const fresh = await startHub()
    const machine = fresh.dataFolder
    await fresh.close({ keepData: true })
    const without = await restore('--from', at('usb'), '--into', machine, '--yes')
    assert.equal(without.code, 2, without.said)
    assert.match(without.said, /recovery sheet/)
    const replaced = await restore('--from', at('usb'), '--into', machine, '--yes', '--key', key)
    assert.equal(replaced.code, 0, replaced.said)
    assert.match(replaced.said, /nobody knows; numbers will leap/)
    assert.equal(JSON.parse(readFileSync(join(machine, 'restored.json'), 'utf8')).diedSeq, null)
    rmSync(machine, { recursive: true, force: true })

    const drilled = await restore('--drill', '--from', at('tu'), '--into', hall.dataFolder)
    assert.equal(drilled.code, 0, drilled.said)
    assert.match(drilled.said, /PASSED/)
    assert.equal((await hall.get('/api/backups', { cookie: admin.cookie })).body.drill?.ok, true)

    const ways: [string, string[]][] = [
      ['usb', ['--from', at('usb'), '--key', key]],
      ['standby', ['--from', standby.url, '--hub-key', senderKey, '--key', key]],
    ]
    for (const [what, way] of ways) {
      const into = at(`restored-${what}`)
      const done = await restore(...way, '--into', into, '--yes')
      assert.equal(done.code, 0, done.said)
      assert.match(done.said, /RESTORED/)
      const back = await startHub({ dataFolder: into, pins: hall.hub.pins })
      try {
        const queue = back.hub.road.queue()
        assert.ok(queue.numbers.get(last.number), `${what}: ${last.number} is known`)
        // Nobody knows what the dead hub gave after that: the next number is far beyond, and marked.
        const next = await back.issue()
        assert.ok(Number(next.number.slice(1)) > 100, `${what}: ${next.number}`)
        assert.equal(queue.restored?.lost, null)
        assert.equal(readFileSync(join(into, 'clips', 'vi', 'mời.wav'), 'utf8'), 'RIFF tiếng của văn phòng')
        // Whoever signed in before does again: people and keys are in the copy.
        assert.ok(await back.officer('an'))
      } finally {
        await back.close()
      }
    }
    // Over data that is there: it is set aside.
    const twice = at('twice')
    for (let i = 0; i < 2; i++) assert.equal((await restore('--from', at('tu'), '--into', twice, '--yes')).code, 0)
    assert.equal(readdirSync(twice).filter((name) => name.startsWith('set-aside-')).length, 1)
    assert.match((await restore('--from', at('tu'), '--into', hall.dataFolder, '--yes')).said, /Another hub is running/)
  }, 180_000)
})
