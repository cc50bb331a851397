import * as assert from 'node:assert/strict'
import { type Screen, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import { startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

let hall: BrowserHall

spec('a number at the kiosk, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, (opened) => {
    hall = opened
  })

  async function kiosk(prepare?: (screen: Screen) => Promise<void>): Promise<Screen> {
    const screen = await hall.open('about:blank', viewports.kioskLandscape)
    await prepare?.(screen)
    await screen.page.goto(`${hall.url}/kiosk/?id=kiosk-1`)
    return screen
  }

  test('U3 U4: two touches give a number at once, the slip follows, and home comes by itself', async () => {
    const screen = await kiosk((one) => one.page.clock.install())
    const { page } = screen
    await page.locator('pick-service').waitFor()
    await page.evaluate(WATCH_NUMBER)
    await takeNumber(screen)
    const number = page.locator('ticket-issued luot-number')
    await number.waitFor()
    assert.match((await number.getAttribute('value')) ?? '', /^A\d{3}$/)
    await page.locator('ticket-issued luot-banner[kind=good]').waitFor()
    await page.locator('ticket-issued luot-qr svg').waitFor()
    await page.clock.runFor(10_000)
    await page.locator('pick-service').waitFor()
    const stoodMs = await page.evaluate<number>('stood.until - stood.from')
    assert.ok(stoodMs >= 6_000, `the number stood for ${stoodMs} ms`)
    screen.assertQuiet()
  })

  test('S11: the browser’s own Back goes back within the kiosk, and never out of it', async () => {
    const screen = await kiosk()
    const { page } = screen
    await tile(screen, 'pick-service', 'Hộ tịch')
    await page.locator('pick-class').waitFor()
    // Pressed as the page's own script may: a real mouse key does the same.
    for (let press = 0; press < 3; press++) {
      await page.evaluate('history.back()')
      await page.locator('pick-service').waitFor()
    }
    assert.ok(page.url().startsWith(`${hall.url}/kiosk/`))
  })

  test('U4: a touch keeps the number on the glass', async () => {
    const screen = await kiosk((one) => one.page.clock.install())
    const { page } = screen
    await takeNumber(screen)
    await page.locator('ticket-issued luot-banner[kind=good]').waitFor()
    await page.locator('ticket-issued luot-number').click()
    await page.clock.runFor(15_000)
    assert.equal(await page.locator('ticket-issued luot-number').count(), 1)
  })

  test('I5: double taps give one ticket', async () => {
    const screen = await kiosk()
    const before = await issued()
    await screen.page.locator('pick-service kiosk-tiles button').first().dblclick()
    await screen.page.locator('pick-class kiosk-tiles button').first().waitFor()
    assert.equal(await issued(), before, 'the second half of the first double tap pressed nothing')
    await screen.page.locator('pick-class kiosk-tiles button').first().dblclick()
    await screen.page.locator('ticket-issued luot-number').waitFor()
    assert.equal(await issued(), before + 1)
    assert.equal(await screen.page.locator('ticket-issued').count(), 1, 'nor did it press Done')
  })

  test('U11 I14: with no paper the number stays, with words and a code to take it away', async () => {
    const screen = await kiosk()
    await hands('paper-out')
    try {
      await takeNumber(screen)
      const banner = screen.page.locator('ticket-issued luot-banner[kind=warn]')
      await banner.waitFor()
      const said = (await banner.locator('[lang=vi]').innerText()).trim()
      assert.ok(said.split(/\s+/).length <= 15, said)
      assert.match(said, /hết giấy.*chụp số hoặc quét mã.*hỏi cán bộ/)
      assert.equal(await screen.page.locator('ticket-issued luot-number').count(), 1)
      assert.equal(await screen.page.locator('ticket-issued luot-qr svg').count(), 1)
      await screen.assertNothingCut()
      await screen.shot('kiosk-no-paper')
    } finally {
      await hands('paper-in')
    }
  })

  test('U6: left alone, it asks, counts down, and is home again as the office set it', async () => {
    const screen = await kiosk((one) => one.page.clock.install())
    const { page } = screen
    await page.locator('pick-service luot-button', { hasText: 'English' }).click()
    await page.locator('pick-service h1', { hasText: 'Please choose a service' }).waitFor()
    // Ten seconds before it asks and one after: however long these lines take, they are not mistaken for each other.
    await page.clock.fastForward(35_000)
    assert.equal(await page.locator('dialog[open]').count(), 0)
    await page.clock.fastForward(11_000)
    await page.locator('dialog[open]').waitFor()
    assert.match(await page.locator('dialog [role=timer]').innerText(), /\b([1-9]|1\d|20)\b/)
    await page.locator('dialog luot-button').click()
    await page.locator('dialog[open]').waitFor({ state: 'detached' })
    await page.clock.fastForward(46_000)
    await page.locator('dialog[open]').waitFor()
    await page.clock.fastForward(21_000)
    await page.locator('pick-service h1 [lang=vi]', { hasText: 'Mời công dân chọn lĩnh vực' }).waitFor()
  })

  test('U11: a closed hall says when it opens; a closed service says whom to ask', async () => {
    const screen = await kiosk((one) =>
      one.page.routeWebSocket(/socket\.io/, (wire) => {
        const hub = wire.connectToServer()
        hub.onMessage((message) => {
          const opensAt = Date.UTC(2026, 10, 24, 0, 30)
          const closed = String(message).replace(
            '"hall":{"state":"open","lastNumberAt":null}',
            `"hall":{"state":"closed","why":"hall-closed","reason":null,"opensAt":${opensAt},"name":null}`,
          )
          wire.send(closed)
        })
      }),
    )
    await screen.page.locator('pick-service .sorry', { hasText: '07:30' }).waitFor()
    await screen.assertNothingCut()
    assert.deepEqual(await screen.axe(), [])
    await screen.shot('kiosk-hall-closed')
  })

  test('U11: what the hub refuses is said with what to do, and Home is there', async () => {
    const screen = await kiosk((one) =>
      one.page.routeWebSocket(/socket\.io/, (wire) => {
        const hub = wire.connectToServer()
        wire.onMessage((message) => hub.send(String(message).replace('"service":"ho-tich"', '"service":"dong-cua"')))
      }),
    )
    await takeNumber(screen)
    await screen.page.locator('plain-notice', { hasText: 'Chưa lấy được số' }).waitFor()
    assert.equal(await screen.page.locator('ticket-issued').count(), 0)
    await screen.page.locator('luot-button', { hasText: 'Trang đầu' }).click()
    await screen.page.locator('pick-service').waitFor()
  })

  test('U11: with the hub away it says so within 3 s, a number is never lost, and it comes back by itself', async () => {
    const away = await startHub()
    const port = new URL(away.url).port
    const pins = away.hub.pins
    const home = await hall.open(`${away.url}/kiosk/?id=kiosk-1`, viewports.kiosk)
    const ticket = await hall.open(`${away.url}/kiosk/?id=kiosk-2`, viewports.kiosk)
    await home.page.locator('pick-service kiosk-tiles button').first().waitFor()
    await hallHands(away, 'paper-out')
    await takeNumber(ticket)
    await ticket.page.locator('ticket-issued luot-banner[kind=warn]').waitFor()
    await away.close({ keepData: true })
    // Within three seconds of its own clock: that rule is held to in test/web/link.ts, where no machine can be too slow.
    await home.page.locator('plain-notice', { hasText: 'Mất kết nối máy chủ' }).waitFor()
    await ticket.page.locator('ticket-issued luot-banner[kind=away]').waitFor()
    assert.equal(await ticket.page.locator('ticket-issued luot-number').count(), 1)
    await home.assertNothingCut()
    await home.shot('kiosk-hub-away')
    const again = await startHub({ env: { LUOT_PORT: port }, dataFolder: away.dataFolder, pins })
    try {
      await home.page.locator('pick-service kiosk-tiles button').first().waitFor()
      await ticket.page.locator('ticket-issued luot-banner[kind=away]').waitFor({ state: 'detached' })
    } finally {
      await home.close()
      await ticket.close()
      await again.close()
    }
  }, 60_000)
})

async function tile({ page }: Screen, within: string, name: string): Promise<void> {
  await page.locator(`${within} kiosk-tiles button`, { hasText: name }).click()
}

async function takeNumber(screen: Screen): Promise<void> {
  await tile(screen, 'pick-service', 'Hộ tịch')
  await tile(screen, 'pick-class', 'Tôi không thuộc diện ưu tiên')
}

/** Notes in the page, by the page's own time, since when and until when a number stood on the glass. */
const WATCH_NUMBER = `
  globalThis.stood = {}
  setInterval(() => {
    const number = document.querySelector('kiosk-app').shadowRoot.querySelector('ticket-issued')
    if (number) stood.from ??= performance.now()
    else if (stood.from) stood.until ??= performance.now()
  }, 50)
`

/** How many tickets the day has, as an officer's report counts them. */
async function issued(): Promise<number> {
  reporter ??= await hall.officer('an')
  return (await hall.get('/api/day', { cookie: reporter.cookie })).body.issued
}
let reporter: Awaited<ReturnType<TestHub['officer']>> | undefined

const hands = (action: string) => hallHands(hall, action)

async function hallHands(at: TestHub, action: string): Promise<void> {
  const reply = await at.post('/api/dock/may-in-1', { action })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
}
