import { ADMINS } from '#core/contract/access.ts'
import { CitySettings } from '#core/contract/city.ts'
import type { SettingsLine } from '#core/contract/shapes.ts'
import type { DocumentKind } from './documents.ts'

/** Which hub is told how this hall stands; its key is a secret and stands elsewhere. Read it with `documents.now(CITY)`. */
export const CITY: DocumentKind<CitySettings> = {
  kind: 'city',
  title: { vi: 'Báo lên thành phố', en: 'Telling the city' },
  schema: CitySettings,
  initial: { hub: null, site: null },
  may: ADMINS,
  check({ hub, site }): SettingsLine[] {
    if (hub !== null && site === null) {
      return [
        {
          severity: 'error',
          path: '/site',
          code: 'city-needs-site',
          vi: 'Hãy nhập mã mà thành phố đã ghi cho sảnh này.',
          en: 'Enter the id under which the city knows this hall.',
        },
      ]
    }
    if (!hub?.startsWith('http:')) return []
    return [
      {
        severity: 'warning',
        path: '/hub',
        code: 'city-not-sealed',
        vi: 'Địa chỉ http: ai nghe trên đường truyền đọc được khóa và số liệu. Nên dùng https.',
        en: 'Over plain http whoever listens on the way reads key and figures. Better use https.',
      },
    ]
  },
}
