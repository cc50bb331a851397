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

/** A sentence in both languages of the hall, as the hub sends it. */
export interface Sentence {
  vi: string
  en: string
}

/** The one answer an ask gets: what was wanted, or why not. */
export type Answer<Value> = { ok: true; value: Value } | Unanswered
export interface Unanswered {
  ok: false
  status: number
  code: string
  message: Sentence
}

/** Why the hub would not let this screen in. */
export interface Refused {
  code: string
  message: Sentence
}

export interface Hello {
  protocol: number
  version: string
  boot: string
  now: number
}

export interface Pulse {
  now: number
  rev: number
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
