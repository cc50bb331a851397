import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { CitizenView } from '#core/contract/citizen.ts'
import { DeskView } from '#core/contract/desk.ts'
import { BoardView } from '#core/contract/display.ts'
import { KioskView, RatingView } from '#core/contract/kiosk.ts'
import { HallView } from '#core/contract/live.ts'
import type { Queue } from '#core/domain/queue.ts'
import { boardView } from '#core/domain/views/board.ts'
import { citizenView } from '#core/domain/views/citizen.ts'
import { deskView } from '#core/domain/views/desk.ts'
import { hallView } from '#core/domain/views/hall.ts'
import { kioskView } from '#core/domain/views/kiosk.ts'
import { ratingView } from '#core/domain/views/rating.ts'
import { demoOffice } from '#server/settings/demo-office.ts'
import { live, someDay } from '../kit/generated-day.ts'
import { spec } from '../kit/spec.ts'
import {
  callNext,
  cancelled,
  desk2,
  finished,
  given,
  givenIn,
  issued,
  later,
  MINUTE,
  opened,
  parked,
  paused,
  picked,
  rated,
  SECOND,
  shortened,
  withVisit,
} from '../kit/trade.ts'

const paper = { state: 'ready', message: null }
const THRESHOLDS = { waitWarnMs: 15 * MINUTE, waitBadMs: 30 * MINUTE }
/** Boards as an office that says nothing of them has them. */
const PLAIN = { boards: [], notices: [], media: { items: [], volume: 0 }, voice: null }
const me = { id: 'an', name: 'An', role: 'officer' }

function everyView(queue: Queue, at: number): [string, TSchema, unknown][] {
  const someone = [...queue.tickets.keys()][0]
  return [
    ['kiosk', KioskView, { ...kioskView(queue, at, 'kiosk-1'), paper }],
    ['board', BoardView, { ...boardView(queue, at), look: PLAIN, speaks: true }],
    ['desk', DeskView, { ...deskView(queue, 'quay-1', 'quay-1', at), me, devices: [] }],
    ['desk without a counter', DeskView, { ...deskView(queue, 'an', null, at), me, devices: [] }],
    ['hall', HallView, { ...hallView(queue, 'an', THRESHOLDS, at), me, devices: [], faults: [] }],
    ['rating', RatingView, ratingView(queue, desk2, at)],
    ...(someone ? ([['citizen', CitizenView, citizenView(queue, someone, at)]] as [string, TSchema, unknown][]) : []),
  ]
}

spec('views', ({ test }) => {
  test('have the contract’s shape on every generated day, nothing more and nothing less', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        const hall = live(day)
        for (const [name, schema, view] of everyView(hall.queue, hall.at)) {
          const check = Compile(schema)
          assert.ok(check.Check(view), `${name}: ${JSON.stringify(check.Errors(view)[0])}`)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('survive JSON unchanged: an instant is a number, nothing is undefined', () => {
    const { hall } = given(opened(desk2), issued(), issued('ho-tich', 'cao-tuoi'), callNext(desk2))
    for (const [, , view] of everyView(hall.queue, hall.at)) assert.deepEqual(JSON.parse(JSON.stringify(view)), view)
  })

  test('of boards, kiosks and citizens tell no class, no reason, no staff and no ticket id of others', () => {
    const { hall } = given(
      opened(desk2, 'nguyen-van-an'),
      issued('chung-thuc', 'khuyet-tat'),
      later(SECOND),
      issued(),
      callNext(desk2),
      parked(desk2, 'H001'),
      picked(desk2, 'H002', 'lý do riêng'),
    )
    const seen = JSON.stringify([
      boardView(hall.queue, hall.at),
      { ...kioskView(hall.queue, hall.at, 'kiosk-1'), classes: [] },
      citizenView(hall.queue, hall.id('H002'), hall.at),
    ])
    for (const secret of ['khuyet-tat', 'lý do riêng', 'bổ sung', 'nguyen-van-an', hall.id('H001')]) {
      assert.ok(!seen.includes(secret), `${secret} can be seen in the hall`)
    }
  })
})

spec('the board', ({ test }) => {
  test('lists the last calls, newest first, and says who is gone', () => {
    const { hall } = given(
      opened(desk2),
      issued(),
      issued(),
      callNext(desk2),
      finished(desk2, 'H001'),
      later(SECOND),
      callNext(desk2),
    )
    assert.deepEqual(
      boardView(hall.queue, hall.at).calls.map(({ number, state }) => [number, state]),
      [
        ['H002', 'called'],
        ['H001', 'gone'],
      ],
    )
  })
})

spec('the desk’s buttons', ({ test }) => {
  const buttonsAfter = (...steps: Parameters<typeof given>) => {
    const { hall } = given(...steps)
    const view = deskView(hall.queue, 'staff-at-quay-2', desk2, hall.at)
    assert.ok(view.counter)
    return { hall, buttons: view.counter.buttons }
  }
  test('allow just what the rules allow', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        const hall = live(day)
        hall.at += 10 * MINUTE
        for (const { id: counter } of demoOffice.counters) {
          const part = deskView(hall.queue, counter, counter, hall.at).counter
          assert.ok(part)
          const { buttons, current } = part
          const ticket = current?.id ?? 'nobody'
          const tries = {
            next: { type: 'CallNext', counter },
            recall: { type: 'RecallTicket', counter, ticket },
            start: { type: 'StartService', counter, ticket },
            finish: { type: 'FinishService', counter, ticket },
            'no-show': { type: 'MarkNoShow', counter, ticket },
            park: { type: 'ParkTicket', counter, ticket, reason: 'thử', limitMs: null },
            pause: { type: 'PauseCounter', counter, reason: 'thử' },
            close: { type: 'CloseCounter', counter },
          } as const
          for (const [button, order] of Object.entries(tries)) {
            // Each on the same hall: what is tried is not kept.
            const { queue } = hall
            const isRefused = 'refused' in hall.try(order)
            hall.queue = queue
            const isOff = buttons[button as keyof typeof buttons] !== null
            const isPausedAgain: boolean = button === 'pause' && part.state === 'paused'
            assert.equal(isOff, isRefused || isPausedAgain, `${button} at ${counter}, ${part.state}, ${current?.state}`)
          }
        }
      }),
      { numRuns: 40 },
    )
  })
  test('say why they are off', () => {
    assert.match(buttonsAfter().buttons.next?.vi ?? '', /chưa mở/)
    assert.match(buttonsAfter(opened(desk2), paused(desk2)).buttons.next?.vi ?? '', /tạm nghỉ/)
    assert.match(buttonsAfter(opened(desk2)).buttons.next?.vi ?? '', /Không còn ai chờ/)
    assert.equal(buttonsAfter(opened(desk2), issued()).buttons.next, null)
  })
})

