import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A machine with a real systemd: a Debian in a folder, started as a container with a network of its own. */
export interface Machine {
  readonly folder: string
  boot(): Promise<void>
  /** Runs a command inside; its words and whether it ended well. */
  inside(...command: string[]): { ok: boolean; said: string }
  pullThePlug(): Promise<void>
  remove(): Promise<void>
}

const PARTS =
  'systemd,systemd-sysv,dbus,udev,openssl,xz-utils,nftables,ca-certificates,iproute2,curl,procps,passwd,libusb-1.0-0,kmod,netbase'

/** Brings a plain Debian Bookworm into a folder, once; later machines are copies of it. */
export function plainDebian(folder: string): void {
  if (existsSync(folder)) return
  const asked = spawnSync('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Codename: bookworm'], {
    encoding: 'utf8',
  })
  const [archive = ''] = asked.stdout.split('\n')
  mkdirSync(dirname(folder), { recursive: true })
  rmSync(`${folder}.part`, { recursive: true, force: true })
  const words = ['--variant=minbase', `--include=${PARTS}`, 'bookworm', `${folder}.part`, ...(archive ? [archive] : [])]
  const made = spawnSync('debootstrap', words, { encoding: 'utf8' })
  if (made.status !== 0)
    throw new Error(`debootstrap failed: ${made.stdout.split('\n').slice(-5).join(' ')} ${made.stderr}`)
  renameSync(`${folder}.part`, folder)
}

export function makeMachine(from: string, folder: string): Machine {
  spawnSync('cp', ['-a', from, folder])
  let container: ChildProcess | null = null
  /** The first process inside; the container's own launcher is its parent. */
  const leader = () => {
    const children = readFileSync(`/proc/${container?.pid}/task/${container?.pid}/children`, 'utf8')
    return children.trim().split(' ')[0] ?? ''
  }
  const inside = (...command: string[]) => {
    const env = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
    const enter = ['-t', leader(), '-m', '-u', '-i', '-n', '-p', '--', '/usr/bin/env', '-i', env, ...command]
    const ended = spawnSync('nsenter', enter, { encoding: 'utf8', timeout: 300_000 })
    return { ok: ended.status === 0, said: `${ended.stdout}${ended.stderr}`.trim() }
  }
  return {
    folder,
    inside,
    async boot() {
      const words = ['-q', '-b', '-D', folder, '--keep-unit', '--register=no', '--private-network', '--console=pipe']
      container = spawn('systemd-nspawn', words, { stdio: 'ignore' })
      for (let tries = 0; tries < 120; tries++) {
        await wait(500)
        if (container.exitCode !== null) throw new Error(`systemd-nspawn ended with ${container.exitCode}`)
        if (leader() && /running|degraded/.test(inside('systemctl', 'is-system-running').said)) return
      }
      throw new Error('the machine did not come up within a minute')
    },
    async pullThePlug() {
      if (container === null) return
      const gone = new Promise((resolve) => container?.on('exit', resolve))
      process.kill(Number(leader()), 'SIGKILL')
      await gone
      container = null
    },
    async remove() {
      await this.pullThePlug()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
