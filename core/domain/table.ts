/**
 * A map that can be kept: `put` gives a new table and leaves the one before as it was.
 *
 * The road decides several waiting commands on a queue that is not committed yet, and forgets it when the disk says no;
 * so an older queue must stay whole. Copying a whole day's map for every event would cost a Pi milliseconds. Here a
 * change copies one bucket of 256 and the spine that holds them:
 *
 *     spine   [ 0 | 1 | … | 255 ]
 *                   └─ bucket: the few entries whose key falls here
 */
export class Table<Value> {
  readonly size: number
  readonly #spine: readonly (ReadonlyMap<string, Value> | undefined)[]

  private constructor(spine: readonly (ReadonlyMap<string, Value> | undefined)[], size: number) {
    this.#spine = spine
    this.size = size
  }

  static empty<Value>(): Table<Value> {
    return new Table<Value>(new Array(BUCKETS).fill(undefined), 0)
  }

  get(key: string): Value | undefined {
    return this.#spine[bucketOf(key)]?.get(key)
  }

  put(key: string, value: Value): Table<Value> {
    const at = bucketOf(key)
    const bucket = new Map(this.#spine[at])
    const grown = bucket.has(key) ? 0 : 1
    bucket.set(key, value)
    return new Table(this.#spine.with(at, bucket), this.size + grown)
  }

  without(key: string): Table<Value> {
    const at = bucketOf(key)
    if (!this.#spine[at]?.has(key)) return this
    const bucket = new Map(this.#spine[at])
    bucket.delete(key)
    return new Table(this.#spine.with(at, bucket), this.size - 1)
  }

  *keys(): Generator<string> {
    for (const bucket of this.#spine) if (bucket) yield* bucket.keys()
  }

  /** Every value, in no promised order: whoever shows them sorts them. */
  *values(): Generator<Value> {
    for (const bucket of this.#spine) if (bucket) yield* bucket.values()
  }
}

const BUCKETS = 256

// FNV-1a over the key: ticket ids are random, but nothing here should depend on that.
function bucketOf(key: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 8) ^ (hash >>> 16) ^ (hash >>> 24)) & (BUCKETS - 1)
}
