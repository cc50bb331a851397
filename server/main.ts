import closeWithGrace from 'close-with-grace'
import { CannotStart, type Config, readAgentConfig, readConfig, roleIn } from './config.ts'
import { doorAnswers, tellSystemd } from './systemd.ts'

/** The only entry: this program is a hub, or an agent that lends its devices to one, as LUOT_ROLE says. */
try {
  if (roleIn(process.env) === 'agent') {
    const config = readAgentConfig(process.env)
    const { openAgent } = await import('./agent.ts')
    await run(openAgent(config), config.watched, async () => {})
  } else {
    const config = readConfig(process.env)
    const { openHub } = await import('./hub.ts')
    const hub = await openHub(config)
    await run(hub, config.watched, () => doorAnswers(hub.url))
  }
} catch (error) {
  if (!(error instanceof CannotStart)) throw error
  console.error(`\nLượt cannot start.\n${error.message}\n`)
  process.exitCode = 1
  // Whatever was opened before the trouble must not keep a dead hub alive.
  setTimeout(() => process.exit(1), 1_000).unref()
}

/** Runs until it is told to stop, and tells systemd how it goes where systemd asks. */
async function run(
  opened: { welcome: string; close(): Promise<void> },
  watched: Config['watched'],
  isAlive: () => Promise<unknown>,
): Promise<void> {
  const systemd = tellSystemd({ watched, isAlive, onTrouble: (error) => console.error(error) })
  console.log(opened.welcome)
  closeWithGrace({ delay: 10_000, logger: false }, async ({ err }) => {
    if (err) console.error(err)
    await Promise.all([systemd.stopping(), opened.close()])
  })
  await systemd.ready()
}
