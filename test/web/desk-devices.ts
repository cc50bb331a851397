import assert from 'node:assert/strict'
import { Hall as HallSchema } from '#core/contract/hall.ts'
import { catalog } from '#server/drivers/catalog.ts'
import { demoHall } from '#server/settings/demo-office.ts'
import { readHall } from '#server/settings/hall-lines.ts'
import { faultsOf } from '#web/words/words.ts'
import { asForm, bare, filled } from '../../desk/src/devices/form-schema.ts'
import { newDevice } from '../../desk/src/devices/hall-draft.ts'
import { addressOf, belongsTo } from '../../desk/src/devices/told.ts'
import { words } from '../../desk/src/devices/words.ts'
import type { Json } from '../../desk/src/rules/pointers.ts'
import { type Schema, shapeOf } from '../../desk/src/rules/shape.ts'
import { DEVICE_WORDS } from '../../desk/src/rules/words/devices.ts'
import { hexFrom, namesFrom, writtenHex } from '../../desk/src/rules/written.ts'
import { spec } from '../kit/spec.ts'

/** Every field of a schema with its pointer, as the form meets it. */
function* fieldsOf(schema: Schema, path: string): Generator<readonly [string, Schema]> {
  for (const [name, field] of Object.entries(asForm(schema).properties ?? {})) {
    const own =
      field.anyOf?.find((one) => one.type !== 'null' && field.anyOf?.some(({ type }) => type === 'null')) ?? field
    yield [`${path}/${name}`, own]
    if (own.items?.properties) yield* fieldsOf(own.items, `${path}/${name}/*`)
    else if (own.properties) yield* fieldsOf(own, `${path}/${name}`)
  }
}

const parts = HallSchema.properties as unknown as Readonly<Record<string, Schema>>
const own = catalog.map(({ id, settings }) => ({
  id,
  fields: [...fieldsOf(settings as unknown as Schema, '/devices/*/settings')],
}))
const shared = [...fieldsOf({ properties: { voice: parts.voice ?? {}, sound: parts.sound ?? {} } } as Schema, '')]

spec('the form of devices', ({ test }) => {
  test('has a name for every setting of every driver, and for every choice', () => {
    for (const { id, fields } of [...own, { id: 'sound', fields: shared }]) {
      for (const [path, field] of fields) {
        const said = DEVICE_WORDS[path]
        assert.ok(said, `${id}: ${path} has no name`)
        const shape = shapeOf(field, path.slice(path.lastIndexOf('/') + 1))
        assert.notEqual(shape.kind, 'raw', `${id}: ${path} cannot be asked for`)
        if (shape.kind !== 'choice' || shape.read !== undefined) continue
        const nameless = shape.values.filter((value) => !said.choices?.[value] && !shape.names?.[value])
        assert.deepEqual(nameless, [], `${id}: ${path}`)
      }
    }
    assert.deepEqual(faultsOf(words.entries), [])
    for (const [path, { vi, en }] of Object.entries(DEVICE_WORDS)) {
      assert.equal(vi, vi.normalize('NFC'), path)
      assert.ok(en, path)
    }
  })

  test('begins a device of each driver with settings the hub takes as soon as its address is written', () => {
    for (const row of catalog) {
      const driver = { ...row, usb: [] } as never
      const device = newDevice(demoHall, driver) as { settings: Json; id: string; name: string }
      const kept = bare(row.settings as unknown as Schema, device.settings) as Record<string, unknown>
      const addresses = { host: '10.0.0.9', vendorId: 1, productId: 2, signs: [{ address: 1, place: '*' }] }
      const known = Object.keys((row.settings as unknown as Schema).properties ?? {})
      const settings = {
        ...kept,
        ...Object.fromEntries(Object.entries(addresses).filter(([name]) => known.includes(name))),
      }
      const hall = {
        ...demoHall,
        devices: [...demoHall.devices, { id: device.id, name: device.name, driver: row.id, settings }],
      }
      const read = readHall(hall, { drivers: catalog, counters: [] })
      assert.ok(read.ok, `${row.id}: ${JSON.stringify(read)}`)
    }
  })

  test('shows standards, and saves only what was said', () => {
    const schema: Schema = {
      properties: {
        path: { type: 'string' },
        cut: { type: 'boolean' },
        pollMs: { type: 'integer', default: 15_000 },
        lamps: {
          items: {
            properties: { name: { type: 'string' }, low: { type: 'boolean', default: false } },
            required: ['name', 'low'],
          },
        },
      },
      required: ['path', 'pollMs', 'lamps'],
    }
    const kept = { path: '/dev/usb/lp0', lamps: [{ name: 'call' }] }
    const form = filled(schema, kept)
    assert.deepEqual(form, { path: '/dev/usb/lp0', cut: null, pollMs: 15_000, lamps: [{ name: 'call', low: false }] })
    assert.deepEqual(bare(schema, form), kept)
    assert.deepEqual(bare(schema, { ...(form as object), cut: false, pollMs: 9 } as Json), {
      ...kept,
      cut: false,
      pollMs: 9,
    })
    assert.deepEqual(
      bare(schema, filled(schema, { ...kept, colour: 'red' })),
      { ...kept, colour: 'red' },
      'nothing is lost',
    )
    assert.deepEqual(asForm(schema).properties?.cut, { anyOf: [{ type: 'boolean' }, { type: 'null' }] })
  })

  test('reads ids of the USB as lsusb writes them, and lists of names', () => {
    assert.equal(writtenHex(0x04b8), '04b8')
    assert.deepEqual(['04b8', '0x4B8', 'xyz'].map(hexFrom), [0x04b8, 0x04b8, 'xyz'])
    assert.deepEqual(namesFrom(' call, open ;; '), ['call', 'open'])
  })

  test('tells where a device is and whose it is', () => {
    assert.equal(addressOf({ host: '10.0.0.9', port: 9100 }), '10.0.0.9')
    assert.equal(addressOf({ host: '10.0.0.9', port: 9101 }), '10.0.0.9:9101')
    assert.equal(addressOf({ path: '/dev/usb/lp0' }), '/dev/usb/lp0')
    const [printer] = demoHall.devices
    assert.ok(printer)
    assert.equal(
      belongsTo(printer, demoHall, (id) => id),
      'mọi máy lấy số',
    )
    assert.equal(
      belongsTo({ ...printer, id: 'x', counter: 'quay-1' }, demoHall, () => '1'),
      'Quầy 1',
    )
  })
})
