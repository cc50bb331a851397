/** How many millimetres one pixel measures on a screen of this diagonal. */
export function mmPerPx(diagonalInches: number, widthPx: number, heightPx: number): number {
  return (diagonalInches * 25.4) / Math.hypot(widthPx, heightPx)
}
