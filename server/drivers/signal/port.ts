import type { Device } from '../device.ts'

/** Buttons and lamps on wires: lamps are wanted in a state, buzzers sound for a moment, buttons tell when they go down. */
export interface Signal extends Device {
  /** The whole wanted picture of the lamps; only what differs from what burns is switched. A lamp not named is off. */
  want(lamps: Readonly<Record<string, LampWish>>): void
  /** Switches a line on for a moment, for a buzzer; a moment asked for while one lasts is the same moment. */
  buzz(lamp: string, forMs: number): void
  onPress(listener: (button: string) => void): () => void
}

/** `pulse`: half a second on, half a second off; slower than any flicker that could harm. */
export type LampWish = 'off' | 'on' | 'pulse'
