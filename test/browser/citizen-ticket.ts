import * as assert from 'node:assert/strict'
import type { Screen } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import type { Staffer } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

const PHONE = { width: 390, height: 844, mmPerPx: 1 / 6.3 }

let hall: BrowserHall
let an: Staffer

spec('a citizen’s own page, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, async (opened) => {
    hall = opened
    an = await hall.officer('an')
    await an.ask('open-counter', { counter: 'quay-2' })
  })

  async function phone(url: string): Promise<Screen> {
    const screen = await hall.open(new URL(url, hall.url).pathname, PHONE)
    return screen
  }

  test('follows a number from waiting to called, served and rated', async () => {
    const ticket = await hall.issue('chung-thuc')
    const screen = await phone(ticket.url)
    const { page } = screen
    await page.locator(`my-ticket luot-number[value="${ticket.number}"]`).waitFor()
    await page.locator('.ticket.waiting').waitFor()
    await flawless(screen)
    await an.ask('call-next', { counter: 'quay-2' })
    await page.locator('.ticket.called', { hasText: 'Mời đến quầy 2' }).waitFor()
    await flawless(screen)
    await screen.shot('citizen-called')
    await an.ask('finish-service', { counter: 'quay-2', ticket: ticket.id })
    await page.locator('.rate luot-button').first().waitFor()
    await flawless(screen)
    await page.locator('.rate luot-button').first().click()
    await page.locator('my-ticket', { hasText: '' }).waitFor()
    await page.locator('p', { hasText: 'Xin cảm ơn ý kiến' }).waitFor()
    screen.assertQuiet()
  })

  test('says where the number goes on to, and no longer when that is taken out', async () => {
    const ticket = await hall.issue('chung-thuc')
    await an.ask('extend-visit', { ticket: ticket.id, service: 'tra-ket-qua' })
    const screen = await phone(ticket.url)
    const further = screen.page.locator('my-ticket .further', { hasText: 'Sau đó, vẫn số này: Trả kết quả' })
    await further.waitFor()
    await flawless(screen)
    await an.ask('shorten-visit', { ticket: ticket.id, service: 'tra-ket-qua' })
    await further.waitFor({ state: 'detached' })
  })

  test('a code that is nobody’s is refused kindly, and says whom to ask', async () => {
    const screen = await phone('/t/khong-co-that-1234')
    await screen.page.locator('p', { hasText: 'hỏi cán bộ' }).waitFor()
    await screen.assertNothingCut({ mayScroll: true })
    assert.deepEqual(await screen.axe(), [])
  })
})

async function flawless(screen: Screen): Promise<void> {
  await screen.assertNothingCut({ mayScroll: true })
  assert.deepEqual(await screen.axe(), [])
  for (const target of await screen.targets()) assert.ok(Math.min(target.width, target.height) >= 12, target.name)
}
