import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { type Screen, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import { spec } from '../kit/spec.ts'

const dist = join(import.meta.dirname, '../../dist')
const desk = readFileSync(join(import.meta.dirname, '../../desk/src/which-page.ts'), 'utf8')
// Read, not imported: the desk's own files belong to the browser.
const PAGES = [...desk.matchAll(/tag: '([\w-]+)',\s*path: '([^']*)'/g)].map(([, tag = '', path = '']) => ({
  tag,
  address: `/desk${path === '' ? '/' : path}`,
}))
const SCREENS = [
  { tag: 'body', address: '/kiosk/?id=kiosk-1' },
  { tag: 'body', address: '/kiosk/lookup?id=kiosk-1' },
  { tag: 'body', address: '/kiosk/rating?counter=quay-1' },
  { tag: 'body', address: '/p/1.001193' },
  { tag: 'body', address: '/display/?id=board-1' },
  { tag: 'body', address: '/display/led?id=led-1&width=192&height=96' },
  { tag: 'body', address: '/display/sign?counter=quay-1' },
  { tag: 'body', address: '/docs' },
]
const LISTEN = `window.broken = []; document.addEventListener('securitypolicyviolation',
  ({ effectiveDirective, blockedURI, sourceFile, lineNumber, sample }) =>
    window.broken.push([effectiveDirective, blockedURI, sourceFile + ':' + lineNumber, sample].join(' ')))`

let hall: BrowserHall

spec('every page keeps to the policy of the house (S5)', ({ test, ...around }) => {
  openBrowserHall(around, async (opened) => {
    hall = opened
  })

  test('no page of the staff or of the hall breaks it, or complains of anything', async () => {
    assert.ok(PAGES.length > 20, `${PAGES.length} pages of the desk`)
    const admin = await hall.administrator()
    const officer = await hall.officer('an')
    await officer.ask('open-counter', { counter: 'quay-1' })
    for (let n = 0; n < 4; n++) await hall.issue()
    await officer.ask('call-next', { counter: 'quay-1' })
    const [name = '', value = ''] = admin.cookie.split('=')
    const prepare = async (context: BrowserContext) => {
      await context.addCookies([{ name, value, url: hall.url }])
      await context.addInitScript({ content: LISTEN })
    }
    const files = globSync('desk/manual/*.html', { cwd: dist })
    const manual = files.map((file) => ({ tag: 'body', address: `/${file}` }))
    const found: string[] = []
    const toOpen = [...PAGES, ...SCREENS, ...manual]
    // Most of the time a page is only waited for, so several are.
    const lookThrough = async () => {
      const screen = await hall.open('/desk/health', viewports.desk, { prepare })
      for (let next = toOpen.shift(); next; next = toOpen.shift()) {
        const { tag, address } = next
        found.push(...(await troublesAt(screen, tag, address)).map((trouble) => `${address}: ${trouble}`))
      }
    }
    await Promise.all(Array.from({ length: 4 }, lookThrough))
    assert.deepEqual(found, [])
  }, 240_000)

  test('what is built needs no exception from it: no script or style inside a page, no code made from text', () => {
    const pages = globSync('**/*.html', { cwd: dist })
    for (const app of ['desk', 'display', 'kiosk']) assert.ok(pages.includes(`${app}/index.html`), app)
    for (const page of pages) {
      const text = readFileSync(join(dist, page), 'utf8')
      assert.doesNotMatch(text, /<style|\sstyle=|\son[a-z]+=|javascript:/i, page)
      for (const [script] of text.matchAll(/<script[^>]*>[^<]*/g)) assert.match(script, /\ssrc="\/[^"]+">\s*$/, page)
      if (!page.endsWith('/index.html')) continue
      for (const [, address = ''] of text.matchAll(/(?:src|href)="([^"]*)"/g)) {
        // Of this house: below an app, or beside the page as in the manual.
        assert.match(
          address,
          /^(\/(desk|display|kiosk)\/|data:,$|#|[a-z-]+\.(css|html|png)|pictures\/)/,
          `${page}: ${address}`,
        )
      }
    }
    const scripts = globSync('{desk,display,kiosk}/assets/*.js', { cwd: dist })
    assert.ok(scripts.length > 30)
    for (const script of scripts) {
      const text = readFileSync(join(dist, script), 'utf8')
      assert.doesNotMatch(text, /\beval\(|\bnew Function\(|sourceMappingURL/, script)
    }
    assert.deepEqual(globSync('**/*.map', { cwd: dist }), [], 'maps of the source are not given away')
  })
})

/** Opens an address, lets it settle, and tells what it broke and complained of. */
async function troublesAt(screen: Screen, tag: string, address: string): Promise<string[]> {
  const { page, troubles } = screen
  troubles.length = 0
  await page.goto(new URL(address, hall.url).href)
  const opened = page.locator(tag).first().waitFor({ state: 'attached', timeout: 30_000 })
  const didOpen = await opened.then(() => true).catch(() => false) // told below, with what the page said meanwhile
  await screen.settled()
  // What a page asks for when it opens has come, or been refused.
  await page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => null) // a page that asks on and on is never idle
  await screen.settled()
  const broken = await page.evaluate<string[]>('window.broken')
  return [...(didOpen ? [] : [`no <${tag}>`]), ...broken, ...troubles.splice(0)]
}
