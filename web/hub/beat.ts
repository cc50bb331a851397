import { ownTime, type Time } from './link.ts'

/**
 * Says over and over that this page is alive, to whoever started its browser (firmware-config/kiosk/luot-browser.ts).
 *
 * The beat comes from the page's own thread after a picture was really drawn, so a page that hangs, crashed or shows
 * the browser's own error falls silent; it is started once everything of the page has arrived. It does not ask the hub: a
 * page that waits for its hub is a healthy page.
 *
 *     every 3 s ── a frame was drawn within 2 s ──▶ "luot-beat drawn"
 *              └── no frame, but the page thinks ─▶ "luot-beat undrawn"    (a television switched off draws nothing)
 */
export function startBeat({ say, nextFrame, time = ownTime }: BeatParts): () => void {
  let stopTimer = () => {}
  let stopped = false

  function beat(): void {
    let said = false
    const sayOnce = (word: 'drawn' | 'undrawn') => {
      if (said || stopped) return
      said = true
      say(`luot-beat ${word}`)
    }
    nextFrame(() => sayOnce('drawn'))
    stopTimer = time.after(FRAME_LIMIT_MS, () => {
      sayOnce('undrawn')
      stopTimer = time.after(BEAT_EVERY_MS - FRAME_LIMIT_MS, beat)
    })
  }

  beat()
  return () => {
    stopped = true
    stopTimer()
  }
}

export interface BeatParts {
  say: (line: string) => void
  nextFrame: (drawn: () => void) => void
  time?: Pick<Time, 'after'>
}

const BEAT_EVERY_MS = 3_000
const FRAME_LIMIT_MS = 2_000
