import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { BrowserContext, Page } from 'playwright-core'
import { type Screen, type Viewport, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import type { Staffer } from '../kit/hub.ts'
import { codesOn } from '../kit/paper.ts'
import { spec } from '../kit/spec.ts'

const A_WHILE = 60_000
const SLIPS = 20
const desk = { width: 1366, height: 768, mmPerPx: 0.25 } satisfies Viewport
const phone = { width: 390, height: 844, mmPerPx: 0.16 } satisfies Viewport

let hall: BrowserHall
let admin: Staffer

const codeOf = (number: number) => codesOn(hall.dataFolder).codeOf('001', number)
const campaign = async () => (await hall.get('/api/campaigns', admin)).body.campaigns[0]

spec('paper slips and what citizens say, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, async (opened) => {
    hall = opened
    admin = await hall.administrator()
  })

  test(
    'a campaign is planned on its page, and what was handed out is noted',
    async () => {
      const screen = await open('/desk/ratings')
      const { page } = screen
      await page.getByText('Chưa có đợt phiếu nào.').waitFor()
      await press(page, 'Lập đợt phiếu')
      await page.locator('plan-campaign #name').fill('Khảo sát đột xuất')
      await looksRight(screen, 'ratings-plan')
      assert.deepEqual(await screen.axe(), [])
      await press(page, 'Lập và đánh số phiếu')
      const card = page.locator('campaign-card[data-campaign="001"]')
      await card.getByText('Đang phát').waitFor()
      await page.getByRole('button', { name: 'Lập đợt phiếu' }).and(page.locator(':focus')).waitFor()
      await card.getByLabel('Số phiếu đã phát ở quầy 1').fill('20')
      await card.getByLabel('Số phiếu đã phát ở quầy 1').blur()
      await page.getByText('Đã ghi.').waitFor()
      assert.equal((await campaign()).handedOut, 20)
      const handed = card.getByLabel('Số phiếu đã phát ở quầy 1')
      await handed.fill('99')
      await handed.blur()
      await card.getByText('Số phiếu đã phát: từ 0 đến 20.').waitFor()
      assert.equal(await handed.inputValue(), '20', 'what cannot be is not left standing as if it were noted')

      // A closed campaign stays closed: the two halves of a double click are one press.
      await card.getByRole('button', { name: /^Khép đợt/ }).dblclick()
      await card.getByRole('button', { name: /^Khép hẳn/ }).waitFor()
      assert.equal((await campaign()).state, 'open')
      await looksRight(screen, 'ratings-campaigns')
      assert.deepEqual(await screen.axe(), [])
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'a pile of twenty slips is typed in without the mouse, mistakes are told at once and taken back',
    async () => {
      const screen = await open('/desk/slips')
      const { page } = screen
      const { keyboard } = page
      await page.locator('slip-pile #code:focus').waitFor()
      const begun = performance.now()
      for (let number = 1; number <= SLIPS; number++) {
        // The first code whole, then without its campaign; nobody waits for the hub.
        const digits = codeOf(number).replaceAll('-', '')
        await keyboard.type(number === 1 ? digits : `${digits.slice(3)}\n`)
        await keyboard.type(number % 5 === 0 ? '3AB' : '2')
        await keyboard.press('Enter')
        await page.getByText(`Đã nhập ${number} phiếu`).waitFor()
      }
      const aSlipMs = (performance.now() - begun) / SLIPS
      process.stdout.write(`  one slip takes the page ${Math.round(aSlipMs)} ms beside the typing\n`)
      assert.equal((await campaign()).returned, SLIPS)

      await keyboard.type(codeOf(3).replaceAll('-', ''))
      await page.getByText(/Phiếu này đã nhập: “Hài lòng”, bởi quan-tri/).waitFor()
      await keyboard.type('00100010000')
      await page.getByText('Mã phiếu không đúng.').waitFor()
      await looksRight(screen, 'slips-wrong')

      await keyboard.press('Escape')
      await keyboard.type('0010')
      await keyboard.press('Enter')
      await page.getByText('Mã chưa đủ: gõ đủ 11 số.').waitFor()
      await keyboard.press('Escape')
      assert.equal(await page.locator('slip-pile #code').inputValue(), '')
      await keyboard.press('Control+z')
      await page.getByText(`Đã rút phiếu ${codeOf(SLIPS)}`).waitFor()
      assert.equal((await campaign()).returned, SLIPS - 1)

      await keyboard.type(codeOf(SLIPS).replaceAll('-', ''))
      await page.locator('.answer').waitFor()
      await keyboard.type('1')
      await page.locator('luot-button[pressed=true]', { hasText: 'Rất hài lòng' }).waitFor()
      await looksRight(screen, 'slips-answer')
      assert.deepEqual(await screen.axe(), [])
      await keyboard.press('Enter')
      await page.getByText(`Đã nhập ${SLIPS} phiếu`).waitFor()
      screen.assertQuiet([/404.*\/api\/slips\/001-0001-0000/])
    },
    A_WHILE,
  )

  test(
    'what citizens say is shown by bundles, each channel for itself',
    async () => {
      const screen = await open('/desk/ratings')
      const { page } = screen
      const surprise = page.locator('section[data-channel=surprise]')
      await surprise.getByText('85% hài lòng').first().waitFor()
      await page.getByLabel('Xem theo').selectOption('counter')
      await surprise.getByText('Quầy 1', { exact: true }).waitFor()
      await looksRight(screen, 'ratings-figures')
      assert.deepEqual(await screen.axe(), [])
      screen.assertQuiet()
      const small = await open('/desk/ratings', phone)
      await small.page.locator('section[data-channel=surprise]').waitFor()
      await looksRight(small, 'ratings-phone')
    },
    A_WHILE,
  )

  test(
    'the board of the month shows levels and target to the hall, and a changed target at once',
    async () => {
      const screen = await hall.open('/display/month', viewports.board)
      const { page } = screen
      await page.getByText(/Mức độ hài lòng tháng/).waitFor()
      await page.locator('section[data-channel=surprise]').waitFor()
      await page.getByText(/chỉ tiêu 80%/).waitFor()
      assert.doesNotMatch((await screen.texts()).map(({ text }) => text).join(' '), /Quầy \d|An|Bình/)
      await screen.assertNothingCut()
      await screen.shot('display-month')
      assert.deepEqual(await screen.axe(), [])
      const { body } = await hall.get('/api/settings/site', admin)
      const change = {
        version: body.version,
        from: null,
        why: 'thử',
        body: { ...body.body, target: { satisfiedShare: 0.9 } },
      }
      const changed = await hall.post('/api/settings/site', change, {
        key: randomUUID(),
        method: 'PUT',
        cookie: admin.cookie,
      })
      assert.equal(changed.status, 200, JSON.stringify(changed.body))
      await page.getByText(/chỉ tiêu 90%/).waitFor()
      screen.assertQuiet()
    },
    A_WHILE,
  )
})

async function open(path: string, glass: Viewport = desk): Promise<Screen> {
  const prepare = async (context: BrowserContext) => {
    const [name = '', value = ''] = admin.cookie.split('=')
    await context.addCookies([{ name, value, url: hall.url }])
  }
  return hall.open(path, glass, { touch: glass === phone, prepare })
}

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
