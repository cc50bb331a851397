import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Order } from '#core/domain/commands.ts'
import { isConserved } from '#core/domain/queue.ts'
import { deskView } from '#core/domain/views/desk.ts'
import { kioskView } from '#core/domain/views/kiosk.ts'
import { demoOffice } from '#server/settings/demo-office.ts'
import { spec } from '../kit/spec.ts'
import {
  callNext,
  desk1,
  givenIn,
  Hall,
  happened,
  issued,
  kioskPaused,
  kioskResumed,
  later,
  MINUTE,
  MORNING,
  opened,
  SECOND,
  takenBack,
  wasIssued,
} from '../kit/trade.ts'

const asked =
  (more: Partial<Extract<Order, { type: 'IssueTicket' }>> = {}) =>
  (hall: Hall): Order => ({ ...(issued()(hall) as Extract<Order, { type: 'IssueTicket' }>), ...more })
const another = asked({ service: 'ho-tich' })
const oneMore = asked({ again: true })
const withCard = (person: string | null, service = 'chung-thuc') => asked({ service, person, again: true })
const cardOffice = { ...demoOffice, limits: { ...demoOffice.limits, perPersonDay: 2 } }

spec('how many numbers a kiosk gives (S7)', ({ test }) => {
  test('two touches within two seconds are no two people', () => {
    givenIn(demoOffice, issued(), later(1_999)).when(another).refused('too-fast')
    givenIn(demoOffice, issued(), later(2_000)).when(another).then(wasIssued('A001'))
  })

  test('the same service within ten seconds asks first whether it is one more', () => {
    givenIn(demoOffice, issued(), later(3 * SECOND))
      .when(issued())
      .refused('one-more')
    givenIn(demoOffice, issued(), later(3 * SECOND))
      .when(oneMore)
      .then(wasIssued('H002'))
    givenIn(demoOffice, issued(), later(10 * SECOND))
      .when(issued())
      .then(wasIssued('H002'))
    givenIn(demoOffice, issued(), later(3 * SECOND))
      .when(asked({ device: 'kiosk-2' }))
      .then(wasIssued('H002'))
  })

  test('a kiosk may have any name, that of something every object has too', () => {
    for (const device of ['constructor', '__proto__', 'toString']) {
      const { hall } = givenIn(demoOffice, asked({ device }))
      hall.do(kioskPaused(device))
      assert.equal(kioskView(hall.queue, hall.at, device).paused, true, device)
      assert.deepEqual(
        deskView(hall.queue, 'an', null, hall.at).kiosks.map(({ id }) => id),
        [device],
      )
    }
  })

  test('the desk is not held up', () => {
    givenIn(demoOffice, issued())
      .when(asked({ origin: 'desk', device: null }))
      .then(wasIssued('H002'))
  })

  test('twenty in a minute, then no more until the first of them is a minute old; the twentieth raises the alarm', () => {
    const nineteen = Array.from({ length: 19 }, () => [oneMore, later(2 * SECOND)]).flat()
    const hall = givenIn(demoOffice, ...nineteen)
      .when(oneMore)
      .then(wasIssued('H020'), happened('KioskAlarmed', { device: 'kiosk-1', tickets: 20 }))
    assert.deepEqual(deskView(hall.queue, 'an', null, hall.at).kiosks, [
      { id: 'kiosk-1', alarmedAt: hall.at, lately: 20, paused: null },
    ])
    hall.do(later(2 * SECOND))
    assert.deepEqual(hall.try(oneMore(hall)), { refused: 'kiosk-limit' })
    hall.at = MORNING + MINUTE
    assert.equal(hall.do(oneMore).length, 1, 'one alarm a minute is enough')
    hall.do(later(6 * MINUTE))
    assert.deepEqual(deskView(hall.queue, 'an', null, hall.at).kiosks, [], 'a quiet kiosk ends its alarm by itself')
  })

  test('however it is pressed: never two within two seconds, never more than twenty a minute; the one beside is free', () => {
    const presses = fc.array(fc.record({ gap: fc.nat(1_500), service: fc.nat(6), again: fc.boolean() }), {
      minLength: 60,
      maxLength: 300,
    })
    fc.assert(
      fc.property(presses, (day) => {
        const hall = new Hall(demoOffice)
        const given: number[] = []
        for (const { gap, service, again } of day) {
          hall.at += gap
          const order = asked({ service: demoOffice.services[service]!.id, again })(hall)
          if ('events' in hall.try(order)) given.push(hall.at)
          hall.try({ type: 'KeepTime' })
        }
        for (const [i, at] of given.entries()) {
          if (i > 0) assert.ok(at - given[i - 1]! >= 2_000)
          assert.ok(given.filter((one) => one > at - MINUTE && one <= at).length <= 20)
        }
        assert.equal('events' in hall.try(asked({ device: 'kiosk-2' })(hall)), true)
      }),
      { numRuns: 60 },
    )
  })

  test('staff stops a kiosk, which gives nothing, and lets it go on', () => {
    const { hall } = givenIn(demoOffice, issued(), kioskPaused('kiosk-1'), later(MINUTE))
    assert.deepEqual(hall.try(issued()(hall)), { refused: 'kiosk-paused' })
    assert.equal(kioskView(hall.queue, hall.at, 'kiosk-1').paused, true)
    assert.equal(kioskView(hall.queue, hall.at, 'kiosk-2').paused, false)
    assert.deepEqual(
      deskView(hall.queue, 'an', null, hall.at).kiosks.map(({ id, paused }) => ({ id, paused })),
      [{ id: 'kiosk-1', paused: 'trẻ em bấm máy' }],
    )
    hall.do(kioskResumed('kiosk-1'))
    hall.do(issued())
    givenIn(demoOffice).when(kioskResumed('kiosk-1')).refused('not-stopped')
  })

  test('a kiosk pressed in vain again and again raises the alarm before it has given twenty', () => {
    const flood = (): Order => ({ type: 'ReportFlood', device: 'kiosk-1' })
    const hall = givenIn(demoOffice, issued()).when(flood).then(happened('KioskAlarmed'))
    assert.deepEqual(hall.do(flood), [], 'once')
  })
})

