import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { freeBytes, type Sqlite } from '../journal/open-database.ts'
import { keptBy } from './names.ts'
import { folderPlace, OtherLength, syncFolder } from './place.ts'
import { mayGo, type Retention } from './retention.ts'

/** Another hub whose copies this one keeps. */
export interface Sender {
  readonly id: string
  readonly name: string
  readonly since: number
  readonly seenAt: number | null
}

/**
 * The copies other hubs send here: sealed, kept, and never opened. Whoever holds a sender's key may add and read back; nobody may
 * change or remove what is there, so a hub that was broken into cannot destroy its copies. This hub clears up by its own rule: a copy
 * counts for the day it came in by this hub's clock, whatever its name says, so that nobody's files stand in for those of other days.
 */
export interface Inbox {
  senders(): Sender[]
  /** Lets another hub in, or gives it a new key. The key is told this once. */
  admit(id: string, name: string, at: number): string
  /** Its copies stay; it may not come in any more. */
  dismiss(id: string): boolean
  /** Whose key this is. */
  whoHas(key: string, at: number): string | null
  list(sender: string): Promise<{ name: string; bytes: number }[]>
  append(sender: string, name: string, at: number, bytes: Buffer): Promise<void>
  part(sender: string, name: string, at: number, bytes: Buffer): Promise<void>
  /** All pieces are there: it gets its name, if it is what was announced. */
  whole(sender: string, name: string, announced: { bytes: number; sha256: string }, at: number): Promise<void>
  read(sender: string, name: string): AsyncIterable<Buffer> | null
}

/** The standby's own disk is full before the hall's journal is. */
export class NoRoom extends Error {
  override name = 'NoRoom'
}

export class NotTaken extends Error {
  override name = 'NotTaken'
}

const LEAST_FREE_BYTES = 512 * 1024 * 1024
const KEEP: Retention = { keepDays: 14, keepWeeks: 8, keepMonths: 12 }

export function openInbox(database: Sqlite, dataFolder: string): Inbox {
  const all = database.prepare<[], Sender>('SELECT id, name, since, seen AS seenAt FROM keeping_sender ORDER BY id')
  const put = database.prepare(
    'INSERT INTO keeping_sender (id, name, key_hash, since) VALUES (?, ?, ?, ?) ' +
      'ON CONFLICT (id) DO UPDATE SET name = excluded.name, key_hash = excluded.key_hash',
  )
  const drop = database.prepare('DELETE FROM keeping_sender WHERE id = ?')
  const find = database.prepare<[string], { id: string; seen: number | null }>(
    'SELECT id, seen FROM keeping_sender WHERE key_hash = ?',
  )
  const see = database.prepare('UPDATE keeping_sender SET seen = ? WHERE id = ?')
  // Not the file's own time: a folder that was carried to another disk would have come in all at once.
  const arrive = database.prepare('INSERT OR REPLACE INTO keeping_arrival (sender, name, at) VALUES (?, ?, ?)')
  const arrived = database.prepare<[string], { name: string; at: number }>(
    'SELECT name, at FROM keeping_arrival WHERE sender = ?',
  )
  const forget = database.prepare('DELETE FROM keeping_arrival WHERE sender = ? AND name = ?')
  const folderOf = (sender: string) => join(dataFolder, 'inbox', sender)
  const partOf = (sender: string, name: string) => join(folderOf(sender), `.part-${name}`)

  async function room(sender: string): Promise<void> {
    await mkdir(folderOf(sender), { recursive: true, mode: 0o700 })
    if (freeBytes(dataFolder) < LEAST_FREE_BYTES) throw new NoRoom('less than 512 MB are free')
  }

  async function clearUp(sender: string, at: number): Promise<void> {
    const cameIn = new Map(arrived.all(sender).map((one) => [one.name, one.at]))
    const kept = (await readdir(folderOf(sender))).flatMap((name) => {
      const one = keptBy(name)
      // What lay here before this hub's own book began counts for the day it is dated.
      return one?.kind === 'copy' ? { ...one, madeAt: cameIn.get(name) ?? one.madeAt } : (one ?? [])
    })
    for (const old of mayGo(kept, KEEP, at, null)) {
      await rm(join(folderOf(sender), old), { force: true })
      forget.run(sender, old)
    }
  }

  return {
    senders: () => all.all(),
    admit(id, name, at) {
      const key = randomBytes(32).toString('base64url')
      put.run(id, name, hashOf(key), at)
      return key
    },
    dismiss: (id) => drop.run(id).changes > 0,
    whoHas(key, at) {
      const sender = find.get(hashOf(key))
      if (!sender) return null
      // Once a minute is enough to see that it is there.
      if (sender.seen === null || at - sender.seen > 60_000) see.run(at, sender.id)
      return sender.id
    },
    async list(sender) {
      if (!existsSync(folderOf(sender))) return []
      return [...(await folderPlace(folderOf(sender)).list())]
    },
    async append(sender, name, at, bytes) {
      if (keptBy(name)?.kind !== 'tail') throw new NotTaken(`${name} does not grow`)
      await room(sender)
      await folderPlace(folderOf(sender)).append(name, at, bytes)
    },
    async part(sender, name, at, bytes) {
      if (existsSync(join(folderOf(sender), name))) throw new NotTaken(`${name} is there already`)
      await room(sender)
      const file = await open(partOf(sender, name), at === 0 ? 'w' : 'r+', 0o600)
      try {
        const { size } = await file.stat()
        if (size !== at) throw new OtherLength(`${name} is ${size} bytes long, not ${at}`)
        await file.write(bytes, 0, bytes.length, at)
      } finally {
        await file.close()
      }
    },
    async whole(sender, name, announced, at) {
      const part = partOf(sender, name)
      if (existsSync(join(folderOf(sender), name))) throw new NotTaken(`${name} is there already`)
      if (!existsSync(part) || (await stat(part)).size !== announced.bytes)
        throw new OtherLength(`${name} is not ${announced.bytes} bytes long`)
      const sum = createHash('sha256')
      for await (const piece of createReadStream(part)) sum.update(piece as Buffer)
      if (sum.digest('hex') !== announced.sha256) {
        await rm(part, { force: true })
        throw new NotTaken(`${name} is not what was sent`)
      }
      const file = await open(part, 'r+')
      await file.sync()
      await file.close()
      arrive.run(sender, name, at)
      await rename(part, join(folderOf(sender), name))
      await syncFolder(folderOf(sender))
      await clearUp(sender, at)
    },
    read(sender, name) {
      const file = join(folderOf(sender), name)
      return existsSync(file) ? (createReadStream(file) as AsyncIterable<Buffer>) : null
    },
  }
}

function hashOf(key: string): string {
  return createHash('sha256').update(`luot sender\n${key}`).digest('hex')
}
