import * as assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { type Screen, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import type { Staffer } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

const PHONE = { width: 390, height: 844, mmPerPx: 1 / 6.3 }

let hall: BrowserHall
let an: Staffer
let admin: Staffer
/** H001 ordinary, H002 elderly and called first, H003 ordinary and picked with a reason. */
let tickets: { id: string; number: string; url: string }[]

spec('why and what if, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, async (opened) => {
    hall = opened
    an = await hall.officer('an')
    admin = await hall.administrator()
    const first = await hall.issue('chung-thuc')
    const elder = await hall.issue('chung-thuc', 'cao-tuoi')
    const third = await hall.issue('chung-thuc')
    tickets = [first, elder, third]
    await an.ask('open-counter', { counter: 'quay-2' })
    await an.ask('call-next', { counter: 'quay-2' })
    await an.ask('finish-service', { counter: 'quay-2', ticket: elder.id })
    await an.ask('pick-ticket', { counter: 'quay-2', ticket: third.id, reason: 'nhận lại giấy tờ để quên' })
  })

  const openAs = (who: Staffer | null, address: string, glass = viewports.desk): Promise<Screen> => {
    const [name = '', value = ''] = who?.cookie.split('=', 2) ?? []
    const prepare: NonNullable<Parameters<BrowserHall['open']>[2]>['prepare'] = async (context) => {
      if (who) await context.addCookies([{ name, value, url: hall.url }])
    }
    return hall.open(address, glass, { prepare })
  }

  test('one key at the desk asks why, with the number here filled in', async () => {
    const screen = await openAs(an, '/desk/')
    const { page } = screen
    await page.locator('choose-counter .counters').waitFor()
    await page.keyboard.press('2')
    await page.locator(`ticket-now luot-number[value="${tickets[2]!.number}"]`).waitFor()
    await page.keyboard.press('w')
    await page.locator('ask-before luot-dialog').waitFor()
    assert.equal(await page.locator('ask-before #first').inputValue(), tickets[2]!.number)
    await page.keyboard.type(tickets[0]!.number.toLowerCase())
    await page.keyboard.press('Enter')
    await answered(page, 'ask-before', /H003 được gọi trước H001 .* lý do đã ghi: “nhận lại giấy tờ để quên”/)
    await screen.assertNothingCut({ mayScroll: true })
    assert.deepEqual(await screen.axe(), [])
    await screen.shot('desk-why')
    await page.keyboard.press('Escape')
    await page.locator('ask-before').waitFor({ state: 'detached' })
    screen.assertQuiet()
  })

  test('an officer has no way to the head’s page, and is told whose it is', async () => {
    const screen = await openAs(an, '/desk/hall')
    await screen.page.getByText('dành cho người quản trị').waitFor()
    screen.assertQuiet([/403/])
  })

  test('the head of office sees the calls with their reasons and tries a rule', async () => {
    const screen = await openAs(admin, '/desk/')
    const { page } = screen
    await page.locator('choose-counter a[href="/desk/hall"]').click()
    await page.locator('try-form').waitFor()
    const rows = page.locator('tbody tr.picked, tbody tr.in-order')
    assert.equal(await rows.count(), 2)
    assert.match((await rows.first().textContent()) ?? '', /H003.*Ngoài thứ tự: nhận lại giấy tờ để quên/s)
    await page.locator('#policy').selectOption('strict')
    await page.locator('#extra').selectOption('chung-thuc')
    await page.locator('try-form luot-button').click()
    await page.locator('tried-rule tbody').first().waitFor()
    assert.ok((await page.locator('tried-chart rect').count()) >= 4)
    await screen.assertNothingCut({ mayScroll: true })
    assert.deepEqual(await screen.axe(), [])
    await screen.shot('desk-hall')
    await page.locator('why-fields #first').fill('H002')
    await page.locator('why-fields #second').fill('H001')
    await page.keyboard.press('Enter')
    await answered(page, 'hall-rules', /“Người cao tuổi”/)
    screen.assertQuiet()
  })

  test('a citizen types the other number on the phone and hears no class', async () => {
    const { pathname } = new URL(tickets[0]!.url, hall.url)
    const screen = await openAs(null, pathname, PHONE)
    const { page } = screen
    await page.locator('why-other input').fill('h002')
    await page.keyboard.press('Enter')
    await answered(page, 'why-other', /H002 được gọi trước H001 .* thuộc diện ưu tiên/)
    assert.doesNotMatch((await page.locator('why-other [role=status]').textContent()) ?? '', /cao tuổi/)
    await screen.assertNothingCut({ mayScroll: true })
    assert.deepEqual(await screen.axe(), [])
    await screen.shot('citizen-why')
    screen.assertQuiet()
  })
})

async function answered(page: Page, within: string, sentence: RegExp): Promise<void> {
  await page.locator(`${within} [role=status]`, { hasText: sentence }).waitFor()
}
