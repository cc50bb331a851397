import type { Sqlite } from '../journal/open-database.ts'
import type { AllSettings } from './all-settings.ts'
import { versionsOf } from './versions.ts'

/** The newest version of each part of the settings, at some moment. */
export type Newest = Readonly<Record<string, number>>

/** Which plans have begun since some moment: somebody decided on them, whatever was only tried meanwhile. */
export interface BegunPlans {
  /** What to ask `carriedOn` with, later. */
  newest(): Newest
  /** Settings as they held when those versions were the newest, with every plan that has begun since. */
  carriedOn(all: AllSettings, since: Newest): AllSettings
}

/** `kinds` are those of the documents; nothing is planned for the hall. Read from the versions, so that a power cut loses none. */
export function begunPlans(database: Sqlite, kinds: readonly string[]): BegunPlans {
  const registers = new Map(['office', ...kinds].map((part) => [part, versionsOf(database, part)]))

  function carriedOn(part: string, held: object, since: Newest): object {
    const versions = registers.get(part)
    const began = versions?.list().find(({ act }) => act === 'began')
    if (!versions || !began || began.number <= (since[part] ?? 0)) return held
    return (versions.read(began.number)?.body as object | undefined) ?? held
  }

  return {
    newest: () => Object.fromEntries([...registers].map(([part, versions]) => [part, versions.list()[0]?.number ?? 0])),
    carriedOn: ({ office, hall, documents }, since) => ({
      office: carriedOn('office', office, since),
      hall,
      documents: Object.fromEntries(
        Object.entries(documents).map(([kind, held]) => [kind, carriedOn(kind, held, since)]),
      ),
    }),
  }
}
