import type { TSchema } from 'typebox'
import { Problem } from '#core/contract/shapes.ts'

/** Says in the document what may go wrong at a route, beside its answer; anything may be asked too often. */
export function answers(value: TSchema, ...statuses: Wrong[]) {
  return {
    200: { description: 'Done', content: { 'application/json': { schema: value } } },
    ...problems(...statuses, 429),
  }
}

export function problems(...statuses: Wrong[]) {
  const content = { 'application/problem+json': { schema: Problem } }
  return Object.fromEntries(statuses.map((status) => [status, { description: WHAT_WENT_WRONG[status], content }]))
}

type Wrong = keyof typeof WHAT_WENT_WRONG

const WHAT_WENT_WRONG = {
  400: 'The request does not have the right form',
  401: 'Sign in first',
  403: 'Not allowed here',
  404: 'There is no such thing',
  409: 'The rules of the hall said no',
  413: 'The body is too large',
  415: 'The body is not application/json',
  422: 'It has the right form, and still cannot be: the key was used for something else, or lines contradict each other',
  429: 'Too many requests',
  503: 'Not written down; try again',
  507: 'The disk is full',
}
export const OF_A_BODY = [400, 413, 415] as const
export const OF_WRITING = [503, 507] as const
