import assert from 'node:assert/strict'
import type { BrowserContext, Page } from 'playwright-core'
import { machineClock } from '#server/clock.ts'
import { type Screen, type Viewport, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import type { Staffer } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

const A_WHILE = 60_000
const ledWall = { width: 192, height: 96, mmPerPx: 10 } satisfies Viewport
const phone = { width: 390, height: 844, mmPerPx: 0.16 } satisfies Viewport

let hall: BrowserHall
let admin: Staffer
let aheadMs = 0
const machine = { wall: () => machineClock.wall() + aheadMs, steady: () => machineClock.steady() + aheadMs }

spec('a screen is paired by its code, before a real hub', ({ test, ...around }) => {
  openBrowserHall(
    around,
    async (opened) => {
      hall = opened
      admin = await hall.administrator()
    },
    // All browsers of this test are on the hub's own machine.
    { env: { LUOT_LOOPBACK_SCREENS: '0', LUOT_LOG: 'silent' }, machine },
  )

  test(
    'a kiosk shows its code and nothing else, is approved by the keyboard alone, and goes on by itself',
    async () => {
      const kiosk = await hall.open('/kiosk/?lang=vi', viewports.kiosk)
      const code = await codeOn(kiosk.page)
      assert.match(code, /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
      await looksRight(kiosk, 'pairing-kiosk')
      assert.deepEqual(await kiosk.axe(), [])
      assert.equal(await kiosk.page.locator('kiosk-app').count(), 0)

      const desk = await openScreens()
      const { page } = desk
      await page.locator(`[data-waiting="${code}"]`).getByText('/kiosk/?lang=vi').waitFor()
      await looksRight(desk, 'screens-waiting')
      assert.deepEqual(await desk.axe(), [])
      await press(page, `Duyệt: ${code}`)
      await page.locator('screen-sheet #name:focus').waitFor()
      await page.keyboard.type('Máy ở cửa chính')
      await looksRight(desk, 'screens-approve')
      assert.deepEqual(await desk.axe(), [])
      await page.keyboard.press('Enter')
      await page.getByText('Đã ghi nhận “Máy ở cửa chính”.').waitFor()
      await kiosk.page.locator('kiosk-app').waitFor()
      assert.equal(new URL(kiosk.page.url()).search, '?lang=vi&id=kiosk-1')
      const row = page.locator('[data-screen]', { hasText: 'Máy ở cửa chính' })
      await row.and(page.locator('[data-state=well]')).waitFor()
      await row.getByText('Máy lấy số · kiosk-1').waitFor()
      await looksRight(desk, 'screens-list')
      assert.deepEqual(await desk.axe(), [])

      // Revoked, it falls back to its code.
      await press(page, 'Sửa: Máy ở cửa chính')
      await press(page, 'Gỡ khỏi sảnh')
      await page.locator('screen-sheet #why:focus').waitFor()
      await page.keyboard.type('Đổi máy')
      await looksRight(desk, 'screens-revoke')
      assert.deepEqual(await desk.axe(), [])
      await page.keyboard.press('Enter')
      await row.waitFor({ state: 'detached' })
      await kiosk.page.locator('pairing-page .code').waitFor()
      await kiosk.page.getByText('đã được gỡ khỏi sảnh').waitFor()
      await page.getByText('Trước đây là “Máy ở cửa chính”').waitFor()
      kiosk.assertQuiet()
      desk.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'a board becomes an LED wall by a move at the desk, and its code fits an LED wall',
    async () => {
      const board = await hall.open('/display/', ledWall)
      const code = await codeOn(board.page)
      await board.settled()
      await board.shot('pairing-led')
      const box = await board.page.locator('pairing-page .code').boundingBox()
      assert.ok(
        box && box.x >= 0 && box.x + box.width <= ledWall.width && box.height <= ledWall.height,
        JSON.stringify(box),
      )
      const id = await approve(code, 'Bảng', { what: 'board', screen: 'board-1' })
      await board.page.locator('luot-board').waitFor()
      const place = { what: 'led', screen: 'led-1', width: 192, height: 96 }
      const moved = await hall.post(`/api/screens/${id}/move`, { name: 'LED', place }, { cookie: admin.cookie })
      assert.equal(moved.status, 200)
      await board.page.locator('luot-led').waitFor()
      assert.equal(new URL(board.page.url()).search, '?id=led-1&width=192&height=96')
      board.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'a kiosk may not be opened as another, a television shows its code from afar, and an address brings a terminal in',
    async () => {
      const kiosk = await hall.open('/kiosk/?id=kiosk-2', viewports.kioskLandscape)
      await approve(await codeOn(kiosk.page), 'Máy 1', { what: 'kiosk', screen: 'kiosk-1' })
      await kiosk.page.locator('kiosk-app').waitFor()
      assert.equal(new URL(kiosk.page.url()).search, '?id=kiosk-1')
      await kiosk.page.goto(`${hall.url}/kiosk/?id=kiosk-3`)
      await kiosk.page.waitForURL('**/kiosk/?id=kiosk-1')
      await kiosk.page.goto(`${hall.url}/display/`)
      await kiosk.page.waitForURL('**/kiosk/?id=kiosk-1')
      await kiosk.page.locator('kiosk-app').waitFor()

      const board = await hall.open('/display/', viewports.board)
      await codeOn(board.page)
      await looksRight(board, 'pairing-board')
      assert.deepEqual(await board.axe(), [])

      const desk = await openScreens()
      const { page } = desk
      await press(page, 'Tạo đường dẫn ghép')
      await page.locator('screen-sheet #name').fill('Đánh giá quầy 1')
      await page.locator('screen-sheet #what').selectOption('rating')
      assert.equal(await page.locator('screen-sheet #screen').inputValue(), 'rating-quay-1')
      await page.locator('screen-sheet #name').press('Enter')
      const address = (await page.locator('screen-sheet pre').textContent()) ?? ''
      await looksRight(desk, 'screens-invite')
      assert.deepEqual(await desk.axe(), [])
      await press(page, 'Đã chép')
      const terminal = await hall.open(address, viewports.tablet)
      await terminal.page.locator('rating-terminal').waitFor()
      assert.equal(new URL(terminal.page.url()).search, '?id=rating-quay-1&counter=quay-1')
      for (const screen of [kiosk, board, terminal, desk]) screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'a copied cookie: both pages fall back to a code, and the administrator is told, also on a phone',
    async () => {
      const real = await hall.open('/kiosk/', viewports.small)
      await codeOn(real.page)
      await looksRight(real, 'pairing-small')
      const id = await approve(await codeOn(real.page), 'Máy ở hành lang', { what: 'kiosk', screen: 'kiosk-9' })
      await real.page.locator('kiosk-app').waitFor()
      aheadMs += 200_000
      await real.page.reload()
      await real.page.locator('kiosk-app').waitFor()
      aheadMs += 200_000
      const cookies = await real.page.context().cookies()
      const copy = await hall.open('/kiosk/?id=kiosk-9', viewports.small, {
        prepare: (context) => context.addCookies(cookies),
      })
      await copy.page.locator('kiosk-app').waitFor()
      aheadMs += 60_000
      await real.page.reload()
      await real.page.locator('kiosk-app').waitFor()
      aheadMs += 60_000
      await copy.page.reload()
      await copy.page.locator('kiosk-app').waitFor()
      aheadMs += 60_000
      await real.page.reload()
      await real.page.locator('pairing-page .code').waitFor()
      await copy.page.locator('pairing-page .code').waitFor()
      await real.page.getByText('bị dùng ở hai nơi').waitFor()

      const desk = await openScreens(phone)
      await desk.page.locator(`[data-screen="${id}"][data-state=suspended]`).waitFor()
      await desk.page.getByText('Có khóa màn hình bị dùng ở hai nơi').waitFor()
      await looksRight(desk, 'screens-copied-phone')
      assert.deepEqual(await desk.axe(), [])
      await desk.page.getByRole('button', { name: 'English' }).click()
      await desk.page.getByText('Both were cut.').waitFor()
      await looksRight(desk, 'screens-copied-phone-en')

      // The real one is approved in place of itself: the sheet has its name and place ready.
      const code = await codeOn(real.page)
      await desk.page.getByRole('button', { name: `Approve: ${code}` }).click()
      await desk.page.locator('screen-sheet').getByRole('button', { name: 'Approve' }).click()
      await real.page.locator('kiosk-app').waitFor()
      assert.equal(new URL(real.page.url()).search, '?id=kiosk-9')
      real.assertQuiet()
      desk.assertQuiet()
    },
    A_WHILE,
  )
})

async function openScreens(glass: Viewport = viewports.desk): Promise<Screen> {
  const prepare = async (context: BrowserContext) => {
    const [name = '', value = ''] = admin.cookie.split('=')
    await context.addCookies([{ name, value, url: hall.url }])
  }
  const screen = await hall.open('/desk/screens', glass, { touch: glass === phone, prepare })
  await screen.page.locator('hall-screens h2').first().waitFor()
  return screen
}

async function codeOn(page: Page): Promise<string> {
  const text = (await page.locator('pairing-page .code').textContent()) ?? ''
  return text.slice(-9)
}

async function approve(code: string, name: string, place: object): Promise<string> {
  const { waiting } = (await hall.get('/api/screens', { cookie: admin.cookie })).body
  const { id } = waiting.find((one: { code: string }) => one.code === code)
  const body = { code, name, place, replaces: null }
  const reply = await hall.post(`/api/screens/${id}/approve`, body, { cookie: admin.cookie })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return id
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).first().focus()
  await page.keyboard.press('Enter')
}

async function looksRight(screen: Screen, name: string): Promise<void> {
  await screen.settled()
  await screen.assertNothingCut({ mayScroll: true })
  await screen.shot(name)
}
