import type { PublishedHead } from '../audit/published-heads.ts'
import { type Paper, rule, text } from './paper.ts'

/** What the day's closing slip says: figures of the day, and where the journal stands. No person, no number of anybody. */
export interface ClosingFacts {
  readonly office: string
  /** "23/11/2026" */
  readonly date: string
  /** When it was printed: "17:05". */
  readonly time: string
  readonly issued: number
  /** Who had waited over night: issued on the day before, and in one of the states below today. */
  readonly keptBefore: number
  readonly served: number
  readonly waiting: number
  readonly others: number
  readonly conserved: boolean
  readonly head: PublishedHead
}

/** What the code on the slip says to a machine: `LUOT-HEAD:seq:hash:root`. */
export function headCode({ seq, hash, root }: PublishedHead): string {
  return `LUOT-HEAD:${seq}:${hash}:${root}`
}

/**
 * The slip that is printed when the day ends and kept in a drawer: whoever changes the journal afterwards, even with all the
 * hub's own secrets, cannot change this paper.
 */
export function closingSlip({ office, date, time, head, ...day }: ClosingFacts): Paper {
  const count = (vi: string, en: string, n: number) => ({ kind: 'fact', label: { vi, en }, text: String(n) }) as const
  return {
    title: `Phiếu chốt ngày ${date}`,
    blocks: [
      text(office, 'body', { bold: true }),
      rule('thick'),
      text('PHIẾU CHỐT NGÀY', 'heading', { bold: true }),
      text('Closing slip', 'small'),
      text(`${time} · ${date}`, 'strong', { bold: true }),
      rule('thin'),
      count('Đã cấp', 'Issued', day.issued),
      ...(day.keptBefore > 0 ? [count('Từ hôm trước', 'From the day before', day.keptBefore)] : []),
      count('Đã phục vụ', 'Served', day.served),
      count('Còn chờ', 'Waiting', day.waiting),
      count('Vắng, hủy, gác', 'Missed, cancelled, parked', day.others),
      text(
        day.conserved ? 'Các số cộng lại khớp nhau.' : 'CÁC SỐ KHÔNG KHỚP. Báo quản trị.',
        'body',
        day.conserved ? {} : { bold: true },
      ),
      text(day.conserved ? 'The figures agree.' : 'The figures do not agree. Tell the administrator.', 'small'),
      rule('thin'),
      text(`Bản ghi cuối ${head.seq}`, 'body', { bold: true }),
      text('Dấu chuỗi · chain', 'small'),
      ...inFours(head.hash),
      text('Dấu cây · Merkle head', 'small'),
      ...inFours(head.root),
      rule('dashed'),
      {
        kind: 'qr',
        url: headCode(head),
        beside: [
          text('Giữ phiếu này. Dùng để kiểm tra sổ không bị sửa.', 'body'),
          text('Keep this slip: it proves that the journal was not changed.', 'small'),
        ],
      },
    ],
  }
}

/** 64 figures as people can compare them: four lines of four groups. */
function inFours(hex: string) {
  const groups = hex.match(/.{1,4}/g) ?? []
  return [0, 4, 8, 12].map((at) => text(groups.slice(at, at + 4).join(' '), 'body'))
}
