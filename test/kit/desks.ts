import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { machineClock } from '#server/clock.ts'
import { assertTexts, type OpenBrowser, openBrowser, type Screen, viewports } from './browser.ts'
import { type Staffer, startHub, type TestHub } from './hub.ts'
import type { spec } from './spec.ts'

export const NOT_SIGNED_IN = /401/

type Around = Pick<Parameters<Parameters<typeof spec>[1]>[0], 'before' | 'beforeEach' | 'afterEach' | 'after'>

/** A hub for each test with its desks before it, and hands that press their keys as officers do. */
export class Desks {
  hall!: TestHub
  /** How far the test moved the hub’s clock ahead. */
  aheadMs = 0
  /** How wrong somebody set the machine’s date. */
  datedMs = 0
  #browser!: OpenBrowser
  readonly #open: Screen[] = []
  readonly #folders = new Set<string>()
  #held: { wall: number; steady: number } | null = null
  readonly #machine = {
    wall: () => (this.#held?.wall ?? machineClock.wall()) + this.aheadMs + this.datedMs,
    steady: () => (this.#held?.steady ?? machineClock.steady()) + this.aheadMs,
  }

  constructor({ before, beforeEach, afterEach, after }: Around) {
    before(async () => {
      this.#browser = await openBrowser()
    })
    beforeEach(async () => {
      this.aheadMs = 0
      this.datedMs = 0
      this.#held = null
      this.hall = await startHub({ machine: this.#machine })
    })
    afterEach(async () => {
      for (const screen of this.#open.splice(0)) await screen.close()
      // The voice may still be writing a clip of the last call: the folder goes when all is over.
      await this.hall.close({ keepData: true })
      this.#folders.add(this.hall.dataFolder)
    })
    after(async () => {
      await this.#browser.close()
      for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true })
    })
  }

  async open(
    who: string | Staffer | null = null,
    { path = '/desk/', handMoved = false, script }: { path?: string; handMoved?: boolean; script?: string } = {},
  ): Promise<Screen> {
    const cookie = typeof who === 'string' ? (await this.hall.officer(who)).cookie : who?.cookie
    const screen = await this.#browser.open(`${this.hall.url}${path}`, viewports.desk, {
      touch: false,
      prepare: async (context) => {
        if (handMoved) await context.clock.install()
        if (script) await context.addInitScript(script)
        if (!cookie) return
        const [name = '', value = ''] = cookie.split('=')
        await context.addCookies([{ name, value, url: this.hall.url }])
      },
    })
    this.#open.push(screen)
    return screen
  }

  /** An officer signed in, who took a free counter by its digit. */
  async seat(officer: string, counter: string, options: { handMoved?: boolean } = {}): Promise<Screen> {
    const screen = await this.open(officer, options)
    await screen.page.locator('choose-counter .counters').waitFor()
    await screen.page.keyboard.press(counter.slice(-1))
    await screen.page.locator('ticket-now[data-state=open]').waitFor()
    return screen
  }

  /** The hub stands up again on the same folder and port, after it was closed. */
  async comesBack(port: string): Promise<void> {
    this.hall = await startHub({ dataFolder: this.hall.dataFolder, machine: this.#machine, env: { LUOT_PORT: port } })
  }

  /** The hub’s clocks stand still from here on: what comes within seconds of one another does so on any machine. */
  holdTime(): void {
    this.#held = { wall: machineClock.wall(), steady: machineClock.steady() }
  }

  pinOf(officer: string): string {
    return this.hall.hub.pins.find(({ id }) => id === officer)?.pin ?? 'no pin'
  }

  async dayOf(officer: string): Promise<{ states: Record<string, number> }> {
    const { cookie } = await this.hall.officer(officer)
    return (await this.hall.get('/api/day', { cookie })).body
  }
}

/** From here on time passes on this page only as `page.clock.runFor` lets it; the page was opened `handMoved`. */
export async function standStill(page: Page): Promise<void> {
  await page.clock.pauseAt((await page.evaluate<number>('Date.now()')) + 3_000)
  // To the page those seconds passed without a word from the hub; it must have heard the next before a key counts.
  await page.locator('luot-banner[kind=away]').waitFor({ state: 'detached' })
}

/** Waits for what the hub’s clockwork does by itself, a beat a second. */
export async function happens(isSo: () => boolean, what: string): Promise<void> {
  const until = performance.now() + 30_000
  while (!isSo()) {
    assert.ok(performance.now() < until, `it did not happen: ${what}`)
    await wait(30)
  }
}

/** Presses a key and waits for the line that tells what came of it. */
export async function press(page: Page, key: string, told: string): Promise<void> {
  await page.keyboard.press(key)
  await page.locator('.told p', { hasText: told }).waitFor()
  await page.locator('luot-dialog').waitFor({ state: 'detached' })
}

export async function question(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key)
  await page.locator('luot-dialog dialog[open]').waitFor()
}

export async function answerWith(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key)
  await page.locator('luot-dialog').waitFor({ state: 'detached' })
}

export async function now(page: Page, number: string | null, state: string): Promise<void> {
  const which = number === null ? '' : `[value="${number}"]`
  await page.locator(`ticket-now[data-state=${state}] luot-number${which}`).waitFor()
}

/** Waits until the focus stands on or in what has this id, class or tag. */
export function focusOn({ until }: Screen, name: string): Promise<void> {
  return until(`(() => {
    const names = []
    for (let at = document.activeElement; at; at = at.shadowRoot?.activeElement) {
      names.push(at.id || at.className || at.localName)
    }
    return names.join(' ').split(/[\\s-]/).includes('${name}')
  })()`)
}

export async function looksRight(screen: Screen, name: string, { tall = false } = {}): Promise<void> {
  await screen.shot(name)
  const allowed = tall ? ['scrolls', 'page-taller'] : ['scrolls']
  const { overflows, texts } = await screen.look()
  const cut = overflows.filter(({ kind }) => !allowed.includes(kind))
  assert.deepEqual(cut, [], `${name}: does not fit`)
  assertTexts(texts, { contrast: 4.5, lineHeight: 1.1 })
  assert.deepEqual(await screen.axe(), [], `${name}: axe`)
}
