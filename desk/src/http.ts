import type { Problem, SettingsLine, Text } from '#core/contract/shapes.ts'
import { newId } from '#web/hub/new-id.ts'
import { pair } from './words.ts'

/** What the hub answered over HTTP: the value, or what is wrong in both languages; `status` 0 when it did not answer. */
export type Got<Value> =
  | { ok: true; value: Value }
  | { ok: false; status: number; code: string; message: Text; againInMs: number; lines?: readonly SettingsLine[] }

/** Asks the hub over HTTP and always gets an answer. The session travels in a cookie no script can read. */
export async function askHttp<Value>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
): Promise<Got<Value>> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json' }),
        ...(method !== 'GET' && { 'idempotency-key': newId() }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
  } catch {
    return { ok: false, status: 0, code: 'hub-away', message: pair('hubNotThere'), againInMs: 0 }
  }
  const said: unknown = await response.json().catch(() => null) // an empty body says nothing, and need not
  if (response.ok) return { ok: true, value: said as Value }
  const problem = (said ?? {}) as Partial<Problem>
  return {
    ok: false,
    status: response.status,
    code: problem.code ?? 'unknown',
    message: problem.message ?? pair('hubNotThere'),
    againInMs: Number(response.headers.get('retry-after') ?? 0) * 1000,
    ...(problem.lines && { lines: problem.lines }),
  }
}
