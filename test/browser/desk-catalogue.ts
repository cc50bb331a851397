import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { FILE } from '#server/journal/open-database.ts'
import { importCatalogue } from '#server/procedures/importer.ts'
import { openProcedureStore } from '#server/procedures/store.ts'
import { type Screen, type Viewport, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import type { Staffer } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

const A_WHILE = 60_000
const phone = { width: 390, height: 844, mmPerPx: 0.16 } satisfies Viewport
const nationalFile = new URL('../../../shared/data/procedures.json', import.meta.url)
const WILL = '2.001019'

let hall: BrowserHall
let admin: Staffer

spec('the catalogue’s editor, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, async (opened) => {
    hall = opened
    admin = await hall.administrator()
    importTheCountry(hall.dataFolder)
  })

  test(
    'findings come first; one is chosen, its procedures listed, and told what to do',
    async () => {
      const screen = await open()
      const { page } = screen
      await looksRight(screen, 'catalogue')
      assert.deepEqual(await screen.axe(), [])
      const finding = page.locator('[data-finding="time-without-unit"]')
      const told = Number(await finding.locator('luot-button').textContent())
      await finding.getByRole('button').focus()
      await page.keyboard.press('Enter')
      await finding.getByText('Cần làm: Xác định là ngày').waitFor()
      await page.getByRole('heading', { name: `${told} thủ tục` }).waitFor()
      await page.locator('[data-code] .flags', { hasText: 'Thời hạn thiếu đơn vị' }).first().waitFor()
      await looksRight(screen, 'catalogue-finding')
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'a procedure is found without marks, switched off by the keyboard, and is gone from the lookup board at once',
    async () => {
      const screen = await open()
      const { page } = screen
      await page.locator('#words').focus()
      await page.keyboard.type('di chuc')
      const row = page.locator(`[data-code="${WILL}"]`)
      await row.getByRole('button').focus()
      await page.keyboard.press('Enter')
      const off = page.locator('catalogue-sheet').getByRole('button', { name: 'Ngừng tiếp nhận' })
      await off.focus()
      await page.keyboard.press('Enter')
      await page.locator('#reason:focus').waitFor()
      await page.keyboard.press('Enter')
      await page.getByText('Điền ô này.').waitFor()
      await page.keyboard.type('làm ở phòng công chứng')
      await looksRight(screen, 'catalogue-off')
      assert.deepEqual(await screen.axe(), [])
      await page.keyboard.press('Enter')
      await page.getByText('Có hiệu lực ngay').waitFor()
      assert.equal((await hall.get(`/api/procedures/${WILL}`)).status, 404)
      await row.getByText('Đã ngừng: làm ở phòng công chứng').waitFor()
      await row.getByRole('button').click()
      await page.locator('.steps', { hasText: 'Ngừng tiếp nhận: làm ở phòng công chứng' }).waitFor()
      await looksRight(screen, 'catalogue-history')
      assert.deepEqual(await screen.axe(), [])
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'an addition of the office’s own is written, looks wrong where it is, changed, and goes back to what it was',
    async () => {
      const screen = await open()
      const { page } = screen
      await page.getByRole('button', { name: 'Thêm thủ tục riêng' }).click()
      await page.locator('#code:focus').waitFor()
      await page.keyboard.type('tt-01')
      await page.locator('catalogue-sheet #name').fill('Cấp phép thả diều ban đêm')
      await page.locator('catalogue-sheet #field').fill('Vui chơi')
      await page.locator('#papers').fill('Đơn đề nghị\nẢnh con diều')
      await page.locator('#timeText').fill('2 ngày làm việc')
      await page.locator('#feeText').fill('10.000')
      await looksRight(screen, 'catalogue-add')
      assert.deepEqual(await screen.axe(), [])
      await save(page)
      const row = page.locator('[data-code="TT-01"]')
      await page.locator('#words').fill('tha dieu ban dem')
      await row.getByText('Mức phí thiếu đơn vị').waitFor()
      await row.getByRole('button').click()
      await page.getByRole('button', { name: 'Sửa nội dung' }).click()
      await page.locator('#feeText').fill('10.000 đồng')
      await save(page)
      await row.getByText('Mức phí thiếu đơn vị').waitFor({ state: 'detached' })
      await row.getByRole('button').click()
      await page.getByRole('button', { name: /Về bản này/ }).click()
      await save(page)
      await row.getByText('Mức phí thiếu đơn vị').waitFor()
      await row.getByRole('button').click()
      await page.getByRole('button', { name: 'Nơi đến' }).click()
      await page.locator('#service').selectOption('chinh-sach')
      await page.locator('#place').fill('Tầng 2')
      await save(page)
      await row.getByText('Chính sách, xã hội, Tầng 2').waitFor()
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'a whole field gets its place and note; the notice board is one press away; an auditor changes nothing',
    async () => {
      const screen = await open()
      const { page } = screen
      await page.locator('office-catalogue #field').selectOption('Hộ tịch')
      await page.getByRole('button', { name: 'Nơi đến và ghi chú cho cả lĩnh vực' }).click()
      await page.locator('catalogue-sheet').getByRole('button', { name: 'Ghi chú' }).click()
      await page.locator('#note').fill('Nên đến sau 14 giờ.')
      await save(page)
      await page.locator('[data-code]', { hasText: 'Nên đến sau 14 giờ.' }).first().waitFor()
      const address = (await page.getByRole('link', { name: 'Mở bảng niêm yết' }).getAttribute('href')) ?? ''
      assert.match(decodeURIComponent(address), /field=Hộ tịch/)
      assert.equal((await hall.get(address, { cookie: admin.cookie })).headers.get('content-type'), 'application/pdf')

      await page.route('**/api/session', async (route) => {
        const answer = await route.fetch()
        await route.fulfill({ json: { ...(await answer.json()), role: 'auditor' } })
      })
      await page.reload()
      await page.getByText('Bạn xem được').waitFor()
      assert.equal(await page.getByRole('button', { name: 'Thêm thủ tục riêng' }).count(), 0)
      await page.locator('[data-code]').first().getByRole('button').click()
      await page.locator('catalogue-sheet .steps').waitFor()
      assert.equal(await page.getByRole('button', { name: /^(Ngừng tiếp nhận|Nơi đến|Ghi chú)$/ }).count(), 0)
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'a telephone shows the same, one below the other',
    async () => {
      const screen = await open(phone)
      await looksRight(screen, 'catalogue-phone')
      assert.deepEqual(await screen.axe(), [])
      screen.assertQuiet()
    },
    A_WHILE,
  )
})

async function open(glass: Viewport = viewports.desk): Promise<Screen> {
  const [name = '', value = ''] = admin.cookie.split('=')
  const screen = await hall.open('/desk/catalogue', glass, {
    touch: false,
    prepare: (context) => context.addCookies([{ name, value, url: hall.url }]),
  })
  await screen.page.locator('[data-code]').first().waitFor()
  return screen
}

async function save(page: Page): Promise<void> {
  await page.locator('catalogue-sheet').getByRole('button', { name: 'Lưu' }).click()
  await page.locator('catalogue-sheet').waitFor({ state: 'detached' })
}

/** The 280 of the portal on top of the demonstration, where they are beside this project. */
function importTheCountry(dataFolder: string): void {
  if (!existsSync(nationalFile)) {
    console.warn(
      'SKIPPED: the 280 procedures of the portal are not beside this project; the demonstration alone is looked at',
    )
    return
  }
  const db = new Database(join(dataFolder, FILE))
  importCatalogue(
    { name: 'procedures.json', bytes: readFileSync(nationalFile) },
    { store: openProcedureStore(db), at: Date.now() },
  )
  db.close()
}

async function looksRight(screen: Screen, name: string): Promise<void> {
  await screen.settled()
  await screen.shot(name)
  await screen.assertNothingCut({ mayScroll: true })
}