spec('numbers for one person a day', ({ test }) => {
  test('a card is asked for, and two numbers are enough', () => {
    const { hall } = givenIn(cardOffice)
    assert.deepEqual(hall.try(withCard(null)(hall)), { refused: 'card-needed' })
    hall.do(withCard('hash-a'))
    hall.do(later(MINUTE))
    hall.do(withCard('hash-a', 'ho-tich'))
    hall.do(later(MINUTE))
    assert.deepEqual(hall.try(withCard('hash-a', 'dat-dai')(hall)), { refused: 'person-limit' })
    hall.do(withCard('hash-b'))
    assert.equal(kioskView(hall.queue, hall.at, 'kiosk-1').asksCard, true)
  })

  test('a number given back does not count; the desk may give a third', () => {
    const { hall } = givenIn(cardOffice, withCard('hash-a'), later(5 * SECOND), takenBack('H001'), withCard('hash-a'))
    hall.do(later(MINUTE))
    hall.do(withCard('hash-a'))
    hall.do(later(MINUTE))
    assert.deepEqual(hall.try(withCard('hash-a')(hall)), { refused: 'person-limit' })
    hall.do(asked({ origin: 'desk', device: null }))
  })

  test('with the new day everybody begins again', () => {
    const { hall } = givenIn(cardOffice, withCard('a'), later(MINUTE), withCard('a'), later(24 * 60 * MINUTE))
    hall.do(withCard('a'))
  })
})

spec('a mistaken press', ({ test }) => {
  test('is taken back at its kiosk within twenty seconds, and its number is never given again (I1, I2)', () => {
    givenIn(demoOffice, issued(), later(20 * SECOND))
      .when(takenBack('H001'))
      .then(happened('TicketVoided', { reason: 'mistake' }))
    const { hall } = givenIn(demoOffice, issued(), later(5 * SECOND), takenBack('H001'), issued())
    assert.deepEqual([...hall.queue.numbers.keys()], ['H001', 'H002'])
    assert.equal(hall.queue.counts.void, 1)
    assert.ok(isConserved(hall.queue))
    assert.deepEqual(hall.queue.given['chung-thuc']?.day, 1)
  })

  test('not later, not elsewhere, not once it is called', () => {
    givenIn(demoOffice, issued(), later(20 * SECOND + 1))
      .when(takenBack('H001'))
      .refused('void-over')
    givenIn(demoOffice, issued()).when(takenBack('H001', 'kiosk-2')).refused('not-this-kiosk')
    givenIn(demoOffice, issued()).when(takenBack('H001', null)).refused('not-this-kiosk')
    givenIn(demoOffice, opened(desk1), issued(), callNext(desk1)).when(takenBack('H001')).refused('not-now')
    givenIn(demoOffice, issued(), takenBack('H001')).when(takenBack('H001')).refused('not-now')
  })

  test('whoever gives one back and takes the right one is not asked whether it is one more', () => {
    givenIn(demoOffice, issued(), later(4 * SECOND), takenBack('H001'))
      .when(issued())
      .then(wasIssued('H002'))
  })

  test('after any takings and givings back each number was given once, in the order of its taking', () => {
    const presses = fc.array(fc.record({ service: fc.nat(2), back: fc.boolean(), gap: fc.nat(9_000) }), {
      maxLength: 80,
    })
    fc.assert(
      fc.property(presses, (day) => {
        const hall = new Hall(demoOffice)
        for (const { service, back, gap } of day) {
          hall.at += gap + 3_000
          const order = asked({ service: demoOffice.services[service]!.id, again: true })(hall)
          const result = hall.try(order)
          if (back && 'events' in result && 'ticket' in order) {
            hall.try({ type: 'VoidTicket', ticket: order.ticket as string, device: 'kiosk-1' })
          }
        }
        const seqs = new Map<string, number>()
        for (const { event } of hall.happened) {
          if (event.type !== 'TicketIssued') continue
          assert.equal(event.seq, (seqs.get(event.series) ?? 0) + 1, event.number)
          seqs.set(event.series, event.seq)
        }
        assert.ok(isConserved(hall.queue))
      }),
      { numRuns: 80 },
    )
  })
})
