import assert from 'node:assert/strict'
import { keyed, type Meant, NO_BURST } from '../../kiosk/src/code-keys.ts'
import { spec } from '../kit/spec.ts'

/** What was meant by these keys, one every so many milliseconds. */
function meantBy(keys: readonly string[], everyMs: number): Meant[] {
  let burst = NO_BURST
  return keys.flatMap((key, i) => {
    const heard = keyed(burst, key, i * everyMs)
    burst = heard.burst
    return heard.meant === null ? [] : [heard.meant]
  })
}

const figures = (text: string) => [...text].map((digit) => ({ digit }))

spec('keys at the check-in', ({ test }) => {
  test('figures count at once, typed slowly or read by a scanner', () => {
    assert.deepEqual(meantBy([...'123456'], 700), figures('123456'))
    assert.deepEqual(meantBy([...'123456', 'Enter'], 3), figures('123456'))
  })

  test('a slip’s QR is one code, with an Enter behind it or without, and its own figures are not typed', () => {
    assert.deepEqual(meantBy([...'LUOT-HEN:123456'], 5), [{ code: '123456' }])
    assert.deepEqual(meantBy([...'LUOT-HEN:123456', 'Enter'], 5), [{ code: '123456' }])
    assert.deepEqual(meantBy(['Shift', 'L', 'Shift', 'U', ...'OT-HEN:000042'], 5), [{ code: '000042' }])
  })

  test('an address is whole at its end: the figures of the machine are no code', () => {
    const address = [...'http://192.168.1.10:8080/hen/654321', 'Enter']
    assert.deepEqual(meantBy(address, 5), [{ code: '654321' }])
    assert.deepEqual(meantBy([...'http://192.168.1.10:8080/t/A012-8F3KQ2M7XW', 'Enter'], 5), [])
  })

  test('words that stopped long ago do not spoil the figures after them', () => {
    assert.deepEqual(meantBy(['x', '1', '2'], 2_000), figures('12'))
  })
})
