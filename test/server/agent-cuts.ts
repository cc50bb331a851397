import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { drawn } from '#core/domain/wait/chance.ts'
import type { PrintOutcome } from '#server/drivers/printer/port.ts'
import { agentLine, quiet, settle } from '../kit/agent-line.ts'
import { spec } from '../kit/spec.ts'

const DAYS = 120
const DEVICES = [
  { id: 'may-in-1', driver: 'paper' },
  { id: 'phim-1', driver: 'keys' },
  { id: 'den-1', driver: 'lamp' },
]

/** The same draws for the same seed, so that a failure can be lived through again. */
function draws(seed: number): (below: number) => number {
  let drawnBefore = 0
  return (below) => drawn(seed, drawnBefore++, 0) % below
}

interface Asked {
  readonly id: string
  outcome: PrintOutcome | null
}

/** Lives through one disordered day and returns what was asked, what was pressed and how often it was cut. */
async function disorderedDay(seed: number) {
  const draw = draws(seed)
  const line = agentLine(DEVICES)
  const asked = new Map<string, Asked>()
  let pressed = 0
  let cuts = 0
  let lamp = 0

  function ask(id: string, again: boolean): void {
    const slip: Asked = asked.get(id) ?? { id, outcome: null }
    asked.set(id, slip)
    const picture = { width: 8, height: 2_000, bytes: Uint8Array.from({ length: 2_000 }, () => draw(256)) }
    const hub = line.hub()
    void hub
      .printer('may-in-1')
      .print({ id, title: id, picture, again, waitMs: 600_000 })
      .then((outcome) => {
        slip.outcome = outcome
      })
  }
  function wantLamp(): void {
    if (lamp > 0) line.hub().wantLamps('den-1', { call: lamp % 2 ? 'pulse' : 'on' })
  }
  const owed = () => [...asked.values()].filter(({ outcome }) => outcome === null)

  for (let step = 0; step < 200; step++) {
    const what = draw(36)
    if (what === 0 && asked.size < 6) ask(`slip-${asked.size}`, false)
    else if (what === 1) line.things.press({ key: 'digit', digit: (pressed++ % 10) as 0 })
    else if (what === 2) line.connect()
    else if (what === 3 && line.isConnected()) {
      cuts++
      line.cut()
    } else if (what === 4 && draw(2) === 0) {
      cuts++
      line.hubPowerCut()
      // As a hub does when it starts: what is owed is asked again, and the lamps show the hall as it was left.
      wantLamp()
      for (const { id } of owed()) ask(id, true)
    } else if (what === 5 && draw(2) === 0) {
      cuts++
      line.agentPowerCut()
    } else if (what === 6) line.things.finish()
    else if (what === 7) await line.timers.advance(draw(3_000))
    else if (what === 8) {
      lamp++
      wantLamp()
    } else line.deliver(draw(2) === 0 ? 'toAgent' : 'toHub')
    if (draw(2) === 0) await settle()
  }

  // The line stands again, and everything comes to its end.
  line.connect()
  for (let i = 0; i < 20 && owed().length > 0; i++) {
    await quiet(line)
    line.things.finish()
  }
  await quiet(line)
  const wanted = lamp === 0 ? {} : { call: lamp % 2 ? 'pulse' : 'on' }
  const result = {
    tape: line.things.tape,
    lamps: line.things.lamps,
    wanted,
    asked,
    moments: line.moments,
    pressed,
    cuts,
  }
  await line.close()
  rmSync(line.folder, { recursive: true, force: true })
  return result
}

spec('a line to an agent that is cut again and again (I22)', ({ test }) => {
  test(`${DAYS} disordered days: no slip twice, each told of truly, no key twice`, async () => {
    let cuts = 0
    let keys = 0
    const ends: Record<string, number> = {}
    for (let seed = 1; seed <= DAYS; seed++) {
      const day = await disorderedDay(seed)
      cuts += day.cuts
      for (const { id, outcome } of day.asked.values()) {
        const onTape = day.tape.filter((one) => one === id).length
        const what = `day ${seed}, ${id}: ${JSON.stringify(outcome)}, ${onTape} on paper`
        assert.ok(onTape <= 1, `twice on paper: ${what}`)
        assert.ok(outcome !== null, `never told of: ${what}`)
        if (outcome.outcome === 'printed') assert.equal(onTape, 1, what)
        if (outcome.outcome === 'failed' && !outcome.started) assert.equal(onTape, 0, what)
        const end = `${'fault' in outcome ? outcome.fault : outcome.outcome}, ${onTape} on paper`
        ends[end] = (ends[end] ?? 0) + 1
      }
      const ids = day.moments.map(({ id }) => id)
      assert.equal(new Set(ids).size, ids.length, `day ${seed}: a key was carried out twice`)
      assert.ok(day.moments.length <= day.pressed, `day ${seed}`)
      keys += day.moments.length
      assert.deepEqual(day.lamps, day.wanted, `day ${seed}: the lamps show what is wanted`)
    }
    assert.ok(cuts >= 500, `${cuts} cuts`)
    console.log(`${cuts} cuts, ${keys} keys heard, slips: ${JSON.stringify(ends)}`)
    // Each of these has truly happened.
    assert.ok(keys > 100)
    for (const end of ['printed, 1 on paper', 'power-cut, 1 on paper', 'power-cut, 0 on paper'])
      assert.ok(ends[end], end)
  }, 300_000)
})
