import * as assert from 'node:assert/strict'
import type { CheckIn } from '#core/contract/appointments.ts'
import type { IssuedTicket, IssueTicket, KioskContract, KioskView } from '#core/contract/kiosk.ts'
import type { ScannedMoment } from '#core/contract/scanned.ts'
import { ORDINARY } from '#core/domain/office.ts'
import type { Answer, Link } from '#web/hub/link.ts'
import { Errands } from '../../kiosk/src/errands.ts'
import { heardScan } from '../../kiosk/src/scanned.ts'
import { Way } from '../../kiosk/src/way.ts'
import type { Wish } from '../../kiosk/src/wish.ts'
import { fulfil } from '../../kiosk/src/wishes.ts'

const WORDS = { vi: 'Chưa được.', en: 'Not yet.' }

/** A kiosk at home, and a hub that answers when it is told to. */
export function standing(view: object = { classes: [{ id: ORDINARY }], asksCard: false }) {
  const asked: (IssueTicket | CheckIn)[] = []
  let reply: (answer: Answer<IssuedTicket>) => void = () => assert.fail('nobody has asked')
  const link = {
    state: 'live',
    view: { hall: { state: 'open' }, ...view } as KioskView,
    ask: (_name: string, body: IssueTicket | CheckIn) => {
      asked.push(body)
      return new Promise<Answer<IssuedTicket>>((resolve) => {
        reply = resolve
      })
    },
  }
  let begun = 0
  const way = new Way(() => undefined)
  const errands = new Errands(way, () => link as unknown as Link<KioskContract>)
  const startOver = () => {
    begun += 1
    way.home()
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  return {
    way,
    errands,
    link,
    asked,
    touch: (wish: Wish) => fulfil(wish, { way, errands, view: link.view, showAs: () => undefined, startOver }),
    scan: (scanned: ScannedMoment) =>
      heardScan(scanned, { way, errands, view: link.view, live: link.state === 'live' }),
    answer: (number: string) => {
      reply({ ok: true, value: { id: asked.at(-1)!.ticket, number, slip: 'printing' } as IssuedTicket })
      return settled()
    },
    refuse: (code: string) => {
      reply({ ok: false, status: 409, code, message: WORDS } as Answer<IssuedTicket>)
      return settled()
    },
    number: () => (way.here.at === 'ticket' ? way.here.issued.number : null),
    begunAnew: () => begun,
  }
}
