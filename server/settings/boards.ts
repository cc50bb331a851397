import { planBesideMedia } from '#core/board/beside-media.ts'
import { glassOf, noticesAt } from '#core/board/look.ts'
import { plan } from '#core/board/plan.ts'
import { HEADS } from '#core/contract/access.ts'
import type { BoardView } from '#core/contract/display.ts'
import { Boards } from '#core/contract/settings/boards.ts'
import type { SettingsLine } from '#core/contract/shapes.ts'
import { noSuchDate } from '#core/domain/contradictions/calendar.ts'
import type { Office } from '#core/domain/office.ts'
import { isDay } from '#core/domain/service-day.ts'
import type { MediaFile } from '../media/shelf.ts'
import type { DocumentKind } from './documents.ts'

/** How the boards look, what they say for a time, and what they show between the calls. */
export const BOARDS: DocumentKind<Boards> = {
  kind: 'boards',
  title: { vi: 'Bảng gọi số', en: 'Boards' },
  schema: Boards,
  initial: { boards: [], notices: [], playlist: { items: [], volume: 0 } },
  may: HEADS,
  check: (boards, office, files) => [
    ...boards.boards.flatMap((look, i) => [
      ...twice(boards, i),
      ...strangers(look, office, i),
      ...tooSmall(boards, office, i),
    ]),
    ...boards.notices.flatMap(noticeLines),
    ...missing(boards, files),
  ],
}

/** What a board is told of its look: field by field, in the words of the screen. */
export function boardsShown(
  { boards, notices, playlist }: Boards,
  office: Office,
  find: (name: string) => MediaFile | undefined,
  at: number,
): Omit<BoardView['look'], 'voice'> {
  const labelOf = (id: string) => office.counters.find((counter) => counter.id === id)?.label ?? id
  return {
    boards: boards.map(({ id, diagonal, distance, rows, counters, services, waiting, media }) => ({
      id,
      diagonal,
      distance,
      rows,
      counters: counters.map(labelOf),
      services,
      waiting,
      media,
    })),
    notices: noticesAt(notices, at, office.timeZone),
    media: {
      // A file that is gone, or no board can play, is left out: a board never waits for it.
      items: playlist.items.flatMap(({ file, seconds }) => {
        const found = find(file)
        return found && found.unplayable === null ? [{ url: `/media/${found.name}`, kind: found.kind, seconds }] : []
      }),
      volume: playlist.volume,
    },
  }
}

function twice({ boards }: Boards, i: number): SettingsLine[] {
  const { id = '' } = boards[i] ?? {}
  if (boards.findIndex((one) => one.id === id) === i) return []
  return [
    line('error', `/boards/${i}/id`, 'id-taken', {
      vi: `Bảng "${id}" đã có ở trên. Mỗi bảng một dòng.`,
      en: `The board "${id}" stands further up already. One row each.`,
    }),
  ]
}

function strangers(look: Boards['boards'][number], office: Office, i: number): SettingsLine[] {
  const counters = look.counters.filter((id) => !office.counters.some((counter) => counter.id === id))
  const services = look.services.filter((id) => !office.services.some((service) => service.id === id))
  return [
    ...counters.map((id) =>
      line('error', `/boards/${i}/counters`, 'unknown-counter', {
        vi: `Văn phòng không có quầy "${id}".`,
        en: `The office has no counter "${id}".`,
      }),
    ),
    ...services.map((id) =>
      line('error', `/boards/${i}/services`, 'unknown-service', {
        vi: `Văn phòng không có lĩnh vực "${id}".`,
        en: `The office has no service "${id}".`,
      }),
    ),
  ]
}

/** Letters that the farthest seat cannot read: which glass or which distance would do. */
function tooSmall({ boards, playlist }: Boards, office: Office, i: number): SettingsLine[] {
  const look = boards[i]
  if (!look) return []
  const hall = { diagonal: look.diagonal ?? 55, distance: look.distance ?? 10 }
  const glass = glassOf(look.glass)
  const longest = longestNumber(office)
  const withMedia = look.media && playlist.items.length > 0
  const planned = withMedia
    ? planBesideMedia(hall, glass, longest, look.rows).plan
    : plan(hall, glass, longest, { wished: look.rows })
  if (planned.fits) return []
  const reach = (Math.floor(planned.readableTo * 10) / 10).toLocaleString('vi')
  const fewer = look.rows !== null && plan(hall, glass, longest).fits
  return [
    line('warning', `/boards/${i}/${fewer ? 'rows' : 'diagonal'}`, 'letters-too-small', {
      vi: `Chữ chỉ đọc rõ tới ${reach} m, ghế xa nhất ${hall.distance} m. ${fewer ? 'Chọn ít dòng hơn' : `Cần màn hình từ ${planned.inchesNeeded} inch`}, hoặc xếp ghế gần hơn.`,
      en: `Letters can be read to ${reach} m; the farthest seat is at ${hall.distance} m. ${fewer ? 'Take fewer rows' : `A glass of ${planned.inchesNeeded} inches would do`}, or move the seats nearer.`,
    }),
  ]
}

/** The widest number this office gives: its longest letters before three figures. */
function longestNumber({ services }: Office): string {
  return services.reduce(
    (longest, { prefix }) => (prefix.length > longest.length - 3 ? `${prefix}000` : longest),
    'A000',
  )
}

function noticeLines({ text, fromDay, untilDay, fromTime, untilTime }: Boards['notices'][number], i: number) {
  const lines: SettingsLine[] = []
  if (text.vi.trim() === '') {
    lines.push(
      line('error', `/notices/${i}/text/vi`, 'form-minLength', {
        vi: 'Không được để trống.',
        en: 'It must not be empty.',
      }),
    )
  }
  for (const [end, day] of Object.entries({ fromDay, untilDay })) {
    if (day !== null && !isDay(day)) lines.push(noSuchDate(`/notices/${i}/${end}`, day))
  }
  const turned = (from: string | null, until: string | null) => from !== null && until !== null && until < from
  if (turned(fromDay, untilDay) || turned(fromTime, untilTime)) {
    lines.push(
      line('error', `/notices/${i}/${turned(fromDay, untilDay) ? 'untilDay' : 'untilTime'}`, 'times-turned', {
        vi: 'Kết thúc phải sau khi bắt đầu.',
        en: 'It must end after it begins.',
      }),
    )
  }
  return lines
}

function missing({ playlist }: Boards, files: ReadonlySet<string>): SettingsLine[] {
  return playlist.items.flatMap(({ file }, i) =>
    files.has(file)
      ? []
      : [
          line('warning', `/playlist/items/${i}/file`, 'no-such-file', {
            vi: `Chưa có tệp "${file}". Bảng sẽ bỏ qua; tải lên lại, hoặc bỏ dòng này.`,
            en: `There is no file "${file}". Boards leave it out; send it again, or take the line away.`,
          }),
        ],
  )
}

function line(
  severity: SettingsLine['severity'],
  path: string,
  code: string,
  words: { vi: string; en: string },
): SettingsLine {
  return { severity, path, code, ...words }
}
