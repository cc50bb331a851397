import type { DeskView } from '#core/contract/desk.ts'
import type { Hall, HallDevice } from '#core/contract/hall.ts'
import type { DeviceTest } from '#core/contract/hall-settings.ts'
import type { IconName } from '#web/elements/icons.ts'
import { count, shortDay, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { say } from './words.ts'

export type Health = DeskView['devices'][number]
export type What = DeviceTest['what']

/** How a device is drawn, by its kind. */
export function iconOf(kind: string): IconName {
  return KINDS[kind]?.icon ?? 'cable'
}

/** What can be tried on a device of a kind. */
export function trialsOf(kind: string, settings: HallDevice['settings'], health: Health | null): readonly What[] {
  const trials = KINDS[kind]?.trials ?? []
  return trials.filter((what) => {
    if (what === 'buzz') return JSON.stringify(settings).includes('"buzz')
    // A new roll means something only where the paper is counted.
    return what !== 'new-roll' || health?.paper !== undefined
  })
}

/** Every state by a picture and a word, never by colour alone. */
export const STATE_ICONS = {
  ready: 'check',
  warning: 'warning',
  broken: 'cross',
  unknown: 'question',
} as const satisfies Record<Health['state'], IconName>

const KINDS: Readonly<Record<string, { icon: IconName; trials: readonly What[] }>> = {
  printer: { icon: 'printer', trials: ['test-page', 'new-roll'] },
  keypad: { icon: 'keypad', trials: [] },
  scanner: { icon: 'scanner', trials: [] },
  signal: { icon: 'lamp', trials: ['pulse', 'buzz'] },
  sign: { icon: 'sign', trials: ['show-8888'] },
  speaker: { icon: 'speaker', trials: ['chime'] },
}

export function kindName(kind: string): string {
  return kind in KINDS || kind === 'serial' ? say(`kind-${kind}` as 'kind-printer') : say('kind-none')
}

/** Where a device is reached on its machine, as its settings say. */
export function addressOf({ host, port, path, device, serialNumber }: HallDevice['settings']): string {
  if (typeof host === 'string') return typeof port === 'number' && port !== 9100 ? `${host}:${port}` : host
  const place = [path, port, device, serialNumber].find((one) => typeof one === 'string')
  return place === undefined ? '' : String(place)
}

/** The counter it stands at, the kiosk it reads for, the kiosks that print on it. */
export function belongsTo(device: HallDevice, hall: Hall, counterLabel: (id: string) => string): string {
  const own = [
    ...(device.counter === undefined ? [] : [say('counter', counterLabel(device.counter))]),
    ...(device.kiosk === undefined ? [] : [say('kiosk', device.kiosk)]),
  ]
  const prints = hall.kiosks
    .filter(({ printer }) => printer === device.id)
    .map(({ id }) => (id === '*' ? say(hall.kiosks.length === 1 ? 'allKiosks' : 'otherKiosks') : say('kiosk', id)))
  const over = placesOf(device.settings).map((place) =>
    place === '*' ? say('wholeHall') : say('counter', counterLabel(place)),
  )
  return [...own, ...prints, ...over].join(', ')
}

/** The counters that signs hang over. */
function placesOf({ signs, places }: HallDevice['settings']): string[] {
  const hung = Array.isArray(signs) ? signs.map((sign: { place?: unknown }) => sign.place) : []
  return [...hung, ...(Array.isArray(places) ? places : [])].map(String)
}

/** The roll as it was counted; nothing where the printer itself says otherwise. */
export function paperOf({ paper, fault }: Health): Health['paper'] {
  if (!paper || fault === 'paper-out') return undefined
  const isMuch = paper.leftMm > paper.rollMm * 0.2
  return fault === 'paper-near-end' && isMuch ? undefined : paper
}

/** '07:45', with its day where that was not today. */
export function sinceWhen(at: number, now: number): string {
  const isToday = shortDay(at) === shortDay(now) && now - at < 86_400_000
  return isToday ? timeOfDay(at) : `${timeOfDay(at)} ${shortDay(at)}`
}

/** What is left of a roll: 'about 32 m (64%)'. */
export function paperTold({ leftMm, rollMm }: NonNullable<Health['paper']>): string {
  const left = Math.max(0, leftMm)
  const percent = rollMm > 0 ? Math.min(100, Math.round((left / rollMm) * 100)) : 0
  return say('paperLeft', count(Math.round(left / 1_000), language.now), String(percent))
}
