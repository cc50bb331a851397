import * as assert from 'node:assert/strict'
import type { CallAnswer, DeskTicket, DeskView } from '#core/contract/desk.ts'
import { REFUSALS } from '#core/domain/refusals.ts'
import { saidOf } from '../../desk/src/class-of.ts'
import { furtherServices, linesOf, stepTo, waitingFor } from '../../desk/src/lists.ts'
import { placesFor } from '../../desk/src/places.ts'
import { toldOfCall } from '../../desk/src/told.ts'
import { undoOf } from '../../desk/src/undo.ts'
import { type Scene, whyNot } from '../../desk/src/why-not.ts'
import { spec } from '../kit/spec.ts'

spec('which buttons of the desk are on', ({ test }) => {
  test('the hub decides for the ticket at the counter, and its sentence is the reason', () => {
    const scene = sceneWith({ buttons: { recall: REFUSALS['call-limit'] } })
    assert.equal(whyNot('next', scene), null)
    assert.deepEqual(whyNot('recall', scene), REFUSALS['call-limit'])
  })

  test('nothing that asks the hub is on while the hub is away, and looking about still is', () => {
    const scene = { ...sceneWith({}), line: 'away' as const, undo: true }
    for (const act of ['next', 'finish', 'pick', 'issue', 'pause', 'undo', 'copy'] as const) {
      assert.match(whyNot(act, scene)?.vi ?? '', /mất kết nối/)
    }
    for (const act of ['list', 'aside', 'help', 'leave'] as const) assert.equal(whyNot(act, scene), null)
  })

  test('picking needs a chosen ticket, and a counter that is free', () => {
    assert.match(whyNot('pick', sceneWith({}))?.vi ?? '', /Bấm L/)
    assert.equal(whyNot('pick', { ...sceneWith({}), chosen: ticket('a', 'waiting') }), null)
    const busy = sceneWith({ buttons: { pick: REFUSALS['counter-busy'] } })
    assert.deepEqual(whyNot('pick', { ...busy, chosen: ticket('a', 'waiting') }), REFUSALS['counter-busy'])
  })

  test('only the parked and the missed come back into the line', () => {
    const back = (state: DeskTicket['state']) => whyNot('return', { ...sceneWith({}), chosen: ticket('a', state) })
    assert.equal(back('parked'), null)
    assert.equal(back('no-show'), null)
    assert.match(back('waiting')?.vi ?? '', /Bấm A/)
  })

  test('a ticket being served is not cancelled, a called one may be', () => {
    assert.equal(whyNot('cancel', sceneWith({ current: ticket('a', 'called') })), null)
    assert.notEqual(whyNot('cancel', sceneWith({ current: ticket('a', 'serving') })), null)
    assert.notEqual(whyNot('cancel', sceneWith({ current: null })), null)
  })

  test('a chosen ticket is meant before the one at the counter', () => {
    const scene = sceneWith({ current: null, buttons: { transfer: REFUSALS['not-now'] } })
    assert.deepEqual(whyNot('transfer', scene), REFUSALS['not-now'])
    assert.equal(whyNot('transfer', { ...scene, chosen: ticket('a', 'waiting') }), null)
  })

  test('taking back is offered for what has an inverse, and for nothing else', () => {
    const held = { id: 'a', number: 'A001' }
    assert.deepEqual(undoOf('no-show', held), { take: 'bring-back', ticket: 'a', number: 'A001' })
    assert.deepEqual(undoOf('park', held), { take: 'resume', ticket: 'a', number: 'A001' })
    assert.deepEqual(undoOf('pause', null), { take: 'open' })
    for (const act of ['finish', 'cancel', 'transfer', 'start']) assert.equal(undoOf(act, held), null)
  })

  test('one line tells all that a press of next did', () => {
    const called = { ticket: 'b', number: 'A002', again: false }
    const told = (answer: Partial<CallAnswer>) =>
      toldOfCall({ seq: 9, called: null, finished: null, missed: null, ...answer }, view({}))
    assert.equal(told({ called, finished: 'A001' }), 'Đã xong A001 · Mời A002')
    assert.equal(told({ missed: 'A001' }), 'A001 vắng mặt · không còn ai chờ')
    assert.equal(told({ called: { ...called, again: true } }), 'Đã gọi lại A002')
    assert.equal(told({ called, finished: 'A001', goesOn: 'y' }), 'Đã xong A001, đi tiếp Tên · Mời A002')
    assert.equal(told({ heldOff: 'A001' }), 'A001 chưa có mặt, sẽ gọi lại sau · chưa có ai khác đến lượt')
  })

  test('a priority is changed and a service added for the chosen ticket first, in any state but the last', () => {
    const scene = sceneWith({ current: ticket('a', 'serving') })
    for (const act of ['extend', 'class'] as const) {
      assert.equal(whyNot(act, scene), null)
      assert.equal(whyNot(act, { ...sceneWith({}), chosen: ticket('b', 'waiting') }), null)
      assert.match(whyNot(act, sceneWith({}))?.vi ?? '', /chưa gọi số nào/)
      assert.notEqual(whyNot(act, { ...sceneWith({}), chosen: ticket('b', 'served') }), null)
    }
  })

  test('automatic calling is switched only where the office has it, at a counter that is not closed', () => {
    assert.match(whyNot('automatic', sceneWith({}))?.vi ?? '', /không dùng gọi tự động/)
    const has = (state: 'open' | 'paused' | 'closed') => {
      const scene = sceneWith({})
      return { ...scene, view: { ...scene.view, counter: { ...scene.view.counter!, automatic: false, state } } }
    }
    assert.equal(whyNot('automatic', has('open')), null)
    assert.equal(whyNot('automatic', has('paused')), null)
    assert.match(whyNot('automatic', has('closed'))?.vi ?? '', /Mở quầy/)
  })
})

