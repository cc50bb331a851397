import assert from 'node:assert/strict'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import type { CitySettings, Standing } from '#core/contract/city.ts'
import { type Carry, openCitySender, overHttp } from '#server/city/send.ts'
import { wards, wordsOf } from '../kit/city-halls.ts'
import { handMovedTimers } from '../kit/hand-moved-timers.ts'
import { spec } from '../kit/spec.ts'

const SECOND = 1_000
const [word] = wordsOf(wards(1), 0)

/** A hall's sender before a city that does as it is told; time stands still until it is moved. */
function openPair() {
  const timers = handMovedTimers()
  const sent: { at: number; word: Standing; key: string; hub: string }[] = []
  const hall = {
    settings: { hub: 'https://city.example', site: 'phuong-1' } as CitySettings,
    key: 'khoa' as string | null,
    marks: '',
    seq: 0,
    broken: false,
    city: (async () => 200) as Carry,
  }
  const sender = openCitySender({
    settings: () => hall.settings,
    key: () => hall.key,
    standing: async (site) => {
      if (hall.broken) throw new Error('the facts are away')
      return { ...word!, site, seq: ++hall.seq }
    },
    marks: () => hall.marks,
    carry: async (parcel) => {
      sent.push({ at: timers.now(), word: JSON.parse(parcel.body), key: parcel.key, hub: parcel.hub })
      return hall.city(parcel)
    },
    timers,
    chance: () => 1,
    now: () => timers.now(),
    log: pino({ level: 'silent' }),
  })
  const when = () => sent.map(({ at }) => at / SECOND)
  return { timers, sent, hall, sender, when }
}

const never: Carry = ({ late }) =>
  new Promise((_, reject) => late.addEventListener('abort', () => reject(new Error('aborted'))))

spec('what a hall tells its city', ({ test }) => {
  test('every ten seconds, and at once when a line passes a threshold or is well again', async () => {
    const { timers, hall, sender, when } = openPair()
    sender.start()
    await timers.advance(20 * SECOND)
    assert.deepEqual(when(), [0, 10, 20])
    hall.marks = 'ho-tich bad'
    await timers.advance(2 * SECOND)
    hall.marks = ''
    await timers.advance(2 * SECOND)
    assert.deepEqual(when(), [0, 10, 20, 22, 24])
    assert.deepEqual(sender.told(), { to: 'https://city.example', sentAt: 24_000, failingSince: null, why: null })
    sender.stop()
    await timers.advance(60 * SECOND)
    assert.equal(when().length, 5)
  })

  test('nothing where no city is named, or no key was entered', async () => {
    const { timers, hall, sender, sent } = openPair()
    hall.settings = { hub: null, site: null }
    sender.start()
    await timers.advance(60 * SECOND)
    assert.equal(sender.told(), null)
    hall.settings = { hub: 'https://city.example', site: 'phuong-1' }
    hall.key = null
    sender.settingsChanged()
    await timers.advance(60 * SECOND)
    assert.equal(sent.length, 0)
    assert.equal(sender.told()?.why, 'no-key')
    hall.key = 'khoa'
    sender.settingsChanged()
    await timers.advance(0)
    assert.equal(sent.length, 1)
    sender.stop()
  })

  test('ever more seldom while nobody answers, one at a time, and then the newest alone', async () => {
    const { timers, hall, sender, when, sent } = openPair()
    hall.city = never
    sender.start()
    await timers.advance(300 * SECOND)
    // Eight seconds for an answer, then 10, 20, 40 and at most 60 seconds of rest, to the next look.
    assert.deepEqual(when().slice(0, 5), [0, 18, 46, 94, 162])
    assert.equal(sender.told()?.why, 'no-answer')
    assert.equal(sender.told()?.failingSince, 8 * SECOND)
    // A threshold that is passed meanwhile knocks no faster.
    const before = when().length
    hall.marks = 'ho-tich bad'
    await timers.advance(4 * SECOND)
    assert.ok(when().length <= before + 1)
    hall.city = async () => 200
    await timers.advance(70 * SECOND)
    const [last] = sent.slice(-1)
    assert.equal(last?.word.seq, hall.seq, 'what is sent is made when it is sent')
    assert.equal(hall.seq, sent.length, 'and nothing is made that is not sent')
    assert.equal(sender.told()?.why, null)
    sender.stop()
  })

  test('says why it does not arrive', async () => {
    const { timers, hall, sender } = openPair()
    for (const [status, why] of [
      [500, 'city-trouble'],
      [429, 'city-trouble'],
      [401, 'key-refused'],
      [403, 'key-refused'],
      [400, 'not-understood'],
      [200, null],
    ] as const) {
      hall.city = async () => status
      sender.settingsChanged()
      sender.start()
      await timers.advance(0)
      assert.equal(sender.told()?.why, why, String(status))
    }
    hall.broken = true
    sender.start()
    await timers.advance(0)
    assert.equal(sender.told()?.why, 'own-trouble')
    sender.stop()
  })

  test('an answer of the city before is nobody’s any more', async () => {
    const { timers, hall, sender, when } = openPair()
    hall.city = never
    sender.start()
    await timers.advance(2 * SECOND)
    hall.city = async () => 200
    hall.settings = { hub: 'https://other.example', site: 'phuong-1' }
    sender.settingsChanged()
    await timers.advance(8 * SECOND)
    assert.equal(sender.told()?.why, null, 'the first one ended meanwhile, unheard')
    await timers.advance(30 * SECOND)
    assert.deepEqual(when(), [0, 2, 12, 22, 32])
    sender.stop()
  })

  test('goes to the city that was named and nowhere else, and gives up on whoever is silent', async () => {
    let answer = (_: ServerResponse) => {}
    const heard: string[] = []
    const server = createServer((request, response) => {
      heard.push(`${request.method} ${request.url} ${request.headers.authorization}`)
      answer(response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const late = new AbortController()
    const carry = () => overHttp({ hub, key: 'khoa', body: '{}', late: late.signal })

    answer = (response) => response.writeHead(503).end('x'.repeat(100_000))
    assert.equal(await carry(), 503)
    answer = (response) => response.writeHead(307, { location: `${hub}/elsewhere` }).end()
    await assert.rejects(carry())
    answer = (response) => response.destroy()
    await assert.rejects(carry())
    answer = () => late.abort()
    await assert.rejects(carry())
    assert.deepEqual([...new Set(heard)], ['POST /api/city/standing Bearer khoa'])
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})
