import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { ADMINS, AT_COUNTERS, EXAMINERS, PEOPLE } from '#core/contract/access.ts'
import { DocumentVersion, DocumentVersions } from '#core/contract/documents.ts'
import {
  DeviceTest,
  DeviceTested,
  Drivers,
  FoundDevices,
  HallChange,
  HallChanged,
  HallSettings,
} from '#core/contract/hall-settings.ts'
import type { DriverRow } from '#server/drivers/catalog.ts'
import type { FoundDevice } from '../devices/found.ts'
import type { HallRoom } from '../settings/hall-room.ts'
import { answers, OF_A_BODY, OF_WRITING } from './answers.ts'
import { say } from './http.ts'
import { problem } from './problem.ts'
import type { TryDevice } from './try-device.ts'

export interface HallDoors {
  readonly hallRoom: HallRoom
  readonly drivers: readonly DriverRow[]
  readonly found: () => Promise<readonly FoundDevice[]>
  readonly tryDevice: TryDevice
}

const LARGEST_HALL = 256 * 1024

/** The doors to what stands in the hall: staff may look, the administrator may change it and try it. */
export function hallRoutes(app: FastifyInstance, { hallRoom, drivers, found, tryDevice }: HallDoors): void {
  const tags = ['devices']
  app.get(
    '/api/hall',
    {
      config: { may: PEOPLE },
      schema: {
        tags,
        summary: 'The devices, agents, kiosks and sound of this hall',
        response: answers(HallSettings, 401),
      },
    },
    async () => hallRoom.look(),
  )

  app.put(
    '/api/hall',
    {
      bodyLimit: LARGEST_HALL,
      config: { may: ADMINS },
      schema: {
        tags,
        summary: 'Change what stands in the hall; it holds at once, without a restart',
        description:
          'Administrators only. `version` is the one GET told: when the hall has changed since, nothing happens (409 hall-changed). ' +
          'Each device is checked by its driver’s own schema; every line at fault is named, and nothing is changed (422).',
        body: HallChange,
        response: answers(HallChanged, ...OF_A_BODY, 401, 403, 409, 422, ...OF_WRITING),
      },
    },
    async (request, reply) => say(reply, await hallRoom.change(request.body as HallChange, request.who)),
  )

  app.get(
    '/api/hall/versions',
    {
      config: { may: EXAMINERS },
      schema: { tags, summary: 'Who changed the hall, when and why', response: answers(DocumentVersions, 401, 403) },
    },
    async () => hallRoom.versions(),
  )

  app.get(
    '/api/hall/versions/:number',
    {
      config: { may: EXAMINERS },
      schema: {
        tags,
        summary: 'One version of the hall whole; PUT its body as `hall` to go back to it',
        params: Type.Object({ number: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }) }),
        response: answers(DocumentVersion, 400, 401, 403, 404),
      },
    },
    async (request, reply) => {
      const { number } = request.params as { number: string | number }
      return hallRoom.version(Number(number)) ?? say(reply, problem('not-found'))
    },
  )

  app.get(
    '/api/hall/found',
    {
      config: { may: ADMINS },
      schema: {
        tags,
        summary: 'What is plugged into the hub and could be a device of the hall',
        description: 'Administrators only. Found on the hub’s own machine by its USB and its device files.',
        response: answers(FoundDevices, 401, 403),
      },
    },
    async () => ({ found: await found() }),
  )

  const rows: Drivers = {
    drivers: drivers.map(({ id, kind, label, settings, usb }) => ({
      id,
      kind,
      label,
      settings,
      usb: usb.map(usbName),
    })),
  }
  app.get(
    '/api/drivers',
    {
      config: { may: PEOPLE },
      schema: { tags, summary: 'Every driver, with the schema of its settings', response: answers(Drivers, 401) },
    },
    async () => rows,
  )

  app.post(
    '/api/devices/:id/test',
    {
      config: { may: AT_COUNTERS, rateLimit: { max: 60, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'Try a device: print a test page, pulse its lamps, show 8888, play the chime, note a new roll',
        description:
          'Administrators try devices; any of the staff may note a new roll. The same Idempotency-Key prints one page.',
        params: Type.Object({ id: Type.String({ maxLength: 40 }) }),
        headers: Type.Object({ 'idempotency-key': Type.Optional(Type.String({ minLength: 8, maxLength: 66 })) }),
        body: DeviceTest,
        response: answers(DeviceTested, ...OF_A_BODY, 401, 403, 404),
      },
    },
    async (request, reply) => {
      const { what } = request.body as DeviceTest
      // Whoever changes the roll tells of it.
      if (what !== 'new-roll' && request.who.role !== 'admin') return say(reply, problem('not-allowed'))
      const { id } = request.params as { id: string }
      const key = request.headers['idempotency-key'] as string | undefined
      return (await tryDevice(id, what, key)) ?? say(reply, problem('not-found'))
    },
  )
}

/** `04b8:0e28`, or `04b8:*` where every product of the vendor fits. */
function usbName({ vendorId, productId }: DriverRow['usb'][number]): string {
  const hex = (number: number) => number.toString(16).padStart(4, '0')
  return `${hex(vendorId)}:${productId === undefined ? '*' : hex(productId)}`
}
