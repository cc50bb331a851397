import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { bounded } from '../bounded.ts'
import { root } from '../setup.cjs'
import { runHere, specsNamed } from './here.ts'
import { packInitramfs } from './initramfs.ts'
import { cache, debianKernel } from './kernel.ts'
import { compileOnoff } from './onoff.ts'
import type { Result } from './result.ts'

const secondsForOneFile = 480

/**
 * Runs the guest's spec files inside a virtual machine with Debian's own kernel, one after the other.
 *
 * The machine is emulated down to its processor (TCG): it asks nothing of the computer but time. Each result is told
 * as soon as it lies in the share; a machine that hangs is ended, and the files it did not come to have failed.
 */
export async function runInGuest(words: readonly string[], told: (result: Result) => void): Promise<void> {
  const specs = specsNamed('test/hardware/guest/*.ts', words)

  compileOnoff()
  const kernel = debianKernel()
  const initramfs = packInitramfs(kernel)
  const share = join(cache, 'share')
  rmSync(share, { recursive: true, force: true })
  mkdirSync(share, { recursive: true })
  writeFileSync(join(share, 'run'), orders(specs))

  const left = new Set(specs)
  const collect = () => {
    for (const spec of left) {
      const result = resultOf(share, spec)
      if (!result) continue
      left.delete(spec)
      told(result)
    }
  }
  let over = false
  const machine = bounded('qemu-system-x86_64', switches({ kernel: kernel.image, initramfs, share }), {
    cwd: share,
    env: process.env,
    limitMs: 60_000 + specs.length * secondsForOneFile * 1_000,
  }).finally(() => {
    over = true
  })
  while (!over) {
    collect()
    await Promise.race([machine, wait(500)])
  }
  const { output, tooLong } = await machine
  collect()
  for (const spec of left) {
    const why = tooLong ? 'the virtual machine did not finish in time' : 'the virtual machine ended before this file'
    told({ name: spec, code: 1, output: `${why}; its console said:\n${output.slice(-4_000)}`, tookMs: 0 })
  }
  // The guest prints, and the readers stand outside: an emulated processor would read for minutes.
  if (specs.some((spec) => spec.includes('printer-slips')))
    await runHere(['test/hardware/paper/slips-read-back.ts'], told)
}

/** What the guest is asked to do, as a shell script of its own: every file within a limit, its words and end in the share. */
function orders(specs: readonly string[]): string {
  const one = (spec: string) => {
    const name = basename(spec, '.ts')
    return [
      `read -r began _ < /proc/uptime`,
      `timeout -k 5 ${secondsForOneFile} '${process.execPath}' '${spec}' > /share/${name}.out 2>&1`,
      `code=$?`,
      `read -r ended _ < /proc/uptime`,
      `echo "$began $ended" > /share/${name}.took; echo $code > /share/${name}.part; mv /share/${name}.part /share/${name}.code`,
    ].join('\n')
  }
  return `
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root NO_COLOR=1 LUOT_PATIENCE=4
cd '${root}'
/lib/systemd/systemd-udevd --daemon > /share/udevd.log 2>&1
udevadm trigger >> /share/udevd.log 2>&1
udevadm settle --timeout=20 >> /share/udevd.log 2>&1
${specs.map(one).join('\n')}
`
}

function resultOf(share: string, spec: string): Result | undefined {
  const place = (kind: string) => join(share, `${basename(spec, '.ts')}.${kind}`)
  if (!existsSync(place('code'))) return undefined
  const [began = 0, ended = 0] = readFileSync(place('took'), 'utf8').trim().split(' ').map(Number)
  return {
    name: spec,
    code: Number(readFileSync(place('code'), 'utf8')),
    output: readFileSync(place('out'), 'utf8'),
    tookMs: (ended - began) * 1_000,
  }
}

/** A machine with two shared folders and a console, and where it is wanted a network that ends at this computer. */
export function switches({
  kernel,
  initramfs,
  share,
  console = 'stdio',
  network,
}: {
  kernel: string
  initramfs: string
  share: string
  console?: string
  /** The port of this computer that leads to the machine's port 8080. */
  network?: number
}): string[] {
  const folder = (tag: string, path: string, only: string) => [
    '-fsdev',
    `local,id=${tag},path=${path},security_model=none,multidevs=remap${only}`,
    '-device',
    `virtio-9p-pci,fsdev=${tag},mount_tag=${tag}`,
  ]
  return [
    ...['-M', 'q35', '-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', '1500'],
    ...['-nodefaults', '-no-user-config', '-nographic', '-serial', console, '-no-reboot'],
    ...(network === undefined
      ? ['-nic', 'none']
      : ['-nic', `user,model=virtio-net-pci,hostfwd=tcp:127.0.0.1:${network}-:8080`]),
    ...['-kernel', kernel, '-initrd', initramfs, '-append', 'console=ttyS0 quiet panic=-1'],
    ...folder('root', '/', ',readonly=on'),
    ...folder('share', share, ''),
    ...['-device', 'virtio-rng-pci'],
  ]
}
