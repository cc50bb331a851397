import * as assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { completeOffice } from '#core/domain/office-defaults.ts'
import { answerWith, Desks, looksRight, now, press, question } from '../kit/desks.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'

spec('where a ticket goes, decided at a desk by keys alone', ({ test, ...around }) => {
  const desks = new Desks(around)

  test('a visit of two services: added, shown, sent on by one key, called at the second', async () => {
    const { number } = await desks.hall.issue('chung-thuc')
    const first = await desks.seat('binh', 'quay-2')
    const second = await desks.seat('an', 'quay-5')
    await press(first.page, 'n', `Mời ${number}`)
    await now(first.page, number, 'called')
    await question(first.page, 'e')
    await looksRight(first, 'desk-routing-question-e')
    await press(first.page, 's', `${number} xong việc này sẽ đi tiếp Trả kết quả`)
    await first.page.locator('ticket-now', { hasText: 'Đi tiếp: Trả kết quả' }).waitFor()
    await looksRight(first, 'desk-routing-visit')
    await question(first.page, 'e')
    await first.page.locator('ask-service luot-button[pressed=true]', { hasText: 'Trả kết quả' }).waitFor()
    await looksRight(first, 'desk-routing-question-e-chosen')
    await press(first.page, 's', `${number} không đi tiếp Trả kết quả nữa`)
    await first.page.locator('ticket-now', { hasText: 'Đi tiếp: Trả kết quả' }).waitFor({ state: 'detached' })
    await question(first.page, 'e')
    await press(first.page, 's', `${number} xong việc này sẽ đi tiếp Trả kết quả`)
    await press(first.page, 'f', `Đã xong ${number}, đi tiếp Trả kết quả`)
    await press(second.page, 'n', `Mời ${number}`)
    await now(second.page, number, 'called')
    first.assertQuiet()
  })

  test('a number given at the desk takes a second service with one more letter', async () => {
    const { page } = await desks.seat('binh', 'quay-2')
    await question(page, 'm')
    await page.keyboard.press('h')
    const issued = page.locator('ask-issue luot-number')
    await issued.waitFor()
    const number = (await issued.getAttribute('value')) ?? ''
    await page.keyboard.press('x')
    await page.locator('ask-issue .issued', { hasText: 'Đi tiếp: Cư trú' }).waitFor()
    await answerWith(page, 'Escape')
    await page.locator('#waiting .row', { hasText: number }).filter({ hasText: 'Đi tiếp: Cư trú' }).waitFor()
  })

  test('a priority that was said is confirmed with two keys, and counts from then on', async () => {
    await needsConfirming('co-cong')
    const ordinary = await desks.hall.issue('chung-thuc')
    const said = await desks.hall.issue('chung-thuc', 'co-cong')
    const screen = await desks.seat('binh', 'quay-2')
    const { page } = screen
    const row = page.locator('#waiting .row', { hasText: said.number })
    await row.filter({ hasText: 'khai: người có công, chờ xác nhận' }).waitFor()
    await page.keyboard.press('l')
    await page.keyboard.press('ArrowDown')
    await looksRight(screen, 'desk-routing-declared')
    await question(page, 'i')
    await looksRight(screen, 'desk-routing-question-i')
    await press(page, 'a', `${said.number}: Người có công`)
    await row.filter({ hasNotText: 'chờ xác nhận' }).waitFor()
    await page.keyboard.press('Escape')
    await press(page, 'n', `Mời ${said.number}`)
    await press(page, 'v', `${said.number} vắng mặt`)
    await press(page, 'n', `Mời ${ordinary.number}`)
  })

  test('a ticket goes to a named officer, and when that officer closes, back to the line', async () => {
    const { number } = await desks.hall.issue('chung-thuc')
    const first = await desks.seat('an', 'quay-1')
    const second = await desks.seat('binh', 'quay-2')
    await press(first.page, 'n', `Mời ${number}`)
    await now(first.page, number, 'called')
    await question(first.page, 't')
    await first.page.locator('ask-where luot-button', { hasText: 'Trần Văn Bình' }).waitFor()
    await first.page.locator('ask-where p', { hasText: 'chỗ trong hàng được giữ nguyên' }).waitFor()
    await looksRight(first, 'desk-routing-question-t')
    await press(first.page, 'b', `Đã chuyển ${number} đến Trần Văn Bình`)
    assert.equal(await first.page.locator('#waiting .row').count(), 0)
    await second.page.locator('#waiting .row', { hasText: 'Chỉ gặp Trần Văn Bình' }).waitFor()
    await press(second.page, 'd', 'Quầy đã đóng')
    await first.page.locator('#waiting .row', { hasText: number }).waitFor()
  })

  test('an idle counter calls by itself once its officer switched it on, and the desk says so', async () => {
    const screen = await desks.seat('binh', 'quay-2')
    const { page } = screen
    await press(page, 'j', 'Quầy tự gọi khi rảnh')
    const { number } = await desks.hall.issue('chung-thuc')
    desks.aheadMs += 15_000
    await now(page, number, 'called')
    await page.locator('ticket-now .state', { hasText: 'tự gọi' }).waitFor()
    await looksRight(screen, 'desk-routing-automatic')
    await press(page, 'j', 'Quầy thôi tự gọi')
  })

  test('who did not answer is shown with the time of the next offer, and a mistake is taken back', async () => {
    const calling = { ...testOffice.calling, offersAgain: 1 }
    await changeOffice({ ...testOffice, calling })
    const { number } = await desks.hall.issue('chung-thuc')
    const screen = await desks.seat('binh', 'quay-2')
    const { page } = screen
    await press(page, 'n', `Mời ${number}`)
    await press(page, 'v', `${number} chưa có mặt, sẽ gọi lại sau`)
    await page.locator('#waiting .row', { hasText: /gọi lại từ \d\d:\d\d/ }).waitFor()
    await looksRight(screen, 'desk-routing-held-off')
    await press(page, 'u', `Mời ${number}`)
    await now(page, number, 'called')
  })

  test('whom no counter would call is shown at every desk, and sent on by keys', async () => {
    const { id, number } = await desks.hall.issue('chung-thuc')
    const an = await desks.hall.officer('an')
    await an.ask('transfer-ticket', { ticket: id, counter: null, toService: null, toCounter: 'quay-6' })
    const screen = await desks.seat('binh', 'quay-2')
    const { page } = screen
    await page.locator('#aside .row', { hasText: number }).filter({ hasText: 'chưa quầy nào gọi' }).waitFor()
    await page.keyboard.press('a')
    await looksRight(screen, 'desk-routing-stranded')
    const transferred = { place: 'last', delayMs: 180_000 } as const
    await changeOffice({ ...testOffice, returning: { ...testOffice.returning, transferred } })
    await question(page, 't')
    const note = 'xếp hàng ở nơi mới như người vừa đến. Được gọi sớm nhất sau 3 phút.'
    await page.locator('ask-where p', { hasText: note }).waitFor()
    await press(page, 'h', `Đã chuyển ${number} đến Chứng thực`)
    await page.locator('#waiting .row', { hasText: number }).waitFor()
  })

  async function needsConfirming(id: string): Promise<void> {
    const classes = testOffice.classes.map((one) => (one.id === id ? { ...one, confirmedBy: 'staff' as const } : one))
    await changeOffice({ ...testOffice, classes })
  }

  async function changeOffice(office: Parameters<typeof completeOffice>[0]): Promise<void> {
    const by = { role: 'hub', id: 'hub' } as const
    const order = { type: 'ChangeOffice', office: completeOffice(office) } as const
    const outcome = await desks.hall.hub.road.send({ id: randomUUID(), by, order })
    assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
  }
})
