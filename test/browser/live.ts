import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import type { Order } from '#core/domain/commands.ts'
import { type Screen, type Viewport, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import { happens, looksRight } from '../kit/desks.ts'
import type { Staffer } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

const A_WHILE = 60_000
const phone = { width: 390, height: 844, mmPerPx: 0.16 } satisfies Viewport

let hall: BrowserHall
let admin: Staffer

const queue = () => hall.hub.road.queue()
async function send(order: Order): Promise<void> {
  const outcome = await hall.hub.road.send({ id: null, by: { role: 'hub', id: 'test' }, order })
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
}

async function openPage(path: string, viewport: Viewport = viewports.desk): Promise<Screen> {
  const [name = '', value = ''] = admin.cookie.split('=')
  return hall.open(path, viewport, {
    touch: false,
    prepare: (context) => context.addCookies([{ name, value, url: hall.url }]),
  })
}

const button = (at: Page | Locator, name: string | RegExp) => at.getByRole('button', { name })

spec('the hall live, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, async (opened) => {
    hall = opened
    admin = await hall.administrator()
    for (const [counter, staff] of [
      ['quay-1', 'an'],
      ['quay-2', 'binh'],
    ] as const) {
      await send({ type: 'OpenCounter', counter, staff, staffName: `Cán bộ ${staff}`, takeOver: false })
    }
    for (const service of ['ho-tich', 'ho-tich', 'chung-thuc', 'chung-thuc', 'cu-tru']) await hall.issue(service)
  })

  test(
    'the worst line stands first with its reason; its people are two clicks away, and can be put first and moved',
    async () => {
      await send({ type: 'PauseCounter', counter: 'quay-2', reason: 'Nghỉ giải lao' })
      const screen = await openPage('/desk/live')
      const { page } = screen
      const rows = page.locator('live-lines tbody tr')
      await rows.first().locator('.level.bad').waitFor()
      await rows.first().getByText('Chưa quầy nào mở').waitFor()
      await page.locator('live-counters tr.paused', { hasText: 'Nghỉ giải lao' }).waitFor()
      await page.getByText(/5 đã cấp = 5 chờ/).waitFor()
      await looksRight(screen, 'live-hall')

      await button(page, /Chứng thực. Xem người chờ/).click()
      const second = page.locator('live-tickets tr', { hasText: 'H002' })
      await second.getByRole('button').click()
      const dialog = page.locator('handle-ticket luot-dialog')
      await button(dialog, 'Xếp lên trước').waitFor()
      await button(dialog, 'Xác nhận').click()
      await dialog.getByText('Cần ghi lý do.').waitFor()
      await looksRight(screen, 'live-handle')
      await button(dialog, 'Người bệnh hoặc yếu').click()
      await button(dialog, 'Xác nhận').click()
      await dialog.waitFor({ state: 'detached' })
      await page.locator('live-tickets tr', { hasText: 'xếp trước' }).filter({ hasText: 'H002' }).waitFor()
      const h002 = queue().tickets.get(queue().numbers.get('H002') ?? '')
      assert.equal(h002?.putFirst, 'Người bệnh hoặc yếu')

      await page.locator('live-tickets tr', { hasText: 'H001' }).getByRole('button').click()
      await button(dialog, 'Chuyển đi').click()
      await dialog.locator('select').selectOption('s:cu-tru')
      assert.equal(await dialog.locator('option[value="s:chung-thuc"]').count(), 0, 'to its own line it cannot move')
      await dialog.locator('#reason').fill('Lấy nhầm')
      await page.keyboard.press('Enter')
      await happens(
        () => queue().tickets.get(queue().numbers.get('H001') ?? '')?.service === 'cu-tru',
        'H001 is moved to another line',
      )
      await button(page, 'Về các quầy').click()
      await page.locator('live-counters').waitFor()
      screen.assertQuiet()
      await screen.close()
    },
    A_WHILE,
  )

  test(
    'a message goes to every screen from a ready sentence, and is taken back by hand',
    async () => {
      const board = await hall.open('/display/', viewports.board)
      const kiosk = await hall.open('/kiosk/', viewports.kiosk)
      const screen = await openPage('/desk/live')
      const { page } = screen
      await button(page, 'Nhắn mọi người…').click()
      const dialog = page.locator('tell-all luot-dialog')
      await button(dialog, 'Gửi lời nhắn').click()
      await dialog.getByText('Hãy viết lời nhắn.').waitFor()
      await button(dialog, 'Diễn tập cháy').click()
      await looksRight(screen, 'live-message')
      await button(dialog, 'Gửi lời nhắn').click()
      await dialog.waitFor({ state: 'detached' })
      await board.page.locator('luot-board .notice.urgent', { hasText: 'theo cán bộ ra ngoài' }).waitFor()
      await board.shot('live-board-message')
      await kiosk.page.locator('luot-banner.message', { hasText: 'theo cán bộ ra ngoài' }).waitFor()
      await kiosk.assertNothingCut()
      await kiosk.shot('live-kiosk-message')
      await button(page.locator('tell-all'), 'Gỡ').click()
      await kiosk.page.locator('luot-banner.message').waitFor({ state: 'detached' })
      await happens(() => queue().messages.length === 0, 'the message is taken back')
      for (const one of [board, kiosk, screen]) one.assertQuiet()
      for (const one of [board, kiosk, screen]) await one.close()
    },
    A_WHILE,
  )

  test(
    'the leader sees the same figures on a phone and on a desk, and has nothing to press but the menu',
    async () => {
      for (const [viewport, name] of [
        [phone, 'phone'],
        [viewports.desk, 'desk'],
      ] as const) {
        const screen = await openPage('/desk/leader', viewport)
        const { page } = screen
        await page.locator('live-lines tbody tr .level.bad').first().waitFor()
        await page.getByText('Chưa đủ dữ liệu').waitFor()
        await page.getByText('Mới có 0 lượt').waitFor()
        await page.getByText('Nghỉ giải lao').waitFor()
        const waiting = page.locator('.figure', { hasText: 'Đang chờ' }).locator('b')
        assert.equal(await waiting.innerText(), String(queue().counts.waiting))
        assert.equal(await page.locator('hall-leader .hall').getByRole('button').count(), 0)
        await looksRight(screen, `leader-${name}`, { tall: true })
        screen.assertQuiet()
        await screen.close()
      }
    },
    A_WHILE,
  )

  test(
    'U18 however many lines there are, everything bad stands on one screen: twelve services, and twenty that are all bad',
    async () => {
      const { office } = queue()
      const [like] = office.services
      const more = ['BCDEG', 'BCDEGILNOPRTU'].map((letters) =>
        [...letters].map((prefix) => ({ ...like!, id: `them-${prefix.toLowerCase()}`, prefix, slots: null })),
      )
      for (const [i, services] of more.entries()) {
        const [first, ...others] = office.counters
        const counters = [{ ...first!, services: [...first!.services, ...services.map(({ id }) => id)] }, ...others]
        await send({
          type: 'ChangeOffice',
          office: { ...office, services: [...office.services, ...services], counters },
        })
        if (i === 1) {
          for (const counter of ['quay-1', 'quay-2']) await send({ type: 'CloseCounter', counter })
          for (const { id } of queue().office.services) await hall.issue(id)
        }
        const screen = await openPage('/desk/live')
        const { page } = screen
        await page.locator('live-lines tbody tr').first().waitFor()
        if (i === 1) await page.locator('live-lines tbody tr.bad').nth(19).waitFor()
        await looksRight(screen, `live-${queue().office.services.length}-lines`, { tall: i === 1 })
        const last = await page.locator('live-lines tbody tr:is(.bad, .warn)').last().boundingBox()
        assert.ok(last && last.y + last.height <= 768, JSON.stringify(last))
        if (i === 0) await button(page, /^G · .*Xem người chờ/).waitFor()
        screen.assertQuiet()
      }
    },
    A_WHILE,
  )
})
