import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bitmap, isBlack } from '#server/drivers/bitmap.ts'
import { encodeJob } from '#server/drivers/printer/codec.ts'
import { type PaperDots, paperDrawer } from '#server/paper/draw-paper.ts'
import { pngOf } from '#server/paper/picture.ts'
import { procedureSlip } from '#server/paper/procedure-slip.ts'
import { testPage } from '#server/paper/test-page.ts'
import { type SlipFacts, ticketSlip } from '#server/paper/ticket-slip.ts'
import { wrap, wrapEvenly } from '#server/paper/wrap.ts'
import { glyphsOfNumber } from '../kit/ink.ts'
import { usualLayout } from '../kit/printer-make.ts'
import { readJob } from '../kit/read-escpos.ts'
import { spec } from '../kit/spec.ts'

const draw = paperDrawer()
const widths: readonly PaperDots[] = [384, 512, 576]

const facts: SlipFacts = {
  office: 'Trung tâm Phục vụ hành chính công phường Hòa Xuân',
  number: 'A012',
  service: { vi: 'Chứng thực, hộ tịch', en: 'Certification, civil status' },
  further: [],
  counters: '2, 3',
  ahead: 4,
  estimate: { from: '09:20', to: '09:45' },
  madeAt: '08:47',
  date: '22/11/2026',
  time: '08:47',
  url: 'https://luot.example.vn/t/A012-7f3a9c2e41',
  copy: false,
  notes: [
    { vi: 'Sau 15:00, kết quả trả vào ngày làm việc sau.', en: 'After 15:00 results come the next working day.' },
  ],
  missed: { vi: 'Lỡ lượt: báo tại quầy trong 15 phút.', en: 'Missed it? Tell the counter within 15 minutes.' },
}

const shell = (tool: string, ...given: string[]) => execFileSync(tool, given, { encoding: 'utf8', stdio: 'pipe' })

