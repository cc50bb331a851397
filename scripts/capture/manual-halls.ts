import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { type OpenBrowser, viewports } from '../../test/kit/browser.ts'
import { say, wards, wordsOf } from '../../test/kit/city-halls.ts'
import { startHub } from '../../test/kit/hub.ts'
import { aMonthOfWork } from '../../test/kit/month-of-work.ts'
import { picture } from './picture.ts'

const LAST_STEP = 8
/** The steps of which the manual shows a picture. */
const SHOWN_STEPS = [2, 5, 6, 8]

/** The rating terminal of a counter where somebody has just been served. */
export async function pictureOfRating(browser: OpenBrowser): Promise<void> {
  const hall = await startHub()
  try {
    const officer = await hall.officer('an')
    const counter = 'quay-2'
    await officer.ask('open-counter', { counter })
    await hall.issue('chung-thuc')
    const { called } = (await officer.ask('call-next', { counter })).body
    const screen = await browser.open(`${hall.url}/kiosk/rating?counter=${counter}&id=rating-2`, viewports.tablet)
    await screen.page.locator('rating-terminal b').first().waitFor()
    await officer.ask('finish-service', { counter, ticket: called.ticket })
    await screen.page.locator('.face').first().waitFor()
    await picture(screen, 'rating')
    await screen.close()
  } finally {
    await hall.close()
  }
}

/** A counter while the hall practises. */
export async function pictureOfPractice(browser: OpenBrowser): Promise<void> {
  const hall = await startHub()
  try {
    const admin = await hall.administrator()
    await admin.ask('begin-practice', {})
    for (const service of ['ho-tich', 'chung-thuc', 'chung-thuc']) await hall.issue(service)
    await admin.ask('open-counter', { counter: 'quay-1' })
    await admin.ask('call-next', { counter: 'quay-1' })
    const [name = '', value = ''] = admin.cookie.split('=')
    const screen = await browser.open(`${hall.url}/desk/`, viewports.desk, {
      touch: false,
      prepare: (context) => context.addCookies([{ name, value, url: hall.url }]),
    })
    await screen.page.locator('choose-counter luot-button[hint="1"]').click()
    await screen.page.locator('ticket-now[data-state=called]').waitFor()
    await picture(screen, 'practice')
    await screen.close()
  } finally {
    await hall.close()
  }
}

/** All the halls of a city, and one of them looked at closely. */
export async function picturesOfCity(browser: OpenBrowser): Promise<void> {
  const hub = await startHub()
  try {
    const { cookie } = await hub.administrator()
    const halls = wards(168)
    const words = wordsOf(halls, Date.now())
    for (const [i, { id, name }] of halls.entries()) {
      const { key } = (await hub.post('/api/city/halls', { id, name }, { cookie })).body
      // Two were entered and have not spoken yet.
      if (i < 166) await say(hub.url, key, words[i])
    }
    const [name = '', value = ''] = cookie.split('=')
    const screen = await browser.open(`${hub.url}/desk/city`, viewports.desk, {
      touch: false,
      prepare: (context) => context.addCookies([{ name, value, url: hub.url }]),
    })
    const first = screen.page.locator('city-halls tbody tr button.name').first()
    await first.waitFor()
    await picture(screen, 'city')
    await first.click()
    await screen.page.locator('hall-standing').getByRole('link').waitFor()
    await picture(screen, 'city-hall')
    await screen.close()
  } finally {
    await hub.close()
  }
}

/** A month's ranking with its evidence, and the question before it is confirmed. */
export async function picturesOfRanking(browser: OpenBrowser): Promise<void> {
  const month = await aMonthOfWork()
  const [name = '', value = ''] = (await month.admin()).cookie.split('=')
  const screen = await browser.open(`${month.hall.url}/desk/ranking`, viewports.desk, {
    touch: false,
    reducedMotion: 'reduce',
    prepare: async (context) => {
      await context.clock.setSystemTime(month.clock.wall())
      await context.addCookies([{ name, value, url: month.hall.url }])
    },
  })
  const { page } = screen
  try {
    await page.locator('[data-officer=an]').waitFor()
    await picture(screen, 'ranking')
    await page
      .getByRole('button', { name: /^Xem căn cứ/ })
      .first()
      .click()
    await page.locator('[data-criterion]').first().waitFor()
    await picture(screen, 'ranking-evidence')
    await page.getByRole('button', { name: 'Chốt tháng' }).click()
    await page.locator('luot-dialog dialog[open]').waitFor()
    await picture(screen, 'ranking-confirm')
  } finally {
    await screen.close()
    await month.hall.close()
  }
}

/** The assistant that sets a hall up, from the code of the first start to the slips with PINs. */
export async function picturesOfSetup(browser: OpenBrowser): Promise<void> {
  const hall = await startHub({ env: { LUOT_DEMO: '0' }, limits: 'kept' })
  const screen = await browser.open(`${hall.url}/desk/setup`, viewports.desk, { touch: false, reducedMotion: 'reduce' })
  const { page } = screen
  try {
    await page.locator('set-up #code').fill('••••-••••')
    await page.locator('#staff').fill('hoa')
    await page.locator('#name').fill('Nguyễn Thị Hoa')
    await picture(screen, 'setup-code')
    await page.locator('#code').fill(hall.hub.setupCode ?? '')
    await page.locator('#password').fill(randomUUID())
    await page.getByRole('button', { name: 'Tạo' }).first().click()
    await page.locator('setup-begin').getByRole('radio').first().waitFor()
    await picture(screen, 'setup-1')
    for (let step = 2; step <= LAST_STEP; step++) {
      await page.getByRole('button', { name: 'Tiếp', exact: true }).click()
      await fillStep(page, step)
      if (SHOWN_STEPS.includes(step)) await picture(screen, `setup-${step}`)
    }
  } finally {
    await screen.close()
    await hall.close()
  }
}

async function fillStep(page: Page, step: number): Promise<void> {
  if (step === 2) {
    await page.locator('#name-vi').fill('Trung tâm hành chính công Hoa Sen')
    await page.locator('#name-en').fill('Hoa Sen Public Service Centre')
  }
  if (step === 5) {
    for (const name of ['Trần Thị Lan', 'Lê Văn Đức']) {
      await page.getByRole('button', { name: 'Thêm người' }).click()
      await page.locator('.rows > li:last-child .name').fill(name)
    }
  }
  if (step === 7) await page.locator('slip-preview img').waitFor()
  if (step === LAST_STEP) await page.locator('setup-check').waitFor()
}
