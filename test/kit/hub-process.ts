import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const MAIN = join(import.meta.dirname, '../../server/main.ts')

/** A hub in a process of its own, as systemd would start it: for what only a process can show. */
export interface HubProcess {
  /** Where it listens, or null when it ended before it did. */
  readonly url: string | null
  readonly pid: number
  /** Everything it said so far. */
  output(): string
  readonly ended: Promise<number | null>
  /** Memory it holds, in MB, with the rubbish V8 leaves lying as long as it likes. */
  rssMb(): number
  /** What it keeps, in MB: its rubbish is cleared away first. Only for a hub started with NODE_OPTIONS of `CLEARS_WHEN_TOLD`. */
  keptMb(): Promise<number>
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** What a run of all tests has compiled (scripts/test.ts): a hub that starts for the thirtieth time need not do so again. */
export const whatIsCompiled = (({ NODE_COMPILE_CACHE }) => (NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}))(
  process.env,
)

const CLEARED = 'rubbish cleared'

/** NODE_OPTIONS of a hub whose memory is watched: a small nursery, and the rubbish is cleared when it is told to. */
export const CLEARS_WHEN_TOLD = `--max-semi-space-size=1 --expose-gc --import=data:text/javascript,${encodeURIComponent(
  `process.on('SIGWINCH', () => { globalThis.gc(); console.log('${CLEARED}') })`,
)}`

/** Resolves when the hub listens or has ended, whichever comes first. Only the given variables are in its environment. */
export async function startProcess(
  env: Record<string, string>,
  command: readonly string[] = [MAIN],
  saysWhere = /Health\s+(http:\/\/[^\s/]+)/,
  program: string = process.execPath,
): Promise<HubProcess> {
  const child = spawn(program, command, {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LUOT_PORT: '0',
      LUOT_LOG: 'error',
      ...whatIsCompiled,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  const listening = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
        const url = saysWhere.exec(said)?.[1]
        if (url) resolve(url)
      })
    }
  })
  const url = await Promise.race([listening, ended.then(() => null)])
  const rssMb = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024
  return {
    url,
    pid: child.pid ?? 0,
    output: () => said,
    ended,
    rssMb,
    async keptMb() {
      const times = () => said.split(CLEARED).length
      const before = times()
      child.kill('SIGWINCH')
      while (times() === before && child.exitCode === null) await wait(20)
      return rssMb()
    },
    stop(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
  }
}

/** An agent of the hub at that address in a process of its own; resolves when it is up, whether the hub is there or not. */
export function startAgentProcess(env: {
  LUOT_HUB: string
  LUOT_DATA: string
  /** Of a key that was typed in by hand; without it the agent asks to be paired. */
  LUOT_AGENT_KEY_FILE?: string
  LUOT_AGENT?: string
}): Promise<HubProcess> {
  return startProcess({ LUOT_ROLE: 'agent', ...env }, [MAIN], /agent \S+ of (\S+)/)
}
