import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * A seat without metal: an X server in memory, and hands that press its keys and touch its glass.
 *
 * Packages: chromium, xvfb, xdotool, imagemagick (see scripts/setup.cjs).
 */
export interface Seat {
  readonly display: string
  readonly width: number
  readonly height: number
  /** Runs xdotool at this seat and gives back what it said. */
  xdo(...args: string[]): string
  /** Windows that can be seen, by name. */
  windows(): string[]
  /** Keeps a picture of the whole screen. */
  shot(path: string): string
  close(): Promise<void>
}

export async function openSeat({ width = 1080, height = 1920 } = {}): Promise<Seat> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject)
    server.stdio[3]?.once('data', (bytes: Buffer) => resolve(bytes.toString().trim()))
  })
  const display = `:${number}`
  const env = { ...process.env, DISPLAY: display }
  const xdo = (...args: string[]) => {
    // xdotool ends with 1 when nothing matches: for a seat that is an answer, not a failure.
    try {
      return execFileSync('xdotool', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
    } catch (error) {
      if ((error as { status?: number }).status === 1 && server.exitCode === null) return ''
      throw error
    }
  }
  return {
    display,
    width,
    height,
    xdo,
    windows: () =>
      xdo('search', '--onlyvisible', '--name', '.+')
        .split('\n')
        .filter((id) => id !== '')
        .map((id) => xdo('getwindowname', id)),
    shot(path) {
      mkdirSync(dirname(path), { recursive: true })
      execFileSync('import', ['-display', display, '-window', 'root', path])
      return path
    },
    async close() {
      server.kill('SIGKILL')
      await gone
    },
  }
}

/** Names what is not on this machine of what a seat needs, or null. */
export function seatLacks(): string | null {
  const onPath = (program: string) =>
    (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)))
  const missing = ['Xvfb', 'xdotool', 'import'].filter((program) => !onPath(program))
  if (!existsSync(CHROMIUM)) missing.push(CHROMIUM)
  return missing.length > 0 ? `not on this machine: ${missing.join(', ')}` : null
}

const CHROMIUM = '/usr/lib/chromium/chromium'

/** The shipped launcher before a seat, with everything it said. */
export interface Launcher {
  readonly process: ChildProcess
  said(): string
  /** Resolves with the ms it took until a line that was not there before matches. */
  until(pattern: RegExp, limitMs: number): Promise<number>
  /** Process ids of this launcher's browser whose command line matches. */
  browserPids(pattern: RegExp): number[]
  stop(): Promise<void>
}

const LAUNCHER = join(import.meta.dirname, '../../firmware-config/kiosk/luot-browser.ts')

/** Starts the shipped launcher as its unit does, drawing to X11 instead of Wayland. */
export function startLauncher(
  seat: Seat,
  { kind = 'kiosk', output = 'HDMI-A-1', url, folder, wrap = [] }: LauncherOptions,
): Launcher {
  const [program, ...args] = [...wrap, process.execPath, LAUNCHER, kind, output]
  const child = spawn(program!, args, {
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      DISPLAY: seat.display,
      RUNTIME_DIRECTORY: folder,
      LUOT_SCREEN_URL: url,
      LUOT_SCREEN_PLATFORM: 'x11',
      // A test machine has no graphics card, and this X server nobody who would stretch a window over the screen.
      LUOT_CHROMIUM_FLAGS: `--disable-gpu --window-position=0,0 --window-size=${seat.width},${seat.height}`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    process: child,
    said: () => said,
    async until(pattern, limitMs) {
      const from = performance.now()
      const before = said.length
      while (!pattern.test(said.slice(before))) {
        if (performance.now() - from > limitMs) {
          throw new Error(`not said within ${limitMs} ms: ${pattern}\n${said}`)
        }
        await wait(50)
      }
      return performance.now() - from
    },
    browserPids: (pattern) =>
      execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
        .split('\n')
        .filter((line) => line.includes(folder) && pattern.test(line) && !line.includes('luot-browser.ts'))
        .map((line) => Number.parseInt(line, 10)),
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

export interface LauncherOptions {
  kind?: 'kiosk' | 'board'
  output?: string
  url: string
  /** A folder of this screen's own, as systemd's RuntimeDirectory is. */
  folder: string
  /** What the launcher is started through: a namespace of its own with the shipped policies. */
  wrap?: string[]
}
