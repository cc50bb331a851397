import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Door, openDoor, type Seen } from './browser-door.ts'
import { lockedIn } from './browser-policies.ts'
import { type Launcher, openSeat, type Seat, startLauncher } from './browser-seat.ts'
import { startHub, type TestHub } from './hub.ts'

/** A kiosk as a citizen finds it: the shipped launcher, flags and policies before a real hub, and whoever tries to get out. */
export interface LockedKiosk {
  readonly hub: TestHub
  readonly seat: Seat
  readonly door: Door
  readonly screen: Launcher
  /** What can be seen from outside and told from inside; equal pictures mean that nothing got out. */
  look(): Promise<Look>
  /** Starts all over, and gives the new window the keyboard. */
  afresh(): Promise<void>
  close(): Promise<void>
}

export interface Look {
  windows: string[]
  /** Null: the page no longer speaks, so it is not the page that is shown. */
  page: Seen | null
}

export async function openLockedKiosk(): Promise<LockedKiosk> {
  const folder = mkdtempSync(join(tmpdir(), 'luot-screen-'))
  const seat = await openSeat({ width: 800, height: 1280 })
  const hub = await startHub()
  const door = await openDoor(hub.url)
  const url = `${door.url}/kiosk/?id=kiosk-1`
  const start = () => startLauncher(seat, { url, folder, wrap: [lockedIn(folder, door.url)] })
  let screen = start()
  const kiosk: LockedKiosk = {
    hub,
    seat,
    door,
    get screen() {
      return screen
    },
    async look() {
      door.forget()
      for (let tries = 0; door.seen() === null && tries < 20; tries++) await wait(50)
      return { windows: everyWindow(seat), page: door.seen() }
    },
    async afresh() {
      await screen.stop()
      screen = start()
      await ready()
    },
    async close() {
      await screen.stop()
      door.close()
      await hub.close()
      await seat.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  async function ready(): Promise<void> {
    // A launcher of its own each time: one that saw many short lives would rightly wait longer and longer.
    await screen.until(/the page is up/, 60_000)
    const [window = ''] = seat.xdo('search', '--onlyvisible', '--name', 'Lượt').split('\n')
    seat.xdo('windowfocus', '--sync', window)
    await wait(300)
  }
  await ready()
  return kiosk
}

/** Every window that can be seen, menus and bubbles without a name included: `name WxH+X+Y`. */
function everyWindow({ display }: Seat): string[] {
  const env = { ...process.env, DISPLAY: display }
  const tree = execFileSync('xwininfo', ['-root', '-children'], { env, encoding: 'utf8' })
  const ids = [...tree.matchAll(/^\s+(0x[0-9a-f]+) /gm)].map(([, id]) => id!)
  return ids.flatMap((id) => {
    const told = execFileSync('xwininfo', ['-id', id], { env, encoding: 'utf8' })
    if (!/Map State: IsViewable/.test(told)) return []
    const name = /Window id: \S+ (.*)/.exec(told)?.[1] ?? ''
    return [`${name} ${/-geometry (\S+)/.exec(told)?.[1]}`]
  })
}
