import * as assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/**
 * Opens real screens in a real Chromium and measures them as a person would meet them: in millimetres, by contrast,
 * by what is cut off.
 *
 *     const browser = await openBrowser()
 *     const kiosk = await browser.open(`${hub}/kiosk/`, viewports.kiosk)
 *     assertTargets(await kiosk.targets(), { size: 20, gap: 3, rim: 10, within: viewports.kiosk })
 *     assertTexts(await kiosk.texts(), { capMm: 4.8, contrast: 7, lineHeight: 1.35 })
 *     await kiosk.assertNothingCut()
 *     kiosk.assertQuiet()
 */
export async function openBrowser(): Promise<OpenBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    // Chromium refuses its sandbox to root, and root is who runs the tests in a container.
    chromiumSandbox: process.getuid?.() !== 0,
    ignoreDefaultArgs: ['--mute-audio'],
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
    ],
  })
  return {
    open: (url, viewport, options) => openScreen(browser, url, viewport, options),
    close: () => browser.close(),
  }
}

export interface OpenBrowser {
  open(url: string, viewport: Viewport, options?: ScreenOptions): Promise<Screen>
  close(): Promise<void>
}

export interface Viewport {
  width: number
  height: number
  /** Millimetres one CSS pixel measures on the glass. */
  mmPerPx: number
  deviceScaleFactor?: number
}

/** Screens as they hang in halls; the kiosk's millimetres are those of a 21.5″ Full HD panel. */
export const viewports = {
  kiosk: { width: 1080, height: 1920, mmPerPx: 0.248 },
  kioskLandscape: { width: 1920, height: 1080, mmPerPx: 0.248 },
  small: { width: 800, height: 480, mmPerPx: 0.193 },
  tablet: { width: 1280, height: 800, mmPerPx: 0.17 },
  desk: { width: 1366, height: 768, mmPerPx: 0.252 },
  board: { width: 1920, height: 1080, mmPerPx: 0.634 },
  fourK: { width: 3840, height: 2160, mmPerPx: 0.317 },
} satisfies Record<string, Viewport>

export interface ScreenOptions {
  locale?: string
  reducedMotion?: 'reduce' | 'no-preference'
  touch?: boolean
  /** Called before the first page is opened: to sign in, to block a request, to plant what the page will find. */
  prepare?: (context: BrowserContext) => Promise<void>
}

export interface Target extends Box {
  name: string
  disabled: boolean
  /** True when it lies inside another target, so that no gap is asked between the two. */
  inside: boolean
}

export interface Text extends Box {
  text: string
  in: string
  fontPx: number
  /** Height of its capital letters, on the glass. */
  capMm: number
  /** Line height as a multiple of the font size. */
  lineHeight: number
  /** The worst contrast against what may lie behind it; 1 where that is a picture. */
  contrast: number
}

/** Where something stands, in millimetres from the upper left corner of the screen. */
export interface Box {
  left: number
  top: number
  right: number
  bottom: number
  width: number
  height: number
}

export interface Overflow {
  kind: 'page-wider' | 'page-taller' | 'clipped' | 'ellipsis' | 'spills' | 'scrolls'
  what: string
}

export interface Violation {
  rule: string
  help: string
  where: string[]
}

/** One open page, and everything that can be measured on it. */
export interface Screen {
  page: Page
  /** Errors on the console, broken policies, crashed scripts and failed requests since it was opened. */
  troubles: string[]
  /** Fails on any trouble that none of these patterns expects, and forgets them all. */
  assertQuiet(expected?: RegExp[]): void
  /** Resolves when fonts, movements and painting are done. */
  settled(): Promise<void>
  /**
   * Resolves when the expression is true in the page.
   *
   * Playwright's own waitForFunction evaluates again inside the page when it has to wait, which our policy refuses.
   */
  until(expression: string, limitMs?: number): Promise<void>
  /** From now on the page stands on a glass of larger or smaller pixels. */
  standsOn(mmPerPx: number): void
  targets(): Promise<Target[]>
  texts(): Promise<Text[]>
  overflows(): Promise<Overflow[]>
  /** All three of one moment, for the price of one. */
  look(): Promise<{ targets: Target[]; texts: Text[]; overflows: Overflow[] }>
  assertNothingCut(options?: { mayScroll?: boolean }): Promise<void>
  layoutShift(): Promise<number>
  /** Runs axe with every WCAG 2 A/AA rule and the best practices. */
  axe(options?: { without?: string[] }): Promise<Violation[]>
  /** Keeps a picture in `.cache/shots/`; with `LUOT_SHOTS=0`, where nobody will look at it, none. */
  shot(name: string): Promise<string>
  close(): Promise<void>
}

