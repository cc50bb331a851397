import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '#server/journal/open-database.ts'
import { openProcedureStore } from '#server/procedures/store.ts'
import { demoHall } from '#server/settings/demo-office.ts'
import { furnish } from '#server/settings/furnish.ts'
import { staffOf } from '#server/settings/staff.ts'
import { settingsStore } from '#server/settings/store.ts'
import { testOffice } from '../../test/kit/no-limits.ts'
import { openWire } from './wire.ts'

/** A server in a process of its own, with a data folder on the same disk as the other's. */
export interface Server {
  readonly port: number
  readonly pid: number
  /** From the start of the process to its first 200, ms. */
  readonly startMs: number
  /** Processor time until then, ms. */
  readonly startCpuMs: number
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../..')
const running = new Set<ChildProcess>()
const folders: string[] = []
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'luot-bench-'))
  folders.push(folder)
  return folder
}

/**
 * A folder as the first start leaves it, and the officers' PINs. No printer: the floor prints nothing either, and slips are
 * measured by themselves.
 */
export async function furnished(): Promise<{ folder: string; pins: ReadonlyMap<string, string> }> {
  const folder = newFolder()
  const database = openDatabase(folder)
  const settings = settingsStore(database)
  const at = Date.now()
  const staff = staffOf(database, () => performance.now())
  const { pins } = await furnish({ settings, staff, store: openProcedureStore(database), at })
  settings.write('hall', { ...demoHall, devices: [], kiosks: [] }, 'bench', at)
  // No people touch this fast.
  settings.write('office', testOffice, 'bench', at)
  database.close()
  return { folder, pins: new Map(pins.map(({ id, pin }) => [id, pin])) }
}

/** How long each sync of the disk is made to take on top of what it takes: fast virtual disks hide what a card costs. */
export type SlowerSyncMs = number

export async function startHub(
  folder: string,
  slower: SlowerSyncMs = 0,
  more: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const port = await freePort()
  const env = { ...process.env, LUOT_PORT: String(port), LUOT_DATA: folder, LUOT_LOG: 'error', ...more }
  return start('server/main.ts', [], { env, port, slower })
}

export async function startBare(folder: string, slower: SlowerSyncMs = 0): Promise<Server> {
  return start('scripts/bench/bare.mjs', [folder], { env: process.env, port: null, slower })
}

/** Is there a program here that can slow a disk's sync down? */
export function canSlowSyncs(): boolean {
  return spawnSync('strace', ['-V']).status === 0
}

async function start(
  script: string,
  args: readonly string[],
  { env, port: known, slower }: { env: NodeJS.ProcessEnv; port: number | null; slower: SlowerSyncMs },
): Promise<Server> {
  const began = performance.now()
  // As `npm start` starts it.
  const ready = script === 'server/main.ts' ? ['--import', join(root, 'scripts', 'stripped.mjs')] : []
  const command = [process.execPath, ...ready, join(root, script), ...args]
  const inject = `inject=fdatasync,fsync:delay_exit=${slower * 1_000}`
  // -D: the child is the server itself. --seccomp-bpf: only the syncs stop at the tracer, all else runs at full speed.
  const tracer = 'strace -D -f -qqq --seccomp-bpf -o /dev/null -e trace=fdatasync,fsync -e'.split(' ')
  const [program = '', ...rest] = slower > 0 ? [...tracer, inject, ...command] : command
  const child = spawn(program, rest, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  running.add(child)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void ended.then(() => running.delete(child))
  const port = known ?? (await announcedPort(child))
  // Drained, or a talkative child would stand still.
  child.stdout.resume()
  await firstAnswer(child, port)
  const startMs = performance.now() - began
  return {
    port,
    pid: child.pid ?? 0,
    startMs,
    startCpuMs: cpuMs(child.pid ?? 0),
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function announcedPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (more) => {
      text += more
      const port = /listening http:\/\/[^:]+:(\d+)/.exec(text)?.[1]
      if (port) resolve(Number(port))
    })
    child.once('exit', (code) => reject(new Error(`it ended with code ${code} before it listened`)))
  })
}

async function firstAnswer(child: ChildProcess, port: number): Promise<void> {
  for (let tries = 0; tries < 12_000; tries++) {
    if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`)
    try {
      const wire = await openWire(port)
      const { status } = await wire.send('GET', '/healthz')
      wire.close()
      if (status === 200) return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error
    }
    await wait(5)
  }
  throw new Error('the server did not answer within a minute')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Processor time a process has used so far, all its threads, ms. */
export function cpuMs(pid: number): number {
  // Fields 14 and 15 after the name in brackets: user and system time in hundredths of a second.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Memory of a process that really lies in RAM, MB. */
export function residentMb(pid: number): number {
  const kb = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kb) / 1024
}
