/** Where a picture stands in the hub's story: which run of the hub drew it, and how far that run had come. */
export interface Place {
  boot: string
  rev: number
}

/**
 * Tells whether a picture that just arrived may replace the one we show.
 *
 * The last one wins, an older one is a straggler. A new boot counts from its own beginning, so its numbers are not
 * compared with the old ones. The same place again is welcome: a reconnected screen gets its picture a second time.
 */
export function mayReplace(shown: Place | null, arrived: Place): boolean {
  return shown === null || shown.boot !== arrived.boot || arrived.rev >= shown.rev
}
