import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Role } from '#core/domain/commands.ts'
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
}

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
  /** May this peer be one of the hall's own screens: on the hub's machine, or brought in with the hall's key? */
  isHallScreen(credentials: Credentials): boolean
  isHallKey(key: string): boolean
  /** What the screen keeps as a cookie once it came in with the key. */
  screenToken(): string
}

export const SESSION_COOKIE = 'luot_session'
export const SCREEN_COOKIE = 'luot_screen'

export function doorKeeper(staff: Staff, hallKey: string, addressOf: (request: IncomingMessage) => string): DoorKeeper {
  const screenToken = createHash('sha256').update(`screen\n${hallKey}`).digest('base64url')
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
    isHallScreen({ cookie, authorization, address }) {
      if (isLoopback(address)) return true
      const shown = cookieNamed(cookie, SCREEN_COOKIE) ?? /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]
      return shown !== undefined && (same(shown, screenToken) || same(shown, hallKey))
    },
    isHallKey: (key) => same(key, hallKey),
    screenToken: () => screenToken,
  }
}

export function cookieNamed(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value) return value
  }
  return undefined
}

function same(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}
