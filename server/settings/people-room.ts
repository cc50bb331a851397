import type { HandedPin, NewPerson, People, Person, PersonChange } from '#core/contract/people.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { NotedAct } from '#core/domain/events.ts'
import type { NoteAct } from '../acts.ts'
import { type No, problem } from '../edge/problem.ts'
import type { Who } from '../edge/who.ts'
import { oneAfterTheOther } from './in-turn.ts'
import type { Staff, StaffMember } from './staff.ts'

/**
 * Where the administrator keeps the people of the office. Each change is noted in the journal before it is made, one after the other,
 * and one administrator who can sign in always remains.
 *
 *     add ─▶ new ──first sign-in──▶ here ──leave──▶ left
 *             ▲──── hand out a PIN ───┴──────────────┘
 */
export interface PeopleRoom {
  look(): People
  add(asked: NewPerson, who: Who): Promise<Answer<HandedPin>>
  change(id: string, asked: PersonChange, who: Who): Promise<Answer<Person>>
  /** Takes the old secret away and gives a PIN to hand out; whoever had left is back. */
  handPin(id: string, who: Who): Promise<Answer<HandedPin>>
  leave(id: string, who: Who): Promise<Answer<Person>>
  signOut(id: string, who: Who): Promise<Answer<Person>>
}

export function openPeopleRoom(parts: { staff: Staff; note: NoteAct; now: () => number }): PeopleRoom {
  const { staff, note, now } = parts
  const inTurn = oneAfterTheOther()
  const found = (id: string) => staff.everybody(now()).find((person) => person.id === id)
  const told = (id: string): Answer<Person> => {
    const person = found(id)
    return person ? { ok: true, value: person } : problem('not-found')
  }
  const isLastAdmin = ({ id, role, state }: Person) => role === 'admin' && state === 'here' && !staff.hasOtherAdmin(id)

  async function noted(who: Who, id: string, did: string, before: unknown, after: unknown): Promise<No | null> {
    const act: NotedAct = { about: did === SIGNED_OUT ? 'session' : 'person', id, did, before, after }
    const answer = await note(who, act)
    return answer.ok ? null : answer
  }

  async function handed(member: StaffMember): Promise<Answer<HandedPin>> {
    const { pin, untilAt } = await staff.handPin(member, now())
    return { ok: true, value: { id: member.id, name: member.name, pin, untilAt } }
  }

  return {
    look: () => ({ people: staff.everybody(now()) }),
    add: ({ id, name: given, role }, who) =>
      inTurn(async () => {
        if (found(id)) return problem('name-taken')
        const name = given.trim()
        const no = await noted(who, id, 'added', null, { name, role })
        return no ?? handed({ id, name, role })
      }),
    change: (id, asked, who) =>
      inTurn(async () => {
        const person = found(id)
        if (!person) return problem('not-found')
        if (person.state === 'left') return problem('has-left')
        const before = { name: person.name, role: person.role }
        const after = { name: asked.name.trim(), role: asked.role }
        if (after.name === before.name && after.role === before.role) return { ok: true, value: person }
        if (after.role !== 'admin' && isLastAdmin(person)) return problem('last-administrator')
        const no = await noted(who, id, 'changed', before, after)
        if (no) return no
        staff.change({ id, ...after })
        return told(id)
      }),
    handPin: (id, who) =>
      inTurn(async () => {
        const person = found(id)
        if (!person) return problem('not-found')
        if (id === who.id) return problem('not-oneself')
        if (isLastAdmin(person)) return problem('last-administrator')
        const { name, role, state } = person
        const no = await noted(who, id, state === 'left' ? 'came-back' : 'pin-handed-out', null, { name, role })
        return no ?? handed({ id, name, role })
      }),
    leave: (id, who) =>
      inTurn(async () => {
        const person = found(id)
        if (!person) return problem('not-found')
        if (person.state === 'left') return { ok: true, value: person }
        if (isLastAdmin(person)) return problem('last-administrator')
        const no = await noted(who, id, 'left', { name: person.name, role: person.role }, null)
        if (no) return no
        staff.leave(id, now())
        return told(id)
      }),
    signOut: (id, who) =>
      inTurn(async () => {
        const person = found(id)
        if (!person) return problem('not-found')
        const no = await noted(who, id, SIGNED_OUT, { sessions: person.sessions }, { sessions: 0 })
        if (no) return no
        staff.sessions.endAll(id)
        return told(id)
      }),
  }
}

const SIGNED_OUT = 'signed-out-everywhere'
