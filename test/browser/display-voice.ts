import * as assert from 'node:assert/strict'
import type { BrowserContext, Page } from 'playwright-core'
import { type OpenBrowser, openBrowser, type Screen, viewports } from '../kit/browser.ts'
import { type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

/** How much faster than in a hall every clip is played: what comes after what stays as it is. */
const FASTER = 4
/** Counts what the page sends to its loudspeaker: when each clip began, how long it is, and which number was called meanwhile. */
const SPY = `
  globalThis.played = []
  const start = AudioBufferSourceNode.prototype.start
  AudioBufferSourceNode.prototype.start = function (...when) {
    const number = document.querySelector('luot-board').shadowRoot.querySelector('.now luot-number.large')
    played.push({ at: performance.now(), ms: this.buffer.duration * 1000, number: number?.getAttribute('value') ?? null })
    this.playbackRate.value = ${FASTER}
    return start.apply(this, when)
  }
`
/** A browser that makes no sound before it is touched, as any is without the kiosk's own switch. */
const LOCKED = `
  let touched = false
  addEventListener('pointerdown', () => (touched = true), { capture: true })
  Object.defineProperty(AudioContext.prototype, 'state', { get: () => (touched ? 'running' : 'suspended') })
  AudioContext.prototype.resume = async function () { this.dispatchEvent(new Event('statechange')) }
`

interface Played {
  at: number
  /** As it is heard in a hall. */
  ms: number
  number: string | null
}

const endOf = ({ at, ms }: Played) => at + ms / FASTER

let browser: OpenBrowser

spec('the voice of a hall', ({ test, before, after, afterEach }) => {
  const open: { close(): Promise<void> }[] = []
  before(async () => {
    browser = await openBrowser()
  })
  afterEach(async () => {
    for (const thing of open.splice(0).reverse()) await thing.close()
  })
  after(() => browser.close())

  test('I12 U15: one of two boards says a call, chime and sentence, twice, with two seconds between', async () => {
    const { hall, next } = await openHall()
    const first = await openBoard(hall, 'id=board-1')
    const second = await openBoard(hall, 'id=board-2')
    const number = await next()
    for (const { page } of [first, second]) await page.locator(`.now.calling luot-number[value="${number}"]`).waitFor()
    await first.until('played.length === 3')
    const [chime, sentence, again] = (await played(first.page)) as [Played, Played, Played]
    assert.ok(chime.ms <= 1_500, `the chime lasts ${chime.ms} ms`)
    assert.ok(sentence.ms <= 7_000, `the sentence lasts ${sentence.ms} ms`)
    assert.ok(sentence.at >= endOf(chime) - 60, 'the sentence waits for the chime')
    assert.ok(again.at >= endOf(sentence) + 1_900, 'a rest of two seconds before it is said again')
    assert.equal(again.ms, sentence.ms)
    assert.deepEqual(await played(second.page), [])
    first.assertQuiet()
    second.assertQuiet()
  }, 60_000)

  test('U15: calls of one moment are said one after the other, and only the last one twice', async () => {
    const { hall, next } = await openHall(['quay-1', 'quay-2'])
    const board = await openBoard(hall, 'id=board-1')
    await Promise.all([next('quay-1'), next('quay-2')])
    await board.until('played.length === 5')
    const said = await played(board.page)
    said.slice(1).forEach((clip, index) => {
      assert.ok(clip.at >= endOf(said[index] as Played) - 60, `clip ${index + 2} began before clip ${index + 1} ended`)
    })
  }, 70_000)

  test('another board speaks when the one that spoke goes away', async () => {
    const { hall, next } = await openHall()
    const first = await openBoard(hall, 'id=board-1')
    const second = await openBoard(hall, 'id=board-2')
    const third = await openBoard(hall, 'id=board-3&speaks=0')
    await first.close()
    await next()
    await second.until('played.length >= 1')
    assert.deepEqual(await played(third.page), [])
  }, 60_000)

  test('chimes and goes on when the sentence is missing', async () => {
    const { hall, next } = await openHall(['quay-1', 'quay-2'])
    let asked = 0
    const board = await openBoard(hall, 'id=board-1', (context) =>
      context.route('**/clips/**', (route) => (asked++ === 0 ? route.continue() : route.fulfill({ status: 404 }))),
    )
    await next('quay-1')
    await board.until('played.length === 1')
    const number = await next('quay-2')
    await board.page.locator(`.now.calling luot-number[value="${number}"]`).waitFor()
    board.assertQuiet([/404/])
  }, 60_000)

  test('asks staff for a touch when the browser is mute, calls on silently, and speaks after it', async () => {
    const { hall, next } = await openHall(['quay-1', 'quay-2'])
    const board = await openBoard(hall, 'id=board-1', (context) => context.addInitScript(LOCKED))
    await board.page.locator('.notes', { hasText: 'Chạm vào màn hình để bật tiếng' }).waitFor()
    await board.assertNothingCut()
    const number = await next('quay-1')
    await board.page.locator(`.now.calling luot-number[value="${number}"]`).waitFor()
    await board.page.locator('.now.called').waitFor()
    assert.deepEqual(await played(board.page), [])
    await board.page.mouse.click(300, 300)
    await board.page.locator('.notes p').waitFor({ state: 'detached' })
    await next('quay-2')
    await board.until('played.length >= 1')
  }, 60_000)

  test('I11 I12: says within ten seconds that the hub is gone, comes back by itself, and says nothing again', async () => {
    const { hall, next } = await openHall(['quay-1', 'quay-2'])
    const board = await openBoard(hall, 'id=board-1&say=1')
    const number = await next('quay-1')
    await board.until('played.length === 2')
    await hall.close({ keepData: true })
    await board.page.locator('.now.lost', { hasText: 'Bảng đang chờ tín hiệu' }).waitFor()
    assert.equal(await board.page.locator('.now luot-number').count(), 0, 'nobody is called meanwhile')
    await board.assertNothingCut()
    await board.shot('display-board-lost')

    const { dataFolder, hub } = hall
    const env = { LUOT_PORT: new URL(hall.url).port }
    const again = await startHub({ dataFolder, pins: hub.pins, env })
    open.push(again)
    await board.page.locator('.now.lost').waitFor({ state: 'detached' })
    await board.page.locator(`.calls luot-number[value="${number}"]`).waitFor()
    const officer = await again.officer('binh')
    await again.issue('chung-thuc')
    const called = await officer.ask('call-next', { counter: 'quay-2' })
    await board.page.locator(`.now.calling luot-number[value="${called.body.called.number}"]`).waitFor()
    // The old call, said again, would have had its turn before this one.
    const itsOwn = JSON.stringify(called.body.called.number)
    await board.until(`played.filter(({ number }) => number === ${itsOwn}).length === 2`)
    assert.deepEqual(
      (await played(board.page)).map((clip) => clip.number),
      [number, number, called.body.called.number, called.body.called.number],
    )
  }, 90_000)

  async function openHall(counters = ['quay-2']) {
    const hall = await startHub()
    open.push(hall)
    const officers = new Map<string, Staffer>()
    for (const [index, counter] of counters.entries()) {
      const officer = await hall.officer(['an', 'binh', 'chi', 'dung'][index] as string)
      officers.set(counter, officer)
      await officer.ask('open-counter', { counter })
    }
    /** Takes a number and calls it. */
    const next = async (counter = counters[0] as string): Promise<string> => {
      await hall.issue('chung-thuc')
      const answer = await officers.get(counter)!.ask('call-next', { counter })
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
      return answer.body.called.number
    }
    return { hall, next }
  }

  async function openBoard(
    hall: TestHub,
    search: string,
    plant: (context: BrowserContext) => Promise<unknown> = async () => {},
  ): Promise<Screen> {
    const prepare = async (context: BrowserContext) => {
      await context.addInitScript(SPY)
      await plant(context)
    }
    const board = await browser.open(`${hall.url}/display/?${search}`, viewports.board, { prepare })
    open.push(board)
    await board.page.locator('luot-clock').waitFor()
    return board
  }
})

function played(page: Page): Promise<Played[]> {
  return page.evaluate<Played[]>('played')
}
