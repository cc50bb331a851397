import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Is this address one of the reverse proxies the office named? */
export type Trusts = (address: string) => boolean

/** What a request is said to come from when somebody unnamed has passed it on: no address, so nobody's neighbour. */
export const PASSED_ON = 'passed-on'

/** Reads a list such as `127.0.0.1`, `10.0.0.0/8`. Null when one of them is no address. */
export function trustsOf(proxies: readonly string[]): Trusts | null {
  const named = new BlockList()
  for (const one of proxies) {
    const [address = '', bits, ...more] = one.split('/')
    const family = isIP(address)
    if (family === 0 || more.length > 0) return null
    const type = family === 4 ? 'ipv4' : 'ipv6'
    if (bits === undefined) {
      named.addAddress(address, type)
      continue
    }
    if (!/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) return null
    named.addSubnet(address, Number(bits), type)
  }
  return (address) => {
    const plain = plainAddress(address)
    const family = isIP(plain)
    return family !== 0 && named.check(plain, family === 4 ? 'ipv4' : 'ipv6')
  }
}

/**
 * Where a request really comes from, told alike for HTTP and sockets.
 *
 *     X-Forwarded-For: a, b, c      peer p      named: p, c      → b
 *
 * Each proxy adds whom it heard, so the list is read from the end as long as the speaker is a named one. A proxy nobody
 * named makes the whole street look like this machine; what it passes on is therefore never taken for a neighbour.
 */
export function addressOf(request: Pick<IncomingMessage, 'headers' | 'socket'>, trusts: Trusts): string {
  const passedOn = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((one) => plainAddress(one.trim()))
    .filter((one) => one !== '')
  // A proxy that speaks only RFC 7239 is not understood: what it passes on has no address either.
  const unread = passedOn.length === 0 && request.headers.forwarded !== undefined
  let address = plainAddress(request.socket.remoteAddress ?? '')
  while (trusts(address) && passedOn.length > 0) address = passedOn.pop() ?? ''
  // What is no address is somebody’s own words: they are worth nothing, and stand in no log.
  return isIP(address) === 0 || (isLoopback(address) && (unread || passedOn.length > 0)) ? PASSED_ON : address
}

export function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))
}

// An IPv4 peer of a socket that listens on both is written ::ffff:127.0.0.1; some proxies tell the port as well.
function plainAddress(address: string): string {
  return address
    .replace(/^\[(.+)\](:\d+)?$/, '$1')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '')
}
