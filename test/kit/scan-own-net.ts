/**
 * Starts a hub with both its doors, and an agent beside it, in a network of their own, and tells what listens there, as one line of JSON.
 *
 *     unshare --map-root-user --net node test/kit/scan-own-net.ts
 *
 * Every one of the 65,535 TCP ports is knocked at; what the kernel says of itself (/proc/net) is told beside it, for other addresses and for UDP.
 */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAgentProcess, startProcess } from './hub-process.ts'

export interface Surface {
  /** TCP ports that took a connection. */
  readonly open: readonly number[]
  /** Ports the kernel says somebody listens at, on any address: `tcp:8080`, `udp:5353`. */
  readonly listening: readonly string[]
}

const PORTS = 65_535
const AT_ONCE = 256
// A socket that listens, as the kernel writes it; UDP knows but one state that waits for anybody.
const WAITS = { tcp: '0A', udp: '07' }

if (process.argv[1] === import.meta.filename) await tell()

async function tell(): Promise<void> {
  execFileSync('ip', ['link', 'set', 'lo', 'up'])
  const folder = mkdtempSync(join(tmpdir(), 'luot-surface-'))
  const key = join(folder, 'key')
  writeFileSync(key, randomBytes(32).toString('base64url'))
  const hub = await startProcess({
    LUOT_HOST: '0.0.0.0',
    LUOT_PORT: '8080',
    LUOT_TLS: 'offered',
    LUOT_DATA: join(folder, 'hub'),
  })
  const agent = await startAgentProcess({
    LUOT_HUB: 'http://127.0.0.1:8080',
    LUOT_AGENT: 'kiosk-pi',
    LUOT_AGENT_KEY_FILE: key,
    LUOT_DATA: join(folder, 'agent'),
  })
  if (hub.url === null || agent.url === null) throw new Error(`${hub.output()}\n${agent.output()}`)
  const surface: Surface = { open: await openPorts(), listening: listening() }
  await Promise.all([hub.stop(), agent.stop()])
  rmSync(folder, { recursive: true, force: true })
  console.log(JSON.stringify(surface))
}

async function openPorts(): Promise<number[]> {
  const open: number[] = []
  let next = 1
  const knock = async () => {
    while (next <= PORTS) {
      const port = next++
      if (await opens(port)) open.push(port)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, knock))
  return open.sort((a, b) => a - b)
}

function opens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    // A port that gives the knocker's own number connects to itself: then nobody listened there.
    const line = connect(port, '127.0.0.1', () => {
      resolve(line.localPort !== port)
      line.destroy()
    })
    line.once('error', () => resolve(false))
  })
}

function listening(): string[] {
  const found = (['tcp', 'udp'] as const).flatMap((kind) =>
    ['', '6'].flatMap((family) => {
      const [, ...rows] = readFileSync(`/proc/net/${kind}${family}`, 'utf8').trim().split('\n')
      const cells = rows.map((row) => row.trim().split(/\s+/))
      const waiting = cells.filter(([, , , state]) => state === WAITS[kind])
      return waiting.map(([, own = '']) => `${kind}:${Number.parseInt(own.split(':')[1] ?? '', 16)}`)
    }),
  )
  return [...new Set(found)].sort()
}
