import assert from 'node:assert/strict'
import type { BrowserContext } from 'playwright-core'
import { type Viewport, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import { spec } from '../kit/spec.ts'

const A_WHILE = 60_000
const phone = { width: 390, height: 844, mmPerPx: 0.16 } satisfies Viewport

let hall: BrowserHall

spec('the manual, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, (opened) => {
    hall = opened
  })

  test(
    'is two steps from any page, needs no sign-in, and reads well on a desk, on a phone and on paper',
    async () => {
      const admin = await hall.administrator()
      const screen = await hall.open('/desk/me', viewports.desk, {
        touch: false,
        prepare: async (context: BrowserContext) => {
          const [name = '', value = ''] = admin.cookie.split('=')
          await context.addCookies([{ name, value, url: hall.url }])
        },
      })
      await screen.page.getByRole('button', { name: 'Các trang' }).click()
      await screen.page.getByRole('link', { name: 'Hướng dẫn' }).click()
      await screen.page.getByRole('heading', { level: 1, name: 'Hướng dẫn sử dụng Lượt' }).waitFor()
      screen.assertQuiet()

      for (const part of ['index', 'can-bo', 'truong-bo-phan', 'lanh-dao', 'quan-tri']) {
        const stranger = await hall.open(`/desk/manual/${part}.html`, viewports.desk, { touch: false })
        const { page } = stranger
        await page.locator('main h1').waitFor()
        // Every picture comes, also those far below.
        for (const image of await page.locator('main img').all()) {
          await image.scrollIntoViewIfNeeded()
          await image.evaluate((one: { decode(): Promise<void> }) => one.decode())
        }
        assert.deepEqual(await stranger.axe(), [])
        await stranger.shot(`manual-${part}`)
        stranger.assertQuiet()
        await stranger.close()
      }
      const small = await hall.open('/desk/manual/can-bo.html', phone)
      await small.page.locator('main h1').waitFor()
      await small.assertNothingCut({ mayScroll: true })
      assert.deepEqual(await small.axe(), [])
      await small.page.emulateMedia({ media: 'print' })
      assert.equal(await small.page.locator('header').isVisible(), false, 'only the text comes on paper')
      small.assertQuiet()
    },
    A_WHILE,
  )
})
