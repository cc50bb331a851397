import { fork } from 'node:child_process'
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Backups, BackupsTold, BackupTarget, Proof, RecoveryKey, TargetTold } from '#core/contract/backups.ts'
import type { Queue } from '#core/domain/queue.ts'
import { dayAfter } from '#core/domain/service-day.ts'
import { faultEntry } from '../faults.ts'
import type { Journal } from '../journal/journal.ts'
import { FILE, freeBytes } from '../journal/open-database.ts'
import type { Job, JobTarget, Told } from './copyist.ts'
import type { Inbox } from './inbox.ts'
import type { KeepingKeys } from './keys.ts'
import { NOTHING_KNOWN, type TargetNotes } from './notes.ts'
import { isOwed, isRush, lastDueAt, nextDueAt } from './schedule.ts'
import { openTail, type Tail } from './tail.ts'
import { type Found, findTarget, placeFault } from './targets.ts'
import { CORNER, noteWhereabouts } from './whereabouts.ts'

const LOOK_EVERY_MS = 2_000
/** After a copy that failed: a disk that is broken is not worn out by trying. */
const TRY_AGAIN_MS = 10 * 60_000
const LATE_MS = 26 * 3_600_000
const MB = 1024 * 1024
const STOP_WITHIN_MS = 4_000

/** Keeps copies of everything in other places, proves them, and says how they stand. */
export interface Keeper {
  start(): void
  /** Other settings hold: look at the places as if for the first time. */
  settingsChanged(): void
  told(): Promise<BackupsTold>
  /** The last record a place knows of; null: not since this start. */
  tailSeq(target: string): number | null
  /** The codes of what is wrong with the copies now. */
  faults(): Promise<string[]>
  /** Makes a copy now, at one target or at all; false: one is being made, or there is no such place. */
  copyNow(target: string | null): boolean
  /** The recovery key on paper's terms; null: it was shown before, and a new one was not asked for. */
  showKey(fresh: boolean): RecoveryKey | null
  /** The disk that is there now is the one to go on with. */
  goOnWith(target: string): boolean
  setTargetKey(target: string, key: string): boolean
  /** Tells what is new once more, and lets go of everything. */
  stop(): Promise<void>
}

/** How a target stood when it was last looked at. */
interface Standing {
  found: Found | null
  tail: Tail | null
  told: { seq: number; at: number } | null
  faults: Set<string>
  /** Why the running journal could not be told there. */
  tailFault: string | null
  isBusy: boolean
  triedAt: number | null
}

