import * as assert from 'node:assert/strict'
import { startBeat } from '#web/hub/beat.ts'
import { spec } from '../kit/spec.ts'

spec('a page says that it is alive', ({ test }) => {
  test('as drawn, as long as frames are drawn', () => {
    const page = somePage()
    startBeat(page.parts)
    page.draw()
    page.pass(2_000)
    page.pass(1_000)
    page.draw()
    page.pass(2_000)
    assert.deepEqual(page.said, ['luot-beat drawn', 'luot-beat drawn'])
  })

  test('as undrawn, when it thinks but nothing is drawn', () => {
    const page = somePage()
    startBeat(page.parts)
    page.pass(2_000)
    page.pass(1_000)
    page.pass(2_000)
    assert.deepEqual(page.said, ['luot-beat undrawn', 'luot-beat undrawn'])
  })

  test('once a beat, even when the frame comes late', () => {
    const page = somePage()
    startBeat(page.parts)
    page.pass(2_000)
    page.draw()
    assert.deepEqual(page.said, ['luot-beat undrawn'])
  })

  test('no more once it is stopped', () => {
    const page = somePage()
    startBeat(page.parts)()
    page.draw()
    page.pass(9_000)
    assert.deepEqual(page.said, [])
  })
})

/** A page whose frames and time move by hand. */
function somePage() {
  const said: string[] = []
  const frames: (() => void)[] = []
  const timers: { at: number; then: () => void }[] = []
  let now = 0
  return {
    said,
    draw: () => {
      for (const drawn of frames.splice(0)) drawn()
    },
    pass(ms: number) {
      now += ms
      const due = timers.filter(({ at }) => at <= now)
      for (const timer of due) {
        timers.splice(timers.indexOf(timer), 1)
        timer.then()
      }
    },
    parts: {
      say: (line: string) => said.push(line),
      nextFrame: (drawn: () => void) => frames.push(drawn),
      time: {
        after(ms: number, then: () => void) {
          const timer = { at: now + ms, then }
          timers.push(timer)
          return () => {
            if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1)
          }
        },
      },
    },
  }
}
