import { type FaultCode, healthTeller } from '../device.ts'
import { realTimers, type Timers } from '../timers.ts'
import { fitOnCells } from './cells.ts'
import type { Sign, SignFace } from './port.ts'
import { type Shown, signRounds, type Written } from './rounds.ts'

/** Signs of air over the counters, for the dock page: they fall silent, lose their power and are unplugged like others. */
export interface VirtualSigns extends Sign {
  /** What people read at a place: blanks where the sign is dark. */
  shows(place: string): string
  places(): readonly string[]
  fallSilent(place: string): void
  speakAgain(place: string): void
  /** The power of one sign was off for a moment: it is dark until it is written again. */
  losePower(place: string): void
  unplug(): void
}

export function virtualSigns({
  places,
  cells = 4,
  rewriteMs = 5_000,
  timers = realTimers,
}: {
  places: readonly string[]
  cells?: number
  rewriteMs?: number
  timers?: Timers
}): VirtualSigns {
  const dark = ' '.repeat(cells)
  const glass = new Map(places.map((place) => [place, dark]))
  const silent = new Set<string>()
  let pull: (fault: FaultCode) => void = () => undefined
  const gone = new Promise<FaultCode>((resolve) => {
    pull = resolve
  })
  let plugged = true
  const rounds = signRounds({
    signs: places.map((place) => ({ place, part: place })),
    show(_, face: SignFace | null): Shown {
      const fitting = face?.number == null ? '' : fitOnCells(face.number, { cells, letters: 'any', dropLetters: false })
      return { cells: (fitting ?? '').padStart(cells), face, fits: fitting !== null }
    },
    async write({ place }, shown): Promise<Written> {
      if (!plugged || silent.has(place)) return 'silent'
      glass.set(place, shown.cells)
      return 'done'
    },
    timers,
    rewriteMs,
    gapMs: 0,
  })
  // Without a single place there is nothing to be tried, and nothing wrong.
  const nothing = healthTeller({ state: 'ready' })
  const told = places.length === 0 ? { health: nothing.now, watch: nothing.watch } : rounds
  return {
    want: rounds.want,
    shows: (place) => glass.get(place) ?? dark,
    places: () => places,
    fallSilent: (place) => void silent.add(place),
    speakAgain: (place) => void silent.delete(place),
    losePower: (place) => void glass.set(place, dark),
    unplug() {
      plugged = false
      rounds.lost('device-missing')
      pull('device-missing')
    },
    health: told.health,
    watch: told.watch,
    gone,
    close: () => rounds.close(2_000),
  }
}
