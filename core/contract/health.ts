import { type Static, Type } from 'typebox'
import { KeepingHealth } from './backups.ts'
import { closed, Instant, OrNull, Text } from './shapes.ts'

/** How one device is, and what a person can do about it. */
export const DeviceHealth = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    kind: Type.String(),
    state: Type.Union([
      Type.Literal('ready'),
      Type.Literal('warning'),
      Type.Literal('broken'),
      Type.Literal('unknown'),
    ]),
    fault: OrNull(Type.String()),
    sentence: OrNull(Text),
    whatToDo: OrNull(Text),
    /** What of the device the fault is about, where it has several: one sign of a bus, one pin. */
    part: Type.Optional(Type.String()),
    /** What is left of the roll, as counted since it was put in. */
    paper: Type.Optional(Type.Object({ leftMm: Type.Number(), rollMm: Type.Number() }, closed)),
    sinceAt: Instant,
  },
  closed,
)
export type DeviceHealth = Static<typeof DeviceHealth>

/** How this hub's own standing reaches its city. */
export const SendingTold = Type.Object(
  {
    to: Type.String(),
    sentAt: OrNull(Instant),
    failingSince: OrNull(Instant),
    why: OrNull(
      Type.Union([
        Type.Literal('no-key'),
        Type.Literal('no-answer'),
        Type.Literal('key-refused'),
        Type.Literal('not-understood'),
        Type.Literal('city-trouble'),
        Type.Literal('own-trouble'),
      ]),
    ),
  },
  closed,
)
export type SendingTold = Static<typeof SendingTold>

/** `GET /healthz`. */
export const Health = Type.Object(
  {
    status: Type.Union([Type.Literal('ok'), Type.Literal('degraded')]),
    version: Type.String(),
    boot: Type.String(),
    upMs: Type.Number(),
    day: OrNull(Type.String()),
    seq: Type.Integer(),
    chainHead: Type.String(),
    clockSuspect: Type.Boolean(),
    screens: Type.Record(Type.String(), Type.Integer()),
    faults: Type.Array(Type.Object({ code: Type.String(), sentence: Text, whatToDo: Text }, closed)),
    devices: Type.Array(DeviceHealth),
    copies: Type.Optional(KeepingHealth),
    /** How this hall's word reaches its city; nothing in the hall depends on it, so it never makes `status` worse. */
    city: Type.Optional(SendingTold),
  },
  closed,
)
export type Health = Static<typeof Health>
