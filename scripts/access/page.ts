import { PEOPLE } from '#core/contract/access.ts'
import type { Door } from '#server/edge/doorman.ts'
import { ASKS } from '#server/edge/ear.ts'
import { ASKS_OF } from '#server/edge/sockets.ts'
import { AUDIENCES } from '#server/screens.ts'

/** Who may stand before a door, the least trusted first. */
export const CALLERS = ['citizen', 'kiosk', ...PEOPLE] as const
export type Caller = (typeof CALLERS)[number]

/** The doors a person or a program knocks at: what carries a page or a picture of an app is left out, it is for anyone. */
export function doorsToKnockAt(doors: readonly Door[]): readonly Door[] {
  const known = doors.filter(({ method, url }) => method !== 'HEAD' && !/^\/(kiosk|display|desk)\b/.test(url))
  return known.toSorted((a, b) => (`${a.url} ${a.method}` < `${b.url} ${b.method}` ? -1 : 1))
}

/** May this caller come in here, as the door itself says? */
export function comesIn({ may }: Door, caller: Caller): boolean {
  if (may === 'hall') return caller !== 'citizen'
  return may === 'anyone' || may.some((role) => role === caller)
}

/** docs/access.md: every route and every socket event against every role. */
export function accessPage(doors: readonly Door[]): string {
  const head = (first: string, columns: readonly string[]) =>
    `| ${first} | ${columns.join(' | ')} |\n|---|${columns.map(() => ':-:').join('|')}|`
  const row = (name: string, cells: readonly boolean[]) =>
    `| \`${name}\` | ${cells.map((yes) => (yes ? '●' : '')).join(' | ')} |`
  // The dock is of development alone.
  const real = doorsToKnockAt(doors).filter(({ url }) => !url.startsWith('/api/dock'))
  const routes = real.map((door) =>
    row(
      `${door.method} ${door.url}`,
      CALLERS.map((caller) => comesIn(door, caller)),
    ),
  )
  const events = ASKS.map(({ name, roles }) =>
    row(name, [
      ...AUDIENCES.map((audience) => ASKS_OF[audience].includes(name)),
      ...PEOPLE.map((role) => ASKS_OF.desk.includes(name) && roles.includes(role)),
    ]),
  )
  return `# Who may come in

Drawn by \`npm run access\` from the doors themselves; the tests knock at every cell. ● comes in; what the rules of the hall then say is
another matter. Without ●: \`sign-in-first\` (401) for whoever is not signed in, \`not-allowed\` (403) for the others. Pages and their files are
for anyone: they carry no secret, and what they may show is decided where they ask. *kiosk* is any screen of the hall.

## Over HTTP
${head('route', CALLERS)}
${routes.join('\n')}

## Over sockets
The columns on the left are the audiences a screen can join, on the right the people at a desk.

${head('event', [...AUDIENCES.map((one) => `/${one}`), ...PEOPLE])}
${events.join('\n')}
`
}
