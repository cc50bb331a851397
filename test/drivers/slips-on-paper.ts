import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bitmap, bytesAcross } from '#server/drivers/bitmap.ts'
import type { ProfileId } from '#server/drivers/printer/profiles.ts'
import { paperDrawer } from '#server/paper/draw-paper.ts'
import { glyphsOfNumber } from '../kit/ink.ts'
import { onSocket } from '../kit/printer-bench.ts'
import { makeFor } from '../kit/printer-make.ts'
import { slipSet } from '../kit/slip-set.ts'
import { spec } from '../kit/spec.ts'

/** What the reader in decode-escpos.py says of a job. */
interface Read {
  slips: Array<{ width: number; height: number; inkHeight: number; bands: number; cut: boolean; texts: unknown[] }>
  cuts: number
  commands: Record<string, number>
  strange: string[]
}

const decoder = join(import.meta.dirname, '../kit/decode-escpos.py')
const another = join(import.meta.dirname, '../../../shared/hil/decode-escpos')
const draw = paperDrawer()
// One thread a reader: two on two busy cores wait for each other longer than they read.
const env = { ...process.env, OMP_THREAD_LIMIT: '1' }
const shell = (tool: string, ...given: string[]) => execFileSync(tool, given, { encoding: 'utf8', stdio: 'pipe', env })
const works = (tool: string, ...given: string[]) => {
  try {
    shell(tool, ...given)
    return true
  } catch {
    return false
  }
}

// The whole set on the two printers nothing is known of; the others only begin and end a slip otherwise.
const printed: readonly { profile: ProfileId; dots: 384 | 576 }[] = [
  { profile: 'generic-58', dots: 384 },
  { profile: 'generic-80', dots: 576 },
  { profile: 'epson', dots: 576 },
  { profile: 'custom-kiosk', dots: 576 },
]

spec('slips as a printer gets them', ({ test, skip }) => {
  if (!works('python3', '--version')) return skip('every slip, read back from the bytes', 'python3 is not installed')
  const zbar = works('zbarimg', '--version')
  const tesseract = works('tesseract', '--list-langs') && shell('tesseract', '--list-langs').includes('vie')
  const secondOpinion = existsSync(another) && works('/usr/bin/python3', '-c', 'import PIL')
  if (!zbar) skip('the codes on them', 'zbarimg (zbar-tools) is not installed')
  if (!tesseract) skip('the words on them', 'tesseract with the language "vie" is not installed')
  if (!secondOpinion) skip('a second opinion on them', 'decode-escpos, or python3 with PIL, is not here')

  for (const { profile, dots } of printed) {
    test(
      `${profile}: slips come out dot for dot, in one piece, their codes and words readable`,
      () => inFolder((folder) => readSet(profile, dots, folder)),
      120_000,
    )
  }

  async function readSet(profile: ProfileId, dots: 384 | 576, folder: string): Promise<void> {
    const { layout, roll } = makeFor(profile)
    const set = slipSet(dots).slice(0, profile.startsWith('generic') ? undefined : 1)
    for (const { name, paper, code, words } of set) {
      const picture = draw(paper, dots)
      const job = await sentFor(picture, profile)
      await writeFile(join(folder, 'job.bin'), job)
      shell('python3', decoder, join(folder, 'job.bin'), folder)
      const read: Read = JSON.parse(await readFile(join(folder, 'read.json'), 'utf8'))
      const where = `${name} on ${profile}`

      assert.deepEqual(read.strange, [], where)
      assert.equal(read.slips.length, 1, where)
      assert.equal(read.cuts, layout.cut === 'none' ? 0 : 1, where)
      assert.deepEqual(read.slips[0]!.texts, [], where)
      assert.equal(read.commands['GS a 14'] ?? 0, layout.automatic ? 1 : 0, where)
      assert.equal(read.commands['GS e 3'] ?? 0, layout.presentSteps === null ? 0 : 1, where)
      const { width, inkHeight, height } = read.slips[0]!
      assert.deepEqual([width, inkHeight], [picture.width, picture.height], where)
      const slip = await readPbm(join(folder, 'slip-1.pbm'), inkHeight)
      sameButForOrders(slip, picture, where)

      // U12, on the bytes: how high the number stands, and how long the paper runs at 150 mm/s
      if (name === 'ticket') {
        const glyphs = glyphsOfNumber(slip)
        assert.equal(glyphs.length, 4, where)
        for (const glyph of glyphs) assert.ok(glyph.height / 8 >= 20, `${glyph.height / 8} mm high, ${where}`)
        const lengthMm = inkHeight / 8 + roll.feedMm
        assert.ok(lengthMm / 150 <= 2, `${lengthMm} mm of paper, ${where}`)
        assert.ok((height - inkHeight) / 8 <= roll.feedMm)
      }
      if (zbar) assert.equal(shell('zbarimg', '--raw', '-q', join(folder, 'slip-1.pbm')).trim(), code, where)
      if (tesseract && (profile === 'generic-80' || name === 'ticket')) {
        const seen = shell('tesseract', join(folder, 'slip-1.pbm'), '-', '-l', 'vie', '--psm', '6').replace(/\s+/g, ' ')
        for (const line of words) assert.ok(seen.includes(line), `"${line}" of ${where} in:\n${seen}`)
      }
      if (secondOpinion && profile === 'generic-80') {
        shell('/usr/bin/python3', another, join(folder, 'job.bin'), '-o', folder, '--width', String(dots))
        const { tickets, cuts, warnings } = JSON.parse(await readFile(join(folder, 'commands.json'), 'utf8'))
        assert.deepEqual({ tickets: tickets.length, cuts, warnings }, { tickets: 1, cuts: 1, warnings: [] }, where)
      }
    }
  }
})

