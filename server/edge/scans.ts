import type { ScannedMoment } from '#core/contract/scanned.ts'
import { codeIn } from '#core/domain/appointment.ts'
import type { Queue } from '#core/domain/queue.ts'
import { citizenView } from '#core/domain/views/citizen.ts'
import type { DeviceMoment } from '../devices/supervisor.ts'
import type { Hall } from '../settings/hall.ts'
import type { CardPasses } from './card-pass.ts'
import type { CardSeal } from './card-seal.ts'
import { classByAge, type IdentityCard, identityCardIn } from './identity-card.ts'
import { onceEach } from './once-each.ts'
import { oneHand } from './one-hand.ts'
import type { SlipCodes } from './slip-code.ts'

/** What may go further than this room: what our own codes are made of, and no longer than an address. */
const ALLOWED = /^[A-Za-z0-9:/?&=._-]{1,512}$/
const DOSSIER = /^[0-9A-Z]{1,3}(\.[0-9A-Z]{1,3}){1,4}-\d{6}-\d{4,7}$/
const HEALTH_CARD = /^[A-Z]{2}\d{13}\|/

interface Parts {
  readonly hall: () => Hall
  readonly queue: () => Queue
  readonly now: () => number
  /** Time that nobody sets. */
  readonly steady: () => number
  readonly cards: Pick<CardSeal, 'personOf'>
  readonly passes: Pick<CardPasses, 'passFor'>
  readonly codes: Pick<SlipCodes, 'ticketOf'>
  /** Is there a procedure of this code? */
  readonly hasProcedure: (code: string) => boolean
  readonly tell: (kiosk: string, scanned: ScannedMoment) => void
  /** Why a scan led nowhere; never what was in it. */
  readonly onRefusal: (device: string, why: 'no-kiosk' | 'unknown-code' | 'too-fast') => void
}

/**
 * Tells the page of a kiosk what was held under its scanner.
 *
 *     a card's QR, or its number ──▶ sealed here ──▶ card       (a pass and a suggested class; no figure of the card goes on)
 *     …/t/A012-8F3KQ2M7XW        ──▶ ticket                     LUOT-HEN:123456, …/hen/123456  ──▶ appointment
 *     …/p/1.001193, 1.001193     ──▶ procedure                  H15.50.05.13-261008-0975       ──▶ dossier
 *     a health insurance card    ──▶ other-card                 everything else                ──▶ unknown
 *
 * The text of a scan lives in this function only: it is not logged, not kept and not sent on; what goes on was found in it and is made
 * of allowed signs.
 */
export function hearScans(parts: Parts) {
  const { hall, tell, onRefusal } = parts
  const howHeld = oneHand(parts)
  const isNew = onceEach()
  return (moment: DeviceMoment): void => {
    const { device } = moment
    if (moment.kind !== 'scanner' || !isNew(moment)) return
    const kiosk = hall().devices.find(({ id }) => id === device)?.kiosk
    if (kiosk === undefined) {
      onRefusal(device, 'no-kiosk')
      return
    }
    const held = howHeld(device, moment.scan.text)
    if (held === 'too-fast') onRefusal(device, 'too-fast')
    if (held !== 'new') return
    const card = identityCardIn(moment.scan)
    const scanned = card ? ofCard(card, kiosk, parts) : ofCode(moment.scan.text.trim(), parts)
    if (scanned.kind === 'unknown') onRefusal(device, 'unknown-code')
    tell(kiosk, scanned)
  }
}

/** The number becomes the day's seal and that a pass, and only where somebody will ask for it. */
function ofCard({ number, bornOn }: IdentityCard, kiosk: string, { queue, now, cards, passes }: Parts): ScannedMoment {
  const { office, practice } = queue()
  const asks = office.limits.perPersonDay !== null && !practice
  return {
    kind: 'card',
    pass: asks ? passes.passFor(cards.personOf(number), kiosk) : null,
    suggests: classByAge(office, bornOn, now()),
  }
}

function ofCode(text: string, parts: Parts): ScannedMoment {
  if (HEALTH_CARD.test(text)) return { kind: 'other-card' }
  if (!ALLOWED.test(text)) return { kind: 'unknown' }
  const [, slip] = /\/t\/([A-Za-z0-9-]{1,40})$/.exec(text) ?? []
  if (slip !== undefined) return { kind: 'ticket', ticket: ticketOf(slip, parts) }
  const appointment = codeIn(text)
  if (appointment !== null) return { kind: 'appointment', code: appointment }
  if (DOSSIER.test(text)) return { kind: 'dossier' }
  const procedure = /(?:^|\/p\/)(\d\.\d{6})$/.exec(text)?.[1]
  if (procedure !== undefined && parts.hasProcedure(procedure)) return { kind: 'procedure', code: procedure }
  return { kind: 'unknown' }
}

/** One's own number, field by field: what a stranger who finds the slip may see at a kiosk. */
function ticketOf(slip: string, { queue, codes, now }: Parts) {
  const id = codes.ticketOf(slip, queue())
  const view = id === null ? null : citizenView(queue(), id, now())
  if (!view) return null
  const { number, service, state, ahead, wait, counter } = view
  return { number, service, state, ahead, wait, counter }
}
