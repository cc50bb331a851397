import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Event } from '#core/domain/events.ts'
import type { JournalRecord } from '#server/journal/journal.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { demoHall } from '#server/settings/demo-office.ts'
import type { Hall } from '#server/settings/hall.ts'
import { settingsStore } from '#server/settings/store.ts'
import { furnishWithoutLimits } from './hub.ts'

/** A data folder whose only printer is an ESC/POS printer behind that port of this machine, at an agent if one is named. */
export async function furnishWithPrinter(folder: string, port: number, at?: string): Promise<Hall> {
  await furnishWithoutLimits(folder)
  const settings = { host: '127.0.0.1', port, mmPerSecond: 400, cutMs: 60, answerMs: 500, troubledPollMs: 500 }
  const printer = { id: 'may-in-1', name: 'Máy in', driver: 'escpos-tcp', settings, dots: 576 as const }
  const hall: Hall = {
    ...demoHall,
    devices: [{ ...printer, ...(at !== undefined && { at }) }],
    agents: at === undefined ? [] : [{ id: at, name: 'Ki-ốt' }],
  }
  const database = openDatabase(folder)
  settingsStore(database).write('hall', hall, 'test', Date.now())
  database.close()
  return hall
}

/** Takes a number over HTTP, and gives its ticket's id. */
export async function takeNumber(url: string, service = 'chung-thuc'): Promise<string> {
  const ticket = randomUUID()
  const answer = await fetch(`${url}/api/issue-ticket`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ ticket, service, class: 'ordinary' }),
  })
  if (answer.status !== 200) throw new Error(`no number: ${answer.status} ${await answer.text()}`)
  return ticket
}

/** Everything the journal of a folder holds, read beside a hub that writes: without its checks, which would meet it half written. */
export function eventsIn(folder: string): Event[] {
  const database = new Database(join(folder, 'luot.db'), { readonly: true })
  const texts = database.prepare<[], string>('SELECT text FROM journal ORDER BY seq').pluck().all()
  database.close()
  return texts.map((text) => (JSON.parse(text) as JournalRecord).event)
}

/** What the journal says of a ticket's slips, in order: `issued`, `copy`, `printed`, `unconfirmed`, or the fault. */
export function slipStory(folder: string, ticket: string): string[] {
  return eventsIn(folder).flatMap((event) => {
    if (!('ticket' in event) || event.ticket !== ticket) return []
    if (event.type === 'TicketIssued') return ['issued']
    if (event.type === 'SlipCopyOrdered') return ['copy']
    if (event.type === 'SlipPrinted') return [event.confirmed ? 'printed' : 'unconfirmed']
    return event.type === 'SlipFailed' ? [event.fault] : []
  })
}

/** Looks again and again until it is so; what is not so after half a minute is named. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let left = 3_000; !(await isSo()); left--) {
    if (left === 0) throw new Error(`it never came to this: ${isSo}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
