import { isAbsolute } from 'node:path'
import { ADMINS } from '#core/contract/access.ts'
import { Backups } from '#core/contract/backups.ts'
import type { SettingsLine } from '#core/contract/shapes.ts'
import type { DocumentKind } from './documents.ts'

/** Where copies of this hub's data go, when they are made, and how long they stay. */
export const BACKUPS: DocumentKind<Backups> = {
  kind: 'backups',
  title: { vi: 'Sao lưu', en: 'Copies' },
  schema: Backups,
  initial: {
    targets: [],
    dailyAt: '18:30',
    tailEverySeconds: 60,
    keepDays: 14,
    keepWeeks: 8,
    keepMonths: 12,
    leastFreeMb: 512,
  },
  may: ADMINS,
  check: ({ targets }) => targets.flatMap((target, i) => linesOf(targets, target, i)),
}

function linesOf(
  targets: Backups['targets'],
  { id, kind, where, sealed }: Backups['targets'][number],
  i: number,
): SettingsLine[] {
  const at = `/targets/${i}`
  const lines: SettingsLine[] = []
  const wrong = (path: string, vi: string, en: string) =>
    void lines.push({ severity: 'error', path: `${at}/${path}`, code: `target-${path}`, vi, en })
  if (targets.findIndex((one) => one.id === id) < i)
    wrong('id', 'Mã này đã dùng cho nơi khác.', 'Another place has this id.')
  const isAddress = /^https?:\/\/[^\s/]+$/.test(where)
  const isDisk = /^(LABEL|UUID)=[\w.-]{1,60}$/.test(where)
  if (kind === 'hub' && !isAddress) {
    wrong(
      'where',
      'Ghi địa chỉ máy kia, như http://du-phong.local:8080.',
      'Give its address, such as http://standby.local:8080.',
    )
  }
  if (kind === 'folder' && !isAbsolute(where)) {
    wrong('where', 'Ghi đường dẫn đầy đủ, bắt đầu bằng /.', 'Give the whole path, beginning with /.')
  }
  if (kind === 'usb' && !isDisk && !isAbsolute(where)) {
    wrong('where', 'Ghi LABEL=…, UUID=… hoặc nơi gắn ổ đĩa.', 'Give LABEL=…, UUID=… or where the disk is mounted.')
  }
  if (kind === 'hub' && !sealed) {
    wrong('sealed', 'Bản gửi sang máy khác luôn phải niêm phong.', 'What goes to another machine is always sealed.')
  }
  if (kind === 'usb' && !sealed) {
    lines.push({
      severity: 'warning',
      path: `${at}/sealed`,
      code: 'target-open',
      vi: 'Ai nhặt được ổ này sẽ đọc được dữ liệu. Nên niêm phong.',
      en: 'Whoever finds this disk can read the data. Better seal it.',
    })
  }
  return lines
}
