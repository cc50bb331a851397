import { startBeat } from './beat.ts'

/** Starts this page's beat. Chromium writes what a page says here to its own log: the one way out of a page that needs no hub. */
export function startPageBeat(): void {
  startBeat({ say: (line) => console.info(line), nextFrame: (drawn) => requestAnimationFrame(drawn) })
}
