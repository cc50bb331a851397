import { build } from 'vite'
import { apps, builtApp, builtLibraries } from '../vite.config.ts'

/** Builds the kiosk, the display and the desk into dist/, where the hub serves them from, and the hub's one large library. */
try {
  await Promise.all([...apps.map((app) => build(builtApp(app))), build(builtLibraries())])
  console.log(`built ${apps.join(', ')} into dist/`)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
