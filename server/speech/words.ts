/**
 * Every word the hall's voice can say, spelled out here so that no synthesiser ever meets a digit.
 *
 * Handed "A012", espeak-ng says "a mười hai"; handed 15 it says "mười năm", and the hall hears fifty. So tickets are
 * spelled digit by digit, counters as numbers, and letters by the names people call them.
 *
 * A word carries the name of its recorded clip beside its spelling: `{ say: 'lăm', clip: 'vi/lam' }` is
 * `clips/vi/lam.wav` where an office has recorded one.
 */

export type Lang = 'vi' | 'en'

export interface Word {
  readonly say: string
  /** The name of the recorded clip, or null for words no office can have recorded before (a counter's own name). */
  readonly clip: string | null
}

/** How one region says its numbers; the default is what northern announcements use. */
export interface Dialect {
  /** 105: một trăm *linh* năm in the north, *lẻ* in the south. */
  readonly odd: 'linh' | 'lẻ'
  /** 24: hai mươi *bốn*, or *tư*. */
  readonly four: 'bốn' | 'tư'
  readonly thousand: 'nghìn' | 'ngàn'
  readonly seven: 'bảy' | 'bẩy'
}

export const northern: Dialect = { odd: 'linh', four: 'bốn', thousand: 'nghìn', seven: 'bảy' }
export const southern: Dialect = { odd: 'lẻ', four: 'bốn', thousand: 'ngàn', seven: 'bảy' }

/** What was to be said holds nothing a voice can say: a setting to mend, never a reason to stop the hall. */
export class Unspeakable extends Error {}

/** Spells a ticket number the way it is called: letters by name, digits one by one, anything else left out. */
export function spelled(number: string, lang: Lang, dialect: Dialect = northern): Word[] {
  const words: Word[] = []
  for (const sign of number.normalize('NFC').toUpperCase()) {
    const word = digit(sign, lang, dialect) ?? letter(sign, lang)
    if (word) words.push(word)
  }
  return words
}

/** Says one digit by itself, or undefined when the sign is no digit. */
export function digit(sign: string, lang: Lang, dialect: Dialect = northern): Word | undefined {
  if (!/^[0-9]$/.test(sign)) return undefined
  const value = Number(sign)
  if (lang === 'vi' && value === 7) return { say: dialect.seven, clip: 'vi/d7' }
  return { say: digits[lang][value]!, clip: `${lang}/d${value}` }
}

/** Names one letter, or undefined when this language has no name for the sign. */
export function letter(sign: string, lang: Lang): Word | undefined {
  const say = letters[lang].get(sign)
  if (!say) return undefined
  return { say, clip: `${lang}/${sign === 'Đ' ? 'dd' : sign.toLowerCase()}` }
}

/** Says a whole number as people count, up to 9,999: no hall has more counters. */
export function cardinal(value: number, lang: Lang, dialect: Dialect = northern): Word[] {
  if (!Number.isInteger(value) || value < 0 || value > 9999) {
    throw new Unspeakable(`a spoken number must be whole and from 0 to 9999, not ${value}`)
  }
  return lang === 'vi' ? vietnameseCardinal(value, dialect) : englishCardinal(value)
}

function vietnameseCardinal(value: number, dialect: Dialect): Word[] {
  const thousands = Math.floor(value / 1000)
  const hundreds = Math.floor(value / 100) % 10
  const rest = value % 100
  const words: Word[] = []
  const unit = (n: number) => digit(String(n), 'vi', dialect)!
  if (thousands > 0) {
    words.push(unit(thousands), dialect.thousand === 'nghìn' ? viWord.nghin : viWord.ngan)
    if (value % 1000 === 0) return words
  }
  // A thousand keeps its empty hundreds: 1005 is "một nghìn không trăm linh năm", or it would be heard as 1500.
  if (hundreds > 0 || thousands > 0) {
    words.push(unit(hundreds), viWord.tram)
    if (rest === 0) return words
  }
  return [...words, ...belowHundred(rest, words.length > 0, dialect, unit)]
}

function belowHundred(value: number, follows: boolean, dialect: Dialect, unit: (n: number) => Word): Word[] {
  const tens = Math.floor(value / 10)
  const ones = value % 10
  if (tens === 0) {
    return follows ? [dialect.odd === 'linh' ? viWord.linh : viWord.le, unit(ones)] : [unit(ones)]
  }
  const ten = tens === 1 ? [viWord.ten] : [unit(tens), viWord.tens]
  if (ones === 0) return ten
  if (ones === 5) return [...ten, viWord.lam]
  if (ones === 1 && tens > 1) return [...ten, viWord.mot]
  if (ones === 4 && tens > 1 && dialect.four === 'tư') return [...ten, viWord.tu]
  return [...ten, unit(ones)]
}

const viWord = {
  ten: { say: 'mười', clip: 'vi/muoi' },
  tens: { say: 'mươi', clip: 'vi/muoi-chuc' },
  mot: { say: 'mốt', clip: 'vi/mot-hai-muoi-mot' },
  lam: { say: 'lăm', clip: 'vi/lam' },
  tu: { say: 'tư', clip: 'vi/tu' },
  linh: { say: 'linh', clip: 'vi/linh' },
  le: { say: 'lẻ', clip: 'vi/le' },
  tram: { say: 'trăm', clip: 'vi/tram' },
  nghin: { say: 'nghìn', clip: 'vi/nghin' },
  ngan: { say: 'ngàn', clip: 'vi/ngan' },
} satisfies Record<string, Word>

function englishCardinal(value: number): Word[] {
  const word = (say: string): Word => ({ say, clip: `en/${say}` })
  const words: Word[] = []
  const thousands = Math.floor(value / 1000)
  const hundreds = Math.floor(value / 100) % 10
  const rest = value % 100
  if (thousands > 0) words.push(digit(String(thousands), 'en')!, word('thousand'))
  if (hundreds > 0) words.push(digit(String(hundreds), 'en')!, word('hundred'))
  if (rest === 0 && words.length > 0) return words
  if (words.length > 0) words.push(word('and'))
  if (rest >= 20) {
    words.push(word(englishTens[Math.floor(rest / 10)]!))
    if (rest % 10 > 0) words.push(digit(String(rest % 10), 'en')!)
  } else if (rest >= 10) words.push(word(englishTeens[rest - 10]!))
  else words.push(digit(String(rest), 'en')!)
  return words
}

const digits = {
  vi: ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'],
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
}

const englishTeens = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ')
const englishTens = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

// English letters stay capitals: espeak-ng names a capital by itself, and reads a written-out "ay" as "eye".
const letters = {
  vi: new Map(
    Object.entries({
      A: 'a',
      B: 'bê',
      C: 'xê',
      D: 'dê',
      Đ: 'đê',
      E: 'e',
      F: 'ép-phờ',
      G: 'giê',
      H: 'hát',
      I: 'i',
      J: 'gi',
      K: 'ca',
      L: 'e-lờ',
      M: 'em-mờ',
      N: 'en-nờ',
      O: 'o',
      P: 'pê',
      Q: 'quy',
      R: 'e-rờ',
      S: 'ét-xì',
      T: 'tê',
      U: 'u',
      V: 'vê',
      W: 'vê kép',
      X: 'ích-xì',
      Y: 'i dài',
      Z: 'dét',
    }).map(([sign, name]) => [sign, name.normalize('NFC')]),
  ),
  en: new Map([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((sign) => [sign, sign])),
} satisfies Record<Lang, Map<string, string>>
