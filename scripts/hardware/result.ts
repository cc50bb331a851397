/** How one file of the hardware tests ended. */
export interface Result {
  readonly name: string
  readonly code: number | null
  readonly output: string
  readonly tookMs: number
}
