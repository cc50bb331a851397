import { type Static, Type } from 'typebox'
import { closed, Name, OrNull } from './shapes.ts'

/** A procedure in a list: enough to recognise it. */
export const ProcedureBrief = Type.Object(
  { code: Type.String(), name: Type.String(), field: Type.String(), service: OrNull(Name), online: Type.Boolean() },
  closed,
)
export type ProcedureBrief = Static<typeof ProcedureBrief>

/** A procedure whole: papers, time, fee verbatim with its note, and where to go. */
export const ProcedureFull = Type.Object(
  {
    code: Type.String(),
    name: Type.String(),
    field: Type.String(),
    agency: OrNull(Type.String()),
    service: OrNull(Name),
    counters: Type.Array(Type.String()),
    online: Type.Boolean(),
    link: OrNull(Type.String()),
    terms: Type.Array(
      Type.Object(
        {
          channels: Type.Array(Type.String()),
          timeText: OrNull(Type.String()),
          feeText: OrNull(Type.String()),
          feeNote: OrNull(Type.String()),
        },
        closed,
      ),
    ),
    documents: Type.Array(
      Type.Object(
        {
          case: OrNull(Type.String()),
          items: Type.Array(
            Type.Object(
              { text: Type.String(), originals: OrNull(Type.Number()), copies: OrNull(Type.Number()) },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    /** What the published text leaves open, by code: told beside it, never mended by guessing. */
    doubts: Type.Array(Type.String()),
    /** What the office itself adds: shown beside the State's words, never in their place. */
    note: OrNull(Type.String()),
    /** The page that shows it on a phone: taken away as a QR. */
    url: Type.String(),
  },
  closed,
)
export type ProcedureFull = Static<typeof ProcedureFull>

/** `GET /api/procedures?q=&field=`: found procedures, best first. */
export const ProcedureList = Type.Object(
  {
    total: Type.Integer(),
    fields: Type.Array(Type.Object({ name: Type.String(), count: Type.Integer() }, closed)),
    procedures: Type.Array(ProcedureBrief),
  },
  closed,
)
export type ProcedureList = Static<typeof ProcedureList>
