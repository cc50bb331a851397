import type { Counter, Office } from '../office.ts'
import { error, type Line, repeated, strangers, warning } from './line.ts'

/** What contradicts itself at the counters, and in what their officers can do. */
export function counterContradictions(office: Office): readonly Line[] {
  const services = new Set(office.services.map(({ id }) => id))
  return [
    ...repeated(office.counters, ({ id }) => id).map(([{ id }, i]) =>
      error(
        `/counters/${i}/id`,
        'same-id',
        `Mã quầy “${id}” đã dùng. Đặt mã khác.`,
        `The counter id “${id}” is used already. Choose another.`,
      ),
    ),
    ...repeated(office.counters, ({ label }) => label.trim()).map(([{ label }, i]) =>
      error(
        `/counters/${i}/label`,
        'same-label',
        `Đã có quầy “${label}”: dân sẽ không biết đến quầy nào. Đặt số khác.`,
        `There is a counter “${label}” already: people would not know where to go. Choose another.`,
      ),
    ),
    ...office.counters.flatMap((counter, i) => ofOne(office, counter, services, `/counters/${i}`)),
    ...skills(office, services),
  ]
}

function ofOne(office: Office, counter: Counter, services: ReadonlySet<string>, path: string): readonly Line[] {
  const classes = new Set(office.classes.map(({ id }) => id))
  const lines: Line[] = [...unknownServices(counter.services, services, `${path}/services`)]
  if (counter.services.length === 0) {
    lines.push(
      warning(
        `${path}/services`,
        'counter-without-services',
        `Quầy ${counter.label} chưa được giao lĩnh vực nào, nên sẽ không gọi ai.`,
        `Counter ${counter.label} serves nothing, so it calls nobody.`,
      ),
    )
  }
  for (const [id, at] of repeated(counter.services, (one) => one)) {
    lines.push(
      error(
        `${path}/services/${at}`,
        'service-twice',
        `Lĩnh vực “${id}” ghi hai lần ở quầy này. Bỏ một.`,
        `“${id}” stands here twice. Take one away.`,
      ),
    )
  }
  const own = new Set(counter.services)
  for (const [at, { service }] of counter.shares.entries()) {
    if (own.has(service)) continue
    lines.push(
      error(
        `${path}/shares/${at}/service`,
        'share-of-nothing',
        `Quầy ${counter.label} không làm “${service}”, nên không chia phần được. Bỏ dòng này hoặc giao lĩnh vực cho quầy.`,
        `Counter ${counter.label} does not serve “${service}”, so it can have no share. Take the line away, or give it the service.`,
      ),
    )
  }
  for (const [{ service }, at] of repeated(counter.shares, (one) => one.service)) {
    lines.push(
      error(
        `${path}/shares/${at}/service`,
        'share-twice',
        `Phần của “${service}” ghi hai lần. Bỏ một.`,
        `“${service}” has two shares here. Take one away.`,
      ),
    )
  }
  if (counter.shares.length > 0 && counter.serves !== 'shares') {
    lines.push(
      warning(
        `${path}/shares`,
        'shares-not-used',
        'Các phần này chưa được dùng: quầy không phục vụ theo tỷ lệ.',
        'These shares are not used: the counter does not serve by shares.',
      ),
    )
  }
  for (const [id, at] of strangers(counter.fastLane?.classes ?? [], classes)) {
    lines.push(unknownClass(`${path}/fastLane/classes/${at}`, id))
  }
  if (counter.automatic && office.calling.automaticAfterMs === null) {
    lines.push(
      warning(
        `${path}/automatic`,
        'automatic-is-off',
        'Quầy được phép tự gọi, nhưng cả văn phòng đang tắt gọi tự động.',
        'This counter may call by itself, but the office has automatic calling switched off.',
      ),
    )
  }
  return lines
}

function skills(office: Office, services: ReadonlySet<string>): readonly Line[] {
  return [
    ...repeated(office.skills, ({ staff }) => staff).map(([{ staff }, i]) =>
      error(
        `/skills/${i}/staff`,
        'officer-twice',
        `“${staff}” đã có một dòng. Gộp lại thành một.`,
        `“${staff}” has a line already. Make them one.`,
      ),
    ),
    ...office.skills.flatMap((skill, i) => [
      ...unknownServices(skill.services, services, `/skills/${i}/services`),
      ...(skill.services.length === 0
        ? [
            warning(
              `/skills/${i}/services`,
              'officer-without-services',
              `“${skill.staff}” không làm lĩnh vực nào, nên sẽ không gọi được ai.`,
              `“${skill.staff}” can do nothing, and so calls nobody.`,
            ),
          ]
        : []),
    ]),
  ]
}

/** A list that names services the office does not have. */
export function unknownServices(named: readonly string[], known: ReadonlySet<string>, path: string): readonly Line[] {
  return strangers(named, known).map(([id, at]) =>
    error(
      `${path}/${at}`,
      'unknown-service',
      `Không có lĩnh vực “${id}”. Bỏ dòng này, hoặc thêm lĩnh vực.`,
      `There is no service “${id}”. Take the line away, or add the service.`,
    ),
  )
}

/** A line that names a class the office does not have. */
export function unknownClass(path: string, id: string): Line {
  return error(
    path,
    'unknown-class',
    `Không có diện ưu tiên “${id}”. Chọn diện khác, hoặc thêm diện này.`,
    `There is no priority class “${id}”. Choose another, or add it.`,
  )
}
