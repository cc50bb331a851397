import * as assert from 'node:assert/strict'
import { assertTargets, assertTexts, type Screen, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import type { Staffer } from '../kit/hub.ts'
import { scanKeys } from '../kit/scan-keys.ts'
import { spec } from '../kit/spec.ts'

let hall: BrowserHall
let an: Staffer

const HOUR = 3_600_000

spec('appointments on the screens, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, async (opened) => {
    hall = opened
    an = await hall.officer('an')
  })

  async function desk(): Promise<Screen> {
    const [name = '', value = ''] = an.cookie.split('=')
    const prepare: NonNullable<Parameters<BrowserHall['open']>[2]>['prepare'] = (context) =>
      context.addCookies([{ name, value, url: hall.url }])
    const screen = await hall.open('/desk/appointments', viewports.desk, { prepare })
    // In the evening today has no times left; the days are there all the same.
    await screen.page.locator('choose-day luot-button').first().waitFor()
    return screen
  }

  async function kiosk(glass = viewports.kiosk, mode = ''): Promise<Screen> {
    const screen = await hall.open(`/kiosk/?id=kiosk-1&pxmm=${(1 / glass.mmPerPx).toFixed(4)}${mode}`, glass)
    await screen.page.locator('pick-service luot-button', { hasText: /Tôi có hẹn|appointment/ }).click()
    await screen.page.locator('enter-code').waitFor()
    return screen
  }

  test('staff book a time for tomorrow, move it and cancel it, and the code stays the same', async () => {
    const screen = await desk()
    const { page } = screen
    await page.locator('choose-day luot-button', { hasText: 'Ngày sau' }).click()
    await page.locator(`choose-day[day="${await tomorrow()}"]`).waitFor()
    const slot = (time: string) => page.locator('slot-grid luot-button', { hasText: time })
    await slot('09:00').locator('text=còn 2 chỗ').waitFor()
    await slot('09:00').click()
    const code = ((await page.locator('booked-slip .code').textContent()) ?? '').trim()
    assert.match(code, /^\d{6}$/)
    await page.locator('booked-slip luot-button', { hasText: 'In phiếu hẹn' }).click()
    await page.locator('booked-slip [role=status]', { hasText: 'đang in' }).waitFor()
    await screen.shot('desk-appointment-booked')
    assert.deepEqual(await screen.axe(), [])
    await page.keyboard.press('Escape')

    await slot('09:00').locator('text=còn 1 chỗ').waitFor()
    await page.locator('expected-list luot-button', { hasText: 'Đổi giờ' }).click()
    await slot('10:00').click()
    const row = page.locator('expected-list tr', { hasText: code })
    await row.locator('text=10:00').waitFor()
    await screen.shot('desk-appointments')
    assertTexts(await screen.texts(), { contrast: 4.5 })
    assert.deepEqual(await screen.axe(), [])

    await row.locator('luot-button', { hasText: 'Hủy hẹn' }).click()
    await page.keyboard.press('1')
    await row.locator('text=Đã hủy').waitFor()
    screen.assertQuiet()
  }, 60_000)

  test('the kiosk’s keys are large, and a code nobody has is told kindly', async () => {
    const glasses = { upright: viewports.kiosk, 'lying-down': viewports.kioskLandscape }
    for (const [name, mode] of [
      ['upright', '&lang=en'],
      ['upright', '&text=large'],
      ['lying-down', '&text=large'],
      ['lying-down', '&reach=low'],
    ] as const) {
      const glass = glasses[name]
      const screen = await kiosk(glass, mode)
      const targets = await screen.targets()
      assertTargets(targets, { size: 20, gap: 3, rim: 10, within: glass })
      await screen.assertNothingCut()
      assert.deepEqual(await screen.axe(), [], mode)
      const limit = mode === '&reach=low' ? glass.height * glass.mmPerPx * 0.4 : 0
      for (const target of targets) assert.ok(target.top >= limit, target.name)
      await screen.shot(`kiosk-code-${name}${mode.replace(/\W/g, '-')}`)
      await screen.close()
    }
    const screen = await kiosk()
    for (const digit of '000001') await screen.page.locator('enter-code button', { hasText: digit }).click()
    const wrong = screen.page.locator('enter-code .wrong [lang=vi]')
    await wrong.waitFor()
    assert.ok((await wrong.innerText()).trim().split(/\s+/).length <= 15)
    await screen.assertNothingCut()
    await screen.shot('kiosk-code-wrong')
    screen.assertQuiet()
  }, 120_000)

  test('a slip under the scanner gives a number at once', async () => {
    const { code } = await bookedNow()
    const screen = await hall.open('/kiosk/?id=kiosk-1', viewports.kioskLandscape)
    await screen.page.locator('pick-service kiosk-tiles button').first().waitFor()
    await scanKeys(screen, `LUOT-HEN:${code}`)
    await screen.page.locator('ticket-issued luot-number').waitFor()
    const day = await hall.get('/api/appointments', { cookie: an.cookie })
    const own = day.body.appointments.find((one: { code: string }) => one.code === code)
    assert.equal(own.state, 'come')
    assert.equal(await screen.page.locator('ticket-issued luot-number').getAttribute('value'), own.number)
  })

  test('a 7 inch glass asks for the slip instead, and nothing is cut', async () => {
    const glass = viewports.small
    const screen = await hall.open(`/kiosk/?id=kiosk-1&pxmm=${(1 / glass.mmPerPx).toFixed(4)}`, glass)
    const tile = screen.page.locator('pick-service kiosk-tiles button', { hasText: 'Tôi có hẹn' })
    await screen.page.locator('pick-service kiosk-tiles button').first().waitFor()
    while ((await tile.count()) === 0) await screen.page.locator('pick-service luot-button[icon=later]').click()
    await tile.click()
    await screen.page.locator('enter-code').waitFor()
    assertTargets(await screen.targets(), { size: 20, gap: 3, rim: 10, within: glass })
    await screen.assertNothingCut()
    await screen.shot('kiosk-code-small')
    await scanKeys(screen, 'LUOT-HEN:000002')
    await screen.page.locator('enter-code .wrong', { hasText: 'mã hẹn' }).waitFor()
    await screen.assertNothingCut()
  })

  async function tomorrow(): Promise<string> {
    const { today } = (await hall.get('/api/appointments', { cookie: an.cookie })).body
    return new Date(Date.parse(`${today}T00:00:00Z`) + 24 * HOUR).toISOString().slice(0, 10)
  }

  /** The rules would wait for the booked time; the hub's own office is told to let people in the whole day. */
  async function bookedNow(): Promise<{ code: string }> {
    const { office } = hall.hub.road.queue()
    const open = {
      ...office,
      appointments: { ...office.appointments, leadMs: 0, earlyMs: 48 * HOUR, lateMs: 24 * HOUR },
      calendar: { ...office.calendar, sessions: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:59' }] },
      services: office.services.map((service) => ({
        ...service,
        slots: service.slots && { ...service.slots, everyMs: 60_000 },
      })),
    }
    await hall.hub.road.send({
      id: null,
      by: { role: 'hub', id: 'hub' },
      order: { type: 'ChangeOffice', office: open },
    })
    const today = await hall.get('/api/appointments', { cookie: an.cookie })
    const slots = await hall.get(`/api/slots?service=dat-dai&day=${today.body.today}`, { cookie: an.cookie })
    const slot = slots.body.slots.find((one: { why: unknown; free: number }) => one.why === null && one.free > 0)
    assert.ok(slot, 'the last minute before midnight has no slot left')
    const { body } = await an.ask('book-appointment', {
      appointment: crypto.randomUUID(),
      service: 'dat-dai',
      slotAt: slot.slotAt,
    })
    return body
  }
})
