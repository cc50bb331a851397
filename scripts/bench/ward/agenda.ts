/** What is still to come, by its time; the same instant goes in the order it was written down. */
export interface Agenda {
  now(): number
  add(at: number, what: () => void): void
  /** Lives through everything, and whatever it brings about, until nothing is left. */
  run(): void
}

interface Entry {
  readonly at: number
  readonly order: number
  readonly what: () => void
}

export function openAgenda(): Agenda {
  const heap: Entry[] = []
  let now = 0
  let entries = 0
  const isBefore = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.order < b.order)
  const swap = (i: number, j: number) => {
    const one = heap[i] as Entry
    heap[i] = heap[j] as Entry
    heap[j] = one
  }
  function pop(): Entry | undefined {
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    heap[0] = last
    for (let i = 0; ; ) {
      const left = 2 * i + 1
      const right = left + 1
      let least = i
      if (left < heap.length && isBefore(heap[left] as Entry, heap[least] as Entry)) least = left
      if (right < heap.length && isBefore(heap[right] as Entry, heap[least] as Entry)) least = right
      if (least === i) return first
      swap(i, least)
      i = least
    }
  }
  return {
    now: () => now,
    add(at, what) {
      heap.push({ at: Math.max(now, Math.round(at)), order: entries++, what })
      for (let i = heap.length - 1; i > 0; ) {
        const parent = (i - 1) >> 1
        if (!isBefore(heap[i] as Entry, heap[parent] as Entry)) break
        swap(i, parent)
        i = parent
      }
    },
    run() {
      for (let entry = pop(); entry; entry = pop()) {
        now = entry.at
        entry.what()
      }
    },
  }
}
