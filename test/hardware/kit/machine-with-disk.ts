import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { join } from 'node:path'
import { switches } from '../../../scripts/hardware/guest.ts'
import { packInitramfs } from '../../../scripts/hardware/initramfs.ts'
import { cache, debianKernel } from '../../../scripts/hardware/kernel.ts'
import { root } from '../../../scripts/setup.cjs'
import { soon } from './witness.ts'

/** A hub in a virtual machine with a disk of its own, and the plug in our hand. */
export interface MachineWithDisk {
  /** Starts the machine; resolves with the hub's address once it answers. */
  start(): Promise<string>
  /** Pulls the plug: the machine is gone between two instructions. */
  pullThePlug(): Promise<void>
  /** Stops the hub as systemd would, and then the machine. */
  shutDown(): Promise<void>
  /** Reads the disk as it is now, on a copy: what was under way there is replayed as at a start. */
  lookAtDisk<T>(look: (folder: string) => T): Promise<T>
  putAway(): Promise<void>
}

/** What the computer outside is called inside: QEMU's network hands its connections to our loopback. */
export const outside = '10.0.2.2'

/**
 * Lays a folder onto a new ext4 disk and makes the machine around it.
 *
 * The disk is written past this computer's cache: what the guest has flushed is in the image, what it kept to itself dies
 * with it.
 */
export function machineWithDisk(folder: string): MachineWithDisk {
  const home = mkdtempSync(join(cache, 'power-'))
  const image = join(home, 'disk.img')
  const share = join(home, 'share')
  execFileSync('truncate', ['-s', '256M', image])
  execFileSync('mkfs.ext4', ['-q', '-E', 'lazy_itable_init=0,lazy_journal_init=0', '-d', folder, image])
  mkdirSync(share)
  const kernel = debianKernel()
  const initramfs = packInitramfs(kernel)
  let machine: ChildProcess | undefined

  async function ended(): Promise<void> {
    const one = machine
    machine = undefined
    if (!one || one.exitCode !== null || one.signalCode !== null) return
    await new Promise((resolve) => one.once('exit', resolve))
  }

  return {
    async start() {
      const port = await freePort()
      rmSync(join(share, 'stop'), { force: true })
      writeFileSync(join(share, 'run'), orders)
      const drive = `driver=file,filename=${image},node-name=file,cache.direct=on,aio=threads`
      const console = join(home, 'console')
      machine = spawn(
        'qemu-system-x86_64',
        [
          ...switches({ kernel: kernel.image, initramfs, share, console: `file:${console}`, network: port }),
          ...['-blockdev', drive, '-blockdev', 'driver=raw,node-name=disk,file=file'],
          ...['-device', 'virtio-blk-pci,drive=disk'],
        ],
        { stdio: 'ignore' },
      )
      const url = `http://127.0.0.1:${port}`
      const said = () =>
        `${readFileSync(console, 'latin1').slice(-1_500)}\n${readFileSync(join(share, 'hub.log'), 'utf8')}`
      await soon('the hub answers', () => answers(url), 300_000).catch((error: Error) => {
        throw new Error(`${error.message}\n${said()}`)
      })
      return url
    },
    async pullThePlug() {
      machine?.kill('SIGKILL')
      await ended()
    },
    async shutDown() {
      writeFileSync(join(share, 'stop'), '')
      await ended()
    },
    async lookAtDisk(look) {
      const copy = join(home, 'copy.img')
      const mounted = join(home, 'mounted')
      execFileSync('cp', ['--sparse=always', image, copy])
      mkdirSync(mounted, { recursive: true })
      execFileSync('mount', ['-o', 'loop', copy, mounted])
      try {
        return look(mounted)
      } finally {
        execFileSync('umount', [mounted])
      }
    },
    async putAway() {
      machine?.kill('SIGKILL')
      await ended()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

const orders = `
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root NO_COLOR=1
cd '${root}'
/bin/busybox ip addr add 10.0.2.15/24 dev eth0
/bin/busybox ip link set eth0 up
mkdir -p /data
mount -t ext4 /dev/vda /data
LUOT_HOST=0.0.0.0 LUOT_PORT=8080 LUOT_DATA=/data LUOT_LOG=warn '${process.execPath}' --import ./scripts/stripped.mjs server/main.ts > /share/hub.log 2>&1 &
hub=$!
while [ ! -e /share/stop ] && kill -0 $hub; do sleep 0.2; done
kill -TERM $hub
wait $hub
umount /data
`

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/staff`, { signal: AbortSignal.timeout(5_000) })).ok
  } catch {
    return false // not yet
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })
}
