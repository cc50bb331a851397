import type { CriterionFigures, MonthRanking, OfficerRank, YearRanking } from '#core/contract/scoring.ts'
import { asNumber, exact } from '#core/domain/scoring/exact.ts'
import { isGiven } from '#core/domain/scoring/measures.ts'
import { SHOWN_OF_EXACT, shown } from '#core/domain/scoring/score.ts'
import type { Document, Row, Sheet } from '../reports/sheets/sheet.ts'
import { instantText, numberText } from '../reports/sheets/sheet.ts'

/** What stands on every sheet beside the figures. */
export interface Around {
  readonly madeAt: number
  readonly timeZone: string
  readonly head: Document['head']
}

const SIGN = ['Người lập', 'Trưởng bộ phận Một cửa', 'Thủ trưởng cơ quan']
const STATES: Readonly<Record<MonthRanking['state'], string>> = {
  draft: 'BẢN NHÁP, chưa chốt',
  confirmed: 'Đã chốt',
  published: 'Đã công bố',
}
const NO_PLACE: Readonly<Record<NonNullable<OfficerRank['whyNoPlace']>, string>> = {
  'too-few': 'Không xếp hạng: quá ít số liệu',
  'no-total': 'Không xếp hạng: chưa đủ tiêu chí',
}

/** A month's ranking for signing: the list, what each point is made of, and what was changed by hand. */
export function monthDocument(ranking: MonthRanking, around: Around): Document {
  const [year, month] = ranking.month.split('-')
  return {
    ...around,
    office: ranking.office.vi,
    title: 'Bảng xếp hạng công chức Một cửa',
    period: `Tháng ${month}/${year}`,
    sheets: [listSheet(ranking, around), evidenceSheet(ranking), ...changesSheet(ranking, around)],
    signatures: SIGN,
  }
}

function listSheet(ranking: MonthRanking, { timeZone }: Around): Sheet {
  const { rules, officers } = ranking
  return {
    name: 'Xếp hạng',
    title: rules.title.vi,
    notes: notesOf(ranking, timeZone),
    columns: [
      { title: 'Hạng', kind: 'count', width: 7 },
      { title: 'Họ và tên', kind: 'text', width: 24 },
      { title: 'Điểm', kind: 'points', width: 10 },
      { title: 'Theo quy chế', kind: 'points', width: 10 },
      { title: 'Mức', kind: 'text', width: 14 },
      { title: 'Lượt', kind: 'count', width: 8 },
      ...rules.criteria
        .filter(({ scored }) => scored)
        .map(({ name }) => ({ title: name.vi, kind: 'points' as const, width: 11 })),
    ],
    rows: officers.map(
      (officer): Row => [
        officer.place,
        officer.name,
        officer.place === null ? null : officer.total,
        officer.reckoned,
        officer.whyNoPlace ? NO_PLACE[officer.whyNoPlace] : (officer.band?.vi ?? ''),
        officer.served,
        ...rules.criteria
          .filter(({ scored }) => scored)
          .map(({ id }) => officer.criteria.find((one) => one.id === id)?.points ?? null),
      ],
    ),
  }
}

function notesOf({ rules, rulesVersion, state, version, hash, steps }: MonthRanking, timeZone: string): string[] {
  const { criterion, total } = rules.decimals
  const rounding = (decimals: number | null) => (decimals === null ? 'không làm tròn' : `làm tròn ${decimals} chữ số`)
  const last = steps.at(-1)
  return [
    `Quy chế: ${rules.source.name} (${rules.id}), cài đặt lần ${rulesVersion}. Tối đa ${numberText(rules.total.most, 2)} điểm.`,
    `Điểm từng tiêu chí ${rounding(criterion)}, tổng điểm ${rounding(total)}, nửa đơn vị làm tròn lên. Ô trống: không tính, không bị trừ điểm.`,
    last && state !== 'draft'
      ? `${STATES[state]} lần ${version}, ${instantText(last.at, timeZone)}. Mã số liệu ${hash}`
      : `${STATES.draft}. Mã số liệu ${hash}`,
  ]
}

