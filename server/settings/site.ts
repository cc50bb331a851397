import { HEADS, WATCHERS } from '#core/contract/access.ts'
import { Site } from '#core/contract/settings/site.ts'
import type { SettingsLine } from '#core/contract/shapes.ts'
import type { DocumentKind } from './documents.ts'

/** What leaders look at: target, thresholds, camera. Read it with `documents.now(SITE)`. */
export const SITE: DocumentKind<Site> = {
  kind: 'site',
  title: { vi: 'Chỉ tiêu và theo dõi', en: 'Targets and watching' },
  schema: Site,
  initial: {
    cameraUrl: null,
    target: { satisfiedShare: 0.8 },
    thresholds: { waitWarnMs: 15 * 60_000, waitBadMs: 30 * 60_000 },
    usualFigures: true,
  },
  may: HEADS,
  // Whoever sees the camera sees citizens: where it leads is decided by who answers for the machines.
  adminsAlone: ['/cameraUrl'],
  shownTo: { cameraUrl: WATCHERS },
  check({ thresholds: { waitWarnMs, waitBadMs } }): SettingsLine[] {
    if (waitWarnMs < waitBadMs) return []
    return [
      {
        severity: 'error',
        path: '/thresholds/waitBadMs',
        code: 'thresholds-turned',
        vi: 'Mức "lâu" phải lớn hơn mức "hơi lâu".',
        en: 'The wait that is bad must be longer than the one that is watched.',
      },
    ]
  },
}
