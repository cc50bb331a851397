import assert from 'node:assert/strict'
import { readConfig } from '#server/config.ts'
import { demoOffice } from '#server/settings/demo-office.ts'
import { addressForPhones, overTls, welcomeText } from '#server/welcome.ts'
import { startHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

const facts = { secureUrl: null, setup: null, pins: [], office: demoOffice }

spec('what the console says at the start', ({ test }) => {
  test('gives every screen its whole address, whichever way the hub listens', () => {
    const alone = welcomeText({ ...facts, url: 'http://127.0.0.1:8080', config: readConfig({}) })
    const open = welcomeText({ ...facts, url: 'http://luot.local:8080', config: readConfig({ LUOT_HOST: '0.0.0.0' }) })
    const plain = addresses(alone).map((address) => `${address.pathname}${address.search}`)
    assert.deepEqual(
      addresses(open).map(({ pathname, search }) => pathname + search),
      plain,
    )
    assert.ok(plain.includes('/display/led?id=led-1&width=192&height=96'))
    assert.match(alone, /LUOT_HOST=0\.0\.0\.0/)
    // No address opens a screen's door: each is approved, by its code.
    assert.doesNotMatch(open, /key=|\/enter/)
    assert.match(open, /\/desk\/screens/)
  })

  test('names addresses that are there', async () => {
    const hall = await startHub()
    for (const address of addresses(hall.hub.welcome)) {
      assert.equal((await fetch(address)).status, 200, address.href)
    }
    await hall.close()
  })

  test('names the desk over TLS where that door is open, and nothing of it where it is not', () => {
    const url = 'http://10.0.0.5:8080'
    const told = (port: number | null) =>
      welcomeText({ ...facts, url, secureUrl: overTls(url, port), config: readConfig({}) })
    assert.match(told(8443), /^ {2}Over TLS +https:\/\/10\.0\.0\.5:8443\/desk\/$/m)
    assert.match(told(443), /https:\/\/10\.0\.0\.5\/desk\/$/m)
    assert.doesNotMatch(told(null), /https:|TLS/)
    assert.equal(overTls('http://[::1]:8080', 8443), 'https://[::1]:8443')
  })

  test('gives phones an address they can reach', () => {
    assert.equal(addressForPhones('127.0.0.1', 'http://127.0.0.1:8080'), 'http://127.0.0.1:8080')
    assert.match(addressForPhones('0.0.0.0', 'http://127.0.0.1:8080'), /^http:\/\/[\d.]+:8080$/)
    assert.match(addressForPhones('::', 'http://[::1]:8080'), /^http:\/\/[\d.]+:8080$/)
  })
})

function addresses(text: string): URL[] {
  return [...text.matchAll(/^ {2}\w.*?(http:\S+)$/gm)].map(([, address]) => new URL(address ?? ''))
}
