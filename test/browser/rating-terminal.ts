import * as assert from 'node:assert/strict'
import { assertTargets, assertTexts, type Screen, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import type { Staffer } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

let hall: BrowserHall
let an: Staffer

spec('the rating terminal, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, async (opened) => {
    hall = opened
    an = await hall.officer('an')
    await an.ask('open-counter', { counter: 'quay-2' })
  })

  async function terminal(glass = viewports.tablet): Promise<Screen> {
    const pxmm = (1 / glass.mmPerPx).toFixed(3)
    const screen = await hall.open(`/kiosk/rating?counter=quay-2&id=rating-2&pxmm=${pxmm}`, glass)
    await screen.page.locator('rating-terminal main').waitFor()
    return screen
  }

  test('U16: rests with the counter’s name, asks when a ticket is finished, counts one touch and thanks', async () => {
    const screen = await terminal()
    await screen.page.locator('rating-terminal b', { hasText: 'Quầy 2' }).waitFor()
    const ticket = await serveOne()
    await screen.page.locator('.face').first().waitFor()
    const texts = (await screen.texts()).map(({ text }) => text).join(' ')
    assert.match(texts, /Rất hài lòng.*Hài lòng.*Chưa hài lòng/)
    await screen.page.locator('.face.very-good').click()
    await screen.page.locator('rating-terminal p', { hasText: 'Xin cảm ơn!' }).waitFor()
    await screen.page.locator('rating-terminal b', { hasText: 'Quầy 2' }).waitFor()
    const again = await hall.post(
      '/api/rate-ticket',
      { ticket, counter: 'quay-2', level: 'hai-long' },
      { key: 'again-and-again' },
    )
    assert.equal(again.body.code, 'already-rated')
    screen.assertQuiet()
  })

  test('U16 I17: a double touch is one rating; reasons may be named after a low one', async () => {
    const screen = await terminal()
    await serveOne()
    const before = await answers()
    await screen.page.locator('.face.bad').dblclick()
    await screen.page.locator('.reasons luot-button').first().click()
    await screen.page.locator('.reasons luot-button[pressed=true]').waitFor()
    assert.equal((await screen.page.locator('.reasons luot-button[pressed]:not([pressed=""])').count()) <= 4, true)
    await screen.page.locator('luot-button', { hasText: 'Gửi' }).click()
    await screen.page.locator('rating-terminal p', { hasText: 'Xin cảm ơn!' }).waitFor()
    assert.equal(await answers(), before + 1)
    screen.assertQuiet()
  })

  for (const [name, glass] of Object.entries({ tablet: viewports.tablet, '7 inch': viewports.small })) {
    test(`U16 U1 U7 U8 U9: faces of 30 mm and more, ${name}`, async () => {
      const screen = await terminal(glass)
      await serveOne()
      await screen.page.locator('.face').first().waitFor()
      assertTargets(await screen.targets(), { size: 30, gap: 3, rim: 10, within: glass })
      await proper(screen)
      await screen.page.locator('.face.bad').click()
      await screen.page.locator('.reasons luot-button').first().waitFor()
      assertTargets(await screen.targets(), { size: 20, gap: 3, rim: 10, within: glass })
      await proper(screen)
    })
  }

  test('U16: five levels have a face each, in words, as large as three', async () => {
    const admin = await hall.administrator()
    const { body } = await hall.get('/api/office', { cookie: admin.cookie })
    const { office } = body
    const words = ['Rất hài lòng', 'Hài lòng', 'Bình thường', 'Chưa hài lòng', 'Rất không hài lòng']
    const faces = ['very-good', 'good', 'plain', 'bad', 'bad'] as const
    const levels = words.map((vi, i) => ({
      id: `muc-${i + 1}`,
      name: { vi, en: `Level ${i + 1}` },
      face: faces[i],
      satisfied: i < 2,
    }))
    const change = { ...office, rating: { ...office.rating, levels } }
    const asked = { version: body.version, office: change, from: null, why: 'năm mức' }
    const saved = await hall.post('/api/office', asked, { method: 'PUT', cookie: admin.cookie, key: 'five-levels' })
    assert.equal(saved.status, 200, JSON.stringify(saved.body).slice(0, 300))
    for (const glass of [viewports.tablet, viewports.small]) {
      const screen = await terminal(glass)
      await serveOne()
      await screen.page.locator('.face').nth(4).waitFor()
      await screen.shot(`rating-five-${glass.width}`)
      assertTargets(await screen.targets(), { size: 30, gap: 3, rim: 10, within: glass })
      await proper(screen)
    }
  })
})

async function proper(screen: Screen): Promise<void> {
  assertTexts(await screen.texts(), { capMm: 4.8, contrast: 7, lineHeight: 1.35 })
  await screen.assertNothingCut()
  assert.deepEqual(await screen.axe(), [])
}

/** Takes a number, calls and finishes it at counter 2. */
async function serveOne(): Promise<string> {
  await hall.issue('chung-thuc')
  const { body } = await an.ask('call-next', { counter: 'quay-2' })
  const { ticket } = body.called
  assert.equal((await an.ask('start-service', { counter: 'quay-2', ticket })).status, 200)
  assert.equal((await an.ask('finish-service', { counter: 'quay-2', ticket })).status, 200)
  return ticket
}

async function answers(): Promise<number> {
  return (await hall.get('/api/day', { cookie: an.cookie })).body.ratings.answers
}
