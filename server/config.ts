import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { type TSchema, Type } from 'typebox'
import { Errors } from 'typebox/value'
import { trustsOf } from './edge/address.ts'
import type { OtherHouseConfig } from './edge/other-house.ts'
import type { Watched } from './systemd.ts'
import type { TlsConfig } from './tls/secure-door.ts'

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
  /** TLS beside or instead of plain http; null: none. */
  readonly tls: TlsConfig | null
  /** A start that finds its data damaged goes on from the newest whole copy, and says so; without this it refuses. */
  readonly autoRestore: boolean
  /** A restored copy on trial: it opens its doors to be looked at, and sends nothing anywhere. */
  readonly isTrial: boolean
  /** Are screens on this very machine believed without a key of their own? A single Pi is hub, kiosk and board at once. */
  readonly trustsOwnScreens: boolean
  /** Another house that signs people in; null: none. */
  readonly otherHouse: OtherHouseConfig | null
  /** Does an empty data folder become the demonstration office, officers included? Else a hall that waits to be set up. */
  readonly demonstrates: boolean
  /** The development page that plugs, unplugs and empties the virtual devices. */
  readonly dock: boolean
  readonly logLevel: string
  readonly version: string
  readonly appsFolder: string
  /** How systemd watches this process; null where it was started by hand. */
  readonly watched: Watched | null
}

/** What another machine of the hall is told: whose devices it carries, and how it proves who it is. */
export interface AgentConfig {
  readonly hub: string
  /** Its id in the hall where the key was typed in by hand; else the name it asks to be paired under. */
  readonly machine: string
  /** The key that was typed in by hand; null: this machine is paired, or asks to be. */
  readonly key: string | null
  readonly dataFolder: string
  /** Sounds of the hub, kept so that each crosses the line once. */
  readonly soundsFolder: string
  readonly logLevel: string
  readonly version: string
  readonly watched: Watched | null
}

const LogLevel = Type.Union(['trace', 'debug', 'info', 'warn', 'error', 'silent'].map((level) => Type.Literal(level)))

const AgentEnvironment = Type.Object({
  LUOT_HUB: Type.String({ pattern: '^https?://[^\\s/]+$' }),
  LUOT_AGENT: Type.Optional(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' })),
  LUOT_AGENT_KEY: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })),
  LUOT_AGENT_KEY_FILE: Type.Optional(Type.String({ minLength: 1 })),
  LUOT_DATA: Type.Optional(Type.String({ minLength: 1 })),
  LUOT_CACHE: Type.Optional(Type.String({ minLength: 1 })),
  LUOT_LOG: Type.Optional(LogLevel),
})

const AGENT_MEANING: Record<keyof typeof AgentEnvironment.properties, string> = {
  LUOT_HUB: 'where the hub is, such as http://luot.local:8080 (no path, no slash at the end)',
  LUOT_AGENT:
    'the id of this agent, such as kiosk-pi: as it stands on the page Devices where a key was typed in by hand, else its wish',
  LUOT_AGENT_KEY:
    'the key the hub showed when the agent was added by hand: 43 letters, digits, - and _; left out to be paired',
  LUOT_AGENT_KEY_FILE: 'a file with the key the hub showed when the agent was added by hand; left out to be paired',
  LUOT_DATA: 'the folder where this machine keeps its notes',
  LUOT_CACHE: 'a folder in memory, such as /run/luot, for what may be lost at any time',
  LUOT_LOG: 'trace, debug, info, warn, error or silent',
}

const Environment = Type.Object({
  LUOT_HOST: Type.Optional(Type.String({ pattern: '^([A-Za-z0-9.-]{1,253}|[0-9a-fA-F:]{2,45})$' })),
  LUOT_PORT: Type.Optional(Type.String({ pattern: '^\\d{1,5}$' })),
  LUOT_DATA: Type.Optional(Type.String({ minLength: 1 })),
  LUOT_CACHE: Type.Optional(Type.String({ minLength: 1 })),
  LUOT_PUBLIC_URL: Type.Optional(Type.String({ pattern: '^https?://[^\\s/]+$' })),
  LUOT_ORIGINS: Type.Optional(Type.String({ pattern: '^(https?://[^\\s,/]+)(,https?://[^\\s,/]+)*$' })),
  LUOT_TRUST_PROXY: Type.Optional(Type.String({ pattern: '^[0-9a-fA-F.:/,]+$' })),
  LUOT_TLS: Type.Optional(Type.Union([Type.Literal('offered'), Type.Literal('required')])),
  LUOT_TLS_PORT: Type.Optional(Type.String({ pattern: '^\\d{1,5}$' })),
  LUOT_TLS_CERT: Type.Optional(Type.String({ minLength: 1 })),
  LUOT_TLS_KEY: Type.Optional(Type.String({ minLength: 1 })),
  LUOT_AUTO_RESTORE: Type.Optional(Type.Union([Type.Literal('0'), Type.Literal('1')])),
  LUOT_LOOPBACK_SCREENS: Type.Optional(Type.Union([Type.Literal('0'), Type.Literal('1')])),
  LUOT_OIDC_ISSUER: Type.Optional(Type.String({ pattern: '^https?://[^\\s]+$' })),
  LUOT_OIDC_CLIENT: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  LUOT_OIDC_SECRET_FILE: Type.Optional(Type.String({ minLength: 1 })),
  LUOT_OIDC_NAME: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  LUOT_DEMO: Type.Optional(Type.Union([Type.Literal('0'), Type.Literal('1')])),
  LUOT_DOCK: Type.Optional(Type.Union([Type.Literal('0'), Type.Literal('1')])),
  LUOT_LOG: Type.Optional(LogLevel),
})

