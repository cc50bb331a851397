import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import fastifyRateLimit from '@fastify/rate-limit'
import fastifySwagger from '@fastify/swagger'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifySchemaCompiler,
  LogController,
} from 'fastify'
import type { Logger } from 'pino'
import { Server } from 'socket.io'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Eraser } from './audit/eraser.ts'
import type { PublishedHeads } from './audit/published-heads.ts'
import { CannotStart, type Config } from './config.ts'
import { actRoutes } from './edge/acts.ts'
import { addressOf, isLoopback, trustsOf } from './edge/address.ts'
import { agentRoutes } from './edge/agents.ts'
import { openApiPage } from './edge/api-page.ts'
import { type AppointmentDoors, appointmentRoutes } from './edge/appointment-routes.ts'
import { auditRoutes } from './edge/audit.ts'
import { type BackupDoors, backupRoutes } from './edge/backups.ts'
import { type CatalogueDoors, catalogueRoutes } from './edge/catalogue.ts'
import { type CityDoors, cityRoutes } from './edge/city.ts'
import { documentRoutes } from './edge/documents.ts'
import { type Door, standDoorman } from './edge/doorman.ts'
import { whatIsWrong } from './edge/ear.ts'
import { erasingRoutes } from './edge/erasing.ts'
import { type HallDoors, hallRoutes } from './edge/hall.ts'
import { hallRulesRoutes } from './edge/hall-rules.ts'
import { type HttpDoors, openHttp, say } from './edge/http.ts'
import { inboxRoutes } from './edge/inbox.ts'
import { leaderRoutes } from './edge/leader.ts'
import { type MediaDoors, mediaRoutes } from './edge/media.ts'
import { officeRoutes } from './edge/office.ts'
import { type OtherHouseDoors, oidcRoutes } from './edge/oidc.ts'
import { isOwnOrigin } from './edge/origin.ts'
import { openPages } from './edge/pages.ts'
import { type PairingDoors, pairingRoutes } from './edge/pairing.ts'
import { PATIENCE } from './edge/patience.ts'
import { type PeopleDoors, peopleRoutes } from './edge/people.ts'
import { asProblemJson, type ProblemCode, problem, roadProblem } from './edge/problem.ts'
import { type RatingDoors, ratingRoutes } from './edge/ratings.ts'
import { type ReasonDoors, reasonRoutes } from './edge/reasons.ts'
import { reportRoutes } from './edge/reports.ts'
import { type ScoringDoors, scoringRoutes } from './edge/scoring.ts'
import { type SettingsFileDoors, settingsFileRoutes } from './edge/settings-file.ts'
import { type SetupDoors, setupRoutes } from './edge/setup.ts'
import { type SlipDoors, slipRoutes } from './edge/slips.ts'
import { type VoiceDoors, voiceRoutes } from './edge/voice.ts'
import type { DoorKeeper } from './edge/who.ts'
import type { ActsReader } from './reports/acts.ts'
import type { LeaderRoom } from './reports/leader-room.ts'
import type { ReportRoom } from './reports/report-room.ts'
import { NotWritten } from './road.ts'
import type { ScreenServer } from './screens.ts'
import type { AgentRoom } from './settings/agent-room.ts'
import type { DocumentRoom } from './settings/documents.ts'
import { isEncrypted, keepPlainDoor, plainDoor } from './tls/plain-door.ts'
import { openSecureDoor, type SecureDoor, type TlsConfig } from './tls/secure-door.ts'

/** The hub's doors, not yet open: HTTP by Fastify, sockets by socket.io on the same port. */
export interface App {
  readonly http: FastifyInstance
  readonly io: ScreenServer
  /** Where a request really comes from. */
  addressOf(request: IncomingMessage): string
  /** Puts the doorman before every route to come; gives back the list of doors, complete once the hub listens. */
  guard(parts: { keeper: DoorKeeper; now: () => number }): readonly Door[]
  /** Adds the routes; `dock` and the like come before. */
  open(
    doors: HttpDoors &
      PeopleDoors &
      SetupDoors &
      PairingDoors &
      AppointmentDoors &
      OtherHouseDoors &
      HallDoors &
      ScoringDoors &
      BackupDoors &
      CityDoors & {
        acts: ActsReader
        agentRoom: AgentRoom
        documents: DocumentRoom
        slips: SlipDoors
        voice: VoiceDoors
        catalogue: CatalogueDoors
        settingsFile: SettingsFileDoors
        media: MediaDoors
        leader: LeaderRoom
        reports: ReportRoom
        ratings: RatingDoors
        reasons: ReasonDoors
        heads: PublishedHeads
        eraser: Eraser
      },
  ): Promise<void>
  listen(): Promise<string>
  /** The port of the TLS door, where it is open. */
  tlsPort(): number | null
  /** It is offered beside http, and could not be opened. */
  isTlsShut(): boolean
  close(): Promise<void>
}

const BODY_LIMIT = 64 * 1024
const MESSAGE_LIMIT = 16 * 1024

