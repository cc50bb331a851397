import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '../setup.cjs'
import { must } from './kernel.ts'

/** Compiles onoff's native part with the project's own `npm run gpio`, where it does not load yet. */
export function compileOnoff(): void {
  try {
    createRequire(join(root, 'package.json'))('epoll')
  } catch {
    must(process.execPath, [join(root, 'scripts/gpio.ts')], { cwd: root })
  }
}
