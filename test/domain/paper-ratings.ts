import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Order } from '#core/domain/commands.ts'
import { evolve } from '#core/domain/evolve.ts'
import { paperCode } from '#core/domain/paper-code.ts'
import { emptyQueue } from '#core/domain/queue.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import { desk1, desk2, given, Hall, HOUR, happened, issued } from '../kit/trade.ts'

const TODAY = '2026-11-23'
const TOMORROW = '2026-11-24'
const DAY = 24 * HOUR

type Planned = Partial<Extract<Order, { type: 'PlanCampaign' }>>
const planned =
  (more: Planned = {}) =>
  (): Order => ({
    type: 'PlanCampaign',
    name: 'Khảo sát',
    channel: 'surprise',
    fromDay: TODAY,
    toDay: TODAY,
    slips: [
      { counter: desk1, count: 3 },
      { counter: desk2, count: 2 },
    ],
    ...more,
  })
/** The check figures are the edge's business: here any will do. */
const codeOf = (number: number, campaign = '001') => paperCode({ campaign, number, check: '0000' })
const entered =
  (number: number, more: Partial<Extract<Order, { type: 'EnterPaper' }>> = {}) =>
  (): Order => ({
    type: 'EnterPaper',
    code: codeOf(number),
    level: 'hai-long',
    reasons: [],
    onDay: TODAY,
    service: null,
    staff: 'an',
    ...more,
  })
const withdrawn = (number: number) => (): Order => ({
  type: 'WithdrawPaper',
  code: codeOf(number),
  reason: 'nhập nhầm',
})
const handedOut =
  (count: number, counter = desk1) =>
  (): Order => ({
    type: 'NoteHandedOut',
    campaign: '001',
    counter,
    count,
  })
const closedDown = () => (): Order => ({ type: 'CloseCampaign', campaign: '001', reason: 'đã nhập xong' })
const later = (ms: number) => ({ passMs: ms })

