import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Type } from 'typebox'
import { Errors } from 'typebox/value'
import { trustsOf } from './edge/address.ts'
import type { Watched } from './systemd.ts'

/** Everything the hub is told from outside, read once, checked, frozen and handed in. Nobody else reads the environment. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly dataFolder: string
  /** Where the voice keeps its clips: beside the data, or in memory where a card must be spared (then fewer of them). */
  readonly cache: { readonly folder: string; readonly clips: number }
  /** How citizens' phones reach the hub: the start of every QR. Null: made from the address the kiosk itself uses. */
  readonly publicUrl: string | null
  /** Origins besides the hub's own from which a page may speak to it (the development server). */
  readonly allowedOrigins: readonly string[]
  /** Reverse proxies whose X-Forwarded-For is believed; none unless named. */
  readonly trustProxy: readonly string[]
  /** The development page that plugs, unplugs and empties the virtual devices. */
  readonly dock: boolean
  readonly logLevel: string
  readonly version: string
  readonly appsFolder: string
  /** How systemd watches this process; null where it was started by hand. */
  readonly watched: Watched | null
}

const Environment = Type.Object({
  LUOT_HOST: Type.Optional(Type.String({ pattern: '^([A-Za-z0-9.-]{1,253}|[0-9a-fA-F:]{2,45})$' })),
  LUOT_PORT: Type.Optional(Type.String({ pattern: '^\\d{1,5}$' })),
  LUOT_DATA: Type.Optional(Type.String({ minLength: 1 })),
  LUOT_CACHE: Type.Optional(Type.String({ minLength: 1 })),
  LUOT_PUBLIC_URL: Type.Optional(Type.String({ pattern: '^https?://[^\\s/]+$' })),
  LUOT_ORIGINS: Type.Optional(Type.String({ pattern: '^(https?://[^\\s,/]+)(,https?://[^\\s,/]+)*$' })),
  LUOT_TRUST_PROXY: Type.Optional(Type.String({ pattern: '^[0-9a-fA-F.:/,]+$' })),
  LUOT_DOCK: Type.Optional(Type.Union([Type.Literal('0'), Type.Literal('1')])),
  LUOT_LOG: Type.Optional(
    Type.Union(['trace', 'debug', 'info', 'warn', 'error', 'silent'].map((level) => Type.Literal(level))),
  ),
})

const MEANING: Record<keyof typeof Environment.properties, string> = {
  LUOT_HOST: 'the address to listen on: 127.0.0.1 for this machine alone, 0.0.0.0 for the whole LAN',
  LUOT_PORT: 'a port number from 0 to 65535 (0: any free one)',
  LUOT_DATA: 'the folder where the journal and settings live',
  LUOT_CACHE: 'a folder in memory, such as /run/luot, for what may be lost at any time',
  LUOT_PUBLIC_URL: 'how phones reach the hub, such as http://luot.local:8080 (no path, no slash at the end)',
  LUOT_ORIGINS: 'other page origins allowed to speak to the hub, separated by commas',
  LUOT_TRUST_PROXY: 'addresses of your reverse proxy, separated by commas',
  LUOT_DOCK: '1 for the development dock, else 0',
  LUOT_LOG: 'trace, debug, info, warn, error or silent',
}

// A clip is some 180 KiB: as many as a small Pi can keep in memory, and as a card has room for.
const CLIPS_IN_MEMORY = 250
const CLIPS_ON_DISK = 2_000

/** A start that cannot go on: what is wrong and how to mend it, in one or two lines and without a stack trace. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}

/** Reads and checks the environment. Throws CannotStart that names every wrong variable and what it should be. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name.startsWith('LUOT_') && value !== undefined && value !== ''),
  ) as Record<keyof typeof MEANING, string>
  const wrong = new Set<string>()
  for (const error of Errors(Environment, given)) wrong.add(error.instancePath.split('/')[1] ?? '')
  const port = Number(given.LUOT_PORT ?? '8080')
  if (port > 65_535) wrong.add('LUOT_PORT')
  const trustProxy = given.LUOT_TRUST_PROXY?.split(',') ?? []
  if (!trustsOf(trustProxy)) wrong.add('LUOT_TRUST_PROXY')
  if (wrong.size > 0) {
    const lines = [...wrong].map((name) => {
      const key = name as keyof typeof MEANING
      return `  ${key}="${given[key]}" cannot be used. It should be ${MEANING[key] ?? 'left out'}.`
    })
    throw new CannotStart(`Settings in the environment are wrong:\n${lines.join('\n')}`)
  }
  const root = resolve(import.meta.dirname, '..')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const dataFolder = resolve(given.LUOT_DATA ?? join(root, 'data'))
  return Object.freeze({
    host: given.LUOT_HOST ?? '127.0.0.1',
    port,
    dataFolder,
    cache: given.LUOT_CACHE
      ? { folder: resolve(given.LUOT_CACHE), clips: CLIPS_IN_MEMORY }
      : { folder: join(dataFolder, 'clips-made'), clips: CLIPS_ON_DISK },
    publicUrl: given.LUOT_PUBLIC_URL ?? null,
    allowedOrigins: given.LUOT_ORIGINS?.split(',') ?? [],
    trustProxy,
    dock: given.LUOT_DOCK === '1',
    logLevel: given.LUOT_LOG ?? 'warn',
    version,
    appsFolder: join(root, 'dist'),
    watched: watchedBy(env),
  })
}

function watchedBy({ NOTIFY_SOCKET, WATCHDOG_USEC }: Record<string, string | undefined>): Watched | null {
  if (!NOTIFY_SOCKET) return null
  const withinMs = Number(WATCHDOG_USEC) / 1_000
  return { withinMs: withinMs > 0 ? withinMs : null }
}
