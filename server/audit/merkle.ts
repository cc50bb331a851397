import { createHash } from 'node:crypto'

/**
 * A Merkle tree that only grows, as RFC 6962 draws it: SHA-256, 0x00 before a leaf, 0x01 before a pair, so that no leaf can
 * be taken for a pair. Only the right edge is kept: the heads of the whole trees the leaves make, the largest first.
 *
 *     7 leaves      ┌──4──┐ ┌2┐ 1      three heads
 */
export interface Edge {
  /** How many leaves. */
  readonly size: number
  /** The heads of its whole trees as hex, one for each bit of `size`, the largest first. */
  readonly heads: readonly string[]
}

export const NO_LEAVES: Edge = { size: 0, heads: [] }

/** The leaf a text makes, hex. */
export function leafOf(text: string): string {
  return hash(0x00, Buffer.from(text, 'utf8'))
}

/** One leaf more. A whole tree is made wherever two of the same size stand beside each other. */
export function grown({ size, heads }: Edge, leaf: string): Edge {
  let last = leaf
  const left = [...heads]
  for (let pairs = size; pairs % 2 === 1; pairs = (pairs - 1) / 2) {
    last = hash(0x01, Buffer.from(left.pop() as string, 'hex'), Buffer.from(last, 'hex'))
  }
  return { size: size + 1, heads: [...left, last] }
}

/** The head of all leaves, hex; of none it is the hash of nothing. */
export function rootOf({ heads }: Edge): string {
  const [last, ...rest] = heads.toReversed()
  if (last === undefined) return createHash('sha256').digest('hex')
  return rest.reduce((right, left) => hash(0x01, Buffer.from(left, 'hex'), Buffer.from(right, 'hex')), last)
}

function hash(kind: number, ...parts: readonly Buffer[]): string {
  const sum = createHash('sha256').update(Buffer.of(kind))
  for (const part of parts) sum.update(part)
  return sum.digest('hex')
}