const inPage = fileURLToPath(new URL('browser-in-page.js', import.meta.url))
const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

async function openScreen(
  browser: Browser,
  url: string,
  viewport: Viewport,
  { locale = 'vi-VN', reducedMotion = 'no-preference', touch = true, prepare }: ScreenOptions = {},
): Promise<Screen> {
  const { width, height, deviceScaleFactor = 1 } = viewport
  let { mmPerPx } = viewport
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor,
    locale,
    reducedMotion,
    hasTouch: touch,
    timezoneId: 'Asia/Ho_Chi_Minh',
  })
  await context.addInitScript({ path: inPage })
  await prepare?.(context)
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`))
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    // A page that leaves or closes aborts what it no longer waits for; that is nobody's trouble.
    if (why !== 'net::ERR_ABORTED') troubles.push(`request: ${request.url()} ${why}`)
  })

  const inMm = <B extends Box>(box: B): B => {
    const { left, top, right, bottom, width, height } = box
    const mm = (px: number) => px * mmPerPx
    const measured = {
      left: mm(left),
      top: mm(top),
      right: mm(right),
      bottom: mm(bottom),
      width: mm(width),
      height: mm(height),
    }
    return { ...box, ...measured }
  }
  const measure = async <T>(what: string): Promise<T> =>
    page.evaluate(`luotMeasure.settled().then(() => luotMeasure.${what}())`)
  type TextInPx = Omit<Text, 'capMm'> & { capPx: number }
  const textInMm = ({ capPx, ...text }: TextInPx): Text => ({ ...inMm(text), capMm: capPx * mmPerPx })

  const screen: Screen = {
    page,
    troubles,
    assertQuiet(expected = []) {
      const unexpected = troubles.splice(0).filter((trouble) => !expected.some((pattern) => pattern.test(trouble)))
      assert.deepEqual(unexpected, [], 'the page had troubles')
    },
    settled: () => page.evaluate('luotMeasure.settled()'),
    async until(expression, limitMs = 30_000) {
      const deadline = performance.now() + limitMs
      while (!(await page.evaluate(expression))) {
        if (performance.now() > deadline) assert.fail(`not true after ${limitMs} ms: ${expression}`)
        await wait(30)
      }
    },
    standsOn(mm) {
      mmPerPx = mm
    },
    targets: async () => (await measure<Target[]>('targets')).map(inMm),
    texts: async () => (await measure<TextInPx[]>('texts')).map(textInMm),
    overflows: () => measure('overflows'),
    async look() {
      const { targets, texts, overflows } = await measure<{
        targets: Target[]
        texts: TextInPx[]
        overflows: Overflow[]
      }>('look')
      return { targets: targets.map(inMm), texts: texts.map(textInMm), overflows }
    },
    async assertNothingCut({ mayScroll = false } = {}) {
      const allowed = mayScroll ? ['scrolls', 'page-taller'] : []
      const found = (await screen.overflows()).filter(({ kind }) => !allowed.includes(kind))
      assert.deepEqual(found, [], `something does not fit at ${width}×${height}`)
    },
    layoutShift: () => measure('layoutShift'),
    async axe({ without = [] } = {}) {
      await screen.settled()
      // Through the debugger: a script tag would be refused by the page's own policy, as it should be.
      if (!(await page.evaluate<boolean>("'axe' in globalThis"))) {
        const session = await context.newCDPSession(page)
        await session.send('Runtime.evaluate', { expression: axeSource })
        await session.detach()
      }
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
      const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]))
      const options = { runOnly: { type: 'tag', values: tags }, rules, resultTypes: ['violations'] }
      const { violations } = await page.evaluate<AxeAnswer>(`axe.run(document, ${JSON.stringify(options)})`)
      return violations.map(({ id, help, nodes }) => ({
        rule: id,
        help,
        where: nodes.map(({ target }) => target.flat().join(' ')),
      }))
    },
    async shot(name) {
      const path = fileURLToPath(new URL(`../../.cache/shots/${name}.png`, import.meta.url))
      await screen.settled()
      if (process.env.LUOT_SHOTS === '0') return path
      mkdirSync(dirname(path), { recursive: true })
      await page.screenshot({ path })
      return path
    },
    close: () => context.close(),
  }
  await page.goto(url)
  return screen
}

interface AxeAnswer {
  violations: { id: string; help: string; nodes: { target: (string | string[])[] }[] }[]
}

/** Fails with the name and the millimetres of every target too small for a finger, too near another, or too near the rim. */
export function assertTargets(targets: Target[], { size, gap = 0, rim, within }: TargetRules): void {
  const mm = (value: number) => value.toFixed(1)
  const found: string[] = []
  // Layout works in 64ths of a pixel; a hundredth of a millimetre is not the finger's concern.
  const slack = 0.01
  for (const target of targets) {
    const { name, width, height } = target
    if (Math.min(width, height) < size - slack) found.push(`${name}: ${mm(width)} × ${mm(height)} mm, needs ${size}`)
    if (rim !== undefined && within !== undefined) {
      const right = within.width * within.mmPerPx - target.right
      const bottom = within.height * within.mmPerPx - target.bottom
      const nearest = Math.min(target.left, target.top, right, bottom)
      if (nearest < rim - slack) found.push(`${name}: ${mm(nearest)} mm from the rim, needs ${rim}`)
    }
  }
  for (const { a, b, gap: between } of gaps(targets)) {
    if (between < gap - slack) found.push(`${a} and ${b}: ${mm(between)} mm apart, need ${gap}`)
  }
  assert.ok(targets.length > 0, 'there is no target on this page')
  assert.deepEqual(found, [], 'targets')
}

interface TargetRules {
  /** Least width and height, in mm. */
  size: number
  /** Least distance to any other target, in mm. */
  gap?: number
  /** Least distance to the rim of the screen named `within`, in mm. */
  rim?: number
  within?: Viewport
}

/** Tells how far any two targets are apart; 0 or less means they touch or overlap. */
export function gaps(targets: Target[]): { a: string; b: string; gap: number }[] {
  const outer = targets.filter(({ inside }) => !inside)
  return outer.flatMap((a, index) =>
    outer.slice(index + 1).map((b) => {
      const across = Math.max(a.left - b.right, b.left - a.right)
      const down = Math.max(a.top - b.bottom, b.top - a.bottom)
      return { a: a.name, b: b.name, gap: Math.max(across, down) }
    }),
  )
}

/** Fails with every text that is too small, too pale or too tightly set, single letters and signs included. */
export function assertTexts(texts: Text[], rules: { capMm?: number; contrast?: number; lineHeight?: number }): void {
  const found: string[] = []
  for (const { text, in: where, capMm, contrast, lineHeight } of texts) {
    const fault = (value: number, least: number | undefined, what: string) => {
      if (least !== undefined && value < least - 0.005) {
        found.push(`“${text}” in ${where}: ${what} ${value.toFixed(2)}, needs ${least}`)
      }
    }
    fault(capMm, rules.capMm, 'capitals in mm')
    fault(contrast, rules.contrast, 'contrast')
    fault(lineHeight, rules.lineHeight, 'line height')
  }
  assert.ok(texts.length > 0, 'there is no text on this page')
  assert.deepEqual(found, [], 'texts')
}
