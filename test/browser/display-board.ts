import * as assert from 'node:assert/strict'
import type { BrowserContext } from 'playwright-core'
import { assertTexts, type Screen, type Viewport, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import { type Staffer, startHub } from '../kit/hub.ts'
import { handClock } from '../kit/machine.ts'
import { spec } from '../kit/spec.ts'

const GLASS: Record<string, Viewport> = {
  '1080p': viewports.board,
  '720p': { width: 1280, height: 720, mmPerPx: 0.951 },
  upright: { width: 1080, height: 1920, mmPerPx: 0.634 },
  '4K': viewports.fourK,
}
/** A capital's height in mm for 20′ and for 0.7° at ten metres. */
const ROW_MM = 58.2
const CALL_MM = 122.2

let hall: BrowserHall
const officers = new Map<string, Staffer>()
/** The ticket each counter called last. */
const held = new Map<string, string>()

spec('the TV board, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, async (opened) => {
    hall = opened
    for (const [officer, counter] of Object.entries({ an: 'quay-1', binh: 'quay-2', chi: 'quay-5' })) {
      const staffer = await hall.officer(officer)
      officers.set(counter, staffer)
      await staffer.ask('open-counter', { counter })
    }
  })

  test('shows the number called with its counter, large, highlighted for six seconds, and lists it', async () => {
    const board = await openBoard('?speaks=0')
    const number = await callAt('quay-2')
    await board.page.locator(`.now.calling luot-number.large[value="${number}"]`).waitFor()
    const since = Date.now()
    assert.equal(await board.page.locator('.now .counter > luot-number').getAttribute('value'), '2')
    const row = board.page.locator('.calls li').first()
    assert.deepEqual(await values(row.locator('luot-number')), [number, '2'])
    assert.equal(await row.getAttribute('class'), 'marked')
    await board.page.locator('.now.called').waitFor({ timeout: 15_000 })
    assert.ok(Date.now() - since > 5_800, `highlighted for ${Date.now() - since} ms`)
    board.assertQuiet()
  })

  for (const [name, viewport] of Object.entries(GLASS)) {
    for (const lang of ['vi', 'en']) {
      test(`U13 U7 U8 U9: on 55 inches at 10 m, ${name}, ${lang}`, async () => {
        const board = await openBoard(`?speaks=0&diagonal=55&distance=10&lang=${lang}`, viewport)
        const number = await callAt('quay-2')
        await board.page.locator(`luot-number.large[value="${number}"]`).waitFor()
        await board.settled()
        const inches = (px: number) => px * ((55 * 25.4) / Math.hypot(viewport.width, viewport.height))
        // The letters of this face: capitals are 0.74 of the font size.
        const capMm = async (where: string) => inches(0.74 * (await fontPx(board, where)))
        assert.ok((await capMm('.now .large')) >= CALL_MM, `number: ${await capMm('.now .large')} mm`)
        assert.ok((await capMm('.now .counter > luot-number')) >= CALL_MM)
        assert.ok((await capMm('.calls li luot-number')) >= ROW_MM, `row: ${await capMm('.calls li luot-number')} mm`)
        assert.ok((await capMm('luot-clock')) >= ROW_MM)
        await board.assertNothingCut()
        assertTexts(await board.texts(), { contrast: 7 })
        assert.deepEqual(await board.axe(), [])
        assert.equal(await board.page.locator('.notes p').count(), 0, 'no warning where the sizes are held')
        board.assertQuiet()
        await board.shot(`display-board-${name}-${lang}`)
      })
    }
  }

  test('U13: 55 inches at 10 m get 268 and 128 px, on Full HD', async () => {
    const board = await openBoard('?speaks=0&diagonal=55&distance=10')
    await board.page.locator('luot-number.large').waitFor()
    assert.ok((await fontPx(board, '.now .large')) >= 268)
    assert.ok((await fontPx(board, '.calls li luot-number')) >= 128)
  })

  test('U13: tells staff when the set is too small for the hall', async () => {
    const board = await openBoard('?speaks=0&diagonal=32&distance=12')
    await board.page.locator('.notes p').waitFor()
    assert.match(await board.page.locator('.notes').innerText(), /ghế xa nhất 12 m: cần màn hình từ \d+ inch/)
    await board.assertNothingCut()
  })

  test('U14: three calls of one moment are each called for six seconds, and all stand in the list', async () => {
    const board = await openBoard('?speaks=0')
    await board.page.locator('.services').waitFor()
    await board.page.evaluate(WATCH_CALLED)
    const numbers = await Promise.all(['quay-1', 'quay-2', 'quay-5'].map(callAt))
    for (const number of numbers) await board.page.locator(`.calls li luot-number[value="${number}"]`).waitFor()
    await board.until('watched.filter(({ until }) => until).length >= 3', 40_000)
    const watched = await board.page.evaluate<{ number: string; since: number; until: number }[]>('watched')
    const lasted = new Map(watched.map(({ number, since, until }) => [number, until - since]))
    for (const number of numbers) {
      assert.ok((lasted.get(number) ?? 0) >= 5_800, `${number} was called for ${lasted.get(number)} ms`)
    }
  }, 60_000)

  test('tells the hub’s time, whatever the screen’s own clock says', async () => {
    const prepare = async (context: BrowserContext) => {
      await context.addInitScript('const own = Date.now; Date.now = () => own() - 3 * 3_600_000')
    }
    const board = await openBoard('?speaks=0', viewports.board, prepare)
    await board.page.locator('.services').waitFor()
    const told = await board.page.evaluate<number>(
      `document.querySelector('luot-board').shadowRoot.querySelector('luot-clock').now()`,
    )
    assert.ok(Math.abs(told - Date.now()) < 1_000, `${told - Date.now()} ms off`)
    const shown = await board.page.locator('luot-clock time').innerText()
    const hours = (at: number) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' }).format(at)
    assert.ok([hours(Date.now()), hours(Date.now() - 2_000)].includes(shown), shown)
  })

  test('I11: stops calling a number that nobody answered, though nothing new comes from the hub', async () => {
    // A hub of its own, whose clocks are moved by hand: its pulses tell the board how late it is.
    const machine = handClock(Date.now())
    const other = await startHub({ machine })
    try {
      const officer = await other.officer('an')
      await officer.ask('open-counter', { counter: 'quay-2' })
      await other.issue('chung-thuc')
      const board = await hall.open(`${other.url}/display/?speaks=0`, viewports.board)
      await officer.ask('call-next', { counter: 'quay-2' })
      // The picture may come a breath before the call itself: its turn on the large panel is waited for, from end to end.
      await board.page.locator('.now.calling').waitFor({ timeout: 15_000 })
      await board.page.locator('.now.called').waitFor({ timeout: 20_000 })
      machine.pass(200_000)
      await board.page.locator('.now.last').waitFor({ timeout: 10_000 })
    } finally {
      await other.close()
    }
  })

  test('gives every service its turn in the strip', async () => {
    const board = await openBoard('?speaks=0')
    const seen = new Set<string>()
    const until = Date.now() + 30_000
    while (seen.size < 7 && Date.now() < until) {
      for (const prefix of await board.page.locator('.services .prefix').allInnerTexts()) seen.add(prefix)
      await board.page.waitForTimeout(250)
    }
    assert.deepEqual([...seen].sort().join(''), 'AHKMQSX')
  }, 60_000)

  test('says what is wrong with its address', async () => {
    const board = await openBoard('?diagonal=huge&speaker=1')
    await board.page.locator('luot-wrong-address li').first().waitFor()
    const said = await board.page.locator('luot-wrong-address main').innerText()
    assert.match(said, /“diagonal”: một số từ 10 đến 300/)
    assert.match(said, /There is no setting “speaker”/)
    assert.deepEqual(await board.axe(), [])
    await board.assertNothingCut()
    board.assertQuiet()
  })

  async function openBoard(
    search: string,
    viewport: Viewport = viewports.board,
    prepare?: (context: BrowserContext) => Promise<void>,
  ): Promise<Screen> {
    const board = await hall.open(`/display/${search}`, viewport, prepare && { prepare })
    return board
  }
})

