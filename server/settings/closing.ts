import { HEADS } from '#core/contract/access.ts'
import { Closing } from '#core/contract/audit.ts'
import type { DocumentKind } from './documents.ts'

/** The day's closing slip: by hand, unless the office wants it by itself. Paper that nobody waits for is taken by the first who comes. */
export const CLOSING: DocumentKind<Closing> = {
  kind: 'closing',
  title: { vi: 'Phiếu chốt ngày', en: 'Closing slip' },
  schema: Closing,
  initial: { printAfterMinutes: null },
  may: HEADS,
}
