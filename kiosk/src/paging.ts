/** One way of laying tiles out: how many columns, and how high each tile then wants to be. */
export interface Candidate {
  columns: number
  heights: readonly number[]
}

export interface Room {
  height: number
  gap: number
  /** No more choices than this on one page, however much room there is. */
  limit: number
}

/** Tiles laid out: how many columns, and which tiles stand on which page. */
export interface Layout {
  columns: number
  /** First tile and the one after the last, page by page. */
  pages: readonly (readonly [number, number])[]
}

/** Fills pages row by row; a row is as high as its highest tile, and a tile too high for any page gets one alone. */
export function pagesOf({ columns, heights }: Candidate, { height, gap, limit }: Room): [number, number][] {
  const pages: [number, number][] = []
  let start = 0
  let used = 0
  for (let row = 0; row < heights.length; row += columns) {
    const end = Math.min(row + columns, heights.length)
    const rowHeight = Math.max(...heights.slice(row, end))
    const fits = used + (used > 0 ? gap : 0) + rowHeight <= height && end - start <= limit
    if (used > 0 && !fits) {
      pages.push([start, row])
      start = row
      used = 0
    }
    used += (used > 0 ? gap : 0) + rowHeight
  }
  if (start < heights.length) pages.push([start, heights.length])
  return pages
}

/** The layout that cuts no tile off, has the fewest pages, and among those the widest tiles. */
export function bestLayout(candidates: readonly Candidate[], room: Room): Layout {
  const [best] = candidates
    .map((candidate) => ({
      columns: candidate.columns,
      pages: pagesOf(candidate, room),
      cutOff: candidate.heights.filter((height) => height > room.height).length,
    }))
    .sort((a, b) => a.cutOff - b.cutOff || a.pages.length - b.pages.length || a.columns - b.columns)
  if (best === undefined) throw new Error('tiles need at least one way of being laid out')
  return { columns: best.columns, pages: best.pages }
}
