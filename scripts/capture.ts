import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser, type Viewport, viewports } from '../test/kit/browser.ts'
import { startHub } from '../test/kit/hub.ts'
import { picturesOfManual } from './capture/manual.ts'
import {
  pictureOfPractice,
  pictureOfRating,
  picturesOfCity,
  picturesOfRanking,
  picturesOfSetup,
} from './capture/manual-halls.ts'

/**
 * Takes the pictures of the README and of the manual: real hubs with a morning's tickets, real screens in Chromium, a slip as it
 * was printed.
 *
 *     npm run capture            docs/pictures/*.png, docs/pictures/manual/*.png
 *     npm run capture -- manual  only those of the manual
 */
const FOLDER = join(import.meta.dirname, '../docs/pictures')

mkdirSync(FOLDER, { recursive: true })
const hall = await startHub()
const browser = await openBrowser()
try {
  if (process.argv[2] !== 'manual') await picturesOfReadme()
  await pictureOfRating(browser)
  await pictureOfPractice(browser)
  await picturesOfCity(browser)
  await picturesOfSetup(browser)
  await picturesOfRanking(browser)
  await picturesOfManual(browser)
} finally {
  await browser.close()
  await hall.close()
}

async function picturesOfReadme() {
  const an = await aMorning()
  await picture('board', '/display/?id=board-1&diagonal=55&distance=8', viewports.board)
  await picture('kiosk', '/kiosk/?id=kiosk-1', viewports.kiosk)
  await picture('lookup', '/kiosk/lookup?id=kiosk-1', viewports.kioskLandscape)
  await picture('led', '/display/led?id=led-1&width=192&height=96', { width: 192, height: 96, mmPerPx: 10 })
  await desk(an.cookie)
  await slip()
  await devices()
}

type Options = NonNullable<Parameters<typeof browser.open>[2]> & { readonly keys?: readonly string[] }

/** Thirty people, five counters at work. */
async function aMorning() {
  const services = [
    'chung-thuc',
    'ho-tich',
    'chung-thuc',
    'dat-dai',
    'cu-tru',
    'chinh-sach',
    'tra-ket-qua',
    'kinh-doanh',
  ]
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

async function picture(name: string, path: string, viewport: Viewport, options: Options = {}) {
  const screen = await browser.open(`${hall.url}${path}`, viewport, options)
  await screen.settled()
  for (const key of options.keys ?? []) {
    await screen.page.keyboard.press(key)
    await screen.settled()
  }
  await screen.page.screenshot({ path: join(FOLDER, `${name}.png`) })
  await screen.close()
}

async function desk(cookie: string) {
  const [name = '', value = ''] = cookie.split('=')
  await picture('desk', '/desk/', viewports.desk, {
    // Sits down at counter 1.
    keys: ['1'],
    prepare: (context) => context.addCookies([{ name, value, url: hall.url }]),
  })
}

/** The devices of a hall on an ordinary day: most of them well, paper low, a cable out, another Pi switched off. */
async function devices() {
  const admin = await hall.administrator()
  const signedIn = { cookie: admin.cookie }
  await hall.post('/api/agents', { id: 'kiosk-pi', name: 'Ki-ốt tầng 2' }, signedIn)
  const { version, hall: now } = (await hall.get('/api/hall', signedIn)).body
  const add = (id: string, name: string, driver: string, more: object) => ({ id, name, driver, settings: {}, ...more })
  const more = [
    add('may-in-2', 'Máy in tầng 2', 'virtual', { at: 'kiosk-pi' }),
    add('phim-1', 'Bàn phím quầy 1', 'virtual-keypad', { counter: 'quay-1' }),
    add('den-1', 'Đèn quầy 1', 'virtual-signal', { counter: 'quay-1', settings: { lamps: ['call'], buttons: [] } }),
    add('dau-doc', 'Đầu đọc ki-ốt', 'virtual-scanner', { kiosk: 'kiosk-1' }),
    add('bang-so', 'Bảng số trên quầy', 'modbus-signs', {
      settings: { path: '/dev/serial/by-id/rs485', signs: [{ address: 1, place: 'quay-1' }] },
    }),
    add('loa', 'Loa sảnh', 'virtual-speaker', {}),
  ]
  const printer = { ...now.devices[0], name: 'Máy in cửa chính', settings: { rollMm: 4_000, nearEndMm: 3_950 } }
  const kiosks = [{ id: 'kiosk-1', printer: 'may-in-1' }, ...now.kiosks]
  const put = { version, hall: { ...now, kiosks, devices: [printer, ...more] } }
  const saved = await hall.post('/api/hall', put, { ...signedIn, method: 'PUT' })
  if (saved.status !== 200) throw new Error(JSON.stringify(saved.body))
  await hall.issue()
  const [name = '', value = ''] = admin.cookie.split('=')
  await picture('devices', '/desk/devices', viewports.desk, {
    prepare: (context) => context.addCookies([{ name, value, url: hall.url }]),
  })
}

/** The newest slip in the virtual printer's tray. */
async function slip() {
  const { number } = await hall.issue('chung-thuc')
  let last: { url: string; title: string } | undefined
  while (last?.title !== number) {
    const { slips } = (await hall.get('/api/dock')).body as { slips: { url: string; title: string }[] }
    last = slips.at(-1)
  }
  const image = await fetch(`${hall.url}${last.url}`)
  writeFileSync(join(FOLDER, 'slip.png'), Buffer.from(await image.arrayBuffer()))
}
