import Type, { type Static } from 'typebox'
import { StaffRole } from './access.ts'
import { closed, Instant, OrNull } from './shapes.ts'

/** The name somebody signs in with. It stands in the journal beside all they did: it is never given to a second person. */
export const StaffId = Type.String({ pattern: '^(?!constructor$)[a-z0-9][a-z0-9.-]{1,39}$' })
export const StaffName = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' })
/** A PIN of their own or a password; core/contract/secrets.ts says what is good enough for whom. */
const OwnSecret = Type.String({ minLength: 1, maxLength: 128 })

/** One who works here, or worked here, as the administrator sees them. */
export const Person = Type.Object(
  {
    id: StaffId,
    name: Type.String(),
    role: StaffRole,
    sinceAt: Instant,
    /** new: has a PIN that was handed out, and has not chosen one yet. */
    state: Type.Union([Type.Literal('new'), Type.Literal('here'), Type.Literal('left')]),
    pinUntilAt: OrNull(Type.Number({ description: 'until when the handed-out PIN holds, ms since epoch' })),
    leftAt: OrNull(Instant),
    seenAt: OrNull(Instant),
    sessions: Type.Integer({ description: 'sessions open now' }),
  },
  closed,
)
export type Person = Static<typeof Person>

export const People = Type.Object({ people: Type.Array(Person) }, closed)
export type People = Static<typeof People>

export const NewPerson = Type.Object({ id: StaffId, name: StaffName, role: StaffRole }, closed)
export type NewPerson = Static<typeof NewPerson>

/** A PIN to hand out, told this once: it opens the door a first time, and then a PIN of one's own must be chosen. */
export const HandedPin = Type.Object({ id: StaffId, name: Type.String(), pin: Type.String(), untilAt: Instant }, closed)
export type HandedPin = Static<typeof HandedPin>

export const PersonChange = Type.Object({ name: StaffName, role: StaffRole }, closed)
export type PersonChange = Static<typeof PersonChange>

/** One open session: from where, by which kind of browser, since when. */
const Session = Type.Object(
  {
    id: Type.String(),
    from: Type.String({ description: 'a network address, or hub for the hub’s own machine' }),
    browser: Type.String({ description: 'the family in few words, such as Chrome · Windows' }),
    sinceAt: Instant,
    seenAt: Instant,
    untilAt: Instant,
    here: Type.Boolean({ description: 'the one that asks' }),
  },
  closed,
)
export type Session = Static<typeof Session>

export const Sessions = Type.Object({ sessions: Type.Array(Session) }, closed)
export type Sessions = Static<typeof Sessions>

/** A secret of one's own. `now` is what opened the door so far; whoever has just come in with a handed-out PIN leaves it out. */
export const ChooseSecret = Type.Object({ now: Type.Optional(OwnSecret), secret: OwnSecret }, closed)
export type ChooseSecret = Static<typeof ChooseSecret>
