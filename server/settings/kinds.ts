import { SCORING } from '../scoring/kind.ts'
import { BACKUPS } from './backups.ts'
import { BOARDS } from './boards.ts'
import { CITY } from './city.ts'
import { CLOSING } from './closing.ts'
import type { DocumentKind } from './documents.ts'
import { RETENTION } from './retention.ts'
import { SITE } from './site.ts'
import { SLIPS } from './slips.ts'
import { VOICE } from './voice.ts'

/** Every document of settings there is, beside the office and the hall. A new one is a row here. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  BACKUPS,
  BOARDS,
  CITY,
  CLOSING,
  RETENTION,
  SCORING,
  SITE,
  SLIPS,
  VOICE,
]
