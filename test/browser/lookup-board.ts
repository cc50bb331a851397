import * as assert from 'node:assert/strict'
import { type Screen, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import { spec } from '../kit/spec.ts'

let hall: BrowserHall

spec('the lookup board, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, (opened) => {
    hall = opened
  })

  async function board(path = '/kiosk/lookup?id=kiosk-1'): Promise<Screen> {
    const screen = await hall.open(path, viewports.kioskLandscape)
    await screen.page.locator('kiosk-tiles button').first().waitFor()
    return screen
  }

  test('U19: from home to a procedure in three touches', async () => {
    const screen = await board('/kiosk/?id=kiosk-1')
    const { page } = screen
    await page.locator('pick-service kiosk-tiles button.action').click()
    await page.locator('find-procedure kiosk-tiles button', { hasText: 'Hộ tịch' }).click()
    await page.locator('find-procedure kiosk-tiles button', { hasText: 'khai sinh' }).first().click()
    await page.locator('procedure-sheet').waitFor()
    screen.assertQuiet()
  })

  for (const typed of ['chứng thực', 'chung thuc', 'CHUNG THUC']) {
    test(`U19: “${typed}” finds it as it is typed`, async () => {
      const { page } = await board()
      await page.keyboard.type(typed)
      await page
        .locator('find-procedure .found kiosk-tiles button', { hasText: /chứng thực/i })
        .first()
        .waitFor()
    })
  }

  test('the letter keys of the glass type as well, and take back', async () => {
    const { page } = await board()
    await page.locator('find-procedure kiosk-tiles button.action').click()
    for (const letter of 'ket honn') {
      const key =
        letter === ' ' ? page.locator('letter-keys .space') : page.locator('letter-keys button', { hasText: letter })
      await key.first().click()
    }
    await page.locator('letter-keys .erase').click()
    await page.locator('find-procedure .typed', { hasText: 'ket hon' }).waitFor()
    await page
      .locator('find-procedure .found kiosk-tiles button', { hasText: /kết hôn/i })
      .first()
      .waitFor()
  })

  test('nothing found is said kindly, with whom to ask', async () => {
    const { page } = await board()
    await page.keyboard.type('qqqqqqqq')
    await page.locator('find-procedure .sorry', { hasText: 'hỏi cán bộ' }).waitFor()
  })

  test('a procedure shows papers, time, and every fee word for word with its note', async () => {
    const { code, full } = await withFeeNote()
    const { page } = await board()
    await page.keyboard.type(code)
    await page.locator('find-procedure .found kiosk-tiles button', { hasText: code }).click()
    const sheet = page.locator('procedure-sheet')
    await sheet.waitFor()
    const shown = await sheet.evaluate(
      (element) => (element as unknown as { shadowRoot: { textContent: string } }).shadowRoot.textContent,
    )
    const plain = (text: string) => text.replace(/\s+/g, ' ').trim()
    for (const { feeText, feeNote, timeText } of full.terms) {
      for (const verbatim of [feeText, feeNote, timeText]) {
        if (verbatim) assert.ok(plain(shown).includes(plain(verbatim)), `not shown: ${verbatim}`)
      }
    }
    for (const { items } of full.documents) {
      for (const { text } of items) assert.ok(plain(shown).includes(plain(text)), `not shown: ${text}`)
    }
  })

  test('one touch more gives a number for the right service', async () => {
    const screen = await board()
    const { page } = screen
    await page.keyboard.type('khai sinh')
    // What stands there after the first letters may be anything: chosen is what its name says.
    await page.locator('find-procedure .found kiosk-tiles button', { hasText: 'đăng ký khai sinh' }).first().click()
    await page.locator('show-procedure luot-button', { hasText: 'Lấy số' }).click()
    await page.locator('pick-class kiosk-tiles button.action').click()
    const number = page.locator('ticket-issued luot-number')
    await number.waitFor()
    assert.match((await number.getAttribute('value')) ?? '', /^A\d{3}$/)
  })

  test('it prints what to bring, and gives a code to take away', async () => {
    const screen = await board()
    const { page } = screen
    await page.keyboard.type('khai sinh')
    // What stands there after the first letters may be anything: chosen is what its name says.
    await page.locator('find-procedure .found kiosk-tiles button', { hasText: 'đăng ký khai sinh' }).first().click()
    await page.locator('show-procedure luot-qr svg').waitFor()
    await page.locator('show-procedure luot-button', { hasText: 'In ra' }).click()
    await page.locator('show-procedure luot-banner[kind=good]').waitFor()
    screen.assertQuiet()
  })

  test('U9: taken away on a phone, it is read without a flaw', async () => {
    const { body } = await hall.get('/api/procedures?q=khai%20sinh&limit=1')
    const screen = await hall.open(`/p/${body.procedures[0].code}`, {
      width: 390,
      height: 844,
      mmPerPx: 1 / 6.3,
    })
    await screen.page.locator('procedure-sheet').waitFor()
    await screen.assertNothingCut({ mayScroll: true })
    assert.deepEqual(await screen.axe(), [])
    for (const target of await screen.targets()) assert.ok(Math.min(target.width, target.height) >= 12, target.name)
    screen.assertQuiet()
  })
})

interface Procedure {
  terms: { feeText: string | null; feeNote: string | null; timeText: string | null }[]
  documents: { items: { text: string }[] }[]
}

/** A procedure of the catalogue whose fee carries a note. */
async function withFeeNote(): Promise<{ code: string; full: Procedure }> {
  const { body } = await hall.get('/api/procedures?field=Ch%E1%BB%A9ng%20th%E1%BB%B1c&limit=100')
  for (const { code } of body.procedures as { code: string }[]) {
    const full: Procedure = (await hall.get(`/api/procedures/${code}`)).body
    if (full.terms.some(({ feeNote }) => feeNote)) return { code, full }
  }
  throw new Error('no procedure of this field has a note to its fee')
}
