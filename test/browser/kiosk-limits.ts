import * as assert from 'node:assert/strict'
import type { Order } from '#core/domain/commands.ts'
import type { TicketLimits } from '#core/domain/office.ts'
import { assertTargets, type Screen, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import { testOffice } from '../kit/no-limits.ts'
import { scanKeys } from '../kit/scan-keys.ts'
import { spec } from '../kit/spec.ts'

let hall: BrowserHall

spec('one more, a mistake, a card and a practice, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, (opened) => {
    hall = opened
  })

  test('S7: the same service again is asked about first, and a yes is one more number', async () => {
    await limits({ againWithinMs: 600_000 })
    const screen = await kiosk('kiosk-more')
    const first = await takeNumber(screen)
    await screen.page.locator('ticket-issued luot-button', { hasText: 'Xong' }).click()
    await chooseService(screen)
    const question = screen.page.locator('yes-no', { hasText: 'Lấy thêm một số nữa?' })
    await question.waitFor()
    await measured(screen, 'kiosk-one-more')
    await question.locator('kiosk-tiles button', { hasText: 'Không' }).click()
    await screen.page.locator('pick-service').waitFor()
    await chooseService(screen)
    await question.locator('kiosk-tiles button', { hasText: 'Có, lấy thêm' }).click()
    assert.notEqual(await numberOn(screen), first)
    screen.assertQuiet()
  })

  test('a mistaken press is taken back after one question, and its slip is said to be void', async () => {
    await limits({})
    const screen = await kiosk('kiosk-mistake')
    const number = await takeNumber(screen)
    await measured(screen, 'kiosk-ticket-mistake')
    await screen.page.locator('ticket-issued luot-button', { hasText: 'Bấm nhầm' }).click()
    const question = screen.page.locator('yes-no', { hasText: `Trả lại số ${number}?` })
    await question.waitFor()
    await measured(screen, 'kiosk-give-back')
    await question.locator('kiosk-tiles button', { hasText: 'Không' }).click()
    assert.equal(await numberOn(screen), number, 'whoever keeps it sees it again')
    await screen.page.locator('ticket-issued luot-button', { hasText: 'Bấm nhầm' }).click()
    await question.locator('kiosk-tiles button', { hasText: 'Có, trả lại' }).click()
    await screen.page.locator('plain-notice', { hasText: `Đã trả lại số ${number}` }).waitFor()
    await measured(screen, 'kiosk-given-back')
    const queue = hall.hub.road.queue()
    assert.equal(queue.tickets.get(queue.numbers.get(number) ?? '')?.state, 'void')
    screen.assertQuiet()
  })

  test('a card is read from the scanner’s keys, counted, and leaves nothing on the page', async () => {
    await limits({ perPersonDay: 1 })
    const screen = await kiosk('kiosk-card')
    const { page } = screen
    await chooseService(screen)
    await page.locator('scan-card').waitFor()
    await measured(screen, 'kiosk-card')
    await scanKeys(screen, 'GD4010112345678|x', { enter: true })
    await page.locator('scan-card luot-banner', { hasText: 'Chưa đọc được thẻ' }).waitFor()
    await scanKeys(screen, '079188801234|123456789|NGUYN VN A|01011990|Nam|H Ni|01012021', { enter: true })
    await numberOn(screen)
    assert.equal((await page.content()).includes('079188801234'), false)
    assert.equal(await page.evaluate('JSON.stringify([localStorage, sessionStorage]).includes("0791888")'), false)
    await page.locator('ticket-issued luot-button', { hasText: 'Xong' }).click()
    await chooseService(screen)
    await page.locator('scan-card').waitFor()
    await scanKeys(screen, '079188801234', { enter: true })
    await page.locator('plain-notice', { hasText: 'Hôm nay ông/bà đã lấy đủ số' }).waitFor()
    await measured(screen, 'kiosk-person-limit')
    screen.assertQuiet()
  })

  test('U11: a kiosk stopped by staff says where to go', async () => {
    const screen = await kiosk('kiosk-stopped')
    await screen.page.locator('pick-service').waitFor()
    await send({ type: 'PauseKiosk', device: 'kiosk-stopped', reason: 'trẻ em' })
    await screen.page.locator('plain-notice', { hasText: 'Máy đang tạm dừng' }).waitFor()
    await measured(screen, 'kiosk-stopped')
    await send({ type: 'ResumeKiosk', device: 'kiosk-stopped' })
    await screen.page.locator('pick-service').waitFor()
  })

  test('a practice is seen to be one: at the kiosk, on its number, on the board, on the phone', async () => {
    await limits({})
    for (const ticket of hall.hub.road.queue().tickets.values()) {
      if (ticket.state === 'waiting') await send({ type: 'CancelTicket', ticket: ticket.id, reason: 'thử' })
    }
    await send({ type: 'BeginPractice' })
    for (const [glass, viewport] of Object.entries({
      ...PORTRAIT,
      wide: viewports.kioskLandscape,
      small: viewports.small,
    })) {
      const screen = await kiosk(`kiosk-practice-${glass}`, viewport)
      await screen.page.locator('pick-service luot-banner', { hasText: 'ĐANG TẬP DƯỢT' }).waitFor()
      await measured(screen, `kiosk-practice-home-${glass}`)
      assert.match(await takeNumber(screen), /^TEST\d{3}$/)
      await screen.page.locator('ticket-issued .not-real').waitFor()
      await measured(screen, `kiosk-practice-ticket-${glass}`)
    }
    const [ticket] = [...hall.hub.road.queue().tickets.values()].filter(
      ({ practice, state }) => practice && state === 'waiting',
    )
    assert.ok(ticket)
    await send({ type: 'OpenCounter', counter: 'quay-4', staff: 'chi', staffName: 'Lê Thị Chi', takeOver: false })
    await send({ type: 'PickTicket', counter: 'quay-4', ticket: ticket.id, reason: 'thử' })
    const board = await hall.open('/display/?id=board-practice', viewports.board)
    await board.page.locator('.office.practice', { hasText: 'TẬP DƯỢT' }).waitFor()
    await board.settled()
    await board.shot('board-practice')
    await send({ type: 'EndPractice' })
    await board.page.locator('.office.practice').waitFor({ state: 'detached' })
  }, 90_000)
})

