import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { ASKS } from '#server/edge/ear.ts'
import { AUDIENCES, type Audience } from '#server/screens.ts'
import { type Reply, type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'
import { helloOf, openWire, type Wire } from '../kit/wire.ts'

/**
 * Who may ask what, cell by cell: written here by hand, so that a change of the table in server/edge/ear.ts is a change
 * somebody meant.
 *
 *     +  heard: the rules of the hall decide        1  sign-in-first        3  not-allowed        c  not-your-counter
 */
const HTTP = `
  ask              citizen  screen  officer  other-counter  admin
  issue-ticket        1       +       +         +             +
  call-next           1       3       +         c             +
  pick-ticket         1       3       +         c             +
  recall-ticket       1       3       +         c             +
  start-service       1       3       +         c             +
  finish-service      1       3       +         c             +
  mark-no-show        1       3       +         c             +
  bring-back          1       3       +         +             +
  park-ticket         1       3       +         c             +
  resume-ticket       1       3       +         +             +
  transfer-ticket     1       3       +         c             +
  cancel-ticket       1       3       +         +             +
  print-copy          1       3       +         +             +
  open-counter        1       3       +         +             +
  pause-counter       1       3       +         c             +
  close-counter       1       3       +         c             +
  confirm-clock       1       3       3         3             +
  rate-ticket         1       +       3         3             +
  explain-rating      1       +       3         3             3
  book-appointment    1       3       +         +             +
  move-appointment    1       3       +         +             +
  cancel-appointment  1       3       +         +             +
  check-in            1       +       +         +             +
  extend-visit        1       +       +         +             +
  shorten-visit       1       +       +         +             +
  change-class        1       3       +         +             +
  set-automatic       1       3       +         c             +
  void-ticket         1       +       3         3             3
  pause-kiosk         1       3       +         +             +
  resume-kiosk        1       3       +         +             +
  stop-service        1       3       +         +             +
  resume-service      1       3       +         +             +
  begin-practice      1       3       3         3             +
  end-practice        1       3       3         3             +
  start-roll          1       3       +         +             +
  count-roll          1       3       +         +             +
  show-message        1       3       3         3             +
  take-message        1       3       3         3             +
  call-help           1       3       +         c             +
  answer-help         1       3       +         +             +
  end-help            1       3       +         +             +
  place-ticket        1       3       3         3             +
  plan-campaign       1       3       3         3             +
  note-handed-out     1       3       3         3             +
  enter-slip          1       3       3         3             +
  withdraw-slip       1       3       3         3             +
  close-campaign      1       3       3         3             +
`

/** Over a socket an audience has only its own asks: everything else is not-found (n). */
const SOCKETS = `
  ask              kiosk  rating  display  desk  hall  citizen  guard
  issue-ticket       +      n        n       +     n      n        n
  call-next          n      n        n       +     n      n        n
  pick-ticket        n      n        n       +     n      n        n
  recall-ticket      n      n        n       +     n      n        n
  start-service      n      n        n       +     n      n        n
  finish-service     n      n        n       +     n      n        n
  mark-no-show       n      n        n       +     n      n        n
  bring-back         n      n        n       +     +      n        n
  park-ticket        n      n        n       +     n      n        n
  resume-ticket      n      n        n       +     +      n        n
  transfer-ticket    n      n        n       +     +      n        n
  cancel-ticket      n      n        n       +     +      n        n
  print-copy         n      n        n       +     +      n        n
  open-counter       n      n        n       +     n      n        n
  pause-counter      n      n        n       +     n      n        n
  close-counter      n      n        n       +     n      n        n
  confirm-clock      n      n        n       n     n      n        n
  rate-ticket        n      +        n       n     n      +        n
  explain-rating     n      +        n       n     n      +        n
  book-appointment   n      n        n       n     n      n        n
  move-appointment   n      n        n       n     n      n        n
  cancel-appointment n      n        n       n     n      n        n
  check-in           +      n        n       n     n      n        n
  extend-visit       +      n        n       +     n      n        n
  shorten-visit      +      n        n       +     n      n        n
  change-class       n      n        n       +     +      n        n
  set-automatic      n      n        n       +     n      n        n
  void-ticket        +      n        n       n     n      n        n
  pause-kiosk        n      n        n       +     +      n        n
  resume-kiosk       n      n        n       +     +      n        n
  stop-service       n      n        n       +     +      n        n
  resume-service     n      n        n       +     +      n        n
  begin-practice     n      n        n       n     n      n        n
  end-practice       n      n        n       n     n      n        n
  start-roll         n      n        n       +     n      n        n
  count-roll         n      n        n       +     n      n        n
  print-procedure    +      n        n       n     n      n        n
  show-message       n      n        n       n     +      n        n
  take-message       n      n        n       n     +      n        n
  call-help          n      n        n       +     n      n        n
  answer-help        n      n        n       +     +      n        n
  end-help           n      n        n       +     +      n        n
  place-ticket       n      n        n       n     +      n        n
  plan-campaign      n      n        n       n     n      n        n
  note-handed-out    n      n        n       n     n      n        n
  enter-slip         n      n        n       n     n      n        n
  withdraw-slip      n      n        n       n     n      n        n
  close-campaign     n      n        n       n     n      n        n
`

const SIGNS: Readonly<Record<string, string | null>> = {
  '+': null,
  '1': 'sign-in-first',
  '3': 'not-allowed',
  c: 'not-your-counter',
  n: 'not-found',
}
const OF_THE_DOOR = Object.values(SIGNS)

const OUTSIDE = '203.0.113.7'
let hall: TestHub
let ticket: { id: string; url: string }
let officer: Staffer
let other: Staffer
let admin: Staffer

spec('who may ask what (S3)', ({ test, before, after }) => {
  before(async () => {
    // A named proxy on this machine lets the test come from outside.
    hall = await startHub({ env: { LUOT_TRUST_PROXY: '127.0.0.1' } })
    ticket = await hall.issue()
    officer = await hall.officer('an')
    other = await hall.officer('binh')
    admin = await hall.administrator()
  })
  after(() => hall.close())

  test('every ask stands in both tables, and nothing else does', () => {
    const asks = ASKS.map(({ name }) => name).sort()
    assert.deepEqual(Object.keys(cellsOf(HTTP)).sort(), asks)
    assert.deepEqual(Object.keys(cellsOf(SOCKETS)).sort(), [...asks, 'print-procedure'].sort())
    const columns = Object.keys(cellsOf(SOCKETS)['call-next'] ?? {})
    assert.deepEqual(columns.sort(), [...AUDIENCES].sort())
  })

  for (const [ask, roles] of Object.entries(cellsOf(HTTP))) {
    for (const [role, sign] of Object.entries(roles)) {
      test(`over HTTP: ${ask} by ${role}: ${SIGNS[sign] ?? 'heard'}`, async () => {
        const key = randomUUID()
        const reply = await overHttp(ask, role, key)
        assert.ok(reply.status < 500, `${reply.status}`)
        assertCell(sign, reply.status === 200 ? null : reply.body.code)
        // Another officer's counter is a rule of the hall: the ask was heard, and its answer is kept.
        const wasHeard = SIGNS[sign] === null || SIGNS[sign] === 'not-your-counter'
        assert.equal(leftATrace(key), wasHeard, 'what was not heard leaves no trace, what was heard does')
      })
    }
  }

  for (const audience of AUDIENCES) {
    test(`over the socket of ${audience}: each ask as the table says`, async () => {
      const wire = await enteredAs(audience)
      for (const [ask, row] of Object.entries(cellsOf(SOCKETS))) {
        const sign = row[audience] ?? ''
        const command = randomUUID()
        const own = audience === 'rating' && ask === 'rate-ticket' ? { counter: 'quay-1' } : {}
        const answer = await wire.ask(audience, ask, { ...bodyOf(ask), ...own, command })
        assertCell(sign, answer.ok ? null : answer.code, ask)
        if (ask !== 'print-procedure') assert.equal(leftATrace(command), SIGNS[sign] === null, ask)
      }
      wire.close()
    })
  }

  test('a terminal speaks for its own counter, a slip for its own ticket', async () => {
    const terminal = await enteredAs('rating')
    const foreign = { command: randomUUID(), ticket: ticket.id, counter: 'quay-3', level: 'hai-long' }
    assert.equal((await terminal.ask('rating', 'rate-ticket', foreign)).code, 'not-allowed')
    terminal.close()
    const slip = await enteredAs('citizen')
    const stranger = { command: randomUUID(), ticket: randomUUID(), counter: null, level: 'hai-long' }
    assert.equal((await slip.ask('citizen', 'rate-ticket', stranger)).code, 'not-allowed')
    const named = { command: randomUUID(), ticket: ticket.id, counter: 'quay-1', level: 'hai-long' }
    assert.equal((await slip.ask('citizen', 'rate-ticket', named)).code, 'not-allowed')
    slip.close()
  })

  test('figures of the day are for staff, the hub’s own state for the hall; who may sign in and procedures are for anyone', async () => {
    const outside = { headers: { 'x-forwarded-for': OUTSIDE } }
    const status = async (path: string, init: RequestInit = outside) => (await fetch(`${hall.url}${path}`, init)).status
    assert.equal(await status('/api/day'), 401)
    assert.equal(await status('/api/session'), 401)
    assert.equal(await status('/api/day', { headers: { cookie: officer.cookie } }), 200)
    for (const path of ['/api/staff', '/api/procedures']) assert.equal(await status(path), 200, path)
    // A stranger on the LAN is told nothing of the hub; staff, paired screens and the hub's own machine are.
    for (const path of ['/healthz', '/openapi.json', '/docs', '/metrics']) {
      assert.equal(await status(path), 401, path)
      assert.equal(await status(path, { headers: { ...outside.headers, cookie: officer.cookie } }), 200, path)
      assert.equal(await status(path, {}), 200, path)
    }
  })
})

function cellsOf(table: string): Record<string, Record<string, string>> {
  const [head = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  return Object.fromEntries(
    rows.map(([name = '', ...cells]) => [
      name,
      Object.fromEntries(cells.map((cell, at) => [head[at + 1] ?? '', cell])),
    ]),
  )
}

/** Heard means: no refusal of the door's. What the hall's rules then say is another test's business. */
function assertCell(sign: string, code: string | null, what = ''): void {
  const expected = SIGNS[sign]
  assert.notEqual(expected, undefined, `no such sign: ${sign}`)
  if (expected === null) assert.ok(code === null || !OF_THE_DOOR.includes(code), `${what} was not heard: ${code}`)
  else assert.equal(code, expected, what)
}

function bodyOf(ask: string): Record<string, unknown> {
  if (ask === 'print-procedure') return { code: '1.001193' }
  const { example = {} } = ASKS.find(({ name }) => name === ask) ?? {}
  return { ...example, ...('ticket' in example ? { ticket: ask === 'issue-ticket' ? randomUUID() : ticket.id } : {}) }
}

/** Did the hub write anything down under this command: a record, or a kept answer? */
function leftATrace(command: string): boolean {
  const book = new Database(join(hall.dataFolder, 'luot.db'), { readonly: true })
  const sql = "SELECT (SELECT count(*) FROM journal WHERE json_extract(text, '$.command') = @command) + "
  const found = book.prepare(`${sql} (SELECT count(*) FROM answers WHERE command = @command) AS n`).get({ command })
  book.close()
  return (found as { n: number }).n > 0
}

async function overHttp(ask: string, role: string, key: string): Promise<Reply> {
  const body = bodyOf(ask)
  if (role === 'citizen') {
    return hall.post(`/api/${ask}`, body, { key, headers: { 'x-forwarded-for': OUTSIDE } })
  }
  if (role === 'screen') return hall.post(`/api/${ask}`, body, { key })
  if (role === 'admin') return admin.ask(ask, body, key)
  // Every example is addressed to counter 1: it is An's own, or Binh sits there.
  const holder = role === 'other-counter' ? other : officer
  await holder.ask('open-counter', { counter: 'quay-1', takeOver: true })
  return officer.ask(ask, body, key)
}

async function enteredAs(audience: Audience): Promise<Wire> {
  const cookies: Partial<Record<Audience, string>> = { desk: officer.cookie, hall: admin.cookie }
  const cookie = cookies[audience]
  const wire = await openWire(hall.url, cookie ? { cookie } : {})
  const own = {
    kiosk: {},
    rating: { counter: 'quay-1' },
    display: {},
    guard: {},
    desk: { counter: 'quay-1' },
    hall: {},
    citizen: { code: ticket.url.split('/').at(-1) },
  }[audience]
  if (audience === 'desk') await officer.ask('open-counter', { counter: 'quay-1', takeOver: true })
  assert.deepEqual(await wire.enter(audience, helloOf({ id: 'test-1', ...own })), { in: true, code: null })
  return wire
}
