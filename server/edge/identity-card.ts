import type { Office } from '#core/domain/office.ts'
import { localTime } from '#core/domain/service-day.ts'

/** What the hub takes from an identity card: the number, and the date of birth where the code has one. Nothing else is looked at. */
export interface IdentityCard {
  readonly number: string
  /** `YYYY-MM-DD`. */
  readonly bornOn: string | null
}

const NUMBER = 0
const BORN = 3
const ISSUED = 6

/**
 * Reads the QR of an identity card, or a bare card number.
 *
 *     number|old number|name|ddMMyyyy|sex|address|issued ddMMyyyy|…        fields after the seventh are passed over
 *     079…1234                                                            a code that is the number alone
 *
 * Name, sex and address are never taken out of the code, so it does not matter that a scanner has spoilt their letters. What only
 * looks like a card (another card, a date that no calendar has, a price tag of twelve figures) is none.
 */
export function identityCardIn({ text, symbology }: { text: string; symbology?: string }): IdentityCard | null {
  const fields = text.trim().split('|')
  const number = fields[NUMBER] ?? ''
  if (!/^\d{12}$/.test(number)) return null
  if (fields.length === 1) return isBareNumber(number, symbology) ? { number, bornOn: null } : null
  const bornOn = dateIn(fields[BORN])
  const issuedIsWrong = fields.length > ISSUED && dateIn(fields[ISSUED]) === null
  return bornOn === null || issuedIsWrong ? null : { number, bornOn }
}

/** Goods have twelve figures too: a number counts as a card's where its province and century are possible, and it is no price tag. */
function isBareNumber(number: string, symbology: string | undefined): boolean {
  return /^0\d\d[0-3]/.test(number) && !symbology?.startsWith(']E')
}

/** `ddMMyyyy`, or with slashes, as a day the calendar has; null for anything else. */
function dateIn(field: string | undefined): string | null {
  const [, day, month, year] = /^(\d{2})\/?(\d{2})\/?((?:19|20)\d{2})$/.exec(field?.trim() ?? '') ?? []
  if (!day || !month || !year) return null
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  const isReal = !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day)
  return isReal ? `${year}-${month}-${day}` : null
}

/** The class the office keeps for people of this age, the one for the oldest first; null where there is none. */
export function classByAge(office: Office, bornOn: string | null, at: number): string | null {
  if (bornOn === null) return null
  const age = fullYears(bornOn, localTime(at, office.timeZone).date)
  // An office written down by an older release says nothing of ages.
  const fitting = office.classes.filter(({ fromAge }) => typeof fromAge === 'number' && age >= fromAge)
  return fitting.toSorted((a, b) => (b.fromAge ?? 0) - (a.fromAge ?? 0))[0]?.id ?? null
}

function fullYears(bornOn: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return today.slice(5) < bornOn.slice(5) ? years - 1 : years
}
