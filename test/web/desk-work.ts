import * as assert from 'node:assert/strict'
import type { DeskContract, DeskTicket } from '#core/contract/desk.ts'
import type { Link } from '#web/hub/link.ts'
import { askingOf } from '../../desk/src/asking.ts'
import { CounterWork } from '../../desk/src/counter-work.ts'
import { type After, ForAWhile } from '../../desk/src/for-a-while.ts'
import { UNDO_MS } from '../../desk/src/undo.ts'
import { type HandMovedTimers, handMovedTimers } from '../kit/hand-moved-timers.ts'
import { spec } from '../kit/spec.ts'

const HELD = { id: 't1', number: 'A001', state: 'called', visit: [] as string[] } as DeskTicket
const REFUSED = { ok: false, status: 409, code: 'not-now', message: { vi: 'Chưa được.', en: 'Not yet.' } }
const AWAY = { ...REFUSED, status: 503, code: 'hub-away' }

spec('the work at a counter', ({ test }) => {
  test('U17 the way back is offered for five seconds, and not one longer', async () => {
    const { work, time } = seated()
    await work.carryOut('no-show', HELD, null)
    await time.advance(UNDO_MS - 1)
    assert.deepEqual(work.undo, { take: 'bring-back', ticket: 't1', number: 'A001' })
    await time.advance(1)
    assert.equal(UNDO_MS, 5_000)
    assert.equal(work.undo, null)
    assert.equal(work.told?.text, 'A001 vắng mặt', 'what was done is still told')
  })

  test('U17 taking back sends the inverse, and there is nothing more to take back', async () => {
    const { work, asked } = seated()
    await work.park(HELD, 'Bổ sung giấy tờ')
    await work.carryOut('undo', null, null)
    assert.deepEqual(asked.splice(0), ['park-ticket', 'resume-ticket'])
    assert.equal(work.undo, null)
    await work.pause('Nghỉ trưa')
    await work.carryOut('undo', null, null)
    assert.deepEqual(asked.splice(0), ['pause-counter', 'open-counter'])
    await work.carryOut('undo', null, null)
    assert.deepEqual(asked, [], 'nothing is left to take back')
  })

  test('U17 a newer act has five seconds of its own, and one without a way back takes the older offer away', async () => {
    const { work, time } = seated()
    await work.carryOut('close', null, null)
    await time.advance(4_000)
    await work.carryOut('no-show', HELD, null)
    await time.advance(4_000)
    assert.equal(work.undo?.take, 'bring-back', 'the first offer’s end is not the second’s')
    await work.carryOut('finish', HELD, null)
    assert.equal(work.undo, null)
  })

  test('U17 a press of Next that wrote someone down as missed can be taken back', async () => {
    const { work, answers } = seated()
    answers.push({ ok: true, value: { seq: 1, called: null, finished: null, missed: 'A001' } })
    await work.carryOut('next', HELD, null)
    assert.deepEqual(work.undo, { take: 'bring-back', ticket: 't1', number: 'A001' })
    answers.push({ ok: true, value: { seq: 1, called: null, finished: 'A001', missed: null } })
    await work.carryOut('next', HELD, null)
    assert.equal(work.undo, null)
  })

  test('U17 who is only held off is called back at once, with the mistake as the reason', async () => {
    const { work, bodies } = seated({ counter: { missed: [], waiting: [HELD] } })
    await work.carryOut('no-show', HELD, null)
    assert.match(work.told?.text ?? '', /sẽ gọi lại sau/)
    assert.deepEqual(work.undo, { take: 'call-back', ticket: 't1', number: 'A001' })
    await work.carryOut('undo', null, null)
    assert.deepEqual(
      bodies.map(([name, body]) => [name, body.reason]),
      [
        ['mark-no-show', undefined],
        ['pick-ticket', 'Bấm nhầm vắng mặt'],
      ],
    )
  })

  test('finishing tells where the visit goes on', async () => {
    const services = [{ id: 'dat-dai', name: { vi: 'Đất đai', en: 'Land' } }]
    const { work } = seated({ services })
    await work.carryOut('finish', { ...HELD, visit: ['dat-dai'] }, null)
    assert.equal(work.told?.text, 'Đã xong A001, đi tiếp Đất đai')
  })

  test('one key switches automatic calling on and off', async () => {
    for (const automatic of [false, true]) {
      const { work, bodies } = seated({ counter: { automatic } })
      await work.carryOut('automatic', null, null)
      assert.deepEqual(
        bodies.map(([name, body]) => [name, body.on]),
        [['set-automatic', !automatic]],
      )
    }
  })

  test('a further service and a priority go to the hub as they were decided', async () => {
    const { work, bodies } = seated({ services: [], classes: [] })
    await work.changeVisit(HELD, 'dat-dai', true)
    await work.changeVisit(HELD, 'dat-dai', false)
    await work.changeClass(HELD, 'ordinary', 'Không thuộc diện')
    assert.deepEqual(
      bodies.map(([name, { command: _, ...body }]) => [name, body]),
      [
        ['extend-visit', { ticket: 't1', service: 'dat-dai' }],
        ['shorten-visit', { ticket: 't1', service: 'dat-dai' }],
        ['change-class', { ticket: 't1', class: 'ordinary', reason: 'Không thuộc diện' }],
      ],
    )
  })

  test('a refusal is told in the hub’s words and leaves the way back where it was', async () => {
    const { work, answers } = seated()
    await work.carryOut('no-show', HELD, null)
    answers.push(REFUSED)
    await work.carryOut('recall', HELD, null)
    assert.deepEqual(work.told, { kind: 'refused', text: 'Chưa được.' })
    assert.equal(work.undo?.take, 'bring-back')
  })

  test('without an answer nobody claims that it was done', async () => {
    const { work, answers } = seated()
    answers.push(AWAY)
    await work.carryOut('no-show', HELD, null)
    assert.match(work.told?.text ?? '', /Chưa rõ/)
    assert.equal(work.undo, null)
  })

  test('what is told goes after eight seconds', async () => {
    const { work, time } = seated()
    await work.carryOut('open', null, null)
    await time.advance(7_999)
    assert.equal(work.told?.text, 'Quầy đã mở')
    await time.advance(1)
    assert.equal(work.told, null)
  })

  test('the chosen ticket is copied before the one at the counter, and the parked resumed where the missed are brought back', async () => {
    const { work, bodies } = seated()
    await work.carryOut('copy', HELD, { ...HELD, id: 't2' })
    await work.carryOut('return', null, { ...HELD, state: 'parked' })
    await work.carryOut('return', null, { ...HELD, state: 'no-show' })
    assert.deepEqual(
      bodies.map(([name, body]) => [name, body.ticket]),
      [
        ['print-copy', 't2'],
        ['resume-ticket', 't1'],
        ['bring-back', 't1'],
      ],
    )
  })
})

