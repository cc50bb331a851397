import assert from 'node:assert/strict'
import { isOwnOrigin } from '#server/edge/origin.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { demoHall, demoOffice } from '#server/settings/demo-office.ts'
import { readSettings } from '#server/settings/read-settings.ts'
import { settingsStore } from '#server/settings/store.ts'
import { startHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

const withSettings = (office: unknown, hall: unknown) => ({
  read: <Body>(kind: string) => (kind === 'office' ? office : hall) as Body,
  newest: () => null,
  write: () => undefined,
  secret: () => '',
  forgetSecrets: () => undefined,
  forgetSecret: () => undefined,
})

spec('settings', ({ test }) => {
  test('of the demonstration are right', () => {
    assert.deepEqual(readSettings(withSettings(demoOffice, demoHall)), { office: demoOffice, hall: demoHall })
  })

  test('that are wrong stop the start, and name their place', () => {
    const wrong: [unknown, unknown, RegExp][] = [
      [{ ...demoOffice, dayStartsAt: '25:00' }, demoHall, /office settings.*\/dayStartsAt/],
      [{ ...demoOffice, services: [] }, demoHall, /office settings.*\/services/],
      [{ ...demoOffice, surprise: 1 }, demoHall, /office settings/],
      [demoOffice, { ...demoHall, voice: { language: 'fr', form: 'polite' } }, /hall settings.*\/voice\/language/],
      [null, demoHall, /office settings.*missing/],
    ]
    for (const [office, hall, sentence] of wrong) {
      assert.throws(
        () => readSettings(withSettings(office, hall)),
        (error: Error) => sentence.test(error.message),
      )
    }
  })

  test('that changed while the hub was down hold from the next start on, in the middle of a day', async () => {
    const first = await startHub()
    await first.issue('ho-tich')
    await first.close({ keepData: true })
    const database = openDatabase(first.dataFolder)
    const services = demoOffice.services.map((one) => (one.id === 'ho-tich' ? { ...one, open: false } : one))
    settingsStore(database).write('office', { ...demoOffice, services }, 'test', Date.now())
    database.close()
    const second = await startHub({ dataFolder: first.dataFolder })
    await assert.rejects(second.issue('ho-tich'), /service-closed/)
    assert.equal(second.hub.road.queue().issued, 1, 'the ticket of this morning is still there')
    await second.close()
  })
})

spec('a page’s origin', ({ test }) => {
  const own = (origin: string | undefined, host: string, allowed: string[] = []) => isOwnOrigin(origin, host, allowed)
  test('is the hub’s own under the names a hall gives it', () => {
    for (const host of [
      '127.0.0.1:8080',
      'localhost:8080',
      '192.168.1.9:8080',
      'luot.local:8080',
      'hub.lan',
      '[::1]:8080',
    ]) {
      assert.ok(own(`http://${host}`, host), host)
    }
    assert.ok(own(undefined, 'anything.example'), 'a program says no origin')
    assert.ok(own('https://hall.example', 'hall.example', ['https://hall.example']))
  })
  test('is not, when it is another, unreadable, or a foreign name made to point here', () => {
    assert.ok(!own('http://evil.example', '127.0.0.1:8080'))
    assert.ok(!own('null', '127.0.0.1:8080'))
    assert.ok(!own('http://127.0.0.1:9999', '127.0.0.1:8080'))
    assert.ok(!own('http://rebound.example:8080', 'rebound.example:8080'))
  })
})
