import type { CheckIn } from '#core/contract/appointments.ts'
import type { IssuedTicket, IssueTicket, SlipMoment } from '#core/contract/kiosk.ts'
import type { ScannedTicket } from '#core/contract/scanned.ts'
import type { Text } from '#core/contract/shapes.ts'

/**
 * Where a citizen stands at the kiosk. Back goes one step, Home to the root.
 *
 *     home ─service─▶ class ─I am…─▶ (card) ─▶ asking ─number─▶ ticket ──▶ home
 *      │    (no classes: straight)      │├─no──▶ refused          └─mistake─▶ give-back ─yes─▶ given-back
 *      ├──▶ options                     │├─twice?─▶ one-more ─yes─▶ asking  └─more─▶ more ─service─▶ ticket
 *      │                                │└─silence─▶ unanswered ─again─▶ asking
 *      ├──▶ check-in ─code─▶ asking     │  (a code nobody has ─▶ check-in; a scanned slip: from home at once)
 *      ├──▶ fields ──▶ found ──▶ procedure ─take a number─▶ class
 *      │       └─────▶ search ──────┘
 *      └──a code under the hub's own scanner: see scanned.ts──▶ scanned · own-number · procedure · asking
 *
 * A card that was read goes along from home over the class to the number, and is forgotten with them.
 */
export type Screen =
  /** With a card that was read it is no home: it waits for its citizen, and not for the next one. */
  | { at: 'home'; card?: ReadCard; homeAt?: number }
  | { at: 'options' }
  | { at: 'class'; service: string; procedure: string | null; card?: ReadCard }
  | { at: 'check-in'; wrong: Text | null }
  /** `unread`: something was held under the scanner that is no identity card. */
  | { at: 'card'; wanted: Wanted; unread?: boolean }
  | { at: 'asking'; ask: IssueTicket | CheckIn }
  | { at: 'one-more'; ask: IssueTicket }
  | { at: 'unanswered'; ask: IssueTicket | CheckIn }
  /** `ask` where pressing again may help. */
  | { at: 'refused'; code: string; message: Text; ask: IssueTicket | null }
  | { at: 'ticket'; issued: IssuedTicket; slip: Slip; homeAt: number; voidUntil: number; visit: Visit }
  | { at: 'more'; issued: IssuedTicket; visit: Visit; wrong: Text | null }
  | { at: 'give-back'; issued: IssuedTicket; homeAt: number }
  | { at: 'given-back'; number: string; homeAt: number }
  | { at: 'scanned'; what: ScannedWhat; homeAt: number }
  | { at: 'own-number'; ticket: ScannedTicket; homeAt: number }
  | { at: 'fields' }
  | { at: 'found'; field: string }
  | { at: 'search'; text: string }
  | { at: 'procedure'; code: string }

/** What the hub's scanner has read of a card: a pass where the office asks for one, and the class of that age. */
export interface ReadCard {
  readonly pass: string | null
  readonly suggests: string | null
}

/** What was scanned and leads nowhere from here. */
export type ScannedWhat = 'no-card-needed' | 'old-slip' | 'dossier' | 'other-card' | 'unknown'

/** A number as it is wanted, before its ids are made. */
export type Wanted = Pick<IssueTicket, 'service' | 'class' | 'procedure'>

/** What belongs to a number beside its first service. */
export interface Visit {
  /** The services it goes to, the first one too where it is known. */
  readonly services: readonly string[]
  /** Those added here, in their order. */
  readonly further: readonly Further[]
  /** A priority was said that an officer still has to confirm. */
  readonly toConfirm: boolean
  /** Why a further service could not be taken out again. */
  readonly wrong?: Text
}

export interface Further {
  readonly service: string
  readonly name: Text
}

export const ONE_SERVICE: Visit = { services: [], further: [], toConfirm: false }

/** How the paper does. silent: no word from the printer in time, so nothing is promised. */
export type Slip =
  | { is: 'printing' }
  | { is: 'printed' }
  | { is: 'silent' }
  | { is: 'failed'; message: Text | null }
  | { is: 'none' }

/** The screens gone through, the present one last. */
export type Path = readonly [Screen, ...Screen[]]

export function here(path: Path): Screen {
  return path.at(-1)!
}

export function forward(path: Path, screen: Screen): Path {
  return [...path, screen] as unknown as Path
}

/** The same step, shown differently: asking becomes a ticket, and Back must not ask again. */
export function instead(path: Path, screen: Screen): Path {
  return path.length === 1 ? [screen] : (path.slice(0, -1).concat(screen) as unknown as Path)
}

export function back(path: Path): Path {
  return path.length === 1 ? path : (path.slice(0, -1) as unknown as Path)
}

export function home(path: Path): Path {
  return [path[0]]
}

/** What stands on the glass when the hub gave no number: a question, the keys again, or why not. */
export function withoutNumber(ask: IssueTicket | CheckIn, code: string, message: Text): Screen {
  if (code === 'hub-away') return { at: 'unanswered', ask }
  // Whoever mistyped stays at the keys and sees why.
  if (code === 'unknown-code' || code === 'too-many-codes') return { at: 'check-in', wrong: message }
  // The pass of a card was over: it is asked for again.
  if (code === 'card-needed' && 'service' in ask) {
    return { at: 'card', wanted: { service: ask.service, class: ask.class, procedure: ask.procedure ?? null } }
  }
  if ('code' in ask) return { at: 'refused', code, message, ask: null }
  if (code === 'one-more') return { at: 'one-more', ask }
  const mayHelp = code === 'too-fast' || code === 'kiosk-limit'
  return { at: 'refused', code, message, ask: mayHelp ? ask : null }
}

