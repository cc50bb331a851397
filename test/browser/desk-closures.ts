import * as assert from 'node:assert/strict'
import { Desks, looksRight } from '../kit/desks.ts'
import { spec } from '../kit/spec.ts'

const dayIn = (at: number) => new Date(at + 7 * 3_600_000).toISOString().slice(0, 10)

spec('a service closed at once from a desk', ({ test, ...around }) => {
  const desks = new Desks(around)

  test('with the reason people read; it is shown at every desk and opened again with one press', async () => {
    const screen = await desks.seat('binh', 'quay-2')
    const { page } = screen
    const controls = page.locator('closure-controls')
    await controls.locator('luot-button', { hasText: 'Tạm dừng…' }).click()
    const dialog = controls.locator('luot-dialog')
    await dialog.locator('luot-button', { hasText: 'Cư trú' }).click()
    await dialog.locator('luot-button', { hasText: /^\s*Tạm dừng\s*$/ }).click()
    await dialog.locator('.wrong', { hasText: 'Cần ghi lý do' }).waitFor()
    await dialog.locator('luot-button', { hasText: 'Mất kết nối mạng' }).click()
    await looksRight(screen, 'desk-closure-question')
    await dialog.locator('luot-button', { hasText: /^\s*Tạm dừng\s*$/ }).click()

    const other = await desks.seat('an', 'quay-5')
    const closure = other.page.locator('closure-controls li', { hasText: 'Cư trú' })
    await closure.filter({ hasText: 'Mất kết nối mạng' }).waitFor()
    await looksRight(other, 'desk-closure')
    const refused = await desks.hall.post(
      '/api/issue-ticket',
      {
        ticket: '0190f6a2-6c1e-7b3a-9d54-2f1f6f3c7a11',
        service: 'cu-tru',
        class: 'ordinary',
      },
      { key: 'closed-now' },
    )
    assert.equal(refused.body.code, 'closed-for-now')

    await closure.locator('luot-button', { hasText: 'Mở lại' }).click()
    await controls.locator('li').waitFor({ state: 'detached' })
    await desks.hall.issue('cu-tru')
    screen.assertQuiet()
  }, 60_000)

  test('late in the evening only what ends with the day is offered', async () => {
    const twentyToMidnight = Date.parse(`${dayIn(Date.now())}T23:40:00+07:00`)
    const day = 24 * 3_600_000
    desks.aheadMs = (twentyToMidnight - Date.now() + day) % day
    await desks.hall.issue('cu-tru')
    const { page } = await desks.seat('binh', 'quay-2')
    const controls = page.locator('closure-controls')
    await controls.locator('luot-button', { hasText: 'Tạm dừng…' }).click()
    const until = controls.locator('[aria-labelledby="until"] luot-button')
    assert.deepEqual(
      (await until.allTextContents()).map((text) => text.trim().replace(/23:5\d/, '23:5x')),
      ['15 phút (23:5x)', 'Đến khi mở lại'],
    )
    await controls.locator('luot-dialog luot-button', { hasText: 'Mất điện' }).click()
    await controls.locator('luot-dialog luot-button', { hasText: /^\s*Tạm dừng\s*$/ }).click()
    await controls.locator('li', { hasText: 'Mất điện' }).waitFor()
  }, 60_000)
})
