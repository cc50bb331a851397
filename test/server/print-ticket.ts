import assert from 'node:assert/strict'
import { pino } from 'pino'
import { STANDARD_SLIP } from '#core/contract/settings/slips.ts'
import type { Paper } from '#server/paper/paper.ts'
import { printTicket } from '#server/reactions/print-ticket.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import { extended, Hall, shortened, withVisit } from '../kit/trade.ts'

const KIOSK = 'kiosk-1'

spec('what a slip says of a visit', ({ test }) => {
  test('the further services known when the number is given, and those known now on a copy', async () => {
    const hall = new Hall(testOffice)
    const printed = onPaper(hall)
    hall.do(withVisit('chung-thuc', 'tra-ket-qua'))
    assert.match(await printed(), /vẫn số này: Trả kết quả"/)
    hall.do(shortened('H001', 'tra-ket-qua', KIOSK))
    hall.do(extended('H001', 'ho-tich', KIOSK))
    hall.do(() => ({ type: 'PrintCopy', ticket: hall.id('H001') }))
    assert.match(await printed(), /BẢN SAO.*vẫn số này: Hộ tịch"/)
  })
  test('nothing where the number goes nowhere else', async () => {
    const hall = new Hall(testOffice)
    const printed = onPaper(hall)
    hall.do(withVisit('chung-thuc'))
    assert.doesNotMatch(await printed(), /vẫn số này/)
  })
})

/** Puts what happens in a hall on paper, and gives the texts of what was printed since it was asked last. */
function onPaper(hall: Hall): () => Promise<string> {
  const papers: Paper[] = []
  const by = { role: 'kiosk', id: KIOSK } as const
  let told = 0
  const parts = {
    printers: { printer: () => ({ print: async () => ({ outcome: 'printed' }) }) },
    draw: async (paper: Paper) => papers.push(paper),
    template: async () => ({ ...STANDARD_SLIP, logo: null }),
    hall: () => ({
      devices: [],
      kiosks: [{ id: KIOSK, printer: 'printer' }],
      voice: { language: 'vi', form: 'short' },
    }),
    urlOf: () => 'https://luot.example.vn/t/x',
    screens: { tellSlip: () => {} },
    road: () => ({ send: async () => {} }),
    now: () => hall.at,
    log: pino({ level: 'silent' }),
  }
  const { reaction } = printTicket(parts as unknown as Parameters<typeof printTicket>[0])
  return async () => {
    const happened = hall.happened.slice(told).map((one) => ({ ...one, by }))
    told = hall.happened.length
    reaction({ happened, before: hall.queue, queue: hall.queue })
    // The template is read first; what is said was settled when it was asked for.
    await new Promise(setImmediate)
    return JSON.stringify(papers.splice(0))
  }
}
