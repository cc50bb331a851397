import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repo } from '../kit/pi.ts'
import { spec } from '../kit/spec.ts'

const LISTENS = '0A'
const canUnshare = spawnSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up']).status === 0

/** Doors that are open in the network of a process: `tcp 8080`. */
function openDoors(pid: number): string[] {
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) =>
    readFileSync(`/proc/${pid}/net/${kind}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state]) => kind.startsWith('udp') || state === LISTENS)
      .map(([, local = '']) => `${kind.slice(0, 3)} ${Number.parseInt(local.split(':')[1] ?? '', 16)}`),
  )
}

spec('what is open to the hall (S21)', ({ test, skip }) => {
  const title = 'a hub in a network of its own listens on its declared port and on no other'
  if (!canUnshare) skip(title, 'unshare -n is not allowed here')
  else
    test(title, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'luot-ports-'))
      const line = 'ip link set lo up && exec "$0" "$@"'
      const hub = spawn('unshare', ['-n', 'sh', '-c', line, process.execPath, join(repo, 'server/main.ts')], {
        env: { PATH: process.env.PATH, LUOT_DATA: folder, LUOT_HOST: '0.0.0.0', LUOT_LOG: 'error' },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      try {
        await new Promise<void>((resolve, reject) => {
          hub.on('exit', (code) => reject(new Error(`the hub ended with ${code}`)))
          hub.stdout.setEncoding('utf8').on('data', (text: string) => {
            if (text.includes('Health')) resolve()
          })
        })
        const declared = /define hub_ports = \{ (\d+) \}/.exec(
          readFileSync(join(repo, 'firmware-config/network/firewall.conf'), 'utf8'),
        )?.[1]
        assert.deepEqual(openDoors(hub.pid ?? 0), [`tcp ${declared}`])
      } finally {
        const ended = new Promise((resolve) => hub.on('close', resolve))
        hub.kill()
        await ended
        rmSync(folder, { recursive: true, force: true })
      }
    }, 60_000)
})
