import type { Text } from './office.ts'

/** Who hears the answer. Which priority somebody has is health data: staff may hear it, a citizen never. */
export type Audience = 'staff' | 'citizen'

/** What stands between two numbers, as a stable code. */
export type WhyCode = keyof typeof REASONS | keyof typeof ANSWERS

/** One of the two numbers, as far as the sentence needs it. */
export interface Stand {
  readonly number: string
  /** From when it counts: 'number taken at 08:05'. */
  readonly since: Text
  /** When it is treated as having come, a head start taken off: '07:50'. */
  readonly countsFrom: string
  readonly className: Text
  readonly service: Text
}

/** Everything a sentence may say. `a` is the number called before `b`. */
export interface Facts {
  readonly audience: Audience
  readonly a: Stand
  readonly b: Stand
  /** The call, or null while neither is called. */
  readonly call: { readonly at: string; readonly counter: string; readonly automatic: boolean } | null
  /** Why the officer picked it. */
  readonly reason: string
  /** Why the first number was put before everyone by hand. */
  readonly putFirst: string
  /** Until when b was held off. */
  readonly heldUntil: string
  /** How many priority calls in a row the office allows. */
  readonly inARow: number
}

/** Why `a` is before `b`: goes on after "because". */
export const REASONS = {
  'came-earlier': ({ a, b }) =>
    a.since.vi === b.since.vi
      ? { vi: `${a.since.vi}, sớm hơn trong cùng phút đó`, en: `it came earlier within one minute (${a.since.en})` }
      : {
          vi: `tính theo giờ đến thì sớm hơn: ${a.since.vi}; còn ${b.number}: ${b.since.vi}`,
          en: `it counts from earlier: ${a.since.en}; ${b.number}: ${b.since.en}`,
        },
  appointment: ({ a, b }) => ({
    vi: `có ${a.since.vi}, giờ hẹn được tính như giờ đến; còn ${b.number}: ${b.since.vi}`,
    en: `it has an ${a.since.en}, and that counts as its time of coming; ${b.number}: ${b.since.en}`,
  }),
  'came-back-last': ({ b }) => ({
    vi: `${b.number} ${b.since.vi} và được tính từ giờ đó`,
    en: `${b.number} came ${b.since.en} and counts from then`,
  }),
  'head-start': ({ audience, a, b }) => ({
    vi:
      audience === 'staff'
        ? `thuộc diện ưu tiên “${a.className.vi}”: được tính như đến lúc ${a.countsFrom}, còn ${b.number} tính từ ${b.countsFrom}`
        : 'thuộc diện ưu tiên, được tính như đến sớm hơn ít phút',
    en:
      audience === 'staff'
        ? `it has the priority “${a.className.en}”: it is treated as if it had come at ${a.countsFrom}, and ${b.number} counts from ${b.countsFrom}`
        : 'it has a priority and is treated as if it had come a little earlier',
  }),
  rank: ({ audience, a }) => ({
    vi:
      audience === 'staff'
        ? `thuộc diện ưu tiên “${a.className.vi}”, diện này luôn được gọi trước`
        : 'thuộc diện ưu tiên, văn phòng luôn gọi diện này trước',
    en:
      audience === 'staff'
        ? `it has the priority “${a.className.en}”, which always goes first here`
        : 'it has a priority, which always goes first here',
  }),
  'priority-turn': ({ audience, a, inARow }) => ({
    vi: `${audience === 'staff' ? `thuộc diện ưu tiên “${a.className.vi}”` : 'thuộc diện ưu tiên'} và đang đến lượt diện ưu tiên (nhiều nhất ${inARow} số liền nhau)`,
    en: `${audience === 'staff' ? `it has the priority “${a.className.en}”` : 'it has a priority'} and it was the turn of priority numbers (at most ${inARow} in a row)`,
  }),
  'ordinary-turn': ({ inARow }) => ({
    vi: `đã gọi đủ ${inARow} số ưu tiên liền nhau nên đến lượt người không thuộc diện ưu tiên`,
    en: `${inARow} priority numbers in a row had been called, so it was the turn of those without priority`,
  }),
  'came-back-first': () => ({
    vi: 'là số quay lại, theo quy định được gọi trước những người đang chờ',
    en: 'it had come back, and the office calls those before everyone who waits',
  }),
  'put-first': ({ audience, putFirst }) => ({
    vi: `người điều hành đã xếp lên trước; ${audience === 'staff' ? `lý do đã ghi: “${putFirst}”` : 'lý do đã được ghi vào sổ'}`,
    en: `the head of the hall put it first; ${audience === 'staff' ? `the reason written down: “${putFirst}”` : 'the reason is written down'}`,
  }),
  'session-before': () => ({
    vi: 'là số của buổi trước, được gọi trước người đến sau giờ nghỉ',
    en: 'it is of the session before the break, which goes first',
  }),
  'kept-overnight': () => ({
    vi: 'là số chờ từ hôm trước',
    en: 'it has been waiting since the day before',
  }),
  'other-line': ({ audience, a, b, call }) => ({
    vi:
      audience === 'staff'
        ? `hai số chờ hai hàng riêng (${a.service.vi}; ${b.service.vi}), quầy ${call?.counter} không gọi hàng của ${b.number}`
        : `hai số chờ hai hàng riêng, quầy ${call?.counter} không gọi hàng của ${b.number}`,
    en:
      audience === 'staff'
        ? `they wait in separate lines (${a.service.en}; ${b.service.en}), and counter ${call?.counter} does not call the line of ${b.number}`
        : `they wait in separate lines, and counter ${call?.counter} does not call the line of ${b.number}`,
  }),
  'second-sent-elsewhere': ({ b, call }) => ({
    vi: `${b.number} đã được chuyển riêng đến quầy hoặc cán bộ khác, quầy ${call?.counter} không gọi được`,
    en: `${b.number} was sent to another counter or officer, so counter ${call?.counter} cannot call it`,
  }),
  'sent-here': ({ call }) => ({
    vi: `đã được chuyển riêng đến ${call ? `quầy ${call.counter}` : 'quầy này'} hoặc cán bộ ở đó`,
    en: `it was sent to ${call ? `counter ${call.counter}` : 'this counter'} or to the officer there`,
  }),
  'fast-lane': ({ call }) => ({
    vi: `${call ? `quầy ${call.counter}` : 'quầy này'} là quầy ưu tiên, gọi diện ưu tiên trước`,
    en: `${call ? `counter ${call.counter}` : 'this counter'} is a priority counter`,
  }),
  preference: ({ audience, a, call }) => ({
    vi: `${call ? `quầy ${call.counter}` : 'quầy này'} gọi hàng ${audience === 'staff' ? a.service.vi : `của ${a.number}`} trước các hàng khác`,
    en: `${call ? `counter ${call.counter}` : 'this counter'} calls ${audience === 'staff' ? a.service.en : `the line of ${a.number}`} before its other lines`,
  }),
  share: ({ audience, a, call }) => ({
    vi: `${call ? `quầy ${call.counter}` : 'quầy này'} chia lượt giữa các hàng và đến lượt hàng ${audience === 'staff' ? a.service.vi : `của ${a.number}`}`,
    en: `${call ? `counter ${call.counter}` : 'this counter'} shares its calls between its lines, and it was the turn of ${audience === 'staff' ? a.service.en : `the line of ${a.number}`}`,
  }),
  picked: ({ audience, reason }) => ({
    vi: `cán bộ gọi ngoài thứ tự; ${audience === 'staff' ? `lý do đã ghi: “${reason}”` : 'lý do đã được ghi vào sổ'}`,
    en: `the officer called it out of order; ${audience === 'staff' ? `the reason written down: “${reason}”` : 'the reason is written down'}`,
  }),
  'second-held-off': ({ b, call, heldUntil }) => ({
    vi: `${call ? 'lúc đó ' : ''}${b.number} tạm chưa được gọi lại đến ${heldUntil}`,
    en: `${b.number} ${call ? 'was' : 'is'} not to be called again before ${heldUntil}`,
  }),
  'second-parked': ({ b, call }) => ({
    vi: `${call ? 'lúc đó ' : ''}${b.number} đang tạm rời hàng và được giữ chỗ`,
    en: `${b.number} ${call ? 'had' : 'has'} left the line for a while and keeps its place`,
  }),
  'second-missed': ({ b, call }) => ({
    vi: `${call ? 'lúc đó ' : ''}${b.number} đã được gọi mà chưa có mặt`,
    en: `${b.number} had been called and ${call ? 'was' : 'is'} not there`,
  }),
  'second-gone': ({ b, call }) => ({
    vi: `${call ? 'lúc đó ' : ''}${b.number} đã bị hủy`,
    en: `${b.number} ${call ? 'was' : 'is'} cancelled`,
  }),
  'second-came-later': ({ b }) => ({
    vi: `lúc đó ${b.number} chưa có (${b.since.vi})`,
    en: `${b.number} was not there yet (${b.since.en})`,
  }),
  'in-order': () => ({
    vi: 'đứng trước trong hàng theo thứ tự của văn phòng',
    en: 'it stood before it in the order of the office',
  }),
} as const satisfies Record<string, (facts: Facts) => Text>

