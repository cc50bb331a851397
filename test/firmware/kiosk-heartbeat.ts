import * as assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Door, openDoor } from '../kit/browser-door.ts'
import { type Launcher, openSeat, type Seat, seatLacks, startLauncher } from '../kit/browser-seat.ts'
import { startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

// Waits for real time: the shipped launcher notices a dead page by its own clock, and a living one is left alone for 18 s.

const EVERYTHING = process.env.LUOT_KIOSK_ALL === '1'
/** The promise is 30 s, and held to where nothing else runs (npm run test:kiosk); beside other tests a browser is slow to start. */
const BACK_WITHIN_MS = EVERYTHING ? 30_000 : 90_000

spec('a dead page comes back, with the shipped launcher and a real Chromium', ({ test, skip, before, after }) => {
  const lacks = seatLacks()
  if (lacks !== null) {
    skip('every way a page can die', lacks)
    return
  }
  let seat: Seat
  let hub: TestHub
  let door: Door
  let screen: Launcher
  const folder = mkdtempSync(join(tmpdir(), 'luot-screen-'))
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

  before(async () => {
    seat = await openSeat({ width: 800, height: 1280 })
    hub = await startHub()
    door = await openDoor(hub.url)
    door.shut()
    screen = startLauncher(seat, { url: `${door.url}/kiosk/?id=kiosk-1`, folder })
  })
  after(async () => {
    await screen.stop()
    door.close()
    await hub.close()
    await seat.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('a screen that is on before its hub shows that it waits, and no error page', async () => {
    const took = await screen.until(/waiting for the hub/, BACK_WITHIN_MS)
    console.log(`waiting page after ${seconds(took)}`)
    seat.shot(join('.cache', 'shots', 'kiosk-waiting.png'))
    door.open()
    console.log(`hub there: page after ${seconds(await screen.until(/the page is up/, BACK_WITHIN_MS))}`)
  }, 190_000)

  const renderer = /--type=renderer/
  const deaths: [string, () => void][] = [
    ['whose process is killed', () => signal(screen.browserPids(renderer), 'SIGKILL')],
    ['whose process stands still', () => signal(screen.browserPids(renderer), 'SIGSTOP')],
    ['that turns in an endless loop', () => door.order({ do: 'hang' })],
    ['whose browser is killed', () => signal(screen.browserPids(/--kiosk/), 'SIGKILL')],
    ['whose browser stands still', () => signal(screen.browserPids(/--kiosk/), 'SIGSTOP')],
  ]
  for (const [which, die] of deaths) {
    if (!EVERYTHING && !/loop|browser is killed/.test(which)) {
      skip(`a page ${which} is back`, 'each takes 20 s: npm run test:kiosk')
      continue
    }
    test(`a page ${which} is back`, async () => {
      die()
      console.log(`a page ${which}: back after ${seconds(await screen.until(/the page is up/, BACK_WITHIN_MS))}`)
    }, 100_000)
  }

  test('a page that dies while the hub is away is followed by the page that waits', async () => {
    door.shut()
    signal(screen.browserPids(renderer), 'SIGKILL')
    console.log(`hub away: waiting page after ${seconds(await screen.until(/waiting for the hub/, BACK_WITHIN_MS))}`)
    door.open()
    await screen.until(/the page is up/, BACK_WITHIN_MS)
  }, 190_000)

  test('a hub that goes and comes takes no living page with it', async () => {
    const said = screen.said()
    door.shut()
    // Longer than a silent page would be left alone: the page lives on without its hub.
    await wait(18_000)
    door.open()
    assert.equal(screen.said(), said, 'the browser was started anew although its page lived')
  })
})

function signal(pids: number[], name: NodeJS.Signals): void {
  assert.ok(pids.length > 0, 'no such process of this browser')
  for (const pid of pids) process.kill(pid, name)
}
