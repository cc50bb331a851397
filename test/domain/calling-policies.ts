import assert from 'node:assert/strict'
import { aheadOf, firstFor, waitingFor } from '#core/domain/calling-order.ts'
import type { Because } from '#core/domain/events.ts'
import type { Counter, Office, OrderRules } from '#core/domain/office.ts'
import { smallOffice } from '../kit/small-office.ts'
import { spec } from '../kit/spec.ts'
import { type Hall, HOUR, later, MINUTE, Hall as NewHall, opened, SECOND, type Step } from '../kit/trade.ts'

const RATIO: OrderRules = { policy: 'ratio', inARow: 2 }
const STRICT: OrderRules = { policy: 'strict' }

// People come a second apart, so that nobody's claim equals another's.
const come =
  (...people: string[]): Step =>
  (hall) => {
    for (const [i, person] of people.entries()) {
      hall.at += SECOND
      const [service = '', priority = 'ordinary'] = person.split(' ')
      const order = {
        type: 'IssueTicket',
        ticket: hall.newTicket(),
        service,
        class: priority,
        origin: 'desk',
        device: null,
        procedure: null,
      } as const
      if (i === people.length - 1) return order
      hall.try(order)
    }
    throw new Error('somebody has to come')
  }

function hallOf(office: Office, ...steps: Step[]): Hall {
  const hall = new NewHall(office)
  for (const { id } of office.counters) hall.do(opened(id))
  for (const step of steps) hall.do(step)
  return hall
}

/** Calls and finishes until nobody is ready; who was called, and what decided. */
function calls(hall: Hall, counter = 'one', times = 50): string[] {
  const said: string[] = []
  for (let i = 0; i < times; i++) {
    hall.at += 2 * MINUTE
    const answer = hall.try({ type: 'CallNext', counter })
    if ('refused' in answer) break
    const call = answer.events.find((event) => event.type === 'TicketCalled')
    if (call?.type !== 'TicketCalled') break
    const because: Because | undefined = call.why.how === 'in-order' ? call.why.because : undefined
    said.push(`${hall.queue.tickets.get(call.ticket)?.number} ${because ?? call.why.how}`)
  }
  return said
}

const numbersOf = (said: readonly string[]) => said.map((one) => one.split(' ')[0])

const one = (rules: Partial<Counter> = {}) => [{ id: 'one', services: ['a', 'b', 'c'], ...rules }]

spec('the policy head start', ({ test }) => {
  test('takes an elder who came within the head start before, and one who came later not', () => {
    const hall = hallOf(
      smallOffice(),
      come('a'),
      later(20 * MINUTE),
      come('a elder'),
      later(15 * MINUTE),
      come('a elder'),
    )
    assert.deepEqual(calls(hall), ['A002 claim', 'A001 claim', 'A003 claim'])
  })
})

