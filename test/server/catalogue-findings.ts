import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { amountsIn, hasBareAmount } from '#server/procedures/amounts.ts'
import { FINDING_WORDS } from '#server/procedures/finding-words.ts'
import { type Finding, findingsOf, vanishedFrom } from '#server/procedures/findings.ts'
import { type Held, heldOn } from '#server/procedures/held.ts'
import { readCatalogue } from '#server/procedures/importer.ts'
import type { Procedure, Term } from '#server/procedures/procedure.ts'
import { plans, type Saying, standing } from '#server/procedures/sayings.ts'
import { spec } from '../kit/spec.ts'

const nationalFile = new URL('../../../shared/data/procedures.json', import.meta.url)

const term: Term = {
  channels: ['Trực tiếp'],
  timeText: '3 Ngày làm việc',
  feeText: '8.000 đồng',
  feeVnd: 8_000,
  feeNote: null,
  description: null,
}
const plain: Procedure = {
  code: '1.000001',
  name: 'Đăng ký thả diều',
  field: 'Vui chơi',
  levels: ['Cấp xã'],
  agency: 'Ủy ban nhân dân cấp xã',
  who: null,
  terms: [term],
  documents: [{ case: null, items: [{ text: 'Đơn đề nghị', originals: 1, copies: 0, copiesRaw: null }] }],
  online: null,
  link: null,
  aliases: [],
  serviceHint: 'vui-choi',
}
const held = (change: Partial<Procedure> = {}, more: Partial<Held> = {}): Held => ({
  procedure: { ...plain, ...change },
  origin: 'list',
  at: 0,
  off: null,
  serviceId: 'vui-choi',
  place: null,
  note: null,
  hasOwnPlace: false,
  ...more,
})
const about = { services: new Set(['vui-choi']), atCounters: new Set(['vui-choi']), vanished: new Set<string>() }
const found = (one: Held, others: Held[] = [], at = about): readonly Finding[] =>
  findingsOf([one, ...others], at).get(one.procedure.code) ?? []
const kinds = (...asked: Parameters<typeof found>) => found(...asked).map(({ kind }) => kind)
const terms = (...changes: Partial<Term>[]) => held({ terms: changes.map((change) => ({ ...term, ...change })) })
const paper = (text: string) =>
  held({ documents: [{ case: null, items: [{ text, originals: 1, copies: 0, copiesRaw: null }] }] })

