import type { Setup, SetupDraft, SetupOfficer, SetupTemplate } from '#core/contract/setup.ts'
import type { Counter, Office, Service } from '#core/domain/office.ts'
import { COUNTER_DEFAULTS, SERVICE_DEFAULTS } from '#core/domain/office-defaults.ts'
import { daysOf, type Hours, type MovingHoliday, whyNotDays, withDays } from './week.ts'

/** What the assistant knows of an office to be; every rule here gives a new draft and leaves the old as it was. */
export interface Draft extends SetupDraft {
  readonly office: Office
  readonly people: readonly SetupOfficer[]
}

export const STEPS = ['begin', 'office', 'services', 'counters', 'people', 'devices', 'voice', 'check'] as const
export type Step = (typeof STEPS)[number]

const MOST_COUNTERS = 100
// Letters that sound alike in a noisy hall come last.
const LETTERS = [...'AHKMQSXLNRUEOIYBCDGPTVFJWZ']

/** Where somebody goes on: at what they said last, else from what holds; an empty hall begins with the smallest template. */
export function beginning(setup: Setup, templates: readonly SetupTemplate[]): Draft {
  if (setup.draft) return setup.draft as Draft
  const first = templates[0]
  if (setup.state !== 'open' && first) return fromTemplate(first, [])
  return fromHeld(setup, [])
}

/** The template’s office; what a person gave a name to stays theirs. */
export function fromTemplate(template: SetupTemplate, people: readonly SetupOfficer[]): Draft {
  const { id, office, documents } = template
  return tidy({ step: 1, template: id, office: office as Office, documents, people, catalogue: id !== 'demonstration' })
}

export function fromHeld({ office, documents }: Setup, people: readonly SetupOfficer[]): Draft {
  const { preparing: _, ...held } = office as Office
  return tidy({ step: 1, template: null, office: held, documents, people, catalogue: false })
}

export function withOffice(draft: Draft, change: Partial<Office>): Draft {
  return tidy({ ...draft, office: { ...draft.office, ...change } })
}

/**
 * A holiday as it is written. Days that cannot be are kept beside the office until they are mended; a day alone is a holiday of one
 * day, and its end follows it until it has one of its own.
 */
export function withHoliday(draft: Draft, holiday: MovingHoliday, { from, to }: Hours): Draft {
  const before = holidayIn(draft, holiday)
  const follows = to === before.to && before.from !== '' && before.to === before.from
  const days = { from, to: to === '' || follows ? from : to }
  const isWrong = whyNotDays(days) !== null
  const { [holiday.id]: _, ...others } = draft.holidays ?? {}
  const calendar = withDays(draft.office.calendar, holiday, isWrong ? { from: '', to: '' } : days)
  return { ...withOffice(draft, { calendar }), holidays: isWrong ? { ...others, [holiday.id]: days } : others }
}

/** From when to when a holiday is written, right or wrong. */
export function holidayIn({ holidays, office }: Draft, holiday: MovingHoliday): Hours {
  return holidays?.[holiday.id] ?? daysOf(office.calendar, holiday)
}

/** What is wrong with the days somebody wrote for a holiday. */
export function whyNotHoliday({ holidays }: Draft, { id }: MovingHoliday): ReturnType<typeof whyNotDays> {
  return whyNotDays(holidays?.[id] ?? { from: '', to: '' })
}

export function withDocument(draft: Draft, kind: string, change: object): Draft {
  return { ...draft, documents: { ...draft.documents, [kind]: { ...draft.documents[kind], ...change } } }
}

/** Every service somebody may tick, in an order that ticking does not change: what the templates know, then the office’s own. */
export function servicesToTick({ services }: Office, templates: readonly SetupTemplate[]): readonly Service[] {
  const known = templates.flatMap((template) => (template.office as Office).services)
  const first = known.filter((one, i) => known.findIndex(({ id }) => id === one.id) === i)
  const held = (service: Service) => services.find(({ id }) => id === service.id) ?? service
  return [...first.map(held), ...services.filter(({ id }) => !first.some((one) => one.id === id))]
}

