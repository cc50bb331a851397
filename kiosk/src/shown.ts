import type { Text } from '#core/contract/shapes.ts'
import type { Fit } from './fit.ts'
import type { Look } from './settings.ts'

/** What every page of the kiosk is told about the screen it stands on. */
export interface Shown {
  fit: Fit
  /** No room for a tile that stands below the others on every page. */
  low: boolean
  look: Look
  office: Text | null
  /** The hub's clock. */
  now: () => number
  /** False while the hub is away. */
  live: boolean
  /** The hall practises: no number is real. */
  practice: boolean
}
