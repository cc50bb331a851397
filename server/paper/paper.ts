import type { Bitmap } from '#server/drivers/bitmap.ts'

/**
 * A piece of paper as a tree: what stands on it and how much each thing matters. How it is set is `draw-paper.ts`'s.
 *
 * Sizes have names instead of numbers, so that 58 and 80 mm paper set the same tree each in their own way.
 */
export interface Paper {
  /** For logs and the virtual printer; never on the paper itself. */
  readonly title: string
  readonly blocks: readonly Block[]
}

export type Block =
  | TextBlock
  /** The number: at least 20 mm high, whatever the paper. */
  | { kind: 'number'; text: string }
  /** A label at the left and what it says at the right; goes on below where one line is too short. */
  | { kind: 'fact'; label: Words; text: string }
  | { kind: 'rule'; style: 'thick' | 'thin' | 'dashed' }
  | { kind: 'gap'; mm: number }
  /** White on black across the paper: for a copy and for practice, so that nobody takes it for the real thing. */
  | { kind: 'banner'; text: string }
  /** A QR code, its words beside it. */
  | { kind: 'qr'; url: string; beside: readonly TextBlock[] }
  /** A picture in black dots, in the middle of the paper. */
  | { kind: 'picture'; picture: Bitmap }
  /** A list to tick off with a pen. */
  | { kind: 'checklist'; items: readonly string[] }

export interface TextBlock {
  kind: 'text'
  text: string
  size: Size
  bold?: boolean
  align?: 'left' | 'centre'
}

/** From the largest: a heading, the thing to read, ordinary words, and the English beside them. */
export type Size = 'heading' | 'strong' | 'body' | 'small'

export interface Words {
  readonly vi: string
  readonly en: string
}

export const text = (
  text: string,
  size: Size = 'body',
  more: Omit<TextBlock, 'kind' | 'text' | 'size'> = {},
): TextBlock => ({
  kind: 'text',
  text,
  size,
  ...more,
})

export const gap = (mm: number): Block => ({ kind: 'gap', mm })
export const rule = (style: 'thick' | 'thin' | 'dashed' = 'thin'): Block => ({ kind: 'rule', style })
