import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'
import { type Hall, type HallDevice, Hall as HallSchema } from '#core/contract/hall.ts'
import type { SettingsLine } from '#core/contract/shapes.ts'
import type { DriverRow } from '#server/drivers/catalog.ts'
import type { KnownDevice } from '../devices/found.ts'
import { WHOLE_HALL } from '../reactions/show-signs.ts'
import { addressesOf } from './device-address.ts'
import { completeHall } from './hall.ts'
import { mistakesOf, sentenceFor } from './mistakes.ts'

/** What the hall's settings are held against. */
export interface HallFacts {
  readonly drivers: readonly DriverRow[]
  /** The counters of the office, by id. */
  readonly counters: readonly string[]
}

/** A hall somebody handed in: fit to be used, or not, with every line at fault. */
export type HallRead =
  | { readonly ok: true; readonly hall: Hall }
  | { readonly ok: false; readonly lines: readonly SettingsLine[] }

// A device file is a place in /dev and nowhere else: what is printed to /dev/../var/lib would be lost, and something with it.
const ASTRAY = /^\/.*(^|\/)\.\.(\/|$)/

const form = Compile(HallSchema)
// Compiling one takes a moment on a Pi; a driver's schema is asked for at every change of the hall.
const compiled = new WeakMap<TSchema, ReturnType<typeof Compile>>()

/** Looks at a hall's form, at each device by its driver's own schema, and at what names something that is not there. */
export function readHall(document: unknown, facts: HallFacts): HallRead {
  const hall = completeHall(document)
  if (!form.Check(hall)) return { ok: false, lines: mistakesOf(form, hall).map(sentenceFor) }
  const lines = hallLines(hall, facts)
  return lines.length === 0 ? { ok: true, hall } : { ok: false, lines }
}

/** Every line at fault in a hall of the right form. */
export function hallLines(hall: Hall, facts: HallFacts): readonly SettingsLine[] {
  return [...twice(hall), ...settingsLines(hall, facts), ...strangers(hall, facts), ...collisions(hall, facts)]
}

/** What a device is really opened with: its settings with the driver's standards filled in. */
export function filledSettings(row: DriverRow, settings: HallDevice['settings']): Record<string, unknown> {
  return Value.Default(row.settings, structuredClone(settings)) as Record<string, unknown>
}

/** The devices that are plugged into the hub itself, as they are opened. */
export function devicesHere(hall: Hall, drivers: readonly DriverRow[]): KnownDevice[] {
  return hall.devices.flatMap(({ id, at, driver, settings }) => {
    const row = drivers.find((one) => one.id === driver)
    return row && at === undefined ? [{ id, kind: row.kind, settings: filledSettings(row, settings) }] : []
  })
}

function twice(hall: Hall): SettingsLine[] {
  const lists = {
    devices: hall.devices,
    agents: hall.agents,
    kiosks: hall.kiosks,
    'sound/guidance': hall.sound.guidance,
  }
  return Object.entries(lists).flatMap(([list, entries]) =>
    entries.flatMap(({ id }, i) =>
      entries.findIndex((one) => one.id === id) === i
        ? []
        : [
            wrong(`/${list}/${i}/id`, 'id-taken', {
              vi: `Mã "${id}" đã dùng ở trên. Đặt mã khác.`,
              en: `The id "${id}" is used further up. Choose another.`,
            }),
          ],
    ),
  )
}

function settingsLines({ devices }: Hall, { drivers }: HallFacts): SettingsLine[] {
  return devices.flatMap((device, i) => {
    const row = drivers.find(({ id }) => id === device.driver)
    if (!row) {
      return wrong(`/devices/${i}/driver`, 'unknown-driver', {
        vi: `${device.name}: không có trình điều khiển "${device.driver}". Chọn trong danh sách.`,
        en: `${device.name}: there is no driver "${device.driver}". Choose one of the list.`,
      })
    }
    const check = compiled.get(row.settings) ?? Compile(row.settings)
    compiled.set(row.settings, check)
    const settings = filledSettings(row, device.settings)
    const astray = Object.entries(settings).find(([, value]) => typeof value === 'string' && ASTRAY.test(value))
    if (astray) {
      return wrong(`/devices/${i}/settings/${astray[0]}`, 'path-astray', {
        vi: `${device.name} › ${astray[0]}: đường dẫn không được có "..".`,
        en: `${device.name} › ${astray[0]}: a path must not have “..” in it.`,
      })
    }
    if (check.Check(settings)) return []
    return mistakesOf(check, settings).map((mistake) => {
      const line = sentenceFor(mistake)
      const field = mistake.instancePath.slice(1).replaceAll('/', ' › ')
      const said = field === '' ? device.name : `${device.name} › ${field}`
      return {
        ...line,
        path: `/devices/${i}/settings${line.path}`,
        vi: `${said}: ${line.vi}`,
        en: `${said}: ${line.en}`,
      }
    })
  })
}

