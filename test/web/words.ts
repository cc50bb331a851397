import * as assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import {
  count,
  dayOf,
  money,
  shortDay,
  span,
  ticking,
  timeOfDay,
  timeWithSeconds,
  waitBriefly,
  waitInterval,
  waitMinutes,
  waitTold,
} from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { stretched } from '#web/words/pseudo.ts'
import { defineWords, faultsOf, tell, type WordEntries } from '#web/words/words.ts'
import { spec } from '../kit/spec.ts'

const MINUTE = 60_000
/** Monday 23 November 2026, 08:05:09 in the hall. */
const MORNING = Date.UTC(2026, 10, 23, 1, 5, 9)

spec('words', ({ test, afterEach }) => {
  afterEach(() => {
    language.speak('vi')
    language.stretch(false)
  })

  const { say, pair } = defineWords({
    takeTicket: { vi: 'Lấy số', en: 'Take a number' },
    ahead: { vi: (n: number) => `Còn ${n} người`, en: (n: number) => `${n} ahead` },
  })

  test('speak Vietnamese first, then what was chosen', () => {
    assert.equal(say('takeTicket'), 'Lấy số')
    language.speak('en')
    assert.equal(say('takeTicket'), 'Take a number')
    assert.equal(say('ahead', 3), '3 ahead')
  })

  test('come in both languages for drawing side by side', () => {
    assert.deepEqual(pair('ahead', 3), { vi: 'Còn 3 người', en: '3 ahead' })
  })

  test('tell what the hub said in the language of the page', () => {
    assert.equal(tell({ vi: 'Hết giấy', en: 'No paper' }), 'Hết giấy')
  })

  test('announce a change of language until nobody listens', () => {
    const heard: string[] = []
    const stop = language.subscribe(() => heard.push(language.now))
    language.speak('en')
    stop()
    language.speak('vi')
    assert.deepEqual(heard, ['en'])
  })

  test('stretch by 40 % and keep what they said', () => {
    for (const text of ['Lấy số thứ tự', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản']) {
      const long = stretched(text)
      assert.ok(long.includes(text))
      assert.ok(long.length >= text.length * 1.4 && long.length <= text.length * 1.4 + 1, long)
    }
    language.stretch(true)
    assert.match(say('takeTicket'), /^\[?Lấy số/)
  })

  test('are found out when a language is missing or letters are stored apart', () => {
    assert.deepEqual(
      faultsOf({
        good: { vi: 'Quầy', en: 'Counter' },
        silent: { vi: 'Quầy', en: '' },
        apart: { vi: 'Quầy'.normalize('NFD'), en: 'Counter' },
      }),
      ['silent: nothing in en', 'apart: vi is not NFC'],
    )
  })
})

spec('the words of each app', ({ test, skip }) => {
  for (const app of ['kiosk', 'display', 'desk']) {
    const file = new URL(`../../${app}/src/words.ts`, import.meta.url)
    if (!existsSync(file)) {
      skip(`${app} says everything in both languages, in NFC`, 'this app has no words yet')
      continue
    }
    test(`${app} says everything in both languages, in NFC`, async () => {
      const { words } = (await import(file.href)) as { words: { entries: WordEntries } }
      assert.ok(Object.keys(words.entries).length > 0)
      assert.deepEqual(faultsOf(words.entries), [])
    })
  }
})

spec('formats', ({ test }) => {
  test('write numbers and money as each language does', () => {
    assert.equal(count(1234, 'vi'), '1.234')
    assert.equal(count(1234, 'en'), '1,234')
    assert.equal(money(8000, 'vi'), '8.000 đồng')
    assert.equal(money(8000, 'en'), '8,000 VND')
  })

  test('tell the time of the hall, wherever the screen stands', () => {
    assert.equal(timeOfDay(MORNING), '08:05')
    assert.equal(timeWithSeconds(MORNING), '08:05:09')
    assert.equal(timeOfDay(Date.UTC(2026, 10, 22, 17)), '00:00')
  })

  test('name the day', () => {
    assert.equal(dayOf(MORNING, 'vi'), 'Thứ Hai, 23/11/2026')
    assert.equal(dayOf(MORNING, 'en'), 'Monday, 23 November 2026')
    assert.equal(shortDay(MORNING), '23/11')
  })

  test('put spans into words', () => {
    assert.equal(span(20_000, 'vi'), 'dưới 1 phút')
    assert.equal(span(65 * MINUTE, 'vi'), '1 giờ 5 phút')
    assert.equal(span(60 * MINUTE, 'en'), '1 hour')
    assert.equal(span(MINUTE, 'en'), '1 minute')
    assert.equal(ticking(247_000), '4:07')
    assert.equal(ticking(3_847_000), '1:04:07')
    assert.equal(ticking(-5), '0:00')
  })

  test('give it in minutes alone where there is little room', () => {
    assert.equal(waitMinutes(42 * MINUTE, 94 * MINUTE), '40–95')
    assert.equal(waitMinutes(0, 30_000), '0–1')
  })
  test('give a wait as an interval, rounded outwards', () => {
    assert.equal(waitInterval(10 * MINUTE, 20 * MINUTE, 'vi'), 'khoảng 10–20 phút')
    assert.equal(waitInterval(11.2 * MINUTE, 18 * MINUTE, 'en'), 'about 10–20 minutes')
    assert.equal(waitInterval(2.9 * MINUTE, 4.1 * MINUTE, 'vi'), 'khoảng 2–5 phút')
    assert.equal(waitInterval(0, 3 * MINUTE, 'vi'), 'dưới 3 phút')
    assert.equal(waitInterval(0, 10_000, 'en'), 'under 1 minute')
    assert.equal(waitInterval(5 * MINUTE, 5 * MINUTE, 'vi'), 'khoảng 5 phút')
    assert.equal(waitInterval(70 * MINUTE, 121 * MINUTE, 'vi'), 'khoảng 1 giờ 10 phút đến 2 giờ 5 phút')
  })
  test('name the break or the closing a wait may cross', () => {
    const wait = { fromMs: 25 * MINUTE, toMs: 40 * MINUTE }
    assert.equal(waitTold(wait, 'vi'), 'khoảng 25–40 phút')
    assert.equal(waitTold({ ...wait, beyond: 'lunch' }, 'vi'), 'khoảng 25–40 phút, có thể sau giờ nghỉ trưa')
    assert.equal(waitTold({ ...wait, beyond: 'closing' }, 'en'), 'about 25–40 minutes, maybe past closing time')
    assert.equal(waitBriefly(wait, 'en'), 'about 25–40 minutes')
    assert.equal(waitBriefly({ ...wait, beyond: 'closing' }, 'vi'), 'có thể quá giờ làm việc')
  })
})