spec('the policy ratio', ({ test }) => {
  const office = smallOffice({ order: RATIO, counters: one() })

  test('calls priority first, and after two in a row an ordinary number', () => {
    const hall = hallOf(office, come('a', 'a', 'a elder', 'a elder', 'a elder', 'a merit', 'a elder'))
    assert.deepEqual(calls(hall), [
      'A003 priority-turn',
      'A004 priority-turn',
      'A001 ordinary-turn',
      'A005 priority-turn',
      'A006 priority-turn',
      'A002 ordinary-turn',
      'A007 claim',
    ])
  })

  test('counts nothing while nobody ordinary waits', () => {
    const hall = hallOf(office, come('a elder', 'a elder', 'a elder'))
    assert.deepEqual(calls(hall), ['A001 claim', 'A002 claim', 'A003 claim'])
    hall.do(come('a', 'a elder', 'a elder', 'a elder'))
    assert.deepEqual(numbersOf(calls(hall)), ['A005', 'A006', 'A004', 'A007'])
  })

  test('counts the priority of another line at the same counter: nobody starves behind it', () => {
    const hall = hallOf(office, come('b', 'a elder', 'a elder', 'a elder', 'a elder'))
    assert.deepEqual(numbersOf(calls(hall)), ['A001', 'A002', 'B001', 'A003', 'A004'])
  })

  test('keeps the count over several counters of the line', () => {
    const two = smallOffice({ order: RATIO, counters: [...one(), { id: 'two', services: ['a'] }] })
    const hall = hallOf(two, come('a', 'a elder', 'a elder', 'a elder'))
    const called = [calls(hall, 'one', 1), calls(hall, 'two', 1), calls(hall, 'one', 1), calls(hall, 'two', 1)]
    assert.deepEqual(numbersOf(called.flat()), ['A002', 'A003', 'A001', 'A004'])
  })

  for (const serves of ['preference', 'shares'] as const) {
    test(`keeps to two in a row in a line of a counter that serves by ${serves}`, () => {
      const by = smallOffice({ order: RATIO, counters: one({ serves }) })
      const people = ['a', 'b', 'b', 'b', 'b', ...Array.from({ length: 6 }, () => 'a elder')]
      const hall = hallOf(by, come(...people))
      const ofA = numbersOf(calls(hall)).filter((number) => number?.startsWith('A'))
      assert.deepEqual(ofA.slice(0, 3), ['A002', 'A003', 'A001'])
    })
  }

  test('does not count a number picked by hand, nor one that came back to the front', () => {
    const front = smallOffice({ order: RATIO, returning: { parked: { place: 'first', delayMs: 0 } } })
    const hall = hallOf(front, come('a', 'a elder', 'a elder', 'a elder', 'a elder'))
    const pick = { type: 'PickTicket', counter: 'one', ticket: hall.id('A005'), reason: 'x' } as const
    hall.try(pick)
    hall.try({ type: 'ParkTicket', counter: 'one', ticket: hall.id('A005'), reason: 'x', limitMs: null })
    hall.try({ type: 'ResumeTicket', ticket: hall.id('A005') })
    assert.deepEqual(calls(hall), [
      'A005 came-back-first',
      'A002 priority-turn',
      'A003 priority-turn',
      'A001 ordinary-turn',
      'A004 claim',
    ])
  })

  test('tells the people ahead as they will be called', () => {
    const hall = hallOf(office, come('a', 'a', 'a elder', 'a elder', 'a elder'))
    const told = ['A003', 'A004', 'A001', 'A005', 'A002'].map((number) => {
      const ticket = hall.queue.tickets.get(hall.id(number))
      return ticket ? aheadOf(hall.queue, ticket) : null
    })
    assert.deepEqual(told, [0, 1, 2, 3, 4])
    assert.deepEqual(numbersOf(calls(hall)), ['A003', 'A004', 'A001', 'A005', 'A002'])
  })
})

spec('the policy strict', ({ test }) => {
  test('takes the higher rank first, and says so where an earlier number waits', () => {
    const hall = hallOf(smallOffice({ order: STRICT }), come('a', 'a elder', 'a merit', 'b elder'))
    assert.deepEqual(calls(hall), ['A003 rank', 'A002 rank', 'B001 rank', 'A001 claim'])
  })
})

spec('every policy', ({ test }) => {
  for (const order of [{ policy: 'head-start' }, RATIO, STRICT] as const) {
    test(`is first come, first called within a class and service: ${order.policy}`, () => {
      const hall = hallOf(smallOffice({ order }), come('a', 'a elder', 'a', 'a elder', 'a', 'a elder'))
      const said = numbersOf(calls(hall))
      assert.deepEqual(
        said.filter((number) => ['A001', 'A003', 'A005'].includes(number ?? '')),
        ['A001', 'A003', 'A005'],
      )
      assert.deepEqual(
        said.filter((number) => ['A002', 'A004', 'A006'].includes(number ?? '')),
        ['A002', 'A004', 'A006'],
      )
    })

    test(`takes the morning's people first after the break, priority or not: ${order.policy}`, () => {
      const days = [1, 2, 3, 4, 5, 6, 7]
      const sessions = [
        { days, from: '07:00', to: '11:30' },
        { days, from: '13:00', to: '17:00' },
      ]
      const office = smallOffice({ order, calendar: { sessions } })
      const hall = hallOf(office, later(3 * HOUR + 20 * MINUTE), come('a', 'a'), later(2 * HOUR), come('a elder'))
      const said = calls(hall)
      assert.deepEqual(numbersOf(said), ['A001', 'A002', 'A003'])
      if (order.policy !== 'head-start') assert.equal(said[0], 'A001 session-before')
    })

    test(`does not see a number that is held off until its time has come: ${order.policy}`, () => {
      const office = smallOffice({ order, calling: { offersAgain: 1, holdOffMs: 5 * MINUTE } })
      const hall = hallOf(office, come('a', 'a'))
      hall.try({ type: 'CallNext', counter: 'one' })
      hall.try({ type: 'MarkNoShow', counter: 'one', ticket: hall.id('A001') })
      assert.equal(firstFor(hall.queue, 'one', hall.at)?.ticket.number, 'A002')
      assert.deepEqual(
        waitingFor(hall.queue, 'one', hall.at).map(({ number }) => number),
        ['A002', 'A001'],
      )
      hall.at += 5 * MINUTE
      assert.equal(firstFor(hall.queue, 'one', hall.at)?.ticket.number, 'A001')
    })
  }
})