/** The headers of answers that never pass the hooks below: they carry no page. */
const BARE = {
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
}
const OVER_TLS = { 'strict-transport-security': 'max-age=31536000' }
const bareFor = (isOverTls: boolean) => (isOverTls ? { ...BARE, ...OVER_TLS } : BARE)

/** Builds the doors from the parts it is given; tests build the same ones. */
export async function buildApp({ config, log }: { config: Config; log: Logger }): Promise<App> {
  const trusts = trustsOf(config.trustProxy) ?? (() => false)
  const from = (request: IncomingMessage) => addressOf(request, trusts)
  const http = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trusts,
    bodyLimit: BODY_LIMIT,
    requestTimeout: PATIENCE.requestTimeout,
    connectionTimeout: 20_000,
    keepAliveTimeout: 30_000,
    // A browser's spare connections must not hold up a stop.
    forceCloseConnections: true,
    http: PATIENCE,
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be decoded, and what is no HTTP at all, are answered like every other mistake.
    frameworkErrors: (error, request, reply) =>
      say(reply.headers(bareFor(request.protocol === 'https')), problem('bad-request', error.message)),
    clientErrorHandler: notHttp,
    // Both compilers are set below; with these two named, Fastify does not load its own, a good part of a cold start.
    schemaController: { compilersFactory: { buildValidator: notOurs, buildSerializer: notOurs } },
  })
  const ownOrigins = config.publicUrl ? [config.publicUrl, ...config.allowedOrigins] : config.allowedOrigins
  const secure = (origin: string | undefined, host: string | undefined) => isOwnOrigin(origin, host, ownOrigins)

  const isOwnMachine = (request: IncomingMessage) => isLoopback(from(request))
  const plain = config.tls?.mode === 'required' ? plainDoor(isOwnMachine) : null
  let secureDoor: SecureDoor | null = null
  let tlsPort = config.tls?.port ?? 0
  let isTlsShut = false

  const io: ScreenServer = new Server(http.server, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: MESSAGE_LIMIT,
    perMessageDeflate: false,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (request, decide) =>
      decide(null, secure(request.headers.origin, request.headers.host) && !plain?.isRefused(request)),
  })

  // What socket.io answers by itself carries no page, and is not to be taken for one.
  io.engine.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
    for (const [name, value] of Object.entries(bareFor(isEncrypted(request.socket)))) response.setHeader(name, value)
    next()
  })

  async function listenOverTls(tls: TlsConfig): Promise<void> {
    const { dataFolder, publicUrl } = config
    // The same hub behind both doors: whatever comes in decrypted goes the way of the other.
    const handle = (...one: unknown[]) => void http.server.emit('request', ...one)
    const door = await openSecureDoor({ config: tls, dataFolder, publicUrl, handle, now: Date.now, log })
    door.server.on('clientError', notHttp)
    door.server.on('upgrade', (...one: unknown[]) => void http.server.emit('upgrade', ...one))
    tlsPort = await door.listen(config.host)
    secureDoor = door
  }

  http.setValidatorCompiler(checkBySchema)
  http.setSerializerCompiler(asJson)
  http.setErrorHandler((error: FastifyError, request, reply) => {
    const known = PROBLEM_OF[error.code]
    if (known) return say(reply, problem(known, known === 'bad-request' ? error.message : undefined))
    if (error.statusCode === 429) return say(reply, problem('too-many'))
    if (error.statusCode !== undefined && error.statusCode < 500)
      return say(reply, problem('bad-request', error.message))
    if (/^SQLITE_(FULL|IOERR|READONLY|BUSY|CANTOPEN)/.test(error.code)) {
      log.error({ err: error, url: request.routeOptions.url }, 'the disk did not take it')
      return say(reply, roadProblem(new NotWritten(error.message, { cause: error })))
    }
    log.error({ err: error, url: request.routeOptions.url }, 'a request failed through our fault')
    return say(reply, problem('our-fault'))
  })
  http.setNotFoundHandler((_, reply) => say(reply, problem('not-found')))

  // JSON alone: plain text is what a foreign page may send without being asked.
  http.removeContentTypeParser('text/plain')
  await http.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        mediaSrc: ["'self'", 'blob:'],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    // Only where TLS is: a hall that speaks plain http on its LAN must stay reachable.
    strictTransportSecurity: false,
  })
  http.addHook('onSend', async (request, reply) => {
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    if (request.protocol === 'https') reply.headers(OVER_TLS)
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  http.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    if (!secure(request.headers.origin, request.headers.host)) return say(reply, problem('foreign-origin'))
  })
  if (plain) keepPlainDoor(http, plain, { isOwnMachine, tlsPort: () => tlsPort })
  await http.register(fastifyCookie)
  await http.register(fastifyRateLimit, {
    global: true,
    max: 600,
    timeWindow: 60_000,
    keyGenerator: (request) => from(request.raw),
    // The hall's own machine carries kiosk, board and tests; its screens are known, and staff sign in before they act.
    allowList: (request) => isLoopback(from(request.raw)) && request.routeOptions.url !== '/api/session',
  })
  await http.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Lượt',
        version: config.version,
        description:
          'Everything a screen can do. Changes carry an Idempotency-Key; problems are application/problem+json.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'luot_session' },
          bearer: { type: 'http', scheme: 'bearer' },
        },
      },
    },
  })

  return {
    http,
    io,
    addressOf: from,
    guard: (parts) => standDoorman(http, parts),
    async open(doors) {
      http.get('/openapi.json', { config: { may: 'hall' }, schema: { hide: true } }, () => http.swagger())
      openApiPage(http)
      // So that a machine of the office can be told to trust its hub.
      http.get('/ca.crt', { config: { may: 'anyone' }, schema: { hide: true } }, (_, reply) =>
        secureDoor?.authority()
          ? reply.type('application/x-x509-ca-cert').send(secureDoor.authority())
          : say(reply, problem('not-found')),
      )
      await openHttp(http, doors)
      peopleRoutes(http, doors)
      setupRoutes(http, doors)
      actRoutes(http, doors)
      pairingRoutes(http, doors)
      officeRoutes(http, doors)
      hallRoutes(http, doors)
      documentRoutes(http, doors)
      backupRoutes(http, doors)
      inboxRoutes(http, doors)
      cityRoutes(http, doors)
      await mediaRoutes(http, doors.media)
      slipRoutes(http, doors.slips)
      catalogueRoutes(http, doors.catalogue)
      settingsFileRoutes(http, doors.settingsFile)
      await voiceRoutes(http, doors.voice)
      auditRoutes(http, doors)
      erasingRoutes(http, doors)
      oidcRoutes(http, doors)
      agentRoutes(http, doors)
      hallRulesRoutes(http, doors)
      scoringRoutes(http, doors)
      leaderRoutes(http, doors.leader)
      reportRoutes(http, doors)
      ratingRoutes(http, doors.ratings)
      reasonRoutes(http, { reasons: doors.reasons })
      appointmentRoutes(http, doors)
      await openPages(http, config.appsFolder)
    },
    async listen() {
      let url: string
      try {
        url = await http.listen({ host: config.host, port: config.port })
      } catch (cause) {
        throw new CannotStart(whyNotListening(cause, config))
      }
      try {
        if (config.tls) await listenOverTls(config.tls)
      } catch (error) {
        if (config.tls?.mode === 'required') throw error
        // One door of two: the hall goes on through the other.
        isTlsShut = true
        log.error({ err: error }, 'the TLS door stays shut; the hub goes on over http alone. Mend it and restart')
      }
      return url
    },
    tlsPort: () => (secureDoor ? tlsPort : null),
    isTlsShut: () => isTlsShut,
    async close() {
      await io.close()
      await secureDoor?.close()
      await http.close()
    },
  }
}

