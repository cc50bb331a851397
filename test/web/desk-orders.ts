import * as assert from 'node:assert/strict'
import type { DeskView } from '#core/contract/desk.ts'
import { latest } from '../../desk/src/latest.ts'
import { type Asking, orders } from '../../desk/src/orders.ts'
import { pictureOf } from '../../desk/src/picture-of.ts'
import { whichPage } from '../../desk/src/which-page.ts'
import { spec } from '../kit/spec.ts'

spec('the orders of a desk', ({ test }) => {
  test('each press carries a command id of its own', async () => {
    const { hub, asked, answer } = hubInHand()
    const desk = orders(hub, 'quay-1', counting())
    const first = desk.next()
    answer()
    await first
    const second = desk.next()
    answer()
    await second
    assert.deepEqual(asked, [
      ['call-next', { command: 'id-1', counter: 'quay-1' }],
      ['call-next', { command: 'id-2', counter: 'quay-1' }],
    ])
  })

  test('a press whose ask is on the way is not sent again', async () => {
    const { hub, asked, answer } = hubInHand()
    const desk = orders(hub, 'quay-1', counting())
    const first = desk.next()
    assert.equal(await desk.next(), null)
    assert.equal(await desk.next(), null)
    assert.equal(asked.length, 1)
    answer()
    assert.deepEqual(await first, { ok: true, value: { seq: 1 } })
  })

  test('another press does not wait for it', async () => {
    const { hub, asked, answer } = hubInHand()
    const desk = orders(hub, 'quay-1', counting())
    const both = [desk.finish('ticket-1'), desk.next()]
    assert.deepEqual(
      asked.map(([name]) => name),
      ['finish-service', 'call-next'],
    )
    answer()
    await Promise.all(both)
  })

  test('a refusal frees the key again', async () => {
    const { hub, asked, answer } = hubInHand()
    const desk = orders(hub, 'quay-1', counting())
    const refused = desk.recall('ticket-1')
    answer({ ok: false, status: 409, code: 'just-called', message: { vi: '', en: '' } })
    assert.equal((await refused)?.ok, false)
    const again = desk.recall('ticket-1')
    answer()
    await again
    assert.equal(asked.length, 2)
  })

  test('a new ticket gets an id beside its command’s', () => {
    const { hub, asked } = hubInHand()
    void orders(hub, 'quay-1', counting()).issue('ho-tich', 'cao-tuoi')
    assert.deepEqual(asked, [
      ['issue-ticket', { command: 'id-1', ticket: 'id-2', service: 'ho-tich', class: 'cao-tuoi', procedure: null }],
    ])
  })

  test('a transfer names the counter only where that holds the ticket', () => {
    const { hub, asked } = hubInHand()
    const desk = orders(hub, 'quay-1', counting())
    void desk.transfer('held', 'quay-1', { toService: 'dat-dai', toCounter: null })
    void desk.transfer('waiting', null, { toService: null, toCounter: 'quay-2' })
    assert.deepEqual(
      asked.map(([, body]) => body),
      [
        { command: 'id-1', ticket: 'held', counter: 'quay-1', toService: 'dat-dai', toCounter: null },
        { command: 'id-2', ticket: 'waiting', counter: null, toService: null, toCounter: 'quay-2' },
      ],
    )
  })
})

spec('the picture of what was done', ({ test }) => {
  test('is waited for when the answer came first, and not when it is there already', async () => {
    const told: string[] = []
    const listeners = new Set<() => void>()
    const link = {
      view: { rev: 6 } as DeskView,
      onChange: (changed: () => void) => {
        listeners.add(changed)
        return () => listeners.delete(changed)
      },
    }
    await pictureOf(6, link)
    const seen = pictureOf(8, link).then(() => told.push('seen'))
    for (const rev of [7, 8]) {
      told.push(`rev ${rev}`)
      link.view = { rev } as DeskView
      for (const changed of [...listeners]) changed()
      await Promise.resolve()
    }
    await seen
    assert.deepEqual(told, ['rev 7', 'rev 8', 'seen'])
    assert.equal(listeners.size, 0)
  })
})

spec('the addresses of the staff’s pages', ({ test }) => {
  test('each address means one page', () => {
    assert.equal(whichPage('/desk/').tag, 'staff-desk')
    assert.equal(whichPage('/desk/index.html').tag, 'staff-desk')
    assert.equal(whichPage('/desk/day').tag, 'day-report')
    assert.equal(whichPage('/desk/day/').tag, 'day-report')
    assert.equal(whichPage('/desk/health').tag, 'hub-health')
    assert.equal(whichPage('/desk/dock').tag, 'test-dock')
    assert.equal(whichPage('/desk/elsewhere').tag, 'no-such-page')
  })
})

/** A hub that answers when the test says so. */
function hubInHand() {
  const asked: [string, unknown][] = []
  let waiting: ((answer: unknown) => void)[] = []
  const ask = (name: string, body: unknown): Promise<unknown> => {
    asked.push([name, body])
    return new Promise((resolve) => waiting.push(resolve))
  }
  const hub = { ask } as Asking
  const answer = (said: unknown = { ok: true, value: { seq: 1 } }) => {
    for (const resolve of waiting) resolve(said)
    waiting = []
  }
  return { hub, asked, answer }
}

function counting(): () => string {
  let n = 0
  return () => `id-${++n}`
}

spec('the newest question of a page', ({ test }) => {
  test('is the only one whose answer counts, whichever comes first', async () => {
    const newest = latest()
    const older = Promise.withResolvers<string>()
    const newer = Promise.withResolvers<string>()
    const got = [newest(older.promise), newest(newer.promise)]
    newer.resolve('newer')
    older.resolve('older')
    assert.deepEqual(await Promise.all(got), [null, 'newer'])
    assert.equal(await newest(Promise.resolve('again')), 'again')
  })

  test('of another list is another matter', async () => {
    const [one, other] = [latest(), latest()]
    assert.deepEqual(await Promise.all([one(Promise.resolve(1)), other(Promise.resolve(2))]), [1, 2])
  })
})
