import * as assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { openCatalogue } from '#server/procedures/catalogue.ts'
import { loadDemoCatalogue } from '#server/procedures/demo.ts'
import { openProcedureStore } from '#server/procedures/store.ts'
import { allMigrations } from '../kit/all-migrations.ts'
import { spec } from '../kit/spec.ts'

const migration = allMigrations()

spec('procedures › catalogue', ({ test, beforeEach, afterEach }) => {
  let home = ''
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'luot-catalogue-'))
  })
  afterEach(() => rmSync(home, { recursive: true }))

  function office() {
    const db = new Database(path.join(home, 'office.db'))
    db.exec(migration)
    const store = openProcedureStore(db)
    loadDemoCatalogue(store, 5)
    return { db, store, catalogue: openCatalogue(store) }
  }

  test('a page holds the papers, the fee verbatim with its note, the doubts and the way to a ticket', () => {
    const { catalogue, db } = office()
    const page = catalogue.procedure('2.000815')
    assert.ok(page)
    assert.equal(page.serviceId, 'chung-thuc')
    assert.equal(page.terms[0]!.feeText, '2,000 Việt Nam Đồng')
    assert.match(page.terms[0]!.feeNote!, /^\/trang/)
    assert.ok(page.documents[0]!.items.length > 0)
    assert.deepEqual(catalogue.procedure('1.001193')!.doubts, ['time-without-unit'])
    assert.equal(catalogue.procedure('9.999999'), undefined)
    db.close()
  })

  test('fields are counted and lead to their procedures', () => {
    const { catalogue, db } = office()
    const fields = catalogue.fields()
    assert.equal(fields[0]!.field, 'Hộ tịch')
    for (const { field, count, serviceId } of fields) {
      assert.equal(catalogue.byField(field).length, count)
      assert.ok(serviceId, field)
    }
    assert.deepEqual(catalogue.byField('Không có'), [])
    db.close()
  })

  test('a procedure the office does not take is nowhere, survives imports, and comes back', () => {
    const { catalogue, store, db } = office()
    store.switchOff('2.001019', 'làm ở phòng công chứng', 6)
    loadDemoCatalogue(store, 7)
    assert.equal(catalogue.procedure('2.001019'), undefined)
    assert.ok(!catalogue.searchProcedures('di chúc').some(({ code }) => code === '2.001019'))
    assert.ok(!catalogue.byField('Chứng thực').some(({ code }) => code === '2.001019'))
    store.switchOn('2.001019')
    assert.equal(catalogue.searchProcedures('di chúc')[0]?.code, '2.001019')
    db.close()
  })

  test('the office says where to go: for a field, for one procedure before it, and takes it back', () => {
    const { catalogue, store, db } = office()
    store.setPlace({ scope: 'field', name: 'Hộ tịch', serviceId: 'ho-tich', place: 'Tầng 1' })
    store.setPlace({ scope: 'code', name: '1.000894', serviceId: 'chung-thuc', place: 'Phòng 203' })
    const at = (code: string) => [catalogue.procedure(code)!.serviceId, catalogue.procedure(code)!.place]
    assert.deepEqual(at('1.001193'), ['ho-tich', 'Tầng 1'])
    assert.deepEqual(at('1.000894'), ['chung-thuc', 'Phòng 203'])
    store.setPlace({ scope: 'code', name: '1.000894', serviceId: null, place: null })
    assert.deepEqual(at('1.000894'), ['ho-tich', 'Tầng 1'])
    db.close()
  })

  test('an import made beside a running hub is seen with the next question', () => {
    const { catalogue, db } = office()
    const beside = new Database(path.join(home, 'office.db'))
    const store = openProcedureStore(beside)
    const [some] = store.procedures()
    const added = { ...some!.procedure, code: '9.000001', name: 'Cấp phép thả diều', aliases: [] }
    store.takeImport({ source: 'beside', at: 9, procedures: [added] })
    beside.close()
    assert.equal(catalogue.searchProcedures('tha dieu')[0]?.code, '9.000001')
    db.close()
  })
})
