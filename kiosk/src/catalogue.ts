import type { ProcedureFull, ProcedureList } from '#core/contract/procedures.ts'

/** What came of asking the catalogue. gone: there is no such procedure (any more). */
export type Told<Value> = { told: 'yes'; value: Value } | { told: 'gone' } | { told: 'not-now' }

/** The catalogue of procedures, read over HTTP from the hub the page came from. */
export interface Catalogue {
  list(asked: { text?: string; field?: string; limit?: number }, signal?: AbortSignal): Promise<Told<ProcedureList>>
  procedure(code: string, signal?: AbortSignal): Promise<Told<ProcedureFull>>
}

const LIMIT_MS = 4_000

export const catalogue: Catalogue = {
  list({ text, field, limit }, signal) {
    const query = new URLSearchParams()
    if (text) query.set('q', text)
    if (field) query.set('field', field)
    if (limit !== undefined) query.set('limit', `${limit}`)
    return told<ProcedureList>(`/api/procedures?${query}`, signal)
  },
  procedure: (code, signal) => told<ProcedureFull>(`/api/procedures/${encodeURIComponent(code)}`, signal),
}

/** Reads one answer; a hub that is away is not an error but `not-now`, and the page says so. */
async function told<Value>(address: string, signal?: AbortSignal): Promise<Told<Value>> {
  const limit = AbortSignal.timeout(LIMIT_MS)
  try {
    const response = await fetch(address, { signal: signal ? AbortSignal.any([signal, limit]) : limit })
    if (response.status === 404) return { told: 'gone' }
    if (!response.ok) return { told: 'not-now' }
    return { told: 'yes', value: (await response.json()) as Value }
  } catch (error) {
    // An asker that has asked something newer does not look at this answer any more.
    if (error instanceof DOMException || error instanceof TypeError || error instanceof SyntaxError) {
      return { told: 'not-now' }
    }
    throw error
  }
}
