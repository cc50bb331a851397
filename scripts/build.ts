import { existsSync } from 'node:fs'
import { build } from 'vite'
import { apps, builtApp } from '../vite.config.ts'

/** Builds the kiosk, the display and the desk into dist/, where the hub serves them from. */
const ready = apps.filter((app) => existsSync(new URL(`../${app}/index.html`, import.meta.url)))
await Promise.all(ready.map((app) => build(builtApp(app))))
console.log(`built ${ready.join(', ')}`)
