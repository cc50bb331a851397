/**
 * Brings a hub's data back from its copies: `npm run restore [-- --list | --drill | --from FOLDER …]`; docs/restore.md is its page.
 *
 * What stands in the way is set aside under the date, never removed. Ends with 0 when it is done, 1 when it could not be, 2 for a
 * wrong call.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { instantOf, localTime } from '#core/domain/service-day.ts'
import { CannotStart, readConfig } from '#server/config.ts'
import { holdFolder } from '#server/journal/hold.ts'
import { FILE } from '#server/journal/open-database.ts'
import { readKey } from '#server/keeping/recovery-key.ts'
import {
  copiesAt,
  deathIn,
  type FoundCopy,
  leftoverOf,
  restoreInto,
  type Source,
  takeTheirPlace,
} from '#server/keeping/restore.ts'
import { CORNER } from '#server/keeping/whereabouts.ts'
import { drill } from './restore/drill.ts'
import { sourcesFor } from './restore/sources.ts'
import { listed, restoredReport, USAGE } from './restore/words.ts'

/** What the person typed cannot be done as typed. */
class WrongCall extends Error {}

const ZONE = 'Asia/Ho_Chi_Minh'

async function main(): Promise<number> {
  const wish = asked()
  if (wish.help) {
    console.log(USAGE)
    return 0
  }
  const dataFolder = wish.into === undefined ? readConfig(process.env).dataFolder : resolve(wish.into)
  const opened = { from: wish.from ?? [], dataFolder, hubKey: wish['hub-key'] ?? null }
  let sources = sourcesFor({ ...opened, key: keyOf(wish.key) })
  const all = await copiesAt(sources)
  console.log(listed(all))
  if (wish.list) return 0
  const copies = wish.copy === undefined ? all : all.filter(({ name }) => name === wish.copy)
  const first = copies[0]
  if (!first) {
    console.log(
      'Cắm ổ đĩa có bản sao, hoặc chỉ chỗ bằng --from. · Plug in the disk with the copies, or name it with --from.',
    )
    return 1
  }
  if (first.source.key === null && first.name.endsWith('.sealed')) {
    const key = keyOf(await question('Mã khôi phục trên tờ giấy · The key on the recovery sheet: '))
    sources = sourcesFor({ ...opened, key })
    return go(withSources(copies, sources), sources, dataFolder, wish)
  }
  return go(copies, sources, dataFolder, wish)
}

async function go(
  copies: readonly FoundCopy[],
  sources: readonly Source[],
  dataFolder: string,
  wish: Wish,
): Promise<number> {
  if (wish.drill) {
    const { proof, text } = await drill({ copies, sources, dataFolder })
    console.log(text)
    return proof.ok ? 0 : 1
  }
  const isInTheWay = existsSync(join(dataFolder, FILE))
  if (!wish.yes) {
    const aside = isInTheWay ? ' Dữ liệu đang có được giữ riêng. · The present data is set aside.' : ''
    const said = await question(`Khôi phục vào · Restore into ${dataFolder}?${aside} (y/n) `)
    if (!/^(y|yes|c|có)$/i.test(said.trim())) return 1
  }
  if (!isInTheWay && existsSync(dataFolder) && readdirSync(dataFolder).some((name) => !OURS.test(name))) {
    throw new WrongCall(`${dataFolder} có tệp khác. Chọn thư mục trống. · holds other files. Choose an empty folder.`)
  }
  const hold = holdFolder(dataFolder)
  try {
    return await restore(copies, sources, dataFolder, wish)
  } finally {
    hold.release()
  }
}

async function restore(
  copies: readonly FoundCopy[],
  sources: readonly Source[],
  dataFolder: string,
  wish: Wish,
): Promise<number> {
  const began = performance.now()
  const corner = join(dataFolder, CORNER)
  mkdirSync(corner, { recursive: true, mode: 0o700 })
  const part = join(corner, 'restoring')
  const troubles: string[] = []
  const restored = await restoreInto(part, {
    copies,
    sources,
    ...leftoverOf(dataFolder, join(corner, 'leftover')),
    death: deathIn(dataFolder),
    ...(wish.died !== undefined && { diedAt: instantOf(localTime(Date.now(), ZONE).date, wish.died, ZONE) }),
    onTrouble: (name, why) => troubles.push(`  ${name}: ${why}`),
    how: 'by-hand',
  })
  rmSync(join(corner, 'leftover'), { recursive: true, force: true })
  if (restored === null) {
    rmSync(part, { recursive: true, force: true })
    console.log('Không bản sao nào dùng được; chưa đổi gì. · No copy could be used; nothing was changed.')
    console.log([...new Set(troubles)].join('\n'))
    return 1
  }
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '')
  const ready = join(corner, `mended-${stamp}`)
  const aside = join(dataFolder, `set-aside-${stamp}`)
  renameSync(part, ready)
  takeTheirPlace(dataFolder, ready, aside)
  const isAside = existsSync(aside) && readdirSync(aside).length > 0
  if (!isAside) rmSync(aside, { recursive: true, force: true })
  console.log(restoredReport(restored, dataFolder, isAside ? aside : null, performance.now() - began))
  return 0
}

// What a restore that was cut off leaves, and the hold itself.
const OURS = /^(luot\.lock.*|\.writable|keeping|set-aside-.*|LUOT-DATA|luot\.head|restored\.json)$/

type Wish = ReturnType<typeof asked>

function asked() {
  const options = {
    from: { type: 'string', multiple: true },
    into: { type: 'string' },
    key: { type: 'string' },
    'hub-key': { type: 'string' },
    copy: { type: 'string' },
    died: { type: 'string' },
    list: { type: 'boolean' },
    drill: { type: 'boolean' },
    yes: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const
  try {
    const { values } = parseArgs({ options })
    if (values.died !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(values.died))
      throw new WrongCall('--died: HH:MM')
    return values
  } catch (wrong) {
    if (wrong instanceof WrongCall || wrong instanceof TypeError) throw new WrongCall(`${wrong.message}\n\n${USAGE}`)
    throw wrong
  }
}

function keyOf(typed: string | undefined): Buffer | null {
  if (typed === undefined || typed.trim() === '') return null
  const key = readKey(typed)
  if (key === null) throw new WrongCall('Mã khôi phục gõ sai một chỗ nào đó. · The recovery key is mistyped somewhere.')
  return key
}

function withSources(copies: readonly FoundCopy[], sources: readonly Source[]): FoundCopy[] {
  return copies.map((copy) => ({
    ...copy,
    source: sources.find(({ name }) => name === copy.source.name) ?? copy.source,
  }))
}

async function question(text: string): Promise<string> {
  if (!process.stdin.isTTY) throw new WrongCall(`${text}\nThêm --yes (và --key). · Add --yes (and --key).`)
  const line = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return await line.question(text)
  } finally {
    line.close()
  }
}

try {
  process.exitCode = await main()
} catch (wrong) {
  if (!(wrong instanceof WrongCall || wrong instanceof CannotStart)) throw wrong
  console.error(wrong.message)
  process.exitCode = wrong instanceof WrongCall ? 2 : 1
}
