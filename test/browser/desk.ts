import * as assert from 'node:assert/strict'
import { answerWith, Desks, focusOn, NOT_SIGNED_IN, now, press, question, standStill } from '../kit/desks.ts'
import { spec } from '../kit/spec.ts'

spec('the work at a desk, before a real hub', ({ test, ...around }) => {
  const desks = new Desks(around)

  test('the first start makes the administrator with the code of the console', async () => {
    const screen = await desks.open()
    const { page } = screen
    await page.locator('set-up').waitFor()
    await page.locator('#code').fill('AAAA-BBBB')
    await page.locator('#staff').fill('Trưởng phòng')
    await page.locator('#name').fill('Lê Thị Trưởng')
    await page.locator('#password').fill('mat-khau-dai')
    await page.keyboard.press('Enter')
    await page.locator('#staff[aria-invalid=true]').waitFor()
    await page.locator('#staff').fill('truong')
    await page.keyboard.press('Enter')
    await page.locator('set-up [role=alert]', { hasText: 'Mã khởi động sai' }).waitFor()
    // As people type it from another screen.
    await page.locator('#code').fill(desks.hall.hub.setupCode?.toLowerCase().replace('-', ' ') ?? 'no code')
    await page.keyboard.press('Enter')
    await page.locator('choose-counter').waitFor()
    await page.getByText('Lê Thị Trưởng').waitFor()
    assert.equal((await desks.hall.get('/api/staff')).body.needsSetup, false)
    screen.assertQuiet([NOT_SIGNED_IN, /403/])
  })

  test('a wrong PIN is told kindly, and too many say how long to wait', async () => {
    const screen = await desks.open()
    const { page } = screen
    await page.getByRole('button', { name: 'Tôi đã có mã PIN' }).click()
    const wrong = page.locator('sign-in [role=alert]')
    for (let tries = 0; tries < 8; tries++) {
      await page.locator('#staff').fill('an')
      await page.locator('#pin').fill('0000000')
      const answered = page.waitForResponse('**/api/session')
      await page.keyboard.press('Enter')
      if ((await answered).status() === 429) break
      // What stands there may be of the try before; until this one is told no key counts.
      await page.locator('sign-in form[aria-busy=false]').waitFor()
      await wrong.filter({ hasText: 'Mã PIN chưa đúng' }).waitFor()
    }
    await wrong.filter({ hasText: /Chờ \d+ giây/ }).waitFor()
    screen.assertQuiet([NOT_SIGNED_IN, /429/])
  })

  test('an officer’s morning goes by keys alone, from the sign-in to the closed counter', async () => {
    const first = await desks.hall.issue('chung-thuc')
    const second = await desks.hall.issue('chung-thuc')
    const third = await desks.hall.issue('chung-thuc', 'cao-tuoi')
    const screen = await desks.open()
    const { page } = screen
    const { keyboard } = page
    await page.locator('set-up').waitFor()
    await page.getByRole('button', { name: 'Tôi đã có mã PIN' }).focus()
    await keyboard.press('Enter')
    await page.locator('sign-in').waitFor()
    await keyboard.type('binh')
    await keyboard.press('Enter')
    await keyboard.type(desks.pinOf('binh'))
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
    desks.aheadMs += 3_000
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
    const { page } = await desks.seat('an', 'quay-1')
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
    for (let i = 0; i < 3; i++) await desks.hall.issue('chung-thuc')
    const screen = await desks.seat('binh', 'quay-2')
    const { page } = screen
    desks.holdTime()
    await page.keyboard.down('n')
    for (let i = 0; i < 5; i++) await page.keyboard.down('n')
    await page.keyboard.up('n')
    await page.keyboard.press('n')
    await page.locator('ticket-now[data-state=called]').waitFor()
    // Enter on the button that has the focus is the same key; the hub takes it for the same press twice.
    await page.keyboard.press('Enter')
    await page.locator('.told p', { hasText: 'vừa được gọi' }).waitFor()
    assert.equal((await desks.dayOf('binh')).states.waiting, 2)
    await focusOn(screen, 'next')
  })

  test('I6 two officers who press at once call two people', async () => {
    const tickets = [await desks.hall.issue('chung-thuc'), await desks.hall.issue('chung-thuc')]
    const two = [await desks.seat('an', 'quay-1'), await desks.seat('binh', 'quay-2')]
    await Promise.all(two.map(({ page }) => page.keyboard.press('n')))
    const called = await Promise.all(
      two.map(({ page }) => page.locator('ticket-now[data-state=called] luot-number').getAttribute('value')),
    )
    assert.deepEqual(called.sort(), tickets.map(({ number }) => number).sort())
  })

  test('a counter is taken over only when one says so, and the other desk is told', async () => {
    const before = await desks.seat('an', 'quay-1')
    const after = await desks.open('binh')
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
    await desks.hall.issue('chung-thuc')
    const screen = await desks.seat('binh', 'quay-2')
    const { page } = screen
    await press(page, 'n', 'Mời')
    await now(page, null, 'called')
    await question(page, 'p')
    await answerWith(page, 'Escape')
    await focusOn(screen, 'next')
    await desks.hall.issue('chung-thuc')
    await page.locator('#waiting .row').first().waitFor()
    await page.keyboard.press('l')
    await question(page, 'x')
    await answerWith(page, 'Escape')
    await focusOn(screen, 'waiting')
    await question(page, 'x')
    await press(page, '2', 'Đã hủy')
    // Though the row it stood on is gone.
    await page.locator('#waiting .row').waitFor({ state: 'detached' })
    await focusOn(screen, 'waiting')
  })

  test('says that the hub is away, lets nothing be pressed, and comes back by itself', async () => {
    const { number } = await desks.hall.issue('chung-thuc')
    const screen = await desks.seat('binh', 'quay-2')
    const { page } = screen
    const port = new URL(desks.hall.url).port
    await desks.hall.close({ keepData: true })
    await page.locator('luot-banner', { hasText: 'Mất kết nối' }).waitFor()
    await page.keyboard.press('n')
    await page.locator('.told p', { hasText: 'mất kết nối' }).waitFor()
    await desks.comesBack(port)
    await page.locator('luot-banner', { hasText: 'Mất kết nối' }).waitFor({ state: 'detached' })
    await press(page, 'n', `Mời ${number}`)
    screen.assertQuiet([/ERR_CONNECTION_REFUSED|ERR_EMPTY|ERR_CONNECTION_RESET/])
  }, 60_000)

  test('U17 the way back is offered for five seconds and then goes', async () => {
    const { page } = await desks.seat('an', 'quay-1', { handMoved: true })
    const wayBack = page.locator('.told luot-button')
    await standStill(page)
    await press(page, 'd', 'Quầy đã đóng')
    await wayBack.waitFor()
    await page.clock.runFor(3_000)
    assert.equal(await wayBack.count(), 1)
    await page.clock.runFor(2_500)
    await wayBack.waitFor({ state: 'detached' })
    await page.locator('.told p', { hasText: 'Quầy đã đóng' }).waitFor()
    await page.clock.resume()
    // To the page two seconds passed without a word from the hub; it must have heard the next before a key counts.
    await page.locator('luot-banner[kind=away]').waitFor({ state: 'detached' })
    await page.keyboard.press('u')
    await page.locator('.told p', { hasText: 'Không có việc nào vừa làm để hoàn tác' }).waitFor()
  })

  test('a session that ended leads back to the sign-in', async () => {
    const screen = await desks.seat('an', 'quay-1')
    await screen.page.getByRole('button', { name: 'Đăng xuất' }).click()
    await screen.page.locator('set-up, sign-in').first().waitFor()
    screen.assertQuiet([NOT_SIGNED_IN])
  })
})
