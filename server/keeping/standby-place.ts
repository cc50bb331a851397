import { createHash } from 'node:crypto'
import type { Place } from './place.ts'
import { OtherLength } from './place.ts'

// A piece crosses well within the hub's limit for one request, on a slow line too.
const PIECE = 1024 * 1024
const ANSWER_WITHIN_MS = 15_000

/** Copies at another hub, which keeps them for this one and never opens them: its doors are server/edge/inbox.ts. */
export function standbyPlace({ url, key }: { url: string; key: string }): Place {
  const inbox = `${url}/api/keeping/inbox`
  async function ask(method: string, path: string, body?: Uint8Array): Promise<Response> {
    const response = await fetch(`${inbox}${path}`, {
      method,
      // A standby that sends its copies elsewhere is not the one that was named.
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/octet-stream' }) },
      ...(body && { body: Buffer.from(body) }),
    })
    if (response.ok) return response
    const said = (await response.json().catch(() => null)) as { code?: string; detail?: string } | null // no JSON: the status says it
    if (said?.code === 'other-length') throw new OtherLength(`the standby answers ${said.detail ?? said.code}`)
    throw new Error(`the standby answers ${response.status} ${said?.code ?? ''}`.trim())
  }
  return {
    list: async () => ((await (await ask('GET', '')).json()) as { files: { name: string; bytes: number }[] }).files,
    async put(name, content) {
      const sum = createHash('sha256')
      let at = 0
      let waiting = Buffer.alloc(0)
      const send = async (piece: Buffer) => {
        await ask('POST', `/${name}/part?at=${at}`, piece)
        sum.update(piece)
        at += piece.length
      }
      for await (const piece of content) {
        waiting = Buffer.concat([waiting, piece])
        while (waiting.length >= PIECE) {
          await send(waiting.subarray(0, PIECE))
          waiting = waiting.subarray(PIECE)
        }
      }
      if (waiting.length > 0) await send(waiting)
      await ask('POST', `/${name}/whole?bytes=${at}&sha256=${sum.digest('hex')}`)
    },
    async append(name, at, bytes) {
      for (let from = 0; from < bytes.length; from += PIECE)
        await ask('POST', `/${name}?at=${at + from}`, bytes.subarray(from, from + PIECE))
    },
    async *read(name) {
      // Without a limit for the whole: a year's copy crosses in minutes. A line that falls silent ends by itself.
      const response = await fetch(`${inbox}/${name}`, {
        redirect: 'error',
        headers: { authorization: `Bearer ${key}` },
      })
      if (!response.ok || !response.body) throw new Error(`the standby answers ${response.status}`)
      for await (const piece of response.body) yield Buffer.from(piece)
    },
    // Whoever holds this hub's key must not be able to destroy its copies: the standby clears up by itself.
    remove: async () => undefined,
  }
}
