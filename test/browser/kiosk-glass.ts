import * as assert from 'node:assert/strict'
import type { Wish } from '../../kiosk/src/wish.ts'
import { assertTargets, assertTexts, type Screen, type Text, type Viewport, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import { spec } from '../kit/spec.ts'

const GLASS = {
  upright: viewports.kiosk,
  '4K': { width: 3840, height: 2160, mmPerPx: 0.124 },
  'lying down': viewports.kioskLandscape,
  '7 inch': viewports.small,
  // The panel of many a kiosk on a desk: high enough for one language only.
  '15.6 inch': { width: 1920, height: 1080, mmPerPx: 0.1794 },
} satisfies Record<string, Viewport>
type Glass = keyof typeof GLASS
const ALL = Object.keys(GLASS) as Glass[]
const LARGE = ['upright', 'lying down'] as const
/** One of each way the pages are laid out (kiosk/src/fit.ts): what a screen reader hears differs between no others. */
const FITS: ReadonlySet<Glass> = new Set(['upright', 'lying down', '7 inch'])

const PAGES = ['home', 'options', 'class', 'ticket', 'fields', 'field', 'procedure', 'search'] as const
type PageName = (typeof PAGES)[number]

let hall: BrowserHall

spec('the kiosk’s glass, measured before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, (opened) => {
    hall = opened
  })

  async function kiosk(mode = '', glass: Viewport = GLASS.upright): Promise<Screen> {
    const screen = await hall.open(addressOn(glass, mode), glass)
    await isHome(screen)
    return screen
  }

  for (const lang of ['vi', 'en']) {
    test(`U1 U2 U3 U7 U8 U9: every page on every glass, ${lang}`, async () => {
      const mode = `&lang=${lang}`
      const screen = await kiosk(mode)
      const places = new Set<string>()
      for (const page of PAGES) {
        await goTo(screen, page, mode)
        for (const name of ALL) {
          if (!hasPage(GLASS[name], page)) continue
          await within(`${page}, ${name}`, async () => {
            await standsOn(screen, GLASS[name], page, mode)
            await measure(screen, GLASS[name], page, 4.8)
            if (FITS.has(name)) assert.deepEqual(await screen.axe(), [])
            if (name === 'lying down') await waysBack(screen, places)
            if (name !== 'upright') return
            await wish(screen, { want: 'look', look: { contrast: 'high' } })
            assertTexts(words(await screen.texts()), { contrast: 7 })
            await wish(screen, { want: 'look', look: { contrast: 'normal' } })
          })
        }
      }
      assert.equal(places.size, 2, `U3: Home and Back stand in one place: ${[...places].join(', ')}`)
      screen.assertQuiet()
    }, 240_000)
  }

  test('U7: high contrast, low reach and large letters come with the address too', async () => {
    const screen = await kiosk('&contrast=high&reach=low&text=large')
    const dressed = await screen.page.evaluate<object>('({ ...document.documentElement.dataset })')
    assert.deepEqual(dressed, { app: 'kiosk', contrast: 'high', reach: 'low', text: 'large' })
    assertTexts(words(await screen.texts()), { capMm: 7.3, contrast: 7 })
  })

  test('U2 U8: large letters lose nothing', async () => {
    const screen = await kiosk('&text=large')
    for (const page of PAGES) {
      await onLargeGlass(screen, page, '&text=large', (glass) => measure(screen, glass, page, 7.3))
    }
  }, 120_000)

  test('U8: a longer word on the number’s card comes and goes, and nothing is left behind', async () => {
    const screen = await kiosk('&text=large', GLASS['lying down'])
    await toPage(screen, 'ticket')
    const change = (what: string) =>
      screen.page.evaluate(`(() => { ${CARD}.issued = { ...${CARD}.issued, ...${what} } })()`)
    const fits = async (what: string) => {
      await change(what)
      await within(what, () => measure(screen, GLASS['lying down'], 'ticket', 7.3))
    }
    const wait = { fromMs: 40 * 60_000, toMs: 95 * 60_000, madeAt: Date.now() }
    await fits(`{ wait: ${JSON.stringify(wait)}, ahead: 125 }`)
    await fits(`{ wait: ${JSON.stringify({ ...wait, beyond: 'closing' })} }`)

    const sentence = 'Một lời nhắn dài để tấm thẻ phải cuộn. '.repeat(6)
    await change(`{ notes: [${JSON.stringify({ vi: sentence, en: sentence })}] }`)
    await screen.page.locator('ticket-issued luot-button[icon=later]').waitFor()
    const bar = await screen.page.locator('ticket-issued kiosk-frame nav').boundingBox()
    assert.ok(bar && bar.height * GLASS['lying down'].mmPerPx < 30, 'the arrows stand in the bar’s one row')

    await fits('{ notes: [] }')
    assert.equal(await screen.page.locator('ticket-issued luot-button[icon=later]').count(), 0)
  })

  test('U8: words 40 % longer still fit', async () => {
    const screen = await kiosk('&words=stretched')
    for (const page of ['home', 'options', 'class', 'fields'] as const) {
      await onLargeGlass(screen, page, '&words=stretched', (glass) => measure(screen, glass, page, 4.8))
    }
  }, 120_000)

  test('U9: in low reach nothing to touch lies in the upper 40 %', async () => {
    const screen = await kiosk('&reach=low')
    for (const page of ['home', 'options', 'class', 'fields', 'field'] as const) {
      await onLargeGlass(screen, page, '&reach=low', async (glass) => {
        const limit = glass.height * glass.mmPerPx * 0.4
        for (const { name, top } of await screen.targets()) {
          assert.ok(top >= limit, `${name} at ${top.toFixed(0)} mm, limit ${limit.toFixed(0)}`)
        }
      })
    }
  }, 120_000)

  test('U9: from home to a number with keys alone, and the focus is always seen', async () => {
    const screen = await kiosk('', GLASS['lying down'])
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

const pxMm = ({ mmPerPx }: Viewport) => (1 / mmPerPx).toFixed(4)

/** A 7" glass has no room for letter keys of 20 mm: there procedures are found by their field. */
const hasPage = ({ width, mmPerPx }: Viewport, page: PageName) => page !== 'search' || width * mmPerPx >= 210

/**
 * The same page on another glass, as if the kiosk had been built with that panel.
 *
 * The number alone is taken anew on each: it leaves by itself, and its card is laid out once.
 */
async function standsOn(screen: Screen, glass: Viewport, page: PageName, mode: string): Promise<void> {
  const { width, height, mmPerPx } = glass
  screen.standsOn(mmPerPx)
  if (page === 'ticket') {
    await screen.page.setViewportSize({ width, height })
    await screen.page.goto(addressOn(glass, mode))
    return toPage(screen, page)
  }
  await screen.page.evaluate(`(() => {
    const app = document.querySelector('kiosk-app')
    app.settings = { ...app.settings, pxPerMm: ${pxMm(glass)} }
    document.documentElement.style.setProperty('--mm', '${pxMm(glass)}px')
    dispatchEvent(new Event('pointerdown'))
  })()`)
  await screen.page.setViewportSize({ width, height })
}

const addressOn = (glass: Viewport, mode: string) => `${hall.url}/kiosk/?id=kiosk-1&pxmm=${pxMm(glass)}${mode}`

async function onLargeGlass(
  screen: Screen,
  page: PageName,
  mode: string,
  look: (glass: Viewport) => Promise<void>,
): Promise<void> {
  await goTo(screen, page, mode)
  for (const name of LARGE) {
    await within(`${page}, ${name}`, async () => {
      await standsOn(screen, GLASS[name], page, mode)
      await look(GLASS[name])
    })
  }
}

/** What a finger on one of the kiosk’s own switches wants of it. */
function wish({ page }: Screen, wanted: Wish): Promise<void> {
  return page.evaluate(`document.querySelector('kiosk-app').dispatchEvent(
    Object.assign(new Event('wish'), { wish: ${JSON.stringify(wanted)} }))`)
}

/** A fault says where it was found. */
async function within(where: string, look: () => Promise<void>): Promise<void> {
  try {
    await look()
  } catch (fault) {
    throw new Error(`${where}: ${(fault as Error).message}`, { cause: fault })
  }
}

/** The card with the number, in the page. */
const CARD = "document.querySelector('kiosk-app').shadowRoot.querySelector('ticket-issued')"

const isHome = ({ page }: Screen) => page.locator('pick-service kiosk-tiles button').first().waitFor()

/** Notes where the ways out of a page stand, if it has them. */
async function waysBack({ page }: Screen, places: Set<string>): Promise<void> {
  for (const icon of ['home', 'back']) {
    for (const button of await page.locator(`kiosk-frame nav luot-button[icon=${icon}]`).all()) {
      const box = await button.boundingBox()
      places.add(`${icon} ${box?.x} ${box?.y}`)
    }
  }
}

async function goTo(screen: Screen, name: PageName, mode: string): Promise<void> {
  await screen.page.setViewportSize(GLASS.upright)
  await screen.page.goto(addressOn(GLASS.upright, mode))
  await toPage(screen, name)
}

async function toPage(screen: Screen, name: PageName): Promise<void> {
  const { page } = screen
  const tile = (within: string, nth = 0) => page.locator(`${within} kiosk-tiles button`).nth(nth).click()
  await isHome(screen)
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
      // A touch keeps it on the glass for longer than any look at it takes.
      await page.locator('ticket-issued luot-number').click()
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
      await toPage(screen, 'field')
      await tile('find-procedure')
      await page.locator('procedure-sheet').waitFor()
      return
    case 'search':
      await toFields(screen)
      await page.keyboard.type('khai sinh')
      await page.locator('find-procedure .typed', { hasText: 'khai sinh' }).waitFor()
      await page
        .locator('find-procedure .found kiosk-tiles button', { hasText: /khai sinh/i })
        .first()
        .waitFor()
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
  const { targets, texts, overflows } = await screen.look()
  const touched = targets.filter(({ name }) => !name.startsWith('<div>'))
  assertTargets(touched, { size: 20, gap: 3, rim: 10, within: glass })
  assertTexts(words(texts), { capMm, contrast: 7, lineHeight: 1.35 })
  // The text of a procedure is moved by large arrows; every other page shows all it has.
  const mayScroll = page === 'procedure' ? ['scrolls', 'page-taller'] : []
  assert.deepEqual(
    overflows.filter(({ kind }) => !mayScroll.includes(kind)),
    [],
    'something does not fit',
  )
  const tiles = await screen.page.locator('kiosk-tiles button').evaluateAll((all) => all.map((one) => one.clientWidth))
  assert.ok(tiles.length <= 8, `${tiles.length} choices`)
  for (const width of tiles) assert.ok(width * glass.mmPerPx >= 60, `a tile of ${width * glass.mmPerPx} mm`)
}

/** All that is read, but the figures of the number: they carry no marks above them. */
const words = (texts: Text[]) => texts.filter(({ text }) => !/^[A-Z0-9]$/.test(text))

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
