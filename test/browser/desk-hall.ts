import * as assert from 'node:assert/strict'
import type { Order } from '#core/domain/commands.ts'
import { Desks, looksRight } from '../kit/desks.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'

spec('what the whole hall should know, at a desk before a real hub', ({ test, ...around }) => {
  const desks = new Desks(around)
  const queue = () => desks.hall.hub.road.queue()
  async function send(order: Order): Promise<void> {
    const outcome = await desks.hall.hub.road.send({ id: null, by: { role: 'hub', id: 'test' }, order })
    assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
  }

  test('S7: a kiosk that rings is stopped by one key and goes on by another', async () => {
    const screen = await desks.seat('an', 'quay-1')
    const { page } = screen
    await send({ type: 'ReportFlood', device: 'kiosk-1' })
    await page.locator('hall-alerts luot-banner', { hasText: 'kiosk-1 bị bấm liên tục' }).waitFor()
    await looksRight(screen, 'desk-kiosk-alarm')
    await page.keyboard.press('z')
    await page.locator('hall-alerts luot-banner', { hasText: 'đang tạm dừng: Bấm liên tục' }).waitFor()
    assert.equal(queue().kiosks.get('kiosk-1')?.paused, 'Bấm liên tục')
    await looksRight(screen, 'desk-kiosk-stopped')
    await page.keyboard.press('y')
    await page.locator('hall-alerts luot-banner').waitFor({ state: 'detached' })
    assert.equal(queue().kiosks.get('kiosk-1')?.paused, null)
    screen.assertQuiet()
  })

  test('the administrator begins a practice when nobody waits, everybody sees it, and it ends without a trace', async () => {
    const waiting = await desks.hall.issue('chung-thuc')
    const admin = await desks.open(await desks.hall.administrator())
    const { page } = admin
    await page.locator('practice-switch luot-button', { hasText: 'Bắt đầu tập dượt' }).click()
    await page.locator('practice-switch luot-dialog dialog[open]').waitFor()
    await looksRight(admin, 'desk-practice-question')
    await page.keyboard.press('2')
    await page.locator('practice-switch luot-button[variant=primary]').click()
    await page.locator('practice-switch [role=alert]', { hasText: 'Đang có người chờ' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('luot-dialog').waitFor({ state: 'detached' })
    assert.equal(await page.locator('choose-counter').count(), 1, 'a key in the question chooses no counter')

    await send({ type: 'CancelTicket', ticket: waiting.id, reason: 'thử' })
    await page.locator('practice-switch luot-button').click()
    await page.locator('practice-switch luot-button[variant=primary]').click()
    const officer = await desks.seat('an', 'quay-1')
    await officer.page.locator('hall-alerts luot-banner', { hasText: 'ĐANG TẬP DƯỢT' }).waitFor()
    assert.equal(await officer.page.locator('practice-switch luot-button').count(), 0)
    assert.equal((await desks.hall.issue('chung-thuc')).number, 'TEST001')
    await officer.page.keyboard.press('n')
    await officer.page.locator('ticket-now luot-number[value="TEST001"]').waitFor()
    await looksRight(officer, 'desk-practice')

    await page.locator('hall-alerts practice-switch luot-button').click()
    await page.locator('practice-switch luot-button[variant=primary]').click()
    await officer.page.locator('hall-alerts luot-banner').waitFor({ state: 'detached' })
    await officer.page.locator('ticket-now luot-number').waitFor({ state: 'detached' })
    assert.equal((await desks.hall.issue('chung-thuc')).number, 'H002')
    const { states } = await desks.dayOf('an')
    assert.deepEqual([states.void, states.cancelled, states.waiting], [0, 1, 1], 'the report knows no practice')
    admin.assertQuiet([/409/])
  }, 60_000)

  test('a roll is hung, counted and called from', async () => {
    const services = testOffice.services.map((one) =>
      one.id === 'tra-ket-qua' ? { ...one, numbersFrom: 'roll' as const } : one,
    )
    await send({ type: 'ChangeOffice', office: { ...testOffice, services } })
    const screen = await desks.seat('an', 'quay-5')
    const { page } = screen
    const field = page.locator('roll-controls input')
    await page.locator('roll-controls', { hasText: 'chưa treo cuộn' }).waitFor()
    await field.fill('347')
    await page.keyboard.press('Enter')
    await page.locator('roll-controls', { hasText: 'số tiếp theo S347' }).waitFor()
    await field.fill('348')
    await page.keyboard.press('Enter')
    await page.locator('#waiting .row', { hasText: 'S348' }).waitFor()
    await looksRight(screen, 'desk-roll')
    await field.fill('999')
    await page.keyboard.press('Enter')
    await page.locator('roll-controls [role=status]', { hasText: 'nhiều nhất 200 số' }).waitFor()
    await field.blur()
    await page.keyboard.press('n')
    await page.locator('ticket-now luot-number[value="S347"]').waitFor()
    screen.assertQuiet([/409/])
  })
})
