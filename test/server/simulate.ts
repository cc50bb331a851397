import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { promisify } from 'node:util'
import { liveADay, type PastDay } from '../../scripts/simulate/day.ts'
import { chainFinding, examine, readJournal } from '../../scripts/simulate/examine.ts'
import { examineMonth } from '../../scripts/simulate/month/examine.ts'
import { liveAMonth, type PastMonth } from '../../scripts/simulate/month.ts'
import { spec } from '../kit/spec.ts'

const run = promisify(execFile)

let day: PastDay

spec('a simulated morning', ({ test, before, after }) => {
  before(async () => {
    day = await liveADay({ people: 25, hours: 0.5, speed: 240, seed: 5, policy: 'ratio', say: () => undefined })
  })
  after(() => rmSync(day.dataFolder, { recursive: true, force: true }))

  test('keeps every promise, in the journal and in what people were told', () => {
    for (const { check, violations } of examine(day)) assert.deepEqual(violations, [], check)
    const { told } = day.notebook
    const taken = told.filter(({ ask }) => ask === 'issue-ticket' || ask === 'check-in').length
    assert.equal(day.report.issued, taken)
    assert.ok(taken >= 15, `${taken} numbers for 25 people`)
    assert.ok(day.report.states.served > 0)
    assert.ok(
      day.boards.calls.some(({ call }) => call.sounds.length > 0),
      'nothing was spoken',
    )
  })

  const brokenIn = (forged: PastDay) =>
    examine(forged).flatMap(({ check, violations }) => (violations.length > 0 ? [check.split(' ')[0]] : []))

  test('is found out when a promised number is not in the journal (I4)', () => {
    const told = day.notebook.told.map((one) =>
      one.ask === 'issue-ticket' ? { ...one, value: { ...(one.value as object), number: 'A999' } } : one,
    )
    assert.deepEqual(brokenIn({ ...day, notebook: { ...day.notebook, told } }), ['I4'])
  })

  test('is found out when a call was spoken by two boards (I12)', () => {
    const spoken = day.boards.calls.filter(({ call }) => call.sounds.length > 0)
    const calls = [...day.boards.calls, ...spoken.map(({ call }) => ({ board: 'board-3', call }))]
    assert.deepEqual(brokenIn({ ...day, boards: { ...day.boards, calls } }), ['I12'])
  })

  test('is found out when the report forgets somebody (I24)', () => {
    const report = { ...day.report, issued: day.report.issued - 1 }
    assert.deepEqual(brokenIn({ ...day, report }), ['I24'])
  })

  test('is found out when a line of its journal is changed or cut off (I18)', () => {
    const { lines, head } = readJournal(day.dataFolder)
    const edited = lines.map((line) =>
      line.seq === 5 ? { ...line, text: line.text.replace('"at":1', '"at":2') } : line,
    )
    assert.deepEqual(chainFinding(lines, head).violations, [])
    assert.notDeepEqual(chainFinding(edited, head).violations, [])
    assert.notDeepEqual(chainFinding(lines.slice(0, -1), head).violations, [])
  })
})

spec('a simulated month', ({ test, before, after }) => {
  let month: PastMonth
  let findings: Awaited<ReturnType<typeof examineMonth>>
  before(async () => {
    month = await liveAMonth({ days: 3, people: 40, seed: 7, say: () => undefined })
    findings = await examineMonth(month)
  })
  after(async () => {
    await month.hub.close()
    rmSync(month.dataFolder, { recursive: true, force: true })
  })

  test('has reports, ratings, ranking, exports, copies and a chain that say what people remember', () => {
    for (const { check, violations } of findings) assert.deepEqual(violations, [], check)
    assert.ok((month.diary.told.issued.get('all') ?? 0) > 60)
    assert.ok((month.diary.told.answers.length ?? 0) > 10)
  })

  test('is found out when somebody is forgotten, or remembered twice', async () => {
    const { diary } = month
    const issued = new Map(diary.told.issued).set('all', (diary.told.issued.get('all') ?? 0) + 1)
    const answers = diary.told.answers.slice(1)
    const forged = { ...month, diary: { ...diary, told: { ...diary.told, issued, answers } } }
    // The ranking may feel it too, where the forgotten answer was one at a counter.
    const broken = (await examineMonth(forged)).filter(({ violations }) => violations.length > 0)
    const without = broken.map(({ check }) => check).filter((check) => !check.startsWith('the ranking'))
    assert.deepEqual(without.sort(), [
      'each channel has the answers people gave in it',
      'reports say what people remember',
    ])
  })
})

spec('the command line of the simulation', ({ test }) => {
  for (const args of [
    ['--people', 'many'],
    ['--people', '0'],
    ['--speed', '-1'],
    ['--colour', 'red'],
    ['--policy', 'loudest'],
  ]) {
    test(`says what is wrong with ${args.join(' ')}`, async () => {
      const ended = await run(process.execPath, ['scripts/simulate.ts', ...args]).then(
        () => ({ code: 0, stderr: '' }),
        (error: { code: number; stderr: string }) => error,
      )
      assert.equal(ended.code, 2)
      assert.match(ended.stderr, /--people 400/)
      assert.doesNotMatch(ended.stderr, /^\s+at /m)
    })
  }
})
