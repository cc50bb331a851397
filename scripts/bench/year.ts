import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Order } from '#core/domain/commands.ts'
import { decide } from '#core/domain/decide.ts'
import { evolve } from '#core/domain/evolve.ts'
import { emptyQueue, type Queue } from '#core/domain/queue.ts'
import { GENESIS, link } from '#server/journal/chain.ts'
import type { Head, JournalRecord } from '#server/journal/journal.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { sqliteJournal } from '#server/journal/sqlite.ts'
import { demoOffice } from '#server/settings/demo-office.ts'

/**
 * Writes a year of a big ward, citizens' answers included, into a hub's data folder with the rules themselves, then reads all of it back: every hash
 * verified, every record folded. Tells what it took as JSON.
 *
 *     node scripts/bench/year.ts DATA_FOLDER DAYS TICKETS_A_DAY
 */
const [folder = '', days = '250', ticketsADay = '1200'] = process.argv.slice(2)
const HOUR = 3_600_000
// Of ten who were served so many answer, one of them by the slip's link; of ten answers one is low, and half of those say why.
const ANSWERS_OF_TEN = 4
// The last of these days is yesterday: the hub that opens the folder afterwards turns one day, as on any morning.
const FIRST_DAY = Math.floor(Date.now() / (24 * HOUR)) * 24 * HOUR - Number(days) * 24 * HOUR + HOUR / 2
const by = { role: 'hub', id: 'bench' } as const
const boot = randomUUID()

const database = openDatabase(folder)
const journal = sqliteJournal(database)

let queue: Queue = emptyQueue(demoOffice)
let day: JournalRecord[] = []
let leaving = 0
let answers = 0
const served: { ticket: string; counter: string }[] = []
let at = FIRST_DAY

function order(one: Order): void {
  const command = randomUUID()
  const decision = decide({ id: command, at, by, order: one }, queue)
  if (!decision.ok) throw new Error(`${one.type} was refused: ${decision.why}`)
  for (const event of decision.value) {
    const seq = queue.seq + 1
    queue = evolve(queue, { seq, at, event })
    day.push({ seq, day: queue.day ?? '', at, wallAt: at, boot, command, by, event })
    if (event.type === 'TicketRated') answers++
    if (event.type === 'ServiceFinished') served.push({ ticket: event.ticket, counter: event.counter })
  }
}

/** People answer as they leave: a fixed pattern, spread over counters and hours. */
function answerOnesWhoLeft(): void {
  for (const { ticket, counter } of served.splice(0)) {
    // A step that has nothing in common with ten or the number of counters.
    const place = (leaving++ * 7 + Math.floor(leaving / 60)) % 100
    if (place % 10 >= ANSWERS_OF_TEN || queue.tickets.get(ticket)?.state !== 'served') continue
    const isLow = place < 10
    const level = isLow ? 'chua-hai-long' : place < 50 ? 'hai-long' : 'rat-hai-long'
    order({ type: 'RateTicket', ticket, counter: place % 10 === 0 ? null : counter, level, reasons: [] })
    if (isLow && place % 2 === 0) order({ type: 'ExplainRating', ticket, reasons: ['thoi-gian'] })
  }
}

const writing = performance.now()
for (let n = 0; n < Number(days); n++) {
  at = FIRST_DAY + n * 24 * HOUR
  order({ type: 'KeepTime' })
  for (const { id } of demoOffice.counters) {
    order({ type: 'OpenCounter', counter: id, staff: id, staffName: id, takeOver: false })
  }
  const gap = (8 * HOUR) / Number(ticketsADay)
  for (let ticket = 0; ticket < Number(ticketsADay); ticket++) {
    at += gap
    const counter = demoOffice.counters[ticket % demoOffice.counters.length]!
    const service = counter.services[0] ?? ''
    const made = { origin: 'kiosk', device: 'kiosk-1', procedure: null } as const
    order({ type: 'IssueTicket', ticket: randomUUID(), service, class: 'ordinary', ...made })
    order({ type: 'CallNext', counter: counter.id })
    answerOnesWhoLeft()
  }
  await journal.append(day, [])
  day = []
}
const writeMs = performance.now() - writing
const records = queue.seq
const megabytes = statSync(join(folder, 'luot.db')).size / 2 ** 20

const verifying = performance.now()
let head: Head = GENESIS
for await (const { record, text, hash } of journal.read(1)) {
  if (link(head.hash, text) !== hash || record.seq !== head.seq + 1) throw new Error(`broken at ${record.seq}`)
  head = { seq: record.seq, hash }
}
const verifyMs = performance.now() - verifying

const folding = performance.now()
let folded: Queue = emptyQueue(demoOffice)
for await (const { record } of journal.read(1)) folded = evolve(folded, record)
const foldMs = performance.now() - folding
if (folded.seq !== queue.seq || folded.issued !== queue.issued) throw new Error('the fold is not what was lived')

await journal.close()
console.log(
  JSON.stringify({
    tickets: Number(days) * Number(ticketsADay),
    answers,
    records,
    megabytes,
    writeMs,
    verifyMs,
    foldMs,
  }),
)