spec('slip', ({ test, skip }) => {
  test('U12: the number stands at least 20 mm high on every paper, whole, up to five characters', () => {
    for (const dots of widths) {
      for (const number of ['A001', 'M111', 'A0123', 'MQ108', 'X7']) {
        const glyphs = glyphsOfNumber(draw(ticketSlip({ ...facts, number }), dots))
        assert.equal(glyphs.length, number.length, `${number} on ${dots} dots: ${JSON.stringify(glyphs)}`)
        for (const { height, left, right } of glyphs) {
          assert.ok(height >= 160, `${number} on ${dots} dots: ${height / 8} mm`)
          assert.ok(left >= 2 && right <= dots - 3, `${number} on ${dots} dots runs into the edge`)
        }
      }
    }
  })

  test('no ink touches an edge of the paper, however long the texts', () => {
    const long = {
      ...facts,
      office: 'Trung tâm Phục vụ hành chính công đặc khu Hoàng Sa – Trường Sa – Phú Quý – Côn Đảo',
      service: { vi: 'Nghiêngnghiêngngảngảkhôngmộtkhoảngtrắngnàocả', en: 'W'.repeat(60) },
      further: Array.from({ length: 5 }, () => ({ vi: 'Đăng ký biến động đất đai', en: 'Land changes' })),
      counters: '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18',
      url: `https://luot.example.vn/${'x'.repeat(150)}`,
    }
    for (const dots of widths) {
      for (const copy of [false, true]) {
        const picture = draw(ticketSlip({ ...long, copy, practice: copy }), dots)
        const edges = [...inkIn(picture, 0, 2), ...inkIn(picture, dots - 2, dots)]
        assert.deepEqual(edges, [], `${dots} dots`)
        for (let x = 0; x < dots; x++) {
          assert.ok(!isBlack(picture, x, 0) && !isBlack(picture, x, picture.height - 1))
        }
      }
    }
  })

  test('marks of Vietnamese letters stand free: lines of stacked capitals keep white between them', () => {
    const line = { kind: 'text', text: 'ẪỄỖỮ ỰỘẬ', size: 'body', align: 'left' } as const
    for (const size of ['heading', 'strong', 'body', 'small'] as const) {
      const one = draw({ title: 'marks', blocks: [{ ...line, size }] }, 384)
      const two = draw({ title: 'marks', blocks: Array(2).fill({ ...line, size }) }, 384)
      const rows = Array.from({ length: one.height }, (_, y) => y).filter((y) => inkInRow(one, y) > 0)
      const inkHeight = rows.at(-1)! - rows[0]! + 1
      assert.ok(two.height - one.height > inkHeight, `${size}: ${inkHeight} dots of ink in ${two.height - one.height}`)
      assert.ok(rows[0]! > 0 && rows.at(-1)! < one.height - 1)
    }
  })

  test('says what the facts say, once, and knows no field for a person', () => {
    const words = JSON.stringify(ticketSlip(facts))
    for (const said of ['A012', '2, 3', '4 người', '09:20 – 09:45', '22/11/2026', 'ngồi chờ', 'Sau 15:00', 'Lỡ lượt']) {
      assert.equal(words.split(said).length - 1 >= 1, true, said)
    }
    assert.ok(!words.includes('BẢN SAO'))
    assert.ok(!/tên|name|điện thoại|phone|cccd|ưu tiên|priority/i.test(words))
  })

  test('a copy and a practice slip say so in white on black, before anything else', () => {
    assert.deepEqual(ticketSlip({ ...facts, copy: true }).blocks[0], { kind: 'banner', text: 'BẢN SAO · COPY' })
    const practice = ticketSlip({ ...facts, practice: true }).blocks[0]
    assert.ok(practice?.kind === 'banner' && practice.text === 'SỐ TẬP – KHÔNG CÓ GIÁ TRỊ')
  })

  test('where the same number goes on to is said in its order, and only where it goes on', () => {
    const further = [
      { vi: 'Đất đai', en: 'Land' },
      { vi: 'Trả kết quả', en: 'Results' },
    ]
    const words = JSON.stringify(ticketSlip({ ...facts, further }))
    assert.ok(words.includes('Sau đó, vẫn số này: Đất đai, Trả kết quả'))
    assert.ok(words.includes('Then, same number: Land, Results'))
    assert.ok(!JSON.stringify(ticketSlip(facts)).includes('vẫn số này'))
  })

  test('while nothing honest can be said, there is no estimate', () => {
    assert.ok(!JSON.stringify(ticketSlip({ ...facts, estimate: null })).includes('Dự kiến'))
  })
  test('what may come before the turn is said below the estimate', () => {
    const slip = (beyond: 'lunch' | 'closing') =>
      JSON.stringify(ticketSlip({ ...facts, estimate: { from: '11:20', to: '13:50', beyond } }))
    assert.ok(slip('lunch').includes('Có thể sau giờ nghỉ trưa'))
    assert.ok(slip('closing').includes('Maybe past closing time'))
    assert.ok(!JSON.stringify(ticketSlip(facts)).includes('Có thể'))
  })

  test('without an address there is no code and nothing to scan', () => {
    assert.ok(!ticketSlip({ ...facts, url: null }).blocks.some(({ kind }) => kind === 'qr'))
  })

  test('a list to take home has a box for each paper, and says where to ask when none is known', () => {
    const home = { office: facts.office, date: facts.date, ...procedureFacts(), papers: ['Tờ khai', 'Giấy chứng sinh'] }
    const list = procedureSlip(home).blocks.find(({ kind }) => kind === 'checklist')
    assert.deepEqual(list, { kind: 'checklist', items: home.papers })
    assert.ok(
      JSON.stringify(
        procedureSlip({ office: facts.office, date: facts.date, ...procedureFacts(), papers: [] }),
      ).includes('quầy hướng dẫn'),
    )
    assert.ok(JSON.stringify(procedureSlip(home)).includes(procedureFacts().fee))
  })

  const pages = [
    ['ticket', ticketSlip(facts), facts.url!],
    ['procedure', procedureSlip({ office: facts.office, date: facts.date, ...procedureFacts() }), procedureFacts().url],
    ['test page', testPage({ ...facts, printer: 'p1', driver: 'escpos-tcp', dots: 576, url: facts.url! }), facts.url!],
  ] as const

  if (canRun('zbarimg', '--version')) {
    test('the code on every page is read by an independent reader from the bytes the printer gets', async () => {
      for (const [name, paper, url] of pages) {
        for (const dots of widths) {
          const { pieces, rubbish } = readJob(jobOf(draw(paper, dots)))
          assert.deepEqual(rubbish, [])
          const read = await withPng(pieces[0]!.picture, (png) => shell('zbarimg', '--raw', '-q', png))
          assert.equal(read.trim(), url, `${name} on ${dots} dots`)
        }
      }
    })
  } else skip('the code on every page is read by an independent reader', 'zbarimg (zbar-tools) is not installed')

  if (canRun('tesseract', '--list-langs') && shell('tesseract', '--list-langs').includes('vie')) {
    test('a reader of printed Vietnamese reads the service and the instructions with every mark', async () => {
      const read = await withPng(draw(ticketSlip(facts), 576), (png) =>
        shell('tesseract', png, '-', '-l', 'vie', '--psm', '6'),
      )
      for (const words of ['Chứng thực, hộ tịch', 'Vui lòng ngồi chờ, theo dõi bảng và loa', 'ngày làm việc sau']) {
        assert.ok(read.replace(/\s+/g, ' ').includes(words), `"${words}" in:\n${read}`)
      }
    }, 60_000)
  } else skip('a reader of printed Vietnamese reads the slip', 'tesseract with the language "vie" is not installed')

  const decoder = join(import.meta.dirname, '../../../shared/hil/decode-escpos')
  if (existsSync(decoder) && canRun('/usr/bin/python3', '-c', 'import PIL')) {
    test('a third decoder finds one whole slip, one cut and nothing strange', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'luot-slip-'))
      try {
        for (const dots of widths) {
          await writeFile(join(folder, 'job.bin'), jobOf(draw(ticketSlip(facts), dots)))
          shell('/usr/bin/python3', decoder, join(folder, 'job.bin'), '-o', folder, '--width', String(dots))
          const { tickets, cuts, warnings } = JSON.parse(await readFile(join(folder, 'commands.json'), 'utf8'))
          assert.deepEqual({ tickets: tickets.length, cuts, warnings }, { tickets: 1, cuts: 1, warnings: [] })
        }
      } finally {
        await rm(folder, { recursive: true })
      }
    })
  } else skip('a third decoder finds one whole slip', 'decode-escpos, or python3 with PIL, is not here')
})

