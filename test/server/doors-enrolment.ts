import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { addressOf, isLoopback, PASSED_ON, trustsOf } from '#server/edge/address.ts'
import { isOwnOrigin } from '#server/edge/origin.ts'
import { doorKeeper } from '#server/edge/who.ts'
import type { Staff } from '#server/settings/staff.ts'
import { spec } from '../kit/spec.ts'

const nobody = { whoHas: () => null } as unknown as Staff
const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage

spec('where a request comes from', ({ test }) => {
  const none = trustsOf([]) ?? (() => true)
  const proxies = trustsOf(['127.0.0.1', '10.0.0.0/8', '::1']) ?? (() => false)

  test('from its peer, when no proxy is named', () => {
    assert.equal(addressOf(from('192.168.1.20'), none), '192.168.1.20')
    assert.equal(addressOf(from('::ffff:192.168.1.20'), none), '192.168.1.20')
    assert.equal(addressOf(from('192.168.1.20', { 'x-forwarded-for': '127.0.0.1' }), none), '192.168.1.20')
  })
  test('never from this machine, when somebody unnamed on it passed it on', () => {
    assert.equal(addressOf(from('127.0.0.1', { 'x-forwarded-for': '203.0.113.7' }), none), PASSED_ON)
    assert.equal(addressOf(from('::1', { forwarded: 'for=203.0.113.7' }), none), PASSED_ON)
    assert.ok(!isLoopback(PASSED_ON))
  })
  test('from whom the last named proxy heard, whatever stands before', () => {
    const through = (list: string) => addressOf(from('127.0.0.1', { 'x-forwarded-for': list }), proxies)
    assert.equal(through('203.0.113.7'), '203.0.113.7')
    assert.equal(through('127.0.0.1, 203.0.113.7'), '203.0.113.7')
    assert.equal(through('127.0.0.1,203.0.113.7, 10.1.2.3'), '203.0.113.7')
    assert.equal(addressOf(from('127.0.0.1', { forwarded: 'for=203.0.113.7' }), proxies), PASSED_ON)
  })
  test('never from words that are no address; a port beside it is left out', () => {
    const through = (list: string) => addressOf(from('127.0.0.1', { 'x-forwarded-for': list }), proxies)
    for (const words of [
      'x"}{"msg":"forged"}',
      '203.0.113.7\u009b31m',
      'unknown',
      '_hidden',
      '203.0.113.777',
      '1.2.3.4:x',
    ]) {
      assert.equal(through(words), PASSED_ON, words)
    }
    assert.equal(through('203.0.113.7:51234'), '203.0.113.7')
    assert.equal(through('[2001:db8::7]:51234'), '2001:db8::7')
    assert.equal(through('2001:db8::7'), '2001:db8::7')
  })
  test('a list of proxies that is none is told', () => {
    for (const wrong of [['x'], ['1.2.3'], ['10.0.0.0/33'], ['10.0.0.0/8/8'], ['::1/129'], ['']]) {
      assert.equal(trustsOf(wrong), null, wrong.join())
    }
  })
})

spec('the hall’s own screens (S2)', ({ test }) => {
  const keeperOf = (trustsOwn: boolean) =>
    doorKeeper({
      staff: nobody,
      pairing: { known: () => null },
      trustsOwn,
      addressOf: (request) => request.socket.remoteAddress ?? '',
    })
  const screenAt = (address: string, trustsOwn = true) =>
    keeperOf(trustsOwn).screen({ cookie: undefined, authorization: undefined, address })

  test('are on this machine, and need no key there', () => {
    for (const address of ['127.0.0.1', '127.0.0.53', '::1'])
      assert.deepEqual(screenAt(address), { is: 'own' }, address)
    for (const address of ['192.168.1.20', '128.0.0.1', '127.0.0.1.evil.example', '', 'x127.0.0.1', PASSED_ON]) {
      assert.equal(screenAt(address), null, address)
    }
  })
  test('are none where the office wants every screen paired', () => assert.equal(screenAt('127.0.0.1', false), null))
})

spec('pages that may speak to the hub', ({ test }) => {
  test('are its own and those that were named, and programs, which send no Origin', () => {
    assert.ok(isOwnOrigin(undefined, 'hub:8080', []))
    assert.ok(isOwnOrigin('http://hub:8080', 'hub:8080', []))
    assert.ok(isOwnOrigin('http://dev:5173', 'hub:8080', ['http://dev:5173']))
    for (const origin of [
      '',
      'null',
      'http://hub',
      'http://hub:8081',
      'http://hub:8080.evil.example',
      'hub:8080',
      'file://',
    ]) {
      assert.ok(!isOwnOrigin(origin, 'hub:8080', ['http://dev:5173']), origin)
    }
    assert.ok(!isOwnOrigin('http://hub:8080', undefined, []))
  })
})
