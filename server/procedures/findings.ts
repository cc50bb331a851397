/**
 * What the office should look at in its catalogue: what would send a citizen to the wrong place, with the wrong papers or money.
 *
 * Nothing is mended by guessing. Each rule is a plain question to one procedure as it holds; only doubled names need all of them.
 * What a rule saw is told with it, in the catalogue's own words.
 */
import type { FindingKind } from '#core/contract/catalogue.ts'
import { amountsIn, hasBareAmount } from './amounts.ts'
import { folded } from './folding.ts'
import type { Held } from './held.ts'
import type { Procedure, Term } from './procedure.ts'
import type { CodeList } from './store.ts'

export interface Finding {
  readonly kind: FindingKind
  /** The texts it was seen in. */
  readonly seen: readonly string[]
}

export interface FindingsAbout {
  readonly services: ReadonlySet<string>
  /** The services some counter takes. */
  readonly atCounters: ReadonlySet<string>
  readonly vanished: ReadonlySet<string>
}

/** The findings of every procedure that has some, by code. */
export function findingsOf(held: readonly Held[], about: FindingsAbout): Map<string, Finding[]> {
  const taken = held.filter(({ off }) => off === null)
  const names = Map.groupBy(taken, ({ procedure }) => plainName(procedure))
  return new Map(
    held.flatMap((one): [string, Finding[]][] => {
      const { procedure, off } = one
      const namesakes = names.get(plainName(procedure)) ?? []
      const found =
        off === null
          ? [
              ...placeFindings(one, about),
              ...feeFindings(procedure),
              ...timeFindings(procedure),
              ...(namesakes.length > 1 ? [nameTwice(one, namesakes)] : []),
              ...(about.vanished.has(procedure.code) ? [finding('vanished')] : []),
            ]
          : one.hasOwnPlace
            ? [finding('off-with-place', off)]
            : []
      return found.length > 0 ? [[procedure.code, found]] : []
    }),
  )
}

/**
 * The codes a newer list does not have any more. A file with less than half of what is known adds to the list and does not replace it;
 * what came in after the last whole list counts as there.
 */
export function vanishedFrom(known: readonly string[], lists: readonly CodeList[]): Set<string> {
  const whole = lists.findLastIndex(({ codes }) => codes.length * 2 >= known.length)
  if (whole < 0) return new Set()
  const there = new Set(lists.slice(whole).flatMap(({ codes }) => codes))
  return new Set(known.filter((code) => !there.has(code)))
}

function placeFindings({ procedure, serviceId, place }: Held, { services, atCounters }: FindingsAbout): Finding[] {
  const found: Finding[] = []
  if (serviceId === null && place === null) found.push(finding('no-place', procedure.field))
  if (procedure.agency === null && place === null) found.push(finding('no-agency'))
  if (serviceId !== null && !services.has(serviceId)) found.push(finding('service-unknown', serviceId))
  else if (serviceId !== null && !atCounters.has(serviceId)) found.push(finding('no-counter', serviceId))
  return found
}

function feeFindings({ terms, documents }: Procedure): Finding[] {
  const found: Finding[] = []
  if (terms.length === 0 || terms.some(({ feeText, feeNote }) => isUnknown(feeText) && isUnknown(feeNote))) {
    found.push(finding('fee-missing'))
  }
  const contradicting = [...twoFeesForOneWay(terms), ...terms.filter(amountContradictsNote).flatMap(feeWords)]
  if (contradicting.length > 0) found.push(finding('fees-contradict', ...contradicting))
  const freeAndNot = terms.filter(isFreeAndNot)
  if (freeAndNot.length > 0) found.push(finding('fee-free-and-not', ...freeAndNot.flatMap(feeWords)))
  const unitless = terms.filter(isWithoutUnit)
  if (unitless.length > 0) found.push(finding('fee-without-unit', ...unitless.flatMap(feeWords)))
  if (contradicting.length === 0 && differs(terms.map(({ feeText }) => feeText))) {
    found.push(finding('fee-by-channel', ...terms.map((term) => `${term.channels.join(', ')}: ${term.feeText ?? '–'}`)))
  }
  const named = terms.flatMap(amountsOf)
  const papers = documents.flatMap(({ items }) => items.map(({ text }) => text))
  const others = papers.filter((text) => namesOtherFee(text, named))
  if (others.length > 0) found.push(finding('fee-in-papers', ...others))
  return found
}

