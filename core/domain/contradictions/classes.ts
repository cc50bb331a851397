import { type Office, ORDINARY } from '../office.ts'
import { longestOf, sessionsOf } from './calendar.ts'
import { error, type Line, repeated, warning } from './line.ts'
import { nameless } from './whole.ts'

/** What contradicts itself in the priority classes. */
export function classContradictions(office: Office): readonly Line[] {
  const { policy } = office.order
  const lengths = office.services.flatMap((service) => longestOf(sessionsOf(office, service)) ?? [])
  const longest = lengths.length === 0 ? null : Math.max(...lengths)
  return [
    ...repeated(office.classes, ({ id }) => id).map(([{ id }, i]) =>
      error(
        `/classes/${i}/id`,
        'same-id',
        `Mã diện ưu tiên “${id}” đã dùng. Đặt mã khác.`,
        `The class id “${id}” is used already. Choose another.`,
      ),
    ),
    ...repeated(
      office.classes.filter(({ fromAge }) => typeof fromAge === 'number'),
      ({ fromAge }) => String(fromAge),
    ).map(([{ id, name }]) =>
      warning(
        `/classes/${office.classes.findIndex((one) => one.id === id)}/fromAge`,
        'same-age',
        `Đã có diện khác gợi ý từ cùng tuổi: thẻ căn cước sẽ không bao giờ gợi ý “${name.vi}”.`,
        `Another class is suggested from the same age: a card never suggests “${name.en}”.`,
      ),
    ),
    ...office.classes.flatMap((one, i) => {
      const path = `/classes/${i}`
      const lines: Line[] = [...nameless(`${path}/name`, one.name, 'diện ưu tiên', 'the class')]
      if (one.id === ORDINARY) {
        lines.push(
          error(
            `${path}/id`,
            'ordinary-is-taken',
            `“${ORDINARY}” dành cho người không thuộc diện nào. Đặt mã khác.`,
            `“${ORDINARY}” means everyone without a class. Choose another id.`,
          ),
        )
      }
      if (policy === 'head-start' && one.headStartMs === 0) {
        lines.push(
          warning(
            `${path}/headStartMs`,
            'no-head-start',
            `Diện “${one.name.vi}” được cộng 0 phút, nên không được ưu tiên gì.`,
            `“${one.name.en}” has a head start of nothing, so it has no priority.`,
          ),
        )
      }
      if (policy === 'head-start' && longest !== null && one.headStartMs > longest) {
        lines.push(
          warning(
            `${path}/headStartMs`,
            'head-start-longer-than-a-session',
            `Diện “${one.name.vi}” được cộng nhiều hơn cả một buổi: luôn đi trước mọi người, như ưu tiên tuyệt đối.`,
            `The head start of “${one.name.en}” is longer than any session: they always go first, as under strict.`,
          ),
        )
      }
      if (policy === 'strict' && one.rank === 0) {
        lines.push(
          warning(
            `${path}/rank`,
            'rank-zero',
            `Diện “${one.name.vi}” có bậc 0, bằng người thường: không được ưu tiên.`,
            `“${one.name.en}” has rank 0, as everyone else: no priority.`,
          ),
        )
      }
      return lines
    }),
  ]
}
