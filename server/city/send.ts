import type { Logger } from 'pino'
import type { CitySettings, Standing } from '#core/contract/city.ts'
import type { SendingTold } from '#core/contract/health.ts'
import type { Timers } from '../drivers/timers.ts'

/** Tells a city how this hall stands. Whatever becomes of the city, nothing in the hall waits for it (I22). */
export interface CitySender {
  start(): void
  /** Another city, or another key: begin anew. */
  settingsChanged(): void
  /** null: nothing is sent. */
  told(): SendingTold | null
  stop(): void
}

const EVERY_MS = 10_000
/** So soon a threshold that was passed is told. */
const LOOK_EVERY_MS = 2_000
const ANSWER_WITHIN_MS = 8_000
/** Well within the time after which a city calls a hall silent. */
const LONGEST_REST_MS = 60_000

type Why = SendingTold['why']

/** Brings one word to a city and tells the status it answered with; throws where nobody answered. */
export type Carry = (word: { hub: string; key: string; body: string; late: AbortSignal }) => Promise<number>

export const overHttp: Carry = async ({ hub, key, body, late }) => {
  const response = await fetch(`${hub}/api/city/standing`, {
    method: 'POST',
    // A city that sends its halls elsewhere is not the one that was named.
    redirect: 'error',
    signal: late,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body,
  })
  // What it says beside that is read by nobody here.
  await response.body?.cancel()
  return response.status
}

/**
 * Looks every two seconds whether something is due: ten seconds have passed, or a line has passed a threshold or is well again. One
 * request at a time, made of the figures of its own moment: what could not be sent is not kept, the next one says it better. A city that
 * does not answer is asked ever more seldom, each hall at its own moment, so that two hundred do not knock at once when it is back.
 */
export function openCitySender(parts: {
  settings: () => CitySettings
  key: () => string | null
  /** How the hall stands now, in full. */
  standing: (site: string) => Promise<Standing>
  /** Which lines stand badly now; cheap. */
  marks: () => string
  carry: Carry
  timers: Timers
  /** Between 0 and 1. */
  chance: () => number
  /** The hub's time. */
  now: () => number
  log: Logger
}): CitySender {
  const { timers, chance, log } = parts
  let callOff = () => {}
  let late = new AbortController()
  let runs = false
  /** Counts beginnings: an answer that belongs to the city before is nobody's. */
  let turn = 0
  let dueAt = 0
  let failures = 0
  let lastMarks = ''
  let sentAt: number | null = null
  let failingSince: number | null = null
  let why: Why = null

  function begin(): void {
    callOff()
    turn++
    dueAt = timers.now()
    failures = 0
    sentAt = failingSince = why = null
    if (runs && parts.settings().hub !== null) void look(turn)
  }

  async function look(mine: number): Promise<void> {
    try {
      const marks = parts.marks()
      if (timers.now() >= dueAt || (failures === 0 && marks !== lastMarks)) {
        const wrong = await send()
        if (mine === turn) note(wrong, marks)
      }
    } catch (error) {
      // Our own mistake, and no reason to stop anything in the hall.
      log.error({ err: error }, 'how this hall stands could not be reckoned')
      if (mine === turn) note('own-trouble', lastMarks)
    }
    if (mine === turn) callOff = timers.after(LOOK_EVERY_MS, () => void look(mine))
  }

  function note(wrong: Why, marks: string): void {
    if (wrong !== why) {
      if (wrong === null) log.info('the city hears of this hall again')
      else log.warn({ why: wrong }, 'the city does not hear of this hall')
    }
    if (wrong === null) {
      lastMarks = marks
      sentAt = parts.now()
    }
    failures = wrong === null ? 0 : failures + 1
    failingSince = wrong === null ? null : (failingSince ?? parts.now())
    why = wrong
    const rest = wrong === null ? EVERY_MS : Math.min(LONGEST_REST_MS, EVERY_MS * 2 ** (failures - 1))
    dueAt = timers.now() + rest * (0.8 + 0.2 * chance())
  }

  /** Why it did not arrive; null: it did. */
  async function send(): Promise<Why> {
    const { hub, site } = parts.settings()
    const key = parts.key()
    if (hub === null || site === null || key === null) return 'no-key'
    const body = JSON.stringify(await parts.standing(site))
    late = new AbortController()
    const enough = timers.after(ANSWER_WITHIN_MS, () => late.abort())
    try {
      return whyNot(await parts.carry({ hub, key, body, late: late.signal }))
    } catch {
      // No line, no name, no answer in time, a redirect: for whoever looks it is all one.
      return 'no-answer'
    } finally {
      enough()
    }
  }

  return {
    start() {
      runs = true
      begin()
    },
    settingsChanged: begin,
    told() {
      const { hub } = parts.settings()
      return hub === null ? null : { to: hub, sentAt, failingSince, why }
    },
    stop() {
      runs = false
      turn++
      callOff()
      late.abort()
    },
  }
}

function whyNot(status: number): Why {
  if (status === 200) return null
  if (status === 401 || status === 403) return 'key-refused'
  return status < 500 && status !== 429 ? 'not-understood' : 'city-trouble'
}
