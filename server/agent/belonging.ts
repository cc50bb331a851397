import type { Logger } from 'pino'
import type { AgentConfig } from '../config.ts'
import { type AskingNews, askToBePaired } from './asking.ts'
import { keptPairing, type Pairing } from './kept-pairing.ts'
import { type NoLine, openLine } from './line.ts'
import type { AgentStatus } from './status.ts'
import type { Ear, FromAgent, FromHub, Link } from './words.ts'

/** What to do when there is no line, for whoever reads the log of this machine. */
const HELP: Record<NoLine, string> = {
  'hub-away': 'the hub cannot be reached: check its power, the network cable and LUOT_HUB; it is tried again for ever',
  'hub-unproven':
    'whatever answers at LUOT_HUB does not know the key of this agent: is it the right hub, and this its newest key?',
  refused: 'the hub refuses this agent: make a new key at the hub (page Devices) and put it into the key file',
  'other-protocol': 'hub and agent are of different releases: install the same one on both',
  forged: 'something on the network changed what was said; the line is opened anew',
  unpaired: 'the hub took the key of this machine back: it asks to be paired again',
}
/** The same for a machine that was paired: its key is not typed in by anybody. */
const HELP_PAIRED: Partial<Record<NoLine, string>> = {
  'hub-unproven':
    'whatever answers at LUOT_HUB does not know this machine: is it the right hub? Where that hub is new, or another machine has this one’s ' +
    'place, delete pairing.json in the data folder and restart: it asks to be paired',
  refused: 'the hub refuses this machine: see the page Devices',
}

/**
 * How this machine belongs to a hub.
 *
 *     key typed in by hand ──▶ line, for ever
 *     paired ──▶ line ── the hub says `unpaired` ──▶ asks, shows a code ── approved ──▶ paired
 *
 * Only the hub that knows the key can end a pairing. A hub that does not know it is not asked for another: whoever took its name on the
 * network would take over the devices, and read every card under their scanner.
 */
export function belongToHub(parts: {
  config: AgentConfig
  boot: string
  log: Logger
  onLink: (link: Link<FromAgent>) => Ear<FromHub>
  onCode: (code: string, untilMs: number) => void
  onStatus: (status: AgentStatus) => void
}): { close(): void } {
  const { config, boot, log, onStatus } = parts
  const { hub, version } = config
  const kept = keptPairing(config.dataFolder, (error) =>
    log.error({ err: error }, 'the pairing of this machine cannot be read'),
  )
  let line: { close(): void } | null = null
  let asking: { stop(): void } | null = null
  let lastToken: string | null = null
  let lastTrouble = ''

  function call(agent: string, key: string, isPaired: boolean): void {
    let last: NoLine | null = null
    line = openLine({
      hub,
      agent,
      key,
      boot,
      version,
      holding: isPaired ? { token: () => kept.now()?.token ?? '', keep: keepToken } : null,
      onLink(link) {
        last = null
        log.warn({ hub, agent }, 'the line to the hub stands')
        onStatus({ state: 'connected', hub, agent })
        return parts.onLink(link)
      },
      onNoLine(why, detail) {
        const help = (isPaired ? HELP_PAIRED[why] : undefined) ?? HELP[why]
        // Told once, not every five seconds for a whole night.
        if (why !== last) log.error({ hub, why, detail }, help)
        if (why !== last) onStatus({ state: 'away', hub, why: help })
        last = why
        if (why !== 'unpaired' || !isPaired) return
        lastToken = kept.now()?.token ?? null
        kept.forget()
        ask()
      },
    })
  }

  function keepToken(token: string): void {
    const pairing = kept.now()
    if (pairing) kept.keep({ ...pairing, token })
  }

  function ask(): void {
    asking = askToBePaired({ hub, machine: config.machine, version, was: lastToken, onNews: heard })
  }

  function heard(news: AskingNews): void {
    if (news.is === 'unheard') {
      if (news.why !== lastTrouble) log.error({ hub, why: news.why }, HELP['hub-away'])
      if (news.why !== lastTrouble) onStatus({ state: 'away', hub, why: news.why })
      lastTrouble = news.why
      return
    }
    lastTrouble = ''
    if (news.is === 'code') parts.onCode(news.code, news.untilMs)
    else belong(news.pairing)
  }

  function belong(pairing: Pairing): void {
    kept.keep(pairing)
    asking?.stop()
    log.warn({ hub, agent: pairing.agent, name: pairing.name }, 'this machine was approved')
    call(pairing.agent, pairing.key, true)
  }

  const pairing = kept.now()
  if (config.key !== null) call(config.machine, config.key, false)
  else if (pairing) call(pairing.agent, pairing.key, true)
  else ask()

  return {
    close() {
      asking?.stop()
      line?.close()
    },
  }
}