spec('catalogue › findings', ({ test }) => {
  test('sums are read as people write them, and a number alone is none', () => {
    assert.deepEqual(
      amountsIn('5.000 đồng/trang; 10,000 Việt Nam Đồng; 15000đ, 20 nghìn đồng'),
      [5000, 10000, 15000, 20000],
    )
    assert.deepEqual(amountsIn('1.000.000 VNĐ và 2 triệu đồng'), [1_000_000, 2_000_000])
    assert.deepEqual(amountsIn('Nghị định 154/2024/NĐ-CP, mẫu CT01, 5.000 đơn'), [])
    assert.deepEqual(amountsIn(null), [])
    assert.equal(hasBareAmount('8.000'), true)
    assert.equal(hasBareAmount('20,000/hồ sơ'), true)
    assert.equal(hasBareAmount('8.000 đồng'), false)
    assert.equal(hasBareAmount('theo Thông tư 85/2019/TT-BTC, 50%'), false)
  })

  test('a procedure that says everything once has nothing to look at', () => {
    assert.deepEqual(kinds(held()), [])
    assert.deepEqual(kinds(held({ serviceHint: null }, { serviceId: null, place: 'Tầng 2' })), [])
  })

  test('where to go: nowhere, nobody responsible, a service that is gone, a service without a counter', () => {
    assert.deepEqual(kinds(held({}, { serviceId: null })), ['no-place'])
    assert.deepEqual(kinds(held({ agency: null })), ['no-agency'])
    assert.deepEqual(kinds(held({ agency: null }, { place: 'Phòng 203' })), [])
    assert.deepEqual(kinds(held({}, { serviceId: 'da-bo' })), ['service-unknown'])
    assert.deepEqual(kinds(held(), [], { ...about, atCounters: new Set() }), ['no-counter'])
  })

  test('fees: two for one way, a note with another sum, free and not, no unit, thousands forgotten', () => {
    const [two] = found(terms({}, { feeText: '10.000 đồng', feeVnd: 10_000 }))
    assert.deepEqual(two, { kind: 'fees-contradict', seen: ['Trực tiếp: 8.000 đồng', 'Trực tiếp: 10.000 đồng'] })
    const each = { feeText: '10.000 đồng', feeVnd: 10_000, feeNote: 'theo danh sách' }
    assert.deepEqual(kinds(terms({}, each)), ['fee-by-channel'], 'a note says when which is paid')
    assert.deepEqual(kinds(terms({ feeNote: 'thu 7.000 đồng/lần' })), ['fees-contradict'])
    assert.deepEqual(kinds(terms({ feeNote: 'thu 8.000đ/lần' })), [])
    const free = { feeText: 'Miễn phí', feeVnd: 0 }
    assert.deepEqual(kinds(terms({ ...free, feeNote: 'Trường hợp khác: 5.000 đồng' })), ['fee-free-and-not'])
    assert.deepEqual(kinds(terms({ ...free, feeNote: 'do Hội đồng nhân dân tỉnh quyết định' })), ['fee-free-and-not'])
    assert.deepEqual(kinds(terms({ ...free, feeNote: 'Áp dụng cho mọi người' })), [])
    assert.deepEqual(kinds(terms({ feeText: '8.000', feeVnd: null })), ['fee-without-unit'])
    assert.deepEqual(kinds(terms({ feeText: '10 đồng', feeVnd: 10 })), ['fee-without-unit'])
    assert.deepEqual(kinds(terms({}, { channels: ['Trực tuyến'], feeText: '4.000 đồng', feeVnd: 4_000 })), [
      'fee-by-channel',
    ])
    assert.deepEqual(kinds(terms({ feeText: null, feeVnd: null })), ['fee-missing'])
    assert.deepEqual(kinds(held({ terms: [] })), ['fee-missing', 'time-missing'])
  })

  test('a fee in the papers that the fee does not know', () => {
    assert.deepEqual(found(paper('Biên lai nộp lệ phí 20.000 đồng')), [
      { kind: 'fee-in-papers', seen: ['Biên lai nộp lệ phí 20.000 đồng'] },
    ])
    assert.deepEqual(kinds(paper('Biên lai nộp lệ phí 8.000 đồng')), [])
    assert.deepEqual(kinds(paper('Giấy tờ về khoản vay 20.000.000 đồng')), [], 'money that is no fee')
  })

  test('times: none, or a number of nobody knows what', () => {
    assert.deepEqual(kinds(terms({ timeText: null })), ['time-missing'])
    assert.deepEqual(found(terms({ timeText: '7' })), [{ kind: 'time-without-unit', seen: ['7'] }])
  })

  test('one name twice, whatever its marks and capitals; what is switched off is no namesake', () => {
    const twin = held({ code: '1.000002', name: 'Thủ tục đăng ký THẢ DIỀU' })
    assert.deepEqual(found(held(), [twin]), [{ kind: 'name-twice', seen: ['1.000002'] }])
    assert.deepEqual(found(held(), [{ ...twin, off: 'trùng' }]), [])
  })

  test('switched off, and still with a place of its own', () => {
    assert.deepEqual(
      kinds(held({ terms: [] }, { off: 'bãi bỏ', serviceId: null })),
      [],
      'what is off is not complained of',
    )
    assert.deepEqual(kinds(held({}, { off: 'bãi bỏ', hasOwnPlace: true })), ['off-with-place'])
  })

  test('codes a newer list does not have; a file with a few more is no newer list', () => {
    const known = ['a', 'b', 'c', 'd', 'e']
    const list = (at: number, ...codes: string[]) => ({ at, source: 'x', codes })
    assert.deepEqual([...vanishedFrom(known, [])], [])
    assert.deepEqual([...vanishedFrom(known, [list(1, 'a', 'b', 'c', 'd')])], ['e'])
    assert.deepEqual([...vanishedFrom(known, [list(1, 'a', 'b', 'c', 'd'), list(2, 'e')])], [])
    assert.deepEqual([...vanishedFrom(known, [list(1, ...known), list(2, 'a', 'b', 'c')])], ['d', 'e'])
    assert.deepEqual(kinds(held(), [], { ...about, vanished: new Set(['1.000001']) }), ['vanished'])
  })

  test('every kind says what is wrong and what to do, in both languages', () => {
    for (const [kind, { title, whatToDo }] of Object.entries(FINDING_WORDS)) {
      for (const words of [title.vi, title.en, whatToDo.vi, whatToDo.en]) assert.ok(words.length > 8, kind)
    }
  })

  test('over the 280 of the portal', () => {
    if (!existsSync(nationalFile)) {
      console.warn('SKIPPED: the folder with the 280 procedures of the portal is not beside this project')
      return
    }
    const { procedures } = readCatalogue({ name: 'procedures.json', bytes: readFileSync(nationalFile) })
    const stored = procedures.map((procedure) => ({ procedure, importId: 1, importedAt: 0, off: null }))
    const all = findingsOf(heldOn('2026-11-23', { stored, places: [], sayings: [] }), about)
    const counts = Map.groupBy([...all.values()].flat(), ({ kind }) => kind)
    console.log([...counts].map(([kind, some]) => `${kind} ${some.length}`).join(', '))
    assert.equal(procedures.length, 280)
    assert.equal(counts.get('no-place')?.length, 280, 'nobody has said yet where to go')
    assert.equal(counts.get('time-without-unit')?.length, 42)
    assert.equal(counts.get('fee-missing')?.length, 72)
    assert.ok((counts.get('fee-free-and-not')?.length ?? 0) > 30)
    assert.ok(counts.has('fees-contradict') && counts.has('fee-by-channel'))
  })
})