const PORTRAIT = { tall: viewports.kiosk }

async function kiosk(id: string, viewport = viewports.kioskLandscape): Promise<Screen> {
  return hall.open(`/kiosk/?id=${id}`, viewport)
}

/** What every page owes: nothing cut, targets large and apart, readable by a screen reader. */
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

async function chooseService({ page }: Screen): Promise<void> {
  await page.locator('pick-service kiosk-tiles button', { hasText: 'Hộ tịch' }).click()
  await page.locator('pick-class kiosk-tiles button', { hasText: /Tôi không thuộc diện|Không ưu tiên/ }).click()
}

async function takeNumber(screen: Screen): Promise<string> {
  await chooseService(screen)
  return numberOn(screen)
}

async function numberOn({ page }: Screen): Promise<string> {
  const number = page.locator('ticket-issued luot-number')
  await number.waitFor()
  // Its slip comes first: from then on the page stands still, and a touch keeps it for longer than any look at it takes.
  await page.locator('ticket-issued luot-banner').first().waitFor()
  await number.click()
  return (await number.getAttribute('value')) ?? ''
}

async function limits(changed: Partial<TicketLimits>): Promise<void> {
  await send({ type: 'ChangeOffice', office: { ...testOffice, limits: { ...testOffice.limits, ...changed } } })
}

async function send(order: Order): Promise<void> {
  const outcome = await hall.hub.road.send({ id: null, by: { role: 'admin', id: 'test' }, order })
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
}