/** Serves whoever stands at this counter, takes a number and calls it there. */
async function callAt(counter: string): Promise<string> {
  const officer = officers.get(counter)!
  const ticket = held.get(counter)
  if (ticket) {
    await officer.ask('start-service', { counter, ticket })
    await officer.ask('finish-service', { counter, ticket })
  }
  await hall.issue('chung-thuc')
  const answer = await officer.ask('call-next', { counter })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  held.set(counter, answer.body.called.ticket)
  return answer.body.called.number
}

function fontPx(board: Screen, where: string): Promise<number> {
  return board.page.evaluate<number>(
    `parseFloat(getComputedStyle(document.querySelector('luot-board').shadowRoot.querySelector('${where}')).fontSize)`,
  )
}

async function values(numbers: ReturnType<Screen['page']['locator']>): Promise<(string | null)[]> {
  return Promise.all((await numbers.all()).map((number) => number.getAttribute('value')))
}

/** Notes in the page which number is highlighted, since when and until when. */
const WATCH_CALLED = `
  globalThis.watched = []
  setInterval(() => {
    const now = document.querySelector('luot-board').shadowRoot.querySelector('.now.calling luot-number.large')
    const number = now?.getAttribute('value')
    const last = watched.at(-1)
    if (last && !last.until && last.number !== number) last.until = performance.now()
    if (number && last?.number !== number) watched.push({ number, since: performance.now() })
  }, 50)
`