spec('the questions at a counter', ({ test }) => {
  test('each means its ticket: parking the one here, picking the chosen one, the others the chosen one first', () => {
    const chosen = { ...HELD, id: 't2' }
    assert.deepEqual(askingOf('park', HELD, chosen), { about: 'park', ticket: HELD })
    assert.deepEqual(askingOf('pick', HELD, chosen), { about: 'pick', ticket: chosen })
    for (const act of ['transfer', 'extend', 'class', 'cancel'] as const) {
      assert.deepEqual(askingOf(act, HELD, chosen), { about: act, ticket: chosen })
      assert.deepEqual(askingOf(act, HELD, null), { about: act, ticket: HELD })
    }
  })

  test('nothing is asked about a ticket that is not there', () => {
    for (const act of ['park', 'pick', 'transfer', 'cancel'] as const) assert.equal(askingOf(act, null, null), null)
    assert.deepEqual(askingOf('issue', null, null), { about: 'issue' })
  })
})

spec('what stands for a while', ({ test }) => {
  test('tells when it comes and when it goes, and not after it was let stand', async () => {
    const time = handMovedTimers()
    const told: (string | null)[] = []
    const sign: ForAWhile<string> = new ForAWhile(100, () => told.push(sign.now), afterOf(time))
    sign.put('one')
    await time.advance(100)
    sign.put('two')
    sign.stop()
    await time.advance(1_000)
    assert.deepEqual(told, ['one', null, 'two'])
  })
})

/** An officer at quay-1 before a hub that says yes, unless an answer is laid ready; time is moved by hand. */
function seated(picture: Record<string, unknown> = {}) {
  const time = handMovedTimers()
  const asked: string[] = []
  const bodies: [name: string, body: Record<string, unknown>][] = []
  const answers: unknown[] = []
  const ask = async (name: string, body: Record<string, unknown>) => {
    asked.push(name)
    bodies.push([name, body])
    return answers.shift() ?? { ok: true, value: { seq: 1 } }
  }
  const link = { ask, view: { rev: 1, ...picture }, onChange: () => () => {} } as unknown as Link<DeskContract>
  const work = new CounterWork({ link, counter: 'quay-1', changed: () => {}, after: afterOf(time) })
  return { work, time, asked, bodies, answers }
}

/** Hand-moved time as a screen asks for it. */
function afterOf(time: HandMovedTimers): After {
  return (ms, then) => time.after(ms, then)
}
