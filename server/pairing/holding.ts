import type { PairedRecord, PairingBook } from './book.ts'
import { type Holder, holderOf, mayHold, show } from './one-holder.ts'
import { freshMark, type ScreenToken, type TokenMint } from './tokens.ts'

// A card does not like to be written every minute for every screen.
const SEEN_EVERY_MS = 5 * 60_000

/** Who holds the token of each screen or agent now, and which is given next: one-holder.ts, with what the disk must know of it. */
export function openHolding<Place>(parts: {
  book: PairingBook<Place>
  mint: TokenMint
  now: () => number
  steady: () => number
}) {
  const { book, mint, now, steady } = parts
  const holders = new Map<string, Holder>()
  const holderFor = (record: PairedRecord<Place>) => holders.get(record.id) ?? holderOf(record, steady())
  return {
    holders,
    mayHold: (record: PairedRecord<Place>, token: ScreenToken) => mayHold(holderFor(record), token, steady()),
    /** Somebody shows its token: what it is given in its place, if anything; null when two hold it. */
    shows(
      record: PairedRecord<Place>,
      token: ScreenToken,
      { run, address, build }: { run: string; address: string; build: string },
    ): { readonly next: string | null } | null {
      const shown = show(holderFor(record), { ...token, run }, steady())
      if (shown.holders === 'two') return null
      const { generation, mark, former, isSettled } = shown.holder
      const isChanged = isSettled !== record.isSettled || generation !== record.generation || mark !== record.mark
      if (isChanged || now() - (record.seenAt ?? 0) > SEEN_EVERY_MS) {
        book.put({ ...record, generation, mark, former, isSettled, seenAt: now(), address, build })
      }
      holders.set(record.id, shown.holder)
      const { next } = shown
      return { next: next === null ? null : mint.write({ ...token, generation: next, mark: freshMark() }) }
    },
  }
}
