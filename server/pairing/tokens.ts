import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Token } from './one-holder.ts'

/**
 * What stands in a screen's cookie:
 *
 *     id . generation . mark . root . seal
 *     │    └── one-holder.ts ┘  │      └ the hub's own seal over all before it: nobody else makes a later one
 *     │                         └ the screen's secret; the hub keeps its hash alone
 *     └ which screen
 *
 * The seal alone would let a thief of the database make tokens, the root alone a thief of a cookie: it takes both. And a hub
 * that was put back from an older copy still knows its screens, whose tokens are of later generations than the copy has heard of.
 */
export interface ScreenToken extends Token {
  readonly id: string
  readonly root: string
}

export interface TokenMint {
  write(token: ScreenToken): string
  /** What a cookie says, when it was written here. */
  read(cookie: string | undefined): ScreenToken | null
  /** The way in for the browser that a known machine starts next. */
  writePass(pass: BrowserPass): string
  readPass(text: string): BrowserPass | null
  /** The root of whoever comes in by this secret: the same again when the same one is shown once more. */
  rootBehind(secret: string): string
}

export interface BrowserPass {
  readonly id: string
  /** The hash of the key of the machine that asked for it. */
  readonly machineHash: string
  readonly untilAt: number
}

const COOKIE = /^([a-z0-9]{12})\.(\d{1,9})\.([\w-]{1,16})\.([\w-]{22,43})\.([\w-]{43})$/
const PASS = /^([a-z0-9]{12})\.(\d{1,16})\.[\w-]{11}\.([\w-]{43})\.([\w-]{43})$/

export function tokenMint(key: string): TokenMint {
  const seal = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  const textOf = ({ id, generation, mark, root }: ScreenToken) => `${id}.${generation}.${mark}.${root}`
  return {
    write: (token) => `${textOf(token)}.${seal(textOf(token))}`,
    read(cookie) {
      const [, id = '', generation = '', mark = '', root = '', given = ''] = COOKIE.exec(cookie ?? '') ?? []
      const token = { id, generation: Number(generation), mark, root }
      return id !== '' && same(given, seal(textOf(token))) ? token : null
    },
    writePass({ id, machineHash, untilAt }) {
      const text = `${id}.${untilAt}.${freshMark()}.${machineHash}`
      return `${text}.${seal(`pass ${text}`)}`
    },
    readPass(pass) {
      const [, id = '', until = '', machineHash = '', given = ''] = PASS.exec(pass) ?? []
      const text = pass.slice(0, pass.lastIndexOf('.'))
      return id !== '' && same(given, seal(`pass ${text}`)) ? { id, machineHash, untilAt: Number(until) } : null
    },
    rootBehind: (secret) => seal(`root ${secret}`),
  }
}

export const freshRoot = () => randomBytes(24).toString('base64url')
export const freshMark = () => randomBytes(8).toString('base64url')

export function freshScreenId(): string {
  return [...randomBytes(12)].map((byte) => LETTERS[byte % LETTERS.length]).join('')
}
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

function same(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}