function evidenceSheet({ rules, officers }: MonthRanking): Sheet {
  return {
    name: 'Căn cứ',
    title: 'Căn cứ của từng tiêu chí',
    columns: [
      { title: 'Họ và tên', kind: 'text', width: 20 },
      { title: 'Tiêu chí', kind: 'text', width: 24 },
      { title: 'Số liệu', kind: 'text', width: 11 },
      { title: 'Mẫu', kind: 'count', width: 7 },
      { title: 'Điểm', kind: 'points', width: 8 },
      { title: 'Tối đa', kind: 'points', width: 8 },
      { title: 'Vì sao', kind: 'text', width: 52 },
    ],
    rows: officers.flatMap((officer) =>
      officer.criteria.map(
        (one): Row => [
          officer.name,
          rules.criteria.find(({ id }) => id === one.id)?.name.vi ?? one.id,
          figureText(one),
          one.sample,
          one.points,
          one.most,
          one.why.vi,
        ],
      ),
    ),
  }
}

/** 96,5 % · 12,3 phút · 3; nothing where nothing is known. */
function figureText({ figure, unit }: CriterionFigures): string {
  if (figure === null) return ''
  switch (unit) {
    case 'percent':
      return `${numberText(figure, 1)} %`
    case 'ms':
      return `${numberText(figure / 60_000, 1)} phút`
    case 'count':
    case 'points':
      return numberText(figure, 2)
    default:
      return unit satisfies never
  }
}

function changesSheet({ officers, rules }: MonthRanking, { timeZone }: Around): Sheet[] {
  const all = officers.flatMap(({ name, reckoned, entries }) => entries.map((entry) => ({ name, reckoned, ...entry })))
  if (all.length === 0) return []
  const whatOf = (what: string) =>
    isGiven(what) ? (rules.criteria.find(({ measures }) => measures[0] === what)?.name.vi ?? what) : 'Tổng điểm'
  return [
    {
      name: 'Sửa bằng tay',
      title: 'Những gì được nhập hoặc sửa bằng tay',
      columns: [
        { title: 'Họ và tên', kind: 'text', width: 20 },
        { title: 'Mục', kind: 'text', width: 18 },
        { title: 'Giá trị', kind: 'text', width: 11 },
        { title: 'Theo quy chế', kind: 'points', width: 9 },
        { title: 'Lý do', kind: 'text', width: 36 },
        { title: 'Người sửa', kind: 'text', width: 14 },
        { title: 'Lúc', kind: 'text', width: 16 },
      ],
      rows: all.map(
        ({ name, what, value, reckoned, why, by, at }): Row => [
          name,
          whatOf(what),
          value === null ? 'bỏ sửa' : numberText(asNumber(shown(exact(value), null)), SHOWN_OF_EXACT),
          what === 'total' ? reckoned : null,
          why,
          by,
          instantText(at, timeZone),
        ],
      ),
    },
  ]
}

/** The year on one sheet: the months side by side, and what is missing. */
export function yearDocument(ranking: YearRanking, around: Around): Document {
  const { year, confirmed, missing, officers, weigh, fewestMonths } = ranking
  const short = (month: string) => `T${Number(month.slice(5))}`
  return {
    ...around,
    office: ranking.office.vi,
    title: 'Bảng xếp hạng công chức Một cửa cả năm',
    period: `Năm ${year}`,
    sheets: [
      {
        name: `Năm ${year}`,
        title: 'Bình quân các tháng đã chốt',
        notes: [
          weigh === 'served' ? 'Mỗi tháng tính theo số lượt đã phục vụ.' : 'Các tháng tính như nhau.',
          `Cần ít nhất ${fewestMonths} tháng đã chốt. Tháng đã qua mà chưa chốt: ${missing.map(short).join(', ') || 'không có'}.`,
        ],
        columns: [
          { title: 'Hạng', kind: 'count', width: 7 },
          { title: 'Họ và tên', kind: 'text', width: 24 },
          { title: 'Điểm', kind: 'points', width: 9 },
          { title: 'Mức', kind: 'text', width: 14 },
          ...confirmed.map((month) => ({ title: short(month), kind: 'points' as const, width: 10 })),
          { title: 'Tháng thiếu', kind: 'text', width: 16 },
        ],
        rows: officers.map(
          (officer): Row => [
            officer.place,
            officer.name,
            officer.total,
            officer.band?.vi ?? '',
            ...confirmed.map((month) => officer.months.find((one) => one.month === month)?.total ?? null),
            officer.missing.map(short).join(', '),
          ],
        ),
      },
    ],
    signatures: SIGN,
  }
}
