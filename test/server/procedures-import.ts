import * as assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { BadCsv, csvLine, readCsv } from '#server/procedures/csv.ts'
import { loadDemoCatalogue } from '#server/procedures/demo.ts'
import { doubtsOf } from '#server/procedures/doubts.ts'
import { type ImportReport, importCatalogue, readCatalogue } from '#server/procedures/importer.ts'
import type { Procedure } from '#server/procedures/procedure.ts'
import { openProcedureStore } from '#server/procedures/store.ts'
import { allMigrations } from '../kit/all-migrations.ts'
import { spec } from '../kit/spec.ts'

const migration = allMigrations()
const nationalFile = new URL('../../../shared/data/procedures.json', import.meta.url)

function freshStore() {
  const db = new Database(':memory:')
  db.exec(migration)
  return openProcedureStore(db)
}

const utf8 = (text: string) => new TextEncoder().encode(text)
const file = (text: string, name = 'catalogue.json') => ({ name, bytes: utf8(text) })

const birth: Procedure = {
  code: '1.001193',
  name: 'Thủ tục đăng ký khai sinh',
  field: 'Hộ tịch',
  levels: ['Cấp xã'],
  agency: 'Ủy ban nhân dân cấp xã',
  who: null,
  terms: [
    { channels: ['Trực tiếp'], timeText: '1', feeText: 'Miễn phí', feeVnd: null, feeNote: null, description: null },
  ],
  documents: [{ case: null, items: [{ text: 'Giấy chứng sinh', originals: 1, copies: 0, copiesRaw: '1 bản chính' }] }],
  online: true,
  link: null,
  aliases: [],
  serviceHint: 'ho-tich',
}
const marriage: Procedure = { ...birth, code: '1.000894', name: 'Thủ tục đăng ký kết hôn' }
const ours = (...procedures: unknown[]) => file(JSON.stringify({ format: 'luot-procedures/1', procedures }))

