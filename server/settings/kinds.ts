import type { DocumentKind } from './documents.ts'

/** Every document of settings there is, beside the office and the hall. A new one is a row here. */
export const DOCUMENT_KINDS: readonly DocumentKind<never>[] = []
