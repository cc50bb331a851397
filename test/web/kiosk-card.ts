import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { cardNumberIn } from '../../kiosk/src/card.ts'
import { spec } from '../kit/spec.ts'

const cases = new URL('../../../shared/data/cccd-qr-cases.json', import.meta.url)

spec('the number of an identity card, as a scanner types it', ({ test, skip }) => {
  test('is its twelve digits, alone or as the first field of the card’s code', () => {
    assert.equal(cardNumberIn('079188801234'), '079188801234')
    assert.equal(cardNumberIn('079188801234|123456789|X|01011990|Nam|Y|01012021'), '079188801234')
    assert.equal(cardNumberIn(' 079188801234\r'), '079188801234')
  })

  test('is nothing else', () => {
    for (const other of [
      '',
      '07918880123',
      '0791888012345',
      '123456789',
      'x079188801234',
      '079188801234x',
      '|079188801234',
    ]) {
      assert.equal(cardNumberIn(other), null, other)
    }
  })

  if (!existsSync(cases)) {
    skip('the cases of the shared data are told apart', `${cases.pathname} is not here`)
  } else {
    test('the cases of the shared data are told apart', () => {
      const { cases: all } = JSON.parse(readFileSync(cases, 'utf8')) as {
        cases: { name: string; raw: string; expect: { kind?: string } }[]
      }
      assert.ok(all.length >= 10)
      for (const { name, raw, expect } of all) {
        assert.equal(cardNumberIn(raw), expect.kind === undefined ? raw.slice(0, 12) : null, name)
      }
    })
  }
})
