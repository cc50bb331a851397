import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import { apps } from '../vite.config.ts'

/**
 * Runs Luot for someone changing it: the hub with its dock, started anew when the server changes, and the three apps
 * with hot reload in front of it.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const port = process.env.LUOT_PORT ?? '8080'

const hub = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'server/main.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, LUOT_DOCK: '1', LUOT_PORT: port },
})
const vite = await createServer({ configFile: `${root}vite.config.ts` })
await vite.listen()

const address = vite.resolvedUrls?.local[0] ?? ''
console.log('\nwith hot reload:')
for (const app of apps) console.log(`  ${app.padEnd(8)} ${address}${app}/`)
console.log(`the hub itself:\n  dock     http://127.0.0.1:${port}/desk/dock\n`)

// Vite ends this process by itself once it is told to stop, so the hub must hear of it first.
const stop = () => {
  hub.kill('SIGTERM')
}
process.prependListener('SIGINT', stop)
process.prependListener('SIGTERM', stop)
hub.on('exit', async (code) => {
  await vite.close()
  process.exit(code ?? 0)
})
