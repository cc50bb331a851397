import {
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
} from 'node:crypto'
import { codeOf } from '../pairing/code.ts'
import { freshNonce } from './handshake.ts'

/**
 * How an agent nobody knows and the hub make a key between them over an open wire, so that the code two people compare tells
 * whether somebody stands between.
 *
 *     agent                                            hub
 *       ── hash of (public key a · nonce a) ────────────▶      it has chosen, and cannot choose again
 *       ◀──────────────── id, public key h, nonce h ──────
 *       ── public key a, nonce a ───────────────────────▶      held against the hash
 *     code = hash of all of that              code = hash of all of that
 *       ◀════ who you are, closed with the key, once the codes were compared ════
 *
 * Whoever sits between must make a key for each side before it knows what the other side's code will be: one chance in 2⁴⁰. The key
 * itself never crosses (X25519), and nobody ever reads or types it.
 */
export interface Introduced {
  readonly publicKey: string
  readonly nonce: string
}

/** One side, for one introduction. */
export interface Side extends Introduced {
  readonly privateKey: string
}

export interface Agreed {
  readonly code: string
  /** The agent's key: 256 bits, as base64url. */
  readonly key: string
  /** What the hub's answer is closed with. */
  readonly answerKey: Buffer
}

export function freshSide(): Side {
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  const [open, closed] = [publicKey.export({ format: 'jwk' }), privateKey.export({ format: 'jwk' })]
  return { publicKey: open.x ?? '', privateKey: closed.d ?? '', nonce: freshNonce() }
}

export function commitmentOf({ publicKey, nonce }: Introduced): string {
  return digest(['luot agent chooses', publicKey, nonce]).toString('base64url')
}

/** What both come to; null when the other's public key is none, or one that would make the secret known to everybody. */
export function agreed(own: Side, id: string, { agent, hub }: { agent: Introduced; hub: Introduced }): Agreed | null {
  const theirs = own.publicKey === agent.publicKey ? hub : agent
  const said = digest(['luot agent meets hub', id, agent.publicKey, agent.nonce, hub.publicKey, hub.nonce])
  const secret = secretWith(own, theirs.publicKey)
  if (secret === null) return null
  const derived = (label: string) => Buffer.from(hkdfSync('sha256', secret, said, label, 32))
  const bits = digest(['the code of', said.toString('base64url')]).readBigUInt64BE() >> 24n
  return {
    code: codeOf(Array.from({ length: 8 }, (_, at) => Number((bits >> BigInt(5 * at)) & 31n))),
    key: derived('key of the agent').toString('base64url'),
    answerKey: derived('answer of the hub'),
  }
}

function secretWith({ publicKey: x, privateKey: d }: Side, theirs: string): Buffer | null {
  const kind = { kty: 'OKP', crv: 'X25519' }
  try {
    return diffieHellman({
      privateKey: createPrivateKey({ key: { ...kind, x, d }, format: 'jwk' }),
      publicKey: createPublicKey({ key: { ...kind, x: theirs }, format: 'jwk' }),
    })
  } catch {
    return null
  }
}

// JSON, so that no part can run into the next.
function digest(parts: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest()
}