/** How long a number stays on the glass once the paper's part is over. */
const STAY_MS: Record<Slip['is'], number> = {
  // The printer may never answer; after this the page stops waiting for it.
  printing: 12_000,
  printed: 8_000,
  silent: 8_000,
  // Time to find the phone and take a picture.
  failed: 40_000,
  none: 20_000,
}
/** Every touch keeps the number this much longer at least. */
const KEEP_MS = 25_000

/** How long a question about giving back, and the thanks for it, stay; and what was found in a code. */
const GIVING_BACK_MS = 15_000
const SCANNED_MS = 15_000

/** What there is to say of a code that leads nowhere. */
export function toldOf(what: ScannedWhat, now: number): Screen {
  return { at: 'scanned', what, homeAt: now + SCANNED_MS }
}

/** One's own number, from the slip under the scanner. */
export function ownNumber(ticket: ScannedTicket, now: number): Screen {
  return { at: 'own-number', ticket, homeAt: now + SCANNED_MS }
}

/** Whether the number was a mistake, asked once. */
export function toGiveBack(issued: IssuedTicket, now: number): Screen {
  return { at: 'give-back', issued, homeAt: now + GIVING_BACK_MS }
}

/** The number is gone. */
export function givenBack(number: string, now: number): Screen {
  return { at: 'given-back', number, homeAt: now + GIVING_BACK_MS }
}

/** A number is there: it goes on the screen at once, the paper follows; for a while it may be given back. */
export function ticketShown(
  issued: IssuedTicket,
  said: SlipMoment | undefined,
  now: number,
  voidMs = 0,
  visit: Visit = ONE_SERVICE,
): Screen {
  const slip: Slip = issued.slip === 'none' ? { is: 'none' } : { is: 'printing' }
  const homeAt = now + STAY_MS[slip.is]
  const shown: Screen = { at: 'ticket', issued, slip, homeAt, voidUntil: now + voidMs, visit }
  return said ? slipSaid(shown, said, now) : shown
}

/** The printer has spoken about this ticket, or about somebody else's. */
export function slipSaid(screen: Screen, said: SlipMoment, now: number): Screen {
  if (screen.at !== 'ticket' || screen.issued.id !== said.ticket) return screen
  const slip: Slip = slipOf(said)
  return { ...screen, slip, homeAt: now + STAY_MS[slip.is] }
}

function slipOf(said: SlipMoment): Slip {
  switch (said.outcome) {
    case 'printed':
      return { is: 'printed' }
    case 'unconfirmed':
      return { is: 'silent' }
    case 'failed':
      return { is: 'failed', message: said.message }
    default:
      return said.outcome satisfies never
  }
}

/** One more service under the same number: the ticket stands there again, with both. */
export function withMore(screen: Screen, service: string, name: Text): Screen {
  if (screen.at !== 'ticket') return screen
  const { services, further, toConfirm } = screen.visit
  const visit = { services: [...services, service], further: [...further, { service, name }], toConfirm }
  return { ...screen, visit }
}

/** A further service is taken out again, wherever the ticket stands meanwhile. */
export function withLess(screen: Screen, ticket: string, service: string): Screen {
  if (screen.at !== 'ticket' || screen.issued.id !== ticket) return screen
  const { services, further, toConfirm } = screen.visit
  const visit = {
    services: services.filter((one) => one !== service),
    further: further.filter((one) => one.service !== service),
    toConfirm,
  }
  return { ...screen, visit }
}

/** The services, for whoever has just shown a card. */
export function homeWithCard(card: ReadCard, now: number): Screen {
  return { at: 'home', card, homeAt: now + KEEP_MS }
}

/** A touch keeps the number on the glass, and the card that was read. */
export function kept(screen: Screen, now: number): Screen {
  if (screen.at === 'home' && screen.homeAt !== undefined) {
    return { ...screen, homeAt: Math.max(screen.homeAt, now + KEEP_MS) }
  }
  return screen.at === 'ticket' && screen.slip.is !== 'printing'
    ? { ...screen, homeAt: Math.max(screen.homeAt, now + KEEP_MS) }
    : screen
}

/** What the passing of time does to the present screen. */
export function afterTime(screen: Screen, now: number): Screen | 'go-home' {
  switch (screen.at) {
    case 'home':
      return screen.homeAt === undefined || now < screen.homeAt ? screen : 'go-home'
    case 'give-back':
    case 'given-back':
    case 'scanned':
    case 'own-number':
      return now < screen.homeAt ? screen : 'go-home'
  }
  if (screen.at !== 'ticket' || now < screen.homeAt) return screen
  if (screen.slip.is === 'printing') return { ...screen, slip: { is: 'silent' }, homeAt: now + STAY_MS.silent }
  return 'go-home'
}

/** Screens that can do nothing without the hub give way to the notice; a number already given never does. */
export function needsHub(screen: Screen): boolean {
  return screen.at === 'home' || screen.at === 'class' || screen.at === 'card' || screen.at === 'check-in'
}
