import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stageRelease } from '../bundle/stage.ts'
import { apps, root } from '../setup.cjs'
import { runHere, specsNamed } from './here.ts'
import { cache, must } from './kernel.ts'
import type { Result } from './result.ts'

const home = join(cache, 'arm64')
const libraries = join(home, 'libraries')
const release = join(home, 'release')

/** What an arm64 program is started with on a machine of another kind: the emulator, then where its libraries lie. */
export const emulator = { program: 'qemu-aarch64-static', args: ['-L', libraries] }

/** The release for a Pi, as the bundle lays it out: its own Node, its own packages. */
export const pi = { release, node: join(release, 'node/bin/node') }

/**
 * Runs the specs of test/hardware/arm64 here, each of which starts arm64 programs in the emulator.
 *
 *     this computer, x64:  spec, printer, browser's end        emulated, arm64:  Node 24, the hub, every native binary
 *
 * The processor and the C library are a Pi's; the kernel that answers is this computer's.
 */
export async function runOnArm64(words: readonly string[], told: (result: Result) => void): Promise<void> {
  const specs = specsNamed('test/hardware/arm64/*.ts', words)
  fetchLibraries()
  await apps(process.execPath)
  rmSync(release, { recursive: true, force: true })
  stageRelease({ root, into: release, arch: 'arm64', at: new Date() })
  await runHere(specs, told)
}

/** Debian's arm64 C and C++ libraries and those node-hid needs, unpacked and never installed. */
function fetchLibraries(): void {
  if (existsSync(libraries)) return
  const fetching = join(home, 'fetching')
  rmSync(fetching, { recursive: true, force: true })
  for (const folder of ['lists/partial', 'cache/archives/partial', 'packages', 'libraries']) {
    mkdirSync(join(fetching, folder), { recursive: true })
  }
  writeFileSync(join(fetching, 'status'), '')
  // A package list of its own, so that this computer's apt never hears of another kind of processor.
  const settings = [
    'APT::Architecture=arm64',
    'APT::Architectures=arm64',
    'APT::Sandbox::User=root',
    `Dir::State::Lists=${fetching}/lists`,
    `Dir::State::Status=${fetching}/status`,
    `Dir::Cache=${fetching}/cache`,
  ].flatMap((setting) => ['-o', setting])
  must('apt-get', [...settings, '-qq', 'update'])
  const names = ['libc6', 'libstdc++6', 'libgcc-s1', 'libudev1', 'libusb-1.0-0']
  must('apt-get', [...settings, '-qq', 'download', ...names], { cwd: join(fetching, 'packages') })
  for (const name of readdirSync(join(fetching, 'packages'))) {
    must('dpkg-deb', ['-x', join(fetching, 'packages', name), join(fetching, 'libraries')])
  }
  renameSync(join(fetching, 'libraries'), libraries)
  rmSync(fetching, { recursive: true, force: true })
}
