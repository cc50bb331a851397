import assert from 'node:assert/strict'
import type { Calendar } from '#core/domain/calendar.ts'
import type { Office } from '#core/domain/office.ts'
import { slipNotes } from '#core/domain/slip-notes.ts'
import type { Wait } from '#core/domain/waiting-time.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import { givenIn, issued, MORNING, practiceBegun } from '../kit/trade.ts'

const at = (time: string) => Date.parse(`2026-11-23T${time}:00+07:00`)
const officeWith = (calendar: Partial<Calendar>): Office => ({
  ...testOffice,
  calendar: {
    ...testOffice.calendar,
    sessions: [
      { days: [1], from: '07:30', to: '11:30' },
      { days: [1], from: '13:30', to: '17:00' },
    ],
    ...calendar,
  },
})
/** What is said to somebody who takes a number at this hour. */
function notes(office: Office, time: string, beyond?: Wait['beyond']): string[] {
  const { hall } = givenIn(office, { passMs: at(time) - MORNING }, issued())
  const wait: Wait = { fromMs: 0, toMs: 60_000, madeAt: hall.at, ...(beyond && { beyond }) }
  const ticket = hall.queue.tickets.get(hall.id('H001'))
  assert.ok(ticket)
  return slipNotes(office, ticket, wait, hall.at).map(({ vi }) => vi)
}

spec('what a slip adds at its hour', ({ test }) => {
  test('in the morning: when the break is, and that its numbers go first afterwards', () => {
    assert.deepEqual(notes(officeWith({}), '08:00'), ['Nghỉ trưa 11:30–13:30. Số buổi sáng chưa gọi được gọi trước.'])
  })
  test('or that every number keeps its place, where the office has it so', () => {
    assert.deepEqual(notes(officeWith({ lunch: 'by-claim' }), '08:00'), [
      'Nghỉ trưa 11:30–13:30. Số chưa gọi vẫn giữ thứ tự.',
    ])
  })
  test('in the afternoon: nothing, unless the turn may come after the closing', () => {
    assert.deepEqual(notes(officeWith({}), '14:00'), [])
    assert.deepEqual(notes(officeWith({}), '14:00', 'closing'), [
      'Có thể chưa đến lượt trước 17:00. Mời hỏi quầy hướng dẫn.',
    ])
    assert.deepEqual(notes(officeWith({ overnight: 'keep' }), '14:00', 'closing'), [
      'Có thể chưa đến lượt trước 17:00. Số được giữ sang ngày làm việc sau.',
    ])
  })
  test('from three on: that results may come the next working day', () => {
    const office = officeWith({ lateNoteAt: '15:00' })
    assert.deepEqual(notes(office, '14:59'), [])
    assert.deepEqual(notes(office, '15:00'), ['Giờ này nhận hồ sơ, kết quả có thể trả vào ngày làm việc sau.'])
  })
  test('where the hall never closes, nor on a number that is not real', () => {
    assert.deepEqual(notes(officeWith({ sessions: [] }), '08:00'), [])
    const { hall } = givenIn(officeWith({}), practiceBegun(), issued())
    const ticket = hall.queue.tickets.get(hall.id('TEST001'))
    assert.ok(ticket)
    assert.deepEqual(slipNotes(hall.queue.office, ticket, null, hall.at), [])
  })
})