const MEANING: Record<keyof typeof Environment.properties, string> = {
  LUOT_HOST: 'the address to listen on: 127.0.0.1 for this machine alone, 0.0.0.0 for the whole LAN',
  LUOT_PORT: 'a port number from 0 to 65535 (0: any free one)',
  LUOT_DATA: 'the folder where the journal and settings live',
  LUOT_CACHE: 'a folder in memory, such as /run/luot, for what may be lost at any time',
  LUOT_PUBLIC_URL: 'how phones reach the hub, such as http://luot.local:8080 (no path, no slash at the end)',
  LUOT_ORIGINS: 'other page origins allowed to speak to the hub, separated by commas',
  LUOT_TRUST_PROXY: 'addresses of your reverse proxy, separated by commas',
  LUOT_TLS: 'offered (beside http) or required (staff sign in over TLS alone); left out for none',
  LUOT_TLS_PORT: 'a port number from 0 to 65535 for TLS, 8443 unless named',
  LUOT_TLS_CERT: 'a file with the office’s own certificate and its chain, PEM; LUOT_TLS_KEY beside it',
  LUOT_TLS_KEY: 'a file with the private key of LUOT_TLS_CERT, PEM',
  LUOT_AUTO_RESTORE: '0 to refuse a start over damaged data even where a copy of it is at hand, else 1',
  LUOT_LOOPBACK_SCREENS: '0 when screens on the hub’s own machine shall be paired like all others, else 1',
  LUOT_OIDC_ISSUER: 'the address of a house that signs people in by OpenID Connect, such as https://login.example.vn',
  LUOT_OIDC_CLIENT: 'what that house knows this hub by (client id)',
  LUOT_OIDC_SECRET_FILE: 'a file with the secret that house gave this hub; left out for a public client',
  LUOT_OIDC_NAME: 'what the button says',
  LUOT_DEMO: '0 where an empty data folder shall become no demonstration but a hall to be set up, else 1',
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

/** Whether this machine is the hub of a hall, which it is unless told, or carries devices for one. */
export function roleIn(env: Env): 'hub' | 'agent' {
  const role = env.LUOT_ROLE || 'hub'
  if (role === 'hub' || role === 'agent') return role
  throw new CannotStart(`LUOT_ROLE="${role}" cannot be used. It should be hub or agent, or left out for a hub.`)
}

/** Reads and checks the environment. Throws CannotStart that names every wrong variable and what it should be. */
export function readConfig(env: Env): Config {
  const given = luotIn<keyof typeof MEANING>(env)
  const wrong = wrongIn(Environment, given)
  const port = Number(given.LUOT_PORT ?? '8080')
  if (port > 65_535) wrong.add('LUOT_PORT')
  const tlsPort = Number(given.LUOT_TLS_PORT ?? '8443')
  if (tlsPort > 65_535) wrong.add('LUOT_TLS_PORT')
  if (given.LUOT_OIDC_ISSUER && !given.LUOT_OIDC_CLIENT) wrong.add('LUOT_OIDC_CLIENT')
  if (given.LUOT_TLS_CERT && !given.LUOT_TLS_KEY) wrong.add('LUOT_TLS_KEY')
  if (given.LUOT_TLS_KEY && !given.LUOT_TLS_CERT) wrong.add('LUOT_TLS_CERT')
  const trustProxy = given.LUOT_TRUST_PROXY?.split(',') ?? []
  if (!trustsOf(trustProxy)) wrong.add('LUOT_TRUST_PROXY')
  refuse(wrong, given, MEANING)
  const dataFolder = resolve(given.LUOT_DATA ?? join(ROOT, 'data'))
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
    tls: given.LUOT_TLS
      ? {
          mode: given.LUOT_TLS as TlsConfig['mode'],
          port: tlsPort,
          files:
            given.LUOT_TLS_CERT && given.LUOT_TLS_KEY
              ? { cert: resolve(given.LUOT_TLS_CERT), key: resolve(given.LUOT_TLS_KEY) }
              : null,
        }
      : null,
    autoRestore: given.LUOT_AUTO_RESTORE !== '0',
    isTrial: false,
    trustsOwnScreens: given.LUOT_LOOPBACK_SCREENS !== '0',
    otherHouse:
      given.LUOT_OIDC_ISSUER && given.LUOT_OIDC_CLIENT
        ? {
            issuer: checkedIssuer(given.LUOT_OIDC_ISSUER),
            client: given.LUOT_OIDC_CLIENT,
            secret: secretIn('LUOT_OIDC_SECRET_FILE', given.LUOT_OIDC_SECRET_FILE),
            name: given.LUOT_OIDC_NAME ?? new URL(given.LUOT_OIDC_ISSUER).hostname,
          }
        : null,
    demonstrates: given.LUOT_DEMO !== '0',
    dock: given.LUOT_DOCK === '1',
    logLevel: given.LUOT_LOG ?? 'warn',
    version: versionHere(),
    appsFolder: join(ROOT, 'dist'),
    watched: watchedBy(env),
  })
}

