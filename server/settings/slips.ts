import { readFile } from 'node:fs/promises'
import type { Logger } from 'pino'
import { HEADS } from '#core/contract/access.ts'
import { Slips, STANDARD_SLIP } from '#core/contract/settings/slips.ts'
import type { SettingsLine } from '#core/contract/shapes.ts'
import type { Bitmap } from '#server/drivers/bitmap.ts'
import type { Shelf } from '../media/shelf.ts'
import { logoFrom } from '../paper/logo.ts'
import type { SlipTemplate } from '../paper/ticket-slip.ts'
import type { DocumentKind } from './documents.ts'

/** What stands on the tickets of this office, beside the three things that always do. */
export const SLIPS: DocumentKind<Slips> = {
  kind: 'slips',
  title: { vi: 'Phiếu số thứ tự', en: 'Ticket slips' },
  schema: Slips,
  initial: STANDARD_SLIP,
  may: HEADS,
  check({ parts, logo }, _, files): SettingsLine[] {
    const twice = parts.flatMap(({ what }, i): SettingsLine[] => {
      if (parts.findIndex((one) => one.what === what) === i) return []
      const words = { vi: 'Phần này đã có ở trên.', en: 'This part stands further up already.' }
      return [{ severity: 'error', path: `/parts/${i}/what`, code: 'part-twice', ...words }]
    })
    const isMissing = logo !== null && !files.has(logo)
    const noLogo: SettingsLine = {
      severity: 'warning',
      path: '/logo',
      code: 'no-such-file',
      vi: `Chưa có tệp "${logo}". Phiếu in không có biểu trưng; tải lên lại ảnh PNG.`,
      en: `There is no file "${logo}". Slips are printed without it; send the PNG again.`,
    }
    return [...twice, ...(isMissing ? [noLogo] : [])]
  },
}

/** A template ready to be laid out for paper so many dots wide. */
export type ReadTemplate = (slips: Slips, dots: number) => Promise<SlipTemplate>

/** Reads the logo a template names, once for each width. Without its logo a slip is still a slip: it is never kept waiting. */
export function templates({ shelf, log }: { shelf: Shelf; log: Logger }): ReadTemplate {
  let known: { key: string; logo: Bitmap | null } | null = null
  return async ({ logo: name, ...rest }, dots) => {
    if (name === null || !shelf.find(name)) return { ...rest, logo: null }
    const key = `${name} ${dots}`
    if (known?.key !== key) {
      const logo = await readFile(shelf.pathOf(name))
        .then((png) => logoFrom(png, dots))
        .catch((error: unknown) => {
          log.warn({ err: error, name }, 'the logo could not be drawn; slips go on without it')
          return null
        })
      known = { key, logo }
    }
    return { ...rest, logo: known.logo }
  }
}
