import { connect } from 'node:net'
import type { Health } from '#core/contract/health.ts'
import type { Config } from '#server/config.ts'
import { type Finding, fault, note, ok } from './finding.ts'

/** What the hub says of itself, or null when none answers. */
export async function healthOf(config: Config): Promise<Health | null> {
  try {
    const reply = await fetch(`${addressOf(config)}/healthz`, { signal: AbortSignal.timeout(3_000) })
    const said = (await reply.json()) as Partial<Health>
    return typeof said.boot === 'string' ? (said as Health) : null
  } catch {
    return null // nobody there, or nobody who speaks as a hub does: the door is looked at next
  }
}

export async function door(config: Config, health: Health | null): Promise<Finding> {
  const where = addressOf(config)
  if (health) {
    const troubles = health.faults.map(({ sentence, whatToDo }) => `${sentence.en} ${whatToDo.en}`)
    if (troubles.length === 0) return ok('hub', `runs at ${where}, version ${health.version}`)
    return note('hub', `runs at ${where} and says: ${troubles.join(' ')}`, 'Do what it says.')
  }
  if (config.port === 0) return ok('hub', 'LUOT_PORT=0: it will take any free port')
  if (!(await answers(new URL(where).hostname, config.port)))
    return ok('hub', `does not run; port ${config.port} is free for it`)
  return fault(
    'hub',
    `port ${config.port} is taken by another program`,
    'Stop that program, or set LUOT_PORT to another port.',
  )
}

function addressOf({ host, port }: Config): string {
  const near = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${near.includes(':') ? `[${near}]` : near}:${port}`
}

/** Does anybody listen at that address? */
function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const line = connect({ host: host.replace(/^\[|\]$/g, ''), port })
    const end = (answered: boolean) => {
      line.destroy()
      resolve(answered)
    }
    line.setTimeout(3_000, () => end(false))
    line.on('connect', () => end(true))
    line.on('error', () => end(false))
  })
}
