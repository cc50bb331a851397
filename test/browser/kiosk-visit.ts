import * as assert from 'node:assert/strict'
import type { Office } from '#core/domain/office.ts'
import { assertTargets, assertTexts, type Screen, type Viewport, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'

const GLASS: Record<string, Viewport> = {
  upright: viewports.kiosk,
  'lying down': viewports.kioskLandscape,
}

let hall: BrowserHall

spec('several services under one number at the kiosk, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, (opened) => {
    hall = opened
  })

  for (const [name, glass] of Object.entries(GLASS)) {
    test(`a second choice after the number: the same number visits both, ${name}`, async () => {
      const screen = await kiosk(glass)
      const { page } = screen
      const number = await takeNumber(screen)
      const slipsBefore = await slips()
      await measured(screen, glass, `kiosk-visit-before-${name}`)
      await page.locator('ticket-issued luot-button', { hasText: 'Tôi còn việc khác' }).click()
      await page.locator('pick-more kiosk-tiles button').first().waitFor()
      await measured(screen, glass, `kiosk-visit-more-${name}`)
      assert.equal(await page.locator('pick-more kiosk-tiles button', { hasText: 'Chứng thực' }).count(), 0)
      await choose(screen, 'pick-more', 'Trả kết quả')
      await page.locator('ticket-issued .facts', { hasText: 'Sau đó, vẫn số này: Trả kết quả' }).waitFor()
      assert.equal(await page.locator('ticket-issued luot-number').getAttribute('value'), number)
      await keepNumber(screen)
      await measured(screen, glass, `kiosk-visit-both-${name}`)
      const queue = hall.hub.road.queue()
      const ticket = queue.tickets.get(queue.numbers.get(number) ?? '')
      assert.deepEqual([ticket?.service, ticket?.visit], ['chung-thuc', ['tra-ket-qua']])
      assert.equal(await slips(), slipsBefore, 'no second slip')
      await page.locator('further-services luot-button', { hasText: 'Bỏ việc này' }).click()
      await page.locator('further-services').waitFor({ state: 'detached' })
      assert.equal(await page.locator('ticket-issued luot-number').getAttribute('value'), number)
      assert.deepEqual(hall.hub.road.queue().tickets.get(ticket?.id ?? '')?.visit, [])
      await page.locator('ticket-issued luot-button', { hasText: 'Xong' }).click()
      await page.locator('pick-service').waitFor()
      screen.assertQuiet()
    }, 60_000)
  }

  test('a glass of seven inches keeps its room for the number and the way back from a mistake', async () => {
    const screen = await kiosk(viewports.small)
    await takeNumber(screen)
    await screen.page.locator('ticket-issued luot-button', { hasText: 'Trả lại' }).waitFor()
    assert.equal(await screen.page.locator('ticket-issued luot-button', { hasText: 'việc khác' }).count(), 0)
  })

  test('of two further services each is taken out by its own button', async () => {
    const screen = await kiosk(viewports.kiosk)
    const { page } = screen
    const number = await takeNumber(screen)
    for (const name of ['Trả kết quả', 'Cư trú']) {
      await page.locator('ticket-issued luot-button', { hasText: 'Tôi còn việc khác' }).click()
      await choose(screen, 'pick-more', name)
      await page.locator('further-services li', { hasText: name }).waitFor()
    }
    await keepNumber(screen)
    await measured(screen, viewports.kiosk, 'kiosk-visit-three')
    await page.locator('further-services li', { hasText: 'Trả kết quả' }).locator('luot-button').click()
    await page.locator('further-services li', { hasText: 'Trả kết quả' }).waitFor({ state: 'detached' })
    const queue = hall.hub.road.queue()
    assert.deepEqual(queue.tickets.get(queue.numbers.get(number) ?? '')?.visit, ['cu-tru'])
  })

  test('Back from the second choice leaves the number as it was, and its slip is heard of meanwhile', async () => {
    const screen = await kiosk(viewports.kioskLandscape)
    const { page } = screen
    const number = await takeNumber(screen)
    await page.locator('ticket-issued luot-button', { hasText: 'Tôi còn việc khác' }).click()
    await page.locator('pick-more').waitFor()
    await page.locator('kiosk-frame luot-button', { hasText: 'Quay lại' }).click()
    await page.locator('ticket-issued luot-banner[kind=good]').waitFor()
    assert.equal(await page.locator('ticket-issued luot-number').getAttribute('value'), number)
    assert.equal(await page.locator('ticket-issued .facts', { hasText: 'Sau đó' }).count(), 0)
  })

  test('a priority an officer must confirm says so kindly, before and after', async () => {
    await office({
      classes: testOffice.classes.map((one) => (one.id === 'co-cong' ? { ...one, confirmedBy: 'staff' } : one)),
    })
    const screen = await kiosk(viewports.kiosk)
    const { page } = screen
    await choose(screen, 'pick-service', 'Chứng thực')
    await page.locator('pick-class kiosk-tiles button', { hasText: 'Cán bộ sẽ xác nhận' }).waitFor()
    await measured(screen, viewports.kiosk, 'kiosk-class-confirmed-later')
    await choose(screen, 'pick-class', 'Người có công')
    await page.locator('ticket-issued .facts', { hasText: 'báo cán bộ để được xác nhận ưu tiên' }).waitFor()
    await page.locator('ticket-issued luot-banner[kind=good]').waitFor()
    await keepNumber(screen)
    await measured(screen, viewports.kiosk, 'kiosk-ticket-to-confirm')
    const number = (await page.locator('ticket-issued luot-number').getAttribute('value')) ?? ''
    const queue = hall.hub.road.queue()
    const ticket = queue.tickets.get(queue.numbers.get(number) ?? '')
    assert.deepEqual([ticket?.class, ticket?.declared], ['ordinary', 'co-cong'])
  })
})

