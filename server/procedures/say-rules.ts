import type { Say, Says } from '#core/contract/catalogue.ts'
import type { SettingsLine } from '#core/contract/shapes.ts'
import type { NotedAct } from '#core/domain/events.ts'
import { type Office, serviceOf } from '#core/domain/office.ts'
import { isDay } from '#core/domain/service-day.ts'

/** National codes begin with a digit; an office's own begin with a letter, so that no list to come can mean another procedure by it. */
const OWN_CODE = /^[A-Z][0-9A-Z.-]{1,39}$/

/** Why the office cannot say this; nothing when it can. */
export function whyNotSaid(
  { scope, name, from, why, says }: Say,
  known: { readonly today: string; readonly office: Office; readonly isListed: boolean },
): SettingsLine[] {
  const lines: SettingsLine[] = []
  if (from < known.today) {
    lines.push(
      line(
        '/from',
        'day-is-past',
        'Ngày đã qua. Chọn hôm nay hoặc ngày sau.',
        'This day is past. Take today or a later one.',
      ),
    )
  }
  if (!isDay(from)) lines.push(line('/from', 'no-such-day', 'Không có ngày này.', 'There is no such day.'))
  if (scope === 'field' && (says.topic === 'off' || says.topic === 'own')) {
    lines.push(
      line('/scope', 'not-of-a-field', 'Chỉ làm được với từng thủ tục.', 'This can only be said of one procedure.'),
    )
  }
  if (says.topic === 'off' && says.reason === null && why === null) {
    lines.push(line('/why', 'say-why', 'Ghi lý do mở lại.', 'Say why it is switched on again.'))
  }
  if (says.topic === 'place' && says.service !== null && !serviceOf(known.office, says.service)) {
    lines.push(
      line('/says/service', 'unknown-service', 'Văn phòng không có lĩnh vực này.', 'The office has no such service.'),
    )
  }
  if (says.topic === 'own' && says.own !== null) {
    if (known.isListed) {
      lines.push(
        line(
          '/name',
          'code-taken',
          'Mã này thuộc danh mục chung. Chọn mã khác.',
          'This code is in the common list. Choose another.',
        ),
      )
    } else if (!OWN_CODE.test(name)) {
      lines.push(
        line(
          '/name',
          'own-code',
          'Mã riêng bắt đầu bằng chữ hoa, ví dụ TT-01; chỉ gồm chữ hoa không dấu, số, chấm, gạch nối.',
          'An own code begins with a capital, such as TT-01: capitals, digits, points, hyphens.',
        ),
      )
    }
  }
  return lines
}

/** What is said, as the journal notes it: whole, except the papers of an own addition, which stand in the catalogue. */
export function actOf({ scope, name, from, why, says }: Say, before: Says | null): NotedAct {
  const reason = why ?? (says.topic === 'off' ? says.reason : null)
  return {
    about: 'catalogue',
    id: name,
    did: didOf(says, before),
    before: briefly(before),
    after: { ...briefly(says), scope, from },
    ...(reason !== null && { why: reason }),
  }
}

function didOf(says: Says, before: Says | null): string {
  switch (says.topic) {
    case 'off':
      return says.reason === null ? 'switched-on' : 'switched-off'
    case 'place':
      return 'placed'
    case 'note':
      return 'remarked'
    case 'own':
      if (says.own === null) return 'removed'
      return before?.topic === 'own' && before.own !== null ? 'changed' : 'added'
  }
}

function briefly(says: Says | null): object | null {
  if (says?.topic !== 'own' || says.own === null) return says
  const { papers, ...rest } = says.own
  return { topic: 'own', own: { ...rest, papers: papers.length } }
}

function line(path: string, code: string, vi: string, en: string): SettingsLine {
  return { severity: 'error', path, code, vi, en }
}
