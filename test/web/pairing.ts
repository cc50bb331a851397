import assert from 'node:assert/strict'
import { addressOfPlace } from '#server/pairing/addresses.ts'
import { buildOf, wayTo } from '#web/pairing/address.ts'
import { fieldsOf, freeName, guess, placeIn } from '../../desk/src/screens/place-of.ts'
import { parseSettings } from '../../display/src/settings.ts'
import { spec } from '../kit/spec.ts'

const at = (address: string) => {
  const { pathname, search } = new URL(address, 'http://hall')
  return { pathname, search }
}
const kiosk = addressOfPlace({ what: 'kiosk', screen: 'kiosk-1' })
const board = addressOfPlace({ what: 'board', screen: 'board-1' })
const led = addressOfPlace({ what: 'led', screen: 'led-1', width: 192, height: 96 })

spec('the way of a screen to its place', ({ test }) => {
  test('is none where it stands there, whatever its address says of its glass', () => {
    assert.equal(wayTo(kiosk, at('/kiosk/?id=kiosk-1&pxmm=4.03')), null)
    assert.equal(wayTo(board, at('/display/?id=board-1&diagonal=55')), null)
    assert.equal(wayTo(board, at('/display/board?id=board-1')), null)
    assert.equal(wayTo(led, at('/display/led?width=192&height=96&id=led-1')), null)
  })
  test('takes the glass along to another id, and leaves it behind on the way to another page', () => {
    assert.equal(wayTo(kiosk, at('/kiosk/?id=kiosk-2&pxmm=4.03')), '/kiosk/?id=kiosk-1&pxmm=4.03')
    assert.equal(wayTo(kiosk, at('/kiosk')), '/kiosk/?id=kiosk-1')
    assert.equal(wayTo(led, at('/display/board?id=board-1&diagonal=55')), '/display/led?id=led-1&width=192&height=96')
    assert.equal(wayTo(kiosk, at('/kiosk/lookup?id=kiosk-1')), '/kiosk/?id=kiosk-1')
  })
  test('ends at an address every board understands', () => {
    for (const place of [board, led, addressOfPlace({ what: 'sign', screen: 'sign-1', counter: 'quay-1' })]) {
      const { pathname, search } = at(wayTo(place, at('/display/sign?x=1')) ?? '/display/')
      assert.ok(parseSettings(pathname, search.replace('&x=1', '').replace('x=1&', '')).ok, pathname + search)
    }
  })
  test('a page is known by its own file', () => {
    assert.equal(buildOf('http://hall:8080/kiosk/assets/index-B2xQ.js'), 'index-B2xQ.js')
  })
})

spec('the place of a screen, as it is typed', ({ test }) => {
  test('is guessed from what was opened, with a name nobody has', () => {
    assert.deepEqual(guess('/kiosk/?id=kiosk-1', [], 'quay-1').screen, 'kiosk-1')
    assert.deepEqual(guess('/kiosk/?id=kiosk-1', ['kiosk-1'], 'quay-1').screen, 'kiosk-2')
    const terminal = guess('/kiosk/rating?counter=quay-3', [], 'quay-1')
    assert.deepEqual([terminal.what, terminal.counter, terminal.screen], ['rating', 'quay-3', 'rating-quay-3'])
    const wall = guess('/display/led?width=64&height=32', [], 'quay-1')
    assert.deepEqual([wall.what, wall.width, wall.height], ['led', '64', '32'])
    assert.equal(guess('/display/x', [], 'quay-1').what, 'board')
    assert.equal(freeName('sign', 'quay-1', ['sign-quay-1']), 'sign-1')
  })
  test('is read back as it was, and what is wrong is named', () => {
    const places = [
      { what: 'lookup', screen: 'lookup-1' },
      { what: 'sign', screen: 'sign-1', counter: 'quay-2' },
      { what: 'led', screen: 'led-1', width: 192, height: 96 },
    ] as const
    for (const place of places) assert.deepEqual(placeIn(fieldsOf(place, 'quay-1')), { ok: true, place })
    const fields = fieldsOf(places[2], 'quay-1')
    assert.deepEqual(placeIn({ ...fields, screen: 'máy 1' }), { ok: false, field: 'screen' })
    assert.deepEqual(placeIn({ ...fields, screen: '123456789' }), { ok: false, field: 'screen' })
    for (const width of ['', '12', '99999', '1.5'])
      assert.deepEqual(placeIn({ ...fields, width }), { ok: false, field: 'width' })
  })
})
