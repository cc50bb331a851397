import { readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { Logger } from 'pino'
import { CannotStart } from '../config.ts'
import { PATIENCE } from '../edge/patience.ts'
import { type Identity, namesHere, type OwnIdentity, ownIdentity } from './authority.ts'

/** How this hub speaks TLS: with whose certificate, on which port, and whether staff must use it. */
export interface TlsConfig {
  /** offered: beside plain http. required: staff sign in over TLS alone. */
  readonly mode: 'offered' | 'required'
  readonly port: number
  /** The office's own certificate; null: an authority of the hub's own. */
  readonly files: { readonly cert: string; readonly key: string } | null
}

/** The second door: the same hub, over TLS. */
export interface SecureDoor {
  readonly server: Server
  /** The hub's own authority, to be trusted by the office's machines; null where the office brings its certificate. */
  authority(): string | null
  listen(host: string): Promise<number>
  close(): Promise<void>
}

// Only suites with authenticated encryption (S6): TLS 1.3's, and of TLS 1.2 those with ECDHE and GCM or ChaCha20.
const SUITES = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-RSA-AES128-GCM-SHA256',
].join(':')
const LOOK_AGAIN_MS = 6 * 3_600_000

/** Opens the TLS door before `handle`. A certificate that was renewed, by us or by the office, is taken up without a restart. */
export async function openSecureDoor(parts: {
  config: TlsConfig
  dataFolder: string
  publicUrl: string | null
  handle: (request: IncomingMessage, response: ServerResponse) => void
  now: () => number
  log: Logger
}): Promise<SecureDoor> {
  const { config } = parts
  const read = async (): Promise<Identity & (OwnIdentity | { ca: null })> => {
    if (config.files !== null) return { ...fromFiles(config.files), ca: null }
    const own = await ownIdentity(parts.dataFolder, namesHere(parts.publicUrl), parts.now())
    if (own.isMadeAnew) {
      const whatNow = 'machines that trusted it are warned: give each the new one, from /ca.crt'
      parts.log.error({ whatNow }, 'the authority of this hub could not be read, and was made anew')
    }
    return own
  }
  const first = await read()
  const settings = { minVersion: 'TLSv1.2', ciphers: SUITES, honorCipherOrder: true } as const
  const server = createServer({
    ...settings,
    cert: first.cert,
    key: first.key,
    // Whoever greets slowly, or says nothing at all, is no longer waited for than at the plain door (S10).
    handshakeTimeout: 10_000,
    ...PATIENCE,
    keepAliveTimeout: 30_000,
  })
  server.setTimeout(20_000)
  server.on('request', parts.handle)
  let held = first
  const timer = setInterval(() => {
    read()
      .then((now) => {
        const { cert, key } = now
        if (cert === held.cert) return
        server.setSecureContext({ ...settings, cert, key })
        held = now
        parts.log.info('a new certificate is in use')
      })
      .catch((error: unknown) =>
        parts.log.error({ err: error }, 'the certificate could not be renewed; the old one stays'),
      )
  }, LOOK_AGAIN_MS)
  timer.unref()
  return {
    server,
    authority: () => held.ca,
    listen: (host) =>
      new Promise((resolve, reject) => {
        server.once('error', (cause: NodeJS.ErrnoException) => {
          clearInterval(timer)
          reject(
            new CannotStart(
              `The TLS port ${config.port} cannot be opened (${cause.code}). Set LUOT_TLS_PORT to another one.`,
            ),
          )
        })
        server.listen(config.port, host, () => resolve((server.address() as { port: number }).port))
      }),
    async close() {
      clearInterval(timer)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The office's own certificate. Throws CannotStart that says what is wrong with it. */
function fromFiles({ cert, key }: { cert: string; key: string }): Identity {
  for (const [name, file] of Object.entries({ LUOT_TLS_CERT: cert, LUOT_TLS_KEY: key })) {
    try {
      statSync(file)
    } catch (cause) {
      throw new CannotStart(`${name} names ${file}, which cannot be read (${(cause as NodeJS.ErrnoException).code}).`)
    }
  }
  const identity = { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') }
  try {
    createServer(identity).close()
  } catch (cause) {
    throw new CannotStart(
      `The certificate in ${cert} and the key in ${key} do not go together (${(cause as Error).message}).\n` +
        'LUOT_TLS_CERT takes the certificate with its chain, LUOT_TLS_KEY its private key, both as PEM.',
    )
  }
  return identity
}
