import type { Sentence } from '#web/hub/contract.ts'
import type { Language } from '#web/words/language.ts'
import { pair } from './words.ts'

/** What hangs where: read from the page's address, once, and strictly. */
export type Settings = BoardSettings | LedSettings | SignSettings | MonthSettings | GuardSettings

export interface BoardSettings {
  page: 'board'
  id: string
  /** Inches of glass. */
  diagonal: number
  /** Metres to the farthest seat. */
  distance: number
  /** Whether it may speak; of those that may, the hub lets one. A set without loudspeakers says 0. */
  speaks: boolean
  /** How often the sentence is said, and the rest between. */
  say: number
  restMs: number
  lang: Language
  ground: 'light' | 'dark'
}

export interface LedSettings {
  page: 'led'
  id: string
  /** The wall's own pixels. */
  width: number
  height: number
}

export interface SignSettings {
  page: 'sign'
  id: string
  counter: string
  lang: Language
  ground: 'light' | 'dark'
}

/** The board of the month's satisfaction. */
export interface MonthSettings {
  page: 'month'
  id: string
  lang: Language
  ground: 'light' | 'dark'
}

/** Where help is wanted, for the guard alone. */
export interface GuardSettings {
  page: 'guard'
  id: string
  sounds: boolean
  lang: Language
  ground: 'light' | 'dark'
}

export type Parsed = { ok: true; settings: Settings } | { ok: false; problems: Sentence[] }

/** Reads an address such as `/display/led` and `?id=led-1&width=192&height=96`; says everything that is wrong with it. */
export function parseSettings(path: string, search: string): Parsed {
  const read = reader(new URLSearchParams(search))
  const page = path.replace(/^\/display/, '').replace(/^\/|\/$/g, '')
  const settings = settingsOf(page, read)
  if (!settings) return { ok: false, problems: [pair('unknownPage', path)] }
  const problems = read.problems()
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings }
}

function settingsOf(page: string, read: Reader): Settings | undefined {
  if (page === '' || page === 'board') {
    return {
      page: 'board',
      id: read.name('id', 'board-1'),
      diagonal: read.number('diagonal', 10, 300, 55),
      distance: read.number('distance', 1, 60, 10),
      speaks: read.choice('speaks', ['0', '1'], '1') === '1',
      say: read.number('say', 1, 3, 2),
      restMs: read.number('rest', 2, 10, 2) * 1_000,
      lang: read.choice('lang', ['vi', 'en'], 'vi'),
      ground: read.choice('ground', ['light', 'dark'], 'light'),
    }
  }
  if (page === 'month') {
    return {
      page: 'month',
      id: read.name('id', 'month-1'),
      lang: read.choice('lang', ['vi', 'en'], 'vi'),
      ground: read.choice('ground', ['light', 'dark'], 'light'),
    }
  }
  if (page === 'guard') {
    return {
      page: 'guard',
      id: read.name('id', 'guard-1'),
      sounds: read.choice('sounds', ['0', '1'], '0') === '1',
      lang: read.choice('lang', ['vi', 'en'], 'vi'),
      ground: read.choice('ground', ['light', 'dark'], 'light'),
    }
  }
  if (page === 'led') {
    return {
      page: 'led',
      id: read.name('id', 'led-1'),
      width: read.whole('width', 32, 1_920),
      height: read.whole('height', 16, 1_080),
    }
  }
  if (page === 'sign') {
    const counter = read.name('counter')
    return {
      page: 'sign',
      id: read.name('id', `sign-${counter}`),
      counter,
      lang: read.choice('lang', ['vi', 'en'], 'vi'),
      ground: read.choice('ground', ['light', 'dark'], 'light'),
    }
  }
  return undefined
}

interface Reader {
  name(key: string, otherwise?: string): string
  number(key: string, from: number, to: number, otherwise?: number): number
  whole(key: string, from: number, to: number, otherwise?: number): number
  choice<Choice extends string>(key: string, choices: readonly Choice[], otherwise: Choice): Choice
  /** What was wrong so far, keys nobody asked for among it. */
  problems(): Sentence[]
}

/** Reads values one by one and goes on after a wrong one, so that all of them are told at once. */
function reader(given: URLSearchParams): Reader {
  const wrong: Sentence[] = []
  const asked = new Set<string>()

  function text(key: string, isOptional: boolean): string | undefined {
    asked.add(key)
    const values = given.getAll(key)
    if (values.length > 1) wrong.push(pair('twiceSetting', key))
    if (values.length === 0 && !isOptional) wrong.push(pair('missingSetting', key))
    return values[0]
  }

  function numeral(pattern: RegExp, key: string, from: number, to: number, otherwise?: number): number {
    const said = text(key, otherwise !== undefined)
    if (said === undefined) return otherwise ?? from
    const value = Number(said)
    if (pattern.test(said) && value >= from && value <= to) return value
    wrong.push(pair('badNumber', key, from, to))
    return from
  }

  return {
    name(key, otherwise) {
      const said = text(key, otherwise !== undefined)
      if (said === undefined) return otherwise ?? ''
      if (!/^[A-Za-z0-9_-]{1,64}$/.test(said)) wrong.push(pair('badName', key))
      return said
    },
    number: (key, from, to, otherwise) => numeral(/^\d{1,4}(\.\d{1,3})?$/, key, from, to, otherwise),
    whole: (key, from, to, otherwise) => numeral(/^\d{1,4}$/, key, from, to, otherwise),
    choice(key, choices, otherwise) {
      const said = text(key, true)
      if (said === undefined) return otherwise
      const chosen = choices.find((choice) => choice === said)
      if (chosen === undefined) wrong.push(pair('badChoice', key, choices.join(', ')))
      return chosen ?? otherwise
    },
    problems() {
      const unknown = [...new Set(given.keys())].filter((key) => !asked.has(key))
      return [...wrong, ...unknown.map((key) => pair('unknownSetting', key))]
    },
  }
}
