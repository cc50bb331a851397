import type { Device } from '../device.ts'

/** Buttons and lamps on wires: lamps are wanted on or off, buttons tell when they go down. */
export interface Signal extends Device {
  /** The whole wanted picture of the lamps; only what differs from what burns is switched. A lamp not named is off. */
  want(lamps: Readonly<Record<string, boolean>>): void
  onPress(listener: (button: string) => void): () => void
}
