import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { openDatabase } from '#server/journal/open-database.ts'
import { staffOf } from '#server/settings/staff.ts'
import { viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import { type HandClock, handClock } from '../kit/machine.ts'
import { spec } from '../kit/spec.ts'

let hall: BrowserHall
const clock: HandClock = handClock(Date.parse('2026-11-23T01:00:00Z'))

spec('the pages that prove the journal and erase in it, before a real hub', ({ test, ...around }) => {
  openBrowserHall(
    around,
    async (opened) => {
      hall = opened
      await hall.issue()
      clock.pass(86_400_000)
      await hall.issue()
    },
    { machine: clock },
  )

  test('anyone reads where the journal stands, as it stands on the slip', async () => {
    const screen = await hall.open('/desk/proof', viewports.desk)
    await screen.page.getByText('Các ngày đã chốt').waitFor()
    const shown = (await screen.page.locator('code').first().textContent()) ?? ''
    assert.match(shown, /^([0-9a-f]{4} ){15}[0-9a-f]{4}$/)
    await screen.settled()
    assert.deepEqual(await screen.axe(), [])
    await screen.shot('desk/proof')
    // Whether somebody is signed in is asked; nobody is.
    screen.assertQuiet([/401.*\/api\/session/])
  })

  test('a citizen’s number of yesterday is looked up and erased, by the keyboard alone', async () => {
    const ticket = randomUUID()
    const asked = { ticket, service: 'chung-thuc', class: 'khuyet-tat' }
    const { number } = (await hall.post('/api/issue-ticket', asked, { key: randomUUID() })).body
    await answered(ticket)
    clock.pass(86_400_000)
    await hall.issue()
    // A night has passed: whoever was signed in is not any more.
    const head = await signedInAgain()
    const screen = await hall.open('/desk/kept', viewports.desk, {
      prepare: async (context) => {
        const [name = '', value = ''] = head.cookie.split('=')
        await context.addCookies([{ name, value, url: hall.url }])
      },
    })
    const { page } = screen
    await page.getByLabel('Ngày').fill('2026-11-24')
    await page.getByLabel('Số trên phiếu').fill(number)
    await page.keyboard.press('Enter')
    await page.getByText('khuyet-tat').waitFor()
    await page.getByText('không ai xem được riêng').waitFor()
    await screen.settled()
    assert.deepEqual(await screen.axe(), [])
    await screen.shot('desk/kept')
    await page.getByLabel('Lý do xóa').fill('Công dân đề nghị')
    await page.keyboard.press('Enter')
    await page.getByText('Đã xóa ở 2 dòng.').waitFor()
    assert.equal(await page.getByText('khuyet-tat').count(), 0)
    screen.assertQuiet()
  })

  /** The number is served, and says how it was. */
  async function answered(ticket: string): Promise<void> {
    const an = await hall.officer('an')
    await an.ask('open-counter', { counter: 'quay-1' })
    await an.ask('pick-ticket', { counter: 'quay-1', ticket, reason: 'Đi lại khó' })
    await an.ask('finish-service', { counter: 'quay-1', ticket })
    const rate = { ticket, counter: 'quay-1', level: 'chua-hai-long', reasons: ['thai-do'] }
    assert.equal((await hall.post('/api/rate-ticket', rate, { key: randomUUID() })).status, 200)
  }

  /** Whoever made the office kept the password to themselves: another head is made beside them. */
  async function signedInAgain(): Promise<{ cookie: string }> {
    const secret = randomUUID()
    const database = openDatabase(hall.dataFolder)
    const staff = staffOf(database, clock.steady)
    await staff.add({ id: 'truong', name: 'Trưởng bộ phận', role: 'head' }, secret, clock.wall())
    database.close()
    const reply = await hall.post('/api/session', { staff: 'truong', pin: secret })
    return { cookie: reply.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
  }
})
