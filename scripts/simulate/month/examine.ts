import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { BackupsTold } from '#core/contract/backups.ts'
import type { RatingsReport } from '#core/contract/ratings.ts'
import { REPORT_BY, type Report } from '#core/contract/reports.ts'
import type { MonthRanking } from '#core/contract/scoring.ts'
import { checkHistory } from '#core/domain/invariants.ts'
import { dayAfter } from '#core/domain/service-day.ts'
import { verifyLines } from '#server/audit/verify.ts'
import { type Finding, readJournal } from '../examine.ts'
import type { PastMonth } from '../month.ts'
import type { AnswerGiven, Diary } from './diary.ts'
import { OFFICERS } from './officers.ts'

const GATHERED_WITHIN_MS = 120_000
const PROVED_WITHIN_MS = 180_000

/**
 * Holds what the hub says of a month against what the people of it remember: reports and their sums, the three channels of ratings, the
 * ranking, what can be taken away, the chain, and a copy that is restored.
 */
export async function examineMonth(month: PastMonth): Promise<Finding[]> {
  const ask = askAs(month)
  return [
    history(month),
    ...(await reports(month, await ask('head'))),
    await ratings(month, await ask('head')),
    await ranking(month, await ask('head')),
    await copies(month, await ask('admin')),
    chain(month),
  ]
}

type Ask = <Value>(path: string, method?: 'POST' | 'PUT', body?: object) => Promise<Value>

/** Signs somebody in; what they ask must be answered. */
function askAs({ hub, pins }: PastMonth): (who: string) => Promise<Ask> {
  return async (who) => {
    const json = { 'content-type': 'application/json' }
    const signed = await fetch(`${hub.url}/api/session`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ staff: who, pin: pins.get(who) }),
    })
    const cookie = signed.headers.getSetCookie()[0]?.split(';')[0]
    if (!cookie) throw new Error(`${who} could not sign in: ${await signed.text()}`)
    return async <Value>(path: string, method: 'GET' | 'POST' | 'PUT' = 'GET', body?: object) => {
      const init = { method, headers: { cookie, ...(body && json) }, ...(body && { body: JSON.stringify(body) }) }
      const answer = await fetch(`${hub.url}${path}`, init)
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
      const isJson = answer.headers.get('content-type')?.includes('json') ?? false
      return (isJson ? await answer.json() : Buffer.from(await answer.arrayBuffer())) as Value
    }
  }
}

function history({ dataFolder }: PastMonth): Finding {
  const { records } = readJournal(dataFolder)
  const { violations } = checkHistory(records)
  const told = violations.map(({ invariant, seq, what }) => `${invariant} at record ${seq}: ${what}`)
  return { check: 'every promise of every record', count: records.length, violations: told }
}

async function reports({ diary, firstDay, lastDay }: PastMonth, ask: Ask): Promise<Finding[]> {
  const period = `from=${firstDay}&to=${lastDay}`
  const byDay = await gathered(ask, `/api/reports?${period}&by=day`)
  const violations: string[] = []
  const { told } = diary
  const same = (what: string, said: number, remembered: number | undefined) => {
    if (said !== (remembered ?? 0))
      violations.push(`${what}: the report says ${said}, people remember ${remembered ?? 0}`)
  }
  for (const { key, issued } of byDay.rows) same(`${key} numbers`, issued, told.issued.get(key))
  same('numbers of the month', byDay.total.issued, told.issued.get('all'))
  same('served in the month', byDay.total.states.served, told.served.get('all'))

  const sums: string[] = []
  for (const by of REPORT_BY) {
    const report = await ask<Report>(`/api/reports?${period}&by=${by}`)
    if (!report.conserved) sums.push(`by ${by}: its sums do not agree`)
    const served = report.rows.reduce((sum, row) => sum + row.states.served, 0)
    if (served !== byDay.total.states.served)
      sums.push(`by ${by}: ${served} served, by day ${byDay.total.states.served}`)
    if (by === 'officer') {
      for (const { key, states } of report.rows)
        if (key) same(`${key} served`, states.served, told.served.get(`staff ${key}`))
    }
    if (by === 'service') {
      for (const { key, states } of report.rows) same(`${key} served`, states.served, told.served.get(`service ${key}`))
    }
  }
  return [
    { check: 'reports say what people remember', count: byDay.rows.length + OFFICERS.length, violations },
    { check: 'I24 the sums of every report agree', count: REPORT_BY.length, violations: sums },
    await exports(ask, byDay, period),
  ]
}

