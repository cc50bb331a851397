import type { Answer, Text } from '#core/contract/shapes.ts'

export type { HubHello, Pulse, Refused } from '#core/contract/hello.ts'
export type { Answer } from '#core/contract/shapes.ts'

/** A sentence in both languages of the hall, as the hub sends it. */
export type Sentence = Text

/** Why an ask came to nothing. */
export type Unanswered = Extract<Answer<never>, { ok: false }>

/**
 * What one audience may see, hear and ask: the shape every entry of `core/contract` has for the link.
 *
 * `moments` and `asks` are named by the event on the wire; a board whose contract has no asks cannot send one.
 */
export interface Contract {
  view: unknown
  moments: object
  asks: object
}

export type ViewOf<C extends Contract> = C['view']
export type MomentName<C extends Contract> = keyof C['moments'] & string
export type AskName<C extends Contract> = keyof C['asks'] & string
export type BodyOf<C extends Contract, Name extends AskName<C>> = C['asks'][Name] extends { body: infer Body }
  ? Body
  : never
export type ValueOf<C extends Contract, Name extends AskName<C>> = C['asks'][Name] extends { value: infer Value }
  ? Value
  : never
