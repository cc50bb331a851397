import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser, type Viewport, viewports } from '../test/kit/browser.ts'
import { startHub } from '../test/kit/hub.ts'

/**
 * Takes the pictures of the README: a real hub with a morning's tickets, real screens in Chromium, a slip as it was printed.
 *
 *     npm run capture            docs/pictures/*.png
 */
const FOLDER = join(import.meta.dirname, '../docs/pictures')

mkdirSync(FOLDER, { recursive: true })
const hall = await startHub()
const browser = await openBrowser()
try {
  const an = await aMorning()
  await picture('board', '/display/?id=board-1&diagonal=55&distance=8', viewports.board)
  await picture('kiosk', '/kiosk/?id=kiosk-1', viewports.kiosk)
  await picture('lookup', '/kiosk/lookup?id=kiosk-1', viewports.kioskLandscape)
  await picture('led', '/display/led?id=led-1&width=192&height=96', { width: 192, height: 96, mmPerPx: 10 })
  await desk(an.cookie)
  await slip()
} finally {
  await browser.close()
  await hall.close()
}

/** Thirty people, five counters at work. */
async function aMorning() {
  const services = ['chung-thuc', 'ho-tich', 'chung-thuc', 'dat-dai', 'cu-tru', 'chinh-sach', 'tra-ket-qua', 'kinh-doanh']
  for (let i = 0; i < 30; i++) await hall.issue(services[i % services.length], i % 7 === 3 ? 'cao-tuoi' : 'ordinary')
  const counters = { an: 'quay-1', binh: 'quay-2', chi: 'quay-3', dung: 'quay-5' }
  const officers = []
  for (const [id, counter] of Object.entries(counters)) {
    const officer = await hall.officer(id)
    await officer.ask('open-counter', { counter })
    const call = await officer.ask('call-next', { counter })
    await officer.ask('start-service', { counter, ticket: call.body.called.ticket })
    officers.push(officer)
  }
  const [an] = officers
  if (!an) throw new Error('nobody came to work')
  await an.ask('call-next', { counter: 'quay-1' })
  return an
}

async function picture(name: string, path: string, viewport: Viewport, prepare?: Parameters<typeof browser.open>[2]) {
  const screen = await browser.open(`${hall.url}${path}`, viewport, prepare)
  await screen.settled()
  await screen.page.screenshot({ path: join(FOLDER, `${name}.png`) })
  await screen.close()
}

async function desk(cookie: string) {
  const [name = '', value = ''] = cookie.split('=')
  await picture('desk', '/desk/?counter=quay-1', viewports.desk, {
    prepare: (context) => context.addCookies([{ name, value, url: hall.url }]),
  })
}

/** The newest slip in the virtual printer's tray. */
async function slip() {
  await hall.post('/api/issue-ticket', { ticket: randomUUID(), service: 'chung-thuc', class: 'ordinary' }, { key: randomUUID() })
  await hall.hub.road.idle()
  const { slips } = (await hall.get('/api/dock')).body as { slips: { url: string }[] }
  const last = slips.at(-1)
  if (!last) throw new Error('nothing was printed')
  const image = await fetch(`${hall.url}${last.url}`)
  writeFileSync(join(FOLDER, 'slip.png'), Buffer.from(await image.arrayBuffer()))
}