/** A month that was just lived is gathered from the journal in the background. */
async function gathered(ask: Ask, path: string): Promise<Report> {
  const until = performance.now() + GATHERED_WITHIN_MS
  for (;;) {
    const report = await ask<Report>(path)
    if (report.gathered.days === report.gathered.of || performance.now() > until) return report
    await wait(200)
  }
}

/** The same figures as text, as a workbook and on paper. */
async function exports(ask: Ask, report: Report, period: string): Promise<Finding> {
  const violations: string[] = []
  const file = (form: string) => ask<Buffer>(`/api/reports/file?${period}&by=day&form=${form}`)
  const csv = (await file('csv')).toString('utf8')
  const lines = csv.split(/\r?\n/)
  for (const { key, issued } of report.rows) {
    const [year, month, day] = key.split('-')
    const line = lines.find((one) => one.includes(key) || one.includes(`${day}/${month}/${year}`))
    const cells = line?.split(/[;,\t]/).map((cell) => cell.replaceAll('"', '')) ?? []
    if (!cells.includes(String(issued))) violations.push(`the text has no ${issued} numbers for ${key}`)
  }
  const workbook = await file('xlsx')
  if (workbook.subarray(0, 2).toString() !== 'PK') violations.push('the workbook is none')
  const paper = await file('pdf')
  if (paper.subarray(0, 5).toString() !== '%PDF-') violations.push('the paper is no PDF')
  return { check: 'text, workbook and paper can be taken away', count: report.rows.length + 2, violations }
}

async function ratings({ diary, firstDay, lastDay }: PastMonth, ask: Ask): Promise<Finding> {
  const violations: string[] = []
  const report = await ask<RatingsReport>(`/api/ratings?from=${firstDay}&to=${lastDay}&by=officer`)
  const { answers } = diary.told
  let count = 0
  for (const { channel, answers: said, rows } of report.channels) {
    const ofChannel = answers.filter((one) => one.channel === channel)
    count += said
    if (said !== ofChannel.length) violations.push(`${channel}: ${said} answers, and people gave ${ofChannel.length}`)
    for (const { id, answers: known, told, satisfiedShare } of rows) {
      const own = ofChannel.filter(({ staff }) => staff === id)
      if (known !== own.length) violations.push(`${channel} of ${id}: ${known} answers, and people gave ${own.length}`)
      if (told < 5 && satisfiedShare !== null) violations.push(`${channel} of ${id}: told from ${told} answers`)
      const satisfied = own.filter(({ level }) => level !== 'chua-hai-long').length
      if (told === own.length && satisfiedShare !== null && Math.abs(satisfiedShare - satisfied / told) > 0.0005)
        violations.push(`${channel} of ${id}: ${satisfiedShare} satisfied, and ${satisfied} of ${told} were`)
    }
  }
  return { check: 'each channel has the answers people gave in it', count, violations }
}

