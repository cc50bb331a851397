import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Proof } from '#core/contract/backups.ts'
import { type Config, readConfig } from '#server/config.ts'
import { openHub } from '#server/hub.ts'
import { FILE, openDatabase } from '#server/journal/open-database.ts'
import { officeIn } from '#server/keeping/copy.ts'
import { examine, figuresAt } from '#server/keeping/examine.ts'
import { type FoundCopy, NOTE, restoreInto, type Source } from '#server/keeping/restore.ts'
import { CORNER } from '#server/keeping/whereabouts.ts'
import type { Hall } from '#server/settings/hall.ts'
import { settingsStore } from '#server/settings/store.ts'
import { certificate } from './words.ts'

/**
 * The drill: the newest copy is restored into a folder of its own, a hub is started on it that nobody else can reach, what it shows is
 * compared, and everything is taken away again. It issues nothing, opens no device and writes to no place of copies.
 */
export async function drill(parts: {
  copies: readonly FoundCopy[]
  sources: readonly Source[]
  dataFolder: string
}): Promise<{ proof: Proof; text: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'luot-drill-'))
  const data = join(folder, 'data')
  const steps: { what: string; ms: number }[] = []
  const began = performance.now()
  const at = Date.now()
  const step = async <Value>(what: string, work: () => Value | Promise<Value>): Promise<Value> => {
    const from = performance.now()
    const value = await work()
    steps.push({ what, ms: performance.now() - from })
    return value
  }
  let proof: Proof = { at, ok: false, copy: parts.copies[0]?.name ?? '–', seq: 0, hash: '', tookMs: 0, why: null }
  let office = '–'
  try {
    const restored = await step('khôi phục · restored', () =>
      restoreInto(data, { ...parts, death: null, how: 'by-hand' }),
    )
    if (restored === null) throw new Error('không bản sao nào còn nguyên · no copy is whole')
    const { head } = await step('đọc hết chuỗi · every page and link read', () => examine(join(data, FILE)))
    proof = { ...proof, copy: restored.from.name, ...head }
    office = officeIn(join(data, FILE))
    await step('so với nhật ký · held against the journal', () =>
      compare(join(data, FILE), join(parts.dataFolder, FILE), head),
    )
    silence(data)
    await step('máy chủ thử đã chạy · a hub ran on it', () => tryHub(data, head.seq))
    proof = { ...proof, ok: true }
  } catch (error) {
    proof = { ...proof, why: error instanceof Error ? error.message : String(error) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  proof = { ...proof, tookMs: Math.round(performance.now() - began) }
  noteFor(parts.dataFolder, proof)
  return { proof, text: certificate(proof, office, steps) }
}

/** Where the hub's own data is at hand, it must tell the same of that record and of the hall at it. */
function compare(restored: string, running: string, head: { seq: number; hash: string }): void {
  const copy = new Database(restored, { readonly: true })
  const live = existsSync(running) ? new Database(running, { readonly: true, timeout: 10_000 }) : null
  try {
    const was = figuresAt(copy, head.seq)
    if (was?.isConserved === false) throw new Error(`the figures of ${was.day} do not add up`)
    if (live === null) return
    const there = live.prepare<[number], { hash: string }>('SELECT hash FROM journal WHERE seq = ?').get(head.seq)
    if (head.seq > 0 && there?.hash !== head.hash)
      throw new Error(`record ${head.seq} is another one in the running journal`)
    if (JSON.stringify(was) !== JSON.stringify(figuresAt(live, head.seq)))
      throw new Error('the hall stands otherwise than in the running journal')
  } finally {
    copy.close()
    live?.close()
  }
}

/** A hall without devices: the trial must not print yesterday's slips on today's printer. Nor does it tell of a restore. */
function silence(folder: string): void {
  const database = openDatabase(folder)
  const settings = settingsStore(database)
  const hall = settings.read<Hall>('hall')
  if (hall) {
    const kiosks = hall.kiosks.map((kiosk) => ({ ...kiosk, printer: null }))
    settings.write('hall', { ...hall, devices: [], agents: [], kiosks }, 'drill', Date.now())
  }
  database.close()
  rmSync(join(folder, NOTE), { force: true })
}

async function tryHub(folder: string, seq: number): Promise<void> {
  const plain = readConfig({ LUOT_PORT: '0', LUOT_DATA: folder, LUOT_LOG: 'silent' })
  const config: Config = { ...plain, isTrial: true, autoRestore: false }
  const hub = await openHub(config)
  try {
    const answer = await fetch(`${hub.url}/healthz`)
    const health = (await answer.json()) as { seq?: number }
    if (!answer.ok || (health.seq ?? 0) < seq)
      throw new Error(`the hub on the copy answers ${answer.status} at record ${health.seq}`)
    const page = await fetch(`${hub.url}/api/services`)
    if (page.status >= 500) throw new Error(`the hub on the copy answers ${page.status} when asked for its services`)
  } finally {
    await hub.close()
  }
}

/** For the page of copies, where there is a hub whose page it is. */
function noteFor(dataFolder: string, proof: Proof): void {
  if (!existsSync(join(dataFolder, FILE))) return
  const corner = join(dataFolder, CORNER)
  mkdirSync(corner, { recursive: true, mode: 0o700 })
  writeFileSync(join(corner, 'drill.json'), `${JSON.stringify(proof)}\n`)
}
