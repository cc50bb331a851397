/** One place a device is reached at: two devices of a hall never have the same. */
export interface DeviceAddress {
  /** The same for the same place. */
  readonly key: string
  /** The field of its settings that says so, as a JSON pointer. */
  readonly field: string
  /** As a person would name it. */
  readonly place: string
}

type Settings = Readonly<Record<string, unknown>>

/**
 * Where a device is reached, read from the fields every driver names alike: `host` and `port`, the `path` of a device file or
 * a line, a sound `device`, `pin`s, and the numbers on the USB. The addresses on one bus are its driver's own matter.
 *
 * Addresses on the network are the same from everywhere; all others belong to the machine the device is plugged into.
 */
export function addressesOf(kind: string, machine: string, settings: Settings): readonly DeviceAddress[] {
  const { host, port } = settings
  if (typeof host === 'string') {
    const place = `${host.toLowerCase()}:${String(port ?? '')}`
    return [{ key: `net ${place}`, field: '/host', place }]
  }
  const file = FILE_FIELDS.find((name) => typeof settings[name] === 'string')
  const here = (place: string, field: string) => ({ key: `${machine} ${place}`, field, place })
  return [
    ...(file ? [here(String(settings[file]), `/${file}`)] : []),
    ...(file ? [] : usbOf(kind, settings).map((place) => here(place, '/serialNumber'))),
    ...numbersIn(settings, 'pin').map(({ number, field }) => {
      const chip = typeof settings.chip === 'string' ? `${settings.chip} ` : ''
      return here(`${chip}pin ${number}`, field)
    }),
  ]
}

const FILE_FIELDS = ['path', 'port', 'device'] as const

/** Two alike on one machine are told apart by their serial numbers. */
function usbOf(kind: string, { model, vendorId, productId, serialNumber, access }: Settings): string[] {
  if (kind !== 'keypad' && kind !== 'scanner') return []
  if (model === undefined && vendorId === undefined && access === undefined) return []
  return [`usb ${[model, vendorId, productId, serialNumber].map((part) => String(part ?? '')).join(':')}`]
}

/** Every number of that name in the lists of the settings. */
function numbersIn(settings: Settings, name: string): { number: number; field: string }[] {
  return Object.entries(settings).flatMap(([list, entries]) =>
    Array.isArray(entries)
      ? entries.flatMap((entry: unknown, i) => {
          const number = (entry as Settings | null)?.[name]
          return typeof number === 'number' ? [{ number, field: `/${list}/${i}/${name}` }] : []
        })
      : [],
  )
}
