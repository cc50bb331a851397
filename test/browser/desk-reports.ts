import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { ReportRow } from '#core/contract/reports.ts'
import { type Screen, type Viewport, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import type { Staffer } from '../kit/hub.ts'
import { livePastWeeks } from '../kit/past-weeks.ts'
import { spec } from '../kit/spec.ts'

const A_WHILE = 60_000
const phone = { width: 390, height: 844, mmPerPx: 0.16 } satisfies Viewport
const folder = mkdtempSync(join(tmpdir(), 'luot-reports-'))
await livePastWeeks(folder, { days: 15, people: 60 })

let hall: BrowserHall
let admin: Staffer

/** The page with the last month on it. */
async function openReports(glass: Viewport = viewports.desk): Promise<Screen> {
  const [name = '', value = ''] = admin.cookie.split('=')
  const screen = await hall.open('/desk/reports', glass, {
    touch: false,
    prepare: (context) => context.addCookies([{ name, value, url: hall.url }]),
  })
  const { page } = screen
  await page.getByLabel('Từ ngày').fill(daysAgo(28))
  await page.getByLabel('Đến ngày').fill(daysAgo(0))
  await page.getByRole('button', { name: 'Xem', exact: true }).click()
  // The figures of the week stand there until those of the month have come.
  await page.locator('office-reports .page[aria-busy=false]').waitFor()
  await page.locator('trend-chart svg[role=img]').waitFor()
  return screen
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' })
}

/** The quarter before this one, reckoned another way than the page does. */
function quarterBefore(): { from: string; to: string } {
  const [year = 0, month = 0] = daysAgo(0).split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 - ((month - 1) % 3), 1))
  const day = (at: Date) => at.toISOString().slice(0, 10)
  return {
    from: day(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() - 3, 1))),
    to: day(new Date(first.getTime() - 86_400_000)),
  }
}

const report = async (query: string) =>
  (await hall.get(`/api/reports?from=${daysAgo(28)}&to=${daysAgo(0)}&${query}`, { cookie: admin.cookie })).body

