import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type Holder, holderOf, type Kept, ROTATES_MS, SETTLES_MS, show } from '#server/pairing/one-holder.ts'
import { spec } from '../kit/spec.ts'

const SHOWS_MS = 60_000
const FLUSHES_MS = 30_000
const LATE_MS = 19_000

interface Cookie {
  readonly generation: number
  readonly mark: string
}

/** A hub whose memory dies with its power, and whose disk does not. */
class Hub {
  now = 0
  marks = 0
  kept: Kept = { generation: 0, mark: 'paired', former: null, isSettled: true }
  holder: Holder = holderOf(this.kept, 0)
  isSuspended = false

  /** Gives what it answers: another cookie, or none. With `dies` its power goes before it wrote anything down. */
  hears(cookie: Cookie, run: string, dies = false): Cookie | null {
    if (this.isSuspended) return null
    const shown = show(this.holder, { ...cookie, run }, this.now)
    if (dies) {
      this.restarts()
      return null
    }
    if (shown.holders === 'two') {
      this.isSuspended = true
      return null
    }
    this.holder = shown.holder
    const { generation, mark, former, isSettled } = shown.holder
    this.kept = { generation, mark, former, isSettled }
    return shown.next === null ? null : { generation: shown.next, mark: `mark-${++this.marks}` }
  }

  restarts(): void {
    this.holder = holderOf(this.kept, this.now)
  }
}

/** A browser: what it holds, what its disk holds, and when the disk will hold the same. */
class Browser {
  held: Cookie
  onDisk: Cookie
  flushesAt = Number.POSITIVE_INFINITY
  run: string
  runs = 0
  readonly hub: Hub
  readonly name: string

  constructor(hub: Hub, name: string, cookie: Cookie) {
    this.hub = hub
    this.name = name
    this.held = cookie
    this.onDisk = cookie
    this.run = `${name}-0`
  }

  passes(): void {
    if (this.hub.now < this.flushesAt) return
    this.onDisk = this.held
    this.flushesAt = Number.POSITIVE_INFINITY
  }

  stores(cookie: Cookie, flushMs: number): void {
    this.held = cookie
    this.flushesAt = this.hub.now + flushMs
  }

  /** Shows its cookie, and at once the one it is given. */
  shows({
    lost = 'nothing',
    flushMs = FLUSHES_MS,
  }: {
    lost?: 'nothing' | 'answer' | 'hub'
    flushMs?: number
  } = {}): void {
    const given = this.hub.hears(this.held, this.run, lost === 'hub')
    if (given === null || lost !== 'nothing') return
    this.stores(given, flushMs)
    const more = this.hub.hears(this.held, this.run)
    assert.equal(more, null, 'a token that was just given is not changed at once')
  }

  opens(): void {
    this.run = `${this.name}-${++this.runs}`
  }

  losesPower(): void {
    this.passes()
    this.held = this.onDisk
    this.flushesAt = Number.POSITIVE_INFINITY
    this.opens()
  }
}

type Step =
  | { what: 'passes'; ms: number }
  | { what: 'shows'; lost: 'nothing' | 'answer' | 'hub'; flushMs: number }
  | { what: 'opens' | 'screen-power' | 'hub-power' }
  /** Something sent with the cookie of now arrives that much later. */
  | { what: 'late'; afterMs: number }
  /** A second window of the same browser asks at the same moment: which answer is stored last? */
  | { what: 'two-windows'; last: 'first' | 'second'; showsBetween: boolean }

const someStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    what: fc.constant('passes' as const),
    ms: fc.oneof(fc.integer({ min: 0, max: 70_000 }), fc.integer({ min: 0, max: 2 * ROTATES_MS })),
  }),
  fc.record({
    what: fc.constant('shows' as const),
    lost: fc.constantFrom('nothing' as const, 'nothing' as const, 'answer' as const, 'hub' as const),
    flushMs: fc.integer({ min: 0, max: FLUSHES_MS }),
  }),
  fc.record({ what: fc.constantFrom('opens' as const, 'screen-power' as const, 'hub-power' as const) }),
  fc.record({ what: fc.constant('late' as const), afterMs: fc.integer({ min: 0, max: LATE_MS }) }),
  fc.record({
    what: fc.constant('two-windows' as const),
    last: fc.constantFrom('first' as const, 'second' as const),
    showsBetween: fc.boolean(),
  }),
)

