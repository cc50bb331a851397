import { HEADS } from '#core/contract/access.ts'
import { Retention } from '#core/contract/erasing.ts'
import type { DocumentKind } from './documents.ts'

/** Two years: longer than any complaint may be brought, and than any report looks at a class of priority. */
export const RETENTION: DocumentKind<Retention> = {
  kind: 'retention',
  title: { vi: 'Thời hạn lưu giữ', en: 'How long things are kept' },
  schema: Retention,
  initial: { personMonths: 24, complaintMonths: 24 },
  may: HEADS,
}
