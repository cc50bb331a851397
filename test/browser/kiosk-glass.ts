import * as assert from 'node:assert/strict'
import { assertTargets, assertTexts, type Screen, type Viewport, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import { spec } from '../kit/spec.ts'

const GLASS: Record<string, Viewport> = {
  upright: viewports.kiosk,
  'lying down': viewports.kioskLandscape,
  '4K': { width: 3840, height: 2160, mmPerPx: 0.124 },
  // The panel of many a kiosk on a desk: high enough for one language only.
  '15.6 inch': { width: 1920, height: 1080, mmPerPx: 0.1794 },
  '7 inch': viewports.small,
}
const PAGES = ['home', 'options', 'class', 'ticket', 'fields', 'field', 'procedure', 'search'] as const
type PageName = (typeof PAGES)[number]

let hall: BrowserHall

spec('the kiosk’s glass, measured before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, (opened) => {
    hall = opened
  })

  async function kiosk(glass: Viewport, mode = ''): Promise<Screen> {
    const pxmm = (1 / glass.mmPerPx).toFixed(4)
    const screen = await hall.open(`/kiosk/?id=kiosk-1&pxmm=${pxmm}${mode}`, glass)
    await screen.page.locator('pick-service kiosk-tiles button').first().waitFor()
    return screen
  }

  for (const [name, glass] of Object.entries(GLASS)) {
    for (const lang of ['vi', 'en']) {
      test(`U1 U2 U3 U7 U8 U9: every page, ${name}, ${lang}`, async () => {
        const screen = await kiosk(glass, `&lang=${lang}`)
        for (const page of pagesFor(glass)) {
          await goTo(screen, page)
          await measure(screen, glass, page, 4.8)
          assert.deepEqual(await screen.axe(), [], page)
        }
        screen.assertQuiet()
      }, 120_000)
    }
  }

  for (const name of ['upright', 'lying down'] as const) {
    test(`U2 U8: large letters lose nothing, ${name}`, async () => {
      const screen = await kiosk(GLASS[name]!, '&text=large')
      for (const page of pagesFor(GLASS[name]!)) {
        await goTo(screen, page)
        await measure(screen, GLASS[name]!, page, 7.3)
      }
    }, 60_000)

    test(`U8: words 40 % longer still fit, ${name}`, async () => {
      const screen = await kiosk(GLASS[name]!, '&words=stretched')
      for (const page of ['home', 'options', 'class', 'fields'] as const) {
        await goTo(screen, page)
        await measure(screen, GLASS[name]!, page, 4.8)
      }
    }, 60_000)

    test(`U9: in low reach nothing to touch lies in the upper 40 %, ${name}`, async () => {
      const glass = GLASS[name]!
      const screen = await kiosk(glass, '&reach=low')
      const limit = glass.height * glass.mmPerPx * 0.4
      for (const page of ['home', 'options', 'class', 'fields', 'field'] as const) {
        await goTo(screen, page)
        for (const target of await screen.targets()) {
          assert.ok(
            target.top >= limit,
            `${page}: ${target.name} at ${target.top.toFixed(0)} mm, limit ${limit.toFixed(0)}`,
          )
        }
      }
    }, 60_000)
  }

  test('U7: high contrast is 7:1 everywhere too', async () => {
    const screen = await kiosk(viewports.kiosk, '&contrast=high')
    for (const page of PAGES) {
      await goTo(screen, page)
      assertTexts(await words(screen), { contrast: 7 })
    }
  }, 60_000)

  test('U3: Home and Back stand in the same place on every page that has them', async () => {
    const screen = await kiosk(viewports.kioskLandscape)
    const places = new Set<string>()
    for (const page of ['options', 'class', 'fields', 'field', 'procedure', 'search'] as const) {
      await goTo(screen, page)
      for (const name of ['Trang đầu', 'Quay lại']) {
        const box = await screen.page.locator('kiosk-frame luot-button', { hasText: name }).boundingBox()
        places.add(`${name} ${box?.x} ${box?.y}`)
      }
    }
    assert.equal(places.size, 2, [...places].join(', '))
  }, 60_000)

  test('U9: from home to a number with keys alone, and the focus is always seen', async () => {
    const screen = await kiosk(viewports.kioskLandscape)
    await byKeys(screen, 'Hộ tịch')
    await screen.page.locator('pick-class').waitFor()
    await byKeys(screen, 'Tôi không thuộc diện ưu tiên')
    await screen.page.locator('ticket-issued luot-number').waitFor()
    await byKeys(screen, 'Xong')
    await screen.page.locator('pick-service').waitFor()
  })

  test('U9: who asked for less movement gets none', async () => {
    const screen = await hall.open('/kiosk/?id=kiosk-1', viewports.kiosk, { reducedMotion: 'reduce' })
    await screen.page.locator('kiosk-tiles button').first().waitFor()
    const swift = 'getComputedStyle(document.documentElement).getPropertyValue("--swift").trim()'
    assert.match(String(await screen.page.evaluate(swift)), /^0(ms|s)$/)
  })
})