async function kiosk(glass: Viewport): Promise<Screen> {
  const pxmm = (1 / glass.mmPerPx).toFixed(4)
  const screen = await hall.open(`/kiosk/?id=kiosk-1&pxmm=${pxmm}`, glass)
  await screen.page.locator('pick-service kiosk-tiles button').first().waitFor()
  return screen
}

async function choose({ page }: Screen, within: string, name: string): Promise<void> {
  const tile = page.locator(`${within} kiosk-tiles button`, { hasText: name })
  // A small glass shows few at a time: the next ones stand on the next page.
  while ((await tile.count()) === 0) await page.locator(`${within} luot-button[icon=later]`).click()
  await tile.click()
}

async function takeNumber(screen: Screen): Promise<string> {
  await choose(screen, 'pick-service', 'Chứng thực')
  await screen.page.locator('pick-class kiosk-tiles button').first().click()
  await screen.page.locator('ticket-issued luot-number').waitFor()
  // The slip comes first: what is measured stands still from then on.
  await screen.page.locator('ticket-issued luot-banner[kind=good]').waitFor()
  await keepNumber(screen)
  return (await screen.page.locator('ticket-issued luot-number').getAttribute('value')) ?? ''
}

/** A touch keeps it on the glass for longer than any look at it takes. */
const keepNumber = ({ page }: Screen) => page.locator('ticket-issued luot-number').click()

async function slips(): Promise<number> {
  let printed = 0
  for (const ticket of hall.hub.road.queue().tickets.values()) if (ticket.slip !== 'none') printed++
  return printed
}

async function measured(screen: Screen, glass: Viewport, name: string): Promise<void> {
  await screen.shot(name.replaceAll(' ', '-'))
  assertTargets(await screen.targets(), { size: 20, gap: 3, rim: 10, within: glass })
  const shown = (await screen.texts()).filter(({ text }) => text !== '')
  assertTexts(shown, { capMm: 4.8, contrast: 7, lineHeight: 1.1 })
  await screen.assertNothingCut()
  assert.deepEqual(await screen.axe(), [], name)
}

async function office(change: Partial<Office>): Promise<void> {
  const order = { type: 'ChangeOffice', office: { ...testOffice, ...change } } as const
  const outcome = await hall.hub.road.send({ id: null, by: { role: 'hub', id: 'hub' }, order })
  assert.equal(outcome.kind, 'done')
}
