import * as assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { machineClock } from '#server/clock.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { settingsStore } from '#server/settings/store.ts'
import { assertTargets, type Screen, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import { furnishWithoutLimits } from '../kit/hub.ts'
import { testOffice } from '../kit/no-limits.ts'
import { type SerialScanner, serialScanner } from '../kit/serial-scanner.ts'
import { spec } from '../kit/spec.ts'
import { putDevices } from '../kit/virtual-hall.ts'

const OLD = '079188801234|023456789|HUỲNH THỊ THỬ|17081948|Nữ|Ấp Thử|02082021'
const YOUNG = '001090123456|012345678|ĐỖ VĂN THỬ|01011990|Nam|Phố Thử|15042021'

const folder = mkdtempSync(join(tmpdir(), 'luot-scanner-'))
await furnishWithoutLimits(folder)
const office = { ...testOffice, limits: { ...testOffice.limits, perPersonDay: 1 } }
const database = openDatabase(folder)
settingsStore(database).write('office', office, 'test', Date.now())
database.close()
const scanner: SerialScanner = await serialScanner()
const settings = { path: scanner.path, baudRate: 115_200 }
putDevices(folder, [{ id: 'quet-1', name: 'Máy quét', driver: 'serial-scanner', settings, kiosk: 'kiosk-scan' }])

let hall: BrowserHall
/** How much later it is at the hub than in this test. */
let aheadMs = 0
const machine = { wall: () => machineClock.wall() + aheadMs, steady: () => machineClock.steady() + aheadMs }

spec('a kiosk with a scanner of the hub’s own', ({ test, after, ...around }) => {
  openBrowserHall(
    { ...around, after },
    (opened) => {
      hall = opened
    },
    { dataFolder: folder, machine },
  )
  after(async () => {
    await scanner.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('a card at home goes along: its class stands first, and two touches are the number', async () => {
    for (const [glass, viewport] of [
      ['tall', viewports.kiosk],
      ['wide', viewports.kioskLandscape],
      ['small', viewports.small],
    ] as const) {
      const screen = await kiosk(viewport)
      const { page } = screen
      scan(OLD)
      await page.locator('pick-service luot-banner', { hasText: 'Đã đọc thẻ' }).waitFor()
      await measured(screen, `kiosk-card-read-${glass}`)
      await page.locator('pick-service kiosk-tiles button', { hasText: 'Hộ tịch' }).click()
      const first = page.locator('pick-class kiosk-tiles button').first()
      await first.filter({ hasText: 'Người cao tuổi' }).filter({ hasText: 'Theo ngày sinh trên thẻ' }).waitFor()
      await measured(screen, `kiosk-class-suggested-${glass}`)
      screen.assertQuiet()
      await screen.close()
    }
    const { page } = await kiosk()
    scan(OLD)
    await page.locator('pick-service luot-banner').waitFor()
    await page.locator('pick-service kiosk-tiles button', { hasText: 'Hộ tịch' }).click()
    await page.locator('pick-class kiosk-tiles button').first().click()
    await page.locator('ticket-issued luot-number').waitFor()
    const [ticket] = [...hall.hub.road.queue().tickets.values()]
    assert.equal(ticket?.class, 'cao-tuoi')
  }, 120_000)

  test('S12: at the card’s page the number comes without a key in the browser, and without a figure of the card', async () => {
    const screen = await kiosk()
    const { page } = screen
    await page.evaluate("addEventListener('keydown', () => { window.keysSeen = (window.keysSeen ?? 0) + 1 }, true)")
    const said: string[] = []
    page.on('websocket', () => assert.fail('the line was laid anew'))
    await page.locator('pick-service kiosk-tiles button', { hasText: 'Hộ tịch' }).click()
    await page.locator('pick-class kiosk-tiles button', { hasText: /Tôi không thuộc diện|Không ưu tiên/ }).click()
    await page.locator('scan-card').waitFor()
    await page.evaluate(
      "window.scans = 0; document.querySelector('kiosk-app').link.on('scanned', () => window.scans++)",
    )
    const junk = ['\u001b[2J\u0007', 'x'.repeat(10_000), 'NGUYỄN\u0000', '\u202eabc', 'javascript:alert(1)']
    for (const [index, payload] of junk.entries()) {
      scan(payload)
      await screen.until(`window.scans === ${index + 1}`)
      await page.locator('scan-card luot-banner', { hasText: 'Chưa đọc được thẻ' }).waitFor()
    }
    scan(YOUNG)
    await page.locator('ticket-issued luot-number').waitFor()
    said.push(await page.content(), await page.evaluate('JSON.stringify([localStorage, sessionStorage])'))
    for (const part of YOUNG.split('|')) assert.ok(!said.join().includes(part) || part === 'Nam', part)
    assert.equal(await page.evaluate('window.keysSeen ?? 0'), 0)
  }, 60_000)

  test('a slip shows one’s own number; other codes say what they are; all of it leaves by itself', async () => {
    const screen = await kiosk(viewports.kioskLandscape, true)
    const { page } = screen
    const { url, number } = await hall.issue().catch(() => ({ url: '', number: '' }))
    assert.equal(url, '', 'without a card the API gives no number either')
    assert.equal(number, '')
    scan('http://luot.local/t/A001-0000000000')
    await page.locator('plain-notice', { hasText: 'Không tìm thấy số này hôm nay' }).waitFor()
    await measured(screen, 'kiosk-old-slip')
    scan('H15.50.05.13-261008-0975')
    await page.locator('plain-notice', { hasText: 'Đây là mã hồ sơ' }).waitFor()
    scan('GD4010112345678|4e67|01/01/1990|1|48c3|01 - 001|01/01/2024|-|31/12/2024|...')
    await page.locator('plain-notice', { hasText: 'Đây không phải thẻ căn cước' }).waitFor()
    await page.clock.runFor(16_000)
    await page.locator('pick-service').waitFor()
  }, 60_000)
})

async function kiosk(viewport = viewports.kioskLandscape, handMoved = false): Promise<Screen> {
  const prepare = async (context: BrowserContext) => {
    if (handMoved) await context.clock.install()
  }
  const screen = await hall.open('/kiosk/?id=kiosk-scan', viewport, { prepare })
  await screen.page.locator('pick-service').waitFor()
  return screen
}

/** Held under the scanner as a hand holds it: by the hub’s clock two seconds after the code before. */
function scan(text: string): void {
  aheadMs += 2_000
  scanner.scan(text)
}

async function measured(screen: Screen, name: string): Promise<void> {
  await screen.settled()
  await screen.shot(name)
  await screen.assertNothingCut()
  const { width } = screen.page.viewportSize() ?? { width: 0 }
  if (width > 1_000) {
    const within = width > 1_500 ? viewports.kioskLandscape : viewports.kiosk
    assertTargets(await screen.targets(), { size: 20, gap: 3, rim: 10, within })
  }
  assert.deepEqual(await screen.axe(), [])
}
