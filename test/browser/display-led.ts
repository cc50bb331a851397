import * as assert from 'node:assert/strict'
import type { Screen } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import type { Staffer } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

let hall: BrowserHall
let an: Staffer

spec('LED walls and counter signs, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, async (opened) => {
    hall = opened
    an = await hall.officer('an')
    await an.ask('open-counter', { counter: 'quay-2' })
  })

  for (const [width, height] of [
    [192, 96],
    [96, 32],
  ] as const) {
    test(`${width} × ${height}: the call in the wall's own pixels, in its own colours, sharp`, async () => {
      const led = await openAt(`led?id=led-1&width=${width}&height=${height}`, 400, 200)
      const before = await pixels(led)
      const number = await call()
      await led.page.locator(`canvas[aria-label*="${number}"]`).waitFor()
      await led.until(IS_CALLING)
      const after = await pixels(led)
      assert.deepEqual([after.left, after.top, after.width, after.height], [0, 0, width, height])
      assert.notEqual(after.data, before.data)
      assert.ok(after.lit > 100, `${after.lit} lamps are lit`)
      // Sharp: only whole colours, nothing between them and black.
      assert.deepEqual(
        after.colours.filter((colour) => !['0,0,0', '255,255,255', '255,230,0', '0,224,90'].includes(colour)),
        [],
      )
      assert.ok(after.colours.includes('255,230,0') && after.colours.includes('0,224,90'))
      assert.equal(await ground(led), 'rgb(0, 0, 0)')
      assert.deepEqual(await led.axe(), [])
      led.assertQuiet()
      await led.shot(`display-led-${width}x${height}`)
    })
  }

  test('shows a counter, the number it holds, and that it rests', async () => {
    const sign = await openAt('sign?counter=quay-2', 1280, 720)
    const number = await call()
    await sign.page.locator(`section luot-number[value="${number}"]`).waitFor()
    assert.equal(await sign.page.locator('h1 luot-number').getAttribute('value'), '2')
    await fits(sign, 'display-sign-called')
    await an.ask('finish-service', { counter: 'quay-2', ticket: await held() })
    await an.ask('pause-counter', { counter: 'quay-2', reason: 'Giải lao' })
    await sign.page.locator('section', { hasText: 'Tạm nghỉ' }).waitFor()
    await fits(sign, 'display-sign-paused')
    await an.ask('open-counter', { counter: 'quay-2' })
    await sign.page.locator('section', { hasText: 'Sẵn sàng' }).waitFor()
    await an.ask('close-counter', { counter: 'quay-2' })
    await sign.page.locator('section', { hasText: 'Quầy đóng' }).waitFor()
    await fits(sign, 'display-sign-closed')
    await an.ask('open-counter', { counter: 'quay-2' })
    sign.assertQuiet()
  })

  for (const [width, height] of [
    [800, 480],
    [1080, 1920],
    [3840, 2160],
  ] as const) {
    test(`U8: a counter sign fits ${width} × ${height}, in both languages`, async () => {
      for (const lang of ['vi', 'en']) {
        const sign = await openAt(`sign?counter=quay-6&lang=${lang}`, width, height)
        await sign.page.locator('section.rests').waitFor()
        await fits(sign, `display-sign-${width}-${lang}`)
      }
    })
  }

  test('says so when there is no such counter', async () => {
    const sign = await openAt('sign?counter=quay-99', 1280, 720)
    await sign.page.locator('section.rests').waitFor()
    await sign.until(`!document.querySelector('luot-sign').shadowRoot.textContent.includes('tín hiệu')`)
    assert.match(await sign.page.locator('section').innerText(), /quầy|counter/i)
    await sign.assertNothingCut()
  })

  async function openAt(address: string, width: number, height: number): Promise<Screen> {
    const screen = await hall.open(`/display/${address}`, { width, height, mmPerPx: 0.3 })
    return screen
  }
})

async function call(): Promise<string> {
  const counter = 'quay-2'
  const before = await held()
  if (before) {
    await an.ask('start-service', { counter, ticket: before })
    await an.ask('finish-service', { counter, ticket: before })
  }
  const ticket = await hall.issue('chung-thuc')
  const answer = await an.ask('call-next', { counter })
  assert.equal(answer.body.called?.number, ticket.number, JSON.stringify(answer.body))
  return ticket.number
}

/** The ticket the counter holds, if any. */
async function held(): Promise<string | null> {
  const state = [...hall.hub.road.queue().tickets.values()].find(
    (ticket) => (ticket.state === 'called' || ticket.state === 'serving') && ticket.counter === 'quay-2',
  )
  return state?.id ?? null
}

async function fits(sign: Screen, name: string): Promise<void> {
  await sign.assertNothingCut()
  assert.deepEqual(await sign.axe(), [])
  assert.deepEqual(
    (await sign.texts()).filter(({ contrast }) => contrast < 7),
    [],
  )
  await sign.shot(name)
}

/** The number called stands in yellow as long as it is its turn. */
const IS_CALLING = `(() => {
  const canvas = document.querySelector('luot-led').shadowRoot.querySelector('canvas')
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  for (let at = 0; at < data.length; at += 4) if (data[at] === 255 && data[at + 1] === 230 && data[at + 2] === 0) return true
  return false
})()`

interface Pixels {
  left: number
  top: number
  width: number
  height: number
  lit: number
  colours: string[]
  data: string
}

async function pixels(led: Screen): Promise<Pixels> {
  // A call is told once: whoever has not heard the hub by then never shows it in its colours.
  await led.page.locator('luot-led canvas').waitFor()
  await led.until(`document.querySelector('luot-led').link.view !== null`)
  return led.page.evaluate<Pixels>(`(() => {
    const canvas = document.querySelector('luot-led').shadowRoot.querySelector('canvas')
    const { left, top, width, height } = canvas.getBoundingClientRect()
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    const colours = []
    for (let at = 0; at < data.length; at += 4) colours.push(data.slice(at, at + 3).join())
    const lit = colours.filter((colour) => colour !== '0,0,0').length
    return { left, top, width, height, lit, colours: [...new Set(colours)], data: colours.join(' ') }
  })()`)
}

function ground(led: Screen): Promise<string> {
  return led.page.evaluate<string>(`getComputedStyle(document.querySelector('luot-led')).backgroundColor`)
}