export function tick(draft: Draft, service: Service, isOn: boolean): Draft {
  const { services } = draft.office
  const rest = services.filter(({ id }) => id !== service.id)
  if (!isOn) return withOffice(draft, { services: rest })
  const isFree = !rest.some(({ prefix }) => prefix === service.prefix)
  return withOffice(draft, { services: [...rest, isFree ? service : { ...service, prefix: freeLetter(rest) }] })
}

export function withService(draft: Draft, id: string, change: Partial<Service>): Draft {
  return withOffice(draft, {
    services: draft.office.services.map((one) => (one.id === id ? { ...one, ...change } : one)),
  })
}

/** A service of the office’s own, still without a name. */
export function addService(draft: Draft): Draft {
  const { services } = draft.office
  const added: Service = {
    ...SERVICE_DEFAULTS,
    id: freeId('linh-vuc', services),
    prefix: freeLetter(services),
    name: { vi: '', en: '' },
    about: { vi: '', en: '' },
    open: true,
    usualServiceMs: 8 * 60_000,
  }
  return withOffice(draft, { services: [...services, added] })
}

/** So many counters: the first ones stay as they are, new ones do everything. */
export function withCounters(draft: Draft, wanted: number): Draft {
  const { counters, services } = draft.office
  const count = Math.max(1, Math.min(MOST_COUNTERS, Math.floor(wanted) || 1))
  const more: Counter[] = []
  while (counters.length + more.length < count) {
    const there = [...counters, ...more]
    const label = String(Math.max(0, ...there.map((one) => Number(one.label) || 0)) + 1)
    const id = freeId('quay', there, Number(label))
    more.push({ ...COUNTER_DEFAULTS, id, label, services: services.map((one) => one.id) })
  }
  return withOffice(draft, { counters: [...counters, ...more].slice(0, count) })
}

export function withCounter(draft: Draft, id: string, change: Partial<Counter>): Draft {
  return withOffice(draft, {
    counters: draft.office.counters.map((one) => (one.id === id ? { ...one, ...change } : one)),
  })
}

export function toggled(list: readonly string[], id: string, isOn: boolean): readonly string[] {
  return isOn ? [...list.filter((one) => one !== id), id] : list.filter((one) => one !== id)
}

/** A name to sign in with, from how somebody is called: the last word without its marks. */
export function signInName(name: string, taken: readonly string[]): string {
  const word = (name.trim().split(/\s+/).at(-1) ?? '')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll(/[^a-z0-9]/g, '')
  const stem = word.length < 2 ? `${word || 'ten'}-${word ? '1' : 'moi'}` : word
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? stem : `${stem}${n}`
    if (!taken.includes(id)) return id
  }
}

/** What a service took away is nowhere named any more, and empty lines are no officers. */
function tidy(draft: Draft): Draft {
  const services = new Set(draft.office.services.map(({ id }) => id))
  const counters = new Set(draft.office.counters.map(({ id }) => id))
  const known = (ids: readonly string[]) => ids.filter((id) => services.has(id))
  const boards = draft.documents.boards as { boards?: { counters: string[]; services: string[] }[] } | undefined
  return {
    ...draft,
    office: {
      ...draft.office,
      counters: draft.office.counters.map((one) => ({
        ...one,
        services: known(one.services),
        shares: one.shares.filter(({ service }) => services.has(service)),
      })),
      skills: draft.office.skills.map((one) => ({ ...one, services: known(one.services) })),
    },
    documents: boards?.boards
      ? {
          ...draft.documents,
          boards: {
            ...boards,
            boards: boards.boards.map((one) => ({
              ...one,
              counters: one.counters.filter((id) => counters.has(id)),
              services: known(one.services),
            })),
          },
        }
      : draft.documents,
    people: draft.people.map((one) => ({ ...one, services: one.services && known(one.services) })),
  }
}

function freeLetter(services: readonly Service[]): string {
  return LETTERS.find((letter) => !services.some(({ prefix }) => prefix === letter)) ?? 'AA'
}

function freeId(stem: string, there: readonly { readonly id: string }[], from = 1): string {
  let n = from
  while (there.some(({ id }) => id === `${stem}-${n}`)) n += 1
  return `${stem}-${n}`
}
