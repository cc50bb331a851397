import * as assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { inLockedBrowser } from '../kit/browser-locked.ts'
import { lockLacks } from '../kit/browser-policies.ts'
import { startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

/** Real touches, up to five fingers, on the kiosk's page in the shipped browser with its flags and policies. */
spec('no gesture leads out of the kiosk', ({ test, skip, before, after }) => {
  const lacks = lockLacks()
  if (lacks !== null) {
    skip('long press, pinch, swipes and many fingers', lacks)
    return
  }
  let hub: TestHub
  before(async () => {
    hub = await startHub()
  })
  after(() => hub.close())

  test('long press, pinch, swipes from every edge, three and five fingers, and a hundred wild ones', async () => {
    await inLockedBrowser({ hub: hub.url, touch: true }, async (page) => {
      await page.goto(`${hub.url}/kiosk/?id=kiosk-1`)
      await page.waitForSelector('kiosk-app')
      const bornAt = await page.evaluate('performance.timeOrigin')
      await page.evaluate(WITNESS)
      const hand = await handOn(page)

      await hand([[540, 900]], [[540, 900]], 900)
      assert.equal(await page.evaluate('witness.menus'), 0, 'a finger that rests long opened the menu')
      assert.equal(await page.evaluate('String(getSelection())'), '', 'a finger that rests long marked a text')

      await hand(
        [
          [400, 900],
          [700, 900],
        ],
        [
          [100, 900],
          [1000, 900],
        ],
        30,
      )
      await hand(
        [
          [500, 500],
          [500, 1500],
        ],
        [
          [500, 900],
          [500, 1100],
        ],
        30,
      )
      assert.equal(await page.evaluate('visualViewport.scale'), 1, 'two fingers made the page larger')

      for (const [from, to] of EDGES) await hand([from], [to], 10)
      const three = (y: number) => [200, 500, 800].map((x): Spot => [x, y])
      await hand(three(300), three(1700), 10)
      await hand(three(1700), three(300), 10)
      const five = (spread: number) => [0, 1, 2, 3, 4].map((finger): Spot => [540 + (finger - 2) * spread, 960])
      await hand(five(200), five(20), 10)

      const random = numbers(11)
      const spot = (): Spot => [Math.floor(random() * 1080), Math.floor(random() * 1920)]
      for (let count = 0; count < 100; count++) {
        const fingers = 1 + Math.floor(random() * 4)
        const spots = () => Array.from({ length: fingers }, spot)
        await hand(spots(), spots(), 0)
      }
      await wait(500)

      assert.equal(new URL(page.url()).pathname, '/kiosk/')
      assert.equal(await page.evaluate('performance.timeOrigin'), bornAt, 'the page was left or loaded anew')
      assert.equal(await page.evaluate('visualViewport.scale'), 1)
      assert.equal(await page.evaluate('witness.menus'), 0)
      assert.ok(
        Number(await page.evaluate('witness.touches')) > 100,
        'the page felt no touch: then this proves nothing',
      )
      assert.equal(
        page
          .context()
          .pages()
          .filter((other) => other !== page && other.url() !== 'about:blank').length,
        0,
      )
    })
  }, 90_000)
})

type Spot = [x: number, y: number]

const EDGES: [Spot, Spot][] = [
  [
    [1, 900],
    [900, 900],
  ],
  [
    [1079, 900],
    [100, 900],
  ],
  [
    [540, 1],
    [540, 1500],
  ],
  [
    [540, 1919],
    [540, 300],
  ],
]

const WITNESS = `
  window.witness = { menus: 0, touches: 0 }
  addEventListener('contextmenu', (event) => setTimeout(() => { if (!event.defaultPrevented) witness.menus++ }))
  addEventListener('touchend', () => witness.touches++, true)
`

/** Gives a hand that puts fingers down, moves them in steps, and lifts them after a while. */
async function handOn(page: Page): Promise<(from: Spot[], to: Spot[], restMs: number) => Promise<void>> {
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', spots: Spot[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: spots.map(([x, y], id) => ({ x, y, id })) })
  return async (from, to, restMs) => {
    await touch('touchStart', from)
    for (const part of [0.3, 0.6, 1]) {
      const between = from.map(([x, y], finger): Spot => {
        const [endX, endY] = to[finger] ?? [x, y]
        return [x + (endX - x) * part, y + (endY - y) * part]
      })
      await touch('touchMove', between)
    }
    await wait(restMs)
    await touch('touchEnd', [])
  }
}

/** Numbers that look random and are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
