import type { Device } from '../device.ts'

/**
 * A bus of signs over the counters; one line may carry many.
 *
 * A sign shows a state, not a moment: it is given the whole wanted picture, and the driver writes it again every few
 * seconds, because a sign that lost its power forgets and says nothing.
 */
export interface Sign extends Device {
  /** What each place should show; a place not named goes blank. The places are those of the driver's own settings. */
  want(faces: Readonly<Record<string, SignFace>>): void
}

export interface SignFace {
  /** The number to show, or null for a blank sign. */
  readonly number: string | null
  /** What hangs over the counter: 5. */
  readonly counter: string
  /** The number was called and nobody has come yet: signs that can, pulse it once a second. */
  readonly calling: boolean
}
