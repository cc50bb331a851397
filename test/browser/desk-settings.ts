import assert from 'node:assert/strict'
import type { BrowserContext, Page } from 'playwright-core'
import { pngOf } from '#server/paper/picture.ts'
import { readWav, type Sound, writeWav } from '#server/speech/wav.ts'
import { type Screen, type Viewport, viewports } from '../kit/browser.ts'
import { type BrowserHall, openBrowserHall } from '../kit/browser-hall.ts'
import { recordFilms } from '../kit/films.ts'
import type { Staffer } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

const A_WHILE = 90_000
/** A change is told to every screen at once: far sooner than any of them would ask again by itself, also on a slow machine. */
const SOON = 15_000
const phone = { width: 390, height: 844, mmPerPx: 0.16 } satisfies Viewport
const picture = pngOf({ width: 64, height: 36, bytes: new Uint8Array(8 * 36).fill(0x3c) })

let hall: BrowserHall
let admin: Staffer

spec('every setting behind one entrance, before a real hub', ({ test, ...around }) => {
  openBrowserHall(around, async (opened) => {
    hall = opened
    admin = await hall.administrator()
  })

  test(
    'each group says what holds, since when and by whom, at a desk and on a phone',
    async () => {
      for (const glass of [viewports.desk, phone]) {
        const screen = await openSettings('', glass)
        const { page } = screen
        for (const name of [
          'Quy tắc của văn phòng',
          'Bảng gọi số',
          'Phiếu số thứ tự',
          'Giọng gọi số',
          'Thiết bị của sảnh',
        ]) {
          await page
            .getByRole('link', { name: new RegExp(name) })
            .first()
            .waitFor()
        }
        await page.getByText('Như khi cài đặt').first().waitFor()
        await looksRight(screen, `settings-${glass.width}`)
        assert.deepEqual(await screen.axe(), [])
        screen.assertQuiet()
      }
    },
    A_WHILE,
  )

  test(
    'a slip is seen as it prints while it is written, saved with a reason, and taken back with one button',
    async () => {
      const screen = await openSettings('#slips')
      const { page } = screen
      const slip = page.locator('slip-preview img')
      await slip.waitFor()
      const before = await slip.getAttribute('src')
      await fill(page, '/slips/footer/vi', 'Xin cảm ơn quý vị')
      await page.locator(`slip-preview img:not([src="${before}"])`).waitFor({ timeout: 10_000 })
      await fill(page, '/slips/longestCm', '8')
      await page.locator('slip-preview', { hasText: 'hơn mức 8 cm' }).waitFor({ timeout: 10_000 })
      await looksRight(screen, 'settings-slips')
      assert.deepEqual(await screen.axe(), [])
      await save(page, 'lời cảm ơn')
      await page.getByText('Đã lưu. Màn hình theo ngay.').waitFor()
      const held = async () => (await hall.get('/api/settings/slips', { cookie: admin.cookie })).body.body
      assert.equal((await held()).footer.vi, 'Xin cảm ơn quý vị')
      await page.locator('document-history', { hasText: 'lời cảm ơn' }).waitFor()
      await press(page, 'Trở về bản trước')
      await giveReason(page, 'thử xong')
      await page.getByText('Đã trở về bản trước.').waitFor()
      assert.equal((await held()).footer.vi, '')
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'a board shows another look at once, without a reload, and a picture never covers a call',
    async () => {
      const board = await hall.open('/display/?id=sanh-1&speaks=0', viewports.board)
      await board.page.locator('luot-board luot-clock').waitFor()
      const screen = await openSettings('#boards')
      const { page } = screen
      await page.locator('media-shelf input[type=file]').setInputFiles({
        name: 'anh.png',
        mimeType: 'image/png',
        buffer: picture,
      })
      await press(page, /^Thêm vào lượt chiếu/)
      await press(page, 'Thêm: Từng bảng')
      await fill(page, '/boards/boards/0/id', 'sanh-1')
      await fill(page, '/boards/boards/0/diagonal', '32')
      await page.locator('[data-path="/boards/boards/0/diagonal"] .doubt', { hasText: 'Cần màn hình từ' }).waitFor()
      await fill(page, '/boards/boards/0/diagonal', '65')
      await fill(page, '/boards/boards/0/distance', '4')
      await press(page, 'Thêm: Thông báo theo ngày')
      await page.locator('summary', { hasText: '1' }).last().waitFor()
      await fill(page, '/boards/notices/0/text/vi', 'Chiều nay trả kết quả')
      await page.locator('board-preview', { hasText: 'Ảnh đứng bên cạnh' }).waitFor()
      await looksRight(screen, 'settings-boards')
      assert.deepEqual(await screen.axe(), [])
      await save(page, 'bảng mới')
      const beside = board.page.locator('.media.beside img')
      await beside.waitFor({ timeout: SOON })
      screen.assertQuiet()

      // A call while the picture stands: whole, and beside it.
      const officer = await hall.officer('an')
      await officer.ask('open-counter', { counter: 'quay-1' })
      await hall.issue()
      await officer.ask('call-next', { counter: 'quay-1' })
      const call = board.page.locator('.now.calling .large')
      await call.waitFor({ timeout: SOON })
      await board.shot('board-with-picture')
      const [number, media] = [await call.boundingBox(), await board.page.locator('.media').boundingBox()]
      assert.ok(number && media && number.x + number.width <= media.x, JSON.stringify({ number, media }))
      await board.assertNothingCut()
      assert.deepEqual(await board.axe(), [])

      // From afar the letters need the whole glass: the picture is gone while somebody is called.
      await change('boards', (now) => ({ ...now, boards: [{ ...now.boards[0], diagonal: 55, distance: 10 }] }))
      await board.page.locator('.media.between').waitFor({ state: 'attached', timeout: SOON })
      assert.equal(await board.page.locator('.media.between').isVisible(), false)
      await board.page.locator('.now .large').waitFor()
      board.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'a picture that is broken is passed over, and the board goes on',
    async () => {
      await change('boards', (now) => ({
        ...now,
        boards: [],
        playlist: { items: [...now.playlist.items, { file: 'khong-co.png', seconds: 3 }], volume: 0 },
      }))
      const board = await hall.open('/display/?id=sanh-2&speaks=0&distance=4', viewports.board)
      await board.page.route('**/media/*.png', (route) =>
        route.fulfill({ status: 200, contentType: 'image/png', body: 'x' }),
      )
      await board.page.reload()
      await board.page.locator('luot-board .calls').waitFor()
      await board.page.locator('.media').waitFor({ state: 'attached' })
      await board.settled()
      assert.equal(await board.page.locator('luot-board luot-clock').count(), 1)
      board.assertQuiet([/media/])
    },
    A_WHILE,
  )

  test(
    'a film plays beside the calls and gives way to them; one that is broken is passed over and told; without any the board goes on',
    async () => {
      const screen = await openSettings('#boards')
      const { webm, mp4 } = await recordFilms(screen.page)
      await screen.page
        .locator('media-shelf input[type=file]')
        .setInputFiles({ name: 'phim.webm', mimeType: 'video/webm', buffer: webm })
      const film = screen.page.locator('media-shelf li', { hasText: '.webm' })
      await film.waitFor()
      const name = ((await film.locator('span').first().textContent()) ?? '').trim().split(/\s/)[0] ?? ''
      const show = (files: readonly string[]) =>
        change('boards', (now) => ({
          ...now,
          boards: [],
          notices: [],
          playlist: { items: files.map((file) => ({ file, seconds: 5 })), volume: 80 },
        }))
      await show([name])

      // Near enough the film has a place of its own; from afar it has the number's, while nobody is called.
      const near = await hall.open('/display/?id=gan&distance=4', viewports.board)
      const far = await hall.open('/display/?id=xa&speaks=0', viewports.board)
      for (const board of [near, far]) await board.page.evaluate(KNOW_THE_FILM)
      await near.page.locator('.media.beside video').waitFor()
      await far.page.locator('.media.between video').waitFor({ state: 'attached' })
      await near.until('!film().paused && film().currentTime > 0.2')
      assert.deepEqual(await near.page.evaluate('[film().muted, film().volume]'), [false, 0.8])
      await near.page.evaluate('watchTheEnd()')
      await near.until('theEnd.times > 0 && film().currentTime > 0.2')

      const officer = await hall.officer('binh')
      await officer.ask('open-counter', { counter: 'quay-2' })
      await hall.issue()
      await officer.ask('call-next', { counter: 'quay-2' })
      for (const board of [near, far]) await board.page.locator('.now.calling .large').waitFor()
      await near.until('film().volume < 0.2 && !film().paused')
      await far.until('film().paused')
      assert.equal(await far.page.locator('.media').isVisible(), false)
      const [number, media] = [
        await near.page.locator('.now .large').boundingBox(),
        await near.page.locator('.media').boundingBox(),
      ]
      assert.ok(number && media && number.x + number.width <= media.x, JSON.stringify({ number, media }))
      await near.shot('board-with-film')
      for (const board of [near, far]) await board.assertNothingCut()

      // The first bytes of a film, and nothing of its pictures: the door knows no better, the board does.
      const [broken, other] = [await sendFilm(webm.subarray(0, 400), 'webm'), await sendFilm(mp4, 'mp4')]
      await show([broken, other])
      await near.until(`film().currentSrc.endsWith('${other}') && film().currentTime > 0.2`)
      await near.page.locator('.notes', { hasText: `Không chiếu được tệp ${broken}` }).waitFor()
      assert.equal(await near.page.locator('.notes', { hasText: other }).count(), 0)
      // Nobody is called any more: the film is heard again, though it gave way for as long as the voice spoke.
      await near.until('film().volume === 0.8', 30_000)

      await show([])
      for (const board of [near, far]) await board.page.locator('.media').waitFor({ state: 'detached' })
      await near.page.locator('.now .large').waitFor()
      const gone = await hall.post(`/api/media/${other}`, null, { method: 'DELETE', cookie: admin.cookie })
      assert.equal(gone.status, 200)
      near.assertQuiet()
      far.assertQuiet()
      screen.assertQuiet()
    },
    A_WHILE,
  )

  test(
    'the voice, targets and the file have their places, within reach of the keyboard',
    async () => {
      const screen = await openSettings('#voice')
      const { page } = screen
      await page.locator('voice-clips', { hasText: 'vi/d0' }).waitFor()
      await looksRight(screen, 'settings-voice')
      assert.deepEqual(await screen.axe(), [])

      // A word sent over the page is heard there; with every word recorded the whole call is made of recordings.
      const chosen = page.waitForEvent('filechooser')
      await page.getByRole('button', { name: /: vi\/d0$/ }).click()
      await (await chosen).setFiles({ name: 'khong.wav', mimeType: 'audio/wav', buffer: Buffer.from(TONE) })
      await page.getByRole('button', { name: /^Nghe: vi\/d0$/ }).click()
      await screen.until(`${PLAYER}.ended && ${PLAYER}.duration > 0.2`)
      const { clips } = (await hall.get('/api/voice/clips', { cookie: admin.cookie })).body
      assert.deepEqual(
        clips.flatMap(({ clip, recorded }: { clip: string; recorded: object | null }) => (recorded ? [clip] : [])),
        ['vi/d0'],
      )
      for (const { clip, recorded } of clips) {
        if (recorded) continue
        const headers = { cookie: admin.cookie, 'content-type': 'audio/wav' }
        const sent = await fetch(`${hall.url}/api/voice/clips/${clip}`, { method: 'PUT', headers, body: TONE })
        assert.equal(sent.status, 200, clip)
      }
      await press(page, 'Nghe thử')
      await screen.until(`/clips\\/[^/]+\\.wav$/.test(${PLAYER}.src) && ${PLAYER}.currentTime > 0.2`, 15_000)
      const heard = await fetch(await page.evaluate<string>(`${PLAYER}.src`))
      assert.ok(
        shareOfTone(readWav(new Uint8Array(await heard.arrayBuffer()))) > 0.8,
        'the recorded tone, and no made voice',
      )
      await fill(page, '/call/wording/callVi', 'Mời số {number} nhé các bác')
      await page.locator('[data-path="/call/wording/callVi"] .wrong', { hasText: '{counter}' }).waitFor()
      await fill(page, '/call/wording/callVi', 'Mời số {number} đến bàn {counter}')
      await save(page, 'bàn thay quầy')
      await page.getByText('Đã lưu. Màn hình theo ngay.').waitFor()
      await press(page, 'Mọi cài đặt')
      await page.getByRole('link', { name: /Chỉ tiêu và theo dõi/ }).focus()
      await page.keyboard.press('Enter')
      await page.locator('[data-control="/site/target/satisfiedShare"]').waitFor()
      await looksRight(screen, 'settings-site')
      assert.deepEqual(await screen.axe(), [])

      // What is not saved goes by no way without a question.
      const target = page.locator('[data-control="/site/target/satisfiedShare"]')
      const mayLeave = () => page.evaluate("dispatchEvent(new Event('beforeunload', { cancelable: true }))")
      assert.equal(await mayLeave(), true)
      await fill(page, '/site/target/satisfiedShare', '91')
      assert.equal(await mayLeave(), false)
      await press(page, 'Mọi cài đặt')
      await page.getByText('Bỏ những gì chưa lưu?').waitFor()
      assert.deepEqual(await screen.axe(), [])
      await press(page, 'Ở lại')
      assert.equal(await target.inputValue(), '91')
      await page.goBack()
      await press(page, 'Ở lại')
      assert.equal(await target.inputValue(), '91')
      assert.match(page.url(), /#site$/)
      await page.goBack()
      await press(page, 'Bỏ, không lưu')
      await page.getByRole('link', { name: /Chỉ tiêu và theo dõi/ }).waitFor()
      assert.equal(await mayLeave(), true)

      // Fields of copies, closing slip and retention speak like all others.
      for (const [kind, field] of [
        ['backups', 'Giữ bản mỗi ngày'],
        ['closing', 'Tự in sau buổi cuối'],
        ['retention', 'Giữ nội dung phản ánh'],
      ] as const) {
        await page.evaluate(`location.hash = '${kind}'`)
        await page.getByLabel(field).first().waitFor()
        await looksRight(screen, `settings-${kind}`)
      }
      screen.assertQuiet([/422/])
    },
    A_WHILE,
  )
})

async function openSettings(hash: string, glass: Viewport = viewports.desk): Promise<Screen> {
  return hall.open(`/desk/settings${hash}`, glass, { touch: false, prepare: signedIn(admin) })
}

/** Another document, as its page would save it. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into documents of every shape
async function change(kind: string, to: (now: any) => object): Promise<void> {
  const { version, body } = (await hall.get(`/api/settings/${kind}`, { cookie: admin.cookie })).body
  const asked = { version, body: to(body), from: null, why: 'thử' }
  const reply = await hall.post(`/api/settings/${kind}`, asked, { method: 'PUT', cookie: admin.cookie })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
}

async function save(page: Page, why: string): Promise<void> {
  await press(page, 'Lưu…')
  await giveReason(page, why)
}

async function giveReason(page: Page, why: string): Promise<void> {
  await page.locator('save-rules #why').fill(why)
  await page.keyboard.press('Enter')
  await page.locator('save-rules').waitFor({ state: 'detached' })
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await page
    .getByRole('button', { name, ...(typeof name === 'string' && { exact: false }) })
    .first()
    .click()
}

async function fill(page: Page, path: string, value: string): Promise<void> {
  const control = page.locator(`[data-control="${path}"]`)
  await control.fill(value)
  await control.blur()
}

async function looksRight(screen: Screen, name: string): Promise<void> {
  await screen.settled()
  await screen.shot(name)
  await screen.assertNothingCut({ mayScroll: true })
}

function signedIn({ cookie }: Staffer) {
  const [name = '', value = ''] = cookie.split('=')
  return (context: BrowserContext) => context.addCookies([{ name, value, url: hall.url }])
}

/** Sends a film through the door, and tells the name it is known by. */
async function sendFilm(film: Buffer, kind: 'webm' | 'mp4'): Promise<string> {
  const headers = { cookie: admin.cookie, 'content-type': `video/${kind}`, origin: hall.url }
  const reply = await fetch(`${hall.url}/api/media`, { method: 'POST', headers, body: new Uint8Array(film) })
  const { name, message } = (await reply.json()) as { name: string; message?: object }
  assert.equal(reply.status, 200, JSON.stringify(message))
  return name
}

/** Gives the page words for the film on its board, and for how often it came to its end. */
const KNOW_THE_FILM = `
  globalThis.film = () => document.querySelector('luot-board').shadowRoot.querySelector('board-media').shadowRoot.querySelector('video')
  globalThis.theEnd = { times: 0 }
  globalThis.watchTheEnd = () => film().addEventListener('ended', () => theEnd.times++)
`

const PLAYER = `document.querySelector('office-settings').shadowRoot.querySelector('document-sheet').shadowRoot.querySelector('voice-clips').shadowRoot.querySelector('audio')`

/** One word as an office records it, for ears and for a reckoning: half a second of 1000 Hz. */
const TONE_HZ = 1_000
const TONE = writeWav({
  rate: 22_050,
  samples: Float32Array.from({ length: 11_025 }, (_, i) => 0.3 * Math.sin((2 * Math.PI * TONE_HZ * i) / 22_050)),
})

/** How much of what is heard, by energy, is the tone: pieces of a hundredth of a second, each held against it (Goertzel). */
function shareOfTone({ rate, samples }: Sound): number {
  const size = Math.round(rate / 100)
  let [tone, all] = [0, 0]
  for (let from = 0; from + size <= samples.length; from += size) {
    let [re, im] = [0, 0]
    for (let i = 0; i < size; i++) {
      const sample = samples[from + i] ?? 0
      re += sample * Math.cos((2 * Math.PI * TONE_HZ * i) / rate)
      im += sample * Math.sin((2 * Math.PI * TONE_HZ * i) / rate)
      all += sample * sample
    }
    tone += (2 * (re * re + im * im)) / size
  }
  return tone / all
}
