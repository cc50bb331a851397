import type { CitizenContract } from '#core/contract/citizen.ts'
import type { DeskContract } from '#core/contract/desk.ts'
import type { DisplayContract } from '#core/contract/display.ts'
import type { KioskContract, RatingContract } from '#core/contract/kiosk.ts'
import { type Link, openLink } from '#web/hub/link.ts'

interface Contracts {
  kiosk: KioskContract
  rating: RatingContract
  display: DisplayContract
  desk: DeskContract
  citizen: CitizenContract
}

/** Speaks to a hub through the very link the apps use, and waits for what a person would see. */
export function openScreen<Audience extends keyof Contracts>(
  url: string,
  audience: Audience,
  screen: Record<string, unknown> & { id: string },
  cookie?: string,
): Link<Contracts[Audience]> {
  return openLink<Contracts[Audience]>({ audience, screen, url, ...(cookie ? { headers: { cookie } } : {}) })
}

/** Resolves as soon as the screen shows what is looked for; the test's own limit ends a wait in vain. */
export function shows<View>(
  link: { readonly view: View | null; readonly state: string; onChange(fn: () => void): () => void },
  what: (view: View, state: string) => boolean,
): Promise<View> {
  return new Promise((resolve) => {
    const look = () => {
      if (link.view === null || !what(link.view, link.state)) return
      stop()
      resolve(link.view)
    }
    const stop = link.onChange(look)
    look()
  })
}