spec('wrapping', ({ test }) => {
  const widthOf = (text: string) => text.length

  test('breaks at spaces, keeps a dash with the word before it, and breaks a word only when it must', () => {
    assert.deepEqual(wrap('một hai ba bốn', 7, widthOf), ['một hai', 'ba bốn'])
    assert.deepEqual(wrap('hộ – tịch', 7, widthOf), ['hộ –', 'tịch'])
    assert.deepEqual(wrap('abcdefghij kl', 4, widthOf), ['abcd', 'efgh', 'ij', 'kl'])
    assert.deepEqual(wrap('', 4, widthOf), [''])
  })

  test('an even wrap needs no more lines and leaves no single word over', () => {
    assert.deepEqual(wrap('aaaa bbbb cccc dddd ee', 20, widthOf), ['aaaa bbbb cccc dddd', 'ee'])
    assert.deepEqual(wrapEvenly('aaaa bbbb cccc dddd ee', 20, widthOf), ['aaaa bbbb', 'cccc dddd ee'])
  })

  test('letters sent in pieces are put together before they are measured', () => {
    assert.deepEqual(wrap('tiếng'.normalize('NFD'), 5, widthOf), ['tiếng'.normalize('NFC')])
  })
})

function procedureFacts() {
  return {
    code: '1.001193',
    name: 'Đăng ký khai sinh',
    papers: ['Tờ khai', 'Giấy chứng sinh'],
    time: 'Trong ngày',
    fee: 'Miễn lệ phí (đúng hạn); 8.000 đồng (quá hạn)',
    where: 'Quầy 2, 3',
    url: 'https://luot.example.vn/p/1.001193',
  }
}

function jobOf(picture: Bitmap): Buffer {
  const { begin, bands, end } = encodeJob(picture, usualLayout)
  return Buffer.concat([begin, ...bands, end])
}

function inkInRow(picture: Bitmap, y: number): number {
  let ink = 0
  for (let x = 0; x < picture.width; x++) if (isBlack(picture, x, y)) ink++
  return ink
}

function inkIn(picture: Bitmap, from: number, to: number): string[] {
  const ink: string[] = []
  for (let y = 0; y < picture.height; y++) {
    for (let x = from; x < to; x++) if (isBlack(picture, x, y)) ink.push(`${x},${y}`)
  }
  return ink
}

async function withPng<T>(picture: Bitmap, use: (file: string) => T): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'luot-slip-'))
  try {
    await writeFile(join(folder, 'slip.png'), pngOf(picture))
    return use(join(folder, 'slip.png'))
  } finally {
    await rm(folder, { recursive: true })
  }
}

function canRun(tool: string, ...given: string[]): boolean {
  try {
    shell(tool, ...given)
    return true
  } catch {
    return false
  }
}