spec('catalogue › what the office says, day by day', ({ test }) => {
  let ids = 0
  const off = (from: string, reason: string | null, name = '1.000001'): Saying => ({
    id: ++ids,
    scope: 'code',
    name,
    from,
    says: { topic: 'off', reason },
    by: 'an',
    at: 0,
    why: null,
  })
  const offOn = (day: string, ...sayings: Saying[]) => standing(sayings, day).get('code off 1.000001')?.says

  test('the word that began last holds; of two for one day, the later said', () => {
    const said = [off('2026-11-01', 'sửa nhà'), off('2026-12-01', null), off('2026-11-10', 'lũ')]
    assert.deepEqual(offOn('2026-10-31', ...said), undefined)
    assert.deepEqual(offOn('2026-11-05', ...said), { topic: 'off', reason: 'sửa nhà' })
    assert.deepEqual(offOn('2026-11-30', ...said), { topic: 'off', reason: 'lũ' })
    assert.deepEqual(offOn('2026-12-01', ...said), { topic: 'off', reason: null })
    assert.deepEqual(offOn('2026-11-10', ...said, off('2026-11-10', 'bão')), { topic: 'off', reason: 'bão' })
  })

  test('plans are what will be otherwise; a plan that was taken back is none', () => {
    const plan = off('2026-12-01', 'bãi bỏ')
    assert.deepEqual(plans([plan], '2026-11-23'), [plan])
    assert.deepEqual(plans([plan], '2026-12-01'), [])
    assert.deepEqual(plans([plan, off('2026-12-01', null)], '2026-11-23'), [])
  })

  test('a field’s word counts where the procedure has none of its own; a word taken back gives way to the list’s', () => {
    const stored = [{ procedure: plain, importId: 1, importedAt: 0, off: null }]
    const places = [{ scope: 'field' as const, name: 'Vui chơi', serviceId: 'cong-vien', place: 'Cổng sau' }]
    const said = (scope: 'code' | 'field', name: string, service: string | null, place: string | null): Saying => ({
      ...off('2026-11-23', null),
      scope,
      name,
      says: { topic: 'place', service, place },
    })
    const at = (...sayings: Saying[]) => {
      const [one] = heldOn('2026-11-23', { stored, places, sayings })
      return [one?.serviceId, one?.place, one?.hasOwnPlace]
    }
    assert.deepEqual(at(), ['cong-vien', 'Cổng sau', false])
    assert.deepEqual(at(said('code', '1.000001', null, 'Phòng 3')), ['cong-vien', 'Phòng 3', true])
    assert.deepEqual(at(said('field', 'Vui chơi', null, null)), ['vui-choi', null, false])
  })
})