async function looksRight(screen: Screen, name: string): Promise<void> {
  await screen.settled()
  await screen.assertNothingCut({ mayScroll: true })
  await screen.shot(name)
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

spec('the page of reports, before a real hub', ({ test, ...around }) => {
  openBrowserHall(
    around,
    async (opened) => {
      hall = opened
      admin = await hall.administrator()
    },
    { dataFolder: folder },
  )

  test(
    'tells the month at a glance: figures, the week as a map, waits over staffing, the trend, each as a table too',
    async () => {
      const screen = await openReports()
      const { page } = screen
      const { total } = await report('by=day')
      const arrivals = page.locator('dl.figures > div', { hasText: 'Lượt đến' }).locator('dd').first()
      assert.equal(await arrivals.innerText(), total.arrivals.toLocaleString('vi-VN'))
      await page.getByText('Số liệu cân đối').waitFor()
      assert.equal(await page.locator('heat-map tbody tr').count(), 5)
      await page.locator('heat-map').getByLabel('Chờ trung vị (phút)').check()
      await page.locator('hour-chart summary').click()
      const hours = (await report('by=hour')).rows.filter((row: ReportRow) => row.arrivals > 0 || row.openMs)
      assert.equal(await page.locator('hour-chart tbody tr').count(), hours.length)
      await page.locator('trend-chart summary').click()
      await looksRight(screen, 'reports-month')
      assert.deepEqual(await screen.axe(), [])

      // A period that ends before it begins: the figures keep the one they are of, and so do the files.
      await page.getByLabel('Từ ngày').fill(daysAgo(2))
      await page.getByLabel('Đến ngày').fill(daysAgo(9))
      await page.getByRole('button', { name: 'Xem', exact: true }).click()
      await page.locator('.page > luot-banner').waitFor()
      assert.equal(await page.getByLabel('Đến ngày').inputValue(), daysAgo(0))
      const file = await page.getByRole('link', { name: 'Bảng tính (XLSX)', exact: true }).first().getAttribute('href')
      assert.match(String(file), new RegExp(`from=${daysAgo(28)}&to=${daysAgo(0)}`))
      screen.assertQuiet([/400/])
    },
    A_WHILE,
  )

  test(
    'every row says where it comes from, down to the record and its hash; the keyboard alone goes there and back',
    async () => {
      const screen = await openReports()
      const { page } = screen
      await page.locator('figure-table select, select').first().selectOption('counter')
      const row = page.locator('figure-table tbody tr', { hasText: 'Quầy 2' })
      const button = row.getByRole('button', { name: 'Từ đâu? Quầy 2' })
      await button.focus()
      await page.keyboard.press('Enter')
      const dialog = page.locator('whence-dialog luot-dialog')
      await dialog.getByText(/lượt. Mỗi lượt có các bản ghi/).waitFor()
      const wanted = (await report('by=counter')).rows.find(({ key }: { key: string }) => key === 'quay-2')
      await dialog.getByText(`${wanted.arrivals} lượt.`).waitFor()
      await dialog
        .getByRole('button', { name: /^Bản ghi \d+/ })
        .first()
        .click()
      await dialog.getByText(/TicketIssued, lúc/).waitFor()
      await looksRight(screen, 'reports-whence')
      assert.deepEqual(await screen.axe(), [])
      await page.keyboard.press('Escape')
      await dialog.locator('dialog[open]').waitFor({ state: 'hidden' })
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'files are taken away by a link, and advice on staffing says what it is made from',
    async () => {
      const screen = await openReports()
      const { page } = screen
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Bản in (PDF)', exact: true }).click(),
      ])
      assert.match(file.suggestedFilename(), /^bao-cao-.*-service\.pdf$/)
      const reasons = page.locator('reason-table')
      await reasons.locator('select').selectOption('quarter')
      const [asText] = await Promise.all([
        page.waitForEvent('download'),
        reasons.getByRole('link', { name: 'Tệp Excel đơn giản (CSV)' }).click(),
      ])
      assert.match(asText.suggestedFilename(), /^ly-do-.*-quarter\.csv$/)
      const { channels } = (
        await hall.get(`/api/reasons?from=${daysAgo(28)}&to=${daysAgo(0)}&by=quarter`, { cookie: admin.cookie })
      ).body
      const bySlip = reasons.locator('[data-channel=slip] tfoot td')
      const { answers, told, gave } = channels.find(({ channel }: { channel: string }) => channel === 'slip')
      assert.ok(gave > 0, 'somebody gave a reason')
      assert.deepEqual((await bySlip.allInnerTexts()).slice(0, 3), [answers, told, gave].map(String))
      await page.locator('staffing-advice select').selectOption('2')
      await page
        .locator('staffing-advice')
        .getByText(/Máy sống lại \d ngày gần nhất/)
        .waitFor({ timeout: 30_000 })
      assert.ok((await page.locator('staffing-advice tbody tr').count()) >= 7)
      await looksRight(screen, 'reports-staffing')
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'on a phone, in English, and for a period without anybody',
    async () => {
      const screen = await openReports(phone)
      const { page } = screen
      await page.getByRole('button', { name: 'English' }).click()
      await page.getByText('The sums agree').waitFor()
      await looksRight(screen, 'reports-phone')
      assert.deepEqual(await screen.axe(), [])
      await page.getByLabel('From').fill('2020-01-01')
      await page.getByLabel('To', { exact: true }).fill('2020-01-31')
      await press(page, 'Show')
      assert.equal(await page.getByRole('button', { name: 'One period back' }).count(), 0)
      await page.getByText('No number was given in this period.').waitFor()
      await press(page, 'This quarter')
      await press(page, 'One period back')
      const { from, to } = quarterBefore()
      assert.deepEqual(
        [await page.getByLabel('From').inputValue(), await page.getByLabel('To', { exact: true }).inputValue()],
        [from, to],
      )
      screen.assertQuiet()
    },
    A_WHILE,
  )
})
