import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The key by which a hub knows this screen again: its browser forgets everything at every start, its machine does not.
 *
 * Made once, and never shown to anybody but the hub. The administrator approves the screen by the code it shows; from then on
 * the hub gives the way in to whoever has the key.
 */
function machineKey(folder: string): string {
  const file = join(folder, 'key')
  const kept = readKey(file)
  if (kept !== null) return kept
  const key = freshKey()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Whole or not at all, on the card before it is used: a power cut must not leave half a key.
  writeSynced(`${file}.new`, key)
  renameSync(`${file}.new`, file)
  syncFolder(dirname(file))
  return key
}

/** A card that cannot be read or written must not leave the hall a dark screen: then the key lives as long as this program. */
export function keptOrFreshKey(folder: string | undefined, say: (sentence: string) => void): string {
  try {
    if (folder !== undefined) return machineKey(folder)
  } catch (error) {
    say(`the key of this screen cannot be kept in ${folder}: ${(error as Error).message}`)
  }
  return freshKey()
}

const freshKey = () => randomBytes(32).toString('base64url')

function readKey(file: string): string | null {
  try {
    const text = readFileSync(file, 'utf8').trim()
    return /^[A-Za-z0-9_-]{43}$/.test(text) ? text : null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function writeSynced(file: string, text: string): void {
  const open = openSync(file, 'w', 0o600)
  writeSync(open, text)
  fsyncSync(open)
  closeSync(open)
}

function syncFolder(folder: string): void {
  const open = openSync(folder, 'r')
  fsyncSync(open)
  closeSync(open)
}

/** Asks the hub for the way in of the next browser; the page's own address where it needs none or cannot be given one. */
export async function wayIn(page: URL, key: string): Promise<string> {
  const answer = await fetch(new URL('/api/screen/pass', page), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ machine: key }),
    signal: AbortSignal.timeout(3_000),
  })
  const { pass } = answer.ok ? ((await answer.json()) as { pass?: unknown }) : {}
  if (typeof pass !== 'string') return page.href
  const door = new URL('/enter', page)
  door.searchParams.set('pass', pass)
  door.searchParams.set('to', `${page.pathname}${page.search}`)
  return door.href
}
