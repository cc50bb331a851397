import assert from 'node:assert/strict'
import fc from 'fast-check'
import { aheadOf, firstFor, waitingFor } from '#core/domain/calling-order.ts'
import { checkHistory, INVARIANTS, type Invariant } from '#core/domain/invariants.ts'
import type { Office, OrderRules } from '#core/domain/office.ts'
import { ticketsInOrder } from '#core/domain/queue.ts'
import type { Ticket } from '#core/domain/ticket.ts'
import { live, someFullDay } from '../kit/generated-day.ts'
import { type Person, serveLine, someCrowd } from '../kit/one-line.ts'
import { smallOffice } from '../kit/small-office.ts'
import { POLICIES, someOffice } from '../kit/some-office.ts'
import { spec } from '../kit/spec.ts'
import { Hall, opened } from '../kit/trade.ts'

// Few enough for every run of the tests, many enough that a broken rule is found within seconds.
const DAYS = { numRuns: 250 }
const looked = new Map<Invariant, number>()
let foretoldCalls = 0

for (const order of POLICIES) {
  const { policy } = order

  spec(`every day in any office, by ${policy}`, ({ test }) => {
    test('keeps every promise the examiner knows (I1–I3, I6–I9, I15, I17, I24, S7)', () => {
      fc.assert(
        fc.property(someOffice(order), someFullDay, (office, day) => {
          const { counts, violations } = checkHistory(live(day, office).happened)
          assert.deepEqual(violations, [])
          for (const [name, count] of Object.entries(counts))
            looked.set(name as Invariant, (looked.get(name as Invariant) ?? 0) + count)
        }),
        DAYS,
      )
    })

    test('calls in the very order that was foretold, if nobody else comes', () => {
      fc.assert(
        fc.property(someOffice(order), someFullDay, fc.nat(), (office, day, n) => {
          const hall = live(day, office)
          const counter = office.counters[n % office.counters.length]!.id
          hall.try({ type: 'EndPractice' })
          // A free counter calls one after another in the same instant; whoever it calls goes home at once.
          const state = hall.queue.counters.get(counter)
          if (state?.state !== 'open' || state.holding !== null) return
          const isReady = (ticket: Ticket) => ticket.notBeforeAt === null || ticket.notBeforeAt <= hall.at
          const foretold = waitingFor(hall.queue, counter, hall.at).filter(isReady)
          for (const [i, { id }] of foretold.entries()) {
            assert.equal(firstFor(hall.queue, counter, hall.at)?.ticket.id, id, `the ${i + 1}. of ${foretold.length}`)
            hall.do(() => ({ type: 'CallNext', counter }))
            hall.do(() => ({ type: 'CancelTicket', ticket: id, reason: 'x' }))
            foretoldCalls++
          }
        }),
        DAYS,
      )
    })

    test('does not depend on how often anybody asks who is next and how many are ahead', () => {
      fc.assert(
        fc.property(someOffice(order), someFullDay, (office, day) => {
          const asked = live(day, office, (hall) => {
            for (const { id } of office.counters) {
              const first = firstFor(hall.queue, id, hall.at)
              if (first) assert.equal(waitingFor(hall.queue, id, hall.at)[0]?.id, first.ticket.id)
              assert.deepEqual(firstFor(hall.queue, id, hall.at), first)
            }
            for (const ticket of hall.queue.tickets.values()) aheadOf(hall.queue, ticket)
          })
          assert.deepEqual(asked.happened, live(day, office).happened)
        }),
        { numRuns: 30 },
      )
    })

    test('lets the tickets of one service never move the numbers, the calls or the people ahead of another', () => {
      fc.assert(
        fc.property(someTwoServices, (steps) => {
          const apart = smallOffice({ order, counters: [counter('one', 'a'), counter('two', 'b')] })
          assert.deepEqual(lifeOf('a', steps, apart), lifeOf('a', onlyOf('a', steps), apart))
        }),
        DAYS,
      )
    })

    test('moves nobody of another service even where a counter serves both, as long as that counter does not call', () => {
      fc.assert(
        fc.property(someTwoServices, (steps) => {
          const shared = smallOffice({ order, counters: [counter('one', 'a', 'b'), counter('two', 'b')] })
          // A call of the shared counter takes its time from either: with other calls it is another day.
          const quiet = steps.filter(({ what, service }) => what !== 'next' || service === 'b')
          assert.deepEqual(lifeOf('a', quiet, shared), lifeOf('a', onlyOf('a', quiet), shared))
        }),
        DAYS,
      )
    })
  })
}

spec('the examiner over the generated days', ({ test }) => {
  test('had everything to look at', () => {
    for (const invariant of Object.keys(INVARIANTS) as Invariant[])
      assert.ok((looked.get(invariant) ?? 0) > 20, `${invariant}: looked ${looked.get(invariant) ?? 0} times`)
    assert.ok(foretoldCalls > 500, `${foretoldCalls} calls were foretold`)
  })
})

/*
 * One line and one counter that never rests. Under every policy the counter serves the same people with the same work, and
 * is never idle while somebody waits; so what one person waits longer than by the order of arrival is at most the work of
 * those who came later and were called before (the overtakers):
 *
 *     wait(t) − waitFifo(t)  ≤  Σ service time of the overtakers of t  ≤  overtakers(t) × longest service
 *
 * For everyone who came before t goes before t in the order of arrival anyway, and at each instant the work left over is
 * the same under both orders. With a number of overtakers that is bounded, the extra wait is.
 */