spec('the lists of the desk', ({ test }) => {
  test('a filter keeps the calling order', () => {
    const mixed = [ticket('a', 'waiting', 'x'), ticket('b', 'waiting', 'y'), ticket('c', 'waiting', 'x')]
    assert.deepEqual(
      waitingFor(mixed, 'x').map(({ id }) => id),
      ['a', 'c'],
    )
    assert.equal(waitingFor(mixed, null).length, 3)
  })

  test('arrow keys stop at the ends', () => {
    assert.equal(stepTo('ArrowDown', 2, 2, 3), 2)
    assert.equal(stepTo('ArrowUp', 0, 0, 3), 0)
    assert.equal(stepTo('End', 0, 0, 3), 2)
    assert.equal(stepTo('x', 0, 0, 3), null)
    assert.equal(stepTo('ArrowDown', -1, 0, 0), null)
  })

  test('when the chosen ticket left, the next arrow goes on from its place', () => {
    assert.equal(stepTo('ArrowDown', -1, 1, 3), 1)
    assert.equal(stepTo('ArrowUp', -1, 2, 2), 1)
    assert.equal(stepTo('ArrowDown', -1, 0, 3), 0)
  })

  test('the counter’s own lines come first', () => {
    assert.deepEqual(
      linesOf(view({})).map(({ id, own }) => [id, own]),
      [
        ['y', true],
        ['x', false],
      ],
    )
  })

  test('a ticket can go everywhere but where it is', () => {
    const held = { ...ticket('a', 'called', 'y'), counter: '1' }
    const places = placesFor(held, view({ current: held }))
    assert.deepEqual(
      places.map(({ key, to }) => [key, to]),
      [
        ['A', { toService: 'x', toCounter: null }],
        ['2', { toService: null, toCounter: 'quay-2' }],
      ],
    )
    const waiting = placesFor(ticket('a', 'waiting', 'y'), view({}))
    assert.deepEqual(
      waiting.map(({ key }) => key),
      ['A', '1', '2'],
    )
  })

  test('a ticket can go to an officer who sits at a counter now, by the first letter of the given name', () => {
    const hall = view({})
    const [one, two] = hall.counters
    const counters = [
      { ...one!, staff: 'an', staffName: 'Nguyễn Thị An' },
      { ...two!, staff: 'dung', staffName: 'Phạm Văn Đủ' },
    ]
    const held = { ...ticket('a', 'called', 'y'), counter: '1' }
    const officers = placesFor(held, { ...hall, counters }).filter(({ is }) => is === 'officer')
    assert.deepEqual(
      officers.map(({ key, to }) => [key, to]),
      [['D', { toService: null, toCounter: null, toStaff: 'dung' }]],
    )
  })

  test('who was sent to one counter or officer can go back to the common line', () => {
    const sent = { ...ticket('a', 'waiting', 'y'), onlyOfficer: 'An' }
    const [back] = placesFor(sent, view({})).filter((place) => place.is === 'service' && place.back)
    assert.deepEqual(back?.to, { toService: 'y', toCounter: null })
  })

  test('a visit is extended by what is open and not its place now; what is in it already can be taken out', () => {
    const here = ticket('a', 'waiting', 'y')
    const visiting = { ...here, visit: ['x'] }
    const hall = view({})
    const shut = { ...hall, services: hall.services.map((one) => ({ ...one, open: false })) }
    const offered = (...[of, among]: Parameters<typeof furtherServices>) =>
      furtherServices(of, among).map(({ id, isIn }) => [id, isIn])
    assert.deepEqual(offered(here, hall), [['x', false]])
    assert.deepEqual(offered(here, shut), [])
    assert.deepEqual(offered(visiting, hall), [['x', true]])
    assert.deepEqual(offered(visiting, shut), [['x', true]], 'a service that closed can still be taken out')
  })

  test('a row says what is special about a ticket: what was said of it, and where it goes on to', () => {
    const hall = { ...view({}), classes: [{ id: 'cao-tuoi', name: { vi: 'Người cao tuổi', en: 'Elderly' }, icon: '' }] }
    assert.equal(
      saidOf({ ...ticket('a', 'waiting'), declared: 'cao-tuoi' }, hall),
      'khai: người cao tuổi, chờ xác nhận',
    )
    assert.equal(saidOf(ticket('a', 'waiting'), hall), '')
  })
})

