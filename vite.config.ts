import { fileURLToPath } from 'node:url'
import { defineConfig, type InlineConfig, type Plugin, type UserConfig } from 'vite'
import { manualFiles } from './scripts/manual/pages.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

/** The three web apps; each is one page, served by the hub under its own name. */
export const apps = ['kiosk', 'display', 'desk'] as const
export type App = (typeof apps)[number]

/** Says how one app becomes `dist/<app>`: files only, for the hub's policy allows nothing inline. */
export function builtApp(app: App): InlineConfig {
  return {
    configFile: false,
    root: `${root}${app}`,
    base: `/${app}/`,
    logLevel: 'warn',
    plugins: app === 'desk' ? [manual()] : [],
    build: {
      outDir: `${root}dist/${app}`,
      emptyOutDir: true,
      target: 'es2022',
      // A font or icon turned into a data: address would be refused by the policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  }
}

/**
 * Says how the schema library becomes a few files in `dist/libraries`: as it is published it is 683, and reading them is the
 * dearest part of a start. `scripts/stripped.mjs` hands them to the hub.
 */
export function builtLibraries(): InlineConfig {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: `${root}dist/libraries`,
      emptyOutDir: true,
      minify: false,
      target: 'node22',
      reportCompressedSize: false,
      rollupOptions: {
        input: {
          typebox: 'typebox',
          'typebox-compile': 'typebox/compile',
          'typebox-system': 'typebox/system',
          'typebox-value': 'typebox/value',
        },
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  }
}

/** Sends what belongs to the hub on to it, under the hub's own origin: it answers to no other. */
function toHub(hub: string): NonNullable<UserConfig['server']>['proxy'] {
  const proxy = {
    target: hub,
    ws: true,
    changeOrigin: true,
    headers: { origin: hub },
  }
  return { '^/(api|clips|t|p|enter|docs|socket\\.io|healthz|metrics|openapi\\.json)(/|\\?|$)': proxy }
}

/** Lets one development server carry all three apps, each under the address it will have on the hub. */
function threeApps(): Plugin {
  return {
    name: 'luot-three-apps',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const asked = new URL(request.url ?? '/', 'http://hub')
        const app = apps.find((name) => asked.pathname === `/${name}` || asked.pathname.startsWith(`/${name}/`))
        const isPage = app && request.headers.accept?.includes('text/html') && !/\.\w+$/.test(asked.pathname)
        if (isPage && asked.pathname === `/${app}`) {
          response.writeHead(302, { location: `/${app}/${asked.search}` }).end()
          return
        }
        if (isPage) request.url = `/${app}/index.html${asked.search}`
        next()
      })
    },
    transformIndexHtml: {
      order: 'pre',
      // The app's own page may be asked for at any depth, so its files are named from the root.
      handler: (html, { path }) => html.replace(/(src|href)="(?:\.?\/)?src\//g, `$1="/${path.split('/')[1]}/src/`),
    },
  }
}

/** Puts the manual of docs/manual beside the desk, as plain pages under `/desk/manual/`: it can be read without the Internet. */
function manual(): Plugin {
  return {
    name: 'luot-manual',
    generateBundle(_, bundle) {
      const house = Object.values(bundle).find(({ fileName }) => /^assets\/(index|main)-.*\.css$/.test(fileName))
      for (const { name, source } of manualFiles(house ? `/desk/${house.fileName}` : null)) {
        this.emitFile({ type: 'asset', fileName: `manual/${name}`, source })
      }
    },
    configureServer(server) {
      server.middlewares.use('/desk/manual', (request, response, next) => {
        const asked = decodeURIComponent((request.url ?? '/').replace(/[?#].*$/, '').slice(1))
        const file = manualFiles('/web/theme/base.css').find(({ name }) => name === asked)
        if (!file) return next()
        const type = { html: 'text/html; charset=utf-8', css: 'text/css', png: 'image/png' }[
          asked.split('.').at(-1) ?? ''
        ]
        response.writeHead(200, { 'content-type': type ?? 'application/octet-stream' }).end(file.source)
      })
    },
  }
}

export default defineConfig({
  root,
  appType: 'mpa',
  plugins: [manual(), threeApps()],
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: toHub(`http://127.0.0.1:${process.env.LUOT_PORT ?? '8080'}`) ?? {},
    watch: { ignored: ['**/data/**', '**/dist/**', '**/.tools/**', '**/.cache/**', '**/server/**', '**/test/**'] },
  },
})
