import * as assert from 'node:assert/strict'
import { answerWith, Desks, happens, looksRight } from '../kit/desks.ts'
import { spec } from '../kit/spec.ts'

const DAY_MS = 86_400_000

spec('a clock in doubt at the desk, before a real hub', ({ test, ...around }) => {
  const desks = new Desks(around)

  test('I16 a doubtful clock is told to all staff, and the administrator confirms it from the desk', async () => {
    const today = desks.hall.hub.road.queue().day
    desks.datedMs = 2 * DAY_MS
    await happens(() => desks.hall.hub.road.queue().day !== today, 'the day ran ahead')
    const { number } = await desks.hall.issue('chung-thuc')
    desks.datedMs = 0
    await happens(() => desks.hall.hub.road.queue().clockSuspect, 'the clock is doubted')

    const officer = await desks.seat('an', 'quay-1')
    await officer.page.locator('clock-doubt', { hasText: 'Đồng hồ máy chủ có thể sai' }).waitFor()
    assert.equal(await officer.page.locator('clock-doubt luot-button').count(), 0)

    const admin = await desks.open(await desks.hall.administrator())
    const { page } = admin
    await page.locator('choose-counter clock-doubt luot-button').click()
    await looksRight(admin, 'desk-clock-counters')
    await answerWith(page, 'Escape')
    await page.keyboard.press('2')
    await page.locator('ticket-now[data-state=open]').waitFor()
    await page.locator('#waiting .row', { hasText: number }).waitFor()
    await looksRight(admin, 'desk-clock-doubted')
    await page.locator('at-counter clock-doubt luot-button').click()
    await page.getByText('đóng ngày đã chạy trước').waitFor()
    await looksRight(admin, 'desk-clock-question')
    // The focus began on the way back: Enter confirms nothing, and no letter is an order while the question stands.
    await page.keyboard.press('n')
    await answerWith(page, 'Enter')
    assert.equal(desks.hall.hub.road.queue().clockSuspect, true)
    await page.locator('at-counter clock-doubt luot-button').click()
    await page.locator('ask-clock luot-button[variant=primary]').click()
    await page.locator('luot-dialog').waitFor({ state: 'detached' })
    for (const desk of [admin, officer]) await desk.page.locator('clock-doubt').waitFor({ state: 'detached' })
    assert.equal(desks.hall.hub.road.queue().day, today)
    assert.equal(await page.locator('#waiting .row').count(), 0, 'the day that ran ahead is closed')
    admin.assertQuiet()
  }, 60_000)

  test('I16 a clock that is off within its day is not confirmed, and the question says why', async () => {
    await desks.hall.issue('chung-thuc')
    desks.datedMs = -3_000
    await happens(() => desks.hall.hub.road.queue().clockSuspect, 'the clock is doubted')
    const admin = await desks.open(await desks.hall.administrator())
    await admin.page.locator('choose-counter clock-doubt luot-button').click()
    await admin.page.locator('ask-clock luot-button[variant=primary]').click()
    await admin.page.locator('ask-clock [role=alert]', { hasText: 'không cần xác nhận' }).waitFor()
    await admin.page.keyboard.press('Escape')
    await admin.page.locator('luot-dialog').waitFor({ state: 'detached' })
    assert.equal(desks.hall.hub.road.queue().clockSuspect, true)
    admin.assertQuiet([/409/])
  })
})
