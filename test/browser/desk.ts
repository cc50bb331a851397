import * as assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { machineClock } from '#server/clock.ts'
import { assertTexts, type OpenBrowser, openBrowser, type Screen, viewports } from '../kit/browser.ts'
import { type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

const NOT_SIGNED_IN = /401/
const DAY_MS = 86_400_000

let browser: OpenBrowser
let hall: TestHub
/** How far the test moved the hub's clock ahead. */
let aheadMs = 0
/** How wrong somebody set the machine's date. */
let datedMs = 0
const machine = {
  wall: () => machineClock.wall() + aheadMs + datedMs,
  steady: () => machineClock.steady() + aheadMs,
}
const open: Screen[] = []
const folders = new Set<string>()

spec('the desk, before a real hub', ({ test, before, after, beforeEach, afterEach }) => {
  before(async () => {
    browser = await openBrowser()
  })
  beforeEach(async () => {
    aheadMs = 0
    datedMs = 0
    hall = await startHub({ machine })
  })
  afterEach(async () => {
    for (const screen of open.splice(0)) await screen.close()
    // The voice may still be writing a clip of the last call: the folder goes when all is over.
    await hall.close({ keepData: true })
    folders.add(hall.dataFolder)
  })
  after(async () => {
    await browser.close()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  test('the first start makes the administrator with the code of the console', async () => {
    const screen = await openDesk()
    const { page } = screen
    await page.locator('set-up').waitFor()
    await page.locator('#code').fill('AAAA-BBBB')
    await page.locator('#staff').fill('Trưởng phòng')
    await page.locator('#name').fill('Lê Thị Trưởng')
    await page.locator('#password').fill('mat-khau-dai')
    await page.keyboard.press('Enter')
    assert.equal(await page.locator('#staff').getAttribute('aria-invalid'), 'true')
    await page.locator('#staff').fill('truong')
    await page.keyboard.press('Enter')
    await page.locator('set-up [role=alert]', { hasText: 'Mã thiết lập sai' }).waitFor()
    await page.locator('#code').fill(hall.hub.setupCode ?? 'no code')
    await page.keyboard.press('Enter')
    await page.locator('choose-counter').waitFor()
    await page.getByText('Lê Thị Trưởng').waitFor()
    assert.equal((await hall.get('/api/staff')).body.needsSetup, false)
    screen.assertQuiet([NOT_SIGNED_IN, /403/])
  })

  test('a wrong PIN is told kindly, and too many say how long to wait', async () => {
    const screen = await openDesk()
    const { page } = screen
    await page.getByRole('button', { name: 'Tôi đã có mã PIN' }).click()
    const wrong = page.locator('sign-in [role=alert]')
    for (let tries = 0; tries < 8; tries++) {
      await page.locator('#staff').fill('an')
      await page.locator('#pin').fill('0000000')
      const answered = page.waitForResponse('**/api/session')
      await page.keyboard.press('Enter')
      if ((await answered).status() === 429) break
      await wrong.filter({ hasText: 'Mã PIN chưa đúng' }).waitFor()
    }
    await wrong.filter({ hasText: /Chờ \d+ giây/ }).waitFor()
    screen.assertQuiet([NOT_SIGNED_IN, /429/])
  })

  test('an officer’s morning goes by keys alone, from the sign-in to the closed counter', async () => {
    const first = await hall.issue('chung-thuc')
    const second = await hall.issue('chung-thuc')
    const third = await hall.issue('chung-thuc', 'cao-tuoi')
    const screen = await openDesk()
    const { page } = screen
    const { keyboard } = page
    await page.locator('set-up').waitFor()
    await page.getByRole('button', { name: 'Tôi đã có mã PIN' }).focus()
    await keyboard.press('Enter')
    await page.locator('sign-in').waitFor()
    await keyboard.type('binh')
    await keyboard.press('Enter')
    await keyboard.type(pinOf('binh'))
    await keyboard.press('Enter')
    await page.locator('choose-counter .counters').waitFor()
    await keyboard.press('2')
    await page.locator('ticket-now').waitFor()

    // Priority first: it came last and has its head start.
    await press(page, 'n', `Mời ${third.number}`)
    await now(page, third.number, 'called')
    await press(page, 's', `Đang phục vụ ${third.number}`)
    await now(page, third.number, 'serving')
    await press(page, 'f', `Đã xong ${third.number}`)

    await press(page, 'n', `Mời ${first.number}`)
    await now(page, first.number, 'called')
    aheadMs += 3_000
    await press(page, 'r', `Đã gọi lại ${first.number}`)
    await press(page, 'v', `${first.number} vắng mặt`)
    await press(page, 'u', `${first.number} đã vào lại hàng chờ`)

    await press(page, 'n', `Mời ${first.number}`)
    await now(page, first.number, 'called')
    await question(page, 'p')
    await press(page, '1', `Đã tạm gác ${first.number}`)
    await keyboard.press('a')
    await press(page, 'k', `${first.number} đã vào lại hàng chờ`)

    // Out of turn, with a reason in one's own words; letters typed there are no orders.
    await keyboard.press('l')
    await keyboard.press('ArrowDown')
    await question(page, 'g')
    await keyboard.press('Tab')
    await keyboard.press('Tab')
    await keyboard.press('Tab')
    await keyboard.press('Tab')
    await keyboard.type('nhận kết quả')
    await press(page, 'Enter', `Mời ${second.number}`)
    await now(page, second.number, 'called')

    await question(page, 't')
    await press(page, 'k', `Đã chuyển ${second.number} đến Đất đai, xây dựng`)
    assert.equal(await page.locator('#waiting .row').count(), 1)

    await question(page, 'm')
    await keyboard.press('1')
    await keyboard.press('h')
    const issued = page.locator('ask-issue luot-number')
    await issued.waitFor()
    const walkIn = await issued.getAttribute('value')
    await answerWith(page, 'Escape')

    await press(page, 'n', `Mời ${walkIn}`)
    await now(page, walkIn, 'called')
    await press(page, 'c', `Đang in lại phiếu ${walkIn}`)
    await question(page, 'x')
    await press(page, '3', `Đã hủy ${walkIn}`)

    await question(page, 'b')
    await press(page, '2', 'Quầy tạm nghỉ')
    await page.getByText('Quầy tạm nghỉ: Họp, gặp lãnh đạo').waitFor()
    await press(page, 'o', 'Quầy đã mở')
    await press(page, 'd', 'Quầy đã đóng')
    await keyboard.press('q')
    await page.locator('choose-counter .counters').waitFor()
    screen.assertQuiet([NOT_SIGNED_IN])
  }, 60_000)

  test('a button that is off says why, by its key and by a click', async () => {
    const { page } = await seat('an', 'quay-1')
    const told = page.locator('.told p')
    await page.keyboard.press('f')
    await told.filter({ hasText: 'Quầy chưa gọi số nào.' }).waitFor()
    await page.keyboard.press('g')
    await told.filter({ hasText: 'chọn một số trong danh sách' }).waitFor()
    await page.locator('[data-act=transfer]').click()
    await told.filter({ hasText: 'Quầy chưa gọi số nào.' }).waitFor()
    await page.locator('.next', { hasText: 'Không còn ai chờ' }).waitFor()
    const label = await page.getByRole('button', { name: /^Xong/ }).getAttribute('aria-label')
    assert.match(label ?? '', /Quầy chưa gọi số nào/)
  })

  test('next keeps the focus, and a held key or a double press calls one', async () => {
    for (let i = 0; i < 3; i++) await hall.issue('chung-thuc')
    const { page } = await seat('binh', 'quay-2')
    await page.keyboard.down('n')
    for (let i = 0; i < 5; i++) await page.keyboard.down('n')
    await page.keyboard.up('n')
    await page.keyboard.press('n')
    await page.locator('ticket-now[data-state=called]').waitFor()
    // Enter on the button that has the focus is the same key; the hub takes it for the same press twice.
    await page.keyboard.press('Enter')
    await page.locator('.told p', { hasText: 'vừa được gọi' }).waitFor()
    assert.equal((await dayOf('binh')).states.waiting, 2)
    assert.match(await focused(page), /\bnext\b/)
  })

  test('I6 two officers who press at once call two people', async () => {
    const tickets = [await hall.issue('chung-thuc'), await hall.issue('chung-thuc')]
    const desks = [await seat('an', 'quay-1'), await seat('binh', 'quay-2')]
    await Promise.all(desks.map(({ page }) => page.keyboard.press('n')))
    const called = await Promise.all(
      desks.map(({ page }) => page.locator('ticket-now[data-state=called] luot-number').getAttribute('value')),
    )
    assert.deepEqual(called.sort(), tickets.map(({ number }) => number).sort())
  })

  test('a counter is taken over only when one says so, and the other desk is told', async () => {
    const before = await seat('an', 'quay-1')
    const after = await openDesk('binh')
    await after.page.locator('choose-counter .counters').waitFor()
    await after.page.keyboard.press('1')
    await after.page.getByRole('heading', { name: 'Nhận bàn giao quầy 1?' }).waitFor()
    await after.page.keyboard.press('Escape')
    await after.page.locator('luot-dialog').waitFor({ state: 'detached' })
    await after.page.keyboard.press('1')
    await after.page.getByRole('heading', { name: 'Nhận bàn giao quầy 1?' }).waitFor()
    await after.page.keyboard.press('Enter')
    await after.page.locator('ticket-now').waitFor()
    await before.page.locator('luot-banner', { hasText: 'đã nhận quầy 1' }).waitFor()
  })

  test('a question gives the focus back where it was', async () => {
    await hall.issue('chung-thuc')
    const { page } = await seat('binh', 'quay-2')
    await press(page, 'n', 'Mời')
    await now(page, null, 'called')
    await question(page, 'p')
    await answerWith(page, 'Escape')
    assert.match(await focused(page), /\bnext\b/)
    await hall.issue('chung-thuc')
    await page.locator('#waiting .row').first().waitFor()
    await page.keyboard.press('l')
    await question(page, 'x')
    await answerWith(page, 'Escape')
    assert.match(await focused(page), /\bwaiting\b/)
    await question(page, 'x')
    await press(page, '2', 'Đã hủy')
    assert.match(await focused(page), /\bwaiting\b/, 'though the row it stood on is gone')
  })

  test('says that the hub is away, lets nothing be pressed, and comes back by itself', async () => {
    const { number } = await hall.issue('chung-thuc')
    const screen = await seat('binh', 'quay-2')
    const { page } = screen
    const { dataFolder } = hall
    const port = new URL(hall.url).port
    await hall.close({ keepData: true })
    await page.locator('luot-banner', { hasText: 'Mất kết nối' }).waitFor()
    await page.keyboard.press('n')
    await page.locator('.told p', { hasText: 'mất kết nối' }).waitFor()
    hall = await startHub({ dataFolder, machine, env: { LUOT_PORT: port } })
    await page.locator('luot-banner', { hasText: 'Mất kết nối' }).waitFor({ state: 'detached' })
    await press(page, 'n', `Mời ${number}`)
    screen.assertQuiet([/ERR_CONNECTION_REFUSED|ERR_EMPTY|ERR_CONNECTION_RESET/])
  }, 60_000)

  test('I16 a doubtful clock is told to all staff, and the administrator confirms it from the desk', async () => {
    const today = hall.hub.road.queue().day
    datedMs = 2 * DAY_MS
    await happens(() => hall.hub.road.queue().day !== today, 'the day ran ahead')
    const { number } = await hall.issue('chung-thuc')
    datedMs = 0
    await happens(() => hall.hub.road.queue().clockSuspect, 'the clock is doubted')

    const officer = await seat('an', 'quay-1')
    await officer.page.locator('clock-doubt', { hasText: 'Đồng hồ máy chủ có thể sai' }).waitFor()
    assert.equal(await officer.page.locator('clock-doubt luot-button').count(), 0)

    const admin = await openDesk(await hall.administrator())
    const { page } = admin
    await page.locator('choose-counter clock-doubt luot-button').click()
    await looksRight(admin, 'desk-clock-counters')
    await answerWith(page, 'Escape')
    await page.keyboard.press('2')
    await page.locator('ticket-now[data-state=open]').waitFor()
    await page.locator('#waiting .row', { hasText: number }).waitFor()
    await looksRight(admin, 'desk-clock-doubted')
    await page.locator('at-counter clock-doubt luot-button').click()
    await page.getByText('đóng ngày đã chạy trước').waitFor()
    await looksRight(admin, 'desk-clock-question')
    // The focus began on the way back: Enter confirms nothing, and no letter is an order while the question stands.
    await page.keyboard.press('n')
    await answerWith(page, 'Enter')
    assert.equal(hall.hub.road.queue().clockSuspect, true)
    await page.locator('at-counter clock-doubt luot-button').click()
    await page.locator('ask-clock luot-button[variant=primary]').click()
    await page.locator('luot-dialog').waitFor({ state: 'detached' })
    for (const desk of [admin, officer]) await desk.page.locator('clock-doubt').waitFor({ state: 'detached' })
    assert.equal(hall.hub.road.queue().day, today)
    assert.equal(await page.locator('#waiting .row').count(), 0, 'the day that ran ahead is closed')
    admin.assertQuiet()
  }, 60_000)

  test('I16 a clock that is off within its day is not confirmed, and the question says why', async () => {
    await hall.issue('chung-thuc')
    datedMs = -3_000
    await happens(() => hall.hub.road.queue().clockSuspect, 'the clock is doubted')
    const admin = await openDesk(await hall.administrator())
    await admin.page.locator('choose-counter clock-doubt luot-button').click()
    await admin.page.locator('ask-clock luot-button[variant=primary]').click()
    await admin.page.locator('ask-clock [role=alert]', { hasText: 'không cần xác nhận' }).waitFor()
    await admin.page.keyboard.press('Escape')
    await admin.page.locator('luot-dialog').waitFor({ state: 'detached' })
    assert.equal(hall.hub.road.queue().clockSuspect, true)
    admin.assertQuiet([/409/])
  })

  test('U17 the way back is offered for five seconds and then goes', async () => {
    const { page } = await seat('an', 'quay-1', { handMoved: true })
    const wayBack = page.locator('.told luot-button')
    await press(page, 'd', 'Quầy đã đóng')
    await wayBack.waitFor()
    await page.clock.runFor(3_000)
    assert.equal(await wayBack.count(), 1)
    await page.clock.runFor(2_500)
    await wayBack.waitFor({ state: 'detached' })
    await page.locator('.told p', { hasText: 'Quầy đã đóng' }).waitFor()
    // To the page two seconds passed without a word from the hub; it must have heard the next before a key counts.
    await page.locator('luot-banner[kind=away]').waitFor({ state: 'detached' })
    await page.keyboard.press('u')
    await page.locator('.told p', { hasText: 'Không có việc nào vừa làm để hoàn tác' }).waitFor()
  })

  test('a session that ended leads back to the sign-in', async () => {
    const screen = await seat('an', 'quay-1')
    await screen.page.getByRole('button', { name: 'Đăng xuất' }).click()
    await screen.page.locator('set-up, sign-in').first().waitFor()
    screen.assertQuiet([NOT_SIGNED_IN])
  })

  test('U17 every state of the desk fits 1366 × 768 in both languages, is readable and has no axe violation', async () => {
    for (let i = 0; i < 14; i++)
      await hall.issue(i % 2 ? 'ho-tich' : 'chung-thuc', i % 4 === 3 ? 'cao-tuoi' : 'ordinary')
    const screen = await seat('an', 'quay-1')
    const { page } = screen
    for (const tongue of ['vi', 'en']) {
      const look = async (name: string) => {
        await looksRight(screen, `desk-${tongue}-${name}`)
      }
      await look('idle')
      await page.keyboard.press('n')
      await now(page, null, 'called')
      await look('called')
      await page.keyboard.press('s')
      await now(page, null, 'serving')
      await look('serving')
      for (const key of ['p', 't', 'm', 'h']) {
        await question(page, key)
        await look(`question-${key}`)
        await answerWith(page, 'Escape')
      }
      await question(page, 'p')
      await answerWith(page, '1')
      await page.locator('ticket-now:not([data-state=serving])').waitFor()
      await page.keyboard.press('a')
      await page.locator('#aside [aria-selected=true]').waitFor()
      await look('chosen')
      if (tongue === 'vi') await page.getByRole('button', { name: 'English' }).click()
    }
    screen.assertQuiet([NOT_SIGNED_IN])
  }, 120_000)

  test('U17 with the bars of a browser taken off, and on a large monitor, all buttons of the desk are still in sight', async () => {
    for (let i = 0; i < 9; i++) await hall.issue('ho-tich', i === 0 ? 'cao-tuoi' : 'ordinary')
    const screen = await seat('an', 'quay-1')
    await screen.page.keyboard.press('n')
    await now(screen.page, null, 'called')
    for (const [width, height] of [
      [1366, 650],
      [1920, 1080],
    ] as const) {
      await screen.page.setViewportSize({ width, height })
      await looksRight(screen, `desk-${width}x${height}`)
    }
  })

  test('the pages before the desk fit too: first start, sign-in, counters', async () => {
    const screen = await openDesk()
    await screen.page.locator('set-up').waitFor()
    await looksRight(screen, 'desk-set-up')
    await screen.page.getByRole('button', { name: 'Tôi đã có mã PIN' }).click()
    await screen.page.locator('sign-in').waitFor()
    await looksRight(screen, 'desk-sign-in')
    const counters = await openDesk('an')
    await counters.page.locator('choose-counter .counters').waitFor()
    await looksRight(counters, 'desk-counters')
  })

  test('the day’s report, the health page and the dock stand behind their addresses', async () => {
    await hall.issue('chung-thuc')
    const desk = await seat('binh', 'quay-2')
    await press(desk.page, 'n', 'Mời')
    await now(desk.page, null, 'called')
    await desk.page.keyboard.press('f')
    await desk.page.locator('.told p', { hasText: 'Đã xong' }).waitFor()

    const day = await openDesk('binh', { path: '/desk/day' })
    await day.page.getByText('Đã cấp: 1').waitFor()
    await day.page.locator('tr', { hasText: 'Chứng thực' }).first().waitFor()
    await looksRight(day, 'desk-day', { tall: true })
    day.assertQuiet()

    const stranger = await openDesk(null, { path: '/desk/day' })
    await stranger.page.getByText('Cần đăng nhập').waitFor()

    const health = await openDesk(null, { path: '/desk/health' })
    await health.page.getByText('Dấu kiểm nhật ký').waitFor()
    await looksRight(health, 'desk-health', { tall: true })
    health.assertQuiet()

    const dock = await openDesk(null, { path: '/desk/dock' })
    await dock.page.getByRole('button', { name: 'Hết giấy' }).first().click()
    await desk.page.locator('hall-side li').first().waitFor()
    await looksRight(dock, 'desk-dock', { tall: true })
    await looksRight(desk, 'desk-device-fault')
    dock.assertQuiet()
  }, 60_000)
})

async function openDesk(
  who: string | Staffer | null = null,
  { path = '/desk/', handMoved = false }: { path?: string; handMoved?: boolean } = {},
): Promise<Screen> {
  const cookie = typeof who === 'string' ? (await hall.officer(who)).cookie : who?.cookie
  const screen = await browser.open(`${hall.url}${path}`, viewports.desk, {
    touch: false,
    prepare: async (context) => {
      if (handMoved) await context.clock.install()
      if (!cookie) return
      const [name = '', value = ''] = cookie.split('=')
      await context.addCookies([{ name, value, url: hall.url }])
    },
  })
  open.push(screen)
  return screen
}

/** An officer signed in, who took a free counter by its digit. */
async function seat(officer: string, counter: string, options: { handMoved?: boolean } = {}): Promise<Screen> {
  const screen = await openDesk(officer, options)
  await screen.page.locator('choose-counter .counters').waitFor()
  await screen.page.keyboard.press(counter.slice(-1))
  await screen.page.locator('ticket-now[data-state=open]').waitFor()
  return screen
}

/** Waits for what the hub's clockwork does by itself, a beat a second. */
async function happens(isSo: () => boolean, what: string): Promise<void> {
  const until = performance.now() + 5_000
  while (!isSo()) {
    assert.ok(performance.now() < until, `it did not happen: ${what}`)
    await wait(30)
  }
}

/** Presses a key and waits for the line that tells what came of it. */
async function press(page: Page, key: string, told: string): Promise<void> {
  await page.keyboard.press(key)
  await page.locator('.told p', { hasText: told }).waitFor()
  await page.locator('luot-dialog').waitFor({ state: 'detached' })
}

async function question(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key)
  await page.locator('luot-dialog dialog[open]').waitFor()
}

async function answerWith(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key)
  await page.locator('luot-dialog').waitFor({ state: 'detached' })
}

async function now(page: Page, number: string | null, state: string): Promise<void> {
  const which = number === null ? '' : `[value="${number}"]`
  await page.locator(`ticket-now[data-state=${state}] luot-number${which}`).waitFor()
}

/** What has the focus, from the page down to the innermost element, each by its id, its class or its tag. */
function focused(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const names = []
    for (let at = document.activeElement; at; at = at.shadowRoot?.activeElement) {
      names.push(at.id || at.className || at.localName)
    }
    return names.join(' ')
  })()`)
}

function pinOf(officer: string): string {
  return hall.hub.pins.find(({ id }) => id === officer)?.pin ?? 'no pin'
}

async function dayOf(officer: string): Promise<{ states: Record<string, number> }> {
  const { cookie } = await hall.officer(officer)
  return (await hall.get('/api/day', { cookie })).body
}

async function looksRight(screen: Screen, name: string, { tall = false } = {}): Promise<void> {
  await screen.shot(name)
  const allowed = tall ? ['scrolls', 'page-taller'] : ['scrolls']
  const cut = (await screen.overflows()).filter(({ kind }) => !allowed.includes(kind))
  assert.deepEqual(cut, [], `${name}: does not fit`)
  assertTexts(await screen.texts(), { contrast: 4.5, lineHeight: 1.1 })
  assert.deepEqual(await screen.axe(), [], `${name}: axe`)
}
