import type { Database } from 'better-sqlite3'
import type { Says, Scope, Topic } from '#core/contract/catalogue.ts'
import type { ProcedureStore } from './store.ts'

/** Something the office said about a procedure or a field, as it was said. Nothing is ever edited. */
export interface Saying {
  readonly id: number
  readonly scope: Scope
  readonly name: string
  /** The day it holds from, YYYY-MM-DD. */
  readonly from: string
  readonly says: Says
  readonly by: string
  readonly at: number
  readonly why: string | null
}

/** What the office says on top of the common list, with every former word. */
export interface SayingBook {
  all(): Saying[]
  of(scope: Scope, name: string): Saying[]
  /** Writes it down and lets it hold, today or from its day on. */
  say(saying: Omit<Saying, 'id'>, today: string): void
  /** Carries what holds on a day into the tables the release before reads. */
  settle(today: string): void
}

/** What stood before anybody wrote down days holds since ever. */
const SINCE_EVER = '0001-01-01'

export function openSayings(db: Database, store: ProcedureStore): SayingBook {
  const columns = 'id, scope, name, from_day AS "from", body, by, at, why'
  const insert = db.prepare(`
    INSERT INTO procedure_saying (scope, name, topic, from_day, body, by, at, why)
    VALUES (@scope, @name, @topic, @from, @body, @by, @at, @why)`)
  const readAll = db.prepare<[], SayingRow>(`SELECT ${columns} FROM procedure_saying ORDER BY id`)
  const readOf = db.prepare<[string, string], SayingRow>(
    `SELECT ${columns} FROM procedure_saying WHERE scope = ? AND name = ? ORDER BY id`,
  )
  const raiseRev = db.prepare('UPDATE procedure_rev SET rev = rev + 1')
  const add = ({ says, ...rest }: Omit<Saying, 'id'>) =>
    insert.run({ ...rest, topic: says.topic, body: JSON.stringify(says) })

  function settle(today: string): void {
    for (const { scope, name, says, at } of standing(readAll.all().map(sayingOf), today).values()) {
      if (says.topic === 'off') {
        if (says.reason === null) store.switchOn(name)
        else store.switchOff(name, says.reason, at)
      }
      if (says.topic === 'place') store.setPlace({ scope, name, serviceId: says.service, place: says.place })
    }
  }

  return {
    all: () => readAll.all().map(sayingOf),
    of: (scope, name) => readOf.all(scope, name).map(sayingOf),
    say(saying, today) {
      db.transaction(() => {
        const { scope, name, says } = saying
        const isFirst = !readOf.all(scope, name).some((row) => sayingOf(row).says.topic === says.topic)
        const before = isFirst ? stoodBefore(store, scope, name, says.topic) : null
        if (before) add({ scope, name, from: SINCE_EVER, says: before, by: 'hub', at: saying.at, why: null })
        add(saying)
        settle(today)
        raiseRev.run()
      }).immediate()
    },
    settle: (today) => db.transaction(settle).immediate(today),
  }
}

/** The word that holds on a day for each procedure, field and topic: of those that have begun, the one that began last. */
export function standing(sayings: readonly Saying[], day: string): Map<string, Saying> {
  const holding = new Map<string, Saying>()
  for (const one of sayings) {
    if (one.from > day) continue
    const key = keyOf(one.scope, one.name, one.says.topic)
    const former = holding.get(key)
    if (!former || one.from > former.from || (one.from === former.from && one.id > former.id)) holding.set(key, one)
  }
  return holding
}

/** What begins after a day and was not replaced meanwhile, in the order of the days. */
export function plans(sayings: readonly Saying[], day: string): Saying[] {
  const later = new Map<string, Saying>()
  for (const one of sayings) {
    // Another word for the same day takes the place of the first.
    if (one.from > day) later.set(`${keyOf(one.scope, one.name, one.says.topic)} ${one.from}`, one)
  }
  const before = standing(sayings, day)
  return [...later.values()]
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id - b.id))
    .filter((one) => {
      const key = keyOf(one.scope, one.name, one.says.topic)
      const isChange = JSON.stringify(one.says) !== JSON.stringify(before.get(key)?.says ?? nothingSaid(one.says.topic))
      before.set(key, one)
      return isChange
    })
}

export function keyOf(scope: Scope, name: string, topic: Topic): string {
  return `${scope} ${topic} ${name}`
}

/** The word of an office that says nothing. */
function nothingSaid(topic: Topic): Says {
  switch (topic) {
    case 'off':
      return { topic, reason: null }
    case 'place':
      return { topic, service: null, place: null }
    case 'note':
      return { topic, text: null }
    case 'own':
      return { topic, own: null }
  }
}

function stoodBefore(store: ProcedureStore, scope: Scope, name: string, topic: Topic): Says | null {
  if (topic === 'off') {
    const off = store.procedures().find(({ procedure }) => procedure.code === name)?.off ?? null
    return off === null ? null : { topic, reason: off }
  }
  const rule = topic === 'place' && store.places().find((one) => one.scope === scope && one.name === name)
  return rule ? { topic: 'place', service: rule.serviceId, place: rule.place } : null
}

interface SayingRow extends Omit<Saying, 'says'> {
  readonly body: string
}

function sayingOf({ body, ...rest }: SayingRow): Saying {
  return { ...rest, says: JSON.parse(body) as Says }
}
