import type { ScreenHere, ScreenStanding } from '#core/contract/screens.ts'
import type { Link } from '../hub/link.ts'
import { newId } from '../hub/new-id.ts'
import { startPageBeat } from '../hub/page-beat.ts'
import { buildOf, wayTo } from './address.ts'

/** What one life of this page tells the hub of itself. The key is in a cookie no script can read. */
export interface PlaceKeeper {
  /** Resolves when this screen may go on here. Until then it shows its code; where its place is another page, it goes there. */
  take(): Promise<void>
  /** From now on: tells the hub once a minute that the screen is here, and hears when its place is another, or no more. */
  keep(link: Pick<Link<never>, 'refused' | 'onChange'> & { readonly view: { readonly rev: number } | null }): void
}

const ASKS_EVERY_MS = 1_500
const TELLS_EVERY_MS = 60_000
const PATIENCE_MS = 5_000
const OUT_OF_PLACE = ['screen-not-enrolled', 'screen-elsewhere']

type Told = ScreenStanding | 'away' | 'full'

export function placeKeeper(file: string): PlaceKeeper {
  const run = newId()
  const build = buildOf(file)

  async function ask(rev: number | null): Promise<Told> {
    const wants = `${location.pathname}${location.search}`.replace(/[^!-~]/g, '')
    const body = { run, wants: wants.slice(0, 300), build, rev } satisfies ScreenHere
    try {
      const response = await fetch('/api/screen', {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      if (response.status === 429) return 'full'
      return response.ok ? ((await response.json()) as ScreenStanding) : 'away'
    } catch {
      // The hub is away: the page says so by itself.
      return 'away'
    }
  }

  /** A new token is shown at once: two who hold the old one part ways then, and the hub notices. */
  async function tell(rev: number | null = null): Promise<Told> {
    const told = await ask(rev)
    const isNew = typeof told === 'object' && told.state === 'paired' && told.isNew
    return isNew ? ask(rev) : told
  }

  async function take(): Promise<void> {
    let told = await tell()
    // Nobody answers yet: the page opens, says so, and hears later whether it may stay.
    if (told === 'away') return
    let page: HTMLElementTagNameMap['pairing-page'] | null = null
    while (isOutside(told)) {
      if (page === null) {
        await import('../elements/pairing-page.ts')
        page = document.body.appendChild(document.createElement('pairing-page'))
        startPageBeat()
      }
      page.told = told
      await new Promise((resolve) => setTimeout(resolve, ASKS_EVERY_MS))
      told = await tell()
    }
    if (told.state === 'own' && page === null) return
    const way = told.state === 'paired' ? wayTo(told, location) : null
    if (way === null && page === null) return
    // What comes after the code is a page of its own, from its first line.
    location.replace(way ?? location.href)
    await new Promise(() => {})
  }

  return {
    take,
    keep(link) {
      let isAsking = false
      const look = async () => {
        if (isAsking) return
        isAsking = true
        const told = await tell(link.view?.rev ?? null)
        isAsking = false
        if (typeof told === 'string') return
        if (told.state === 'waiting') location.reload()
        const way = told.state === 'paired' ? wayTo(told, location) : null
        if (way !== null) location.replace(way)
      }
      setInterval(look, TELLS_EVERY_MS)
      let refused: string | null = null
      link.onChange(() => {
        const code = link.refused?.code ?? null
        if (code !== refused && code !== null && OUT_OF_PLACE.includes(code)) void look()
        refused = code
      })
    },
  }
}

/** It must wait at the door: once it has seen the code, a hub that goes away for a moment changes nothing. */
function isOutside(told: Told): told is Exclude<Told, { state: 'own' | 'paired' }> {
  return typeof told === 'string' || told.state === 'waiting'
}
