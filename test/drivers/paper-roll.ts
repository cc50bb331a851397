import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openNotebook } from '#server/devices/notebook.ts'
import { countPaper } from '#server/devices/paper-roll.ts'
import { type DeviceHealth, superviseDevices } from '#server/devices/supervisor.ts'
import { type DriverRow, driverRow } from '#server/drivers/catalog.ts'
import type { Health } from '#server/drivers/device.ts'
import { type VirtualPrinter, virtualPrinter } from '#server/drivers/printer/fake.ts'
import type { Roll } from '#server/drivers/printer/port.ts'
import { handMovedTimers } from '../kit/hand-moved-timers.ts'
import { spec } from '../kit/spec.ts'
import { slipFor } from '../laws/printer-law.ts'

const roll: Roll = { rollMm: 1_000, nearEndMm: 300, feedMm: 15, tellsNearEnd: false }
const ready: Health = { state: 'ready' }
const nearEnd: Health = { state: 'warning', fault: 'paper-near-end' }
const out: Health = { state: 'broken', fault: 'paper-out' }
const coverOpen: Health = { state: 'broken', fault: 'cover-open' }
const silent: Health = { state: 'unknown', fault: 'printer-silent' }

/** 60 mm, and 15 mm to the knife. */
const { picture } = slipFor('A001')

function counting(given: Partial<Roll> = {}) {
  const paper = countPaper({ onTrouble: (_printer, error) => assert.fail(String(error)) })
  paper.opened('p1', { ...roll, ...given })
  const slips = (count: number) => {
    for (let i = 0; i < count; i++) paper.begun('p1', picture)
  }
  return { ...paper, slips }
}