spec('procedures › import', ({ test, skip }) => {
  test('the same file twice changes nothing, and a changed row changes that row alone', () => {
    const store = freshStore()
    const first = importCatalogue(ours(birth, marriage), { store, at: 1 })
    assert.deepEqual([first.outcome, first.added], ['taken', 2])
    const rev = store.rev()
    const again = importCatalogue(ours(marriage, birth), { store, at: 2 })
    assert.deepEqual([again.outcome, again.unchanged, store.rev()], ['nothing-new', 2, rev])
    const later = importCatalogue(ours({ ...birth, who: 'Công dân' }, marriage), { store, at: 3 })
    assert.deepEqual([later.added, later.changed, later.unchanged], [0, 1, 1])
    const now = store.procedures()
    assert.deepEqual(now.find(({ procedure }) => procedure.code === birth.code)?.importedAt, 3)
    assert.deepEqual(now.find(({ procedure }) => procedure.code === marriage.code)?.importedAt, 1)
  })

  test('one malformed row refuses the file and names the row; skipBad takes the rest', () => {
    const bad = { ...marriage, terms: [{ ...marriage.terms[0], feeVnd: 'miễn phí' }] }
    const store = freshStore()
    const refused = importCatalogue(ours(birth, bad), { store, at: 1 })
    assert.equal(refused.outcome, 'refused')
    assert.match(
      `${refused.refusals[0]!.where}: ${refused.refusals[0]!.why}`,
      /^row 2 \(1\.000894\): \/terms\/0\/feeVnd/,
    )
    assert.equal(store.procedures().length, 0)
    const rest = importCatalogue(ours(birth, bad), { store, at: 1, skipBad: true })
    assert.deepEqual([rest.outcome, rest.added, rest.refused], ['taken', 1, 1])
  })

  test('what is no catalogue is refused with a reason, and changes nothing', () => {
    const whole = JSON.stringify({ format: 'luot-procedures/1', procedures: [birth] })
    const bad: [string, Uint8Array, RegExp][] = [
      ['nothing', new Uint8Array(), /empty/],
      ['cut JSON', utf8(whole.slice(0, -20)), /JSON is broken/],
      ['a number', utf8('[1,2,3]'), /row/],
      ['another object', utf8('{"hello":1}'), /no list of procedures/],
      ['another format', utf8('{"format":"luot-procedures/9","procedures":[]}'), /only one of ours/],
      ['no procedures', utf8('{"format":"luot-procedures/1","procedures":[]}'), /^$/],
      ['NUL bytes', utf8(whole.replace('Hộ tịch', 'Hộ\0tịch')), /NUL/],
      ['UTF-16', new Uint8Array(Buffer.from(`\ufeff${whole}`, 'utf16le')), /UTF-16/],
      ['broken UTF-8', Uint8Array.of(0x7b, 0xc3, 0x28), /UTF-8/],
      ['a workbook', utf8('PK\u0003\u0004 xl/workbook.xml'), /CSV UTF-8/],
      ['50 MB', new Uint8Array(50_000_000).fill(0x20), /at most/],
      ['deep nesting', utf8('['.repeat(200_000)), /JSON is broken/],
      ['a million rows', utf8(`[${'1,'.repeat(1_000_000)}1]`), /at most/],
      ['prose', utf8('Kính gửi Ủy ban nhân dân'), /column/],
    ]
    const store = freshStore()
    for (const [what, bytes, why] of bad) {
      const report = importCatalogue({ name: what, bytes }, { store, at: 1, skipBad: true })
      assert.equal(report.outcome, 'refused', what)
      assert.match(report.refusals.map((refusal) => `${refusal.where}: ${refusal.why}`).join('\n'), why, what)
      assert.equal(store.rev(), 0, what)
    }
  })

  test('a byte order mark is no part of the text', () => {
    const text = new TextDecoder().decode(ours(birth).bytes)
    assert.deepEqual(readCatalogue(file(`\ufeff${text}`)).procedures, [birth])
    assert.equal(
      readCatalogue(file('\ufeffcode,name,field\n1.001193,Khai sinh,Hộ tịch\n', 'a.csv')).procedures.length,
      1,
    )
  })

  test('a code that stands twice is refused both times', () => {
    const report = importCatalogue(ours(birth, marriage, { ...birth, name: 'Khác' }), {
      store: freshStore(),
      at: 1,
      skipBad: true,
    })
    assert.deepEqual([report.added, report.refused], [1, 2])
    assert.match(report.refusals[0]!.why, /1\.001193 stands 2 times/)
  })

  test('unknown fields, wrong types and over-long texts are refused in every place', () => {
    const wrong: unknown[] = [
      { ...birth, extra: 1 },
      { ...birth, code: 'x y' },
      { ...birth, name: '' },
      { ...birth, name: 'x'.repeat(3_000) },
      { ...birth, levels: 'Cấp xã' },
      { ...birth, terms: null },
      { ...birth, link: 'javascript:alert(1)' },
      { ...birth, link: 'https://x.vn/"><script>' },
      { ...birth, serviceHint: '../x' },
      { ...birth, documents: [{ case: null, items: [{ text: 'x', originals: -1, copies: 0, copiesRaw: null }] }] },
      null,
      'birth',
      [],
    ]
    for (const row of wrong)
      assert.equal(readCatalogue(ours(row)).refusals.length, 1, JSON.stringify(row)?.slice(0, 80))
  })

  test('whatever JSON comes, it is taken or refused, never a stumble', () => {
    const store = freshStore()
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (value, wrapped) => {
        const report = importCatalogue(file(JSON.stringify(wrapped ? { procedures: [value] } : value)), {
          store,
          at: 1,
        })
        assert.equal(report.outcome, 'refused')
      }),
    )
  })

  test('a disk that fails in the middle leaves the old catalogue whole', () => {
    const db = new Database(':memory:')
    db.exec(migration)
    const store = openProcedureStore(db)
    importCatalogue(ours(birth), { store, at: 1 })
    db.exec(`CREATE TRIGGER fails BEFORE INSERT ON procedure_version WHEN NEW.code = '1.000894'
      BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END`)
    assert.throws(() => importCatalogue(ours({ ...birth, who: 'Ai đó' }, marriage), { store, at: 2 }), /disk/)
    assert.deepEqual(
      store.procedures().map(({ procedure }) => procedure),
      [birth],
    )
    assert.equal(store.rev(), 1)
  })

  test('doubts are told, and the words they are about stay as they came', () => {
    const term = birth.terms[0]!
    const doubtful = (change: Partial<typeof term>) => doubtsOf({ ...birth, terms: [{ ...term, ...change }] })
    assert.deepEqual(doubtful({ timeText: '1' }), ['time-without-unit'])
    assert.deepEqual(doubtful({ timeText: '3 Ngày làm việc' }), [])
    assert.deepEqual(doubtful({ timeText: 'Không có thông tin', feeText: null }), ['time-unknown', 'fee-unknown'])
    assert.deepEqual(doubtful({ timeText: '1 ngày', feeNote: 'Do Hội đồng nhân dân tỉnh quyết định' }), [
      'fee-set-by-province',
      'fee-says-free-but-has-note',
    ])
    const money = { timeText: '1 ngày', feeText: '5,000 Việt Nam Đồng', feeVnd: 5_000 }
    assert.deepEqual(doubtful({ ...money, feeNote: 'thu 7.000 đồng/lần' }), ['fee-amount-contradicts-note'])
    assert.deepEqual(doubtful({ ...money, feeNote: 'thu 5.000 đồng/lần, theo danh sách 7.000 đồng' }), [])
    const report = importCatalogue(ours(birth), { store: freshStore(), at: 1 })
    assert.deepEqual(report.doubts, { 'time-without-unit': 1 })
  })

  test('the demonstration catalogue comes in whole and knows a service for every procedure', () => {
    const store = freshStore()
    const report = loadDemoCatalogue(store, 1)
    assert.deepEqual([report.outcome, report.refused], ['taken', 0])
    assert.ok(report.added >= 40, `${report.added} procedures`)
    const services = ['ho-tich', 'chung-thuc', 'dat-dai', 'chinh-sach', 'kinh-doanh', 'tra-ket-qua', 'cu-tru']
    for (const { procedure } of store.procedures())
      assert.ok(services.includes(procedure.serviceHint ?? ''), procedure.code)
    for (const { serviceId } of store.places()) assert.ok(services.includes(serviceId ?? ''))
    const rev = store.rev()
    assert.equal(loadDemoCatalogue(store, 2).outcome, 'nothing-new')
    assert.equal(store.rev(), rev)
  })

  if (!existsSync(nationalFile))
    skip('280 procedures of the portal come in word for word', `${nationalFile.pathname} is not here`)
  else {
    test('280 procedures of the portal come in word for word', () => {
      const store = freshStore()
      const bytes = readFileSync(nationalFile)
      const report: ImportReport = importCatalogue({ name: 'procedures.json', bytes }, { store, at: 1 })
      assert.deepEqual([report.outcome, report.rows, report.added, report.refused], ['taken', 280, 280, 0])
      assert.equal(report.doubts['time-without-unit'], 42)
      assert.equal(report.doubts['fee-says-free-but-has-note'], 114)
      assert.equal(importCatalogue({ name: 'procedures.json', bytes }, { store, at: 2 }).outcome, 'nothing-new')
      const raw: { procedures: RawProcedure[] } = JSON.parse(bytes.toString('utf8'))
      const kept = new Map(store.procedures().map(({ procedure }) => [procedure.code, procedure]))
      const asPublished = (text: string | null) => text?.normalize('NFC').trim() || null
      for (const { code, terms } of raw.procedures) {
        assert.deepEqual(
          kept.get(code)!.terms.map(({ timeText, feeText, feeNote }) => [timeText, feeText, feeNote]),
          (terms ?? []).map((term) => [term.time_text, term.fee_text, term.fee_note].map(asPublished)),
        )
      }
    })
  }
})

