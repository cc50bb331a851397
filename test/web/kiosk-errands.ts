import * as assert from 'node:assert/strict'
import { ORDINARY } from '#core/domain/office.ts'
import type { Wish } from '../../kiosk/src/wish.ts'
import { spec } from '../kit/spec.ts'
import { standing } from '../kit/standing-kiosk.ts'

const SERVICE: Wish = { want: 'service', service: 'ho-tich', procedure: null }

spec('one touch at the kiosk', ({ test }) => {
  test('on a service asks for one number, however often it is touched before the answer', async () => {
    const kiosk = standing()
    kiosk.touch(SERVICE)
    kiosk.touch(SERVICE)
    assert.equal(kiosk.asked.length, 1)
    await kiosk.answer('A001')
    assert.equal(kiosk.number(), 'A001')
    assert.equal(kiosk.asked.length, 1)
  })

  test('leads over the classes and the card, where the office asks for them', () => {
    const kiosk = standing({ classes: [{ id: ORDINARY }, { id: 'cao-tuoi' }], asksCard: true })
    kiosk.touch(SERVICE)
    assert.equal(kiosk.way.here.at, 'class')
    kiosk.touch({ want: 'number', service: 'ho-tich', class: 'cao-tuoi', procedure: null })
    assert.equal(kiosk.way.here.at, 'card')
    assert.deepEqual(kiosk.asked, [])
    kiosk.touch({ want: 'card', card: 'the-1' })
    const { command = '', ticket = '' } = kiosk.asked[0] ?? {}
    assert.notEqual(command, ticket)
    const wanted = { service: 'ho-tich', class: 'cao-tuoi', procedure: null, card: 'the-1' }
    assert.deepEqual(kiosk.asked, [{ command, ticket, ...wanted }])
  })

  test('that nobody answered is asked again with the same ids, by hand or once the hub is back', async () => {
    const kiosk = standing()
    kiosk.touch(SERVICE)
    await kiosk.refuse('hub-away')
    assert.equal(kiosk.way.here.at, 'unanswered')
    kiosk.touch({ want: 'again' })
    await kiosk.refuse('hub-away')
    kiosk.link.state = 'away'
    kiosk.errands.repeatOnceBack()
    assert.equal(kiosk.asked.length, 2, 'nobody is there to ask')
    kiosk.link.state = 'live'
    kiosk.errands.repeatOnceBack()
    await kiosk.refuse('hub-away')
    kiosk.errands.repeatOnceBack()
    assert.equal(kiosk.asked.length, 3, 'by itself once for each time the hub comes back')
    kiosk.touch({ want: 'again' })
    assert.deepEqual(new Set(kiosk.asked.map((ask) => JSON.stringify(ask))).size, 1)
    await kiosk.answer('A001')
    assert.equal(kiosk.number(), 'A001')
  })

  test('that was refused for now is a new command for the same ticket', async () => {
    const kiosk = standing()
    kiosk.touch(SERVICE)
    await kiosk.refuse('too-fast')
    kiosk.touch({ want: 'again' })
    const [first, second] = kiosk.asked
    assert.equal(second?.ticket, first?.ticket)
    assert.notEqual(second?.command, first?.command)
  })

  test('Back from a number, or from what was asked for it, leads home and asks for nothing', async () => {
    const kiosk = standing()
    kiosk.touch(SERVICE)
    await kiosk.refuse('closed')
    kiosk.touch({ want: 'back' })
    assert.equal(kiosk.way.isAtRoot, true)
    kiosk.touch(SERVICE)
    await kiosk.answer('A001')
    kiosk.touch({ want: 'back' })
    assert.equal(kiosk.begunAnew(), 1, 'the next citizen finds the screen as the office set it')
    assert.equal(kiosk.asked.length, 2)
  })

  test('has its slip said even when the printer speaks before the number is there', async () => {
    const kiosk = standing()
    kiosk.touch(SERVICE)
    kiosk.errands.hearOfSlip({ ticket: kiosk.asked[0]!.ticket, outcome: 'printed', message: null })
    await kiosk.answer('A001')
    assert.equal(kiosk.way.here.at === 'ticket' && kiosk.way.here.slip.is, 'printed')
  })
})
