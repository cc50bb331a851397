import type { IncomingMessage } from 'node:http'
import type { Role } from '#core/domain/commands.ts'
import type { PairedScreen, PairingRoom } from '../pairing/room.ts'
import type { Staff } from '../settings/staff.ts'
import { isLoopback } from './address.ts'

/** Who stands at the door: someone signed in, a screen of this hall, or anyone. */
export interface Who {
  readonly role: Role
  readonly id: string
  readonly name: string
  /** Where from: a network address, or 'hub' for the hub's own machine. Noted with whatever changes more than a ticket. */
  readonly from?: string
  /** Whose session it is, where somebody signed in: a line that was opened with it is cut when it ends. */
  readonly session?: string
  /** Came in with a PIN that was handed out: may do nothing but choose one's own. */
  readonly choosing?: true
  /** A screen that was paired: over HTTP it may ask what its own page may, and nothing more. */
  readonly isPaired?: true
}

/** One of the hall's screens: paired, or on the hub's own machine, where it says itself what it is. */
export type HallScreen = { readonly is: 'own' } | ({ readonly is: 'paired' } & PairedScreen)

/** What a request brings along, whichever wire it came over. */
export interface Credentials {
  readonly cookie: string | undefined
  readonly authorization: string | undefined
  /** Where it comes from, as edge/address.ts tells. */
  readonly address: string
}

export interface DoorKeeper {
  /** What a request brings along; a socket's is the one it was opened with. */
  credentialsOf(request: IncomingMessage): Credentials
  /** The member of staff, or null. */
  staff(credentials: Credentials, at: number): Who | null
  /** The screen of this hall that shows these; null for a stranger. */
  screen(credentials: Credentials): HallScreen | null
  /** A screen on the hub's own machine, where those need no key. */
  isOwnScreen(credentials: Credentials): boolean
}

export const SESSION_COOKIE = 'luot_session'
/** Not the name releases before this one used: their cookie opened for every screen. */
export const SCREEN_COOKIE = 'luot_place'

export function doorKeeper(parts: {
  staff: Staff
  pairing: Pick<PairingRoom, 'known'>
  /** Are screens on the hub's own machine believed without a key? */
  trustsOwn: boolean
  addressOf: (request: IncomingMessage) => string
}): DoorKeeper {
  const { staff, pairing, addressOf } = parts
  const isOwnScreen = ({ address }: Credentials) => parts.trustsOwn && isLoopback(address)
  return {
    credentialsOf: (request) => ({
      cookie: request.headers.cookie,
      authorization: request.headers.authorization,
      address: addressOf(request),
    }),
    staff({ cookie, authorization }, at) {
      const token = cookieNamed(cookie, SESSION_COOKIE) ?? /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]
      const member = token ? staff.whoHas(token, at) : null
      if (!member) return null
      const { role, id, name, session, choosing } = member
      return { role, id, name, session, ...(choosing && { choosing }) }
    },
    screen(credentials) {
      const paired = pairing.known(cookieNamed(credentials.cookie, SCREEN_COOKIE))
      if (paired) return { is: 'paired', id: paired.id, place: paired.place }
      return isOwnScreen(credentials) ? { is: 'own' } : null
    },
    isOwnScreen,
  }
}

export function cookieNamed(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value) return value
  }
  return undefined
}