async function ranking({ diary, lastDay }: PastMonth, ask: Ask): Promise<Finding> {
  const month = lastDay.slice(0, 7)
  const violations: string[] = []
  const draft = await ask<MonthRanking>(`/api/scoring/months/${month}`)
  for (const { id, pleases } of OFFICERS) {
    const rank = draft.officers.find(({ staff }) => staff === id)
    if (!rank) {
      violations.push(`${id} worked all month and is not there`)
      continue
    }
    if (rank.served !== diary.told.served.get(`staff ${id}`)) violations.push(`${id}: served ${rank.served} there`)
    const device = rank.criteria.find((one) => one.id === 'rating-device')
    const own = devicesOf(diary, id)
    const told = inFives(own)
    // While no five are together nothing is told, and the sample says no more than that they are too few.
    if (device && told.length > 0 && device.sample !== own.length)
      violations.push(`${id}: ${device.sample} answers there, ${own.length} were given`)
    const satisfied = told.filter(({ level }) => level !== 'chua-hai-long').length
    const share = (100 * satisfied) / told.length
    if (device && told.length >= 10 && Math.abs((device.figure ?? -1) - share) > 0.006)
      violations.push(
        `${id}: ${device.figure} % satisfied there, and ${share.toFixed(2)} % were (of ${pleases} % on the whole)`,
      )
  }
  // Who is early, quick and kind cannot stand behind who is late, slow and rude, once both stand anywhere.
  const totalOf = (id: string) => draft.officers.find(({ staff }) => staff === id)?.total ?? null
  const [an, hai] = [totalOf('an'), totalOf('hai')]
  if (an !== null && hai !== null && an <= hai) violations.push(`An (${an}) does not stand before Hải (${hai})`)
  // A part of a month may be looked at, and not confirmed.
  if (draft.over) {
    await ask(`/api/scoring/months/${month}/confirm`, 'POST', { seen: draft.hash })
    await ask(`/api/scoring/months/${month}/publish`, 'POST', {})
    const published = await ask<MonthRanking>(`/api/scoring/months/${month}`)
    const isSame = published.state === 'published' && published.hash === draft.hash
    if (!isSame) violations.push('what was published is not what was confirmed')
  }
  return {
    check: 'the ranking is made of what happened, and published as confirmed',
    count: draft.officers.length,
    violations,
  }
}

/** Answers are told five at a time, of one channel and service: what is over waits for company (decision 045). */
function inFives(answers: readonly AnswerGiven[]): AnswerGiven[] {
  const groups = Map.groupBy(answers, ({ channel, service }) => `${channel} ${service}`)
  return [...groups.values()].flatMap((group) => group.slice(0, group.length - (group.length % 5)))
}

function devicesOf(diary: Diary, id: string) {
  return diary.told.answers.filter(
    ({ staff, channel }) => staff === id && (channel === 'terminal' || channel === 'slip'),
  )
}

/** A copy into another folder, restored by the hub itself. */
async function copies(month: PastMonth, ask: Ask): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), 'luot-month-copies-'))
  const violations: string[] = []
  try {
    const { version, body } = await ask<{ version: number; body: object }>('/api/settings/backups')
    const target = { id: 'thu-muc', name: 'Thư mục thứ hai', kind: 'folder', where: folder, sealed: true }
    await ask('/api/settings/backups', 'PUT', {
      version,
      body: { ...body, targets: [target] },
      from: null,
      why: 'Nơi lưu thứ hai',
    })
    const until = performance.now() + PROVED_WITHIN_MS
    let told: BackupsTold
    do {
      await wait(500)
      month.pass(1_000)
      told = await ask<BackupsTold>('/api/backups')
      // A new place gets its first copy by itself; where none is under way, one is asked for as a person would.
      if (!told.running && !told.targets[0]?.proof)
        await ask('/api/backups/copies', 'POST', { target: null }).catch(notNow)
    } while (!told.targets[0]?.proof && performance.now() < until)
    const { lastCopy, proof, faults } = told.targets[0] ?? {}
    if (!lastCopy) violations.push(`no copy was made: ${faults?.map(({ code }) => code).join(', ')}`)
    if (!proof?.ok) violations.push(`the copy was not proved by restoring it: ${proof?.why ?? 'nobody tried'}`)
    if (proof && lastCopy && proof.hash !== lastCopy.hash) violations.push('what was restored is not what was copied')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return { check: 'a copy is made and proved by restoring it', count: 1, violations }
}

/** In the meantime it has begun by itself. */
function notNow(error: Error): void {
  if (!error.message.includes('copy-not-now')) throw error
}

function chain({ hub, dataFolder, firstDay, lastDay }: PastMonth): Finding {
  const { lines, head } = readJournal(dataFolder)
  const kept = head ? [{ ...head, from: 'the head kept in the database' }] : []
  const { findings, records } = verifyLines(lines, kept)
  const days = new Set<string>()
  for (let day = firstDay; day <= lastDay; day = dayAfter(day, 1)) days.add(day)
  const missing =
    records < hub.road.queue().seq ? [`the file has ${records} records, the hub ${hub.road.queue().seq}`] : []
  return { check: `I18 the chain of ${days.size} days is whole`, count: records, violations: [...findings, ...missing] }
}