function ticket(id: string, state: DeskTicket['state'], service = 'x'): DeskTicket {
  return {
    id,
    number: id.toUpperCase(),
    service,
    class: 'ordinary',
    state,
    issuedAt: 0,
    calledAt: null,
    startedAt: null,
    calls: 0,
    counter: null,
    onlyHere: false,
    onlyCounter: null,
    onlyOfficer: null,
    declared: null,
    visit: [],
    notBeforeAt: null,
    automatic: false,
    procedure: null,
    parked: null,
  }
}

type Buttons = NonNullable<DeskView['counter']>['buttons']

function view({ current = null, buttons = {} }: { current?: DeskTicket | null; buttons?: Partial<Buttons> }): DeskView {
  const name = { vi: 'Tên', en: 'Name' }
  const service = { name, open: true, waiting: 0, longestMs: 0 }
  const counter = { state: 'open' as const, staff: null, staffName: null, mine: false, number: null }
  const on: Buttons = {
    next: null,
    recall: null,
    start: null,
    finish: null,
    'no-show': null,
    park: null,
    transfer: null,
    pick: null,
    pause: null,
    open: null,
    close: null,
  }
  return {
    rev: 1,
    at: 0,
    office: name,
    me: { id: 'an', name: 'An', role: 'officer' },
    counters: [
      { ...counter, id: 'quay-1', label: '1', services: ['y'] },
      { ...counter, id: 'quay-2', label: '2', services: ['x'] },
    ],
    services: [
      { ...service, id: 'x', prefix: 'A' },
      { ...service, id: 'y', prefix: 'H' },
    ],
    classes: [],
    counter: {
      id: 'quay-1',
      label: '1',
      state: 'open',
      pausedWhy: null,
      current,
      waiting: [],
      waitingCount: 0,
      parked: [],
      missed: [],
      stranded: [],
      automatic: null,
      buttons: { ...on, ...buttons },
      servedToday: 0,
    },
    rules: { callLimit: 3, parkLimitMs: 1, transferred: { place: 'kept', delayMs: 0 } },
    devices: [],
    clockSuspect: false,
    practice: false,
    kiosks: [],
    waits: [],
    slipless: { count: 0, newest: [] },
    closures: [],
    dayUntilAt: 0,
    messages: [],
    help: [],
    timeZone: 'Asia/Ho_Chi_Minh',
    rolls: [],
  }
}

function sceneWith(counter: Parameters<typeof view>[0]): Scene {
  return { view: view(counter), line: 'live', chosen: null, undo: false }
}