spec('the way a counter serves', ({ test }) => {
  test('by preference takes the first line where anybody waits, and says so only where it decides', () => {
    const hall = hallOf(smallOffice({ counters: one({ serves: 'preference' }) }), come('b', 'a', 'b', 'c'))
    assert.deepEqual(calls(hall), ['A001 preference', 'B001 claim', 'B002 claim', 'C001 claim'])
  })

  test('by shares gives each line its part of the calls', () => {
    const shares = [{ service: 'a', share: 3 }]
    const office = smallOffice({ counters: one({ services: ['a', 'b'], serves: 'shares', shares }) })
    const people = Array.from({ length: 12 }, () => ['a', 'b']).flat()
    const said = numbersOf(calls(hallOf(office, come(...people)), 'one', 12))
    assert.equal(said.filter((number) => number?.startsWith('A')).length, 9)
    // Never more than three of the one before one of the other.
    assert.doesNotMatch(said.map((number) => number?.[0]).join(''), /AAAAA|BB/)
  })

  test('by shares lets nobody save up turns while the line is empty', () => {
    const office = smallOffice({ counters: one({ services: ['a', 'b'], serves: 'shares' }) })
    const hall = hallOf(office, come('a', 'a', 'a', 'a', 'a', 'a', 'a', 'a'))
    calls(hall, 'one', 4)
    hall.do(come('b', 'b', 'b', 'b'))
    assert.match(
      numbersOf(calls(hall))
        .map((number) => number?.[0])
        .join(''),
      /^(AB){4}$|^(BA){4}$/,
    )
  })

  test('takes whoever was sent to it before its lines', () => {
    const counters = [...one({ serves: 'shares' }), { id: 'two', services: ['a'] }]
    const hall = hallOf(smallOffice({ counters }), come('a', 'b', 'a'))
    const to = { type: 'TransferTicket', counter: null, toService: null, toCounter: 'one' } as const
    hall.try({ ...to, ticket: hall.id('A002') })
    assert.deepEqual(calls(hall).slice(0, 2), ['A002 sent-here', 'A001 share'])
  })

  for (const serves of ['preference', 'shares'] as const) {
    test(`lets whoever came back to the front go before every line: ${serves}`, () => {
      const returning = { parked: { place: 'first', delayMs: 0 } } as const
      const hall = hallOf(smallOffice({ counters: one({ serves }), returning }), come('c', 'a', 'b'))
      hall.try({ type: 'PickTicket', counter: 'one', ticket: hall.id('C001'), reason: 'x' })
      hall.try({ type: 'ParkTicket', counter: 'one', ticket: hall.id('C001'), reason: 'x', limitMs: null })
      hall.try({ type: 'ResumeTicket', ticket: hall.id('C001') })
      assert.equal(calls(hall)[0], 'C001 came-back-first')
    })
  }

  test('in a fast lane takes its classes only, or the others when none of them waits', () => {
    const fastLane = (helpsOthers: boolean) => ({ fastLane: { classes: ['elder'], helpsOthers } })
    const people = come('a', 'a merit', 'a elder', 'a elder')
    const alone = hallOf(smallOffice({ counters: one(fastLane(false)) }), people)
    assert.deepEqual(calls(alone), ['A003 fast-lane', 'A004 fast-lane'])
    assert.deepEqual(waitingFor(alone.queue, 'one', alone.at), [])
    const helping = hallOf(smallOffice({ counters: one(fastLane(true)) }), people)
    assert.deepEqual(calls(helping), ['A003 fast-lane', 'A004 fast-lane', 'A002 claim', 'A001 claim'])
  })

  test('in a fast lane lets whoever was sent there have a turn too', () => {
    const counters = [
      { id: 'one', services: ['a'], fastLane: { classes: ['elder'], helpsOthers: false } },
      { id: 'two', services: ['a'] },
    ]
    const people = come('a', 'a elder', 'a elder', 'a elder', 'a elder')
    const hall = hallOf(smallOffice({ order: RATIO, counters }), people)
    const to = { type: 'TransferTicket', counter: null, toService: null, toCounter: 'one' } as const
    hall.try({ ...to, ticket: hall.id('A001') })
    assert.deepEqual(numbersOf(calls(hall)), ['A002', 'A003', 'A001', 'A004', 'A005'])
  })

  test('calls only for services the officer has learned', () => {
    const skills = [{ staff: 'staff-at-one', services: ['b'] }]
    const hall = hallOf(smallOffice({ skills }), come('a', 'b'))
    assert.deepEqual(calls(hall), ['B001 claim'])
  })
})
