import assert from 'node:assert/strict'
import type { Office } from '#core/domain/office.ts'
import { counterState, heldBy, isConserved } from '#core/domain/queue.ts'
import { stranded } from '#core/domain/rules/absence.ts'
import { deskView } from '#core/domain/views/desk.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import {
  broughtBack,
  called,
  callNext,
  cameBack,
  desk1,
  desk2,
  desk5,
  givenIn,
  type Hall,
  happened,
  issued,
  later,
  MINUTE,
  missed,
  officeChanged,
  opened,
  parked,
  picked,
  resumed,
  sentToOfficer,
  started,
  transferred,
} from '../kit/trade.ts'

const withoutService = (gone: string): Office => ({
  ...testOffice,
  services: testOffice.services.filter(({ id }) => id !== gone),
  counters: testOffice.counters.map((one) => ({ ...one, services: one.services.filter((id) => id !== gone) })),
})
const withoutCounter = (gone: string): Office => ({
  ...testOffice,
  counters: testOffice.counters.filter(({ id }) => id !== gone),
})
const numbers = (hall: Hall) => stranded(hall.queue).map(({ number }) => number)

spec('an office that changes while people wait', ({ test }) => {
  // While anybody waits for it a service is not taken away; but somebody may come back who had missed the call.
  const gone = [opened(desk1), opened(desk2, 'binh'), issued('ho-tich'), issued('ho-tich')]
  const missedBoth = [callNext(desk1), missed(desk1, 'A001'), callNext(desk1), missed(desk1, 'A002')]
  const change = officeChanged(withoutService('ho-tich'))
  const back = [...gone, ...missedBoth, change, broughtBack('A001'), broughtBack('A002')]
  test('a service is not taken away while somebody waits for it', () => {
    givenIn(testOffice, ...gone)
      .when(change)
      .refused('service-in-use')
  })
  test('who comes back for a service that is no more is shown at every desk, and can be sent on or called', () => {
    const { hall } = givenIn(testOffice, ...back)
    assert.deepEqual(numbers(hall), ['A001', 'A002'])
    const view = deskView(hall.queue, 'an', desk2, hall.at)
    assert.deepEqual(
      view.counter?.stranded.map(({ number }) => number),
      ['A001', 'A002'],
    )
    hall.do(transferred('A001', { service: 'chung-thuc' }))
    assert.deepEqual(numbers(hall), ['A002'])
    hall.do(picked(desk2, 'A002'))
    assert.equal(heldBy(hall.queue, desk2)?.number, 'A002')
    assert.ok(isConserved(hall.queue))
  })
  test('to a counter or an officer too, though the service is no more', () => {
    const hall = givenIn(testOffice, ...back, transferred('A001', { counter: desk2 }), sentToOfficer('A002', 'binh'))
    hall.when(callNext(desk2)).then(called('A001', desk2))
    assert.deepEqual(numbers(hall.hall), [])
  })
  test('no counter serves a service any more: the same', () => {
    const nobody = { ...testOffice, counters: testOffice.counters.filter((one) => !one.services.includes('cu-tru')) }
    const { hall } = givenIn(testOffice, issued('cu-tru'), officeChanged(nobody))
    assert.deepEqual(numbers(hall), ['X001'])
  })
  test('a counter is taken away while it holds somebody: the counter closes, and they are the next to be called', () => {
    const held = [opened(desk2), opened(desk5), issued(), later(MINUTE), issued('tra-ket-qua', 'cao-tuoi')]
    for (const step of [callNext(desk2), started(desk2, 'H001')].map((_, i, all) => all.slice(0, i + 1))) {
      const day = givenIn(testOffice, ...held, ...step)
      day
        .when(officeChanged(withoutCounter(desk2)))
        .then(
          cameBack('H001', { fromCounter: desk2, placed: { first: true } }),
          happened('CounterClosed', { counter: desk2 }),
          happened('OfficeChanged'),
        )
      assert.equal(counterState(day.hall.queue, desk2).state, 'closed')
      day.when(callNext(desk5)).then(called('H001', desk5))
      assert.ok(isConserved(day.hall.queue))
    }
  })
  test('a counter is taken away with people sent to it, or to its officer: back in the line of their service', () => {
    const sent = [opened(desk2, 'binh'), opened(desk1), issued(), issued(), transferred('H001', { counter: desk2 })]
    const day = givenIn(testOffice, ...sent, sentToOfficer('H002', 'binh'))
    day
      .when(officeChanged(withoutCounter(desk2)))
      .then(happened('CounterClosed'), happened('OfficeChanged'), cameBack('H001'), cameBack('H002'))
    assert.deepEqual(numbers(day.hall), [])
    day.when(callNext(desk1)).then(called('H001', desk1))
  })
  test('who stands aside comes back for anybody, though it was sent to a counter that is no more', () => {
    const aside = [opened(desk2), issued(), issued(), transferred('H001', { counter: desk2 })]
    const away = [callNext(desk2), parked(desk2, 'H001'), transferred('H002', { counter: desk2 })]
    const day = givenIn(testOffice, ...aside, ...away, callNext(desk2), missed(desk2, 'H002'), opened(desk1))
    day.hall.do(officeChanged(withoutCounter(desk2)))
    day.hall.do(resumed('H001'))
    day.hall.do(broughtBack('H002'))
    assert.deepEqual(numbers(day.hall), [])
    day.when(callNext(desk1)).then(called('H001', desk1))
  })
  test('a class is taken away: its people are ordinary from now on, and the journal says why', () => {
    const classes = testOffice.classes.filter(({ id }) => id !== 'cao-tuoi')
    const day = givenIn(testOffice, opened(desk2), issued(), later(MINUTE), issued('chung-thuc', 'cao-tuoi'))
    day
      .when(officeChanged({ ...testOffice, classes }))
      .then(happened('OfficeChanged'), happened('ClassChanged', { class: 'ordinary', reason: 'class-removed' }))
    day.when(callNext(desk2)).then(called('H001', desk2))
  })
  test('a change that touches nobody is one record', () => {
    givenIn(testOffice, opened(desk2), issued(), callNext(desk2))
      .when(officeChanged({ ...testOffice, notice: null }))
      .then(happened('OfficeChanged'))
  })
})

spec('who waits where nobody calls', ({ test }) => {
  test('sent to a counter that is closed, it is shown until that counter opens', () => {
    const { hall } = givenIn(testOffice, issued(), transferred('H001', { counter: desk5 }))
    assert.deepEqual(numbers(hall), ['H001'])
    hall.do(opened(desk5))
    assert.deepEqual(numbers(hall), [])
  })
  test('an ordinary line before its counters open is none of them', () => {
    assert.deepEqual(numbers(givenIn(testOffice, issued(), issued('cu-tru')).hall), [])
  })
})
