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

  test('S12: whatever a scanner types, nothing but figures comes of it', () => {
    const payloads = [
      [...'LUOT-HEN:', 'Escape', 'F12', 'Control', 'l', ...'123456', 'Enter'],
      [...'\u001b[2J\u0000\u0007', 'Enter', ...'１２３４５６', 'Enter'],
      [...'javascript:alert(1)//hen/', 'Enter', 'Tab', 'ContextMenu', 'BrowserHome'],
      [...'9'.repeat(10_000), 'Enter'],
      [...`LUOT-HEN:${'x'.repeat(10_000)}123456`, 'Enter'],
      [...'A\r\nB', 'Enter', ...'NGUYỄN VĂN THỬ|', 'Enter', 'Dead', 'Process', 'Unidentified'],
      [...'079188801234|123456789|NGUYN VN A|01011990|Nam|H Ni|01012021', 'Enter'],
    ]
    const names = ['Shift', 'Enter', 'Escape', 'Alt', 'LaunchMail', '\u202e', '😀', 'é', '|']
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 48_271) % 0x7fffffff
      return seed % below
    }
    const noise = Array.from({ length: 5_000 }, () =>
      random(3) === 0 ? names[random(names.length)]! : String.fromCharCode(32 + random(95)),
    )
    let codes = 0
    for (const keys of [...payloads, noise]) {
      for (const meant of meantBy(keys, 3)) {
        if (meant !== null && 'code' in meant) codes++
        assert.match(meant === null ? '0' : 'code' in meant ? meant.code : meant.digit, /^(\d|\d{6})$/)
      }
    }
    assert.ok(codes <= 2, 'a code is one of ours, or none')
  })
})
