import assert from 'node:assert/strict'
import { type Screen, type Viewport, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import { say, wards, wordsOf } from '../kit/city-halls.ts'
import { looksRight } from '../kit/desks.ts'
import type { Staffer } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

const A_WHILE = 90_000
const phone = { width: 390, height: 844, mmPerPx: 0.16 } satisfies Viewport
const wide = { width: 1920, height: 1080, mmPerPx: 0.25 } satisfies Viewport

let city: BrowserHall
let admin: Staffer

async function openPage(viewport: Viewport = viewports.desk): Promise<Screen> {
  const [name = '', value = ''] = admin.cookie.split('=')
  return city.open('/desk/city', viewport, {
    touch: false,
    prepare: (context) => context.addCookies([{ name, value, url: city.url }]),
  })
}

const admit = async (id: string, name: string): Promise<string> =>
  (await city.post('/api/city/halls', { id, name }, { cookie: admin.cookie })).body.key

spec('many halls on one page, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, async (opened) => {
    city = opened
    admin = await city.administrator()
  })

  test(
    'a hub that hears of nobody says so, and the administrator enters the first hall, whose key is shown once',
    async () => {
      const screen = await openPage()
      const { page } = screen
      await page.getByText('chưa nghe tin của sảnh nào').waitFor()
      await page.getByText('Chưa báo tin cho ai.').waitFor()
      await page.getByLabel('Tên sảnh').fill('Phường Đầu Tiên')
      await page.getByLabel('Mã, chữ thường không dấu').fill('dau-tien')
      await page.getByRole('button', { name: 'Ghi và cấp khóa' }).click()
      const key = await page.locator('hall-keys .secret').innerText()
      assert.match(key, /^[A-Za-z0-9_-]{43}$/)
      await looksRight(screen, 'city-first')
      const [word] = wordsOf([{ id: 'dau-tien', name: 'Phường Đầu Tiên' }], Date.now())
      assert.equal((await say(city.url, key, word)).status, 200)
      await page.getByRole('button', { name: 'Đã ghi lại' }).click()
      await page.getByLabel('Sảnh đã ghi').selectOption('dau-tien')
      await page.getByRole('button', { name: 'Bỏ sảnh này: Phường Đầu Tiên' }).click()
      await page.getByText('chưa nghe tin của sảnh nào').waitFor()
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    '168 halls on one screen: the worst on top with number, trend and reason, each hall one click away, found by name',
    async () => {
      const halls = wards(168)
      const words = wordsOf(halls, Date.now())
      const keys = await Promise.all(halls.map(({ id, name }) => admit(id, name)))
      // The last three were entered and have never spoken.
      const replies = await Promise.all(words.slice(0, 165).map((word, i) => say(city.url, keys[i] ?? '', word)))
      assert.ok(replies.every(({ status }) => status === 200))
      const view = (await city.get('/api/city', { cookie: admin.cookie })).body
      const [worst] = view.halls
      for (const [viewport, name] of [
        [viewports.desk, 'desk'],
        [wide, 'wide'],
        [phone, 'phone'],
      ] as const) {
        const screen = await openPage(viewport)
        const { page } = screen
        const first = page.locator('city-halls tbody tr').first()
        await first.locator('.level.bad').waitFor()
        assert.equal(await first.locator('button.name').innerText(), worst.name)
        assert.match(await first.locator('.why').innerText(), /ngưỡng|chưa quầy nào mở/)
        for (const state of ['bad', 'silent', 'warn', 'ok'] as const) {
          const told = page.locator('.over .state', { has: page.locator(`.level.${state}`) }).locator('b')
          assert.equal(await told.innerText(), String(view.states[state]))
        }
        const rows = await page.locator('city-halls tbody tr').count()
        assert.equal(rows + (await page.locator('.tile').count()), 168)
        if (name === 'wide') await screen.shot('city-wide')
        else await looksRight(screen, `city-${name}`, { tall: name === 'phone' })
        if (name !== 'phone') {
          const tall = await page.evaluate('document.documentElement.scrollHeight - innerHeight')
          assert.ok(Number(tall) <= 0, `one screen answers, and ${tall} px are below it`)
        }
        screen.assertQuiet()
        await screen.close()
      }
    },
    A_WHILE,
  )

  test(
    'a hall is looked at closely by keyboard, with its own figures and the way to its own page',
    async () => {
      const screen = await openPage()
      const { page } = screen
      const seek = page.getByLabel('Tìm sảnh')
      await seek.fill('ngu hanh son trung')
      const only = page.locator('city-halls tbody tr')
      await only.and(page.locator(':only-child')).waitFor()
      await only.locator('button.name').focus()
      await page.keyboard.press('Enter')
      const dialog = page.locator('hall-standing luot-dialog')
      await dialog.getByRole('heading', { name: 'Phường Ngũ Hành Sơn Trung' }).waitFor()
      await dialog.getByText(/đã cấp = /).waitFor()
      const id = wards(168).find(({ name }) => name === 'Phường Ngũ Hành Sơn Trung')?.id
      assert.equal(
        await dialog.getByRole('link', { name: 'Mở trang lãnh đạo của sảnh' }).getAttribute('href'),
        `https://${id}.thanh-pho.example/desk/leader`,
      )
      await looksRight(screen, 'city-hall', { tall: true })
      await page.keyboard.press('Escape')
      await page.locator('hall-standing').waitFor({ state: 'detached' })
      await seek.fill('khong co dau')
      await page.getByText('Không có sảnh nào tên như vậy.').waitFor()
      await seek.fill('')
      await page.getByRole('button', { name: /Hiện thêm/ }).click()
      await page.getByRole('button', { name: 'Thu gọn' }).waitFor()
      await looksRight(screen, 'city-all', { tall: true })
      screen.assertQuiet()
    },
    A_WHILE,
  )
})
