/** What is going to happen today, in the order of its time: living through it moves the clock from one thing to the next. */
export interface Agenda {
  at(time: number, happens: () => Promise<void>): void
  /** Lives until nothing is left to happen. */
  live(skipTo: (at: number) => void): Promise<void>
}

export function openAgenda(): Agenda {
  // A heap would be faster; a day has some thousand entries, and most are added near the front.
  const entries: { time: number; order: number; happens: () => Promise<void> }[] = []
  let added = 0
  return {
    at(time, happens) {
      let place = entries.length
      while (place > 0 && (entries[place - 1]?.time ?? 0) <= time) place--
      // The last entry is the next to happen: among equals the first one added goes first.
      entries.splice(place, 0, { time, order: added++, happens })
    },
    async live(skipTo) {
      for (let next = entries.pop(); next; next = entries.pop()) {
        skipTo(next.time)
        await next.happens()
      }
    },
  }
}
