import { createHash, randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { Compile } from 'typebox/compile'
import { type CityHall, Standing } from '#core/contract/city.ts'
import { isNewer, stateOf, worstFirst } from '#core/domain/city.ts'
import type { Sqlite } from '../journal/open-database.ts'

/** The halls this hub hears of: who they are, and the last thing each said. */
export interface CityHalls {
  /** The worst first. */
  list(at: number): CityHall[]
  find(id: string, at: number): CityHall | null
  /** Enters a hall, or gives it a new key. The key is told this once. */
  admit(id: string, name: string, at: number): string
  /** It is forgotten with all it said. */
  dismiss(id: string): boolean
  /** Whose key this is. */
  whoHas(key: string): string | null
  /** Takes what a hall says of itself; false: a newer word of it is here already. */
  hear(hall: string, standing: Standing, at: number): boolean
  start(): void
  stop(): void
}

interface Known {
  readonly id: string
  name: string
  keyHash: string
  heardAt: number | null
  standing: Standing | null
}

interface Row {
  readonly id: string
  readonly name: string
  readonly keyHash: string
  readonly heardAt: number | null
  readonly standing: string | null
}

// Words come every ten seconds from every hall: written each time, they would wear the disk out to remember what is stale anyway.
const WRITE_EVERY_MS = 5 * 60_000

/** The last words lie in memory; the table brings them back, old as they are, when the hub starts again. */
export function openCityHalls(database: Sqlite, log: Logger): CityHalls {
  const all = database.prepare<[], Row>(
    'SELECT id, name, key_hash AS keyHash, heard AS heardAt, standing FROM city_hall',
  )
  const put = database.prepare(
    'INSERT INTO city_hall (id, name, key_hash, since) VALUES (?, ?, ?, ?) ' +
      'ON CONFLICT (id) DO UPDATE SET name = excluded.name, key_hash = excluded.key_hash',
  )
  const drop = database.prepare('DELETE FROM city_hall WHERE id = ?')
  const keep = database.prepare('UPDATE city_hall SET heard = ?, standing = ? WHERE id = ?')
  const form = Compile(Standing)
  const halls = new Map<string, Known>(all.all().map((row) => [row.id, { ...row, standing: read(row.standing) }]))
  const byKey = new Map<string, Known>([...halls.values()].map((hall) => [hall.keyHash, hall]))
  const unwritten = new Set<Known>()
  let timer: NodeJS.Timeout | undefined

  /** What an older or newer program kept may not be of this form: then the hall speaks again soon. */
  function read(text: string | null): Standing | null {
    const told: unknown = text === null ? null : JSON.parse(text)
    return form.Check(told) ? told : null
  }

  const writeAll = database.transaction(() => {
    for (const { id, heardAt, standing } of unwritten) keep.run(heardAt, JSON.stringify(standing), id)
  })
  function write(): void {
    try {
      writeAll()
      unwritten.clear()
    } catch (error) {
      // They come again with the next words; a full disk is told elsewhere.
      log.warn({ err: error }, 'the last words of the halls could not be written down')
    }
  }

  const toldOf = ({ id, name, heardAt, standing }: Known, at: number): CityHall => ({
    id,
    name,
    state: stateOf({ heardAt, standing }, at),
    heardAt,
    standing,
  })

  return {
    list: (at) => [...halls.values()].map((hall) => toldOf(hall, at)).sort(worstFirst),
    find(id, at) {
      const hall = halls.get(id)
      return hall ? toldOf(hall, at) : null
    },
    admit(id, name, at) {
      const key = randomBytes(32).toString('base64url')
      const keyHash = hashOf(key)
      put.run(id, name, keyHash, at)
      const hall = halls.get(id) ?? { id, name, keyHash, heardAt: null, standing: null }
      byKey.delete(hall.keyHash)
      Object.assign(hall, { name, keyHash })
      halls.set(id, hall)
      byKey.set(keyHash, hall)
      return key
    },
    dismiss(id) {
      const hall = halls.get(id)
      if (!hall) return false
      drop.run(id)
      halls.delete(id)
      byKey.delete(hall.keyHash)
      unwritten.delete(hall)
      return true
    },
    whoHas: (key) => byKey.get(hashOf(key))?.id ?? null,
    hear(id, standing, at) {
      const hall = halls.get(id)
      if (!hall || !isNewer(standing, hall.standing, at)) return false
      Object.assign(hall, { standing, heardAt: at })
      unwritten.add(hall)
      return true
    },
    start() {
      timer = setInterval(write, WRITE_EVERY_MS)
    },
    stop() {
      clearInterval(timer)
      write()
    },
  }
}

function hashOf(key: string): string {
  return createHash('sha256').update(`luot city\n${key}`).digest('hex')
}
