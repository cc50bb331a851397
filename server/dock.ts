import type { FastifyInstance } from 'fastify'
import { DockHand, type DockView } from '#core/contract/dock.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { Ticket } from '#core/domain/ticket.ts'
import type { Supervisor } from './devices/supervisor.ts'
import type { DockCables } from './dock-cables.ts'
import { handled, type Samples } from './dock-hands.ts'
import type { VirtualPrinter } from './drivers/printer/fake.ts'
import { say } from './edge/http.ts'
import { problem } from './edge/problem.ts'
import { pngOf } from './paper/picture.ts'
import type { Hall } from './settings/hall.ts'

/** Codes to try a scanner with, made from the hall as it is; what there is none of is left out. */
export function dockSamples({ tickets, book }: Queue, urlOf: (ticket: Ticket) => string): Record<string, string> {
  const ticket = [...tickets.values()].at(-1)
  const appointment = [...book.values()].at(-1)
  return {
    ...(ticket && { ticket: urlOf(ticket) }),
    ...(appointment && { appointment: `LUOT-HEN:${appointment.code}` }),
    procedure: '1.001193',
    dossier: 'H15.50.05.13-261008-0975',
    garbage: `\u0007\u001b[2J${'ẩ?'.repeat(400)}`,
  }
}

/**
 * Development only: a pair of hands for the virtual devices, what they show, and the slips they printed. Not there at all
 * unless asked for.
 */
export function openDock(
  app: FastifyInstance,
  parts: { devices: Supervisor; hall: () => Hall; samples: Samples; cables: DockCables },
): void {
  const { devices, hall, samples, cables } = parts
  const printerAt = (id: string) => {
    const open = devices.opened(id)
    return open?.kind === 'printer' && 'hands' in open.device ? (open.device as VirtualPrinter) : undefined
  }
  const handsAt = (id: string) => {
    const open = devices.opened(id)
    // A driver with no list of its own names what it stands for: the dock's buttons are those of the settings.
    const { buttons = ['call'] } = (hall().devices.find((one) => one.id === id)?.settings ?? {}) as {
      buttons?: string[]
    }
    return open ? handled({ open, names: { buttons }, samples }) : null
  }

  app.get('/api/dock', { config: { may: 'hall' }, schema: { hide: true } }, async (): Promise<DockView> => {
    const health = new Map(devices.health().map((one) => [one.device, one]))
    return {
      devices: hall().devices.map(({ id, name, settings }) => {
        const { kind = 'none', state = 'unknown', fault = null } = health.get(id) ?? {}
        const own = handsAt(id)
        const hands = cables.isOut(settings) ? [{ action: 'plug' }] : (own?.hands ?? [])
        return { id, name, kind, state, fault, hands, shows: own?.shows() ?? [] }
      }),
      slips: hall().devices.flatMap(({ id }) =>
        (printerAt(id)?.slips() ?? []).map((slip) => ({
          id: slip.id,
          device: id,
          url: `/api/dock/${id}/${encodeURIComponent(slip.id)}.png`,
          title: slip.title,
          torn: slip.torn,
        })),
      ),
    }
  })

  app.get(
    '/api/dock/:device/:slip.png',
    { config: { may: 'hall' }, schema: { hide: true } },
    async (request, reply) => {
      const { device, slip } = request.params as { device: string; slip: string }
      const found = printerAt(device)
        ?.slips()
        .find((one) => one.id === slip)
      return found ? reply.type('image/png').send(pngOf(found.picture)) : say(reply, problem('not-found'))
    },
  )

  app.post(
    '/api/dock/:device',
    { config: { may: 'hall' }, schema: { hide: true, body: DockHand } },
    async (request, reply) => {
      const { device } = request.params as { device: string }
      const hand = request.body as DockHand
      const settings = hall().devices.find((one) => one.id === device)?.settings
      const isBack = settings !== undefined && hand.action === 'plug' && cables.isOut(settings)
      if (isBack) cables.push(settings)
      const isDone = isBack || (handsAt(device)?.use(hand) ?? false)
      // A printer of air keeps its own cable; all others are opened anew at once unless theirs stays out.
      if (settings && isDone && hand.action === 'unplug' && printerAt(device) === undefined) cables.pull(settings)
      return isDone ? { done: true } : say(reply, problem('not-found'))
    },
  )
}
