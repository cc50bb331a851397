import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { say } from './http.ts'
import { problem } from './problem.ts'

const APPS = ['kiosk', 'display', 'desk'] as const
// A page's address is words alone. What names a file is one that was built, or is not there: a script of yesterday's screen must not be
// answered with a page.
const PAGE = /^(?!assets\b)[\w/-]*$/

/** Serves the built screens: `/kiosk/…`, `/display/…`, `/desk/…`, and the addresses printed on paper. */
export async function openPages(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(async (pages) => pagesIn(pages, folder))
}

async function pagesIn(app: FastifyInstance, folder: string): Promise<void> {
  // A page carries no secret: what it may show is decided where it asks.
  app.addHook('onRoute', (route) => {
    route.config = { may: 'anyone', ...route.config }
  })
  await app.register(fastifyStatic, { root: folder, prefix: '/', wildcard: false, serve: false })
  for (const name of APPS) {
    const root = join(folder, name)
    if (existsSync(root)) {
      await app.register(fastifyStatic, {
        root,
        prefix: `/${name}/`,
        wildcard: false,
        decorateReply: false,
        index: false,
        // What somebody left lying there is not for everybody.
        globIgnore: ['**/*.map', '**/.*', '**/.*/**'],
        cacheControl: false,
        // Built files carry their hash in the name; only the page itself may change.
        setHeaders: (reply, path) =>
          void reply.header(
            'cache-control',
            path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
          ),
      })
    }
    app.get(`/${name}`, { schema: { hide: true } }, (_, reply) => reply.redirect(`/${name}/`))
    app.get(`/${name}/*`, { schema: { hide: true } }, (request, reply) =>
      PAGE.test((request.params as { '*': string })['*']) ? sendPage(reply, root) : say(reply, problem('not-found')),
    )
  }
  app.get('/', { schema: { hide: true } }, (_, reply) => reply.redirect('/desk/'))
  // On paper: one's own ticket, and a procedure to take home. Short, because a QR grows with its text.
  for (const url of ['/t/:code', '/p/:code']) {
    app.get(url, { schema: { hide: true } }, (_, reply) => sendPage(reply, join(folder, 'kiosk')))
  }
}

function sendPage(reply: FastifyReply, root: string) {
  if (!existsSync(join(root, 'index.html'))) {
    return reply.status(503).type('text/plain; charset=utf-8').send('Màn hình chưa được dựng. Chạy: npm run build')
  }
  return reply.header('cache-control', 'no-cache').sendFile('index.html', root)
}
