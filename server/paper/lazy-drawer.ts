import type { DrawPaper } from './draw-paper.ts'

/** Draws slips, but loads the renderer and its fonts only with the first one: a hub without a printer never pays for them. */
export function lazyDrawer(): (...args: Parameters<DrawPaper>) => Promise<ReturnType<DrawPaper>> {
  let drawer: Promise<DrawPaper> | null = null
  return async (paper, dots) => {
    drawer ??= import('./draw-paper.ts').then(({ paperDrawer }) => paperDrawer())
    return (await drawer)(paper, dots)
  }
}

export type LazyDraw = ReturnType<typeof lazyDrawer>
