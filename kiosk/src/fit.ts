/** How much fits on this glass, in millimetres: words are never made smaller, so small screens show fewer things. */
export type Fit = 'compact' | 'narrow' | 'wide'

/**
 * Judges a screen by its size.
 *
 * compact: a 7" panel; bars carry pictures only, tiles leave the second language out.
 * narrow:  a 21.5" panel on end; the bar takes two rows.
 * wide:    everything in one row.
 */
export function fitOf(widthMm: number, heightMm: number): Fit {
  if (widthMm < 210 || heightMm < 150) return 'compact'
  return widthMm < 400 ? 'narrow' : 'wide'
}

/** Too low to keep a tile in sight below the others, as a 15.6" panel lying down is with its 194 mm. */
export function isLow(widthMm: number, heightMm: number): boolean {
  return fitOf(widthMm, heightMm) !== 'compact' && heightMm < 215
}
