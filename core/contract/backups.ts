import Type, { type Static } from 'typebox'
import { closed, Instant, Name, OrNull, Span, Text } from './shapes.ts'

/** One place copies go to. */
export const BackupTarget = Type.Object(
  {
    id: { ...Name, title: 'Mã', description: 'Tên ngắn không dấu · a short name' },
    name: Type.String({
      minLength: 1,
      maxLength: 60,
      title: 'Tên gọi',
      description: 'Như nhãn dán trên ổ đĩa · as on its label',
    }),
    kind: Type.Union([Type.Literal('folder'), Type.Literal('usb'), Type.Literal('hub')], {
      title: 'Loại',
      description: 'folder: thư mục hoặc ổ mạng đã gắn · usb: ổ USB · hub: một máy chủ Lượt khác',
    }),
    where: Type.String({
      minLength: 1,
      maxLength: 300,
      title: 'Ở đâu',
      description: 'Đường dẫn, LABEL=…, UUID=…, hoặc http://… · a path, LABEL=…, UUID=…, or http://…',
    }),
    sealed: Type.Boolean({
      title: 'Niêm phong',
      description: 'Mở được chỉ bằng mã khôi phục · only the recovery key opens it',
    }),
  },
  closed,
)
export type BackupTarget = Static<typeof BackupTarget>

/** The document `backups`: where copies go, when, and how long they stay. */
export const Backups = Type.Object(
  {
    targets: Type.Array(BackupTarget, { maxItems: 8, title: 'Nơi lưu' }),
    dailyAt: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', title: 'Giờ chép hằng ngày', description: 'HH:MM' }),
    tailEverySeconds: Type.Integer({ minimum: 5, maximum: 3_600, title: 'Chép nhật ký mỗi … giây' }),
    keepDays: Type.Integer({ minimum: 2, maximum: 400, title: 'Giữ bản của … ngày' }),
    keepWeeks: Type.Integer({ minimum: 0, maximum: 200, title: '… tuần' }),
    keepMonths: Type.Integer({ minimum: 0, maximum: 120, title: '… tháng' }),
    leastFreeMb: Type.Integer({ minimum: 64, maximum: 1_000_000, title: 'Chừa trống ít nhất (MB)' }),
  },
  closed,
)
export type Backups = Static<typeof Backups>

const Fault = Type.Object({ code: Type.String(), sentence: Text, whatToDo: Text }, closed)

/** A copy that was restored and compared, or could not be. */
export const Proof = Type.Object(
  {
    at: Instant,
    ok: Type.Boolean(),
    copy: Type.String(),
    seq: Type.Integer(),
    hash: Type.String(),
    tookMs: Span,
    why: OrNull(Type.String()),
  },
  closed,
)
export type Proof = Static<typeof Proof>

/** How one target stands. */
export const TargetTold = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    kind: Type.String(),
    where: Type.String(),
    sealed: Type.Boolean(),
    isThere: Type.Boolean(),
    lastCopy: OrNull(
      Type.Object(
        { name: Type.String(), at: Instant, seq: Type.Integer(), hash: Type.String(), bytes: Type.Integer() },
        closed,
      ),
    ),
    proof: OrNull(Proof),
    tail: OrNull(Type.Object({ seq: Type.Integer(), at: Instant }, closed)),
    isOwed: Type.Boolean({ description: 'a copy is due and not made yet' }),
    faults: Type.Array(Fault),
  },
  closed,
)
export type TargetTold = Static<typeof TargetTold>

/** `GET /api/backups`: everything about copies, for whoever answers for them. */
export const BackupsTold = Type.Object(
  {
    hub: Type.String({ description: 'whose copies these are; stands on the recovery sheet' }),
    targets: Type.Array(TargetTold),
    running: OrNull(Type.Object({ sinceAt: Instant, doing: Type.String() }, closed)),
    nextAt: OrNull(Instant),
    key: Type.Object({ id: Type.String(), shownAt: OrNull(Instant) }, closed),
    senders: Type.Array(
      Type.Object({ id: Type.String(), name: Type.String(), since: Instant, seenAt: OrNull(Instant) }, closed),
    ),
    restored: OrNull(
      Type.Object(
        { at: Instant, lastSeq: Type.Integer(), copySeq: Type.Integer(), lost: OrNull(Type.Integer()) },
        closed,
      ),
    ),
    drill: OrNull(Proof),
  },
  closed,
)
export type BackupsTold = Static<typeof BackupsTold>

/** In `/healthz`: how old the newest copy of each target is, and when it was last proved. */
export const KeepingHealth = Type.Array(
  Type.Object(
    { target: Type.String(), copyAt: OrNull(Instant), provedAt: OrNull(Instant), tailSeq: OrNull(Type.Integer()) },
    closed,
  ),
)
export type KeepingHealth = Static<typeof KeepingHealth>

export const CopyAsked = Type.Object({ target: OrNull(Type.String({ maxLength: 40 })) }, closed)
export const KeyAsked = Type.Object(
  { fresh: Type.Boolean({ description: 'a new key, though one was shown before' }) },
  closed,
)
export const RecoveryKey = Type.Object(
  { key: Type.String(), id: Type.String(), hub: Type.String(), office: Text },
  closed,
)
export type RecoveryKey = Static<typeof RecoveryKey>
export const SenderAsked = Type.Object({ id: Name, name: Type.String({ minLength: 1, maxLength: 60 }) }, closed)
export const SenderKey = Type.Object({ id: Type.String(), key: Type.String() }, closed)
export const TargetKey = Type.Object({ key: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) }, closed)
export const InboxFiles = Type.Object(
  { files: Type.Array(Type.Object({ name: Type.String(), bytes: Type.Integer() }, closed)) },
  closed,
)