spec('paper slips', ({ test }) => {
  test('are numbered through a campaign, a row for each counter, and the next campaign has the next number', () => {
    const { hall } = given(planned(), planned({ channel: 'routine', toDay: '2027-01-31' }))
    const [first, second] = hall.queue.papers.live
    assert.deepEqual(first?.slips, [
      { counter: desk1, first: 1, count: 3 },
      { counter: desk2, first: 4, count: 2 },
    ])
    assert.deepEqual([first?.id, second?.id], ['001', '002'])
  })

  test('a slip is counted for its own counter, channel and campaign, whoever types it in', () => {
    given(planned())
      .when(entered(4))
      .then(
        happened('PaperRated', {
          code: '001-0004-0000',
          channel: 'surprise',
          campaign: '001',
          counter: desk2,
          staff: 'an',
          onDay: TODAY,
        }),
      )
  })

  test('a slip is entered once; taken back, it may be entered again', () => {
    given(planned(), entered(1)).when(entered(1)).refused('slip-entered')
    const { hall } = given(planned(), entered(1))
    const entry = hall.queue.papers.live[0]?.entered[1]
    given(planned(), entered(1))
      .when(withdrawn(1))
      .then(happened('PaperWithdrawn', { code: '001-0001-0000', entry: entry ?? 0 }))
    given(planned(), entered(1), withdrawn(1)).when(entered(1)).then(happened('PaperRated'))
    given(planned()).when(withdrawn(1)).refused('slip-not-entered')
  })

  test('only printed slips, only the office’s levels and reasons, only the campaign’s days', () => {
    given(planned()).when(entered(6)).refused('unknown-slip')
    given(planned()).when(entered(0)).refused('unknown-slip')
    given(planned())
      .when(entered(1, { code: '' }))
      .refused('unknown-slip')
    given(planned())
      .when(entered(1, { code: codeOf(1, '007') }))
      .refused('unknown-campaign')
    given(planned())
      .when(entered(1, { level: 'tuyet-voi' }))
      .refused('unknown-level')
    given(planned())
      .when(entered(1, { reasons: ['vu-vo'] }))
      .refused('unknown-reason')
    given(planned())
      .when(entered(1, { service: 'vu-vo' }))
      .refused('unknown-service')
    given(planned())
      .when(entered(1, { onDay: '2026-11-20' }))
      .refused('slip-not-of-its-days')
    given(planned({ toDay: TOMORROW }))
      .when(entered(1, { onDay: TOMORROW }))
      .refused('slip-in-future')
  })

  test('no more come back from a counter than were handed out, and none were handed out that were not printed', () => {
    given(planned(), handedOut(1), entered(1)).when(entered(2)).refused('more-than-handed-out')
    given(planned(), handedOut(1), entered(1)).when(entered(4)).then(happened('PaperRated'))
    given(planned()).when(handedOut(4)).refused('more-than-printed')
    given(planned(), entered(1), entered(2)).when(handedOut(1)).refused('fewer-than-returned')
    given(planned(), handedOut(2)).when(handedOut(2)).then()
    given(planned()).when(handedOut(1, 'quay-9')).refused('unknown-counter')
  })

  test('a closed campaign takes nothing more', () => {
    given(planned(), closedDown()).when(entered(1)).refused('campaign-over')
    given(planned(), entered(1), closedDown()).when(withdrawn(1)).refused('campaign-over')
    given(planned(), closedDown()).when(closedDown()).refused('campaign-over')
  })

  test('over night a campaign goes on, what was entered with it; two weeks after its last day it is past', () => {
    const { hall } = given(planned(), entered(1), later(DAY), issued())
    assert.deepEqual(hall.try(entered(1)()), { refused: 'slip-entered' })
    assert.ok('events' in hall.try(entered(2)()))
    hall.at += 15 * DAY
    hall.do(issued())
    assert.equal(hall.queue.papers.live.length, 0)
    assert.deepEqual(hall.queue.papers.past[0], {
      id: '001',
      name: 'Khảo sát',
      channel: 'surprise',
      fromDay: TODAY,
      toDay: TODAY,
      printed: 5,
      handedOut: 0,
      returned: 2,
    })
    assert.deepEqual(hall.try(entered(3)()), { refused: 'campaign-over' })
    hall.do(planned({ fromDay: '2026-12-15', toDay: '2026-12-15' }))
    assert.equal(hall.queue.papers.live[0]?.id, '002')
  })

  test('a campaign has days to come, few enough, and as many slips as a pile', () => {
    given()
      .when(planned({ fromDay: '2026-11-20' }))
      .refused('campaign-days')
    given()
      .when(planned({ fromDay: TOMORROW }))
      .refused('campaign-days')
    given()
      .when(planned({ toDay: '2026-12-31' }))
      .refused('campaign-days')
    given()
      .when(planned({ toDay: '2026-12-23', channel: 'routine' }))
      .then(happened('CampaignPlanned'))
    given()
      .when(planned({ slips: [] }))
      .refused('campaign-slips')
    given()
      .when(planned({ slips: [{ counter: desk1, count: 2_001 }] }))
      .refused('campaign-slips')
    given()
      .when(
        planned({
          slips: [
            { counter: desk1, count: 1 },
            { counter: desk1, count: 1 },
          ],
        }),
      )
      .refused('campaign-slips')
    given()
      .when(planned({ slips: [{ counter: 'quay-99', count: 1 }] }))
      .refused('unknown-counter')
  })

  test('I17: whatever is typed in and taken back, in any order: no answer counts twice, and each stays in its channel', () => {
    const step = fc.record({
      what: fc.constantFrom('enter', 'withdraw', 'close', 'hand-out', 'next-day'),
      campaign: fc.constantFrom('001', '002', '003'),
      number: fc.integer({ min: 0, max: 7 }),
      counter: fc.constantFrom(desk1, desk2),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const hall = new Hall(testOffice)
        for (const channel of ['surprise', 'routine'] as const) {
          hall.do(planned({ channel, toDay: channel === 'routine' ? '2026-12-31' : '2026-11-25' }))
        }
        for (const { what, campaign, number, counter } of steps) {
          const code = codeOf(number, campaign)
          if (what === 'enter') hall.try(entered(number, { code })())
          if (what === 'withdraw') hall.try({ type: 'WithdrawPaper', code, reason: 'nhầm' })
          if (what === 'close') hall.try({ type: 'CloseCampaign', campaign, reason: 'xong' })
          if (what === 'hand-out') hall.try({ type: 'NoteHandedOut', campaign, counter, count: number })
          if (what === 'next-day') hall.do({ passMs: DAY })
        }
        const standing = new Map<string, string>()
        for (const { event } of hall.happened) {
          if (event.type === 'PaperRated') {
            assert.equal(standing.has(event.code), false, `${event.code} counts twice`)
            assert.equal(event.channel, event.campaign === '001' ? 'surprise' : 'routine')
            standing.set(event.code, event.channel)
          }
          if (event.type === 'PaperWithdrawn') standing.delete(event.code)
        }
        const { live, past } = hall.queue.papers
        for (const channel of ['surprise', 'routine'] as const) {
          const told = [
            ...live.map((one) => ({ channel: one.channel, returned: Object.keys(one.entered).length })),
            ...past,
          ]
          const returned = told.filter((one) => one.channel === channel).reduce((sum, one) => sum + one.returned, 0)
          assert.equal(returned, [...standing.values()].filter((one) => one === channel).length)
        }
        for (const one of live) {
          for (const { counter, count } of one.slips) {
            const numbers = Object.keys(one.entered).filter((n) => counterHas(one.slips, counter, Number(n)))
            assert.ok(numbers.length <= (one.handedOut[counter] ?? count), 'more came back than were handed out')
          }
        }
        assert.deepEqual(hall.happened.reduce(evolve, emptyQueue(testOffice)).papers, hall.queue.papers)
      }),
      { numRuns: 150 },
    )
  })
})

function counterHas(
  slips: readonly { counter: string; first: number; count: number }[],
  counter: string,
  number: number,
): boolean {
  return slips.some((row) => row.counter === counter && number >= row.first && number < row.first + row.count)
}
