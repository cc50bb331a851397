import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Order } from '#core/domain/commands.ts'
import type { HubClock } from './clock.ts'
import { appointmentCodes } from './edge/appointment-codes.ts'
import type { CardPasses } from './edge/card-pass.ts'
import type { CardSeal } from './edge/card-seal.ts'
import { codeGuard } from './edge/code-guard.ts'
import { type Errand, openEar } from './edge/ear.ts'
import { watchFloods } from './edge/flood-watch.ts'
import { hearKeypads } from './edge/keypad.ts'
import { hearScans } from './edge/scans.ts'
import type { SlipCodes } from './edge/slip-code.ts'
import type { openMetrics } from './reactions/count-events.ts'
import type { flagPresses } from './reactions/flag-presses.ts'
import type { Road } from './road.ts'
import type { Screens } from './screens.ts'
import { type Hall, printerOf } from './settings/hall.ts'
import type { SettingsStore } from './settings/store.ts'

/** How people are heard, whatever they press, touch or hold under a scanner: what is asked goes down the one road. */
export function openHearing(parts: {
  road: Road
  clock: HubClock
  steady: () => number
  hall: () => Hall
  settings: SettingsStore
  cards: CardSeal
  passes: CardPasses
  codes: SlipCodes
  /** Seals the code of a paper slip for ratings. */
  paper: Parameters<typeof openEar>[0]['seals']['paper']
  hasProcedure: (code: string) => boolean
  presses: ReturnType<typeof flagPresses>
  metrics: ReturnType<typeof openMetrics>
  screens: Screens
  urlOf: (ticket: { id: string; number: string; issuedAt: number }) => string
  errands: readonly Errand[]
  /** What the hub itself has to say of the hall. */
  tellRoad: (order: Order) => void
  log: Logger
}) {
  const { road, clock, steady, hall, settings, cards, passes, codes, presses, metrics, urlOf, tellRoad, log } = parts
  const keypads = hearKeypads({
    road,
    hall,
    now: clock.now,
    steady,
    onRefusal(device, why) {
      log.info({ device, why }, 'a key was refused')
      const counter = hall().devices.find(({ id }) => id === device)?.counter
      if (counter !== undefined && (why === 'pressed-too-often' || why === 'pressed-again')) presses.pressed(counter)
    },
  })
  const scans = hearScans({
    hall,
    queue: () => road.queue(),
    now: clock.now,
    steady,
    cards,
    passes,
    codes,
    hasProcedure: parts.hasProcedure,
    tell: parts.screens.tellScanned,
    onRefusal: (device, why) => log.info({ device, why }, 'a scan led nowhere'),
  })
  const floods = watchFloods({
    now: clock.now,
    onFlood(device) {
      log.warn({ device }, 'a kiosk is pressed faster than people press')
      tellRoad({ type: 'ReportFlood', device })
    },
  })
  const ear = openEar({
    road,
    wall: clock.wall,
    seals: {
      personOf: cards.personOf,
      personBehind: passes.personBehind,
      appointmentCodes: appointmentCodes(settings.secret('appointment-key', () => randomBytes(32).toString('hex'))),
      paper: parts.paper,
    },
    onRefusal: (code, who) => {
      metrics.refused(code)
      floods(code, who)
    },
    codeGuard: codeGuard(steady),
    errands: parts.errands,
    finishIssued: (value, who) => ({
      ...value,
      url: urlOf(value as { id: string; number: string; issuedAt: number }),
      slip: printerOf(hall(), who.role === 'kiosk' ? who.id : null) === null ? 'none' : 'printing',
    }),
  })
  return { ear, keypads, scans }
}
