import { planBesideMedia } from '#core/board/beside-media.ts'
import { lookOf } from '#core/board/look.ts'
import { type Plan, plan } from '#core/board/plan.ts'
import type { Hall, Screen } from '#core/board/sizes.ts'
import type { BoardView, DisplayContract } from '#core/contract/display.ts'
import type { BoardSettings } from '../settings.ts'

export type MediaItem = BoardView['look']['media']['items'][number]

/** One board's own part of the picture all boards are sent: its calls, its services, its pictures. */
export interface Mine {
  readonly view: DisplayContract['view']
  readonly hall: Hall
  /** How many rows the office asks for; null: as many as can be read. */
  readonly rows: number | null
  readonly media: readonly MediaItem[]
  isMine(call: { counter: string }): boolean
}

/** How the board is divided just now; `media` is null where pictures have no place of their own. */
export interface Glass {
  readonly plan: Plan
  readonly board: Screen
  readonly media: Screen | null
}

/** What the hub's settings say goes before what stands in the address; where they leave it open, the address holds. */
export function thisBoard(view: DisplayContract['view'], settings: BoardSettings): Mine {
  const look = lookOf(view.look.boards, settings.id)
  const hall = { diagonal: look?.diagonal ?? settings.diagonal, distance: look?.distance ?? settings.distance }
  if (!look) return { view, hall, rows: null, media: view.look.media.items, isMine: () => true }
  const isMine = ({ counter }: { counter: string }) => look.counters.length === 0 || look.counters.includes(counter)
  const services = look.waiting
    ? view.services.filter(({ id }) => look.services.length === 0 || look.services.includes(id))
    : []
  return {
    view: { ...view, calls: view.calls.filter(isMine), services },
    hall,
    rows: look.rows,
    media: look.media ? view.look.media.items : [],
    isMine,
  }
}

/** Divides the glass between calls and pictures; a call never gives way. */
export function divideGlass(
  { hall, rows, media }: Pick<Mine, 'hall' | 'rows' | 'media'>,
  glass: Screen,
  longest: string,
): Glass {
  if (media.length > 0) {
    const both = planBesideMedia(hall, glass, longest, rows)
    if (both.place === 'beside') return both
  }
  return { plan: plan(hall, glass, longest, { wished: rows }), board: glass, media: null }
}
