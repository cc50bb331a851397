import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { openAgent } from '#server/agent.ts'
import { readAgentConfig } from '#server/config.ts'
import { type Screen, type Viewport, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import type { Staffer } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

const A_WHILE = 60_000
const phone = { width: 390, height: 844, mmPerPx: 0.16 } satisfies Viewport

let hall: BrowserHall
let admin: Staffer

const hands = (action: string, device = 'may-in-1') => hall.post(`/api/dock/${device}`, { action })
const devices = async () => (await hall.get('/api/hall', { cookie: admin.cookie })).body.hall.devices

spec('the page of devices, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, async (opened) => {
    hall = opened
    admin = await hall.administrator()
  })

  test(
    'an officer sees every device and what is wrong with it at once, notes a new roll, and changes nothing',
    async () => {
      const screen = await openDevices(await hall.officer('an'))
      const { page } = screen
      await page.getByText('Chỉ quản trị thêm, sửa và thử được').waitFor()
      const card = page.locator('device-card', { hasText: 'Máy in ảo' })
      await card.locator('[data-state=ready]').waitFor()
      assert.equal(await card.getByRole('button', { name: /Sửa|thử/ }).count(), 0)
      assert.equal(await page.getByRole('button', { name: 'Thêm thiết bị' }).count(), 0)
      await hands('paper-out')
      await card.locator('[data-state=broken]').waitFor()
      await card.getByText('Máy in hết giấy.').waitFor()
      await card.getByText(/Cần làm: Mở nắp/).waitFor()
      await page.getByText('Cần xử lý 1 thiết bị:').waitFor()
      await press(page, 'Máy in ảo')
      await card.locator('h3:focus').waitFor()
      await looksRight(screen, 'devices-officer')
      assert.deepEqual(await screen.axe(), [])
      await hands('paper-in')
      await card.locator('[data-state=ready]').waitFor()
      await card.getByText(/Giấy còn/).waitFor()
      await card.getByRole('button', { name: /Vừa thay cuộn giấy/ }).click()
      await card.getByText('Đã ghi nhận cuộn giấy mới.').waitFor()
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'a device is added by the keyboard alone, works without a restart, is tried, changed and removed',
    async () => {
      const screen = await openDevices(admin)
      const { page } = screen
      await press(page, 'Thêm thiết bị')
      await page.locator('device-form h2:focus').waitFor()
      await control(page, '/devices/1/driver').selectOption('virtual-signal')
      await control(page, '/devices/1/counter').selectOption('quay-1')
      await fill(page, '/devices/1/name', 'Đèn quầy 1')
      await fill(page, '/devices/1/settings/lamps', 'call, open')
      await looksRight(screen, 'devices-add')
      assert.deepEqual(await screen.axe(), [])
      await press(page, 'Lưu')
      const card = page.locator('device-card', { hasText: 'Đèn quầy 1' })
      await card.locator('[data-state=ready]').waitFor()
      await card.getByText('Quầy 1', { exact: true }).waitFor()
      assert.deepEqual((await devices())[1], {
        id: 'den-1',
        name: 'Đèn quầy 1',
        driver: 'virtual-signal',
        settings: { lamps: ['call', 'open'] },
        counter: 'quay-1',
      })
      await press(page, 'Nháy đèn: Đèn quầy 1')
      await card.getByText('Các đèn nhấp nháy trong 3 giây').waitFor()

      await press(page, 'Sửa: Đèn quầy 1')
      await fill(page, '/devices/1/name', 'Đèn của quầy một')
      await page.keyboard.press('Enter')
      await press(page, 'Lưu')
      await page.locator('device-card', { hasText: 'Đèn của quầy một' }).waitFor()

      await press(page, 'Sửa: Đèn của quầy một')
      await press(page, 'Bỏ')
      await page.getByText('Bỏ "Đèn của quầy một"?').waitFor()
      await page.locator('luot-dialog').getByRole('button', { name: 'Bỏ' }).click()
      await page.getByText('Đã bỏ "Đèn của quầy một".').waitFor()
      assert.equal((await devices()).length, 1)
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'what the hub refuses stands at its field, and nothing typed is lost',
    async () => {
      const screen = await openDevices(admin)
      const { page } = screen
      await press(page, 'Thêm thiết bị')
      await control(page, '/devices/1/driver').selectOption('escpos-tcp')
      await fill(page, '/devices/1/settings/host', '10.9.9.9')
      await fill(page, '/devices/1/settings/port', '99999')
      await press(page, 'Lưu')
      await page.locator('[data-path="/devices/1/settings/port"] .wrong', { hasText: '65535' }).waitFor()
      await page.locator('[data-control="/devices/1/settings/port"]:focus').waitFor()
      assert.equal(await control(page, '/devices/1/settings/host').inputValue(), '10.9.9.9')
      await looksRight(screen, 'devices-at-fault')
      assert.deepEqual(await screen.axe(), [])

      // Somebody else is faster meanwhile.
      const { version, hall: now } = (await hall.get('/api/hall', { cookie: admin.cookie })).body
      const sound = { ...now.sound, volume: 70 }
      const body = { version, hall: { ...now, sound } }
      assert.equal((await hall.post('/api/hall', body, { method: 'PUT', cookie: admin.cookie })).status, 200)
      await fill(page, '/devices/1/settings/port', '9100')
      await press(page, 'Lưu')
      await page.getByText('vừa được người khác đổi').waitFor()
      await press(page, 'Tải bản mới')
      await page.locator('device-card').first().waitFor()
      assert.equal((await devices()).length, 1)
      screen.assertQuiet([/422/, /409/])
    },
    A_WHILE,
  )

  test(
    'kiosks, voice and sound are set on one form',
    async () => {
      const screen = await openDevices(admin)
      const { page } = screen
      await press(page, 'Máy lấy số và âm thanh')
      await fill(page, '/sound/volume', '60')
      await press(page, 'Thêm máy lấy số')
      await fill(page, '/kiosks/1/id', 'kiosk-2')
      await control(page, '/kiosks/1/printer').selectOption('')
      await press(page, 'Thêm: Giờ nói nhỏ')
      await fill(page, '/sound/quiet/0/from', '1130')
      await fill(page, '/sound/quiet/0/to', '13h30')
      await fill(page, '/sound/quiet/0/volume', '20')
      await looksRight(screen, 'devices-sound')
      assert.deepEqual(await screen.axe(), [])
      await press(page, 'Lưu')
      await page.getByText('Đã lưu. Có hiệu lực ngay.').waitFor()
      const { hall: now } = (await hall.get('/api/hall', { cookie: admin.cookie })).body
      assert.deepEqual(now.sound, { volume: 60, quiet: [{ from: '11:30', to: '13:30', volume: 20 }], guidance: [] })
      assert.deepEqual(now.kiosks[1], { id: 'kiosk-2', printer: null })
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'an agent is added with a key that is shown once, is told to be away, and is taken out',
    async () => {
      const screen = await openDevices(admin)
      const { page } = screen
      await press(page, 'Thêm bằng khóa nhập tay')
      await page.locator('luot-dialog #name').fill('Máy ở cửa')
      await page.locator('luot-dialog #id').fill('Cửa')
      await page.keyboard.press('Enter')
      await page.locator('luot-dialog .wrong', { hasText: 'Chữ thường' }).waitFor()
      await page.locator('luot-dialog #id').fill('kiosk-cua')
      await page.keyboard.press('Enter')
      const key = page.locator('luot-dialog pre')
      await key.waitFor()
      assert.match((await key.textContent()) ?? '', /LUOT_AGENT=kiosk-cua\nLUOT_AGENT_KEY=[A-Za-z0-9_-]{43}$/)
      await looksRight(screen, 'devices-agent-key')
      assert.deepEqual(await screen.axe(), [])
      await press(page, 'Đã chép')
      const row = page.locator('[data-agent=kiosk-cua]')
      await row.getByText('Mất liên lạc').waitFor()
      await press(page, 'Thêm thiết bị')
      await control(page, '/devices/1/at').selectOption('kiosk-cua')
      await press(page, 'Quay lại')
      await press(page, 'Bỏ: Máy ở cửa')
      await page.locator('luot-dialog').getByRole('button', { name: 'Bỏ' }).click()
      await row.waitFor({ state: 'detached' })
      await page.getByText('Chưa có máy phụ').waitFor()
      screen.assertQuiet([/400/])
    },
    A_WHILE,
  )

  test(
    'an agent is paired by the code it shows, by the keyboard alone; taken out, it shows a code again',
    async () => {
      const screen = await openDevices(admin)
      const { page } = screen
      const folder = mkdtempSync(join(tmpdir(), 'luot-agent-'))
      let said = ''
      const say = (text: string) => {
        said += text
      }
      const env = { LUOT_HUB: hall.url, LUOT_AGENT: 'kiosk-cua', LUOT_DATA: folder, LUOT_LOG: 'silent' }
      const agent = openAgent(readAgentConfig(env), { say })
      try {
        const waiting = page.locator('[data-waiting]')
        const code = (await waiting.getAttribute('data-waiting')) ?? ''
        assert.ok(said.includes(code), 'the very code stands on the machine')
        await page.getByText('Máy phụ cần quản trị xem: 1.').waitFor()
        await press(page, 'Xem')
        await page.locator('h2#agents:focus').waitFor()
        await looksRight(screen, 'devices-agent-waiting')
        assert.deepEqual(await screen.axe(), [])
        await press(page, `Duyệt: ${code}`)
        await page.locator('agent-approval #name:focus').waitFor()
        assert.equal(await page.locator('agent-approval #id').inputValue(), 'kiosk-cua')
        await page.keyboard.type('Máy ở cửa')
        await looksRight(screen, 'devices-agent-approve')
        assert.deepEqual(await screen.axe(), [])
        await page.keyboard.press('Enter')
        await page.getByText('Đã duyệt “Máy ở cửa”').waitFor()
        const row = page.locator('[data-agent=kiosk-cua]')
        await row.getByText('Đang nối').waitFor()
        await waiting.waitFor({ state: 'detached' })
        await looksRight(screen, 'devices-agent-paired')
        await press(page, 'Bỏ: Máy ở cửa')
        await page.locator('luot-dialog').getByRole('button', { name: 'Bỏ' }).click()
        await row.waitFor({ state: 'detached' })
        await page.getByText('Trước đây là “Máy ở cửa”').waitFor()
        screen.assertQuiet()
      } finally {
        await agent.close()
        rmSync(folder, { recursive: true, force: true })
      }
    },
    A_WHILE,
  )

  test(
    'looking for devices tells what is plugged in, and one press fills the form',
    async () => {
      const screen = await openDevices(admin)
      const { page } = screen
      await press(page, 'Tìm thiết bị đang cắm')
      await page.getByText('Đang cắm vào máy chủ').waitFor()
      // This machine has no printer: what another one would have found is told in its place.
      const epson = { place: '/dev/usb/lp7', name: 'EPSON TM-T20III', usb: '04b8:0e28', kind: 'printer', hint: null }
      const found = [
        { ...epson, driver: 'escpos-file', settings: { path: '/dev/usb/lp7' }, device: null },
        {
          ...epson,
          name: 'Star',
          driver: null,
          settings: {},
          device: null,
          hint: { vi: 'CUPS đang giữ', en: 'CUPS has it' },
        },
        { ...epson, name: 'Máy cũ', driver: 'escpos-file', settings: {}, device: 'may-in-1' },
      ]
      await page.route('**/api/hall/found', (route) => route.fulfill({ json: { found } }))
      await press(page, 'Tìm thiết bị đang cắm')
      await page.getByText('CUPS đang giữ').waitFor()
      await page.getByText('đã có: Máy in ảo').waitFor()
      await looksRight(screen, 'devices-found')
      assert.deepEqual(await screen.axe(), [])
      await press(page, 'Thêm: EPSON TM-T20III')
      assert.equal(await control(page, '/devices/1/name').inputValue(), 'EPSON TM-T20III')
      assert.equal(await control(page, '/devices/1/settings/path').inputValue(), '/dev/usb/lp7')
      await press(page, 'Lưu')
      const card = page.locator('device-card', { hasText: 'EPSON TM-T20III' })
      await card.getByText('Không tìm thấy thiết bị.').waitFor()
      assert.deepEqual((await devices())[1].settings, { path: '/dev/usb/lp7' })
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'on a phone everything is there, readable and within reach, in both languages',
    async () => {
      await hands('cover-open')
      const screen = await openDevices(admin, phone)
      const { page } = screen
      await page.getByText('Nắp máy in đang mở.').waitFor()
      await looksRight(screen, 'devices-phone')
      assert.deepEqual(await screen.axe(), [])
      await page.getByRole('button', { name: 'English' }).click()
      await page.getByText('Devices of the hall').first().waitFor()
      await page.getByText('The printer cover is open.').waitFor()
      await looksRight(screen, 'devices-phone-en')
      await page.getByRole('button', { name: /^Change: Máy in ảo/ }).click()
      await page.locator('device-form h2:focus').waitFor()
      await looksRight(screen, 'devices-phone-form')
      assert.deepEqual(await screen.axe(), [])
      await hands('cover-close')
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'the desk and the health page lead here',
    async () => {
      const screen = await hall.open('/desk/health', viewports.desk, { touch: false })
      await screen.page.getByRole('link', { name: 'Thiết bị của sảnh' }).waitFor()
      const desk = await hall.open('/desk/', viewports.desk, { touch: false, prepare: signedIn(admin) })
      await desk.page.getByRole('link', { name: 'Thiết bị' }).click()
      await desk.page.locator('device-card').first().waitFor()
      await desk.page.getByRole('button', { name: 'Các trang' }).click()
      await desk.page.getByRole('link', { name: 'Tình trạng hệ thống' }).waitFor()
      // Whether somebody is signed in is asked; nobody is.
      screen.assertQuiet([/401.*\/api\/session/])
      desk.assertQuiet()
    },
    A_WHILE,
  )
})

async function openDevices(staffer: Staffer, glass: Viewport = viewports.desk): Promise<Screen> {
  const screen = await hall.open('/desk/devices', glass, { touch: glass === phone, prepare: signedIn(staffer) })
  await screen.page.locator('device-card').first().waitFor()
  return screen
}

function signedIn(staffer: Staffer) {
  return async (context: BrowserContext) => {
    const [name = '', value = ''] = staffer.cookie.split('=')
    await context.addCookies([{ name, value, url: hall.url }])
  }
}

const control = (page: Page, path: string) => page.locator(`[data-control="${path}"]`)

async function fill(page: Page, path: string, text: string): Promise<void> {
  await control(page, path).fill(text)
  await control(page, path).blur()
}

/** Presses a button as the keyboard does. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).first().focus()
  await page.keyboard.press('Enter')
}

async function looksRight(screen: Screen, name: string): Promise<void> {
  await screen.settled()
  await screen.assertNothingCut({ mayScroll: true })
  await screen.shot(name)
}
