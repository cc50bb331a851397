import * as assert from 'node:assert/strict'
import { ORDINARY } from '#core/domain/office.ts'
import { afterTime, homeWithCard, kept, toldOf } from '../../kiosk/src/flow.ts'
import { ownNumberWords } from '../../kiosk/src/scanned-words.ts'
import type { Wish } from '../../kiosk/src/wish.ts'
import { spec } from '../kit/spec.ts'
import { standing } from '../kit/standing-kiosk.ts'

const SERVICE: Wish = { want: 'service', service: 'ho-tich', procedure: null }
const number = (priority: string): Wish => ({ want: 'number', service: 'ho-tich', class: priority, procedure: null })
const pass = 'P'.repeat(80)
const elderly = { kind: 'card', pass, suggests: 'cao-tuoi' } as const
const young = { kind: 'card', pass, suggests: null } as const
const asking = { classes: [{ id: 'cao-tuoi' }], asksCard: true, appointments: true }
const suggesting = { ...asking, asksCard: false }

spec('a card under the scanner of a kiosk', ({ test }) => {
  test('at the card’s page is the number, by its pass', () => {
    const kiosk = standing(asking)
    kiosk.touch(SERVICE)
    kiosk.touch(number(ORDINARY))
    assert.equal(kiosk.way.here.at, 'card')
    kiosk.scan(young)
    assert.partialDeepStrictEqual(kiosk.asked, [{ service: 'ho-tich', class: ORDINARY, pass }])
  })

  test('that tells a priority nobody chose asks once more, and whoever still says no gets an ordinary number', () => {
    const kiosk = standing(asking)
    kiosk.touch(SERVICE)
    kiosk.touch(number(ORDINARY))
    kiosk.scan(elderly)
    assert.partialDeepStrictEqual(kiosk.way.here, { at: 'class', card: { suggests: 'cao-tuoi' } })
    kiosk.touch(number(ORDINARY))
    assert.partialDeepStrictEqual(kiosk.asked, [{ class: ORDINARY, pass }])
  })

  test('of whoever has chosen the class is the number at once', () => {
    const kiosk = standing(asking)
    kiosk.touch(SERVICE)
    kiosk.touch(number('cao-tuoi'))
    kiosk.scan(elderly)
    assert.partialDeepStrictEqual(kiosk.asked, [{ class: 'cao-tuoi', pass }])
  })

  test('at home goes along to the number, and is forgotten with the way home', () => {
    const kiosk = standing(asking)
    kiosk.scan(elderly)
    kiosk.touch(SERVICE)
    assert.partialDeepStrictEqual(kiosk.way.here, { at: 'class', card: { pass, suggests: 'cao-tuoi' } })
    kiosk.touch(number('cao-tuoi'))
    assert.partialDeepStrictEqual(kiosk.asked, [{ class: 'cao-tuoi', pass }])
    const other = standing(asking)
    other.scan(elderly)
    other.touch({ want: 'home' })
    assert.deepEqual(other.way.here, { at: 'home' })
    other.touch(SERVICE)
    other.touch(number(ORDINARY))
    assert.equal(other.way.here.at, 'card', 'the next citizen is asked for their own')
  })

  test('that nobody follows up is forgotten, and a touch keeps it', () => {
    const shown = homeWithCard({ pass, suggests: null }, 1_000)
    assert.equal(afterTime(shown, 25_999), shown)
    assert.equal(afterTime(shown, 26_000), 'go-home')
    const touched = kept(shown, 11_000)
    assert.equal(afterTime(touched, 35_999), touched)
    assert.deepEqual(kept({ at: 'home' }, 11_000), { at: 'home' })
    assert.deepEqual(afterTime({ at: 'home' }, 10_000_000), { at: 'home' })
  })

  test('opens no hall that is closed', () => {
    const kiosk = standing({ ...asking, hall: { state: 'closed' } })
    kiosk.scan(elderly)
    assert.deepEqual(kiosk.way.here, { at: 'home' })
  })

  test('only suggests a class where no card is asked for, and no pass is sent', () => {
    const kiosk = standing(suggesting)
    kiosk.touch(SERVICE)
    kiosk.scan({ ...elderly, pass: null })
    kiosk.touch(number('cao-tuoi'))
    assert.equal('pass' in kiosk.asked[0]!, false)
  })

  test('is not needed where it is of no use, and that is said', () => {
    for (const view of [suggesting, { ...suggesting, classes: [] }]) {
      const kiosk = standing(view)
      kiosk.scan({ ...young, pass: null })
      assert.partialDeepStrictEqual(kiosk.way.here, { at: 'scanned', what: 'no-card-needed' })
    }
  })

  test('that is none says so where it is asked for, and the question stays', () => {
    const kiosk = standing(asking)
    kiosk.touch(SERVICE)
    kiosk.touch(number(ORDINARY))
    for (const kind of ['other-card', 'unknown', 'dossier'] as const) {
      kiosk.scan({ kind })
      assert.partialDeepStrictEqual(kiosk.way.here, { at: 'card', unread: true, wanted: { service: 'ho-tich' } })
    }
    kiosk.scan(young)
    assert.partialDeepStrictEqual(kiosk.asked, [{ pass }])
    const other = standing(asking)
    other.touch({ want: 'appointment' })
    other.scan({ kind: 'unknown' })
    assert.ok(other.way.here.at === 'check-in' && other.way.here.wrong)
  })

  test('whose pass was over meanwhile is asked for again', async () => {
    const kiosk = standing(asking)
    kiosk.scan(young)
    kiosk.touch(SERVICE)
    kiosk.touch(number(ORDINARY))
    await kiosk.refuse('card-needed')
    assert.partialDeepStrictEqual(kiosk.way.here, { at: 'card', wanted: { service: 'ho-tich' } })
  })
})