/** A 7" glass has no room for letter keys of 20 mm: there procedures are found by their field. */
function pagesFor(glass: Viewport): readonly PageName[] {
  return glass.width * glass.mmPerPx < 210 ? PAGES.filter((page) => page !== 'search') : PAGES
}

async function goTo(screen: Screen, name: PageName): Promise<void> {
  const { page } = screen
  const tile = (within: string, nth = 0) => page.locator(`${within} kiosk-tiles button`).nth(nth).click()
  await page.reload()
  await page.locator('pick-service kiosk-tiles button').first().waitFor()
  switch (name) {
    case 'home':
      return
    case 'options':
      await page.locator('pick-service nav .group').last().locator('luot-button').last().click()
      await page.locator('screen-options kiosk-tiles button').first().waitFor()
      return
    case 'class':
      await tile('pick-service')
      await page.locator('pick-class kiosk-tiles button').first().waitFor()
      return
    case 'ticket':
      await tile('pick-service')
      await tile('pick-class')
      await page.locator('ticket-issued luot-banner[kind=good]').waitFor()
      return
    case 'fields':
      await toFields(screen)
      return
    case 'field':
      await toFields(screen)
      await tile('find-procedure')
      await page.locator('find-procedure kiosk-tiles button').first().waitFor()
      await page.locator('find-procedure h1', { hasText: 'Hộ tịch' }).waitFor()
      return
    case 'procedure':
      await goTo(screen, 'field')
      await tile('find-procedure')
      await page.locator('procedure-sheet').waitFor()
      return
    case 'search':
      await toFields(screen)
      await page.keyboard.type('khai sinh')
      await page.locator('find-procedure .found kiosk-tiles button').first().waitFor()
      return
    default:
      name satisfies never
  }
}

/** The lookup board's tile is the last on home, pages on where the glass is small. */
async function toFields({ page }: Screen): Promise<void> {
  const lookUp = page.locator('pick-service kiosk-tiles button.action')
  while ((await lookUp.count()) === 0) await page.locator('pick-service luot-button[icon=later]').click()
  await lookUp.click()
  await page.locator('find-procedure kiosk-tiles button').first().waitFor()
}

async function measure(screen: Screen, glass: Viewport, page: PageName, capMm: number): Promise<void> {
  const targets = await screen.targets()
  const touched = targets.filter(({ name }) => !name.startsWith('<div>'))
  assertTargets(touched, { size: 20, gap: 3, rim: 10, within: glass })
  assertTexts(await words(screen), { capMm, contrast: 7, lineHeight: 1.35 })
  // The text of a procedure is moved by large arrows; every other page shows all it has.
  await screen.assertNothingCut({ mayScroll: page === 'procedure' })
  const tiles = await screen.page.locator('kiosk-tiles button').evaluateAll((all) => all.map((one) => one.clientWidth))
  assert.ok(tiles.length <= 8, `${page}: ${tiles.length} choices`)
  for (const width of tiles) assert.ok(width * glass.mmPerPx >= 60, `${page}: a tile of ${width * glass.mmPerPx} mm`)
}

/** All that is read, but the figures of the number: they carry no marks above them. */
async function words(screen: Screen) {
  return (await screen.texts()).filter(({ text }) => !/^[A-Z0-9]$/.test(text))
}

/** What has the focus, through every shadow root: its words, and how wide the line around it is. */
const FOCUSED = `(() => {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  const host = at?.getRootNode().host
  const words = (at?.textContent ?? '') + ' ' + (host?.localName === 'luot-button' ? host.textContent : '')
  return { words, outline: at ? Number.parseFloat(getComputedStyle(at).outlineWidth) : 0 }
})()`

async function byKeys({ page }: Screen, name: string): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate<{ words: string; outline: number }>(FOCUSED)
    if (!focused.words.includes(name)) continue
    assert.ok(focused.outline >= 2, `the focus on ${name} is not seen`)
    await page.keyboard.press('Enter')
    return
  }
  assert.fail(`${name} cannot be reached with keys`)
}
