import { setImmediate as nextTurn } from 'node:timers/promises'
import type { DrawPaper } from './draw-paper.ts'

/**
 * Draws slips, but loads the renderer and its fonts only with the first one: a hub without a printer never pays for them.
 *
 * One at a time, and each in a turn of the event loop of its own: a slip takes some 20 ms and 6 MB, and the renderer's memory
 * is given back only between turns. Sixty numbers taken at once must not hold up a call for a second, nor fill a Pi.
 */
export function lazyDrawer(): (...args: Parameters<DrawPaper>) => Promise<ReturnType<DrawPaper>> {
  let drawer: Promise<DrawPaper> | null = null
  let before: Promise<unknown> = Promise.resolve()
  return (paper, dots) => {
    drawer ??= import('./draw-paper.ts').then(({ paperDrawer }) => paperDrawer())
    const draw = drawer
    const drawn = before.then(async () => {
      await nextTurn()
      return (await draw)(paper, dots)
    })
    // Whoever asked for a slip hears that it failed; the next in line only waits until it is over.
    before = drawn.then(over, over)
    return drawn
  }
}

const over = () => undefined

export type LazyDraw = ReturnType<typeof lazyDrawer>
