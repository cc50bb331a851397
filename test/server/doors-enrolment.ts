import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { addressOf, isLoopback, PASSED_ON, trustsOf } from '#server/edge/address.ts'
import { isOwnOrigin } from '#server/edge/origin.ts'
import { doorKeeper, SCREEN_COOKIE } from '#server/edge/who.ts'
import type { Staff } from '#server/settings/staff.ts'
import { startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'
import { helloOf, openWire } from '../kit/wire.ts'

const nobody = { whoHas: () => null } as unknown as Staff
const KEY = 'hall-key-of-the-test'
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
  test('a list of proxies that is none is told', () => {
    for (const wrong of [['x'], ['1.2.3'], ['10.0.0.0/33'], ['10.0.0.0/8/8'], ['::1/129'], ['']]) {
      assert.equal(trustsOf(wrong), null, wrong.join())
    }
  })
})

spec('the hall’s own screens (S2)', ({ test }) => {
  const keeper = doorKeeper(nobody, KEY, (request) => request.socket.remoteAddress ?? '')
  const isHall = (address: string, brought: { cookie?: string; authorization?: string } = {}) =>
    keeper.isHallScreen({ cookie: brought.cookie, authorization: brought.authorization, address })

  test('are on this machine, or came in with the key', () => {
    for (const address of ['127.0.0.1', '127.0.0.53', '::1']) assert.ok(isHall(address), address)
    for (const address of ['192.168.1.20', '128.0.0.1', '127.0.0.1.evil.example', '', 'x127.0.0.1', PASSED_ON]) {
      assert.ok(!isHall(address), address)
    }
    assert.ok(isHall('192.168.1.20', { cookie: `${SCREEN_COOKIE}=${keeper.screenToken()}` }))
    assert.ok(isHall('192.168.1.20', { authorization: `Bearer ${KEY}` }))
  })
  test('are not those with another key, or half of it', () => {
    for (const given of ['', 'x', KEY.slice(1), keeper.screenToken().slice(1), 'undefined', 'null']) {
      assert.ok(!isHall('192.168.1.20', { cookie: `${SCREEN_COOKIE}=${given}` }), given)
    }
    assert.ok(!keeper.isHallKey('') && !keeper.isHallKey(keeper.screenToken()))
  })
  test('hold a token that does not tell the key', () => assert.ok(!keeper.screenToken().includes(KEY)))
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

const OUTSIDE = { 'x-forwarded-for': '203.0.113.7' }
let hall: TestHub

spec('a screen from elsewhere', ({ test, before, after }) => {
  before(async () => {
    hall = await startHub({ env: { LUOT_TRUST_PROXY: '127.0.0.1', LUOT_HOST: '0.0.0.0' } })
  })
  after(() => hall.close())
  const url = () => hall.url.replace('0.0.0.0', '127.0.0.1')

  test('is no screen of the hall until it comes in with the key, and is one from then on', async () => {
    for (const audience of ['kiosk', 'display', 'rating']) {
      const wire = await openWire(url(), OUTSIDE)
      const hello = helloOf({ id: 'test-1', counter: 'quay-1' })
      assert.deepEqual(await wire.enter(audience, hello), { in: false, code: 'screen-not-enrolled' })
      wire.close()
    }
    const key = /enter\?key=([\w-]+)&/.exec(hall.hub.welcome)?.[1] ?? ''
    assert.ok(key.length >= 16)
    const enter = (given: string, to = '/kiosk/?id=kiosk-1') =>
      fetch(`${url()}/enter?${new URLSearchParams({ key: given, to })}`, { headers: OUTSIDE, redirect: 'manual' })
    assert.equal((await enter('wrong-key')).status, 403)
    for (const to of [
      'http://evil.example/',
      '//evil.example',
      '/desk/',
      '/kiosk/\r\nset-cookie: x=1',
      '/kiosk/ế',
      '/kiosk/\0',
    ]) {
      assert.equal((await enter(key, to)).status, 400, to)
    }
    const reply = await enter(key)
    assert.equal(reply.status, 302)
    assert.equal(reply.headers.get('location'), '/kiosk/?id=kiosk-1')
    const cookie = reply.headers.getSetCookie()[0] ?? ''
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) assert.ok(cookie.includes(part), part)
    assert.ok(!cookie.includes(key))
    const wire = await openWire(url(), { ...OUTSIDE, cookie: cookie.split(';')[0] ?? '' })
    assert.deepEqual(await wire.enter('kiosk', helloOf({ id: 'kiosk-1' })), { in: true, code: null })
    wire.close()
  })

  test('asks too often and is told to wait', async () => {
    const from = { 'x-forwarded-for': '203.0.113.99' }
    let last = new Response()
    for (let n = 0; n < 22; n++)
      last = await fetch(`${url()}/enter?key=x&to=/kiosk/`, { headers: from, redirect: 'manual' })
    assert.equal(last.status, 429)
    assert.ok(Number(last.headers.get('retry-after')) > 0)
    assert.match(await last.text(), /too-many/)
    // The neighbour behind the same proxy is another address.
    assert.equal((await fetch(`${url()}/healthz`, { headers: OUTSIDE })).status, 200)
  })
})