spec('a wait that is too long', ({ test }) => {
  const services = demoOffice.services.map((service) => ({ ...service, waitAlertMs: 30 * MINUTE }))
  const office = { ...demoOffice, services }

  test('is told at every desk, with how long, how many and the limit', () => {
    const { hall } = givenIn(office, issued(), later(29 * MINUTE))
    assert.deepEqual(deskView(hall.queue, 'an', null, hall.at).waits, [])
    const [told, ...others] = deskView(hall.queue, 'an', null, hall.at + MINUTE).waits
    assert.partialDeepStrictEqual(told, {
      service: 'chung-thuc',
      waiting: 1,
      longestMs: 30 * MINUTE,
      limitMs: 30 * MINUTE,
    })
    assert.deepEqual(others, [])
  })
})

spec('the rating terminal', ({ test }) => {
  const done = [opened(desk2), issued(), callNext(desk2), finished(desk2, 'H001')]
  const asks = (...steps: Parameters<typeof given>) => {
    const { hall } = given(...steps)
    return ratingView(hall.queue, desk2, hall.at)?.ask?.number ?? null
  }
  test('asks about the ticket just finished, until it is rated or its time is over (U16)', () => {
    assert.equal(asks(...done), 'H001')
    assert.equal(asks(...done, rated('H001', 'hai-long', desk2)), null)
    assert.equal(asks(...done, later(3 * MINUTE)), null)
    assert.equal(asks(opened(desk2), issued()), null)
  })
})

spec('a citizen’s page', ({ test }) => {
  test('knows nothing of a ticket that is not there, and follows one’s own to the end', () => {
    const { hall } = given(opened(desk2), issued(), cancelled('H001'))
    assert.equal(citizenView(hall.queue, 'nobody', hall.at), null)
    assert.equal(citizenView(hall.queue, hall.id('H001'), hall.at)?.state, 'cancelled')
  })
  test('says where the number goes on to, until it goes on to nothing', () => {
    const further = (...steps: Parameters<typeof given>) => {
      const { hall } = given(...steps)
      return citizenView(hall.queue, hall.id('H001'), hall.at)?.further.map(({ vi }) => vi)
    }
    const visit = withVisit('chung-thuc', 'tra-ket-qua', 'ho-tich')
    assert.deepEqual(further(visit), ['Trả kết quả', 'Hộ tịch'])
    assert.deepEqual(further(visit, shortened('H001', 'tra-ket-qua')), ['Hộ tịch'])
    assert.deepEqual(further(opened(desk2), visit, callNext(desk2), finished(desk2, 'H001')), ['Hộ tịch'])
    assert.deepEqual(further(visit, cancelled('H001')), [])
    assert.deepEqual(further(issued()), [])
  })
})
