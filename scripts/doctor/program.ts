import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Config } from '#server/config.ts'
import { loadFaces } from '#server/paper/font.ts'
import { espeakVersion } from '#server/speech/espeak.ts'
import { type Finding, fault, note, ok } from './finding.ts'

const OLDEST_NODE = [22, 19] as const

export function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isNew = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
  if (isNew) return ok('node', `Node ${process.versions.node}`)
  return fault(
    'node',
    `Node ${process.versions.node} is too old`,
    'Start Lượt with npm start: it brings a right Node along.',
  )
}

export async function voice(config: Config): Promise<Finding> {
  const espeak = await espeakVersion()
  if ('version' in espeak) return ok('voice', `espeak-ng ${espeak.version}`)
  if (existsSync(join(config.dataFolder, 'clips'))) return ok('voice', 'recorded clips of the office')
  return note(
    'voice',
    'calls are shown and not spoken',
    `${espeak.detail}, or put recorded clips into ${config.dataFolder}/clips.`,
  )
}

export function fonts(): Finding {
  try {
    return ok('fonts', `${loadFaces()[500].family} for the slips`)
  } catch (cause) {
    return fault('fonts', `slips cannot be set (${(cause as Error).message})`, 'Install the packages again: npm ci')
  }
}

export function screens({ appsFolder }: Config): Finding {
  const missing = ['kiosk', 'display', 'desk'].filter((app) => !existsSync(join(appsFolder, app, 'index.html')))
  if (missing.length === 0) return ok('screens', 'built')
  return note('screens', `not built: ${missing.join(', ')}`, 'npm start builds them, or type: npm run build')
}

export function browser(): Finding {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const found = ['chromium', 'chromium-browser', 'google-chrome'].find((name) =>
    folders.some((folder) => existsSync(join(folder, name))),
  )
  if (found) return ok('browser', found)
  return note(
    'browser',
    'no Chromium here',
    'Only a machine that shows screens itself, or runs the tests, needs one: apt install chromium',
  )
}
