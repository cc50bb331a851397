import { spawn } from 'node:child_process'
import { get } from 'node:http'

/** What systemd asks of a service that it watches; null in Config where nobody does. */
export interface Watched {
  /** systemd starts the hub anew when it has heard nothing for so long. Null: it only wants to know when the hub is ready. */
  readonly withinMs: number | null
}

/** Sends a line such as `READY=1` to systemd. */
export type Notify = (line: string) => Promise<void>

/**
 * Tells systemd that the hub is ready, and goes on telling it that the hub is alive.
 *
 *     ready ── READY=1 ──▶        every third of the time:  isAlive() ── yes ── WATCHDOG=1 ──▶
 *                                                                     └─ no answer, or a hub that hangs: silence,
 *                                                                        and systemd starts the hub anew
 *
 * Whoever stands still cannot speak, so silence needs no detecting here.
 */
export function tellSystemd(parts: {
  watched: Watched | null
  isAlive: () => Promise<unknown>
  onTrouble: (error: unknown) => void
  notify?: Notify
}): { ready(): Promise<void>; stopping(): Promise<void> } {
  const { watched, isAlive, onTrouble, notify = bySystemdNotify } = parts
  if (watched === null) return { ready: async () => {}, stopping: async () => {} }
  let beat: NodeJS.Timeout | undefined
  // One trouble is told, not one every twenty seconds for a year.
  let troubled = false
  const say = async (line: string) => {
    try {
      await notify(line)
    } catch (error) {
      if (!troubled) onTrouble(error)
      troubled = true
    }
  }
  return {
    async ready() {
      await say('READY=1')
      if (watched.withinMs === null) return
      let asking = false
      beat = setInterval(() => {
        if (asking) return
        asking = true
        isAlive()
          .then(() => say('WATCHDOG=1'), onTrouble)
          .finally(() => {
            asking = false
          })
      }, watched.withinMs / 3)
      beat.unref()
    },
    async stopping() {
      clearInterval(beat)
      await say('STOPPING=1')
    },
  }
}

/** Resolves when the hub's own door answers at this address; rejects when it is shut, or silent for ten seconds. */
export function doorAnswers(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = get(`${url}/healthz`, { timeout: 10_000, agent: false }, (reply) => {
      reply.resume().on('error', reject)
      if (reply.statusCode === 200) resolve()
      else reject(new Error(`the hub's own door answered ${reply.statusCode}`))
    })
    asked.on('timeout', () => asked.destroy(new Error("the hub's own door did not answer")))
    asked.on('error', reject)
  })
}

/** Node cannot write to systemd's datagram socket, so systemd's own small program does: it lives some milliseconds. */
function bySystemdNotify(line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('systemd-notify', [line], { stdio: 'ignore' })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`systemd-notify ended with ${code}`))))
  })
}
