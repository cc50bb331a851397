import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { machineClock } from '#server/clock.ts'
import { type Screen, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import { newcomer } from '../kit/newcomer.ts'
import { spec } from '../kit/spec.ts'

const A_WHILE = 120_000
const PASSWORD = 'hoa sen no muon'

// A Monday at 08:30 in the office's zone, and running: numbers are given whenever this is tried.
const shiftMs = Date.parse('2026-11-23T01:30:00Z') - Date.now()
const machine = { ...machineClock, wall: () => machineClock.wall() + shiftMs }

let hall: BrowserHall

spec('from a blank folder to an open hall, before a real hub', ({ test, ...around }) => {
  openBrowserHall(
    around,
    (opened) => {
      hall = opened
    },
    { env: { LUOT_DEMO: '0' }, limits: 'kept', machine },
  )

  test(
    'somebody new sets up a small ward in under ten minutes, tries it and opens it; nothing is lost on the way',
    async () => {
      const board = await hall.open('/display/?id=board-1&speaks=0', viewports.board)
      await board.page.getByText('Sảnh đang được chuẩn bị').waitFor()
      const kiosk = await hall.open('/kiosk/?id=kiosk-1', viewports.kiosk)
      await kiosk.page.getByText('Sảnh đang được chuẩn bị').first().waitFor()
      await kiosk.settled()
      assert.deepEqual(await kiosk.axe(), [])
      await board.shot('setup-board')
      await kiosk.shot('setup-kiosk')

      // Whoever opens the assistant first is led to the code of the first start.
      const screen = await hall.open('/desk/setup', viewports.desk)
      const { page } = screen
      const person = newcomer(page)
      await page.locator('set-up').waitFor()
      await person.begins('Mã và tài khoản quản trị')
      await person.types('#code', hall.hub.setupCode ?? '')
      await person.types('#staff', 'hoa')
      await person.types('#name', 'Nguyễn Thị Hoa')
      await person.types('#password', PASSWORD)
      await person.presses(page.getByRole('button', { name: 'Tạo' }).first())
      await page.locator('setup-begin').waitFor()
      assert.match(page.url(), /\/desk\/setup$/)

      await person.begins('1. Chọn mẫu')
      await page.getByRole('radio', { name: /nhỏ/ }).waitFor()
      await looksRight(screen, 'setup-1')
      await next(person, page, 'setup-office')

      await person.begins('2. Cơ quan, giờ, ngày nghỉ')
      await person.types('#name-vi', 'Trung tâm hành chính công Hoa Sen')
      await person.types('#name-en', 'Hoa Sen Public Service Centre')
      await person.fills(page.getByLabel('Tết Nguyên đán, từ'), '2027-02-05')
      await person.fills(page.getByLabel('Tết Nguyên đán, đến'), '2027-02-11')
      await looksRight(screen, 'setup-2')
      // The power goes, or a finger slips: what was written is there again.
      await page.reload()
      await page.locator('setup-office').waitFor()
      assert.equal(await page.locator('#name-vi').inputValue(), 'Trung tâm hành chính công Hoa Sen')
      assert.equal(await page.getByLabel('Tết Nguyên đán, đến').inputValue(), '2027-02-11')
      await next(person, page, 'setup-services')

      await person.begins('3. Lĩnh vực')
      await person.presses(page.locator('[data-service=chinh-sach]').getByRole('checkbox'))
      await looksRight(screen, 'setup-3')
      await next(person, page, 'setup-counters')

      await person.begins('4. Quầy')
      await looksRight(screen, 'setup-4')
      await next(person, page, 'setup-people')

      await person.begins('5. Công chức')
      for (const name of ['Trần Thị Lan', 'Lê Văn Đức']) {
        await person.presses(page.getByRole('button', { name: 'Thêm người' }))
        await person.types('.rows > li:last-child .name', name)
      }
      assert.equal(await page.locator('#id-1').inputValue(), 'duc')
      // Whoever goes hands the focus on to the next one.
      await page.getByRole('button', { name: 'Thêm người' }).click()
      await page.getByRole('button', { name: 'Bỏ: 3' }).click()
      await page.locator('#name-2').waitFor({ state: 'detached' })
      await page.locator('#name-1:focus').waitFor()
      await looksRight(screen, 'setup-5')
      await next(person, page, 'setup-devices')

      await person.begins('6. Màn hình, máy in')
      await page.getByText('màn hình đang nối').waitFor()
      await page.getByText('Chưa thấy máy in').waitFor()
      await looksRight(screen, 'setup-6')
      await next(person, page, 'setup-voice')

      await person.begins('7. Giọng, phiếu')
      await page.locator('slip-preview img').waitFor()
      await looksRight(screen, 'setup-7')
      await next(person, page, 'setup-check')

      await person.begins('8. Lưu, tập thử, mở sảnh')
      await page.getByText('Đủ rồi. Bấm Lưu.').waitFor()
      await looksRight(screen, 'setup-8')
      await person.presses(page.getByRole('button', { name: 'Lưu', exact: true }))
      await page.locator('pin-sheet', { hasText: 'Lê Văn Đức' }).waitFor()
      const sheet = await page.locator('pin-sheet .pin').allInnerTexts()
      assert.equal(new Set(sheet).size, 2, 'one PIN each')
      await looksRight(screen, 'setup-pins')
      await person.presses(page.getByRole('button', { name: 'Đã phát' }))
      await person.presses(page.getByRole('button', { name: 'Tập thử một số' }))
      await page.getByText(/Số tập .+ đã được gọi đến quầy 1/).waitFor({ timeout: 10_000 })
      await page.locator('#end:focus').waitFor()
      await board.page.locator('.now.calling, .now.called').first().waitFor()
      await person.presses(page.getByRole('button', { name: 'Kết thúc tập', exact: true }))
      await page.locator('#open:focus').waitFor()
      await person.presses(page.getByRole('button', { name: 'Mở sảnh', exact: true }))
      await page.getByText('Sảnh đã mở').waitFor()
      await page.locator('setup-check a:focus').waitFor()
      await looksRight(screen, 'setup-open')
      screen.assertQuiet([/401/])

      await person.begins('Số đầu tiên')
      await kiosk.page
        .getByRole('button', { name: /Hộ tịch/ })
        .first()
        .waitFor()
      const ticket = await hall.issue('ho-tich')
      await page.goto(`${hall.url}/desk/`)
      await page.locator('choose-counter .counters').waitFor()
      await page.keyboard.press('1')
      await page.locator('ticket-now').waitFor()
      await page.keyboard.press('n')
      await page.getByText(`Mời ${ticket.number}`).first().waitFor()
      await board.page.locator('.now', { hasText: ticket.number }).waitFor({ timeout: 10_000 })
      await board.shot('setup-first-call')

      const told = person.told()
      console.log(told.table)
      assert.ok(told.minutes < 10, `a newcomer would take ${told.minutes} minutes`)
      board.assertQuiet()
      kiosk.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'a second time it goes on from what holds, by the keyboard alone, and names what is missing',
    async () => {
      const screen = await hall.open('/desk/setup', viewports.desk)
      const { page } = screen
      await page.locator('sign-in').waitFor()
      await page.getByRole('button', { name: 'Nguyễn Thị Hoa' }).click()
      await page.locator('#pin').fill(PASSWORD)
      await page.keyboard.press('Enter')
      await page.locator('setup-begin').waitFor()
      assert.equal(await page.getByRole('radio', { name: /đang có/ }).isChecked(), true)
      // Days that cannot be stay as they were written, and are told where they stand and at the end.
      await page.getByRole('button', { name: '2. Cơ quan' }).click()
      await page.getByLabel('Tết Nguyên đán, đến').fill('2027-02-01')
      await page.locator('setup-office .wrong', { hasText: 'Ngày cuối đứng trước ngày đầu' }).waitFor()
      assert.equal(await page.getByLabel('Tết Nguyên đán, đến').inputValue(), '2027-02-01')
      await looksRight(screen, 'setup-2-wrong')
      await page.getByRole('button', { name: '8. Kiểm tra' }).click()
      await page.locator('setup-check', { hasText: 'Tết Nguyên đán: Ngày cuối đứng trước ngày đầu' }).waitFor()
      await page.reload()
      await page.locator('setup-check', { hasText: 'Tết Nguyên đán: Ngày cuối đứng trước ngày đầu' }).waitFor()
      await page.getByRole('button', { name: 'Sửa: Cơ quan' }).click()
      await page.getByLabel('Tết Nguyên đán, đến').fill('2027-02-11')
      await page.locator('setup-office .wrong').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: '4. Quầy' }).focus()
      await page.keyboard.press('Enter')
      await page.locator('setup-counters').waitFor()
      await page.locator('#count').focus()
      await page.keyboard.press('Control+A')
      await page.keyboard.type('4')
      await page.keyboard.press('Tab')
      await page.locator('[data-counter=quay-4]').waitFor()
      const all = page.locator('[data-counter=quay-4]').getByRole('checkbox', { name: 'Mọi việc' })
      await all.focus()
      await page.keyboard.press('Space')
      await page.getByRole('button', { name: '8. Kiểm tra' }).focus()
      await page.keyboard.press('Enter')
      await page.locator('setup-check', { hasText: 'Quầy 4' }).waitFor()
      await looksRight(screen, 'setup-again')
      screen.assertQuiet([/401/])
    },
    A_WHILE,
  )
})

async function next(person: ReturnType<typeof newcomer>, page: Page, tag: string): Promise<void> {
  await person.presses(page.getByRole('button', { name: 'Tiếp', exact: true }))
  await page.locator(tag).waitFor()
}

async function looksRight(screen: Screen, name: string): Promise<void> {
  await screen.settled()
  await screen.shot(name)
  assert.deepEqual(await screen.axe(), [])
}
