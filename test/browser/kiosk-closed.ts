import assert from 'node:assert/strict'
import type { Calendar } from '#core/domain/calendar.ts'
import type { Order } from '#core/domain/commands.ts'
import type { Office } from '#core/domain/office.ts'
import { type Screen, type Viewport, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import { handClock } from '../kit/machine.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'

const MORNING = Date.parse('2026-11-23T08:00:00+07:00')
const office: Office = {
  ...testOffice,
  calendar: {
    ...testOffice.calendar,
    sessions: [
      { days: [1, 2, 3, 4, 5], from: '07:30', to: '11:30' },
      { days: [1, 2, 3, 4, 5], from: '13:30', to: '17:00' },
      { days: [6], from: '07:30', to: '11:30' },
    ],
    specialDays: [
      {
        date: '11-24',
        name: { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnam Culture Day' },
        services: null,
        hours: { kind: 'closed' },
      },
    ],
    lastNumberMs: 30 * 60_000,
    lateNoteAt: '15:00',
  } satisfies Calendar,
  services: testOffice.services.map((one) =>
    one.id === 'tra-ket-qua' ? { ...one, quota: { session: 1, day: 1 } } : one,
  ),
}

const GLASS: Record<string, Viewport> = {
  upright: viewports.kiosk,
  'lying down': viewports.kioskLandscape,
  '7 inch': viewports.small,
}

let hall: BrowserHall
const clock = handClock(MORNING)

/** One day of a hall, from its last number of the morning to the holiday after it, seen on kiosks and on the board. */
spec('a hall that gives no numbers just now', ({ test, ...around }) => {
  openBrowserHall(
    around,
    async (opened) => {
      hall = opened
      await order({ type: 'ChangeOffice', office })
    },
    { machine: clock },
  )

  async function order(order: Order): Promise<void> {
    const done = await hall.hub.road.send({ id: null, by: { role: 'admin', id: 'test' }, order })
    assert.equal(done.kind, 'done', JSON.stringify(done))
  }
  async function at(time: string): Promise<void> {
    clock.pass(Date.parse(`${time}+07:00`) - clock.wall())
    await order({ type: 'KeepTime' })
  }
  async function kiosk(glass: Viewport, language = 'vi'): Promise<Screen> {
    const screen = await hall.open(`/kiosk/?id=kiosk-1&lang=${language}&pxmm=${(1 / glass.mmPerPx).toFixed(4)}`, glass)
    await screen.page.locator('pick-service kiosk-tiles button').first().waitFor()
    return screen
  }

  /** What, from when, whom to ask: in fifteen words, with nothing cut off, on every glass and in both languages. */
  async function says(state: string, ...said: string[]): Promise<void> {
    for (const [name, glass] of Object.entries(GLASS)) {
      const screen = await kiosk(glass)
      // Seven tiles are several pages of a 7" glass: a closed hall is told on the first.
      const isShown = name !== '7 inch' || state !== 'one-stopped'
      for (const one of isShown ? said : [])
        await screen.page.locator('pick-service', { hasText: one }).waitFor({ timeout: 5_000 })
      await looksRight(screen, `kiosk-${state}-${name.replace(' ', '-')}`)
      if (name === 'upright') assert.deepEqual(await screen.axe(), [])
      screen.assertQuiet()
      await screen.close()
    }
    await looksRight(await kiosk(viewports.kiosk, 'en'), `kiosk-${state}-en`)
    const board = await hall.open('/display/?speaks=0', viewports.board)
    await board.page.locator('.services li').first().waitFor()
    await looksRight(board, `board-${state}`)
  }
  async function looksRight(screen: Screen, name: string): Promise<void> {
    await screen.settled()
    await screen.assertNothingCut()
    await screen.shot(name)
  }
  const boardSays = async (...said: string[]) => {
    const board = await hall.open('/display/?speaks=0', viewports.board)
    for (const one of said) await board.page.locator('.now', { hasText: one }).waitFor()
    await board.close()
  }

  test('U11: a service that is full and one that staff has stopped say so, and the others stay in reach', async () => {
    await hall.issue('tra-ket-qua')
    await order({
      type: 'StopService',
      service: 'cu-tru',
      reason: 'Mất kết nối dữ liệu dân cư',
      untilAt: MORNING + 2 * 3_600_000,
    })
    await says('one-stopped', 'Đã hết số của hôm nay', 'Mất kết nối dữ liệu dân cư', '10:00')
    const screen = await kiosk(viewports.kiosk)
    const shut = await screen.page.locator('kiosk-tiles button[aria-disabled=true]').count()
    assert.equal(shut, 2)
    await screen.page.locator('kiosk-tiles button', { hasText: 'Chứng thực' }).click()
    await screen.page.locator('pick-class').waitFor()
  }, 120_000)

  test('U11: the whole hall closed at once tells the reason and the time', async () => {
    await order({ type: 'StopService', service: null, reason: 'Mất điện', untilAt: MORNING + 3_600_000 })
    await says('hall-stopped', 'Tạm dừng lấy số: Mất điện', 'Lấy số từ 09:00')
    await boardSays('Tạm dừng: Mất điện', 'Làm việc lại: 09:00')
    await order({ type: 'ResumeService', service: null })
  }, 120_000)

  test('U3: a number of the morning says on its page that lunch may come first', async () => {
    await at('2026-11-23T10:30:00')
    const screen = await kiosk(viewports.kiosk)
    await screen.page.locator('kiosk-tiles button', { hasText: 'Chứng thực' }).click()
    await screen.page.locator('pick-class kiosk-tiles button').last().click()
    await screen.page.locator('ticket-issued', { hasText: 'Nghỉ trưa 11:30–13:30' }).waitFor()
    await looksRight(screen, 'kiosk-ticket-before-lunch')
  }, 60_000)

  test('U11: the last number of the morning is given', async () => {
    await at('2026-11-23T11:05:00')
    await says('last-number', 'Đã phát số cuối của buổi này', 'Lấy số từ 13:30')
  }, 120_000)

  test('U11: at lunch, with the promise that the morning goes first', async () => {
    await at('2026-11-23T12:00:00')
    await says('lunch', 'Văn phòng đang nghỉ trưa', 'Số buổi sáng được gọi trước')
    await boardSays('Nghỉ trưa đến 13:30', 'Số buổi sáng được gọi trước')
  }, 120_000)

  test('U11: after three, results may come the next working day', async () => {
    await at('2026-11-23T15:10:00')
    const screen = await kiosk(viewports.small)
    await screen.page.locator('kiosk-tiles button', { hasText: 'Hộ tịch' }).click()
    await screen.page.locator('pick-class kiosk-tiles button').last().click()
    await screen.page.locator('ticket-issued', { hasText: 'ngày làm việc sau' }).waitFor()
    await screen.settled()
    await screen.assertNothingCut({ mayScroll: true })
    await screen.shot('kiosk-ticket-late')
  }, 60_000)

  test('U11: in the evening before a holiday, and on the holiday, with the day it opens again', async () => {
    await at('2026-11-23T18:00:00')
    await says('evening', 'Hiện ngoài giờ làm việc', 'Mở cửa 07:30 Thứ Tư 25/11')
    await at('2026-11-24T09:00:00')
    await says('holiday', 'Hôm nay nghỉ: Ngày Văn hóa Việt Nam', 'Mở cửa 07:30 ngày mai')
    await boardSays('Ngày Văn hóa Việt Nam')
  }, 180_000)
})