spec('other codes under the scanner of a kiosk', ({ test }) => {
  const ticket = {
    number: 'A012',
    service: { vi: 'Hộ tịch', en: 'Civil status' },
    state: 'called',
    ahead: 0,
    wait: null,
    counter: '2',
  } as const

  test('a slip shows one’s own number, and where to go', () => {
    const kiosk = standing(asking)
    kiosk.scan({ kind: 'ticket', ticket })
    assert.equal(kiosk.way.here.at, 'own-number')
    assert.deepEqual(ownNumberWords(ticket), {
      what: { vi: 'A012 – Hộ tịch', en: 'A012 – Civil status' },
      whatToDo: { vi: 'Mời đến quầy 2', en: 'Please go to counter 2' },
    })
    assert.match(ownNumberWords({ ...ticket, state: 'waiting', ahead: 3 }).whatToDo.vi, /còn 3 người/)
    kiosk.scan({ kind: 'ticket', ticket: null })
    assert.partialDeepStrictEqual(kiosk.way.here, { at: 'scanned', what: 'old-slip' })
  })

  test('an appointment is checked in from home at once', () => {
    const kiosk = standing(asking)
    kiosk.scan({ kind: 'appointment', code: '123456' })
    assert.partialDeepStrictEqual(kiosk.asked, [{ code: '123456' }])
  })

  test('a procedure opens its page; what leads nowhere is said, and leaves by itself', () => {
    const kiosk = standing(asking)
    kiosk.scan({ kind: 'procedure', code: '1.001193' })
    assert.deepEqual(kiosk.way.here, { at: 'procedure', code: '1.001193' })
    for (const kind of ['dossier', 'other-card', 'unknown'] as const) {
      kiosk.scan({ kind })
      assert.partialDeepStrictEqual(kiosk.way.here, { at: 'scanned', what: kind })
    }
    const told = toldOf('unknown', 1_000)
    assert.equal(afterTime(told, 15_999), told)
    assert.equal(afterTime(told, 16_000), 'go-home')
  })

  test('a board that gives no numbers knows procedures and slips, and no cards', () => {
    const kiosk = standing(asking)
    kiosk.way.startAt({ at: 'fields' })
    kiosk.scan(elderly)
    assert.partialDeepStrictEqual(kiosk.way.here, { at: 'scanned', what: 'no-card-needed' })
    kiosk.scan({ kind: 'appointment', code: '123456' })
    assert.deepEqual(kiosk.asked, [])
  })

  test('nothing is heard while somebody’s number is on its way, the kiosk rests, or the hub is away', async () => {
    const kiosk = standing({ ...suggesting, classes: [] })
    kiosk.touch(SERVICE)
    kiosk.scan({ kind: 'unknown' })
    assert.equal(kiosk.way.here.at, 'asking')
    await kiosk.answer('A001')
    kiosk.scan({ kind: 'unknown' })
    assert.equal(kiosk.number(), 'A001', 'its slip is still printing')
    for (const [view, state] of [
      [{ ...asking, paused: true }, 'live'],
      [asking, 'away'],
    ] as const) {
      const other = standing(view)
      other.link.state = state
      other.scan({ kind: 'unknown' })
      assert.deepEqual(other.way.here, { at: 'home' })
    }
  })
})
