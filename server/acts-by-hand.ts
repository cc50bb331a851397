import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Actor } from '#core/domain/commands.ts'
import type { NotedAct } from '#core/domain/events.ts'
import type { NoteAct } from './acts.ts'
import { CannotStart } from './config.ts'
import { FolderHeld, holdFolder } from './journal/hold.ts'
import type { ChainedRecord, Journal, JournalRecord } from './journal/journal.ts'

/**
 * What somebody does with a program at the hub's own machine is written down like everything else, and first:
 *
 *     no hub runs ──▶ the program holds the folder and writes the record itself
 *     a hub runs ───▶ the program lays the act into keeping/by-hand/, the hub writes it down, the program goes on
 *
 * Never two at one journal: whoever holds the folder writes.
 */
const CORNER = join('keeping', 'by-hand')
const LOOK_EVERY_MS = 1_000
/** A hub that hangs, or is of a release that does not look here: then nothing is done. */
const WAIT_AT_MOST_MS = 30_000
const FROM_THE_MACHINE = { role: 'admin', from: 'hub' } as const

/** The programs that may ask a running hub, and what about: anything else laid there is not written down. */
const MAY_ASK: Readonly<Record<string, NotedAct['about']>> = { import: 'catalogue' }

/** Writes an act into a journal no hub has open. */
export async function appendByHand(
  journal: Journal,
  program: string,
  act: NotedAct,
  wall: number,
): Promise<{ at: number }> {
  const { seq } = await journal.head()
  let last: ChainedRecord | undefined
  for await (const line of journal.read(seq)) last = line
  if (!last) throw new CannotStart('The journal is empty: start the hub once, then try again.')
  const at = Math.max(wall, last.record.at)
  const by: Actor = { ...FROM_THE_MACHINE, id: program }
  const event = { type: 'ActNoted', act } as const
  const [boot, command] = [randomUUID(), randomUUID()]
  const record: JournalRecord = { seq: seq + 1, day: last.record.day, at, wallAt: wall, boot, command, by, event }
  await journal.append([record], [])
  return { at }
}

/** Has an act of a program written down, then does it; with no hub running no hub can start in between. */
export async function doneByHand<Value>(
  dataFolder: string,
  parts: { program: string; act: NotedAct; journal: () => Journal; wall: number },
  deed: () => Value,
): Promise<Value> {
  let hold: { release(): void }
  try {
    hold = holdFolder(dataFolder)
  } catch (error) {
    if (!(error instanceof FolderHeld)) throw error
    await askTheHub(dataFolder, parts.program, parts.act)
    return deed()
  }
  try {
    await appendByHand(parts.journal(), parts.program, parts.act, parts.wall)
    return deed()
  } finally {
    hold.release()
  }
}

async function askTheHub(dataFolder: string, program: string, act: NotedAct): Promise<void> {
  const corner = join(dataFolder, CORNER)
  mkdirSync(corner, { recursive: true, mode: 0o700 })
  const file = join(corner, `${program}-${randomUUID()}`)
  writeFileSync(`${file}.part`, JSON.stringify({ program, act }), { mode: 0o600 })
  renameSync(`${file}.part`, `${file}.json`)
  try {
    for (let waited = 0; waited < WAIT_AT_MOST_MS; waited += 100) {
      if (existsSync(`${file}.noted`)) return
      if (existsSync(`${file}.refused`)) break
      await rest(100)
    }
    throw new CannotStart('The running hub did not write it down, so nothing was changed. Stop the hub and try again.')
  } finally {
    for (const end of ['json', 'noted', 'refused']) rmSync(`${file}.${end}`, { force: true })
  }
}

/** The running hub's side: writes down what programs at its machine are about to do. */
export function noteByHand({ dataFolder, note, log }: { dataFolder: string; note: NoteAct; log: Logger }) {
  const corner = join(dataFolder, CORNER)
  let last: Promise<void> = Promise.resolve()
  async function look(): Promise<void> {
    if (!existsSync(corner)) return
    for (const name of readdirSync(corner).filter((one) => one.endsWith('.json'))) {
      const file = join(corner, name.slice(0, -'.json'.length))
      const { program, act } = asked(readFileSync(`${file}.json`, 'utf8'))
      const isKnown = act !== null && MAY_ASK[program] === act.about
      const noted = isKnown ? await note({ ...FROM_THE_MACHINE, id: program, name: '' }, act) : null
      // Whoever asked may have given up by now, and taken the file along.
      if (existsSync(`${file}.json`)) renameSync(`${file}.json`, `${file}.${noted?.ok ? 'noted' : 'refused'}`)
    }
  }
  const timer = setInterval(() => {
    last = last
      .then(look)
      .catch((error: unknown) =>
        log.warn({ err: error }, 'what a program at this machine is about to do was not noted'),
      )
  }, LOOK_EVERY_MS)
  return { stop: () => clearInterval(timer) }
}

function asked(text: string): { program: string; act: NotedAct | null } {
  try {
    const { program, act } = JSON.parse(text) as { program: string; act: NotedAct }
    return { program, act }
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof TypeError)) throw error
    return { program: '', act: null }
  }
}
