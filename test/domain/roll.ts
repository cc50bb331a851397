import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Office } from '#core/domain/office.ts'
import { deskView } from '#core/domain/views/desk.ts'
import { kioskView } from '#core/domain/views/kiosk.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import {
  called,
  callNext,
  desk2,
  desk5,
  givenIn,
  Hall,
  happened,
  issued,
  later,
  MINUTE,
  opened,
  practiceBegun,
  rollCounted,
  rollHung,
  SECOND,
  served,
  serviceBegan,
  wasIssued,
} from '../kit/trade.ts'

/** Results are handed out by a roll of S-numbers; counter 5 serves them, and certification besides. */
const rollOffice: Office = {
  ...testOffice,
  services: testOffice.services.map((one) => (one.id === 'tra-ket-qua' ? { ...one, numbersFrom: 'roll' } : one)),
}

spec('numbers from a roll', ({ test }) => {
  test('are told from where the roll stands', () => {
    givenIn(rollOffice)
      .when(rollHung(347))
      .then(happened('RollStarted', { series: 'S', next: 347 }))
    givenIn(rollOffice, rollHung(347)).when(rollCounted(348)).then(wasIssued('S347'), wasIssued('S348'))
    givenIn(rollOffice, rollHung(347), rollCounted(350)).when(rollHung(350)).refused('roll-number-used')
    givenIn(rollOffice, rollHung(347), rollCounted(350)).when(rollHung(1)).refused('roll-number-used')
    givenIn(rollOffice, rollHung(347), rollCounted(350)).when(rollHung(501)).then(happened('RollStarted'))
  })

  test('are counted by looking at the roll: two hundred at most, and never backwards', () => {
    givenIn(rollOffice).when(rollCounted(3)).refused('roll-not-started')
    givenIn(rollOffice, rollHung(1)).when(rollCounted(201)).refused('roll-too-many')
    givenIn(rollOffice, rollHung(1), rollCounted(5)).when(rollCounted(5)).refused('roll-number-used')
    const { hall } = givenIn(rollOffice, rollHung(1), rollCounted(200))
    assert.equal(hall.queue.lines.get('tra-ket-qua')?.length, 200)
  })

  test('that nobody counted are called all the same, one after the other', () => {
    givenIn(rollOffice, opened(desk5), rollHung(1)).when(callNext(desk5)).then(wasIssued('S001'), called('S001', desk5))
    givenIn(rollOffice, opened(desk5), rollHung(1), rollCounted(2), callNext(desk5), later(2 * MINUTE))
      .when(callNext(desk5))
      .then(serviceBegan('S001', true), served('S001'), called('S002', desk5))
    givenIn(rollOffice, opened(desk5), rollHung(1), callNext(desk5), later(SECOND))
      .when(callNext(desk5))
      .refused('just-called')
  })

  test('wait behind whoever stands in a line of the same counter', () => {
    givenIn(rollOffice, opened(desk5), rollHung(1), issued()).when(callNext(desk5)).then(called('H001', desk5))
  })

  test('are called only where the roll is served, and only once it hangs', () => {
    givenIn(rollOffice, opened(desk2), rollHung(1)).when(callNext(desk2)).refused('nobody-waiting')
    const { hall } = givenIn(rollOffice, opened(desk5))
    assert.deepEqual(hall.try(callNext(desk5)()), { refused: 'nobody-waiting' })
    const next = () => deskView(hall.queue, 'x', desk5, hall.at).counter?.buttons.next ?? null
    assert.notEqual(next(), null)
    hall.do(rollHung(1))
    assert.equal(next(), null, 'somebody may have torn one off')
    assert.deepEqual(
      deskView(hall.queue, 'x', desk5, hall.at).rolls.map(({ service, next: upcoming }) => ({ service, upcoming })),
      [{ service: 'tra-ket-qua', upcoming: 1 }],
    )
  })

  test('come from nowhere else: kiosks do not offer the service, desks do not give it', () => {
    givenIn(rollOffice, rollHung(1)).when(issued('tra-ket-qua')).refused('from-roll')
    const { hall } = givenIn(rollOffice, rollHung(1))
    const shown = kioskView(hall.queue, hall.at, 'kiosk-1').services.map(({ id }) => id)
    assert.equal(shown.includes('tra-ket-qua'), false)
    givenIn(rollOffice).when(rollHung(1, 'chung-thuc')).refused('not-from-roll')
    givenIn(rollOffice, practiceBegun()).when(rollHung(1)).refused('practising')
    const common: Office = { ...rollOffice, numbering: { kind: 'common', prefix: '' } }
    givenIn(common).when(rollHung(1)).refused('roll-shares-series')
  })

  test('however counted and called: each once, rising, and none but those the roll has (I1, I3)', () => {
    const steps = fc.array(
      fc.record({ count: fc.boolean(), by: fc.integer({ min: -3, max: 40 }), gap: fc.nat(90_000) }),
      {
        maxLength: 60,
      },
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), steps, (first, day) => {
        const hall = new Hall(rollOffice)
        for (const step of [opened(desk5), rollHung(first)]) hall.do(step)
        for (const { count, by, gap } of day) {
          hall.at += gap
          const last = hall.queue.lastNumber.S ?? 0
          hall.try(count ? rollCounted(Math.max(1, last + by))() : callNext(desk5)())
        }
        const seqs = hall.happened.flatMap(({ event }) => (event.type === 'TicketIssued' ? [event.seq] : []))
        assert.deepEqual(
          seqs,
          seqs.map((_, i) => first + i),
        )
      }),
      { numRuns: 80 },
    )
  })
})
