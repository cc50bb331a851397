import type { ScreenSettings } from './settings.ts'

type Policies = Record<string, unknown>

/** Completes the shipped policies with the only addresses the screens of this machine may open. */
export function policiesFor(shipped: Policies, screens: readonly ScreenSettings[]): Policies {
  const pages = screens.flatMap(({ kind, output, url }) => [
    ...['/kiosk', '/display', '/enter'].map((path) => `${url.origin}${path}`),
    // The page that waits for the hub lies in the runtime directory of the screen's unit; nothing else of the machine may be opened.
    `file:///run/luot-screen/${kind}-${output}/waiting/`,
  ])
  return { ...shipped, URLAllowlist: [...new Set(pages)] }
}
