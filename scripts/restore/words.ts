import type { Proof } from '#core/contract/backups.ts'
import type { FoundCopy, Restored } from '#server/keeping/restore.ts'

export const USAGE = `Khôi phục dữ liệu của máy chủ Lượt từ bản sao · Restore a Lượt hub's data from its copies

  npm run restore                          tìm bản sao, hỏi, rồi khôi phục · finds copies, asks, restores
  npm run restore -- --list                chỉ xem có những bản sao nào · only shows which copies there are
  npm run restore -- --drill               diễn tập: khôi phục thử, không đổi gì · a drill: restores on trial, changes nothing

  --from FOLDER    ổ USB, thư mục, hoặc http://máy-dự-phòng:8080 (nhiều lần được) · a disk, a folder or the standby; may repeat
  --into FOLDER    nơi khôi phục vào; mặc định LUOT_DATA · where to; otherwise LUOT_DATA
  --key "7KQ2 …"   mã trên tờ khôi phục, cho bản sao niêm phong · the key of the recovery sheet, for sealed copies
  --hub-key KEY    khóa vào máy dự phòng · the key into the standby
  --copy NAME      đúng bản sao này, không phải bản mới nhất · this copy, not the newest
  --died HH:MM     máy cũ hỏng lúc mấy giờ hôm nay: số nhảy cách ít hơn · when the old hub died: numbers leap less far
  --yes            không hỏi lại · without asking`

export function listed(copies: readonly FoundCopy[]): string {
  if (copies.length === 0) return 'Không thấy bản sao nào. · No copy was found.'
  const lines = copies.map(({ name, madeAt, seq, source }, i) => {
    const made = when(madeAt)
    return `  ${String(i + 1).padStart(2)}. ${made}   bản ghi · record ${String(seq).padStart(8)}   ${source.name}   ${name}`
  })
  return ['Các bản sao, mới nhất trước · The copies, the newest first:', ...lines].join('\n')
}

/** Exactly what is back and what is not, for whoever stands before an anxious hall. */
export function restoredReport(restored: Restored, into: string, aside: string | null, tookMs: number): string {
  const { note, from, added, troubles } = restored
  const lost = note.diedSeq === null ? null : note.diedSeq - note.lastSeq
  return [
    '',
    `ĐÃ KHÔI PHỤC · RESTORED   (${(tookMs / 1_000).toFixed(1)} s)`,
    `  vào · into            ${into}`,
    `  từ bản sao · copy     ${from.name} (${when(note.copy.madeAt)}), ${from.source.name}`,
    `  đến bản ghi · up to   ${note.lastSeq} (bản sao · the copy: ${note.copy.seq}; cộng nhật ký · from the journal after it: ${added})`,
    lost === null
      ? `  mất · lost            không ai biết sau ${when(note.toldAt)}; số thứ tự sẽ nhảy cách để không trùng\n` +
        `                        after ${when(note.toldAt)} nobody knows; numbers will leap ahead so that none is given twice`
      : lost === 0
        ? '  mất · lost            không mất gì · nothing'
        : `  mất · lost            ${lost} bản ghi cuối; số thứ tự nhảy qua chúng · the last ${lost} records; numbers leap over them`,
    ...(note.lastSeq > note.copy.seq
      ? [
          '  xem lại · look over   cài đặt, nhân sự, thiết bị đổi sau giờ chép phải làm lại · settings, people and devices changed after the copy',
        ]
      : []),
    ...(aside === null ? [] : [`  dữ liệu cũ · old data ${aside} (giữ nguyên, không xóa · kept, never removed)`]),
    ...troubles.map(({ name, why }) => `  không dùng được · not usable: ${name} (${why})`),
    '',
    'Bây giờ khởi động máy chủ (npm start, hoặc systemctl start luot-hub). Màn hình và ki-ốt tự nối lại.',
    'Now start the hub (npm start, or systemctl start luot-hub). Screens and kiosks connect again by themselves.',
  ].join('\n')
}

export function certificate(proof: Proof, office: string, steps: readonly { what: string; ms: number }[]): string {
  const line = '═'.repeat(78)
  return [
    '',
    line,
    `  BIÊN BẢN DIỄN TẬP KHÔI PHỤC · RESTORE DRILL              ${proof.ok ? 'ĐẠT · PASSED' : 'KHÔNG ĐẠT · FAILED'}`,
    line,
    `  Cơ quan · office        ${office}`,
    `  Lúc · at                ${when(proof.at)}`,
    `  Bản sao · copy          ${proof.copy}`,
    `  Bản ghi cuối · head     ${proof.seq}  ${proof.hash}`,
    ...steps.map(({ what, ms }) => `  ${what.padEnd(42)}  ${(ms / 1_000).toFixed(2).padStart(7)} s`),
    `  Tổng · in all${' '.repeat(31)}  ${(proof.tookMs / 1_000).toFixed(2).padStart(7)} s`,
    ...(proof.why === null ? [] : [`  Lý do · why             ${proof.why}`]),
    line,
  ].join('\n')
}

function when(at: number): string {
  const there = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: 'Asia/Ho_Chi_Minh',
  })
  return there.format(at)
}
