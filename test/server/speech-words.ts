import * as assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { type Announcement, sentencesFor } from '#server/speech/sentence.ts'
import { cardinal, letter, northern, southern, spelled, Unspeakable } from '#server/speech/words.ts'
import { spec } from '../kit/spec.ts'

const said = (words: { say: string }[]) => words.map(({ say }) => say).join(' ')
const call: Announcement = { number: 'A012', counter: 5, kind: 'call', lang: 'vi', form: 'polite' }

const vectors = new URL('../../../shared/data/announcements.json', import.meta.url)

spec('speech › words', ({ test, skip }) => {
  test('a ticket is spelled digit by digit, never counted', () => {
    assert.equal(said(spelled('A012', 'vi')), 'a không một hai')
    assert.equal(said(spelled('1002', 'vi')), 'một không không hai')
    assert.equal(said(spelled('A012', 'en')), 'A zero one two')
  })

  test('a counter is counted the way people count', () => {
    const heard: [number, string][] = [
      [0, 'không'],
      [4, 'bốn'],
      [14, 'mười bốn'],
      [15, 'mười lăm'],
      [21, 'hai mươi mốt'],
      [24, 'hai mươi bốn'],
      [25, 'hai mươi lăm'],
      [105, 'một trăm linh năm'],
      [111, 'một trăm mười một'],
      [1005, 'một nghìn không trăm linh năm'],
      [2000, 'hai nghìn'],
      [2100, 'hai nghìn một trăm'],
    ]
    for (const [value, words] of heard) assert.equal(said(cardinal(value, 'vi')), words)
    assert.equal(said(cardinal(67, 'en')), 'sixty seven')
    assert.equal(said(cardinal(112, 'en')), 'one hundred and twelve')
    assert.equal(said(cardinal(40, 'en')), 'forty')
  })

  test('a number of a practice is called one, and its letters are not spelled', () => {
    const practised: Announcement = { ...call, number: 'TEST012', practice: true }
    assert.deepEqual(
      sentencesFor({ ...practised, lang: 'vi+en' }).map(({ text }) => text),
      [
        'Xin mời công dân mang số tập, không một hai, đến quầy số năm.',
        'Ticket number practice, zero one two, please go to counter five.',
      ],
    )
  })

  test('the south counts its own way', () => {
    assert.equal(said(cardinal(105, 'vi', southern)), 'một trăm lẻ năm')
    assert.equal(said(cardinal(3004, 'vi', { ...southern, four: 'tư' })), 'ba ngàn không trăm lẻ bốn')
    assert.equal(said(cardinal(24, 'vi', { ...northern, four: 'tư' })), 'hai mươi tư')
    assert.equal(said(spelled('K7', 'vi', { ...northern, seven: 'bẩy' })), 'ca bẩy')
  })

  test('every letter of a prefix has a name in both languages', () => {
    for (const sign of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      assert.ok(letter(sign, 'vi'), sign)
      assert.ok(letter(sign, 'en'), sign)
    }
    assert.equal(said(spelled('Đ1', 'vi')), 'đê một')
    assert.equal(said(spelled('Đ1'.normalize('NFD'), 'vi')), 'đê một')
  })

  test('whatever number and counter are given, no digit reaches the synthesiser and all text is NFC', () => {
    const announcements = fc.record({
      number: fc.stringMatching(/^[A-Z]?[0-9]{1,4}$/),
      counter: fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.stringMatching(/^(Quầy )?[A-Z]?[0-9]{1,6}[A-Z]?$/)),
      kind: fc.constantFrom('call' as const, 'recall' as const),
      lang: fc.constantFrom('vi' as const, 'en' as const, 'vi+en' as const),
      form: fc.constantFrom('polite' as const, 'short' as const),
    })
    fc.assert(
      fc.property(announcements, (announcement) => {
        const sentences = sentencesFor(announcement)
        assert.equal(sentences.length, announcement.lang === 'vi+en' ? 2 : 1)
        for (const { text, parts } of sentences) {
          assert.doesNotMatch(text, /[0-9]/)
          assert.equal(text, text.normalize('NFC'))
          for (const { clip } of parts) assert.match(clip ?? '', /^(vi|en)\/[a-z0-9-]+$/)
        }
      }),
    )
  })

  test('different counters are never said alike', () => {
    for (const lang of ['vi', 'en'] as const) {
      const all = Array.from({ length: 10_000 }, (_, value) => said(cardinal(value, lang)))
      assert.equal(new Set(all).size, all.length)
    }
  })

  test('a sentence names its clips in the order they are heard', () => {
    const [vi] = sentencesFor(call)
    assert.equal(vi!.text, 'Xin mời công dân mang số a, không một hai, đến quầy số năm.')
    assert.deepEqual(
      vi!.parts.map(({ clip }) => clip),
      ['vi/xin-moi-cong-dan-mang-so', 'vi/a', 'vi/d0', 'vi/d1', 'vi/d2', 'vi/den-quay-so', 'vi/d5'],
    )
    const [short] = sentencesFor({ ...call, form: 'short', kind: 'recall' })
    assert.equal(short!.text, 'Gọi lại, mời số a, không một hai, đến quầy năm.')
    const [, en] = sentencesFor({ ...call, lang: 'vi+en' })
    assert.equal(en!.text, 'Ticket number A, zero one two, please go to counter five.')
  })

  test('a counter with a letter or a name of its own is said in words', () => {
    assert.match(sentencesFor({ ...call, counter: 'Quầy số 3B' })[0]!.text, /đến quầy số ba bê\.$/)
    assert.match(sentencesFor({ ...call, counter: 'Tiếp nhận' })[0]!.text, /đến quầy số Tiếp nhận\.$/)
    assert.throws(() => sentencesFor({ ...call, counter: '★' }), Unspeakable)
    assert.throws(() => sentencesFor({ ...call, number: '—' }), Unspeakable)
  })

  if (!existsSync(vectors)) {
    skip('the number vectors of the shared data are said as written', `${vectors.pathname} is not here`)
  } else {
    test('the number vectors of the shared data are said as written', () => {
      const data: Vectors = JSON.parse(readFileSync(vectors, 'utf8'))
      for (const [value, words] of Object.entries(data.cardinal_vectors)) {
        assert.equal(said(cardinal(Number(value), 'vi')), words)
      }
      for (const [number, words] of Object.entries(data.digit_by_digit_vectors)) {
        assert.equal(said(spelled(number, 'vi')), words.replaceAll(',', ''))
      }
      for (const [sign, name] of Object.entries({ ...data.digits, ...data.letters })) {
        assert.equal(said(spelled(sign, 'vi')), name)
      }
    })
  }
})

interface Vectors {
  cardinal_vectors: Record<string, string>
  digit_by_digit_vectors: Record<string, string>
  digits: Record<string, string>
  letters: Record<string, string>
}
