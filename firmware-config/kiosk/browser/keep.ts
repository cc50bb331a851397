import { type ChildProcess, spawn } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { flagsFor } from './flags.ts'
import { knockAt } from './knock.ts'
import { wayIn } from './machine-key.ts'
import type { ScreenSettings } from './settings.ts'
import {
  beatIn,
  beginVigil,
  heardBeat,
  judge,
  LIVED_MS,
  pauseAfter,
  sawDarkScreen,
  type Verdict,
  type Vigil,
} from './vigil.ts'
import { ANSWER_FILE, hubAnswers, waitingPage } from './waiting-page.ts'

/** Keeps one browser before one screen alive, for ever: starts it, listens for its beats, ends it when they stop. */
export function keepBrowser({ screen, folder, key, say, wellness }: KeepParts): { stop(): Promise<void> } {
  const profile = join(folder, 'profile')
  const waiting = join(folder, 'waiting')
  const firstPage = join(waiting, 'waiting.html')
  mkdirSync(waiting, { recursive: true })
  writeFileSync(firstPage, waitingPage())
  const answer = (text: string) => writeFileSync(join(waiting, ANSWER_FILE), text)

  let browser: ChildProcess | null = null
  let ended: Promise<void> = Promise.resolve()
  let vigil: Vigil | null = null
  let showing: 'nothing' | 'waiting' | 'page' = 'nothing'
  /** Starts in a row after which the browser ended by itself at once; those we ended took their time anyway. */
  let shortLives = 0
  let judged = false
  let nextStart: NodeJS.Timeout | undefined
  let knocking: { stop(): void } | null = null
  let stopped = false

  function start(): void {
    rmSync(profile, { recursive: true, force: true })
    answer('')
    knocking = goInWhenOpen()
    const flags = flagsFor(screen, {
      profile,
      firstPage: pathToFileURL(firstPage).href,
      root: process.getuid?.() === 0,
    })
    // A group of its own, so that ending it ends its helpers too, also those that are stopped.
    const child = spawn(screen.chromium, flags, {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      // On Linux the browser's own language comes from here, not from a flag.
      env: { ...process.env, LANGUAGE: 'vi' },
    })
    const startedAt = performance.now()
    browser = child
    vigil = beginVigil(startedAt)
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (browser === child) heardLine(line)
    })
    ended = new Promise((resolve) => {
      const gone = (why: string) => {
        endGroup(child)
        if (browser === child) startAgain(why, startedAt)
        resolve()
      }
      child.once('error', (error) => gone(`could not be started: ${error.message}`))
      // Not `close`: a helper that outlives the browser would hold the pipe open.
      child.once('exit', (code, signal) => gone(`ended (${signal ?? code})`))
    })
  }

  /** The hub answers: it gives this browser, which has no cookies yet, the way in that is its machine's. */
  function goInWhenOpen(): { stop(): void } {
    let isAsked = false
    return knockAt(screen.url, (there) => {
      if (!there) {
        // A way in lasts some minutes: a hub that comes back is asked for another.
        isAsked = false
        answer('')
      } else if (!isAsked) {
        isAsked = true
        wayIn(screen.url, key).then(
          (to) => answer(hubAnswers(to)),
          () => {
            isAsked = false // away again: the next knock asks anew
          },
        )
      }
    })
  }

  function heardLine(line: string): void {
    const beat = beatIn(line)
    if (beat && vigil) {
      const seen = beat === 'waiting' ? 'waiting' : 'page'
      if (seen !== showing) say(seen === 'page' ? 'the page is up' : `waiting for the hub at ${screen.url.origin}`)
      showing = seen
      if (seen === 'page') stopKnocking()
      vigil = heardBeat(vigil, beat, performance.now())
    } else if (/:FATAL:/.test(line)) {
      say(line)
    }
  }

  function stopKnocking(): void {
    knocking?.stop()
    knocking = null
  }

  function startAgain(why: string, startedAt: number): void {
    stopKnocking()
    browser = null
    vigil = null
    showing = 'nothing'
    if (stopped) return
    const wasShort = !judged && performance.now() - startedAt < LIVED_MS
    shortLives = wasShort ? shortLives + 1 : 0
    judged = false
    const pauseMs = pauseAfter(shortLives)
    say(`the browser ${why}; starting it anew${pauseMs > 0 ? ` in ${pauseMs / 1000} s` : ''}`)
    nextStart = setTimeout(start, pauseMs)
  }

  const look = setInterval(() => {
    if (browser && vigil) {
      const now = performance.now()
      if (!screenIsOn(screen.output)) vigil = sawDarkScreen(vigil, now)
      const verdict = judge(vigil, now)
      if (verdict !== 'well') {
        say(sentences[verdict])
        vigil = null
        judged = true
        endGroup(browser)
      }
    }
    wellness()
  }, 1_000)

  start()
  return {
    async stop() {
      stopped = true
      clearInterval(look)
      clearTimeout(nextStart)
      stopKnocking()
      if (browser) endGroup(browser)
      await ended
    },
  }
}

export interface KeepParts {
  screen: ScreenSettings
  /** A folder on memory that is this screen's own. */
  folder: string
  /** By which the hub knows this machine again. */
  key: string
  say: (sentence: string) => void
  /** Called every second: whoever watches the watcher is told that it still turns. */
  wellness: () => void
}

const sentences: Record<Exclude<Verdict, 'well'>, string> = {
  'never-began':
    'the browser showed no page that says it is alive: does LUOT_SCREEN_URL name a kiosk or board page of the hub?',
  silent: 'the page says nothing any more: crashed, hanging, or not a page of the hub',
  frozen: 'the page lives, but nothing is drawn although the screen is on',
}

/** Ends a browser and all its helpers at once; its profile is thrown away, so there is nothing to save. */
function endGroup(browser: ChildProcess): void {
  if (browser.pid === undefined) return
  try {
    process.kill(-browser.pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Tells whether anything is connected to an output; an output the kernel does not show counts as on. */
function screenIsOn(output: string): boolean {
  const states = globSync(`/sys/class/drm/card*-${output}/status`).map((file) => readFileSync(file, 'utf8').trim())
  return states.length === 0 || states.includes('connected')
}
