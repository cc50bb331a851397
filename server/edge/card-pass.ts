import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Lets a kiosk speak of a card it has never seen. */
export interface CardPasses {
  /** A pass for whoever holds this card, at this kiosk. */
  passFor(person: string, kiosk: string): string
  /** Who is meant; null for a pass that is over, was used for another ticket, is of another kiosk or was never given. */
  personBehind(pass: string, kiosk: string, ticket: string): string | null
}

/** As long as a person stands before a kiosk; afterwards the card is asked for again. */
const GOOD_FOR_MS = 5 * 60_000
const USED_REMEMBERED = 2_000
const IV = 12
const TAG = 16

/**
 * A pass is the person's seal (card-seal.ts) under AES-256-GCM, with the kiosk as what it is bound to:
 *
 *     base64url( [0..11] nonce  [12..] sealed(until ms, 8 bytes · person)  [last 16] tag )
 *
 * It carries all it says, so that a retry means the same person after a restart too. One pass is one ticket: whoever asks again for
 * the same ticket may, also when the pass is over meanwhile.
 */
export function cardPasses({ key, now }: { key: string; now: () => number }): CardPasses {
  const secret = Buffer.from(hkdfSync('sha256', key, '', 'luot card pass', 32))
  const usedFor = new Map<string, string>()

  return {
    passFor(person, kiosk) {
      const iv = randomBytes(IV)
      const until = Buffer.alloc(8)
      until.writeDoubleBE(now() + GOOD_FOR_MS)
      const cipher = createCipheriv('aes-256-gcm', secret, iv).setAAD(Buffer.from(kiosk))
      const sealed = Buffer.concat([cipher.update(until), cipher.update(person, 'utf8'), cipher.final()])
      return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString('base64url')
    },
    personBehind(pass, kiosk, ticket) {
      const opened = open(pass, kiosk)
      if (!opened) return null
      const used = usedFor.get(pass)
      if (used !== undefined) return used === ticket ? opened.person : null
      if (now() >= opened.until) return null
      usedFor.set(pass, ticket)
      const [oldest] = usedFor.keys()
      if (usedFor.size > USED_REMEMBERED && oldest !== undefined) usedFor.delete(oldest)
      return opened.person
    },
  }

  function open(pass: string, kiosk: string): { until: number; person: string } | null {
    const bytes = Buffer.from(pass, 'base64url')
    if (bytes.length <= IV + 8 + TAG) return null
    try {
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, IV))
        .setAAD(Buffer.from(kiosk))
        .setAuthTag(bytes.subarray(-TAG))
      const plain = Buffer.concat([decipher.update(bytes.subarray(IV, -TAG)), decipher.final()])
      return { until: plain.readDoubleBE(0), person: plain.subarray(8).toString('utf8') }
    } catch (error) {
      // Made up, changed, or of another kiosk: the seal does not open, and that is all it says.
      if (error instanceof Error) return null
      throw error
    }
  }
}
