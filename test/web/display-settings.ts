import * as assert from 'node:assert/strict'
import { parseSettings } from '../../display/src/settings.ts'
import { spec } from '../kit/spec.ts'

spec('the address of a board', ({ test }) => {
  test('says everything about a TV board', () => {
    const address = '?id=board-1&diagonal=65&distance=7.5&speaks=0&lang=en&say=1&rest=3&ground=dark'
    assert.deepEqual(parseSettings('/display/', address), {
      ok: true,
      settings: {
        page: 'board',
        id: 'board-1',
        diagonal: 65,
        distance: 7.5,
        speaks: false,
        say: 1,
        restMs: 3_000,
        lang: 'en',
        ground: 'dark',
      },
    })
  })

  test('may be left short: 55 inches, ten metres, Vietnamese, and it may speak', () => {
    const parsed = parseSettings('/display', '')
    assert.ok(parsed.ok && parsed.settings.page === 'board')
    const { id, diagonal, distance, speaks, lang, say } = parsed.settings
    assert.deepEqual([id, diagonal, distance, speaks, lang, say], ['board-1', 55, 10, true, 'vi', 2])
  })

  test('names an LED wall and a counter sign', () => {
    assert.deepEqual(parseSettings('/display/led', '?id=led-1&width=192&height=96'), {
      ok: true,
      settings: { page: 'led', id: 'led-1', width: 192, height: 96 },
    })
    const sign = parseSettings('/display/sign', '?counter=quay-1')
    assert.ok(sign.ok && sign.settings.page === 'sign')
    assert.equal(sign.settings.id, 'sign-quay-1')
  })

  for (const [what, path, search, names] of [
    ['a diagonal that is no number', '/display/', '?diagonal=abc', ['diagonal']],
    ['a diagonal in scientific notation', '/display/', '?diagonal=5e1', ['diagonal']],
    ['a seat outside the hall', '/display/', '?distance=500', ['distance']],
    ['an unknown word', '/display/', '?lang=fr', ['lang']],
    ['a setting nobody knows', '/display/', '?diagnoal=55', ['diagnoal']],
    ['the same twice', '/display/', '?id=a&id=b', ['id']],
    ['a name with spaces', '/display/', '?id=board%201', ['id']],
    ['a wall without a size', '/display/led', '', ['width', 'height']],
    ['half a pixel', '/display/led', '?width=192.5&height=96', ['width']],
    ['a sign without a counter', '/display/sign', '', ['counter']],
    ['a page that is not there', '/display/cinema', '', ['/display/cinema']],
    ['all of it at once', '/display/', '?diagonal=0&speaks=yes&x=1', ['diagonal', 'speaks', 'x']],
  ] as const) {
    test(`is refused for ${what}, in both languages`, () => {
      const parsed = parseSettings(path, search)
      assert.ok(!parsed.ok)
      assert.equal(parsed.problems.length, names.length)
      names.forEach((name, index) => {
        const { vi, en } = parsed.problems[index]!
        assert.ok(vi.includes(name) && en.includes(name), `${vi} / ${en}`)
      })
    })
  }
})
