import { mkdirSync, rmSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { BackupTarget, Proof } from '#core/contract/backups.ts'
import { FILE, freeBytes } from '../journal/open-database.ts'
import { describe, officeIn, programHere, snapshot, unpackCopy, writeCopy } from './copy.ts'
import { figuresAt } from './examine.ts'
import { keptBy } from './names.ts'
import { folderPlace, type Place, sweepParts } from './place.ts'
import { mayGo, type Retention } from './retention.ts'
import { standbyPlace } from './standby-place.ts'
import { type PlaceFault, placeFault } from './targets.ts'
import { CORNER } from './whereabouts.ts'

/** What the hub asks of its copyist: a copy for each of these targets, each proved, and the old ones cleared away. */
export interface Job {
  readonly dataFolder: string
  readonly hub: string
  readonly key: string
  readonly madeAt: number
  readonly retention: Retention
  /** A folder or disk with less room than this gets no copy. */
  readonly leastFree: number
  readonly targets: readonly JobTarget[]
}

export interface JobTarget extends Pick<BackupTarget, 'id' | 'sealed'> {
  readonly at: { readonly folder: string } | { readonly url: string; readonly key: string }
  /** The newest copy there that was proved: it stays. */
  readonly proved: string | null
}

/** What the copyist tells while it works. */
export type Told =
  | { readonly kind: 'doing'; readonly what: 'snapshot' | 'copy' | 'prove'; readonly target: string | null }
  | {
      readonly kind: 'copied'
      readonly target: string
      readonly name: string
      readonly bytes: number
      readonly seq: number
      readonly hash: string
    }
  | { readonly kind: 'proved'; readonly target: string; readonly proof: Proof }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly target: string | null; readonly code: FailCode; readonly why: string }

/** journal-damaged: the running database itself does not stand the reading. */
export type FailCode = 'journal-damaged' | 'copy-failed' | PlaceFault

/**
 * The copyist works in a process of its own, at the lowest priority: the hall never waits for a copy, and a disk that hangs hangs
 * this process alone.
 */
async function copyOut(job: Job, tell: (told: Told) => void): Promise<void> {
  const corner = join(job.dataFolder, CORNER)
  mkdirSync(corner, { recursive: true, mode: 0o700 })
  const staged = join(corner, 'snapshot.db')
  const key = Buffer.from(job.key, 'hex')
  try {
    const targets: JobTarget[] = []
    // Old copies go first: a place that is full gets room by itself once fewer are kept.
    for (const target of job.targets) {
      try {
        if ('folder' in target.at) await sweepParts(target.at.folder)
        await clearUp(placeOf(target), job, target.proved)
        const isFull = 'folder' in target.at && freeBytes(target.at.folder) < job.leastFree
        if (isFull) tell({ kind: 'failed', target: target.id, code: 'target-full', why: 'too little room is left' })
        else targets.push(target)
      } catch (error) {
        tell({ kind: 'failed', target: target.id, ...reasonOf(error) })
      }
    }
    if (targets.length === 0) return
    tell({ kind: 'doing', what: 'snapshot', target: null })
    const examined = snapshot(job.dataFolder, staged)
    const about = { ...job, examined, database: staged, office: officeIn(staged), program: programHere() }
    const copy = await describe(about)
    for (const target of targets) {
      const place = placeOf(target)
      try {
        tell({ kind: 'doing', what: 'copy', target: target.id })
        const { name, bytes } = await writeCopy(place, copy, target.sealed ? key : null)
        tell({ kind: 'copied', target: target.id, name, bytes, ...examined.head })
        tell({ kind: 'doing', what: 'prove', target: target.id })
        const proof = await prove(job.dataFolder, place, name, target.sealed ? key : null, job.madeAt)
        tell({ kind: 'proved', target: target.id, proof })
      } catch (error) {
        tell({ kind: 'failed', target: target.id, ...reasonOf(error) })
      }
    }
  } catch (error) {
    tell({ kind: 'failed', target: null, ...ownTrouble(error) })
  } finally {
    rmSync(staged, { force: true })
  }
}

/**
 * Proves a copy by restoring it: read back from where it lies, opened, unpacked, every file held against its sum, the chain walked,
 * and the hall of its last day replayed and held against the hall the running journal tells of at the same record.
 */
export async function prove(
  dataFolder: string,
  place: Place,
  name: string,
  key: Buffer | null,
  at: number,
): Promise<Proof> {
  const folder = join(dataFolder, CORNER, 'proof')
  const began = performance.now()
  const told = { at, copy: name, seq: 0, hash: '' }
  const took = () => Math.round(performance.now() - began)
  try {
    rmSync(folder, { recursive: true, force: true })
    const { head } = await unpackCopy(place, name, key, folder)
    const why = difference(join(folder, FILE), join(dataFolder, FILE), head)
    return { ...told, ok: why === null, ...head, tookMs: took(), why }
  } catch (error) {
    return { ...told, ok: false, tookMs: took(), why: error instanceof Error ? error.message : String(error) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Where a restored database and the running one differ, as the hall was at the copy's last record; null: nowhere. */
function difference(copied: string, running: string, head: { seq: number; hash: string }): string | null {
  const [copy, live] = [copied, running].map((file) => new Database(file, { readonly: true, timeout: 10_000 }))
  try {
    if (!copy || !live) return 'it cannot be opened'
    const there = live.prepare<[number], { hash: string }>('SELECT hash FROM journal WHERE seq = ?').get(head.seq)
    if (head.seq > 0 && there?.hash !== head.hash) return `record ${head.seq} is another one in the running journal`
    const [was, is] = [figuresAt(copy, head.seq), figuresAt(live, head.seq)]
    if (was && !was.isConserved) return `the figures of ${was.day} do not add up`
    return JSON.stringify(was) === JSON.stringify(is)
      ? null
      : `the hall of ${was?.day} stands otherwise than in the running journal`
  } finally {
    copy?.close()
    live?.close()
  }
}

async function clearUp(place: Place, job: Job, proved: string | null): Promise<void> {
  const kept = (await place.list()).flatMap(({ name }) => keptBy(name) ?? [])
  for (const name of mayGo(kept, job.retention, job.madeAt, proved)) await place.remove(name)
}

function placeOf({ at }: JobTarget): Place {
  return 'folder' in at ? folderPlace(at.folder) : standbyPlace(at)
}

function reasonOf(error: unknown): { code: FailCode; why: string } {
  return { code: placeFault(error) ?? 'copy-failed', why: error instanceof Error ? error.message : String(error) }
}

/** The snapshot itself failed: for want of room here, or because the running database does not stand the reading. */
function ownTrouble(error: unknown): { code: FailCode; why: string } {
  const { code, why } = reasonOf(error)
  return { code: code === 'target-full' ? code : 'journal-damaged', why }
}

if (import.meta.main) {
  try {
    setPriority(constants.priority.PRIORITY_LOW)
  } catch (error) {
    // A shut-in service may not be allowed to step back; the copy is made all the same.
    process.stderr.write(`the copyist keeps its priority: ${(error as Error).message}\n`)
  }
  let isDone = false
  // A hub that died takes its copyist along: the copy is owed, and nothing half is lying around under its name.
  process.on('disconnect', () => process.exit(isDone ? 0 : 1))
  process.once('message', (job: Job) => {
    const tell = (told: Told) => void process.send?.(told)
    copyOut(job, tell).then(
      () => {
        isDone = true
        tell({ kind: 'done' })
      },
      (error: unknown) => {
        process.stderr.write(`${(error as Error).stack}\n`)
        process.exit(1)
      },
    )
  })
}
