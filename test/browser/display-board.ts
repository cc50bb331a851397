import * as assert from 'node:assert/strict'
import type { BrowserContext } from 'playwright-core'
import { machineClock } from '#server/clock.ts'
import { assertTexts, type Screen, type Viewport, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import type { Staffer } from '../kit/hub.ts'
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
/** How much later it is at the hub than here: what goes by its clock need not be waited for. */
let aheadMs = 0
const machine = { wall: () => machineClock.wall() + aheadMs, steady: () => machineClock.steady() + aheadMs }

spec('the TV board, before a real hub', ({ test, ...around }) => {
  openBrowserHall(
    around,
    async (opened) => {
      hall = opened
      for (const [officer, counter] of Object.entries({ an: 'quay-1', binh: 'quay-2', chi: 'quay-5' })) {
        const staffer = await hall.officer(officer)
        officers.set(counter, staffer)
        await staffer.ask('open-counter', { counter })
      }
    },
    { machine },
  )

  test('shows the number called with its counter, large and highlighted, and lists it', async () => {
    const board = await openBoard('?speaks=0')
    const number = await callAt('quay-2')
    await board.page.locator(`.now.calling luot-number.large[value="${number}"]`).waitFor()
    assert.equal(await board.page.locator('.now .counter > luot-number').getAttribute('value'), '2')
    const row = board.page.locator('.calls li').first()
    assert.deepEqual(await values(row.locator('luot-number')), [number, '2'])
    assert.equal(await row.getAttribute('class'), 'marked')
    board.assertQuiet()
  })

  test('the office’s name gives way when the clock beside it grows', async () => {
    const board = await openBoard('?speaks=0')
    await board.settled()
    await board.page.evaluate(
      `document.querySelector('luot-board').shadowRoot.querySelector('luot-clock').style.paddingInlineStart = '40vw'`,
    )
    await board.assertNothingCut()
  })

  for (const lang of ['vi', 'en']) {
    test(`U13 U7 U8 U9: on 55 inches at 10 m, every glass, ${lang}`, async () => {
      const board = await openBoard(`?speaks=0&diagonal=55&distance=10&lang=${lang}`)
      const number = await callAt('quay-2')
      await board.page.locator(`luot-number.large[value="${number}"]`).waitFor()
      for (const [name, glass] of Object.entries(GLASS)) {
        board.standsOn(glass.mmPerPx)
        await board.page.setViewportSize({ width: glass.width, height: glass.height })
        await board.settled()
        const inches = (px: number) => px * ((55 * 25.4) / Math.hypot(glass.width, glass.height))
        // The letters of this face: capitals are 0.74 of the font size.
        const atLeast = async (where: string, leastMm: number) => {
          const capMm = inches(0.74 * (await fontPx(board, where)))
          assert.ok(capMm >= leastMm, `${name}: ${where} has capitals of ${capMm} mm`)
        }
        await atLeast('.now .large', CALL_MM)
        await atLeast('.now .counter > luot-number', CALL_MM)
        await atLeast('.calls li luot-number', ROW_MM)
        await atLeast('luot-clock', ROW_MM)
        if (name === '1080p') {
          assert.ok((await fontPx(board, '.now .large')) >= 268)
          assert.ok((await fontPx(board, '.calls li luot-number')) >= 128)
        }
        const { overflows, texts } = await board.look()
        assert.deepEqual(overflows, [], `${name}: something does not fit`)
        assertTexts(texts, { contrast: 7 })
        // Lying down and upright are laid out differently; the others are one of them in more dots or fewer.
        if (name === '1080p' || name === 'upright') assert.deepEqual(await board.axe(), [], name)
        assert.equal(await board.page.locator('.notes p').count(), 0, 'no warning where the sizes are held')
        await board.shot(`display-board-${name}-${lang}`)
      }
      board.assertQuiet()
    })
  }

  test('U13: tells staff when the set is too small for the hall', async () => {
    const board = await openBoard('?speaks=0&diagonal=32&distance=12')
    await board.page.locator('.notes p').waitFor()
    assert.match(await board.page.locator('.notes').innerText(), /ghế xa nhất 12 m: cần màn hình từ \d+ inch/)
    await board.assertNothingCut()
  })

  test('U14: three calls of one moment are each called for six seconds, and all stand in the list', async () => {
    const board = await openBoard('?speaks=0')
    await board.page.evaluate(WATCH_CALLED)
    const numbers = await Promise.all(['quay-1', 'quay-2', 'quay-5'].map(callAt))
    for (const number of numbers) await board.page.locator(`.calls li luot-number[value="${number}"]`).waitFor()
    await board.until(
      'watched.length >= 3 && watched.every(({ until, since }) => lasted({ until, since }) >= 5_800)',
      90_000,
    )
    const called = await board.page.evaluate<string[]>('watched.map(({ number }) => number)')
    assert.deepEqual(called.sort(), numbers.sort())
  }, 120_000)

  test('tells the hub’s time, whatever the screen’s own clock says', async () => {
    const prepare = async (context: BrowserContext) => {
      await context.addInitScript('const own = Date.now; Date.now = () => own() - 3 * 3_600_000')
    }
    const board = await openBoard('?speaks=0', prepare)
    const before = machine.wall()
    const told = await board.page.evaluate<number>(
      `document.querySelector('luot-board').shadowRoot.querySelector('luot-clock').now()`,
    )
    const shown = await board.page.locator('luot-clock time').innerText()
    // A slow machine hears the hub late; three hours it is not.
    const late = 20_000
    assert.ok(told > before - late && told < machine.wall() + late, `${told - before} ms off`)
    const minute = (at: number) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' }).format(at)
    assert.ok([before - late, before, machine.wall()].map(minute).includes(shown), shown)
  })

  test('I11: stops calling a number that nobody answered, though nothing new comes from the hub', async () => {
    const board = await openBoard('?speaks=0', (context) => context.clock.install())
    const number = await callAt('quay-2')
    await board.page.locator(`.now.calling luot-number[value="${number}"]`).waitFor()
    // Its turn on the large panel goes by the page's time, how long it is awaited by the hub's.
    await board.page.clock.runFor(11_000)
    await board.page.locator('.now.called').waitFor()
    aheadMs += 200_000
    await board.page.locator('.now.last').waitFor()
  })

  test('gives every service its turn in the strip', async () => {
    const board = await openBoard('?speaks=0')
    const strip = `[...document.querySelector('luot-board').shadowRoot.querySelectorAll('.services .prefix')]
      .map((prefix) => prefix.innerText).join('')`
    const seen = new Set<string>()
    for (let turns = 0; turns < 8 && seen.size < 7; turns++) {
      const shown = await board.page.evaluate<string>(strip)
      for (const prefix of shown) seen.add(prefix)
      aheadMs += 10_000
      await board.until(`${strip} !== '${shown}'`)
    }
    assert.deepEqual([...seen].sort().join(''), 'AHKMQSX')
  })

  test('says what is wrong with its address', async () => {
    const board = await hall.open('/display/?diagonal=huge&speaker=1', viewports.board)
    await board.page.locator('luot-wrong-address li').first().waitFor()
    const said = await board.page.locator('luot-wrong-address main').innerText()
    assert.match(said, /“diagonal”: một số từ 10 đến 300/)
    assert.match(said, /There is no setting “speaker”/)
    assert.deepEqual(await board.axe(), [])
    await board.assertNothingCut()
    board.assertQuiet()
  })

  /** A board that has heard the hub: a call is told once, and who is not there yet only lists it. */
  async function openBoard(search: string, prepare?: (context: BrowserContext) => Promise<void>): Promise<Screen> {
    const board = await hall.open(`/display/${search}`, viewports.board, prepare && { prepare })
    await board.page.locator('luot-clock').waitFor()
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
  globalThis.lasted = ({ since, until }) => (until ?? performance.now()) - since
  setInterval(() => {
    const now = document.querySelector('luot-board').shadowRoot.querySelector('.now.calling luot-number.large')
    const number = now?.getAttribute('value')
    const last = watched.at(-1)
    if (last && !last.until && last.number !== number) last.until = performance.now()
    if (number && last?.number !== number) watched.push({ number, since: performance.now() })
  }, 50)
`