function live(steps: readonly Step[]): Hub {
  const hub = new Hub()
  const screen = new Browser(hub, 'screen', { generation: 0, mark: 'paired' })
  let late: { cookie: Cookie; run: string; at: number }[] = []
  const arrive = () => {
    for (const one of late) if (hub.now >= one.at) hub.hears(one.cookie, one.run)
    late = late.filter(({ at }) => hub.now < at)
  }
  for (const step of steps) {
    switch (step.what) {
      case 'passes': {
        // Moment by moment, so that what is late arrives in its time.
        const until = hub.now + step.ms
        for (const at of [...late.map((one) => one.at), until].sort((a, b) => a - b)) {
          if (at > until) break
          hub.now = Math.max(hub.now, at)
          screen.passes()
          arrive()
        }
        break
      }
      case 'shows':
        screen.shows(step)
        break
      case 'opens':
        screen.opens()
        break
      case 'screen-power':
        screen.losesPower()
        break
      case 'hub-power':
        hub.restarts()
        break
      case 'late':
        late.push({ cookie: screen.held, run: screen.run, at: hub.now + step.afterMs })
        break
      case 'two-windows': {
        const first = hub.hears(screen.held, screen.run)
        const second = hub.hears(screen.held, `${screen.run}-beside`)
        const [early, later] = step.last === 'second' ? [first, second] : [second, first]
        if (early) screen.stores(early, FLUSHES_MS)
        if (early && step.showsBetween) hub.hears(screen.held, screen.run)
        if (later) screen.stores(later, FLUSHES_MS)
        hub.hears(screen.held, screen.run)
        break
      }
      default:
        step satisfies never
    }
    assert.ok(!hub.isSuspended, `an honest screen was locked out at ${JSON.stringify(step)}`)
  }
  return hub
}

spec('one screen, one holder (S2)', ({ test }) => {
  test('whatever is cut, lost or late: an honest screen is never locked out', () => {
    fc.assert(
      fc.property(fc.array(someStep, { maxLength: 60 }), (steps) => {
        live(steps)
      }),
      { numRuns: 20_000 },
    )
  })

  test('its token changes when its page is opened anew, and every hour, and the one before dies', () => {
    const hub = new Hub()
    const screen = new Browser(hub, 'screen', { generation: 0, mark: 'paired' })
    screen.shows()
    assert.equal(screen.held.generation, 1)
    hub.now += SETTLES_MS
    screen.shows()
    assert.equal(screen.held.generation, 1, 'an hour has not passed')
    hub.now += ROTATES_MS
    screen.shows()
    assert.equal(screen.held.generation, 2)
    hub.now += SETTLES_MS
    screen.shows()
    screen.opens()
    screen.shows()
    assert.equal(screen.held.generation, 3)
    hub.hears({ generation: 1, mark: 'mark-1' }, 'another')
    assert.ok(hub.isSuspended)
  })

  test('a copied cookie, used by two at whatever times, is noticed within four minutes of both being open', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 * ROTATES_MS }),
        fc.integer({ min: 0, max: SHOWS_MS }),
        fc.array(fc.integer({ min: -2_000, max: 2_000 }), { minLength: 20, maxLength: 20 }),
        (copiedAt, offset, jitter) => {
          const hub = new Hub()
          const screen = new Browser(hub, 'screen', { generation: 0, mark: 'paired' })
          screen.shows()
          while (hub.now < copiedAt) {
            hub.now += SHOWS_MS
            screen.shows()
          }
          const copy = new Browser(hub, 'copy', screen.held)
          const begun = hub.now
          const times = jitter.flatMap((ms, n) => [
            { at: begun + n * SHOWS_MS + SHOWS_MS + ms, who: screen },
            { at: begun + n * SHOWS_MS + offset, who: copy },
          ])
          for (const { at, who } of times.sort((a, b) => a.at - b.at)) {
            hub.now = Math.max(hub.now, at)
            who.shows()
            if (hub.isSuspended) break
          }
          assert.ok(hub.isSuspended, 'nobody noticed')
          // A token that is still settling is not changed before it is; two rounds of showing follow.
          assert.ok(hub.now - begun <= SETTLES_MS + 4 * SHOWS_MS, `only after ${(hub.now - begun) / 1000} s`)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('a hub put back from an older copy knows its screens at once', () => {
    const hub = new Hub()
    hub.hears({ generation: 40, mark: 'of-a-later-day' }, 'screen-1')
    assert.ok(!hub.isSuspended)
    assert.equal(hub.kept.generation, 40)
  })
})
