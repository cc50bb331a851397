import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import fastifyRateLimit from '@fastify/rate-limit'
import fastifySwagger from '@fastify/swagger'
import fastifySwaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, LogController } from 'fastify'
import type { Logger } from 'pino'
import { Server } from 'socket.io'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Config } from './config.ts'
import { whatIsWrong } from './edge/asks.ts'
import { credentialsOf, type HttpDoors, openHttp, say } from './edge/http.ts'
import { isOwnOrigin } from './edge/origin.ts'
import { openPages } from './edge/pages.ts'
import { type ProblemCode, problem } from './edge/problem.ts'
import type { ScreenServer } from './screens.ts'

/** The hub's doors, not yet open: HTTP by Fastify, sockets by socket.io on the same port. */
export interface App {
  readonly http: FastifyInstance
  readonly io: ScreenServer
  /** Adds the routes; `dock` and the like come before. */
  open(doors: HttpDoors): Promise<void>
  listen(): Promise<string>
  close(): Promise<void>
}

const BODY_LIMIT = 64 * 1024
const MESSAGE_LIMIT = 16 * 1024

/** Builds the doors from the parts it is given; tests build the same ones. */
export async function buildApp({ config, log }: { config: Config; log: Logger }): Promise<App> {
  const http = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    bodyLimit: BODY_LIMIT,
    // A client that dribbles its headers does not hold a connection for long.
    requestTimeout: 15_000,
    connectionTimeout: 20_000,
    keepAliveTimeout: 30_000,
    routerOptions: { maxParamLength: 200 },
  })
  const secure = (origin: string | undefined, host: string | undefined) =>
    isOwnOrigin(origin, host, config.allowedOrigins)

  const io: ScreenServer = new Server(http.server, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: MESSAGE_LIMIT,
    perMessageDeflate: false,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (request, decide) => decide(null, secure(request.headers.origin, request.headers.host)),
  })

  http.setValidatorCompiler(({ schema }) => {
    const compiled = Compile(schema as TSchema)
    return (given: unknown) => {
      // Everything in a query is text; numbers there are read as numbers.
      const value = compiled.Convert(given)
      if (compiled.Check(value)) return { value }
      return { error: Object.assign(new Error(whatIsWrong(compiled.Errors(value))), { code: 'LUOT_BAD_REQUEST' }) }
    }
  })
  // What leaves was built field by field; the schema documents it.
  http.setSerializerCompiler(() => (value: unknown) => JSON.stringify(value))
  http.setErrorHandler((error: FastifyError, request, reply) => {
    const known = PROBLEM_OF[error.code]
    if (known) return say(reply, problem(known, known === 'bad-request' ? error.message : undefined))
    if (error.statusCode === 429) return say(reply, problem('too-many'))
    if (error.statusCode !== undefined && error.statusCode < 500)
      return say(reply, problem('bad-request', error.message))
    log.error({ err: error, url: request.routeOptions.url }, 'a request failed through our fault')
    return say(reply, problem('our-fault'))
  })
  http.setNotFoundHandler((_, reply) => say(reply, problem('not-found')))

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
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    // Only where TLS is: a hall that speaks plain http on its LAN must stay reachable.
    strictTransportSecurity: false,
  })
  http.addHook('onSend', async (request, reply) => {
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000')
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  http.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    if (!secure(request.headers.origin, request.headers.host)) return say(reply, problem('foreign-origin'))
  })
  await http.register(fastifyCookie)
  await http.register(fastifyRateLimit, {
    global: true,
    max: 600,
    timeWindow: 60_000,
    // The hall's own machine carries kiosk, board and tests; its screens are known, and staff sign in before they act.
    allowList: (request) => credentialsOf(request).address.endsWith('127.0.0.1') && request.url !== '/api/session',
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
  await http.register(fastifySwaggerUi, { routePrefix: '/docs', staticCSP: true })

  return {
    http,
    io,
    async open(doors) {
      http.get('/openapi.json', { schema: { hide: true } }, () => http.swagger())
      await openHttp(http, doors)
      await openPages(http, config.appsFolder)
    },
    listen: () => http.listen({ host: config.host, port: config.port }),
    async close() {
      await io.close()
      await http.close()
    },
  }
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