spec('the count of paper', ({ test }) => {
  test('goes down by each slip and the way to the knife, and warns before the end', () => {
    const { slips, shown, left } = counting()
    assert.deepEqual(left('p1'), { leftMm: 1_000, rollMm: 1_000 })
    slips(9)
    assert.deepEqual([left('p1')?.leftMm, shown('p1', ready)], [325, ready])
    slips(1)
    assert.deepEqual([left('p1')?.leftMm, shown('p1', ready)], [250, nearEnd])
    slips(10)
    assert.equal(left('p1')?.leftMm, 0)
  })

  test('keeps quiet where the printer feels the end itself, and speaks for it while it is silent', () => {
    const { slips, shown } = counting({ tellsNearEnd: true })
    slips(12)
    assert.deepEqual(shown('p1', ready), ready)
    assert.deepEqual(shown('p1', silent), nearEnd)
  })

  test('never hides trouble, but a slow line or a forgotten ticket matters less', () => {
    const { slips, shown } = counting()
    slips(12)
    assert.deepEqual(shown('p1', { state: 'warning', fault: 'baud-slow' }), nearEnd)
    assert.deepEqual(shown('p1', { state: 'unknown', fault: 'device-opening' }).state, 'unknown')
    assert.deepEqual(shown('p1', coverOpen), coverOpen)
  })

  test('begins anew when paper ran out and all is well again, however it came to that', () => {
    for (const way of [
      [out, ready],
      [out, coverOpen, out, coverOpen, ready],
      [out, silent, { ...ready }],
    ] as Health[][]) {
      const { slips, shown, left } = counting()
      slips(12)
      for (const said of way) shown('p1', said)
      assert.equal(left('p1')?.leftMm, 1_000)
    }
  })

  test('begins anew when a nearly empty printer was opened and closed, and not when a fuller one was', () => {
    const nearly = counting()
    nearly.slips(12)
    for (const said of [nearEnd, coverOpen, ready]) nearly.shown('p1', said)
    assert.equal(nearly.left('p1')?.leftMm, 1_000)
    const half = counting()
    half.slips(6)
    for (const said of [ready, coverOpen, ready]) half.shown('p1', said)
    assert.equal(half.left('p1')?.leftMm, 550)
  })

  test('does not take the rest of another roll for a new one while the printer still feels its end', () => {
    const { slips, shown, left } = counting({ tellsNearEnd: true })
    slips(12)
    for (const said of [out, nearEnd]) shown('p1', said)
    assert.equal(left('p1')?.leftMm, 0)
    shown('p1', ready)
    assert.equal(left('p1')?.leftMm, 1_000)
  })

  test('begins anew when a person says so, and is not there for a printer that says nothing of its roll', () => {
    const { slips, fresh, left, opened, shown } = counting()
    slips(12)
    assert.equal(fresh('p1'), true)
    assert.equal(left('p1')?.leftMm, 1_000)
    opened('p2', undefined)
    assert.deepEqual([fresh('p2'), left('p2'), shown('p2', ready)], [false, undefined, ready])
  })

  test('outlives the program, also between the paper running out and the new roll', () => {
    const folder = mkdtempSync(join(tmpdir(), 'luot-roll-'))
    try {
      const life = (body: (paper: ReturnType<typeof countPaper>) => void) => {
        const notebook = openNotebook(folder, { onTrouble: (error) => assert.fail(String(error)) })
        const paper = countPaper({ notebook, onTrouble: (_printer, error) => assert.fail(String(error)) })
        paper.opened('p1', { ...roll, rollMm: 50_000 })
        body(paper)
        notebook.close()
      }
      // a power cut: nothing is noted at the end, and what is lost is less than what is noted at once
      life((paper) => {
        for (let i = 0; i < 100; i++) paper.begun('p1', picture)
      })
      life((paper) => {
        const { leftMm } = paper.left('p1')!
        assert.ok(leftMm >= 42_500 && leftMm <= 43_500, `${leftMm} mm`)
        paper.begun('p1', picture)
        paper.note()
        assert.ok(paper.left('p1')!.leftMm < leftMm)
        paper.shown('p1', out)
      })
      life((paper) => {
        paper.shown('p1', ready)
        assert.equal(paper.left('p1')?.leftMm, 50_000)
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

spec('a printer whose paper is counted', ({ test }) => {
  test('is shown near its end after so many slips, and as well as ever after a new roll', async () => {
    const timers = handMovedTimers()
    const told: DeviceHealth[] = []
    let printer: VirtualPrinter | undefined
    const row: DriverRow = {
      ...driverRow('virtual')!,
      id: 'counted',
      async open() {
        printer = virtualPrinter({ timers, rollMm: 50_000, nearEndMm: 0, mmPerSecond: 0 })
        return { kind: 'printer', device: { ...printer, roll } }
      },
    }
    const devices = superviseDevices({
      devices: [{ id: 'p1', driver: 'counted' }],
      catalog: [row],
      timers,
      wallClock: () => 0,
      onHealth: (health) => told.push(health),
    })
    const print = (number: number) => timers.until(devices.printer('p1').print(slipFor(`A${number}`)))
    for (let number = 0; number < 9; number++) assert.deepEqual(await print(number), { outcome: 'printed' })
    // the same slip asked for again costs no paper
    await print(8)
    assert.deepEqual(devices.health()[0]?.paper, { leftMm: 325, rollMm: 1_000 })
    assert.equal(devices.health()[0]?.state, 'ready')
    await print(9)
    assert.deepEqual(devices.health()[0]?.fault, 'paper-near-end')
    printer!.hands.leavePaper(0)
    printer!.hands.loadPaper()
    assert.deepEqual(
      told.map(({ state, fault, paper }) => [state, fault, paper?.leftMm]),
      [
        ['ready', undefined, 1_000],
        ['warning', 'paper-near-end', 250],
        ['broken', 'paper-out', 0],
        ['ready', undefined, 1_000],
      ],
    )
    for (let number = 10; number < 20; number++) await print(number)
    assert.equal(devices.health()[0]?.fault, 'paper-near-end')
    assert.equal(devices.freshRoll('p1'), true)
    assert.equal(devices.health()[0]?.state, 'ready')
    assert.equal(devices.freshRoll('nobody'), false)
    await timers.until(devices.close())
  })
})
