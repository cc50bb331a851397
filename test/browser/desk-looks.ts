import { answerWith, Desks, looksRight, NOT_SIGNED_IN, now, press, question } from '../kit/desks.ts'
import { spec } from '../kit/spec.ts'

spec('how the desk and its pages look, before a real hub', ({ test, ...around }) => {
  const desks = new Desks(around)

  test('U17 every state of the desk fits 1366 × 768 in both languages, is readable and has no axe violation', async () => {
    for (let i = 0; i < 14; i++)
      await desks.hall.issue(i % 2 ? 'ho-tich' : 'chung-thuc', i % 4 === 3 ? 'cao-tuoi' : 'ordinary')
    const screen = await desks.seat('an', 'quay-1')
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
      for (const key of ['p', 't', 'e', 'i', 'm', 'h']) {
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
    for (let i = 0; i < 9; i++) await desks.hall.issue('ho-tich', i === 0 ? 'cao-tuoi' : 'ordinary')
    const screen = await desks.seat('an', 'quay-1')
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
    const screen = await desks.open()
    await screen.page.locator('set-up').waitFor()
    await looksRight(screen, 'desk-set-up')
    await screen.page.getByRole('button', { name: 'Tôi đã có mã PIN' }).click()
    await screen.page.locator('sign-in').waitFor()
    await looksRight(screen, 'desk-sign-in')
    const counters = await desks.open('an')
    await counters.page.locator('choose-counter .counters').waitFor()
    await looksRight(counters, 'desk-counters')
  })

  test('the day’s report, the health page and the dock stand behind their addresses', async () => {
    await desks.hall.issue('chung-thuc')
    const desk = await desks.seat('binh', 'quay-2')
    await press(desk.page, 'n', 'Mời')
    await now(desk.page, null, 'called')
    await desk.page.keyboard.press('f')
    await desk.page.locator('.told p', { hasText: 'Đã xong' }).waitFor()

    const day = await desks.open('binh', { path: '/desk/day' })
    await day.page.getByText('Đã cấp: 1').waitFor()
    await day.page.locator('tr', { hasText: 'Chứng thực' }).first().waitFor()
    await looksRight(day, 'desk-day', { tall: true })
    day.assertQuiet()

    const stranger = await desks.open(null, { path: '/desk/day' })
    await stranger.page.getByText('Cần đăng nhập').waitFor()

    const health = await desks.open(null, { path: '/desk/health' })
    await health.page.getByText('Dấu kiểm nhật ký').waitFor()
    await looksRight(health, 'desk-health', { tall: true })
    // Whether somebody is signed in is asked; nobody is.
    health.assertQuiet([/401.*\/api\/session/])

    const dock = await desks.open(null, { path: '/desk/dock' })
    await dock.page.getByRole('button', { name: 'Hết giấy' }).first().click()
    await desk.page.locator('hall-side li').first().waitFor()
    await looksRight(dock, 'desk-dock', { tall: true })
    await looksRight(desk, 'desk-device-fault')
    dock.assertQuiet()
  }, 60_000)
})
