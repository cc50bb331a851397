import assert from 'node:assert/strict'
import { connect } from 'node:net'

/**
 * Sends a request but for the end of its body, such as `POST /api/people`; by then the hub has looked at its head. `finish` sends the
 * rest and hears the whole answer.
 */
export async function halfAsked(
  hubUrl: string,
  door: string,
  cookie: string,
  { type, body }: { type: string; body: Uint8Array },
): Promise<{ finish(): Promise<string> }> {
  const { port, host, hostname } = new URL(hubUrl)
  const line = connect(Number(port), hostname)
  const lines = [`${door} HTTP/1.1`, `host: ${host}`, `cookie: ${cookie}`, `content-type: ${type}`]
  const more = [`content-length: ${body.length}`, 'connection: close', 'expect: 100-continue']
  line.write(`${[...lines, ...more].join('\r\n')}\r\n\r\n`)
  const goOn = String(await new Promise((resolve) => line.once('data', resolve)))
  assert.match(goOn, /^HTTP\/1\.1 100 /)
  line.write(body.subarray(0, 5))
  return {
    async finish() {
      line.write(body.subarray(5))
      let answer = ''
      for await (const part of line) answer += part
      return answer
    },
  }
}
