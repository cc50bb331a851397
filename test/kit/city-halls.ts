import type { Breach, HallAsked, Standing } from '#core/contract/city.ts'
import { type Chance, chanceFrom } from '../../scripts/simulate/chance.ts'
import type { Reply } from './hub.ts'

const PLACES =
  'An Hải, Hòa Cường, Thanh Khê, Hải Châu, Ngũ Hành Sơn, Sơn Trà, Cẩm Lệ, Liên Chiểu, Hòa Vang, Điện Bàn, Hội An, Duy Xuyên, Quế Sơn, Thăng Bình'
const SIDES = ', Đông, Tây, Nam, Bắc, Thượng, Hạ, Trung, 1, 2, 3, Mới'
const SERVICES = [
  ['chung-thuc', 'Chứng thực', 'Certification'],
  ['ho-tich', 'Hộ tịch', 'Civil status'],
  ['dat-dai', 'Đất đai', 'Land'],
  ['cu-tru', 'Cư trú', 'Residence'],
] as const
const MINUTE = 60_000

/** Wards of a city by their names: 168 of them are all there are. */
export function wards(many = 168): HallAsked[] {
  const names = PLACES.split(', ').flatMap((place) => SIDES.split(', ').map((side) => `Phường ${place} ${side}`.trim()))
  return names.slice(0, many).map((name, i) => ({ id: `phuong-${i + 1}`, name }))
}

/** What each of them says at one moment: most are calm, a few stand badly. The same seed says the same. */
export function wordsOf(halls: readonly HallAsked[], at: number, seed = 7): Standing[] {
  const chance = chanceFrom(seed)
  return halls.map((hall) => wordOf(hall, at, chance.fork()))
}

function wordOf({ id, name }: HallAsked, at: number, chance: Chance): Standing {
  const level = chance.next() < 0.06 ? 'bad' : chance.next() < 0.1 ? 'warn' : 'ok'
  const few = (most: number) => Math.floor(chance.between(0, most))
  const waiting = level === 'ok' ? few(12) : 10 + few(40)
  const states = {
    waiting,
    called: few(3),
    serving: few(8),
    parked: few(3),
    served: few(300),
    'no-show': few(20),
    cancelled: few(5),
    void: few(2),
  }
  const longestMs = Math.round((level === 'bad' ? 30 + few(60) : level === 'warn' ? 15 + few(14) : few(14)) * MINUTE)
  const counters = 3 + few(8)
  const paused = few(3)
  return {
    site: id,
    name: { vi: `Trung tâm Hành chính công ${name}`, en: `One-stop office of ${name}` },
    url: `https://${id}.thanh-pho.example`,
    version: '0.1.0',
    day: '2026-11-23',
    at,
    seq: 100 + few(5_000),
    practice: false,
    level,
    tally: { issued: Object.values(states).reduce((sum, n) => sum + n, 0), ...states },
    longestMs,
    open: counters - paused,
    paused,
    counters,
    breaches: level === 'ok' ? [] : breaches(level, longestMs, waiting, chance),
    lately: { came: few(20), called: few(20) },
    usualWaiting: chance.happens(0.8) ? few(15) : null,
    satisfiedShare: chance.happens(0.7) ? 0.6 + 0.4 * chance.next() : null,
    target: 0.8,
    wrong: { devices: chance.happens(0.03) ? 1 : 0, paper: chance.happens(0.05) ? 1 : 0, hub: 0 },
  }
}

function breaches(level: 'warn' | 'bad', longestMs: number, waiting: number, chance: Chance): Breach[] {
  const first = Math.floor(chance.between(0, SERVICES.length))
  const many = chance.happens(0.3) ? 2 : 1
  return Array.from({ length: many }, (_, i) => {
    const [service, vi, en] = SERVICES[(first + i) % SERVICES.length]!
    const isShut = level === 'bad' && chance.happens(0.3)
    return {
      service,
      name: { vi, en },
      level,
      because: isShut ? ('no-counter' as const) : ('waited' as const),
      trouble: isShut ? ('no-counter' as const) : chance.among([null, 'crowd', 'slow', 'paused'] as const),
      waiting: Math.max(1, Math.floor(waiting / (i + 1))),
      longestMs: Math.floor(longestMs / (i + 1)),
      expectedMs: isShut ? null : 25 * MINUTE,
      limitMs: 30 * MINUTE,
    }
  })
}

/** A hall says its word to a hub, with its key, as server/city/send.ts does. */
export async function say(hub: string, key: string, word: unknown): Promise<Reply> {
  const response = await fetch(`${hub}/api/city/standing`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(word),
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}
