import type { ProcedureFacts } from '../paper/procedure-slip.ts'
import type { NoticeBoard, NoticeRow } from '../reports/sheets/notice.ts'
import { type ProcedurePage, pageOf } from './catalogue.ts'
import type { CatalogueEditor } from './editor.ts'

/** What hangs on the notice board on a day: what the office takes, field by field; null when nothing is taken there. */
export function noticeBoard(
  { on, since, held }: ReturnType<CatalogueEditor['taken']>,
  about: {
    readonly field?: string
    readonly office: string
    readonly madeAt: number
    readonly factsOf: (page: ProcedurePage, date: string) => ProcedureFacts
  },
): NoticeBoard | null {
  const wanted = held.filter(({ procedure }) => about.field === undefined || procedure.field === about.field)
  const fields = Map.groupBy(wanted, ({ procedure }) => procedure.field)
  if (fields.size === 0) return null
  const rowOf = (page: ProcedurePage): NoticeRow => {
    const { code, name, papers, time, fee, where, note, url } = about.factsOf(page, written(on))
    return { code, name, papers, time, fee, where, note: note ?? null, url: url ?? '' }
  }
  return {
    office: about.office,
    validFrom: `Áp dụng từ ngày ${written(since ?? on)}`,
    madeAt: about.madeAt,
    fields: [...fields]
      .sort(([a, x], [b, y]) => y.length - x.length || a.localeCompare(b, 'vi'))
      .map(([name, inside]) => ({
        name,
        rows: inside.map((one) => rowOf(pageOf(one))).sort((a, b) => sortedBy(a).localeCompare(sortedBy(b), 'vi')),
      })),
  }
}

/** Half of all names begin with "Thủ tục", and nobody looks for them there. */
function sortedBy({ name }: NoticeRow): string {
  return name.replace(/^\s*thủ tục\s+/i, '').toLowerCase()
}

/** 2026-11-23 as it is written here: 23/11/2026. */
function written(day: string): string {
  return day.split('-').reverse().join('/')
}
