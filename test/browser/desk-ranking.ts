import assert from 'node:assert/strict'
import type { BrowserContext, Page } from 'playwright-core'
import { type OpenBrowser, openBrowser, type Screen, type Viewport, viewports } from '../kit/browser.ts'
import { aMonthOfWork, done, type MonthOfWork } from '../kit/month-of-work.ts'
import { spec } from '../kit/spec.ts'

const A_WHILE = 60_000
const phone = { width: 390, height: 844, mmPerPx: 0.16 } satisfies Viewport

let month: MonthOfWork
let browser: OpenBrowser
let admin: { readonly cookie: string }
/** What the rules made of Bình’s month, as the page writes it. */
let reckoned = ''
const open: Screen[] = []

spec('the monthly ranking, before a real hub', ({ test, before, afterEach, after }) => {
  before(async () => {
    month = await aMonthOfWork()
    admin = await month.admin()
    const { officers } = (await done(month.hall.get('/api/scoring/months/2026-10', admin))).body
    const binh = officers.find(({ staff }: { staff: string }) => staff === 'binh')
    reckoned = String(binh.reckoned).replace('.', ',')
    assert.notEqual(reckoned, '81,5')
    browser = await openBrowser()
  })
  afterEach(async () => {
    for (const screen of open.splice(0)) await screen.close()
  })
  after(async () => {
    await browser.close()
    await month.hall.close()
  })

  async function see(path: string, who: { cookie: string }, glass: Viewport = viewports.desk): Promise<Screen> {
    const screen = await browser.open(new URL(path, month.hall.url).href, glass, {
      touch: glass === phone,
      prepare: async (context: BrowserContext) => {
        const [name = '', value = ''] = who.cookie.split('=')
        await context.addCookies([{ name, value, url: month.hall.url }])
      },
    })
    open.push(screen)
    return screen
  }

  test(
    'says why each point, changes a score with a reason, and confirms what was seen, by the keyboard alone',
    async () => {
      const screen = await see('/desk/ranking', admin)
      const { page } = screen
      await page.locator('[data-officer=an]').waitFor()
      assert.deepEqual(await page.locator('[data-officer] td:first-child').allTextContents(), ['1', '2', '–'])
      await page.locator('[data-officer=chi]', { hasText: 'quá ít số liệu' }).waitFor()
      await press(page, 'Xem căn cứ của Trần Văn Bình')
      await page.locator('[data-criterion=punctual]', { hasText: '0% trên 6 buổi' }).waitFor()
      await page.locator('[data-criterion=rating-surprise]', { hasText: 'không bị trừ điểm' }).waitFor()
      await looksRight(screen, 'ranking-draft')
      assert.deepEqual(await screen.axe(), [])

      await press(page, 'Sửa điểm: Trần Văn Bình')
      await page.getByLabel('Điểm mới').fill('81,5')
      await press(page, 'Lưu')
      await page.getByText('Hãy ghi lý do.').waitFor()
      assert.deepEqual(await screen.axe(), [])
      await page.getByLabel('Lý do').fill('Trực thay quầy 3 cả tuần')
      await page.keyboard.press('Enter')
      const row = page.locator('[data-officer=binh]')
      await row.getByText('81,5').waitFor()
      await row.getByText(`theo quy chế: ${reckoned}`).waitFor()
      await page.getByText('Trực thay quầy 3 cả tuần').waitFor()

      await press(page, 'Chốt tháng')
      await page.locator('luot-dialog').getByText('được giữ nguyên như đang thấy').waitFor()
      await looksRight(screen, 'ranking-confirm')
      await page.locator('luot-dialog').getByRole('button', { name: 'Chốt tháng' }).focus()
      await page.keyboard.press('Enter')
      await page.locator('.state[data-state=confirmed]').waitFor()
      assert.equal(await page.getByRole('button', { name: /^Sửa điểm/ }).count(), 0)
      await page.getByText(/Mã số liệu [0-9a-f]{64}/).waitFor()
      await press(page, 'Công bố')
      await page.locator('luot-dialog').getByRole('button', { name: 'Công bố' }).focus()
      await page.keyboard.press('Enter')
      await page.locator('.state[data-state=published]').waitFor()
      await looksRight(screen, 'ranking-published')
      assert.deepEqual(await screen.axe(), [])
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'gives paper and a workbook to take away',
    async () => {
      const screen = await see('/desk/ranking', admin)
      for (const [name, begins] of [
        ['PDF', '%PDF-1'],
        ['XLSX', 'PK'],
        ['CSV', '\uFEFFHạng;Họ và tên;Điểm'],
      ] as const) {
        const link = screen.page.getByRole('link', { name: new RegExp(name) })
        const href = await link.getAttribute('href')
        const response = await fetch(new URL(href ?? '', month.hall.url), { headers: { cookie: admin.cookie } })
        assert.equal(response.status, 200)
        assert.match(response.headers.get('content-disposition') ?? '', /filename="xep-hang-2026-10\.(pdf|xlsx|csv)"/)
        const bytes = Buffer.from(await response.arrayBuffer())
        assert.equal(bytes.subarray(0, Buffer.byteLength(begins)).toString(), begins)
      }
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'shows the year, takes complaints, and says the rules in words, in both languages',
    async () => {
      const screen = await see('/desk/ranking', admin)
      const { page } = screen
      await press(page, 'Cả năm')
      await page.getByText('Đã qua mà chưa chốt: 1, 2, 3, 4, 5, 6, 7, 8, 9.').waitFor()
      await looksRight(screen, 'ranking-year')
      assert.deepEqual(await screen.axe(), [])

      await press(page, 'Phản ánh')
      await page.getByLabel('Ngày').fill('2026-10-06')
      await page.getByLabel('Công chức').selectOption('binh')
      await page.getByLabel('Số hồ sơ phản ánh').fill('001090123456')
      await page.getByLabel('Nội dung ngắn').fill('Thái độ tại quầy')
      await press(page, 'Ghi phản ánh')
      await page.getByText('không phải số căn cước').waitFor()
      await page.getByLabel('Số hồ sơ phản ánh').fill('12/PA-2026')
      await press(page, 'Ghi phản ánh')
      await press(page, 'Xác minh đúng: 12/PA-2026')
      await page.locator('ask-why input').fill('Đã xác minh')
      await page.keyboard.press('Enter')
      await page.locator('td[data-state=confirmed]', { hasText: 'Đã xác minh' }).waitFor()
      await looksRight(screen, 'ranking-complaints')
      assert.deepEqual(await screen.axe(), [])

      await press(page, 'Quy chế')
      await page.getByText('nửa đơn vị làm tròn lên').waitFor()
      await page.getByLabel('Bộ quy chế có sẵn').selectOption('nd233-2026')
      await page.getByLabel('Áp dụng từ tháng').fill('2026-11')
      await page.getByLabel('Lý do').fill('Quy chế đánh giá của đơn vị')
      await press(page, 'Áp dụng')
      await page.getByText('Đã áp dụng.').waitFor()
      await page.getByText('Từ tháng 11/2026: Xếp loại viên chức (2026)').waitFor()
      await looksRight(screen, 'ranking-rules')
      assert.deepEqual(await screen.axe(), [])
      await page.getByRole('button', { name: 'English' }).click()
      await page.getByText('From 11/2026: Classes of public employees (2026)').waitFor()
      await looksRight(screen, 'ranking-rules-en')
      // The page refused the number of an identity card before it was written anywhere.
      screen.assertQuiet([/400/])
    },
    A_WHILE,
  )

  test(
    'an officer finds their own month on a phone, and nobody else in it',
    async () => {
      const an = await month.hall.officer('binh')
      const screen = await see('/desk/mine', an, phone)
      const { page } = screen
      await page.getByText('Tháng 10/2026 của tôi · Trần Văn Bình').waitFor()
      await page.getByText('Hạng 2 trong 2').waitFor()
      await page.getByText(`theo quy chế: ${reckoned}`).waitFor()
      await page.locator('[data-criterion=service-time]', { hasText: '143,5% trên 36 lượt' }).waitFor()
      assert.equal(await page.getByText('Nguyễn Thị An').count(), 0)
      await looksRight(screen, 'own-month-phone')
      assert.deepEqual(await screen.axe(), [])
      const chi = await see('/desk/mine', await month.hall.officer('chi'))
      await chi.page.getByText('Không xếp hạng: quá ít số liệu').waitFor()
      screen.assertQuiet()
      chi.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'a leader reads what is confirmed, and changes nothing',
    async () => {
      const leader = await month.somebody('lanh-dao', 'leader')
      const screen = await see('/desk/ranking', leader, phone)
      await screen.page.locator('[data-officer=an]').waitFor()
      await screen.page.getByText('Chỉ người đứng đầu chốt, công bố và sửa.').waitFor()
      assert.equal(await screen.page.getByRole('button', { name: /Mở lại|Sửa điểm|Phản ánh/ }).count(), 0)
      await looksRight(screen, 'ranking-phone')
      assert.deepEqual(await screen.axe(), [])
      await done(month.hall.get('/api/scoring/months/2026-10', { cookie: leader.cookie }))
      screen.assertQuiet()
    },
    A_WHILE,
  )
})

/** Presses a button as the keyboard does. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).first().focus()
  await page.keyboard.press('Enter')
}

async function looksRight(screen: Screen, name: string): Promise<void> {
  await screen.settled()
  await screen.assertNothingCut({ mayScroll: true })
  await screen.shot(name)
}