export function openKeeper(parts: {
  dataFolder: string
  journal: Journal
  settings: () => Backups
  keys: KeepingKeys
  notes: TargetNotes
  inbox: Inbox
  queue: () => Queue
  now: () => number
  log: Logger
}): Keeper {
  const { dataFolder, journal, keys, notes, log } = parts
  const standings = new Map<string, Standing>()
  let running: { sinceAt: number; doing: string; stop: () => void; ended: Promise<void> } | null = null
  let timer: NodeJS.Timeout | undefined
  let damage: string | null = null

  const standingOf = (id: string): Standing => {
    const known = standings.get(id)
    if (known) return known
    const fresh: Standing = {
      found: null,
      tail: null,
      told: null,
      faults: new Set(),
      tailFault: null,
      isBusy: false,
      triedAt: null,
    }
    standings.set(id, fresh)
    return fresh
  }
  const targetNow = (id: string) => parts.settings().targets.find((one) => one.id === id)

  async function look(): Promise<void> {
    const { targets } = parts.settings()
    noteWhereabouts(dataFolder, { hub: keys.hub, key: keys.recovery().toString('hex'), targets: [...targets] })
    for (const target of targets) {
      const standing = standingOf(target.id)
      // A disk that hangs keeps its own turn waiting, and nobody else's.
      if (!standing.isBusy) void lookAt(target, standing)
    }
    const owed = targets.filter((target) => isReady(target) && owes(target))
    if (owed.length > 0 && !isRush(parts.queue())) startCopies(owed)
  }

  async function lookAt(target: BackupTarget, standing: Standing): Promise<void> {
    standing.isBusy = true
    let reached: Found | null = null
    try {
      // Its id may have been given to another place since.
      if (notes.of(target.id).where !== target.where) notes.note(target.id, { ...NOTHING_KNOWN, where: target.where })
      const { isKnown } = notes.of(target.id)
      const found = await findTarget(target, { hub: keys.hub, isKnown, keyOf: keys.ofTarget })
      if (found.kind === 'away') {
        // A disk that is plugged in again gets what is owed at once.
        Object.assign(standing, { found, tail: null, faults: new Set([found.why]), tailFault: null, triedAt: null })
        return
      }
      reached = found
      const { tailEverySeconds, keepMonths, keepDays, keepWeeks } = parts.settings()
      if (
        standing.told === null ||
        standing.tail === null ||
        parts.now() - standing.told.at >= tailEverySeconds * 1_000
      ) {
        standing.tail ??= openTail(journal, found.place, target.sealed ? keys.recovery() : null)
        const seq = await standing.tail.write()
        const { day } = parts.queue()
        if (day !== null)
          await standing.tail.writeDays(dayAfter(day, -Math.max(keepDays, keepWeeks * 7, keepMonths * 31)))
        standing.told = { seq: seq ?? 0, at: parts.now() }
      }
      Object.assign(standing, { found, tailFault: null })
      for (const code of ['target-away', 'target-another', 'target-no-key', 'target-read-only'])
        standing.faults.delete(code)
      if (!isKnown) notes.note(target.id, { isKnown: true })
    } catch (error) {
      const code = placeFault(error)
      // A place that is full is there all the same: the next copy clears up what may go.
      if (code === 'target-full' && reached) Object.assign(standing, { found: reached, tail: null, tailFault: code })
      else {
        const why = code === 'target-read-only' ? code : 'target-away'
        Object.assign(standing, { found: { kind: 'away', why }, tail: null, faults: new Set([why]), tailFault: null })
      }
      log.warn({ target: target.id, why: (error as Error).message }, 'a place for copies does not answer')
    } finally {
      standing.isBusy = false
    }
  }

  function isReady({ id }: BackupTarget): boolean {
    const { found, triedAt } = standingOf(id)
    return found?.kind === 'there' && (triedAt === null || parts.now() - triedAt >= TRY_AGAIN_MS)
  }

  function owes({ id }: BackupTarget): boolean {
    const { lastCopy } = notes.of(id)
    return isOwed(lastCopy?.at ?? null, lastDueAt(parts.queue().office, parts.settings().dailyAt, parts.now()))
  }

  function startCopies(wanted: readonly BackupTarget[]): boolean {
    if (running !== null) return false
    const { targets: _, dailyAt: __, tailEverySeconds: ___, leastFreeMb, ...retention } = parts.settings()
    const size = statSync(join(dataFolder, FILE)).size
    const targets: JobTarget[] = []
    for (const target of wanted) {
      const standing = standingOf(target.id)
      standing.triedAt = parts.now()
      if (standing.found?.kind !== 'there') continue
      const { folder } = standing.found
      // A snapshot and its trial need as much room here again. The room there is looked at by the copyist, once it has cleared up.
      if (freeBytes(dataFolder) < 2 * size + 64 * MB) {
        standing.faults.add('target-full')
        continue
      }
      const at = folder === null ? { url: target.where, key: keys.ofTarget(target.id) ?? '' } : { folder }
      targets.push({ id: target.id, sealed: target.sealed, at, proved: provedAt(target.id) })
    }
    if (targets.length === 0) return false
    const key = keys.recovery().toString('hex')
    const leastFree = leastFreeMb * MB
    run({ dataFolder, hub: keys.hub, key, madeAt: parts.now(), retention, leastFree, targets })
    return true
  }

  function run(job: Job): void {
    const child = fork(join(import.meta.dirname, 'copyist.ts'), {
      execArgv: process.execArgv,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2_000)
    })
    child.on('message', (told: Told) => {
      if (told.kind === 'done') child.disconnect()
      else heard(told, job)
    })
    const ended = new Promise<void>((resolve) => {
      child.on('error', (error) => {
        said += error.message
        resolve()
      })
      child.on('exit', (code) => {
        running = null
        if (code !== 0) {
          for (const { id } of job.targets) standingOf(id).faults.add('copy-failed')
          log.warn({ code, said }, 'the copyist ended before its time')
        }
        resolve()
      })
    })
    running = { sinceAt: parts.now(), doing: 'snapshot', stop: () => void child.kill('SIGKILL'), ended }
    child.send(job)
  }

  function heard(told: Exclude<Told, { kind: 'done' }>, job: Job): void {
    switch (told.kind) {
      case 'doing':
        if (running) running.doing = told.target === null ? told.what : `${told.what} ${told.target}`
        return
      case 'copied': {
        const { name, bytes, seq, hash } = told
        notes.note(told.target, { lastCopy: { name, at: job.madeAt, seq, hash, bytes } })
        for (const code of ['copy-failed', 'target-full', 'target-file-limit'])
          standingOf(told.target).faults.delete(code)
        damage = null
        return
      }
      case 'proved':
        notes.note(told.target, { proof: told.proof })
        if (!told.proof.ok)
          log.error({ target: told.target, why: told.proof.why }, 'a copy could not be restored in the trial')
        return
      case 'failed':
        log.warn({ target: told.target, why: told.why }, 'a copy could not be made')
        if (told.code === 'journal-damaged') damage = told.why
        for (const { id } of told.target === null ? job.targets : [{ id: told.target }]) {
          standingOf(id).faults.add(told.code === 'journal-damaged' ? 'copy-failed' : told.code)
        }
        return
      default:
        told satisfies never
    }
  }

  function provedAt(id: string): string | null {
    const { proof } = notes.of(id)
    return proof?.ok ? proof.copy : null
  }

  function codesOf(target: BackupTarget): string[] {
    const { faults, tailFault } = standingOf(target.id)
    const { lastCopy, proof } = notes.of(target.id)
    const codes = new Set(tailFault === null ? faults : [...faults, tailFault])
    if (proof?.ok === false) codes.add('copy-unproven')
    if (lastCopy !== null && parts.now() - lastCopy.at > LATE_MS) codes.add('copy-late')
    return [...codes]
  }

  function toldOf(target: BackupTarget): TargetTold {
    const { id, name, kind, where, sealed } = target
    const { found, told } = standingOf(id)
    const { lastCopy, proof } = notes.of(id)
    const faults = codesOf(target).map((code) => {
      const { sentence, help } = faultEntry(code)
      return { code, sentence, whatToDo: help }
    })
    return {
      id,
      name,
      kind,
      where,
      sealed,
      isThere: found?.kind === 'there',
      lastCopy,
      proof,
      tail: told,
      isOwed: owes(target),
      faults,
    }
  }

  return {
    start() {
      // A copyist that was cut off leaves its snapshot: the data of then, which may have been erased since.
      for (const name of ['snapshot.db', 'proof'])
        rmSync(join(dataFolder, CORNER, name), { recursive: true, force: true })
      void look()
      timer = setInterval(() => void look(), LOOK_EVERY_MS)
    },
    settingsChanged() {
      standings.clear()
      if (timer !== undefined) void look()
    },
    async told() {
      const { targets, dailyAt } = parts.settings()
      const { restored, office } = parts.queue()
      return {
        hub: keys.hub,
        targets: targets.map(toldOf),
        running: running && { sinceAt: running.sinceAt, doing: running.doing },
        nextAt: targets.length === 0 ? null : nextDueAt(office, dailyAt, parts.now()),
        key: { id: keys.recoveryId(), shownAt: keys.shownAt() },
        senders: parts.inbox.senders(),
        restored,
        drill: drillIn(dataFolder),
      }
    },
    tailSeq: (id) => standings.get(id)?.told?.seq ?? null,
    async faults() {
      const { targets } = parts.settings()
      const codes = new Set(targets.flatMap(codesOf))
      if (targets.length === 0 && (await journal.days()).length > 1) codes.add('copies-nowhere')
      if (targets.some(({ sealed }) => sealed) && keys.shownAt() === null) codes.add('recovery-key-unseen')
      if (parts.queue().restored !== null) codes.add('went-on-from-a-copy')
      if (damage !== null) codes.add('journal-damaged')
      return [...codes]
    },
    copyNow(target) {
      const wanted = parts.settings().targets.filter(({ id }) => target === null || id === target)
      return wanted.length > 0 && startCopies(wanted)
    },
    showKey(fresh) {
      if (keys.shownAt() !== null) {
        if (!fresh) return null
        keys.renew()
        // What is sealed from here on needs the new sheet.
        for (const standing of standings.values()) standing.tail = null
      }
      return { key: keys.show(parts.now()), id: keys.recoveryId(), hub: keys.hub, office: parts.queue().office.name }
    },
    goOnWith(id) {
      if (!targetNow(id)) return false
      notes.note(id, NOTHING_KNOWN)
      standings.delete(id)
      void look()
      return true
    },
    setTargetKey(id, key) {
      if (targetNow(id)?.kind !== 'hub') return false
      keys.setOfTarget(id, key)
      standings.delete(id)
      void look()
      return true
    },
    async stop() {
      clearInterval(timer)
      running?.stop()
      const last = [...standings.values()].map(async ({ tail, isBusy }) => {
        // A place that fails now is told at the next start; the hub itself stops.
        if (!isBusy)
          await tail?.write().catch((error: unknown) => log.warn({ err: error }, 'the last records were not copied'))
      })
      let limit: NodeJS.Timeout | undefined
      const enough = new Promise((resolve) => {
        limit = setTimeout(resolve, STOP_WITHIN_MS)
      })
      await Promise.race([Promise.all([...last, running?.ended]), enough])
      clearTimeout(limit)
    },
  }
}

/** What the last drill found, as `npm run restore -- --drill` noted it. */
function drillIn(dataFolder: string): Proof | null {
  const file = join(dataFolder, CORNER, 'drill.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Proof) : null
}
