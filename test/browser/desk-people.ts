import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { BrowserContext, Page } from 'playwright-core'
import { type Screen, type Viewport, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import type { Staffer } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

const A_WHILE = 60_000
const NOT_SIGNED_IN = /api\/session\)|401/
const phone = { width: 390, height: 844, mmPerPx: 0.16 } satisfies Viewport

let hall: BrowserHall
let admin: Staffer

spec('the pages of people, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, async (opened) => {
    hall = opened
    admin = await hall.administrator()
  })

  test(
    'an administrator adds an officer, who chooses a PIN at the first sign-in and sits down: all by keys',
    async () => {
      const office = await openAs(admin, '/desk/people')
      const { page } = office
      await page.locator('[data-person=an]').waitFor()
      await looksRight(office, 'people')
      assert.deepEqual(await office.axe(), [])

      await press(page, 'Thêm người')
      await page.locator('#name:focus').waitFor()
      await page.keyboard.type('Phạm Thị Lan')
      await page.keyboard.press('Tab')
      await page.keyboard.type('Lan Pham')
      await page.keyboard.press('Enter')
      await page.getByText('Tên đăng nhập chưa đúng dạng').waitFor()
      await looksRight(office, 'people-add')
      assert.deepEqual(await office.axe(), [])
      await page.locator('#id').fill('lan.pham')
      await page.keyboard.press('Enter')
      await page.locator('pin-slip h2:focus').waitFor()
      const pin = (await page.locator('pin-slip .pin').textContent()) ?? ''
      assert.match(pin, /^\d{6}$/)
      await looksRight(office, 'people-pin')
      assert.deepEqual(await office.axe(), [])
      await page.emulateMedia({ media: 'print' })
      assert.equal(await page.locator('.list').isVisible(), false, 'only the slip comes on paper')
      assert.equal(await page.locator('pin-slip .pin').isVisible(), true)
      await office.shot('people-pin-paper')
      await page.emulateMedia({ media: 'screen' })
      await press(page, 'Đã trao xong')
      await page.locator('[data-person="lan.pham"][data-state=new]').waitFor()
      assert.equal(await page.locator('pin-slip').count(), 0)

      const desk = await hall.open('/desk/', viewports.desk, { touch: false })
      const { keyboard } = desk.page
      await desk.page.locator('sign-in').waitFor()
      await keyboard.type('lan.pham')
      await keyboard.press('Enter')
      await keyboard.type(pin)
      await keyboard.press('Enter')
      await desk.page.locator('first-secret #next:focus').waitFor()
      await looksRight(desk, 'people-first')
      assert.deepEqual(await desk.axe(), [])
      await desk.page.reload()
      await desk.page.locator('first-secret #next:focus').waitFor()
      for (const [next, again, sorry] of [
        ['12345', '', 'Mã này quá ngắn'],
        ['123456', '', 'Mã này dễ đoán'],
        ['739152', '739153', 'Hai lần nhập chưa giống nhau'],
      ] as const) {
        await desk.page.locator('#next').fill(next)
        await desk.page.locator('#again').fill(again)
        await keyboard.press('Enter')
        await desk.page.getByText(sorry).waitFor()
      }
      await desk.page.locator('#next').fill('739152')
      await keyboard.press('Tab')
      await keyboard.type('739152')
      await keyboard.press('Enter')
      await desk.page.locator('choose-counter .counters').waitFor()
      await desk.page.getByText('Phạm Thị Lan').waitFor()
      await keyboard.press('3')
      await desk.page.locator('ticket-now').waitFor()

      // Whoever has left is gone from the desk at once, and stays in the record.
      await page.reload()
      await press(page, 'Sửa: Phạm Thị Lan')
      await page.locator('person-sheet [data-session]').waitFor()
      await looksRight(office, 'people-sheet')
      assert.deepEqual(await office.axe(), [])
      await press(page, 'Cho nghỉ')
      await page.getByText('không đăng nhập được nữa').waitFor()
      await page.keyboard.press('Enter')
      await page.getByText('Đã nghỉ (1)').waitFor()
      await desk.page.locator('sign-in').waitFor()
      office.assertQuiet()
      desk.assertQuiet([NOT_SIGNED_IN])
    },
    A_WHILE,
  )

  test(
    'everybody sees where they are signed in, ends it elsewhere, and changes their PIN',
    async () => {
      const an = await hall.officer('an')
      const there = await hall.officer('an')
      const screen = await openAs(an, '/desk/me', phone)
      const { page } = screen
      await page.locator('[data-session]').nth(1).waitFor()
      await looksRight(screen, 'account-phone')
      assert.deepEqual(await screen.axe(), [])
      await press(page, 'Đăng xuất nơi này')
      await page.locator('[data-session]').nth(1).waitFor({ state: 'detached' })
      assert.equal((await hall.get('/api/session', { cookie: there.cookie })).status, 401)
      await page.locator('#present').fill('not-my-pin')
      await page.locator('#next').fill('582013')
      await page.locator('#again').fill('582013')
      await page.keyboard.press('Enter')
      await page.getByText('Mã hiện tại chưa đúng').waitFor()
      await page.locator('#present').fill(hall.hub.pins.find(({ id }) => id === 'an')?.pin ?? '')
      await page.keyboard.press('Enter')
      await page.getByText('Đã đổi mã').waitFor()
      assert.equal((await hall.post('/api/session', { staff: 'an', pin: '582013' })).status, 200)
      await page.getByRole('button', { name: 'English' }).click()
      await page.getByText('Where I am signed in').waitFor()
      await looksRight(screen, 'account-phone-en')
      await press(page, 'Sign out everywhere')
      await page.getByText('Sign in').first().waitFor()
      screen.assertQuiet([NOT_SIGNED_IN])
    },
    A_WHILE,
  )

  test(
    'an auditor is led to the record, and finds there who changed what',
    async () => {
      const cookie = await settled('kiem-tra', 'auditor')
      const screen = await openAs({ cookie }, '/desk/')
      const { page } = screen
      await page.locator('acts-list [data-seq]').first().waitFor()
      assert.equal(new URL(page.url()).pathname, '/desk/acts')
      // The answer to what was asked before comes last, and is not let through.
      const late = Promise.withResolvers<void>()
      await page.route(/api\/acts\?id=nobody/, async (route) => {
        await late.promise
        await route.continue()
      })
      await page.locator('#which').fill('nobody')
      await page.keyboard.press('Enter')
      await page.locator('#which').fill('kiem-tra')
      await page.keyboard.press('Enter')
      // Until the answer is drawn the list still holds everybody's acts, so each row is sought by whom it is about.
      const about = page.locator('li', { hasText: 'kiem-tra' })
      await about.filter({ hasText: 'tự chọn mã PIN' }).waitFor()
      const older = page.waitForResponse(/api\/acts\?id=nobody/)
      late.resolve()
      await (await older).finished()
      const added = about.filter({ hasText: 'thêm' })
      await added.getByText('Chi tiết').click()
      await added.getByRole('cell', { name: 'Kiểm tra', exact: true }).waitFor()
      await looksRight(screen, 'acts')
      assert.deepEqual(await screen.axe(), [])
      await page.goto(new URL('/desk/people', page.url()).href)
      await page.getByText('dành cho người có vai trò khác').waitFor()
      screen.assertQuiet()
      const small = await openAs({ cookie }, '/desk/acts', phone)
      await small.page.locator('[data-seq]').first().waitFor()
      await looksRight(small, 'acts-phone')

      const text = { vi: 'Nghỉ lễ', en: 'Holiday' }
      const days = { fromDay: '2027-04-30', untilDay: null, fromTime: null, untilTime: null }
      await change('boards', { notices: [{ text, ...days }] })
      await change('voice', { restMs: 4_500 })
      await small.page.goto(new URL('/desk/acts?about=settings', page.url()).href)
      const act = small.page.locator('[data-seq]', { hasText: 'Bảng gọi số' })
      await act.getByText('Chi tiết').click()
      await act
        .getByRole('row', { name: 'Thông báo theo ngày › 1 › Nội dung › tiếng Việt (không có) Nghỉ lễ' })
        .waitFor()
      await act.getByRole('cell', { name: '30/04/2027' }).waitFor()
      const heard = small.page.locator('[data-seq]', { hasText: 'Cài đặt' }).first()
      await heard.getByText('Chi tiết').click()
      await heard.getByRole('row', { name: /^Nghỉ giữa hai lần .* 4.5 giây$/ }).waitFor()
      await looksRight(small, 'acts-settings')
      small.assertQuiet()
    },
    A_WHILE,
  )
})

/** Changes a document of settings over the API. */
async function change(kind: string, fields: object): Promise<void> {
  const { version, body } = (await hall.get(`/api/settings/${kind}`, admin)).body
  const put = { key: randomUUID(), method: 'PUT', cookie: admin.cookie } as const
  const changed = { version, from: null, why: 'lễ', body: { ...body, ...fields } }
  assert.equal((await hall.post(`/api/settings/${kind}`, changed, put)).status, 200)
}

/** Adds somebody over the API, who has chosen a PIN. */
async function settled(id: string, role: string): Promise<string> {
  const asked = { key: randomUUID(), cookie: admin.cookie }
  const { pin } = (await hall.post('/api/people', { id, name: `Người ${id}`, role }, asked)).body
  const cookieOf = (reply: { headers: Headers }) => reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const first = cookieOf(await hall.post('/api/session', { staff: id, pin }))
  return cookieOf(await hall.post('/api/session/secret', { secret: '73915264' }, { method: 'PUT', cookie: first }))
}

function openAs({ cookie }: { cookie: string }, path: string, glass: Viewport = viewports.desk): Promise<Screen> {
  const prepare = async (context: BrowserContext) => {
    const [name = '', value = ''] = cookie.split('=')
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
