import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * How a hub and an agent prove to each other that both hold the agent's key, without either saying it.
 *
 *     agent                                              hub
 *       ── id, nonce a ────────────────────────────────▶
 *       ◀──────────── nonce b, HMAC(key, hub · id · a · b) ──
 *       ── HMAC(key, agent · id · a · b) ──────────────▶
 *       ◀═════════ frames, each closed with a session key ═══▶
 *
 * Both nonces are fresh, so an overheard greeting opens nothing; the first word keeps one side's proof from being the other's.
 * What crosses afterwards can neither be changed nor read on the hall's wires (sealed.ts), with or without https.
 */
export interface Greeting {
  readonly agent: string
  /** The agent's nonce and the hub's. */
  readonly a: string
  readonly b: string
}

/** The two keys of one connection, one a direction, so that no frame can be sent back to where it came from. */
export interface SessionKeys {
  readonly toAgent: Buffer
  readonly toHub: Buffer
}

export function freshNonce(): string {
  return randomBytes(24).toString('base64url')
}

/** A key as it is shown once and typed into a file: 256 bits. */
export function freshKey(): string {
  return randomBytes(32).toString('base64url')
}

export function proofOf(side: 'hub' | 'agent', key: string, greeting: Greeting): string {
  return derived(key, `proof of the ${side}`, greeting).toString('base64url')
}

export function isProof(given: unknown, side: 'hub' | 'agent', key: string, greeting: Greeting): boolean {
  return (
    typeof given === 'string' &&
    sameBytes(Buffer.from(given, 'base64url'), derived(key, `proof of the ${side}`, greeting))
  )
}

export function sessionKeys(key: string, greeting: Greeting): SessionKeys {
  return { toAgent: derived(key, 'frames to the agent', greeting), toHub: derived(key, 'frames to the hub', greeting) }
}

export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

// JSON, so that no part can run into the next.
function derived(key: string, label: string, { agent, a, b }: Greeting): Buffer {
  return createHmac('sha256', Buffer.from(key, 'base64url'))
    .update(JSON.stringify([label, agent, a, b]))
    .digest()
}