spec('the reader of slips', ({ test, skip }) => {
  if (!works('python3', '--version')) return skip('is itself tried', 'python3 is not installed')

  test('finds what a printer would stumble over', () =>
    inFolder(async (folder) => {
      const jobs: [string, number[], RegExp | null][] = [
        ['a band that ends too soon', [0x1d, 0x76, 0x30, 0, 1, 0, 2, 0, 0xff], /1 bytes are missing/],
        ['an order nobody knows', [0x1b, 0x40, 0x1b, 0x5a, 0x0a], /at 2: 1b 5a/],
        ['a question of the wrong number', [0x10, 0x04, 0x09], /at 0: 10 04 09/],
        ['a whole job', [0x1b, 0x40, 0x1d, 0x76, 0x30, 0, 1, 0, 1, 0, 0xff, 0x0a, 0x1d, 0x56, 1], null],
      ]
      for (const [what, bytes, strange] of jobs) {
        await writeFile(join(folder, 'job.bin'), Uint8Array.from(bytes))
        shell('python3', decoder, join(folder, 'job.bin'), folder)
        const read: Read = JSON.parse(await readFile(join(folder, 'read.json'), 'utf8'))
        if (strange === null) assert.deepEqual(read.strange, [], what)
        else assert.match(read.strange.join('\n'), strange, what)
      }
    }))
})

/** Everything the driver sends down a real connection for one slip, questions left out of what is kept. */
async function sentFor(picture: Bitmap, profile: ProfileId): Promise<Buffer> {
  const { printer, machine, served } = await onSocket({ pollMs: 600_000, troubledPollMs: 600_000 }, profile)
  let connection = -1
  let sent: Uint8Array[] = []
  machine.overhear = (bytes) => {
    if (machine.connections !== connection) sent = []
    connection = machine.connections
    sent.push(Uint8Array.from(bytes))
  }
  const outcome = await printer.print({ id: 'slip', title: 'slip', picture })
  assert.deepEqual(outcome, { outcome: 'printed' })
  assert.equal(machine.askedInsideBand, 0)
  await printer.close()
  await served.close()
  return Buffer.concat(sent)
}

/** The same dots; a lone dot that would have begun an order to the printer may have got a neighbour. */
function sameButForOrders(slip: Bitmap, picture: Bitmap, where: string): void {
  assert.equal(slip.bytes.length, picture.bytes.length, where)
  for (let i = 0; i < slip.bytes.length; i++) {
    if (slip.bytes[i] === picture.bytes[i]) continue
    const next = picture.bytes[i + 1] ?? 0
    const isOrder = picture.bytes[i] === 0x10 && [0x04, 0x05, 0x14].includes(next)
    assert.ok(isOrder && slip.bytes[i] === 0x18, `byte ${i}: ${slip.bytes[i]} for ${picture.bytes[i]}, ${where}`)
  }
}

async function readPbm(file: string, height: number): Promise<Bitmap> {
  const bytes = await readFile(file)
  const [, size = ''] = bytes.subarray(0, 40).toString('latin1').split('\n')
  const width = Number(size.split(' ')[0])
  const from = `P4\n${size}\n`.length
  return { width, height, bytes: bytes.subarray(from, from + bytesAcross(width) * height) }
}

async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'luot-slips-'))
  try {
    await body(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}
