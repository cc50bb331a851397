import type { FastifyInstance } from 'fastify'
import Type, { type Static } from 'typebox'
import type { Supervisor } from './devices/supervisor.ts'
import type { VirtualKeypad } from './drivers/keypad/fake.ts'
import type { VirtualPrinter } from './drivers/printer/fake.ts'
import { say } from './edge/http.ts'
import { problem } from './edge/problem.ts'
import { pngOf } from './paper/picture.ts'
import type { Hall } from './settings/hall.ts'

const Hand = Type.Object(
  {
    action: Type.Union(
      [
        'paper-out',
        'paper-in',
        'unplug',
        'plug',
        'cover-open',
        'cover-close',
        'slow',
        'fast',
        'silent',
        'speak',
        'key',
      ].map((action) => Type.Literal(action)),
    ),
    key: Type.Optional(Type.String({ pattern: '^(next|recall|finish|[0-9])$' })),
  },
  { additionalProperties: false },
)

/** Development only: a pair of hands for the virtual devices, and the slips they printed. Not there at all unless asked for. */
export function openDock(app: FastifyInstance, parts: { devices: Supervisor; hall: () => Hall }): void {
  const printerAt = (id: string) => {
    const open = parts.devices.opened(id)
    return open?.kind === 'printer' && 'hands' in open.device ? (open.device as VirtualPrinter) : undefined
  }
  app.get('/api/dock', { schema: { hide: true } }, async () => ({
    devices: parts.devices.health().map(({ device, kind, state }) => ({ id: device, kind, state })),
    slips: parts.hall().devices.flatMap(({ id }) =>
      (printerAt(id)?.slips() ?? []).map((slip) => ({
        id: slip.id,
        device: id,
        url: `/api/dock/${id}/${encodeURIComponent(slip.id)}.png`,
        title: slip.title,
        torn: slip.torn,
      })),
    ),
  }))

  app.get('/api/dock/:device/:slip.png', { schema: { hide: true } }, async (request, reply) => {
    const { device, slip } = request.params as { device: string; slip: string }
    const found = printerAt(device)
      ?.slips()
      .find((one) => one.id === slip)
    return found ? reply.type('image/png').send(pngOf(found.picture)) : say(reply, problem('not-found'))
  })

  app.post('/api/dock/:device', { schema: { hide: true, body: Hand } }, async (request, reply) => {
    const { device } = request.params as { device: string }
    const { action, key } = request.body as Static<typeof Hand>
    const open = parts.devices.opened(device)
    const hands = printerAt(device)?.hands
    if (open?.kind === 'keypad' && action === 'key' && key !== undefined) {
      const keypad = open.device as VirtualKeypad
      keypad.press(/\d/.test(key) ? { key: 'digit', digit: Number(key) as 0 } : { key: key as 'next' })
    } else if (hands) {
      useHands(hands, action as string)
    } else return say(reply, problem('not-found'))
    return { done: true }
  })
}

function useHands(hands: VirtualPrinter['hands'], action: string): void {
  if (action === 'paper-out') hands.leavePaper(0)
  if (action === 'paper-in') hands.loadPaper()
  if (action === 'unplug') hands.unplug()
  if (action === 'plug') hands.plug()
  if (action === 'cover-open') hands.openCover()
  if (action === 'cover-close') hands.closeCover()
  if (action === 'slow') hands.printAt(10)
  if (action === 'fast') hands.printAt(150)
  if (action === 'silent') hands.fallSilent()
  if (action === 'speak') hands.speakAgain()
}
