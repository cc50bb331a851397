import type { SettingsLine } from '#core/contract/shapes.ts'
import type { Sentence } from '#web/hub/contract.ts'
import { type Draft, holidayIn, type Step, whyNotHoliday } from './draft.ts'
import { MOVING_HOLIDAYS } from './week.ts'
import { pair } from './words.ts'

/** One thing that is missing or in doubt, and the step where it is mended. */
export interface Missing {
  readonly isWrong: boolean
  readonly step: Step
  readonly words: Sentence
}

const SIGN_IN = /^(?!constructor$)[a-z0-9][a-z0-9.-]{1,39}$/

/** Everything that is still missing in plain sentences; `lines` is what the hub finds wrong with the office. */
export function missingIn(draft: Draft, lines: readonly SettingsLine[], accounts: number): readonly Missing[] {
  const { office, people } = draft
  const wrong = (step: Step, words: Sentence): Missing => ({ isWrong: true, step, words })
  const doubt = (step: Step, words: Sentence): Missing => ({ isWrong: false, step, words })
  const nameless = office.services.some(({ name }) => name.vi.trim() === '' || name.en.trim() === '')
  const ids = people.map(({ id }) => id)
  const isBad = (id: string, name: string) =>
    !SIGN_IN.test(id) || name.trim() === '' || ids.indexOf(id) !== ids.lastIndexOf(id)
  const [tet] = MOVING_HOLIDAYS
  return [
    ...(nameless ? [wrong('services', pair('nameless'))] : []),
    ...MOVING_HOLIDAYS.flatMap((holiday) => {
      const why = whyNotHoliday(draft, holiday)
      if (why === null) return []
      const { vi, en } = pair(why)
      return [wrong('office', { vi: `${holiday.name.vi}: ${vi}`, en: `${holiday.name.en}: ${en}` })]
    }),
    ...people.flatMap(({ id, name }) =>
      isBad(id, name) ? [wrong('people', pair('badSignIn', name || id || '…'))] : [],
    ),
    ...lines
      // Officers who are still to be added are strangers to the hub.
      .filter(({ code }) => code !== 'unknown-officer')
      .map(({ severity, path, vi, en }) => ({ isWrong: severity === 'error', step: stepOf(path), words: { vi, en } })),
    ...(holidayIn(draft, tet).from + holidayIn(draft, tet).to === '' && office.calendar.sessions.length > 0
      ? [doubt('office', pair('noTet'))]
      : []),
    ...(people.length + accounts === 0 ? [doubt('people', pair('noOfficers'))] : []),
  ]
}

/** Where a line of the office’s document is mended. */
function stepOf(path: string): Step {
  if (/^(\/office)?\/(services|numbering)/.test(path)) return 'services'
  if (/^(\/office)?\/counters/.test(path)) return 'counters'
  if (/^(\/office)?\/skills/.test(path)) return 'people'
  return /^(\/office)?\/(name|calendar|timeZone)/.test(path) ? 'office' : 'begin'
}