function whyNotListening(cause: unknown, { host, port }: Config): string {
  const { code } = cause as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken: another hub or program listens there. Stop it, or set LUOT_PORT to another port.`
  }
  if (code === 'EACCES') return `Port ${port} needs rights this user has not. Set LUOT_PORT to a port from 1024 up.`
  return `Nothing can listen on LUOT_HOST="${host}" (${code}). Use 127.0.0.1 for this machine alone, 0.0.0.0 for the LAN.`
}

const NOT_HTTP: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'too-large',
  // A browser keeps spare lines open and says nothing on them. Told 408, it asks again on another; told 400, it would show a broken picture.
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
}

/** Answers what came over the line but is no HTTP. A line that broke is only closed. */
export function notHttp(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const no = problem(NOT_HTTP[error.code ?? ''] ?? 'bad-request')
  const body = JSON.stringify(asProblemJson(no))
  const headers = Object.entries(bareFor(isEncrypted(socket))).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(
    `HTTP/1.1 ${no.status} ${no.code}\r\nconnection: close\r\ncontent-type: application/problem+json\r\n` +
      `${headers.join('')}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/** What comes in is checked by the contract's own schema, compiled once a route. */
const checkBySchema: FastifySchemaCompiler<unknown> = ({ schema, httpPart }) => {
  const compiled = Compile(schema as TSchema)
  return (given: unknown) => {
    // Everything in an address is text; numbers there are read as numbers. A body says what it means.
    const value = httpPart === 'body' ? given : compiled.Convert(given)
    if (compiled.Check(value)) return { value }
    return { error: Object.assign(new Error(whatIsWrong(compiled.Errors(value))), { code: 'LUOT_BAD_REQUEST' }) }
  }
}

/** What leaves was built field by field; the schema documents it. */
const asJson = () => (value: unknown) => JSON.stringify(value)

function notOurs(): never {
  throw new Error('a schema was compiled before the hub had set its own compilers')
}

/** Fastify's own complaints, and ours, as problems a person can act on. */
const PROBLEM_OF: Readonly<Record<string, ProblemCode>> = {
  LUOT_BAD_REQUEST: 'bad-request',
  FST_ERR_VALIDATION: 'bad-request',
  FST_ERR_CTP_INVALID_JSON_BODY: 'bad-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad-json',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrong-type',
}
