import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#server/journal/open-database.ts'
import { settingsStore } from '#server/settings/store.ts'
import { furnishWithoutLimits } from '../kit/hub.ts'
import { type HubProcess, startProcess } from '../kit/hub-process.ts'
import { testOffice } from '../kit/no-limits.ts'
import { type SerialScanner, serialScanner } from '../kit/serial-scanner.ts'
import { spec } from '../kit/spec.ts'
import { putDevices } from '../kit/virtual-hall.ts'
import { helloOf, openWire } from '../kit/wire.ts'

// People nobody is called: their numbers, names, birthdays and addresses must be found nowhere afterwards.
const PEOPLE = [
  [
    '079188801234',
    '023456789',
    'HUỲNH THỊ THỬ NGHIỆM',
    '17081948',
    'Nữ',
    'Ấp Thử Nghiệm, Xã Không Có Thật',
    '02082021',
  ],
  ['001090123456', '', 'ĐỖ VĂN KIỂM THỬ', '05121985', 'Nam', 'K12/34 Đường Không Tên, Tổ 5', '15042021'],
  ['048070000222', '048070000222', 'PHẠM THỊ MẪU ĐƠN', '31121970', 'Nữ', 'Số 5, Phố Vô Danh', '01012022'],
] as const

const cardOffice = { ...testOffice, limits: { ...testOffice.limits, perPersonDay: 1 } }

let folder: string
let hub: HubProcess
let scanner: SerialScanner

spec('a day of identity cards under a scanner leaves nothing of them (S18)', ({ test, before, after }) => {
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'luot-scans-'))
    await furnishWithoutLimits(folder)
    const database = openDatabase(folder)
    settingsStore(database).write('office', cardOffice, 'test', Date.now())
    database.close()
    scanner = await serialScanner()
    const settings = { path: scanner.path, baudRate: 115_200 }
    putDevices(folder, [{ id: 'quet-1', name: 'Máy quét', driver: 'serial-scanner', settings, kiosk: 'kiosk-1' }])
    hub = await startProcess({ LUOT_DATA: folder, LUOT_LOG: 'trace' })
    assert.ok(hub.url, hub.output())
  })
  after(async () => {
    await hub.stop()
    await scanner.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('not in the data folder, not in the log, not on any screen; and still nobody takes a second number', async () => {
    const wire = await openWire(hub.url ?? '')
    await wire.enter('kiosk', helloOf({ id: 'kiosk-1' }))
    await wire.enter('display', helloOf({ id: 'board-1' }))
    const issue = (more: object) =>
      wire.ask('kiosk', 'issue-ticket', {
        command: randomUUID(),
        ticket: randomUUID(),
        service: 'ho-tich',
        class: 'ordinary',
        ...more,
      })
    assert.equal((await issue({})).code, 'card-needed')

    const told: string[] = []
    const scan = async (text: string | Buffer) => {
      const heard = wire.next((message) => message.includes('"scanned"'))
      scanner.scan(text)
      const message = await heard
      told.push(message)
      await new Promise((resolve) => setTimeout(resolve, 350)) // faster than any hand is not heard
      return JSON.parse(message.slice(message.indexOf('['))) as [
        string,
        { kind: string; pass?: string; suggests?: string },
      ]
    }

    for (const person of PEOPLE) {
      const code = person.join('|')
      // As a good scanner reads it, as one that spoils the letters does, and as one that puts the AIM id before it.
      for (const [round, text] of [
        code,
        Buffer.from(code).toString('latin1'),
        `]Q1${code.normalize('NFD')}`,
      ].entries()) {
        const [, scanned] = await scan(text)
        assert.equal(scanned.kind, 'card')
        assert.equal(scanned.suggests ?? null, person[3].endsWith('1948') ? 'cao-tuoi' : null)
        const answer = await issue({ pass: scanned.pass })
        if (round === 0) assert.match(answer.value?.number ?? '', /^A/, JSON.stringify(answer))
        else assert.equal(answer.code, 'person-limit', 'one number for one person, however the card was read')
      }
    }
    const [, slip] = await scan('LUOT-HEN:123456')
    assert.deepEqual(slip, { kind: 'appointment', code: '123456' })
    for (const odd of [
      `${PEOPLE[0][2]}\u001b[2J`,
      `${PEOPLE[0][0]}|${PEOPLE[0][2]}`,
      `GD4010112345678|${PEOPLE[1][2]}|x`,
    ]) {
      const [, scanned] = await scan(odd)
      assert.ok(['unknown', 'other-card'].includes(scanned.kind), scanned.kind)
    }
    wire.close()
    await hub.stop()

    const kept = contentsOf(folder)
    assert.ok(kept.includes('quet-1'), 'the search finds what is there')
    assert.match(hub.output(), /a scan led nowhere/)
    for (const value of PEOPLE.flat()) {
      if (value === '' || value === 'Nam' || value === 'Nữ') continue
      for (const form of new Set([
        value,
        value.normalize('NFD'),
        Buffer.from(value).toString('latin1'),
        encodeURIComponent(value),
      ])) {
        assert.ok(!kept.includes(form), `${value} is in the data folder`)
        assert.ok(!hub.output().includes(form), `${value} is in the log`)
        assert.ok(!wire.heard.some((message) => message.includes(form)), `${value} was sent to a screen`)
      }
    }
    for (const { 1: pass } of told.join('\n').matchAll(/"pass":"([^"]+)"/g)) {
      assert.ok(pass && !kept.includes(pass) && !hub.output().includes(pass), 'a pass was kept')
    }
  }, 90_000)
})

function contentsOf(place: string): string {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
    .flatMap((bytes) => [bytes.toString('utf8'), bytes.toString('latin1')])
    .join('\n')
}
