import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { serviceDayOf } from '#core/domain/service-day.ts'
import { openAgent } from '#server/agent.ts'
import { readAgentConfig } from '#server/config.ts'
import { type OpenBrowser, type Screen, type Viewport, viewports } from '../../test/kit/browser.ts'
import type { Staffer } from '../../test/kit/hub.ts'
import { A_FOLDER, isProved, keepAt, until } from '../../test/kit/kept-office.ts'
import { codesOn } from '../../test/kit/paper.ts'
import { type BusyHall, openBusyHall } from './busy-hall.ts'
import { picture } from './picture.ts'

const phone = { width: 390, height: 844, mmPerPx: 0.16 } satisfies Viewport
/** Where a second disk of an office is found, by its label. */
const SECOND_DISK = '/media/luot'

/** Takes the pictures of the manual: every page a real one, of one hall on one morning, in the order somebody would open them. */
export async function picturesOfManual(browser: OpenBrowser): Promise<void> {
  const busy = await openBusyHall()
  try {
    await officersPages(busy, browser)
    await headsPages(busy, browser)
    await administratorsPages(busy, browser)
  } finally {
    await busy.hall.close()
  }
}

interface Glass {
  readonly who?: Staffer | undefined
  readonly viewport?: Viewport
}

/** Opens a page as somebody, does there what is to be seen, and closes it. */
async function at(
  { hall, clock }: BusyHall,
  browser: OpenBrowser,
  path: string,
  { who, viewport = viewports.desk }: Glass,
  look: (screen: Screen) => Promise<void>,
): Promise<void> {
  const screen = await browser.open(`${hall.url}${path}`, viewport, {
    touch: false,
    reducedMotion: 'reduce',
    prepare: async (context) => {
      const [name = '', value = ''] = who?.cookie.split('=') ?? []
      await context.clock.setSystemTime(clock.wall())
      if (name) await context.addCookies([{ name, value, url: hall.url }])
    },
  })
  try {
    await look(screen)
  } finally {
    await screen.close()
  }
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

async function officersPages(busy: BusyHall, browser: OpenBrowser): Promise<void> {
  const { hall } = busy
  const [an, binh] = busy.officers
  const see = (path: string, glass: Glass, look: (screen: Screen) => Promise<void>) =>
    at(busy, browser, path, glass, look)

  const added = await hall.post('/api/people', { id: 'lan.pham', name: 'Phạm Thị Lan', role: 'officer' }, busy.admin)
  await see('/desk/', {}, async (screen) => {
    const { page } = screen
    await page.locator('sign-in #staff').fill('lan.pham')
    await picture(screen, 'sign-in')
    await page.locator('sign-in #pin').fill(String(added.body.pin))
    await page.keyboard.press('Enter')
    await page.locator('first-secret').waitFor()
    await picture(screen, 'first-pin')
  })
  await see('/desk/', { who: an }, async (screen) => {
    const { page } = screen
    const { keyboard } = page
    const seat = page.locator('choose-counter luot-button[hint="1"]')
    await seat.waitFor()
    await picture(screen, 'choose-counter')
    await seat.click()
    await page.locator('at-counter ticket-now').waitFor()
    await picture(screen, 'desk-called')
    await keyboard.press('s')
    await page.locator('ticket-now[data-state=serving]').waitFor()
    await picture(screen, 'desk-serving')
    for (const [key, name] of [
      ['p', 'desk-park'],
      ['t', 'desk-transfer'],
      ['m', 'desk-issue'],
      ['h', 'desk-keys'],
    ] as const) {
      await keyboard.press(key)
      await page.locator('luot-dialog dialog[open]').waitFor()
      await picture(screen, name)
      await keyboard.press('Escape')
      await page.locator('luot-dialog dialog[open]').waitFor({ state: 'detached' })
    }
    await keyboard.press('p')
    await page.locator('luot-dialog dialog[open]').waitFor()
    await keyboard.press('1')
    await page.locator('ticket-now:not([data-state=serving])').waitFor()
    await keyboard.press('a')
    await page.locator('#aside [aria-selected=true]').waitFor()
    await picture(screen, 'desk-aside')
    await keyboard.press('Escape')
    await keyboard.press('b')
    await page.locator('luot-dialog dialog[open]').waitFor()
    await picture(screen, 'desk-pause')
    await keyboard.press('Escape')
    await see('/desk/', { who: binh }, async (colleague) => {
      await colleague.page.locator('choose-counter luot-button[hint="2"]').click()
      await colleague.page.locator('at-counter ticket-now').waitFor()
      await keyboard.press('F9')
      await page.waitForTimeout(150)
      await keyboard.press('F9')
      await colleague.page.locator('help-calls p', { hasText: 'Quầy 1' }).waitFor()
      await picture(colleague, 'desk-help')
      await colleague.page.keyboard.press('F8')
      await page.locator('help-calls p', { hasText: 'đang đến' }).waitFor()
      await keyboard.press('F8')
      await page.locator('help-calls p').waitFor({ state: 'detached' })
    })
  })
}

async function headsPages(busy: BusyHall, browser: OpenBrowser): Promise<void> {
  const { admin, order } = busy
  const see = (path: string, look: (screen: Screen) => Promise<void>, viewport: Viewport = viewports.desk) =>
    at(busy, browser, path, { who: admin, viewport }, look)

  const chi = { role: 'officer', id: 'chi' } as const
  const third = busy.hall.hub.road.queue().counters.get('quay-3')
  if (third?.state === 'open' && third.holding) {
    await order(chi, { type: 'FinishService', counter: 'quay-3', ticket: third.holding })
  }
  await order(chi, { type: 'PauseCounter', counter: 'quay-3', reason: 'Nghỉ ít phút' })
  await see('/desk/live', async (screen) => {
    const { page } = screen
    await page.locator('live-lines tbody tr').first().waitFor()
    await picture(screen, 'live')
    await press(page, /Xem người chờ/)
    await page.locator('live-tickets tbody tr').first().getByRole('button').click()
    const handling = page.locator('handle-ticket luot-dialog')
    await handling.getByRole('button', { name: 'Xếp lên trước' }).waitFor()
    await picture(screen, 'live-handle')
    await page.keyboard.press('Escape')
    await handling.waitFor({ state: 'detached' })
    await press(page, 'Nhắn mọi người…')
    await page.locator('tell-all luot-dialog').getByRole('button', { name: 'Diễn tập cháy' }).click()
    await picture(screen, 'live-message')
    await page.keyboard.press('Escape')
    await press(page, /^Tạm dừng nhận số/)
    await page.locator('closure-controls luot-dialog dialog[open]').waitFor()
    await picture(screen, 'live-closure')
  })
  await see(
    '/desk/leader',
    async (screen) => {
      await screen.page.locator('live-lines tbody tr').first().waitFor()
      await picture(screen, 'leader')
    },
    phone,
  )
  await see('/desk/day', async (screen) => {
    await screen.page.getByRole('button', { name: 'In phiếu chốt ngày' }).waitFor()
    await picture(screen, 'day')
  })
  await see('/desk/reports', async (screen) => {
    const { page } = screen
    await press(page, 'Tháng này')
    await page.locator('trend-chart svg[role=img]').waitFor()
    await picture(screen, 'reports')
    await page.locator('hour-chart').scrollIntoViewIfNeeded()
    await picture(screen, 'reports-charts')
    await press(page, /^Từ đâu\?/)
    await page
      .locator('whence-dialog luot-dialog')
      .getByText(/Mỗi lượt có các bản ghi/)
      .waitFor()
    await picture(screen, 'reports-whence')
  })
  await papers(busy)
  await see('/desk/ratings', async (screen) => {
    const { page } = screen
    await page.locator('campaign-card').first().waitFor()
    await picture(screen, 'ratings')
    await press(page, 'Lập đợt phiếu')
    await page.locator('plan-campaign #name').fill('Khảo sát đột xuất')
    await picture(screen, 'ratings-plan')
  })
  await see('/desk/slips', async (screen) => {
    const { page } = screen
    await page.locator('slip-pile #code:focus').waitFor()
    await page.keyboard.type(slipCode(busy, SLIPS_TYPED + 1).replaceAll('-', ''))
    await page.locator('.answer').waitFor()
    await page.keyboard.type('1')
    await picture(screen, 'slips')
  })
}

const SLIPS_TYPED = 18

/** A campaign of paper slips of which a part has come back. */
async function papers(busy: BusyHall): Promise<void> {
  const { hall, order } = busy
  const head = { role: 'head', id: 'quan-tri' } as const
  const day = serviceDayOf(busy.clock.wall(), hall.hub.road.queue().office)
  const slips = ['quay-1', 'quay-2'].map((counter) => ({ counter, count: 20 }))
  await order(head, {
    type: 'PlanCampaign',
    name: 'Phiếu tháng này',
    channel: 'routine',
    fromDay: day,
    toDay: day,
    slips,
  })
  await order(head, { type: 'NoteHandedOut', campaign: '001', counter: 'quay-1', count: 20 })
  for (let number = 1; number <= SLIPS_TYPED; number++) {
    const level = number % 6 === 0 ? 'chua-hai-long' : 'rat-hai-long'
    const code = slipCode(busy, number)
    await order(head, { type: 'EnterPaper', code, level, reasons: [], onDay: day, service: null, staff: 'an' })
  }
}

function slipCode({ hall }: BusyHall, number: number): string {
  return codesOn(hall.dataFolder).codeOf('001', number)
}

/** Another machine asks to be paired while somebody looks at the page of devices. */
async function waitingAgent(screen: Screen, hub: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'luot-agent-'))
  const env = { LUOT_HUB: hub, LUOT_AGENT: 'kiosk-pi', LUOT_DATA: folder, LUOT_LOG: 'silent' }
  const agent = openAgent(readAgentConfig(env), { say: () => undefined })
  try {
    await screen.page.locator('[data-waiting]').scrollIntoViewIfNeeded()
    await picture(screen, 'agent-waiting')
  } finally {
    await agent.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function administratorsPages(busy: BusyHall, browser: OpenBrowser): Promise<void> {
  const { hall, admin } = busy
  const see = (path: string, look: (screen: Screen) => Promise<void>) => at(busy, browser, path, { who: admin }, look)

  await see('/desk/people', async (screen) => {
    const { page } = screen
    await page.locator('[data-person=an]').waitFor()
    await picture(screen, 'people')
    await press(page, 'Thêm người')
    await page.locator('#name').fill('Đỗ Thị Mai')
    await page.locator('#id').fill('mai.do')
    await picture(screen, 'people-add')
    await page.keyboard.press('Enter')
    await page.locator('pin-slip .pin').waitFor()
    await picture(screen, 'people-pin')
  })
  await see('/kiosk/?lang=vi', async (kiosk) => {
    await kiosk.page.locator('pairing-page .code').waitFor()
    await kiosk.page.setViewportSize(viewports.desk)
    await picture(kiosk, 'pairing')
    await see('/desk/screens', async (screen) => {
      const { page } = screen
      await page.locator('[data-waiting]').first().waitFor()
      await picture(screen, 'screens')
      await press(page, /^Duyệt:/)
      await page.locator('screen-sheet #name').fill('Máy ở cửa chính')
      await picture(screen, 'screens-approve')
    })
  })
  await see('/desk/devices', async (screen) => {
    await screen.page.getByRole('button', { name: 'Thêm thiết bị' }).waitFor()
    await picture(screen, 'devices')
    await waitingAgent(screen, busy.hall.url)
  })
  await see('/desk/catalogue', async (screen) => {
    const { page } = screen
    await page.locator('[data-code]').first().waitFor()
    await page.locator('#words').fill('khai sinh')
    await picture(screen, 'catalogue')
  })
  for (const [path, name, there] of [
    ['/desk/settings', 'settings', 'text=Mọi cài đặt trong một tệp'],
    ['/desk/settings#boards', 'settings-boards', 'board-preview'],
    ['/desk/settings#slips', 'settings-slips', 'slip-preview img'],
    ['/desk/settings#voice', 'settings-voice', 'voice-clips'],
    ['/desk/rules', 'rules', 'main'],
    ['/desk/acts', 'acts', '.rows li'],
    ['/desk/proof', 'proof', 'text=Các ngày đã chốt'],
    ['/desk/health', 'health', 'text=Tình trạng hệ thống'],
  ] as const) {
    await see(path, async (screen) => {
      await screen.page.locator(there).first().waitFor()
      await picture(screen, name)
    })
  }
  const root = mkdtempSync(join(tmpdir(), 'luot-kept-'))
  await keepAt(hall, admin, [{ ...A_FOLDER, name: 'Ổ thứ hai', where: root }])
  // By itself it would wait until fewer people wait.
  await until(hall, admin, ({ targets, running }) => running === null && targets.every(({ isThere }) => isThere))
  await hall.post('/api/backups/copies', { target: null }, { cookie: admin.cookie })
  await until(hall, admin, isProved)
  await see('/desk/backups', async (screen) => {
    const { page } = screen
    // The picture shows a second disk as an office has one, not the folder of whoever drew it.
    await page.route('**/api/backups', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(root, SECOND_DISK) })
    })
    await page.reload()
    await page.locator('copy-place [data-state=well]').waitFor({ timeout: 60_000 })
    await picture(screen, 'backups')
    await press(page, 'Xem mã khôi phục (một lần)')
    const key = page.locator('.key strong')
    await key.waitFor()
    // A key that opens nothing is still no picture to hand round.
    await key.evaluate((shown: { textContent: string | null }) => {
      shown.textContent = Array(9).fill('••••').join(' ')
    })
    await picture(screen, 'backups-key')
  })
  rmSync(root, { recursive: true, force: true })
}