interface RawProcedure {
  code: string
  terms: { time_text: string | null; fee_text: string | null; fee_note: string | null }[] | null
}

spec('procedures › table', ({ test }) => {
  const bounds = { rows: 1_000, columns: 40 }
  const read = (text: string) => readCatalogue(file(text, 'catalogue.csv'))

  test('a table with Vietnamese headings, semicolons and papers in one cell is read', () => {
    const { procedures, refusals } = read(
      'Mã;Tên;Lĩnh vực;Hình thức;Thời hạn;Phí;Số tiền;Giấy tờ;Trực tuyến\r\n' +
        '1.004194;Đăng ký tạm trú;Cư trú;Trực tuyến;3 ngày;7.000 đồng;7.000;"Tờ khai ""CT01"" [1 bản chính]\n## Ở thuê\nHợp đồng [1 bản sao]";có\r\n' +
        '1.004194;;;Trực tiếp|Bưu chính;3;15.000 đồng;15000;;\r\n',
    )
    assert.deepEqual(refusals, [])
    assert.equal(procedures.length, 1)
    assert.deepEqual(
      procedures[0]!.terms.map(({ channels, timeText, feeVnd }) => [channels, timeText, feeVnd]),
      [
        [['Trực tuyến'], '3 ngày', 7_000],
        [['Trực tiếp', 'Bưu chính'], '3', 15_000],
      ],
    )
    assert.deepEqual(procedures[0]!.documents, [
      { case: null, items: [{ text: 'Tờ khai "CT01"', originals: 1, copies: 0, copiesRaw: '1 bản chính' }] },
      { case: 'Ở thuê', items: [{ text: 'Hợp đồng', originals: 0, copies: 1, copiesRaw: '1 bản sao' }] },
    ])
    assert.equal(procedures[0]!.online, true)
  })

  test('a refused row is named by its line in the file, also below a cell of several lines', () => {
    const { refusals } = read(
      'code,name,field,papers,fee_vnd\n1.1,A,F,"x\ny\nz",\n1.2,B,F,,năm nghìn\n1.3,C\n1.4,D,,,\n',
    )
    assert.deepEqual(
      refusals.map(({ where }) => where),
      ['line 5', 'line 6', 'line 7'],
    )
    assert.match(refusals[0]!.why, /đồng/)
  })

  test('unknown, doubled and missing headings refuse the file', () => {
    assert.match(read('code,name,field,colour\n').refusals[0]!.why, /"colour" is not known/)
    assert.match(read('code,name,field,Mã\n').refusals[0]!.why, /code stands twice/)
    assert.match(read('code,name\n').refusals[0]!.why, /field is missing/)
  })

  test('quotes out of place are errors with their line', () => {
    for (const [text, line] of [
      ['a,b\nx"y,z', 2],
      ['a,b\n"x"y,z', 2],
      ['a,b\n\n"never\nclosed', 3],
    ] as const) {
      assert.throws(
        () => readCsv(text, bounds),
        (wrong) => wrong instanceof BadCsv && wrong.line === line,
      )
    }
    assert.throws(() => readCsv('a\n'.repeat(20), { rows: 10, columns: 4 }), /more than 10 rows/)
    assert.throws(() => readCsv('a,b,c', { rows: 10, columns: 2 }), /more than 2 columns/)
  })

  test('what is written as CSV is read back the same', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab1",;\t\n\r đ'), maxLength: 8 })
    const row = fc.array(cell, { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        // A heading with commas only, so that the separator is not guessed from chance.
        const text = csvLine(['h', 'h', 'h', 'h', 'h', 'h']) + rows.map(csvLine).join('')
        assert.deepEqual(
          readCsv(text, bounds)
            .slice(1)
            .map(({ cells }) => cells),
          rows,
        )
      }),
    )
  })

  test('whatever text comes, it is read or refused, never a stumble', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'",;\n\r\tabc1đ '), maxLength: 200 }), (text) => {
        const { procedures } = read(`code,name,field\n${text}`)
        assert.ok(procedures.every(({ code, name }) => code !== '' && name !== ''))
      }),
    )
  })
})
