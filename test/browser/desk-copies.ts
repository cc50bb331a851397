import assert from 'node:assert/strict'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { type Screen, type Viewport, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import type { Staffer } from '../kit/hub.ts'
import { A_FOLDER, emptyFolder, keepAt } from '../kit/kept-office.ts'
import { spec } from '../kit/spec.ts'

const A_WHILE = 60_000
const phone = { width: 390, height: 844, mmPerPx: 0.16 } satisfies Viewport

let hall: BrowserHall
let admin: Staffer
let root = ''

spec('the page of copies, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, async (opened) => {
    hall = opened
    admin = await hall.administrator()
    root = emptyFolder('copies-page')
  })

  test(
    'says that there are none, and in two steps there is one, proved',
    async () => {
      const screen = await openCopies()
      const { page } = screen
      await page.getByText('Chưa có nơi lưu nào.').waitFor()
      assert.deepEqual(await screen.axe(), [])
      mkdirSync(join(root, 'tu'))
      await keepAt(hall, admin, [
        { ...A_FOLDER, where: join(root, 'tu') },
        { id: 'usb', name: 'Ổ USB đỏ', kind: 'usb', where: join(root, 'tu'), sealed: true },
        { id: 'du-phong', name: 'Máy dự phòng', kind: 'hub', where: 'http://127.0.0.1:9', sealed: true },
      ])
      await page.locator('copy-place').nth(2).waitFor()
      // The disk is a bare folder here, and the other hub has no key: both say what to do.
      await page.getByText('Không thấy nơi lưu bản sao').first().waitFor()
      await page.getByLabel('Khóa do máy kia cho').waitFor()
      const first = page.locator('copy-place').first()
      await first.locator('[data-state=well]').waitFor({ timeout: 30_000 })
      await first.getByText(/Đạt, .* giây/).waitFor()
      await look(screen, 'copies')
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'the recovery key is shown once, as a sheet to be printed; the keyboard is enough',
    async () => {
      const screen = await openCopies()
      const { page } = screen
      await press(screen, 'Xem mã khôi phục (một lần)')
      const key = page.locator('.key strong')
      await key.waitFor()
      assert.match((await key.textContent()) ?? '', /^([0-9A-Z]{4} ){8}[0-9A-Z]{4}$/)
      await look(screen, 'copies-sheet')
      await press(screen, 'Đã in và cất')
      await page.getByText('Không xem lại được.').waitFor()
      await page.getByLabel('Tên máy kia').fill('Phường Đông')
      await page.keyboard.press('Enter')
      assert.match((await page.locator('.secret').textContent()) ?? '', /^[A-Za-z0-9_-]{43}$/)
      await press(screen, 'Đã chép khóa')
      await page.getByText('Phường Đông').first().waitFor()
      await press(screen, 'Thôi nhận: Phường Đông')
      await page.getByText('Chưa giữ cho máy nào.').waitFor()
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'on a phone everything is there; who only looks has no buttons',
    async () => {
      const screen = await openCopies(phone)
      await screen.page.locator('copy-place').first().waitFor()
      await look(screen, 'copies-phone')
      assert.ok(await screen.page.getByText('Chép ngay').count())
      rmSync(root, { recursive: true, force: true })
    },
    A_WHILE,
  )
})

async function openCopies(glass: Viewport = viewports.desk): Promise<Screen> {
  return hall.open('/desk/backups', glass, {
    touch: glass === phone,
    prepare: async (context: BrowserContext) => {
      const [name = '', value = ''] = admin.cookie.split('=')
      await context.addCookies([{ name, value, url: hall.url }])
    },
  })
}

async function press({ page }: Screen, name: string): Promise<void> {
  const button = page.getByRole('button', { name }).first()
  await button.focus()
  await page.keyboard.press('Enter')
}

async function look(screen: Screen, name: string): Promise<void> {
  await screen.settled()
  await screen.assertNothingCut({ mayScroll: true })
  assert.deepEqual(await screen.axe(), [])
  await screen.shot(`desk/${name}`)
}
