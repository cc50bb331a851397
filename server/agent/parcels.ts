import { createHash } from 'node:crypto'
import { PART_BYTES } from './words.ts'

/** The hub's bytes that agents may fetch: pictures and sounds, by their hash, for as long as somebody wants them there. */
export interface Parcels {
  /** Puts bytes out; the same bytes twice are one parcel, and there until both have taken it away. */
  put(bytes: Uint8Array): string
  takeAway(hash: string): void
  /** A part of it, or an empty one of total 0 where it is no longer there. */
  part(hash: string, from: number): { from: number; total: number; data: string }
}

export function hubParcels(): Parcels {
  const there = new Map<string, { bytes: Uint8Array; wanted: number }>()
  return {
    put(bytes) {
      const hash = hashOf(bytes)
      const known = there.get(hash)
      if (known) known.wanted++
      else there.set(hash, { bytes, wanted: 1 })
      return hash
    },
    takeAway(hash) {
      const known = there.get(hash)
      if (known && --known.wanted === 0) there.delete(hash)
    },
    part(hash, from) {
      const bytes = there.get(hash)?.bytes
      if (!bytes) return { from, total: 0, data: '' }
      const data = Buffer.from(bytes.subarray(from, from + PART_BYTES)).toString('base64')
      return { from, total: bytes.length, data }
    },
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The agent's hands: fetch one parcel part by part, and ask for the next only when the last one is here. */
export interface Fetcher {
  /** The whole bytes, or null when the hub has them no more or the line was cut. */
  fetch(hash: string): Promise<Uint8Array | null>
  arrived(part: { of: string; from: number; total: number; data: string }): void
  /** The line is cut: nothing more comes. */
  over(): void
}

const MOST_BYTES = 8_000_000

export function fetcher(ask: (hash: string, from: number) => void): Fetcher {
  interface Coming {
    readonly parts: Buffer[]
    have: number
    readonly whole: Promise<Uint8Array | null>
    readonly done: (bytes: Uint8Array | null) => void
  }
  const coming = new Map<string, Coming>()

  function end(hash: string, bytes: Uint8Array | null): void {
    coming.get(hash)?.done(bytes)
    coming.delete(hash)
  }

  return {
    fetch(hash) {
      const known = coming.get(hash)
      if (known) return known.whole
      const { promise: whole, resolve: done } = Promise.withResolvers<Uint8Array | null>()
      coming.set(hash, { parts: [], have: 0, whole, done })
      ask(hash, 0)
      return whole
    },
    arrived({ of, from, total, data }) {
      const one = coming.get(of)
      if (!one || from !== one.have) return
      const bytes = Buffer.from(data, 'base64')
      one.parts.push(bytes)
      one.have += bytes.length
      if (bytes.length === 0 || total > MOST_BYTES) return end(of, null)
      if (one.have < total) return ask(of, one.have)
      const all = Buffer.concat(one.parts)
      end(of, hashOf(all) === of ? all : null)
    },
    over() {
      for (const hash of [...coming.keys()]) end(hash, null)
    },
  }
}
