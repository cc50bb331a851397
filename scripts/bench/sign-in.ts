import type { Wire } from './wire.ts'

/** Signs an officer in over this wire and gives the cookie. */
export async function signIn(wire: Wire, staff: string, pin: string): Promise<string> {
  const answer = await wire.send('POST', '/api/session', { staff, pin })
  const cookie = /^set-cookie: ([^;]+)/im.exec(answer.head)?.[1]
  if (!cookie) throw new Error(`could not sign in: ${answer.text}`)
  return cookie
}
