import { type Static, Type } from 'typebox'
import { closed, Instant, Name, OrNull, Reason, ScreenName, Text } from './shapes.ts'

const Dots = (least: number, most: number) => Type.Integer({ minimum: least, maximum: most })

/**
 * What a screen is in the hall, and where: the hub takes it from here, and from nothing the page says.
 *
 * A kiosk gives numbers, a lookup board finds procedures, a rating terminal stands at a counter; boards, LED boards and signs only show.
 * The guard's screen shows where help is wanted, which no screen for citizens is told.
 */
export const ScreenPlace = Type.Union([
  Type.Object({ what: Type.Literal('kiosk'), screen: ScreenName }, closed),
  Type.Object({ what: Type.Literal('lookup'), screen: ScreenName }, closed),
  Type.Object({ what: Type.Literal('rating'), screen: ScreenName, counter: Name }, closed),
  Type.Object({ what: Type.Literal('board'), screen: ScreenName }, closed),
  Type.Object({ what: Type.Literal('month'), screen: ScreenName }, closed),
  Type.Object(
    { what: Type.Literal('guard'), screen: ScreenName, sounds: Type.Boolean() },
    { ...closed, description: 'sounds: a call for help is heard there, until somebody is on the way' },
  ),
  Type.Object(
    { what: Type.Literal('led'), screen: ScreenName, width: Dots(32, 1_920), height: Dots(16, 1_080) },
    { ...closed, description: 'width and height in pixels of the wall' },
  ),
  Type.Object({ what: Type.Literal('sign'), screen: ScreenName, counter: Name }, closed),
])
export type ScreenPlace = Static<typeof ScreenPlace>

const Label = Type.String({ minLength: 1, maxLength: 80 })
/** A pairing, of a screen or an agent. */
export const PairingId = Type.String({ pattern: '^[a-z0-9]{12}$' })
export const Code = Type.String({
  pattern: '^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$',
  description: 'as it stands on the screen or in the log: no 0, O, 1 or I',
})

/** What a page says when it is opened and once a minute. Who it is, is in its cookie. */
export const ScreenHere = Type.Object(
  {
    run: Type.String({ pattern: '^[0-9a-f]{16,64}$', description: 'one life of one page' }),
    wants: Type.String({
      pattern: '^/(kiosk|display)/[!-~]*$',
      maxLength: 300,
      description: 'the address that was opened',
    }),
    build: Type.String({ pattern: '^[\\w.-]{0,80}$', description: 'the page’s own file, by its name' }),
    rev: OrNull(Type.Integer({ minimum: 0, description: 'of the picture it shows' })),
  },
  closed,
)
export type ScreenHere = Static<typeof ScreenHere>

/** What the hub answers: go on, go to another address, or show this code and wait. */
export const ScreenStanding = Type.Union([
  Type.Object({ state: Type.Literal('own') }, { ...closed, description: 'on the hub’s own machine: it needs no key' }),
  Type.Object(
    {
      state: Type.Literal('paired'),
      name: Type.String(),
      path: Type.String(),
      query: Type.Record(Type.String(), Type.String()),
      isNew: Type.Boolean({ description: 'the browser was given another token: it says so at once' }),
    },
    closed,
  ),
  Type.Object(
    {
      state: Type.Literal('waiting'),
      code: Code,
      untilMs: Type.Number({ description: 'how long the code holds' }),
      why: OrNull(Type.Union([Type.Literal('revoked'), Type.Literal('suspended')])),
    },
    closed,
  ),
])
export type ScreenStanding = Static<typeof ScreenStanding>

/** What a machine that starts browsers says to get in for the one it is about to start: the key it made for itself. */
export const ScreenMachine = Type.Object({ machine: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) }, closed)
export type ScreenMachine = Static<typeof ScreenMachine>
/** The way in for that browser, for some minutes; null on the hub’s own machine, which needs none. */
export const ScreenPass = Type.Object({ pass: OrNull(Type.String()) }, closed)
export type ScreenPass = Static<typeof ScreenPass>

export const ScreenState = Type.Union([
  Type.Literal('well'),
  Type.Literal('away'),
  Type.Literal('behind'),
  Type.Literal('old-page'),
  Type.Literal('suspended'),
  Type.Literal('invited'),
])
export type ScreenState = Static<typeof ScreenState>

/** Every screen of the hall and how it is, and those that wait at the door. */
export const HallScreens = Type.Object(
  {
    hub: Type.Object({ version: Type.String() }, closed),
    screens: Type.Array(
      Type.Object(
        {
          id: Type.String({ description: 'of a paired screen; of one on the hub’s machine what it calls itself' }),
          name: Type.String(),
          place: ScreenPlace,
          isOwn: Type.Boolean({ description: 'on the hub’s own machine, without a key' }),
          state: ScreenState,
          sentence: Text,
          whatToDo: OrNull(Text),
          address: OrNull(Type.String()),
          build: OrNull(Type.String()),
          paper: OrNull(Type.Object({ state: Type.String(), message: OrNull(Text) }, closed)),
          seenAt: OrNull(Instant),
          sinceAt: OrNull(Type.Number({ description: 'when it was paired' })),
        },
        closed,
      ),
    ),
    waiting: Type.Array(
      Type.Object(
        {
          id: PairingId,
          code: Code,
          address: Type.String(),
          wants: Type.String(),
          sinceAt: Instant,
          was: OrNull(Type.String({ description: 'the name of the screen it was until its key died' })),
        },
        closed,
      ),
      { description: 'told to administrators' },
    ),
    counters: Type.Array(Type.Object({ id: Type.String(), label: Type.String() }, closed)),
  },
  closed,
)
export type HallScreens = Static<typeof HallScreens>

/** Lets a waiting screen in, after its code was compared. `replaces` names the screen whose place it takes over. */
export const ScreenApproval = Type.Object(
  { code: Code, name: Label, place: ScreenPlace, replaces: OrNull(PairingId) },
  closed,
)
export type ScreenApproval = Static<typeof ScreenApproval>

export const ScreenInvitation = Type.Object({ name: Label, place: ScreenPlace }, closed)
export type ScreenInvitation = Static<typeof ScreenInvitation>
/** An address that brings one screen in, once, within a day; shown this once. */
export const ScreenInvited = Type.Object({ id: PairingId, path: Type.String(), untilAt: Instant }, closed)
export type ScreenInvited = Static<typeof ScreenInvited>

export const ScreenRevocation = Type.Object({ why: Reason }, closed)
export type ScreenRevocation = Static<typeof ScreenRevocation>

export const ScreenChanged = Type.Object({ id: PairingId }, closed)
export type ScreenChanged = Static<typeof ScreenChanged>