spec('an ordinary ticket in a crowd that never ends', ({ test }) => {
  const extraWait = (people: readonly Person[], order: OrderRules, bound: (turn: Turn) => number) => {
    const served = serveLine(smallOffice({ order, counters: [counter('one', 'a')] }), people)
    for (const one of served) {
      if (one.class !== 'ordinary') continue
      const overtakers = served.filter((other) => other.came > one.came && other.turn < one.turn)
      const most = bound({ one, served })
      assert.ok(overtakers.length <= most, `overtaken ${overtakers.length} times, at most ${most}`)
      const work = overtakers.reduce((sum, { serviceMs }) => sum + serviceMs, 0)
      assert.ok(one.calledAt - one.fifoAt <= work, `waits ${one.calledAt - one.fifoAt} ms longer, at most ${work}`)
      const longest = Math.max(...served.map(({ serviceMs }) => serviceMs))
      assert.ok(one.calledAt - one.fifoAt <= most * longest)
    }
  }

  test('by head start is overtaken by nobody who came a head start later, and waits at most their work longer', () => {
    const HEAD_START = 30 * 60_000
    fc.assert(
      fc.property(someCrowd, (people) =>
        extraWait(people, { policy: 'head-start' }, ({ one, served }) => {
          const within = served.filter(
            ({ at, class: own, came }) => own !== 'ordinary' && came > one.came && at <= one.at + HEAD_START,
          )
          return within.length
        }),
      ),
      DAYS,
    )
  })

  for (const inARow of [1, 2, 3]) {
    test(`by a ratio of ${inARow} is overtaken at most ${inARow} times for each ordinary ticket before it, and for its own`, () => {
      fc.assert(
        fc.property(someCrowd, (people) =>
          extraWait(people, { policy: 'ratio', inARow }, ({ one, served }) => {
            // n: ordinary people who were there before it, and not called when it came.
            const before = served.filter(
              (other) => other.class === 'ordinary' && other.came < one.came && other.calledAt >= one.at,
            )
            return (before.length + 1) * inARow
          }),
        ),
        DAYS,
      )
    })
  }

  test('by strict rank waits at most the work of all higher ranks longer, and that has no end', () => {
    fc.assert(
      fc.property(someCrowd, (people) =>
        extraWait(
          people,
          { policy: 'strict' },
          ({ one, served }) => served.filter((other) => other.class !== 'ordinary' && other.came > one.came).length,
        ),
      ),
      DAYS,
    )
    for (const many of [5, 50, 200]) {
      const elders = Array.from({ length: many }, () => ({ gapMs: 60_000, class: 'elder', serviceMs: 60_000 }))
      const people = [
        { gapMs: 0, class: 'elder', serviceMs: 90_000 },
        { gapMs: 1, class: 'ordinary', serviceMs: 60_000 },
        ...elders,
      ]
      const served = serveLine(smallOffice({ order: { policy: 'strict' }, counters: [counter('one', 'a')] }), people)
      assert.equal(served.find((one) => one.class === 'ordinary')?.turn, people.length - 1, 'it is called last')
    }
  })
})

interface Turn {
  readonly one: ReturnType<typeof serveLine>[number]
  readonly served: ReturnType<typeof serveLine>
}

function counter(id: string, ...services: string[]) {
  return { id, services }
}

interface Step {
  readonly service: 'a' | 'b'
  readonly what: 'issue' | 'elder' | 'cancel' | 'void' | 'next' | 'class'
  readonly gapMs: number
  readonly n: number
}

const someTwoServices: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    service: fc.constantFrom('a', 'b'),
    what: fc.constantFrom('issue', 'issue', 'issue', 'elder', 'elder', 'cancel', 'void', 'next', 'next', 'class'),
    gapMs: fc.integer({ min: 0, max: 120_000 }),
    n: fc.nat(1_000),
  }),
  { minLength: 10, maxLength: 120 },
)

/** The day without everybody else: what others did is only time that passes. */
function onlyOf(service: 'a' | 'b', steps: readonly Step[]): Step[] {
  let passedMs = 0
  return steps.flatMap((step) => {
    passedMs += step.gapMs
    if (step.service !== service) return []
    const own = { ...step, gapMs: passedMs }
    passedMs = 0
    return [own]
  })
}

/** Everything a person of this service would notice: each number, its call, and the people ahead whenever it is told. */
function lifeOf(service: 'a' | 'b', steps: readonly Step[], office: Office): string[] {
  const hall = new Hall(office)
  for (const { id } of office.counters) hall.do(opened(id))
  const life: string[] = []
  const own = () => ticketsInOrder(hall.queue).filter((ticket) => ticket.service === service)
  for (const step of steps) {
    hall.at += step.gapMs
    const there = ticketsInOrder(hall.queue).filter((ticket) => ticket.service === step.service)
    const ticket = there[step.n % Math.max(1, there.length)]?.id ?? 'nobody'
    switch (step.what) {
      case 'issue':
      case 'elder': {
        const priority = step.what === 'issue' ? 'ordinary' : 'elder'
        const issue = { service: step.service, class: priority, origin: 'kiosk', device: step.service } as const
        hall.try({ type: 'IssueTicket', ticket: `${step.service}-${there.length}`, ...issue, procedure: null })
        break
      }
      case 'cancel':
        hall.try({ type: 'CancelTicket', ticket, reason: 'x' })
        break
      case 'void':
        hall.try({ type: 'VoidTicket', ticket, device: step.service })
        break
      case 'class':
        hall.try({ type: 'ChangeClass', ticket, class: 'elder', reason: 'x' })
        break
      case 'next':
        hall.try({ type: 'CallNext', counter: step.service === 'a' ? 'one' : 'two' })
        break
      default:
        step.what satisfies never
    }
    if (step.service !== service) continue
    life.push(
      own()
        .map((one) => `${one.number} ${one.state} ${aheadOf(hall.queue, one)}`)
        .join(', '),
    )
  }
  return life
}
