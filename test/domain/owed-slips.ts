import assert from 'node:assert/strict'
import type { Event } from '#core/domain/events.ts'
import { owedSlips } from '#core/domain/owed-slips.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import { Hall, MORNING, withVisit } from '../kit/trade.ts'

const BY = { role: 'kiosk', id: 'kiosk-2' } as const

spec('which slips are owed (I14)', ({ test }) => {
  /** The slips still owed after a morning of two numbers and a copy of the first, and then what else is told. */
  function owedAfter(...events: readonly Event[]) {
    const hall = new Hall(testOffice)
    hall.do(withVisit('chung-thuc'))
    hall.do(withVisit('chung-thuc'))
    hall.do(() => ({ type: 'PrintCopy', ticket: hall.id('H001') }))
    const slips = owedSlips()
    const records = [...hall.happened, ...events.map((event, i) => ({ seq: 90 + i, at: MORNING, event }))]
    for (const record of records) slips.saw({ ...record, by: BY })
    return slips.all().map(({ ticket, copy, kiosk }) => `${hall.queue.tickets.get(ticket)?.number} ${copy} ${kiosk}`)
  }
  const all = ['H001 false kiosk-1', 'H002 false kiosk-1', 'H001 true kiosk-2']
  const [first, second] = ['ticket-0001', 'ticket-0002']

  test('each number and each copy, with the kiosk it was asked at', () => assert.deepEqual(owedAfter(), all))
  test('printed and failed are no longer owed, the named one and no other', () => {
    const { asked } = (() => {
      const hall = new Hall(testOffice)
      hall.do(withVisit('chung-thuc'))
      return { asked: hall.happened.find(({ event }) => event.type === 'TicketIssued')?.seq ?? 0 }
    })()
    assert.deepEqual(
      owedAfter({ type: 'SlipPrinted', ticket: first, copy: false, asked, confirmed: true }),
      all.slice(1),
    )
  })
  test('an older journal names none: then it is the oldest of its kind', () => {
    assert.deepEqual(owedAfter({ type: 'SlipFailed', ticket: first, copy: true, fault: 'paper-out' }), all.slice(0, 2))
    assert.deepEqual(owedAfter({ type: 'SlipPrinted', ticket: second, copy: false, confirmed: false }), [
      all[0],
      all[2],
    ])
  })
  test('what was taken back owes nothing, copies included', () => {
    assert.deepEqual(owedAfter({ type: 'TicketVoided', ticket: first, reason: 'mistake' }), [all[1]])
  })
})
