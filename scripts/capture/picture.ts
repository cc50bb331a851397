import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Screen } from '../../test/kit/browser.ts'
import { inFewColours } from './palette.ts'

const FOLDER = join(import.meta.dirname, '../../docs/pictures/manual')

/** Keeps what a screen shows now as a picture of the manual. */
export async function picture(screen: Screen, name: string): Promise<void> {
  await screen.settled()
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(join(FOLDER, `${name}.png`), inFewColours(await screen.page.screenshot()))
}