/** Answers that are whole sentences. */
export const ANSWERS = {
  'same-number': (first: string) => ({ vi: `${first} là cùng một số.`, en: `${first} is one and the same number.` }),
  'unknown-number': (unknown: string) => ({
    vi: `Ngày này không có số ${unknown}.`,
    en: `There is no number ${unknown} on this day.`,
  }),
  'separate-lines': (first: string, second: string) => ({
    vi: `${first} và ${second} chờ ở hai hàng riêng nên không số nào đứng trước số nào.`,
    en: `${first} and ${second} wait in separate lines, so neither is before the other.`,
  }),
  'first-not-waiting': (first: string) => ({
    vi: `${first} hiện không ở trong hàng chờ.`,
    en: `${first} is not in the line now.`,
  }),
  'second-first': () => ({ vi: 'Ngược lại: ', en: 'The other way round: ' }),
} as const satisfies Record<string, (first: string, second: string) => Text>

/** The one sentence: who was called before whom, when and where, and why. */
export function sentenceOf(code: keyof typeof REASONS, facts: Facts): Text {
  const why = REASONS[code](facts)
  const { a, b, call } = facts
  if (call === null) {
    return {
      vi: `${a.number} sẽ được gọi trước ${b.number} vì ${why.vi}.`,
      en: `${a.number} will be called before ${b.number} because ${why.en}.`,
    }
  }
  const byItself = call.automatic ? { vi: ', quầy rảnh tự gọi', en: ', by itself when idle' } : { vi: '', en: '' }
  return {
    vi: `${a.number} được gọi trước ${b.number} (lúc ${call.at}, quầy ${call.counter}${byItself.vi}) vì ${why.vi}.`,
    en: `${a.number} was called before ${b.number} (at ${call.at}, counter ${call.counter}${byItself.en}) because ${why.en}.`,
  }
}
