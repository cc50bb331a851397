import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { cache } from '../../../scripts/hardware/kernel.ts'
import { makeFor } from '../../kit/printer-make.ts'
import { slipSet } from '../../kit/slip-set.ts'
import { spec } from '../../kit/spec.ts'

/** What came down the USB cable of the virtual machine, read by programs that know nothing of ours. */
console.log(
  'real: the bytes as usblp delivered them · zbarimg · tesseract (vie) · two decoders who never met the driver',
)
console.log('emulated: nothing more')

const kept = join(cache, 'share', 'slips')
const decoder = join(import.meta.dirname, '../../kit/decode-escpos.py')
const another = join(import.meta.dirname, '../../../../shared/hil/decode-escpos')
const shell = (tool: string, ...given: string[]) => execFileSync(tool, given, { encoding: 'utf8', stdio: 'pipe' })

spec('slips that came down a USB cable', ({ test, skip }) => {
  const jobs = globSync('*.bin', { cwd: kept }).sort()
  test('the virtual machine has kept every slip of the set', () => {
    const names = [
      ...slipSet(576).map(({ name }) => `generic-80-${name}`),
      ...slipSet(384).map(({ name }) => `generic-58-${name}`),
    ]
    assert.deepEqual(
      jobs.map((job) => basename(job, '.bin')),
      names.sort(),
    )
  })
  if (!existsSync(another)) skip('a second decoder reads them', 'decode-escpos is not beside this checkout')

  for (const job of jobs) {
    const name = basename(job, '.bin')
    const dots = name.startsWith('generic-58') ? 384 : 576
    const profile = dots === 384 ? 'generic-58' : 'generic-80'
    const slip = slipSet(dots).find((one) => name === `${profile}-${one.name}`)!
    test(
      `${name}: dot for dot, cut where there is a knife, its code and its words readable`,
      () =>
        inFolder((folder) => {
          shell('python3', decoder, join(kept, job), folder)
          const read = JSON.parse(readFileSync(join(folder, 'read.json'), 'utf8'))
          assert.deepEqual(read.strange, [])
          assert.deepEqual([read.slips.length, read.cuts], [1, makeFor(profile).layout.cut === 'none' ? 0 : 1])
          const picture = readFileSync(join(kept, `${name}.pbm`))
          sameDots(linesOf(readFileSync(join(folder, 'slip-1.pbm'))), linesOf(picture))

          assert.equal(shell('zbarimg', '--raw', '-q', join(folder, 'slip-1.pbm')).trim(), slip.code)
          if (dots === 576 || slip.name === 'ticket') {
            const seen = shell('tesseract', join(folder, 'slip-1.pbm'), '-', '-l', 'vie', '--psm', '6')
            for (const words of slip.words)
              assert.ok(seen.replace(/\s+/g, ' ').includes(words), `${words} in:\n${seen}`)
          }
          // It holds every job without a cut for broken off, and paper of 58 mm is torn by hand.
          if (!existsSync(another) || dots !== 576) return
          shell('/usr/bin/python3', another, join(kept, job), '-o', folder, '--width', String(dots))
          const { tickets, cuts, warnings } = JSON.parse(readFileSync(join(folder, 'commands.json'), 'utf8'))
          assert.deepEqual({ tickets: tickets.length, cuts, warnings }, { tickets: 1, cuts: 1, warnings: [] })
        }),
      60_000,
    )
  }
})

/** The paper is longer than the picture by its feed; a lone dot that would have begun an order may have a neighbour. */
function sameDots(paper: Buffer, picture: Buffer): void {
  for (let at = 0; at < picture.length; at++) {
    if (paper[at] === picture[at]) continue
    const wouldBeOrder = picture[at] === 0x10 && [0x04, 0x05, 0x14].includes(picture[at + 1] ?? 0)
    assert.ok(wouldBeOrder && paper[at] === 0x18, `byte ${at}: ${paper[at]} for ${picture[at]}`)
  }
  assert.ok(paper.subarray(picture.length).every((byte) => byte === 0))
}

/** The dots of a bitmap file, without its two lines of head. */
function linesOf(pbm: Buffer): Buffer {
  return pbm.subarray(pbm.indexOf('\n', pbm.indexOf('\n') + 1) + 1)
}

function inFolder(body: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'luot-read-'))
  try {
    body(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