/** What names a counter, a kiosk, an agent or a printer that the hall does not have. */
function strangers(hall: Hall, { drivers, counters }: HallFacts): SettingsLine[] {
  const printers = hall.devices.filter(({ driver }) => drivers.find(({ id }) => id === driver)?.kind === 'printer')
  const isKnown = (list: readonly { readonly id: string }[], id: string) => list.some((one) => one.id === id)
  const of = hall.devices.flatMap(({ name, at, counter, kiosk }, i) => [
    ...(at === undefined || isKnown(hall.agents, at)
      ? []
      : [
          wrong(`/devices/${i}/at`, 'unknown-agent', {
            vi: `${name}: không có máy phụ "${at}". Thêm máy phụ trước, hoặc chọn máy chủ.`,
            en: `${name}: there is no agent "${at}". Add the agent first, or choose the hub.`,
          }),
        ]),
    ...(counter === undefined || counters.includes(counter)
      ? []
      : [
          wrong(`/devices/${i}/counter`, 'unknown-counter', {
            vi: `${name}: văn phòng không có quầy "${counter}".`,
            en: `${name}: the office has no counter "${counter}".`,
          }),
        ]),
    ...(kiosk === undefined || isKnown(hall.kiosks, kiosk)
      ? []
      : [
          wrong(`/devices/${i}/kiosk`, 'unknown-kiosk', {
            vi: `${name}: chưa có máy lấy số "${kiosk}". Thêm máy lấy số trước.`,
            en: `${name}: there is no kiosk "${kiosk}". Add the kiosk first.`,
          }),
        ]),
  ])
  const slips = hall.kiosks.flatMap(({ id, printer }, i) =>
    printer === null || isKnown(printers, printer)
      ? []
      : [
          wrong(`/kiosks/${i}/printer`, 'unknown-printer', {
            vi: `Máy lấy số "${id}": không có máy in "${printer}".`,
            en: `Kiosk "${id}": there is no printer "${printer}".`,
          }),
        ],
  )
  const signs = hall.devices.flatMap(({ name, settings }, i) =>
    placesIn(settings)
      .filter(({ place }) => place !== WHOLE_HALL && !counters.includes(place))
      .map(({ place, field }) =>
        wrong(`/devices/${i}/settings${field}`, 'unknown-counter', {
          vi: `${name}: văn phòng không có quầy "${place}". Ghi mã quầy, hoặc * cho bảng chung.`,
          en: `${name}: the office has no counter "${place}". Write a counter’s id, or * for the whole hall.`,
        }),
      ),
  )
  return [...of, ...slips, ...signs]
}

/** The places of a device's signs: counters, by id. */
function placesIn({ signs, places }: HallDevice['settings']): { place: string; field: string }[] {
  const rows = (Array.isArray(signs) ? signs : []).map((one: unknown, i) => ({
    place: (one as { place?: unknown } | null)?.place,
    field: `/signs/${i}/place`,
  }))
  const names = (Array.isArray(places) ? places : []).map((place: unknown) => ({ place, field: '/places' }))
  // What is no text is told by the driver's own schema.
  return [...rows, ...names].filter((one): one is { place: string; field: string } => typeof one.place === 'string')
}

/** Two devices at one place would take each other's words out of the mouth. */
function collisions({ devices }: Hall, { drivers }: HallFacts): SettingsLine[] {
  const taken = new Map<string, string>()
  return devices.flatMap((device, i) => {
    const row = drivers.find(({ id }) => id === device.driver)
    if (!row) return []
    return addressesOf(row.kind, device.at ?? '', filledSettings(row, device.settings)).flatMap(
      ({ key, field, place }) => {
        const other = taken.get(key)
        if (other === undefined) {
          taken.set(key, device.name)
          return []
        }
        return [
          wrong(`/devices/${i}/settings${field}`, 'same-address', {
            vi: `${device.name}: "${other}" đã dùng ${place}. Mỗi thiết bị một chỗ.`,
            en: `${device.name}: "${other}" is at ${place} already. Each device has a place of its own.`,
          }),
        ]
      },
    )
  })
}

function wrong(path: string, code: string, words: { vi: string; en: string }): SettingsLine {
  return { severity: 'error', path, code, ...words }
}
