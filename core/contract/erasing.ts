import Type, { type Static } from 'typebox'
import { closed, Instant, OrNull, Reason } from './shapes.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'a day, YYYY-MM-DD' })
const TicketNumber = Type.String({ minLength: 1, maxLength: 12, description: 'as printed, A012' })

/** `GET /api/kept?day=…&number=…` */
export const KeptQuery = Type.Object({ day: Day, number: TicketNumber }, closed)
export type KeptQuery = Static<typeof KeptQuery>

/** Everything the journal keeps of one number: for whoever asks what is known of them, and before it is erased. */
export const KeptOfTicket = Type.Object(
  {
    day: Day,
    number: Type.String(),
    /** Did this number answer how it was served? When and what is told in sums alone, to nobody by itself. */
    answered: Type.Boolean(),
    /** All records but those of an answer. */
    records: Type.Array(
      Type.Object(
        {
          seq: Type.Integer(),
          at: Instant,
          type: Type.String(),
          erased: Type.Boolean(),
          /** What of it speaks of the person and would be erased; null: nothing. */
          person: OrNull(Type.Object({}, { additionalProperties: true })),
          event: Type.Object({}, { additionalProperties: true }),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type KeptOfTicket = Static<typeof KeptOfTicket>

/** `POST /api/erase`: what speaks of the person is taken out of the number's records, for good. */
export const EraseTicket = Type.Object({ day: Day, number: TicketNumber, why: Reason }, closed)
export type EraseTicket = Static<typeof EraseTicket>
export const TicketErased = Type.Object(
  {
    records: Type.Integer({
      minimum: 0,
      description: 'an answer’s are not counted, their number would tell what it was',
    }),
  },
  closed,
)

/** How long words that speak of people are kept; everything else has its rule in docs/operations.md, "What is kept". */
export const Retention = Type.Object(
  {
    personMonths: OrNull(
      Type.Integer({
        minimum: 1,
        maximum: 120,
        title: 'Giữ thông tin về người dân … tháng',
        description:
          'Diện ưu tiên, thủ tục, lý do đã ghi; bỏ trống là giữ mãi · class, procedure, reasons; empty: for ever',
      }),
    ),
    complaintMonths: OrNull(
      Type.Integer({
        minimum: 1,
        maximum: 120,
        title: 'Giữ nội dung phản ánh … tháng',
        description:
          'Số hồ sơ, nội dung, lý do kết luận và lý do sửa điểm; kết quả vẫn giữ · file, words, reasons; the outcome stays',
      }),
    ),
  },
  closed,
)
export type Retention = Static<typeof Retention>
