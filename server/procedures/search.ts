/**
 * Finds procedures by what people type at a kiosk: half a word, no marks, keyboard codes, a slip of the finger, a code.
 *
 *     typed ─► syllables ─► each read as a known word (Telex, VNI, run together) ─► everyday words made official
 *                                                   │                                        │
 *                                                   └──────── readings, the best counts ─────┘
 *                                                                      │
 *     score of a name = words found (rare ones count more) × (side by side?  how much of the name?)
 *
 * A catalogue has hundreds of procedures, not millions, so every name is looked at: no index to build or to distrust.
 */
import { askedDaily, askingWords, everydayWords } from './everyday-words.ts'
import { folded, syllables, unkeyed, withinOneTypo } from './folding.ts'
import type { Procedure } from './procedure.ts'

/** Prepares the procedures; the answer finds codes, the best first. */
export function openSearch(procedures: readonly Procedure[]): (query: string, limit: number) => string[] {
  const entries = procedures.map(entryOf)
  const words = knownWords(entries)
  return (query, limit) => {
    const typed = query.slice(0, LONGEST_QUERY)
    const byCode = entries.filter((entry) => matchesCode(entry.code, typed)).map(({ code }) => code)
    if (byCode.length > 0) return byCode.slice(0, limit)
    const readings = readingsOf(typed, words)
    const scored = entries
      .map((entry) => ({ code: entry.code, score: bestScore(entry, readings) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
    // What is far behind the best is noise to a person at a kiosk.
    const worthShowing = (scored[0]?.score ?? 0) * 0.4
    return scored
      .filter(({ score }) => score >= worthShowing)
      .slice(0, limit)
      .map(({ code }) => code)
  }
}

const LONGEST_QUERY = 200
// Anybody may ask, nothing else is served meanwhile, and every word is held against every other in every name. A few say it all.
const MOST_TYPED = 16
const MOST_MEANT = 32

interface Entry {
  readonly code: string
  /** The name and each everyday name: a query is held against one at a time. */
  readonly names: readonly Name[]
  readonly field: ReadonlySet<string>
  readonly papers: ReadonlySet<string>
  /** Above 1 for what people come for every day. */
  readonly demand: number
}

interface Name {
  readonly words: readonly string[]
  readonly initials: string
}

function entryOf({ code, name, field, aliases, documents }: Procedure): Entry {
  const rank = askedDaily.indexOf(code)
  return {
    code,
    names: [name, ...aliases].map((text) => {
      const words = syllables(text.replace(/^\s*thủ tục\s+/i, ''))
      return { words, initials: words.map((word) => word[0]).join('') }
    }),
    field: new Set(syllables(field)),
    papers: new Set(documents.flatMap(({ items }) => items.flatMap(({ text }) => syllables(text)))),
    demand: rank < 0 ? 1 : 1.1 + 0.2 * (1 - rank / askedDaily.length),
  }
}

interface KnownWords {
  readonly all: ReadonlySet<string>
  readonly names: ReadonlySet<string>
  /** How much finding this word of a name says: one that is in every name says little. */
  rarity(word: string): number
}

function knownWords(entries: readonly Entry[]): KnownWords {
  const seenIn = new Map<string, number>()
  for (const { names } of entries) {
    for (const word of new Set(names.flatMap(({ words }) => words))) seenIn.set(word, (seenIn.get(word) ?? 0) + 1)
  }
  const said = everydayWords.flatMap(([everyday, official]) => [...syllables(everyday), ...syllables(official)])
  const names = new Set(seenIn.keys())
  return {
    all: new Set([...names, ...said, ...asking]),
    names,
    rarity: (word) => Math.log(1 + entries.length / (1 + (seenIn.get(word) ?? 0))),
  }
}

const asking = new Set(askingWords.flatMap(syllables))

function matchesCode(code: string, typed: string): boolean {
  if (!/^\s*\d[\d. ]{2,}\s*$/.test(typed)) return false
  const digits = typed.replace(/\D/g, '')
  const plain = code.replace(/\D/g, '')
  // People leave out the first digit and its point as often as not.
  return plain.startsWith(digits) || (digits.length >= 4 && plain.slice(1).startsWith(digits))
}

/** One understanding of what was typed. */
interface Reading {
  readonly words: readonly ReadWord[]
  /** How far to trust it: words left out on purpose cost a little. */
  readonly trust: number
}

interface ReadWord {
  readonly word: string
  /** The words of names it may stand for, and how surely. */
  readonly standsFor: ReadonlyMap<string, number>
  readonly weight: number
  readonly isInitials: boolean
}

/** What was typed; what it means in official words; and those official words alone, without the chatter around them. */
function readingsOf(typed: string, words: KnownWords): Reading[] {
  const read = syllables(typed)
    .flatMap((syllable) => readAs(syllable, words.all))
    .slice(0, MOST_TYPED)
  if (read.length === 0) return []
  const { whole, explained } = madeOfficial(read)
  const readings = [{ words: read.map(readWord(words)), trust: 1 }]
  if (explained.length > 0) {
    readings.push({ words: whole.map(readWord(words)), trust: 1 })
    readings.push({ words: explained.map(readWord(words)), trust: 0.85 })
  }
  return readings
}

function readWord(words: KnownWords): (word: string, at: number, all: readonly string[]) => ReadWord {
  return (word, at, all) => {
    const standsFor = likenesses(word, at === all.length - 1, words)
    let weight = 0
    for (const [candidate, likeness] of standsFor) weight = Math.max(weight, words.rarity(candidate) * likeness ** 2)
    return {
      word,
      standsFor,
      // A word no name has ("bé", "vợ") says nothing against any of them.
      weight: asking.has(word) ? weight * 0.15 : weight || 0.8,
      // Letters that begin no word are initials: "dkks", "nvqs".
      isInitials: standsFor.size === 0 && /^[a-z]{2,8}$/.test(word),
    }
  }
}

/** Reads one typed syllable as the words it must be: itself, its keystrokes, or several run together. */
function readAs(syllable: string, known: ReadonlySet<string>): string[] {
  if (known.has(syllable)) return [syllable]
  const plain = unkeyed(syllable)
  if (known.has(plain)) return [plain]
  return apart(syllable, known, 4) ?? apart(plain, known, 4) ?? [syllable]
}

/** Cuts "khaisinh" into known words, the longest first; undefined when that leaves letters over. */
function apart(run: string, known: ReadonlySet<string>, most: number): string[] | undefined {
  if (run === '') return []
  if (most === 0) return undefined
  for (let length = Math.min(7, run.length); length >= 2; length--) {
    const word = run.slice(0, length)
    if (!known.has(word)) continue
    const rest = apart(run.slice(length), known, most - 1)
    if (rest) return [word, ...rest]
  }
  return undefined
}

const rewrites = everydayWords
  .map(([said, official]) => ({ said: ` ${folded(said)} `, official: ` ${folded(official)} ` }))
  .sort((a, b) => b.said.length - a.said.length)

/** Puts official words for everyday ones: within the whole, and by themselves. */
function madeOfficial(read: readonly string[]): { whole: string[]; explained: string[] } {
  let text = ` ${read.join(' ')} `
  const official: string[] = []
  for (const rewrite of rewrites) {
    if (!text.includes(rewrite.said)) continue
    // What one row has explained, a shorter row must not explain again.
    text = text.replace(rewrite.said, ` #${official.length} `)
    official.push(rewrite.official)
  }
  const explained = text.match(/#\d+/g) ?? []
  const written = (marks: string) => marks.replace(/#(\d+)/g, (_, at: string) => official[Number(at)]!)
  return { whole: inWords(written(text)), explained: inWords(written(explained.join(' '))) }
}

function inWords(text: string): string[] {
  return text.trim() === '' ? [] : text.trim().split(/\s+/).slice(0, MOST_MEANT)
}

function bestScore(entry: Entry, readings: readonly Reading[]): number {
  let best = 0
  for (const { words, trust } of readings) {
    for (const name of entry.names) best = Math.max(best, trust * scoreOf(entry, name, words))
  }
  return best * entry.demand
}

/** How well a name answers: 0 is not at all, 1 is this name and nothing else. */
function scoreOf(entry: Entry, name: Name, reading: readonly ReadWord[]): number {
  const found = reading.map((word) => findIn(name, word))
  let whole = 0
  let covered = 0
  let anyInName = false
  for (const [at, word] of reading.entries()) {
    const { match } = found[at]!
    if (match > 0) anyInName = true
    whole += word.weight
    const inName = isAlone(found, at) ? match * ALONE : match
    covered += word.weight * Math.max(inName, nearby(entry, word.word))
  }
  if (!anyInName && covered < whole * 0.4) return 0
  const said = new Set(found.flatMap(({ places }) => places)).size
  const brevity = Math.min(1, said / name.words.length)
  return (covered / whole) ** 1.3 * (0.6 + 0.25 * neighbourliness(found) + 0.15 * brevity)
}

/**
 * A long name holds nearly every word somewhere; words that were typed together count in full only where they stand
 * together.
 */
const ALONE = 0.5

function isAlone(found: readonly Found[], at: number): boolean {
  if (found.length < 2) return false
  const { places } = found[at]!
  return !found.some(
    (other, which) => which !== at && other.places.some((place) => places.some((own) => near(own, place))),
  )
}

function near(one: number, other: number): boolean {
  return one !== other && Math.abs(one - other) <= 2
}

interface Found {
  readonly match: number
  readonly places: readonly number[]
}

const nowhere: Found = { match: 0, places: [] }

/** Looks for a word in a name, where it stands or as the initials of words side by side. */
function findIn(name: Name, { word, standsFor, isInitials }: ReadWord): Found {
  if (isInitials) {
    const at = name.initials.indexOf(word)
    return at < 0 ? nowhere : { match: 0.9, places: [...word].map((_, next) => at + next) }
  }
  let match = 0
  let places: number[] = []
  for (const [at, candidate] of name.words.entries()) {
    const likeness = standsFor.get(candidate)
    if (likeness === undefined || likeness < match) continue
    if (likeness > match) places = []
    match = likeness
    places.push(at)
  }
  return match === 0 ? nowhere : { match, places }
}

/** The words of names that may be meant: whole, begun (the last word is still being typed), or one slip of the finger off. */
function likenesses(word: string, isLast: boolean, { names }: KnownWords): Map<string, number> {
  const found = new Map<string, number>()
  // What is a word already is no slip of the finger for another.
  const isWord = names.has(word)
  if (isWord) found.set(word, 1)
  if (isWord && !isLast) return found
  const plain = unkeyed(word)
  const isKeyed = plain !== word && plain.length >= 2
  for (const candidate of names) {
    if (candidate === word) continue
    if (candidate.startsWith(word)) found.set(candidate, isLast ? 0.9 : 0.7)
    else if (isWord) continue
    else if (word.length >= 3 && withinOneTypo(candidate, word)) found.set(candidate, 0.65)
    else if (isKeyed && candidate.startsWith(plain)) found.set(candidate, 0.6)
  }
  return found
}

/** What a word is worth when the name does not have it but the field or the papers do. */
function nearby({ field, papers }: Entry, word: string): number {
  if (field.has(word)) return 0.5
  return papers.has(word) ? 0.25 : 0
}

/** How many words that were typed side by side stand side by side in the name. */
function neighbourliness(found: readonly Found[]): number {
  if (found.length < 2) return 1
  let together = 0
  for (let at = 1; at < found.length; at++) {
    const before = found[at - 1]!.places
    if (found[at]!.places.some((place) => before.includes(place - 1))) together++
  }
  return together / (found.length - 1)
}