/** The same for an agent. A key in a file is best: the environment of a process may be read by its neighbours. */
export function readAgentConfig(env: Env): AgentConfig {
  const given = luotIn<keyof typeof AGENT_MEANING>(env)
  const wrong = wrongIn(AgentEnvironment, given)
  const hasKey = given.LUOT_AGENT_KEY !== undefined || given.LUOT_AGENT_KEY_FILE !== undefined
  if (hasKey && given.LUOT_AGENT === undefined) wrong.add('LUOT_AGENT')
  refuse(wrong, given, AGENT_MEANING)
  const dataFolder = resolve(given.LUOT_DATA ?? join(ROOT, 'data', 'agent'))
  return Object.freeze({
    hub: given.LUOT_HUB ?? '',
    machine: given.LUOT_AGENT ?? nameHere(),
    key: given.LUOT_AGENT_KEY ?? keyIn(given.LUOT_AGENT_KEY_FILE),
    dataFolder,
    soundsFolder: join(given.LUOT_CACHE ? resolve(given.LUOT_CACHE) : dataFolder, 'sounds-of-the-hub'),
    logLevel: given.LUOT_LOG ?? 'warn',
    version: versionHere(),
    watched: watchedBy(env),
  })
}

type Env = Record<string, string | undefined>
const ROOT = resolve(import.meta.dirname, '..')

function luotIn<Name extends string>(env: Env): Partial<Record<Name, string>> {
  const isGiven = ([name, value]: [string, string | undefined]) => name.startsWith('LUOT_') && value
  return Object.fromEntries(Object.entries(env).filter(isGiven)) as Partial<Record<Name, string>>
}

function wrongIn(schema: TSchema, given: object): Set<string> {
  const wrong = new Set<string>()
  for (const { instancePath, keyword, params } of Errors(schema, given)) {
    const missing = keyword === 'required' ? (params as { requiredProperties: string[] }).requiredProperties : []
    for (const name of [instancePath.split('/')[1] ?? '', ...missing]) if (name) wrong.add(name)
  }
  return wrong
}

function refuse(wrong: ReadonlySet<string>, given: Env, meaning: Readonly<Record<string, string>>): void {
  if (wrong.size === 0) return
  const lines = [...wrong].map((name) => {
    // A key is not repeated on a console that others read.
    const value = name === 'LUOT_AGENT_KEY' ? '…' : given[name]
    const what = value === undefined ? `  ${name} is missing.` : `  ${name}="${value}" cannot be used.`
    return `${what} It should be ${meaning[name] ?? 'left out'}.`
  })
  throw new CannotStart(`Settings in the environment are wrong:\n${lines.join('\n')}`)
}

function nameHere(): string {
  return (
    hostname()
      .replace(/[^A-Za-z0-9._-]/g, '-')
      .slice(0, 63) || 'machine'
  )
}

function keyIn(file: string | undefined): string | null {
  if (file === undefined) return null
  let key: string
  try {
    key = readFileSync(file, 'utf8').trim()
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new CannotStart(`The key of this agent cannot be read from ${file} (${code}). Is LUOT_AGENT_KEY_FILE right?`)
  }
  if (/^[A-Za-z0-9_-]{43}$/.test(key)) return key
  throw new CannotStart(
    `What stands in ${file} is no key. Make a new one at the hub (page Devices), and write only that into the file.`,
  )
}

/** Checks what the environment says. Throws CannotStart with what is wrong. */
function checkedIssuer(issuer: string): string {
  const { protocol, hostname } = new URL(issuer)
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  if (protocol === 'https:' || isHere) return issuer
  throw new CannotStart(`LUOT_OIDC_ISSUER="${issuer}" must begin with https: who signs in there is believed.`)
}

function secretIn(name: string, file: string | undefined): string | null {
  if (file === undefined) return null
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (cause) {
    throw new CannotStart(`${name} names ${file}, which cannot be read (${(cause as NodeJS.ErrnoException).code}).`)
  }
}

function versionHere(): string {
  return (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version
}

function watchedBy({ NOTIFY_SOCKET, WATCHDOG_USEC }: Env): Watched | null {
  if (!NOTIFY_SOCKET) return null
  const withinMs = Number(WATCHDOG_USEC) / 1_000
  return { withinMs: withinMs > 0 ? withinMs : null }
}
