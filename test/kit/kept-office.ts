import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import type { Backups, BackupsTold } from '#core/contract/backups.ts'
import type { Staffer, TestHub } from './hub.ts'

export const A_FOLDER: Backups['targets'][number] = { id: 'kho', name: 'Tủ', kind: 'folder', where: '', sealed: false }

/** Names the places copies go to, as the administrator does on the page. */
export async function keepAt(
  hall: TestHub,
  admin: Staffer,
  targets: Backups['targets'],
  more: Partial<Backups> = {},
): Promise<void> {
  const { version, body } = (await hall.get('/api/settings/backups', { cookie: admin.cookie })).body
  const asked = {
    version,
    body: { ...body, leastFreeMb: 64, tailEverySeconds: 5, ...more, targets },
    from: null,
    why: 'thử',
  }
  const reply = await hall.post('/api/settings/backups', asked, { method: 'PUT', cookie: admin.cookie })
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
}

/** Waits until the copies stand as wished; fails with how they stand. */
export async function until(hall: TestHub, admin: Staffer, wish: (told: BackupsTold) => boolean): Promise<BackupsTold> {
  for (let tries = 0; tries < 300; tries++) {
    const told = (await hall.get('/api/backups', { cookie: admin.cookie })).body as BackupsTold
    if (wish(told)) return told
    await rest(100)
  }
  throw new Error(`not as wished: ${JSON.stringify((await hall.get('/api/backups', { cookie: admin.cookie })).body)}`)
}

export const isProved = (told: BackupsTold) => told.running === null && told.targets.every(({ proof }) => proof?.ok)

export function emptyFolder(what: string): string {
  return mkdtempSync(join(tmpdir(), `luot-${what}-`))
}

/** The folder inside a place that is this hub's own. */
export function ownFolder(place: string): string {
  const name = readdirSync(place).find((one) => one.startsWith('luot-'))
  if (name === undefined || !existsSync(join(place, name))) throw new Error(`nothing of ours in ${place}`)
  return join(place, name)
}

/** Presses "Copy now" as soon as the places are there, and waits until every copy is proved. */
export async function copyNow(hall: TestHub, admin: Staffer): Promise<BackupsTold> {
  await until(hall, admin, ({ targets, running }) => running === null && targets.every(({ isThere }) => isThere))
  const before = Date.now()
  const reply = await hall.post('/api/backups/copies', { target: null }, { cookie: admin.cookie })
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
  const isNew = ({ targets }: BackupsTold) =>
    targets.every(({ proof }) => proof !== null && proof.at >= before - 60_000)
  return until(hall, admin, (told) => isProved(told) && isNew(told))
}