function timeFindings({ terms }: Procedure): Finding[] {
  const found: Finding[] = []
  if (terms.length === 0 || terms.some(({ timeText }) => isUnknown(timeText))) found.push(finding('time-missing'))
  const bare = terms.flatMap(({ timeText }) => (/^\s*\d+([.,]\d+)?\s*$/.test(timeText ?? '') ? [timeText ?? ''] : []))
  if (bare.length > 0) found.push(finding('time-without-unit', ...bare))
  return found
}

/** One way to hand in, two fees, and no note that says when which is paid. */
function twoFeesForOneWay(terms: readonly Term[]): string[] {
  const ways = Map.groupBy(
    terms.flatMap((term) => term.channels.map((channel) => ({ channel, term }))),
    ({ channel, term }) => `${channel.trim().toLowerCase()}\n${term.feeNote?.trim() ?? ''}`,
  )
  return [...ways.values()]
    .filter((same) => differs(same.map(({ term }) => term.feeText)))
    .flatMap((same) => same.map(({ channel, term }) => `${channel}: ${term.feeText ?? '–'}`))
}

/** The cell says 5,000 and every sum its note names is another. */
function amountContradictsNote({ feeVnd, feeText, feeNote }: Term): boolean {
  const cell = feeVnd !== null && feeVnd > 0 ? [feeVnd] : amountsIn(feeText)
  const noted = amountsIn(feeNote)
  return cell.length > 0 && noted.length > 0 && !cell.some((sum) => noted.includes(sum))
}

/** "Miễn phí", with a note that names a sum or leaves it to the province. */
function isFreeAndNot({ feeText, feeNote }: Term): boolean {
  if (!/^(miễn phí|không thu phí|không|0)$/i.test((feeText ?? '').trim().normalize('NFC'))) return false
  return amountsIn(feeNote).some((sum) => sum > 0) || /h[ộo]i đ[ồo]ng nh[âa]n d[âa]n|hđnd/i.test(feeNote ?? '')
}

/** A number without đồng; or a sum below what any counter has change for, where "nghìn" was forgotten. */
function isWithoutUnit({ feeVnd, feeText }: Term): boolean {
  return hasBareAmount(feeText) || (feeVnd !== null && feeVnd > 0 && feeVnd < 1_000)
}

/** A paper's text that speaks of a fee and names a sum, none of which the fee knows. */
function namesOtherFee(text: string, known: readonly number[]): boolean {
  if (!/(?<!\p{L})(phí|lệ phí)(?!\p{L})/iu.test(text.normalize('NFC'))) return false
  const sums = amountsIn(text)
  return sums.length > 0 && !sums.some((sum) => known.includes(sum))
}

function nameTwice({ procedure }: Held, namesakes: readonly Held[]): Finding {
  const others = namesakes.filter((other) => other.procedure.code !== procedure.code)
  return finding('name-twice', ...others.map((other) => other.procedure.code))
}

function plainName({ name }: Procedure): string {
  return folded(name).replace(/^thu tuc\s+/, '')
}

function amountsOf({ feeVnd, feeText, feeNote }: Term): number[] {
  return [...(feeVnd === null ? [] : [feeVnd]), ...amountsIn(feeText), ...amountsIn(feeNote)]
}

function feeWords({ feeText, feeNote }: Term): string[] {
  return [feeText, feeNote].filter((text) => text !== null)
}

function isUnknown(text: string | null): boolean {
  return text === null || /^không có thông tin$/i.test(text.trim().normalize('NFC'))
}

function differs(values: readonly (string | null)[]): boolean {
  return new Set(values.map((value) => value?.trim().toLowerCase() ?? '')).size > 1
}

function finding(kind: FindingKind, ...seen: readonly string[]): Finding {
  return { kind, seen: [...new Set(seen)] }
}
