import { ownWords, type Wording } from './wording.ts'
import { cardinal, type Dialect, type Lang, northern, spelled, Unspeakable, type Word } from './words.ts'

/** What the hall is to hear: this number, to this counter, called or called again. */
export interface Announcement {
  /** As printed on the slip: `A012`. */
  readonly number: string
  /** Not a real number: "số tập" is said before its digits, instead of its letters. */
  readonly practice?: boolean
  /** The counter's number; an office whose counters carry letters or names gives the label (`3B`). */
  readonly counter: number | string
  readonly kind: 'call' | 'recall'
  readonly lang: 'vi' | 'en' | 'vi+en'
  /** The short form is for halls with many counters: two seconds less each time. */
  readonly form: 'polite' | 'short'
  /** An office's own words in place of ours. */
  readonly wording?: Partial<Record<Lang, Wording | null>>
  /** Of two languages, this one is heard first; Vietnamese unless said otherwise. */
  readonly first?: Lang
}

/** One sentence in one language: its words in order, where a breath falls, and the whole as text for a synthesiser. */
export interface Sentence {
  readonly lang: Lang
  readonly parts: readonly Part[]
  readonly text: string
}

export interface Part extends Word {
  /** A breath follows: written as a comma, played as a gap. */
  readonly pause: boolean
}

/** Plans what is said for an announcement: one sentence for each language, words spelled by us. */
export function sentencesFor(announcement: Announcement, dialect: Dialect = northern): Sentence[] {
  const both: Lang[] = announcement.first === 'en' ? ['en', 'vi'] : ['vi', 'en']
  const langs: Lang[] = announcement.lang === 'vi+en' ? both : [announcement.lang]
  return langs.map((lang) => sentence(announcement, lang, dialect))
}

function sentence(announcement: Announcement, lang: Lang, dialect: Dialect): Sentence {
  const { number, practice, counter, kind, form, wording } = announcement
  const frame = frames[lang][form]
  const own = wording?.[lang]
  if (own) return ownSentence(own, kind === 'recall' ? frame.again : null, announcement, lang, dialect)
  const parts = [
    ...breath(kind === 'recall' ? [frame.again] : []),
    frame.before,
    ...breath(practice ? practiceWords(number, lang, dialect) : ticketWords(number, lang, dialect)),
    frame.between,
    ...counterWords(counter, lang, dialect),
  ].map((word) => ({ pause: false, ...word }))
  return { lang, parts, text: textOf(parts) }
}

/** The same in an office's own words: what stands before, between and after the two places. */
function ownSentence(
  own: Wording,
  again: Word | null,
  { number, practice, counter }: Announcement,
  lang: Lang,
  dialect: Dialect,
): Sentence {
  const ticket = practice ? practiceWords(number, lang, dialect) : ticketWords(number, lang, dialect)
  const [one, other] =
    own.first === 'number'
      ? [ticket, counterWords(counter, lang, dialect)]
      : [counterWords(counter, lang, dialect), ticket]
  const stated = (text: string) => {
    const { words, pause } = ownWords(text, lang)
    return pause ? breath(words) : words
  }
  const parts = [
    ...breath(again ? [again] : []),
    ...stated(own.before),
    ...breath(one),
    ...stated(own.between),
    ...(own.after.trim() === '' ? other : breath(other)),
    ...stated(own.after),
  ].map((word) => ({ pause: false, ...word }))
  return { lang, parts, text: textOf(parts) }
}

/** Says the ticket: letters, then a breath when digits follow, then the digits one by one. */
function ticketWords(number: string, lang: Lang, dialect: Dialect): Spoken[] {
  const words = spelled(number, lang, dialect)
  if (words.length === 0) throw new Unspeakable(`nothing in "${number}" can be spoken`)
  const [, series = '', rest = ''] = /^(\D*)(.*)$/.exec(number) ?? []
  if (!series || !rest) return words
  const letters = spelled(series, lang, dialect)
  return [...breath(letters), ...words.slice(letters.length)]
}

/** Says a number of a practice: that it is one, a breath, then its digits. */
function practiceWords(number: string, lang: Lang, dialect: Dialect): Spoken[] {
  return [...breath([frames[lang].practice]), ...spelled(number.replace(/^\D+/, ''), lang, dialect)]
}

/** Says the counter: digits as a number, single letters by name, other words as they stand. */
function counterWords(counter: number | string, lang: Lang, dialect: Dialect): Word[] {
  if (typeof counter === 'number') return cardinal(counter, lang, dialect)
  const label = counter
    .normalize('NFC')
    .trim()
    .replace(/^(quầy|counter)\s*(số|number|no\.?)?\s*/i, '')
  const pieces = label.match(/[0-9]+|\p{L}+/gu)
  if (!pieces) throw new Unspeakable(`nothing in the counter label "${counter}" can be spoken`)
  return pieces.flatMap((piece) => {
    if (/^[0-9]{1,4}$/.test(piece)) return cardinal(Number(piece), lang, dialect)
    // Longer runs are no counting numbers, and capitals in a row are initials: both are spelled.
    if (/^[0-9]+$/.test(piece) || /^\p{Lu}{1,3}$/u.test(piece)) return spelled(piece, lang, dialect)
    return [{ say: piece, clip: null }]
  })
}

interface Spoken extends Word {
  readonly pause?: boolean
}

function breath(words: Spoken[]): Spoken[] {
  return words.map((word, at) => (at === words.length - 1 ? { ...word, pause: true } : word))
}

function textOf(parts: readonly Part[]): string {
  const text = parts.map(({ say, pause }) => (pause ? `${say},` : say)).join(' ')
  return `${text.charAt(0).toLocaleUpperCase('vi')}${text.slice(1)}.`.normalize('NFC')
}

interface Frame {
  readonly again: Word
  readonly before: Word
  readonly between: Word
}

const frames: Record<Lang, Record<Announcement['form'], Frame> & { practice: Word }> = {
  vi: {
    // After "mang số" or "mời số": số tập.
    practice: { say: 'tập', clip: 'vi/tap' },
    polite: {
      again: { say: 'xin gọi lại', clip: 'vi/xin-goi-lai' },
      before: { say: 'xin mời công dân mang số', clip: 'vi/xin-moi-cong-dan-mang-so' },
      between: { say: 'đến quầy số', clip: 'vi/den-quay-so' },
    },
    short: {
      again: { say: 'gọi lại', clip: 'vi/goi-lai' },
      before: { say: 'mời số', clip: 'vi/moi-so' },
      between: { say: 'đến quầy', clip: 'vi/den-quay' },
    },
  },
  en: {
    practice: { say: 'practice', clip: 'en/practice' },
    polite: {
      again: { say: 'calling again', clip: 'en/calling-again' },
      before: { say: 'ticket number', clip: 'en/ticket-number' },
      between: { say: 'please go to counter', clip: 'en/please-go-to-counter' },
    },
    short: {
      again: { say: 'again', clip: 'en/again' },
      before: { say: 'number', clip: 'en/number' },
      between: { say: 'counter', clip: 'en/counter' },
    },
  },
}
