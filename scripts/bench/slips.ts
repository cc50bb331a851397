import { lazyDrawer } from '#server/paper/lazy-drawer.ts'
import { ticketSlip } from '#server/paper/ticket-slip.ts'
import { figureOf } from './figures.ts'

/**
 * Draws slips in a process of its own and tells, as JSON: the first one (fonts are read), each of the later ones, and how
 * much memory the process grew by.
 */
const facts = (number: string) => ({
  office: 'Trung tâm Phục vụ hành chính công Phường Mẫu',
  number,
  service: { vi: 'Chứng thực', en: 'Certification' },
  further: [],
  counters: '1, 2, 5',
  ahead: 12,
  estimate: { from: '09:20', to: '09:45' },
  madeAt: '08:47',
  date: '24/11/2026',
  time: '08:47',
  url: 'http://luot.local:8080/t/H012-0123456789',
  copy: false,
  notes: [],
  missed: { vi: 'Lỡ lượt, xin báo quầy hướng dẫn.', en: 'Missed your call? Tell the information desk.' },
})

const before = process.memoryUsage.rss()
const began = performance.now()
const draw = lazyDrawer()
await draw(ticketSlip(facts('H001')), 576)
const firstMs = performance.now() - began
const afterFirst = process.memoryUsage.rss()
const ms = { 576: [] as number[], 384: [] as number[] }
for (let n = 0; n < 100; n++) {
  for (const dots of [576, 384] as const) {
    const at = performance.now()
    await draw(ticketSlip(facts(`H${String(n).padStart(3, '0')}`)), dots)
    ms[dots].push(performance.now() - at)
  }
}
const grown = (process.memoryUsage.rss() - afterFirst) / 2 ** 20
console.log(
  JSON.stringify({
    firstMs,
    wide: figureOf(ms[576]),
    narrow: figureOf(ms[384]),
    firstMb: (afterFirst - before) / 2 ** 20,
    after200Mb: grown,
  }),
)
