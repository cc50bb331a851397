import type { KeyMoment } from './port.ts'

/**
 * How a keypad writes its keys into a report. A new model is a new row in `models.ts`, not new code.
 *
 *     usages (a USB numpad, boot keyboard report)        bits (a small button box)
 *     [0] modifiers  [1] 0  [2..7] usages held down      [at] one bit for each key held down
 *     with a report id everything stands one byte later
 */
export type ReportMap =
  | { form: 'usages'; at: number; slots: number; keys: Keys }
  | { form: 'bits'; at: number; keys: Keys }

/** What each key means; a key such as `00` means two. */
export type Keys = Readonly<Record<number, KeyMoment | readonly KeyMoment[]>>

/** Turns reports into key moments: a key counts when it goes down, however long it is held. */
export function keyReader(map: ReportMap, reportId?: number): (report: Uint8Array) => KeyMoment[] {
  let held = new Set<number>()
  return (report) => {
    if (reportId !== undefined && report[0] !== reportId) return []
    const now = heldIn(map, report)
    if (!now) return []
    const pressed = [...now].filter((code) => !held.has(code))
    held = now
    return pressed.flatMap((code) => map.keys[code] ?? [])
  }
}

const rollOver = 0x01 // "too many keys at once": every slot says so, and none of it is a key

function heldIn(map: ReportMap, report: Uint8Array): Set<number> | undefined {
  if (map.form === 'usages') {
    if (report.length < map.at + map.slots) return undefined
    const slots = report.subarray(map.at, map.at + map.slots)
    if (slots.includes(rollOver)) return undefined
    return new Set([...slots].filter((usage) => usage !== 0))
  }
  if (report.length <= map.at) return undefined
  const bits = report[map.at]!
  return new Set([0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => bits & (1 << bit)))
}
