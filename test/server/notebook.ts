import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Notebook, openNotebook } from '#server/devices/notebook.ts'
import { spec } from '../kit/spec.ts'

const HOUR = 3_600_000

spec('the notebook of the devices', ({ test, beforeEach, afterEach }) => {
  let folder = ''
  let now = 0
  let told: string[] = []
  let open: Notebook[] = []
  const notebook = () => {
    const one = openNotebook(folder, { onTrouble: (_, whatNow) => told.push(whatNow), wallClock: () => now })
    open.push(one)
    return one
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'luot-notes-'))
    now = Date.parse('2026-11-23T08:00:00+07:00')
    told = []
    open = []
  })
  afterEach(() => {
    for (const one of open) one.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('a job that began is known as begun by whoever opens the folder next, and its end as well', () => {
    const first = notebook()
    assert.ok(first.isNew)
    assert.equal(first.job('a-1'), null)
    first.begin('a-1', 'may-in-1')
    first.begin('a-2', 'may-in-1')
    first.finish('a-2', 'may-in-1', { outcome: 'failed', fault: 'paper-out', started: true })

    // The first is still open and was never closed, as after a power cut.
    const second = notebook()
    assert.equal(second.isNew, false)
    assert.deepEqual([first.interrupted, second.interrupted], [[], ['may-in-1']])
    assert.deepEqual(second.job('a-1'), { state: 'begun' })
    assert.deepEqual(second.job('a-2'), {
      state: 'done',
      outcome: { outcome: 'failed', fault: 'paper-out', started: true },
    })
  })

  test('rolls and kept texts stay, the newest wins', () => {
    const first = notebook()
    assert.equal(first.roll('may-in-1'), null)
    first.noteRoll('may-in-1', { usedMm: 10, rollMm: 50_000 })
    first.noteRoll('may-in-1', { usedMm: 130.5, rollMm: 50_000 })
    first.keep('devices', '[1]')
    first.keep('devices', '[2]')
    const second = notebook()
    assert.deepEqual(second.roll('may-in-1'), { usedMm: 130.5, rollMm: 50_000 })
    assert.equal(second.kept('devices'), '[2]')
    assert.equal(second.kept('nothing'), null)
  })

  test('jobs are forgotten after two days, while it runs too, and rolls never', () => {
    const first = notebook()
    first.begin('old', 'may-in-1')
    first.noteRoll('may-in-1', { usedMm: 10, rollMm: 50_000 })
    now += 47 * HOUR
    first.begin('newer', 'may-in-1')
    assert.ok(first.job('old'))
    now += 2 * HOUR
    first.begin('newest', 'may-in-1')
    assert.equal(first.job('old'), null)
    assert.ok(first.job('newer'))
    now += 47 * HOUR
    assert.equal(notebook().job('newer'), null)
    assert.ok(first.roll('may-in-1'))
  })

  test('a damaged file is set aside and told of, and a new one begun', () => {
    for (const bytes of [Buffer.from('no database'), Buffer.alloc(8192, 7)]) {
      writeFileSync(join(folder, 'devices.db'), bytes)
      told = []
      const one = notebook()
      assert.ok(one.isNew)
      assert.equal(told.length, 1)
      one.begin('a-1', 'may-in-1')
      assert.deepEqual(notebook().job('a-1'), { state: 'begun' })
      const aside = readdirSync(folder).filter((name) => name.includes('.damaged-'))
      assert.equal(aside.length, 1)
      assert.equal(statSync(join(folder, aside[0]!)).size, bytes.length, 'what was damaged is kept for whoever looks')
      for (const each of open) each.close()
      open = []
      for (const name of readdirSync(folder)) rmSync(join(folder, name))
    }
  })

  test('a folder that takes nothing does not stop the hub', () => {
    const nowhere = openNotebook(join(folder, 'missing'), { onTrouble: (_, whatNow) => told.push(whatNow) })
    open.push(nowhere)
    nowhere.begin('a-1', 'may-in-1')
    assert.deepEqual(nowhere.job('a-1'), { state: 'begun' })
    assert.equal(told.length, 1)
  })
})
