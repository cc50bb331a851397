import { basename } from 'node:path'
import type { DockDevice, DockHand } from '#core/contract/dock.ts'
import type { OpenDevice } from './drivers/catalog.ts'
import type { VirtualKeypad } from './drivers/keypad/fake.ts'
import type { Digit, KeyMoment } from './drivers/keypad/port.ts'
import type { VirtualPrinter } from './drivers/printer/fake.ts'
import type { VirtualScanner } from './drivers/scanner/fake.ts'
import type { VirtualSigns } from './drivers/sign/fake.ts'
import type { VirtualSignal } from './drivers/signal/fake.ts'
import type { VirtualSpeaker } from './drivers/speaker/fake.ts'

/** A virtual device as two hands and two eyes have it. */
export interface Handled {
  readonly hands: readonly DockHand[]
  shows(): DockDevice['shows']
  /** Does it; says whether it knows how. */
  use(hand: DockHand): boolean
}

/** Codes to hold under a scanner, by what they are called. Nothing of them belongs to a person. */
export type Samples = () => Readonly<Record<string, string>>

/** The hands for a device, or null for one of metal: nobody reaches into that from a page. */
export function handled({
  open,
  names,
  samples,
}: {
  open: OpenDevice
  names: Names
  samples: Samples
}): Handled | null {
  switch (open.kind) {
    case 'printer':
      return 'hands' in open.device ? printerHands(open.device as VirtualPrinter) : null
    case 'keypad':
      return 'press' in open.device ? keypadHands(open.device as VirtualKeypad) : null
    case 'signal':
      return 'press' in open.device ? signalHands(open.device as VirtualSignal, names) : null
    case 'scanner':
      return 'scan' in open.device ? scannerHands(open.device as VirtualScanner, samples) : null
    case 'speaker':
      return 'heard' in open.device ? speakerHands(open.device as VirtualSpeaker) : null
    case 'sign':
      return 'losePower' in open.device ? signHands(open.device as VirtualSigns) : null
    default:
      return open satisfies never
  }
}

/** What the settings of a device name. */
export interface Names {
  readonly buttons: readonly string[]
}

function printerHands({ hands, slips }: VirtualPrinter): Handled {
  const acts: Readonly<Record<string, () => void>> = {
    'paper-out': () => hands.leavePaper(0),
    'paper-low': () => hands.leavePaper(1_000),
    // Enough for the head of a slip and no more: the next one tears.
    'paper-few': () => hands.leavePaper(30),
    'paper-in': () => hands.loadPaper(),
    'cover-open': hands.openCover,
    'cover-close': hands.closeCover,
    unplug: hands.unplug,
    plug: hands.plug,
    slow: () => hands.printAt(10),
    fast: () => hands.printAt(150),
    silent: hands.fallSilent,
    speak: hands.speakAgain,
  }
  return {
    ...byName(acts),
    shows() {
      const { paperMm, cover, plugged, silent } = hands.state()
      return [
        { what: 'paper', how: `${Math.round(paperMm)} mm` },
        { what: 'cover', how: cover },
        { what: 'cable', how: plugged ? 'in' : 'out' },
        { what: 'voice', how: silent ? 'silent' : 'answers' },
        { what: 'tray', how: String(slips().length) },
      ]
    },
  }
}

const PLAIN_KEYS = ['next', 'recall', 'finish', 'no-show', 'transfer', 'pause'] as const
const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const

function keypadHands(keypad: VirtualKeypad): Handled {
  const keys = new Map<string, KeyMoment>([
    ...PLAIN_KEYS.map((key) => [key, { key }] as const),
    ...DIGITS.map((digit) => [String(digit), { key: 'digit', digit }] as const),
    ...DIGITS.slice(1, 6).map((level) => [`rate-${level}`, { key: 'rate', level: level as Digit }] as const),
  ])
  return {
    hands: [...[...keys.keys()].map((what) => ({ action: 'key', what })), { action: 'unplug' }],
    shows: () => [],
    use({ action, what = '' }) {
      const key = keys.get(what)
      if (action === 'unplug') keypad.unplug()
      else if (action === 'key' && key) keypad.press(key)
      else return false
      return true
    },
  }
}

function signalHands(signal: VirtualSignal, { buttons }: Names): Handled {
  const acts: Readonly<Record<string, (button: string) => void>> = {
    press: (button) => signal.press(button),
    jam: (button) => signal.jam(button),
    free: (button) => signal.free(button),
  }
  return {
    hands: [...buttons.flatMap((what) => Object.keys(acts).map((action) => ({ action, what }))), { action: 'unplug' }],
    shows: () => [
      ...Object.entries(signal.wishes()).map(([what, how]) => ({ what, how })),
      ...(signal.buzzed().length > 0 ? [{ what: 'buzzer', how: `${signal.buzzed().length}×` }] : []),
    ],
    use({ action, what = '' }) {
      if (action === 'unplug') signal.unplug()
      else if (buttons.includes(what) && Object.hasOwn(acts, action)) acts[action]?.(what)
      else return false
      return true
    },
  }
}

function scannerHands(scanner: VirtualScanner, samples: Samples): Handled {
  return {
    hands: [
      ...Object.keys(samples()).map((what) => ({ action: 'sample', what })),
      { action: 'scan' },
      { action: 'unplug' },
    ],
    shows: () => [],
    use({ action, what = '', text = '' }) {
      const sample = samples()[what]
      if (action === 'unplug') scanner.unplug()
      else if (action === 'scan' && text !== '') scanner.scan(text)
      else if (action === 'sample' && sample !== undefined) scanner.scan(sample)
      else return false
      return true
    },
  }
}

function signHands(signs: VirtualSigns): Handled {
  const acts: Readonly<Record<string, (place: string) => void>> = {
    silent: signs.fallSilent,
    speak: signs.speakAgain,
    'power-off': signs.losePower,
  }
  return {
    hands: [
      ...signs.places().flatMap((what) => Object.keys(acts).map((action) => ({ action, what }))),
      { action: 'unplug' },
    ],
    shows: () => signs.places().map((what) => ({ what, how: signs.shows(what).trim() })),
    use({ action, what = '' }) {
      if (action === 'unplug') signs.unplug()
      else if (signs.places().includes(what) && Object.hasOwn(acts, action)) acts[action]?.(what)
      else return false
      return true
    },
  }
}

function speakerHands(speaker: VirtualSpeaker): Handled {
  return {
    ...byName({ unplug: () => speaker.unplug() }),
    shows: () =>
      speaker
        .heard()
        .slice(-5)
        .map(({ files, volume }) => ({ what: files.map((file) => basename(file)).join(' + '), how: `${volume} %` })),
  }
}

function byName(acts: Readonly<Record<string, () => void>>): Pick<Handled, 'hands' | 'use'> {
  return {
    hands: Object.keys(acts).map((action) => ({ action })),
    use({ action }) {
      if (!Object.hasOwn(acts, action)) return false
      acts[action]?.()
      return true
    },
  }
}
