import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import type { Screen } from '../kit/browser.ts'
import { viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import type { Staffer } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

// A long form is drawn, looked over by axe, and saved.
const A_WHILE = 60_000

let hall: BrowserHall
let admin: Staffer

const office = () => hall.hub.road.queue().office

spec('the page of rules, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, async (opened) => {
    hall = opened
    admin = await hall.administrator()
  })

  test(
    'an officer reads every rule and changes none',
    async () => {
      const screen = await openRules(await hall.officer('an'))
      const { page } = screen
      await page.getByText('Chỉ trưởng bộ phận và quản trị sửa được').waitFor()
      assert.equal(await page.getByRole('button', { name: 'Lưu' }).count(), 0)
      assert.equal(await page.getByRole('button', { name: 'Thêm' }).count(), 0)
      assert.equal(await page.locator('input:enabled:not([readonly]), select:enabled').count(), 0)
      for (const section of [
        'order',
        'calling',
        'services',
        'counters',
        'calendar',
        'limits',
        'appointments',
        'skills',
        'rating',
        'office',
      ]) {
        assert.equal(await page.locator(`#${section} h2`).count(), 1, section)
      }
      assert.deepEqual(await screen.axe(), [])
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'the administrator changes the policy, with a reason, and the hall follows at once',
    async () => {
      const screen = await openRules(admin)
      const { page } = screen
      await looksRight(screen, 'rules-order')
      await page.getByRole('radio', { name: /Ưu tiên tuyệt đối/ }).check()
      await page.locator('luot-banner', { hasText: 'Chưa đủ dữ liệu' }).waitFor()
      await looksRight(screen, 'rules-strict')
      await page.getByRole('radio', { name: /Theo tỷ lệ/ }).check()
      await fill(page, '/order/inARow', '2')
      await save(page, 'Thử theo tỷ lệ')
      await page.getByText('Mọi màn hình đã theo quy tắc mới').waitFor()
      assert.deepEqual(office().order, { policy: 'ratio', inARow: 2 })
      await page.locator('rules-history', { hasText: 'Thử theo tỷ lệ' }).waitFor()
      await page
        .getByRole('button', { name: /Xem khác gì/ })
        .first()
        .click()
      await page.locator('rules-history li', { hasText: 'ratio' }).waitFor()
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'a contradiction is shown at its line and in the list, and nothing can be saved until it is mended',
    async () => {
      const screen = await openRules(admin)
      const { page } = screen
      await openEntry(page, '/services/2')
      await fill(page, '/services/2/quota/session', '60')
      await fill(page, '/services/2/quota/day', '50')
      await page.locator('[data-path="/services/2/quota/session"] .wrong', { hasText: 'lớn hơn cả ngày' }).waitFor()
      await fill(page, '/services/2/prefix', 'A')
      await page.locator('.at-fault button', { hasText: 'đã dùng cho' }).waitFor()
      await page.locator('.bar button', { hasText: '2 chỗ cần sửa' }).waitFor()
      await looksRight(screen, 'rules-at-fault')
      assert.equal(await saveButton(page).getAttribute('disabled'), '')

      // Each line is a way to its field, also where it is folded away.
      await page.locator('details[data-path="/services/2"] > summary').click()
      await page.locator('.at-fault button', { hasText: 'lớn hơn cả ngày' }).focus()
      await page.keyboard.press('Enter')
      await focused(page, '/services/2/quota/session')
      await page.keyboard.press('Control+A')
      await page.keyboard.type('40')
      await page.keyboard.press('Tab')
      await fill(page, '/services/2/prefix', 'K')
      await page.locator('.at-fault').waitFor({ state: 'detached' })
      await save(page, 'Giới hạn số')
      await page.getByText('Mọi màn hình đã theo quy tắc mới').waitFor()
      assert.deepEqual(office().services[2]?.quota, { session: 40, day: 50 })
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'a form mistake has its line too',
    async () => {
      const screen = await openRules(admin)
      const { page } = screen
      await fill(page, '/dayStartsAt', 'nửa đêm')
      await page.locator('[data-path="/dayStartsAt"] .wrong', { hasText: 'HH:MM' }).waitFor()
      await fill(page, '/dayStartsAt', '0h00')
      await page.locator('.at-fault').waitFor({ state: 'detached' })
      assert.equal(await control(page, '/dayStartsAt').inputValue(), '00:00')
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'hours, a holiday and a new counter by the keyboard, from a day on; and the plan is taken back',
    async () => {
      const screen = await openRules(admin)
      const { page } = screen
      await press(page, 'Thêm: Các buổi trong tuần')
      await fill(page, '/calendar/sessions/0/from', '730')
      await fill(page, '/calendar/sessions/0/to', '11h30')
      await press(page, 'Thêm: Ngày nghỉ, ngày hoán đổi')
      await fill(page, '/calendar/specialDays/0/date', '2/9')
      await fill(page, '/calendar/specialDays/0/name/vi', 'Quốc khánh')
      await fill(page, '/calendar/specialDays/0/name/en', 'National Day')
      await press(page, 'Thêm: Các quầy')
      await page.locator('[data-path="/counters/6/services"] .tick', { hasText: 'Cư trú' }).locator('input').focus()
      await page.keyboard.press('Space')
      await looksRight(screen, 'rules-calendar')
      await save(page, 'Theo giờ hành chính', '01/12/2036')
      await page.locator('save-rules [role=alert]', { hasText: 'quá xa' }).waitFor()
      await page.locator('save-rules #day').fill('31/02/2027')
      await page.keyboard.press('Enter')
      await page.locator('save-rules [role=alert]', { hasText: 'Lịch không có ngày này' }).waitFor()
      const day = tomorrow()
      await page.locator('save-rules #day').fill(day)
      await page.keyboard.press('Enter')
      await page.getByText(`Có hiệu lực từ ${day}`).waitFor()
      assert.equal(office().calendar.sessions.length, 0)
      const [plan] = hall.hub.road.queue().planned
      assert.deepEqual(plan?.office.calendar.sessions, [{ days: [1, 2, 3, 4, 5], from: '07:30', to: '11:30' }])
      assert.equal(plan?.office.calendar.specialDays[0]?.date, '09-02')
      assert.deepEqual(plan?.office.counters[6]?.services, ['cu-tru'])
      await looksRight(screen, 'rules-planned')
      await press(page, `Bỏ: ${day}`)
      await page.getByText('Đã bỏ thay đổi').waitFor()
      assert.equal(hall.hub.road.queue().planned.length, 0)
      screen.assertQuiet([/409/])
    },
    A_WHILE,
  )

  test(
    'a second administrator who edits older rules is told, and can load the new ones',
    async () => {
      const screen = await openRules(admin)
      const { page } = screen
      const settings = (await hall.get('/api/office', { cookie: admin.cookie })).body
      const other = { ...settings.office, notice: { vi: 'Xin chào', en: 'Hello' } }
      const body = { version: settings.version, office: other, from: null, why: 'Người kia' }
      assert.equal((await hall.post('/api/office', body, { method: 'PUT', cookie: admin.cookie })).status, 200)
      await fill(page, '/calling/callLimit', '4')
      await save(page, 'Gọi bốn lần')
      await page.locator('[role=alert]', { hasText: 'vừa được đổi' }).waitFor()
      await press(page, 'Tải bản mới')
      await page.locator('[role=alert]', { hasText: 'vừa được đổi' }).waitFor({ state: 'detached' })
      assert.equal(await control(page, '/notice/vi').inputValue(), 'Xin chào')
      screen.assertQuiet([/409/])
    },
    A_WHILE,
  )

  test(
    'the rules go out as one file and come back from it',
    async () => {
      const screen = await openRules(admin)
      const { page } = screen
      const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Tải về tệp')])
      const document = JSON.parse(readFileSync(await download.path(), 'utf8'))
      assert.deepEqual(document.services.length, office().services.length)
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, 'Mở tệp…')])
      const changed = JSON.stringify({ ...document, notice: null })
      await chooser.setFiles({ name: 'luot.json', mimeType: 'application/json', buffer: Buffer.from(changed) })
      await page.getByText('Đã mở tệp').waitFor()
      await save(page, 'Từ tệp')
      await page.getByText('Mọi màn hình đã theo quy tắc mới').waitFor()
      assert.equal(office().notice, null)
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'what is saved stands on the kiosk and the desks a moment later, without a reload',
    async () => {
      const kiosk = await hall.open('/kiosk/', viewports.kiosk)
      await kiosk.page.getByText('Hộ kinh doanh').first().waitFor()
      const desk = await hall.open('/desk/', viewports.desk, { touch: false, prepare: signedIn(admin) })
      await desk.page.locator('choose-counter .counters').waitFor()
      const screen = await openRules(admin)
      const { page } = screen
      await openEntry(page, '/services/4')
      await fill(page, '/services/4/name/vi', 'Doanh nghiệp nhỏ')
      await openEntry(page, '/counters/0')
      await fill(page, '/counters/0/label', '11')
      await save(page, 'Đổi tên')
      await kiosk.page.getByText('Doanh nghiệp nhỏ').first().waitFor()
      await desk.page.getByRole('button', { name: /Quầy 11/ }).waitFor()
      const board = (await hall.get('/api/views/display')).body
      assert.ok(JSON.stringify(board).includes('11'))
      for (const each of [kiosk, desk, screen]) each.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'every section is readable in both languages, without an axe violation',
    async () => {
      const screen = await openRules(admin)
      const { page } = screen
      for (const path of ['/services/0', '/counters/0', '/classes/0', '/rating/levels/0']) await openEntry(page, path)
      assert.deepEqual(await screen.axe(), [])
      await page.getByRole('button', { name: 'English' }).click()
      await page.getByText('Rules of the office').first().waitFor()
      for (const section of [
        'order',
        'calling',
        'services',
        'counters',
        'calendar',
        'limits',
        'appointments',
        'rating',
        'office',
        'history',
      ]) {
        await page.locator(`#${section}`).scrollIntoViewIfNeeded()
        await looksRight(screen, `rules-en-${section}`)
      }
      assert.deepEqual(await screen.axe(), [])
      await page.getByRole('button', { name: 'Tiếng Việt' }).click()
      screen.assertQuiet()
    },
    A_WHILE,
  )
})

async function openRules(staffer: Staffer): Promise<Screen> {
  const screen = await hall.open('/desk/rules', viewports.desk, {
    touch: false,
    prepare: signedIn(staffer),
  })
  await screen.page.locator('office-rules #order').waitFor()
  return screen
}

function signedIn(staffer: Staffer) {
  return async (context: BrowserContext) => {
    const [name = '', value = ''] = staffer.cookie.split('=')
    await context.addCookies([{ name, value, url: hall.url }])
  }
}

const control = (page: Page, path: string) => page.locator(`[data-control="${path}"]`)
const saveButton = (page: Page) => page.locator('.bar luot-button[variant=primary]')

async function fill(page: Page, path: string, text: string): Promise<void> {
  await control(page, path).fill(text)
  await control(page, path).blur()
}

async function openEntry(page: Page, path: string): Promise<void> {
  await page.locator(`details[data-path="${path}"] > summary`).click()
  await page.locator(`details[data-path="${path}"] .fields`).first().waitFor()
}

/** Presses a button as the keyboard does. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).focus()
  await page.keyboard.press('Enter')
}

async function save(page: Page, why: string, from?: string): Promise<void> {
  await page.locator('.bar luot-button[variant=primary]:not([disabled])').click()
  if (from) {
    await page.locator('save-rules input[value=later]').check()
    await page.locator('save-rules #day').fill(from)
  }
  await page.locator('save-rules #why').fill(why)
  await page.keyboard.press('Enter')
}

async function focused(page: Page, path: string): Promise<void> {
  await page.locator(`[data-control="${path}"]:focus`).waitFor()
}

function tomorrow(): string {
  const today = hall.hub.road.queue().day ?? ''
  const [year, month, day] = new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000)
    .toISOString()
    .slice(0, 10)
    .split('-')
  return `${day}/${month}/${year}`
}

async function looksRight(screen: Screen, name: string): Promise<void> {
  await screen.settled()
  await screen.assertNothingCut({ mayScroll: true })
  await screen.shot(name)
}
