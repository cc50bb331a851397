import Type, { type Static } from 'typebox'
import { closed } from './shapes.ts'

/** One thing two hands can do to a virtual device; `what` names the key, the button or the sample where there are several. */
export const DockHand = Type.Object(
  {
    action: Type.String({ pattern: '^[a-z-]{2,20}$' }),
    what: Type.Optional(Type.String({ maxLength: 40 })),
    /** What is held under a scanner. */
    text: Type.Optional(Type.String({ maxLength: 2_000 })),
  },
  closed,
)
export type DockHand = Static<typeof DockHand>

/** `GET /api/dock`: the virtual devices, what can be done to them and what they show, and what the printers got. */
export interface DockView {
  readonly devices: readonly DockDevice[]
  /** Newest last; torn: the paper ran out or the cover opened while it printed. */
  readonly slips: readonly {
    readonly id: string
    readonly device: string
    readonly url: string
    readonly title: string
    readonly torn: boolean
  }[]
}

export interface DockDevice {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly state: string
  readonly fault: string | null
  readonly hands: readonly DockHand[]
  /** Lamps, signs, sounds: what a person would see and hear. */
  readonly shows: readonly { readonly what: string; readonly how: string }[]
}
