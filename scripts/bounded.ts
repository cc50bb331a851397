import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

export interface Ended {
  code: number | null
  output: string
  /** True when it was still running at its limit and was ended by us. */
  tooLong: boolean
  /** What it started and did not end, as command lines; they are ended before this is told. */
  leftRunning: string[]
  tookMs: number
}

/** Runs one program within a limit, and leaves nothing of it behind: no child, no grandchild, no detached browser. */
export async function bounded(program: string, args: string[], options: Options): Promise<Ended> {
  const mark = `LUOT_TEST_JOB=${randomUUID()}`
  const started = performance.now()
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...options.env, LUOT_TEST_JOB: mark.split('=')[1] },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  running.add(child)
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  let tooLong = false
  const limit = setTimeout(() => {
    tooLong = true
    endGroup(child)
  }, options.limitMs)
  const closed = new Promise((resolve) => child.on('close', resolve))
  // A grandchild that kept our pipe would hold 'close' back for ever: first the end, then the sweep, then the rest.
  const code = await new Promise<number | null>((resolve) => {
    child.on('exit', resolve)
    child.on('error', (error) => {
      output += error.message
      resolve(null)
    })
  })
  clearTimeout(limit)
  running.delete(child)
  const leftRunning = await endWhatIsLeft(mark)
  await Promise.race([closed, wait(2_000)])
  return { code, output, tooLong, leftRunning, tookMs: performance.now() - started }
}

interface Options {
  cwd: string
  env: NodeJS.ProcessEnv
  limitMs: number
}

const running = new Set<ChildProcess>()

/** Ends every program still running here, for a runner that is itself told to stop. */
export function endAll(): void {
  for (const child of running) endGroup(child)
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** A browser needs a moment to notice that its master is gone; what is there after that was forgotten. */
async function endWhatIsLeft(mark: string): Promise<string[]> {
  for (let patience = 0; patience < 20; patience++) {
    if (marked(mark).length === 0) return []
    await wait(100)
  }
  return marked(mark).map((pid) => {
    const what = fileOf(pid, 'cmdline').replaceAll('\0', ' ').trim() || pid
    try {
      process.kill(Number(pid), 'SIGKILL')
    } catch (error) {
      return `${what} (${(error as Error).message})`
    }
    return what
  })
}

function marked(mark: string): string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isOurs(pid) && fileOf(pid, 'environ').includes(mark))
}

function isOurs(pid: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/exe`) !== ''
  } catch {
    return false // ended meanwhile, a zombie, or somebody else's
  }
}

function fileOf(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return '' // ended meanwhile
  }
}
