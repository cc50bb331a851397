import type { SignFace } from '#server/drivers/sign/port.ts'
import type { LampWish } from '#server/drivers/signal/port.ts'
import { realTimers, type Timers } from '#server/drivers/timers.ts'
import type { Supervisor } from './supervisor.ts'

/** The hall's devices, whose lamps and signs may be borrowed for a moment to try them. */
export interface Borrowable extends Supervisor, Lending {}

interface Lending {
  /** Shows these lamps for a moment, then again what the hall wants of them by then. */
  borrowLamps(id: string, lamps: Readonly<Record<string, LampWish>>, forMs: number): void
  borrowSigns(id: string, faces: Readonly<Record<string, SignFace>>, forMs: number): void
}

/** What the hall wants meanwhile is kept, and shown when the moment is over; borrowing again makes the moment longer. */
export function borrowable<Devices extends Supervisor>(
  devices: Devices,
  timers: Timers = realTimers,
): Devices & Lending {
  const lamps = lender(timers, devices.wantLamps)
  const signs = lender(timers, devices.wantSigns)
  return {
    ...devices,
    wantLamps: lamps.want,
    wantSigns: signs.want,
    borrowLamps: lamps.borrow,
    borrowSigns: signs.borrow,
    async close() {
      lamps.stop()
      signs.stop()
      await devices.close()
    },
  }
}

function lender<Wish>(timers: Timers, show: (id: string, wish: Readonly<Record<string, Wish>>) => void) {
  const wanted = new Map<string, Readonly<Record<string, Wish>>>()
  const borrowed = new Map<string, () => void>()
  return {
    want(id: string, wish: Readonly<Record<string, Wish>>) {
      wanted.set(id, wish)
      if (!borrowed.has(id)) show(id, wish)
    },
    borrow(id: string, wish: Readonly<Record<string, Wish>>, forMs: number) {
      borrowed.get(id)?.()
      borrowed.set(
        id,
        timers.after(forMs, () => {
          borrowed.delete(id)
          show(id, wanted.get(id) ?? {})
        }),
      )
      show(id, wish)
    },
    stop() {
      for (const callOff of borrowed.values()) callOff()
      borrowed.clear()
    },
  }
}
