import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { openCityHalls } from '#server/city/receive.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { staffOf } from '#server/settings/staff.ts'
import { openBrowser, viewports } from '../../test/kit/browser.ts'
import { say, wards, wordsOf } from '../../test/kit/city-halls.ts'
import { type Percentiles, percentiles } from './desk.ts'
import { furnished, startHub } from './servers.ts'
import { signIn } from './sign-in.ts'
import { openWire } from './wire.ts'

export interface CityResult {
  readonly halls: number
  readonly kilobytes: number
  /** GET /api/city, ms. */
  readonly data: Percentiles
  /** GET /api/city/file, ms. */
  readonly table: Percentiles
  /** From the address entered in a browser that has never seen the page to the worst hall in its first row, ms. */
  readonly page: Percentiles
  /** The same, at the second look. */
  readonly again: Percentiles
}

const HALLS = 168
const ROUNDS = 60
const PAGES = 20
const EVERY_MS = 10_000

/** What a leader of many halls waits for, while every hall goes on telling how it stands. */
export async function benchCity(): Promise<CityResult> {
  const { folder } = await furnished()
  const halls = wards(HALLS)
  const secret = randomUUID()
  const database = openDatabase(folder)
  const member = { id: 'thanh-pho', name: 'Thành phố', role: 'city' } as const
  await staffOf(database, () => performance.now()).add(member, secret, Date.now())
  const room = openCityHalls(database, pino({ level: 'silent' }))
  const keys = halls.map(({ id, name }) => room.admit(id, name, Date.now()))
  database.close()

  const hub = await startHub(folder)
  const browser = await openBrowser()
  const url = `http://127.0.0.1:${hub.port}`
  let round = 0
  const speak = async () => {
    const words = wordsOf(halls, Date.now(), ++round)
    for (const [i, word] of words.entries()) {
      const { status } = await say(url, keys[i] ?? '', word)
      if (status !== 200) throw new Error(`a hall hears ${status}`)
    }
  }
  await speak()
  let wrong: unknown = null
  const timer = setInterval(() => void speak().catch((error: unknown) => (wrong = error)), EVERY_MS)
  try {
    const wire = await openWire(hub.port)
    const cookie = await signIn(wire, member.id, secret)
    let kilobytes = 0
    const ask = async (path: string): Promise<number> => {
      const began = performance.now()
      const { status, text } = await wire.send('GET', path, undefined, { cookie })
      if (status !== 200) throw new Error(`the leader hears ${status}`)
      kilobytes = text.length / 1024
      return performance.now() - began
    }
    const table = await times(ROUNDS, () => ask('/api/city/file'))
    const data = await times(ROUNDS, () => ask('/api/city'))

    const [name = '', value = ''] = cookie.split('=')
    const page: number[] = []
    const again: number[] = []
    for (let look = 0; look < PAGES; look++) {
      const screen = await browser.open('about:blank', viewports.desk, {
        touch: false,
        prepare: (context) => context.addCookies([{ name, value, url }]),
      })
      for (const kept of [page, again]) {
        const began = performance.now()
        await screen.page.goto(`${url}/desk/city`)
        await screen.page.locator('city-halls tbody tr .level').first().waitFor()
        kept.push(performance.now() - began)
        await screen.page.goto('about:blank')
      }
      await screen.close()
    }
    if (wrong !== null) throw wrong
    return {
      halls: HALLS,
      kilobytes,
      data: percentiles(data),
      table: percentiles(table),
      page: percentiles(page),
      again: percentiles(again),
    }
  } finally {
    clearInterval(timer)
    await browser.close()
    await hub.stop()
  }
}

async function times(many: number, work: () => Promise<number>): Promise<number[]> {
  const found: number[] = []
  for (let i = 0; i < many; i++) found.push(await work())
  return found
}
