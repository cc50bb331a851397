import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Table } from '#core/domain/table.ts'
import { spec } from '../kit/spec.ts'

spec('a map that can be kept', ({ test }) => {
  test('holds what a plain map holds, and older tables stay as they were', () => {
    const puts = fc.array(fc.tuple(fc.string({ maxLength: 4 }), fc.integer()), { maxLength: 300 })
    fc.assert(
      fc.property(puts, (entries) => {
        let table = Table.empty<number>()
        const plain = new Map<string, number>()
        const older: [Table<number>, Map<string, number>][] = []
        for (const [key, value] of entries) {
          older.push([table, new Map(plain)])
          table = table.put(key, value)
          plain.set(key, value)
        }
        older.push([table, plain])
        for (const [kept, expected] of older) {
          assert.equal(kept.size, expected.size)
          for (const [key, value] of expected) assert.equal(kept.get(key), value)
          assert.deepEqual([...kept.values()].sort(), [...expected.values()].sort())
        }
        assert.equal(table.get('never put in here'), undefined)
      }),
      { numRuns: 50 },
    )
  })
})
