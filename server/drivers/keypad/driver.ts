import { DeviceFault, type FaultCode, healthTeller } from '../device.ts'
import type { HidAddress, OpenHid } from '../hid/hid.ts'
import { keyboardLayoutOf } from '../hid/keyboard.ts'
import { keyReader, type ReportMap } from './codec.ts'
import { type KeypadModel, keypadModels } from './models.ts'
import type { KeyMoment, Keypad } from './port.ts'

export interface KeypadSettings {
  model: string
  vendorId?: number
  productId?: number
  serialNumber?: string
  access: HidAddress['access']
}

/** Opens a keypad and tells its key moments until it is closed or pulled out. */
export async function openKeypad(settings: KeypadSettings, openHid: OpenHid): Promise<Keypad> {
  const model = keypadModels.find(({ id }) => id === settings.model)
  if (!model) throw new DeviceFault('device-settings', `no keypad model "${settings.model}"`)
  const wire = await openHid(addressOf(model, settings))
  const read = keyReader(...placesOf(model, wire.descriptor))
  // It works all the same; but every key also types into the page that has the focus.
  const health = healthTeller(wire.typesElsewhere ? { state: 'warning', fault: 'keys-shared' } : { state: 'ready' })
  const listeners = new Set<(key: KeyMoment) => void>()

  wire.onReport((report) => {
    for (const key of read(report)) for (const listener of [...listeners]) listener(key)
  })

  return {
    onKey(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    health: health.now,
    watch: health.watch,
    gone: wire.ended.then((): FaultCode => {
      health.tell({ state: 'broken', fault: 'device-missing' })
      return 'device-missing'
    }),
    close: () => wire.close(),
  }
}

/** What the keys mean is the model's to say; where they stand a keyboard knows better itself. */
function placesOf({ map, reportId }: KeypadModel, descriptor: Uint8Array | null): [map: ReportMap, reportId?: number] {
  const told = map.form === 'usages' ? keyboardLayoutOf(descriptor) : null
  if (map.form !== 'usages' || told === null) return reportId === undefined ? [map] : [map, reportId]
  const placed = { ...map, at: told.keysAt, slots: told.slots }
  return told.reportId === null ? [placed] : [placed, told.reportId]
}

function addressOf(model: KeypadModel, settings: KeypadSettings): HidAddress {
  const vendorId = settings.vendorId ?? model.usb?.vendorId
  const productId = settings.productId ?? model.usb?.productId
  if (vendorId === undefined || productId === undefined) {
    throw new DeviceFault('device-settings', `model "${model.id}" needs vendorId and productId`)
  }
  return {
    vendorId,
    productId,
    access: settings.access,
    ...(settings.serialNumber === undefined ? {} : { serialNumber: settings.serialNumber }),
    ...(model.usagePage === undefined ? {} : { usagePage: model.usagePage }),
    ...(model.usage === undefined ? {} : { usage: model.usage }),
  }
}
