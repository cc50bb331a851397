import type { ScannedTicket } from '#core/contract/scanned.ts'
import type { Sentence } from '#web/hub/contract.ts'
import { timeOfDay, waitTold } from '#web/words/format.ts'
import type { ScannedWhat } from './flow.ts'
import { stateSentence } from './state-words.ts'
import { pair } from './words.ts'

/** What is so, and what to do, for a code that leads nowhere. */
export const SCANNED_WORDS = {
  'no-card-needed': ['cardNotNeeded', 'cardNotNeededDo'],
  'old-slip': ['oldSlip', 'oldSlipDo'],
  dossier: ['dossierCode', 'dossierCodeDo'],
  'other-card': ['otherCard', 'otherCardDo'],
  unknown: ['codeUnknown', 'codeUnknownDo'],
} as const satisfies Record<ScannedWhat, readonly [string, string]>

/** One's own number as it stands, in words. */
export function ownNumberWords(ticket: ScannedTicket): { what: Sentence; whatToDo: Sentence } {
  const { vi, en } = stateWords(ticket)
  const number = ticket.number
  return {
    what: { vi: `${number} – ${ticket.service.vi}`, en: `${number} – ${ticket.service.en}` },
    whatToDo: { vi, en },
  }
}

function stateWords({ state, counter, ahead, wait }: ScannedTicket): Sentence {
  if (state !== 'waiting') return stateSentence({ state, counter })
  return joined(
    ahead === 0 ? pair('nobodyAhead') : pair('peopleAhead', ahead),
    wait === null
      ? pair('noWaitYet')
      : {
          vi: pair('waitAbout', waitTold(wait, 'vi'), timeOfDay(wait.madeAt)).vi,
          en: pair('waitAbout', waitTold(wait, 'en'), timeOfDay(wait.madeAt)).en,
        },
  )
}

function joined(one: Sentence, other: Sentence): Sentence {
  return { vi: `${one.vi}. ${other.vi}.`, en: `${one.en}. ${other.en}.` }
}
