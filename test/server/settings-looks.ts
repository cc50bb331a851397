import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pngOf } from '#server/paper/picture.ts'
import { chime } from '#server/speech/chime.ts'
import { integratedLoudness } from '#server/speech/loudness.ts'
import { readWav, writeWav } from '#server/speech/wav.ts'
import { mp4Of, webmOf } from '../kit/films.ts'
import { halfAsked } from '../kit/half-asked.ts'
import { type Reply, type Staffer, startHub, type TestHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

let hall: TestHub
let admin: Staffer

const get = (path: string) => hall.get(path, { cookie: admin.cookie })
async function change(kind: string, body: object): Promise<Reply> {
  const { version } = (await get(`/api/settings/${kind}`)).body
  return hall.post(
    `/api/settings/${kind}`,
    { version, body, from: null, why: 'thử' },
    { method: 'PUT', cookie: admin.cookie },
  )
}
async function send(
  path: string,
  type: string,
  body: Uint8Array,
  method = 'POST',
  cookie = admin.cookie,
): Promise<Reply> {
  const response = await fetch(`${hall.url}${path}`, {
    method,
    headers: { 'content-type': type, cookie },
    body: body as Uint8Array<ArrayBuffer>,
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}
const board = async () => (await hall.get('/api/views/display')).body
const row = (more: object) => ({
  id: '*',
  diagonal: null,
  distance: null,
  glass: '1920x1080',
  rows: null,
  counters: [],
  services: [],
  waiting: true,
  media: true,
  ...more,
})

/** A black square as a PNG. */
const square = pngOf({ width: 64, height: 64, bytes: new Uint8Array(512).fill(0xff) })

spec('boards, slips and the voice, as an office sets them', ({ test, before, after }) => {
  before(async () => {
    hall = await startHub()
    admin = await hall.administrator()
  })
  after(() => hall.close())

  test('a board hears of its look at once: rows, counters by what hangs over them, notices of the hour', async () => {
    const notices = [
      { text: { vi: 'Hôm nay', en: 'Today' }, fromDay: null, untilDay: null, fromTime: null, untilTime: null },
      { text: { vi: 'Đã qua', en: 'Over' }, fromDay: null, untilDay: '2020-01-01', fromTime: null, untilTime: null },
    ]
    const boards = [row({ id: 'sanh-1', diagonal: 65, distance: 6, rows: 5, counters: ['quay-2'] })]
    assert.equal((await change('boards', { boards, notices })).status, 200)
    const { look } = await board()
    assert.deepEqual(look.notices, [{ vi: 'Hôm nay', en: 'Today' }])
    const [own] = look.boards
    assert.deepEqual([own.id, own.diagonal, own.rows, own.counters], ['sanh-1', 65, 5, ['2']])
  })

  test('what a board names must be there, each board once, and a notice must say something', async () => {
    const notice = {
      text: { vi: '', en: '' },
      fromDay: '2026-12-02',
      untilDay: '2026-12-01',
      fromTime: null,
      untilTime: null,
    }
    const boards = [row({ id: 'a', counters: ['quay-99'], services: ['none'] }), row({ id: 'a' })]
    const reply = await change('boards', { boards, notices: [notice] })
    assert.equal(reply.status, 422)
    assert.deepEqual(
      reply.body.lines
        .filter((one: { severity: string }) => one.severity === 'error')
        .map(({ path }: { path: string }) => path),
      ['/boards/0/counters', '/boards/0/services', '/boards/1/id', '/notices/0/text/vi', '/notices/0/untilDay'],
    )
  })

  test('pictures are known by their content, named by their hash, and served as nothing else', async () => {
    const took = await send('/api/media', 'image/png', square)
    assert.equal(took.status, 200, JSON.stringify(took.body))
    assert.match(took.body.name, /^[0-9a-f]{32}\.png$/)
    assert.equal((await send('/api/media', 'image/jpeg', square)).body.name, took.body.name, 'twice the same is one')
    const page = await fetch(`${hall.url}${took.body.url}`)
    assert.deepEqual([page.status, page.headers.get('content-type')], [200, 'image/png'])
    assert.match(page.headers.get('content-security-policy') ?? '', /sandbox/)
    assert.deepEqual(Buffer.from(await page.arrayBuffer()), square)
    const part = await fetch(`${hall.url}${took.body.url}`, { headers: { range: 'bytes=1-3' } })
    assert.deepEqual([part.status, await part.text()], [206, 'PNG'])
    assert.equal((await fetch(`${hall.url}${took.body.url}`, { headers: { range: 'bytes=999999-' } })).status, 416)
  })

  test('what is no picture, too large, or sent by a stranger is not taken', async () => {
    const html = Buffer.from('<html><script>alert(1)</script></html>'.padEnd(200))
    assert.deepEqual((await send('/api/media', 'image/png', html)).body.code, 'wrong-media')
    assert.equal((await send('/api/media', 'text/html', html)).status, 415)
    const huge = Buffer.concat([square, randomBytes(9 * 1024 * 1024)])
    assert.equal((await send('/api/media', 'image/png', huge)).status, 413)
    const officer = await hall.officer('an')
    assert.equal((await send('/api/media', 'image/png', square, 'POST', officer.cookie)).status, 403)
    for (const name of ['..%2Fluot.db', '%2e%2e%2fluot.db', 'none.png']) {
      assert.equal((await fetch(`${hall.url}/media/${name}`)).status, 404)
    }
  })

  test('a picture whose sender left while it came is not taken', async () => {
    const cookieIn = ({ headers }: Reply) => headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const lan = { id: 'lan', name: 'Phạm Thị Lan', role: 'head' }
    const { pin } = (await hall.post('/api/people', lan, { cookie: admin.cookie })).body
    const cookie = cookieIn(await hall.post('/api/session', { staff: 'lan', pin }))
    const secret = { secret: 'mot cau rat dai' }
    const head = cookieIn(await hall.post('/api/session/secret', secret, { cookie, method: 'PUT' }))
    const body = pngOf({ width: 32, height: 32, bytes: new Uint8Array(128).fill(0x0f) })
    const { finish } = await halfAsked(hall.url, 'POST /api/media', head, { type: 'image/png', body })
    assert.equal((await hall.post('/api/people/lan', {}, { cookie: admin.cookie, method: 'DELETE' })).status, 200)
    const before = (await get('/api/media')).body
    assert.match(await finish(), /^HTTP\/1\.1 401 .*"sign-in-first"/s)
    assert.deepEqual((await get('/api/media')).body, before)
  })

  test('a film is taken if boards can play it, and refused with what is wrong with it if they cannot', async () => {
    const said = async (type: string, film: Buffer) => {
      const { status, body } = await send('/api/media', type, film)
      return status === 200 ? 'taken' : `${status} ${body.code} ${/\(([^(]*)\)$/.exec(body.message.vi)?.[1] ?? ''}`
    }
    assert.equal(await said('video/mp4', mp4Of('hvc1', 1280, 720)), '415 film-unplayable HEVC, H.265')
    assert.equal(await said('video/mp4', mp4Of('avc1', 3840, 2160)), '415 film-unplayable 3840×2160')
    assert.equal(await said('video/webm', webmOf('V_MPEGH/ISO/HEVC', 640, 360)), '415 film-unplayable V_MPEGH/ISO/HEVC')
    assert.equal(await said('video/mp4', mp4Of('avc1', 1280, 720).subarray(0, 64)), '415 wrong-media ')
    for (const film of [mp4Of('avc1', 1080, 1920), mp4Of('vp09', 1920, 1088)]) {
      assert.equal(await said('video/mp4', film), 'taken')
    }
    assert.equal(await said('video/webm', webmOf('V_VP9', 1280, 720)), 'taken')
    for (const { name } of (await get('/api/media')).body.files.filter(({ kind }: { kind: string }) => kind === 'film'))
      await fetch(`${hall.url}/api/media/${name}`, { method: 'DELETE', headers: { cookie: admin.cookie } })
  })

  test('a film put into the folder by hand is found; a board is sent what is there and never what is not', async () => {
    const folder = join(hall.dataFolder, 'media')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'gioi-thieu.mp4'), mp4Of('avc1', 1280, 720))
    writeFileSync(join(folder, 'tu-dien-thoai.mp4'), mp4Of('hvc1', 1920, 1080))
    writeFileSync(join(folder, 'trang.png'), '<html></html>'.padEnd(100))
    writeFileSync(join(folder, 'luot.html'), '<html></html>')
    const { files } = (await get('/api/media')).body
    assert.deepEqual(
      files.map(({ kind, name, unplayable }: { kind: string; name: string; unplayable: string | null }) => [
        kind,
        name.length > 30 ? 'hash' : name,
        unplayable,
      ]),
      [
        ['picture', 'hash', null],
        ['film', 'gioi-thieu.mp4', null],
        ['film', 'tu-dien-thoai.mp4', 'HEVC, H.265'],
      ],
    )
    const [picture] = files
    const items = [picture.name, 'gioi-thieu.mp4', 'khong-co.webm', 'tu-dien-thoai.mp4'].map((file) => ({
      file,
      seconds: 5,
    }))
    const saved = await change('boards', { boards: [], playlist: { items, volume: 30 } })
    assert.equal(saved.status, 200)
    assert.deepEqual(
      saved.body.lines.map(({ code, path }: { code: string; path: string }) => [code, path]),
      [['no-such-file', '/playlist/items/2/file']],
    )
    const { media } = (await board()).look
    assert.deepEqual(
      media.items.map(({ kind }: { kind: string }) => kind),
      ['picture', 'film'],
    )
    assert.equal(media.volume, 30)
    const remove = await fetch(`${hall.url}/api/media/${picture.name}`, {
      method: 'DELETE',
      headers: { cookie: admin.cookie },
    })
    assert.equal(remove.status, 409)
    assert.equal((await change('boards', { playlist: { items: [], volume: 0 } })).status, 200)
    const gone = await fetch(`${hall.url}/api/media/${picture.name}`, {
      method: 'DELETE',
      headers: { cookie: admin.cookie },
    })
    assert.equal(gone.status, 200)
    assert.equal((await fetch(`${hall.url}${picture.url}`)).status, 404)
  })

  test('U12: a slip is looked at as it will print, and a number can never be left out', async () => {
    const standard = (await get('/api/slips/preview?dots=384')).body
    assert.ok(standard.numberMm >= 20, `${standard.numberMm}`)
    assert.match(standard.png, /^data:image\/png;base64,/)
    const { body } = (await get('/api/settings/slips')).body
    const preview = (slips: object, dots = 576) =>
      hall.post('/api/slips/preview', { slips, dots }, { cookie: admin.cookie })
    const bare = (await preview({ ...body, parts: [] })).body
    const whole = (await preview(body)).body
    assert.ok(bare.lengthMm < whole.lengthMm)
    assert.ok(bare.numberMm >= 20)
    const long = (await preview({ ...body, longestCm: 8 })).body
    assert.deepEqual(
      long.lines.map(({ code }: { code: string }) => code),
      ['slip-too-long'],
    )
    const twice = await preview({ ...body, parts: [{ what: 'qr' }, { what: 'qr' }] })
    assert.deepEqual([twice.status, twice.body.lines[0].path], [422, '/parts/1/what'])
    assert.equal((await preview({ ...body, number: false })).status, 422)
  })

  test('the next slip is printed as the office set it, with its own words and its logo', async () => {
    const logo = (await send('/api/media', 'image/png', square)).body.name
    const { body } = (await get('/api/settings/slips')).body
    const wanted = {
      ...body,
      logo,
      parts: [{ what: 'service' }, { what: 'qr' }],
      footer: { vi: 'Xin cảm ơn', en: 'Thanks' },
    }
    assert.equal((await change('slips', wanted)).status, 200)
    await hall.issue()
    let slip: { text?: string; height?: number } | undefined
    for (let tries = 0; tries < 200 && slip === undefined; tries++) {
      slip = (await hall.get('/api/dock')).body.slips.at(-1)
      await wait(20)
    }
    assert.ok(slip, 'a slip came out')
    const preview = (await get('/api/slips/preview?dots=576')).body
    const whole = (
      await hall.post('/api/slips/preview', { slips: { ...wanted, logo: null }, dots: 576 }, { cookie: admin.cookie })
    ).body
    assert.ok(preview.lengthMm >= whole.lengthMm + 17, 'the logo stands on it')
  })

  test('a call is worded by the office, digits spelled by us, and heard before it holds', async () => {
    const { body } = (await get('/api/settings/voice')).body
    for (const wrong of [
      'Mời số {number} nhé',
      'Mời {number} {number} đến {counter}',
      'Mời {number} đến quầy 5 {counter}',
    ]) {
      const reply = await change('voice', { ...body, wording: { callVi: wrong, callEn: null } })
      assert.deepEqual([reply.status, reply.body.lines[0].code], [422, 'wording-places'], wrong)
    }
    const voice = {
      ...body,
      wording: { callVi: 'Kính mời bà con số {number}, vào bàn {counter} giúp ạ', callEn: null },
      wordsPerMinute: 130,
    }
    if (!hasVoice()) return
    const heard = await hall.post('/api/voice/listen', { voice }, { cookie: admin.cookie })
    assert.equal(heard.status, 200, JSON.stringify(heard.body))
    assert.match(heard.body.text, /^Kính mời bà con số .* vào bàn .* giúp ạ\.$/)
    assert.ok(!/\d/.test(heard.body.text))
    const sound = readWav(new Uint8Array(await (await fetch(`${hall.url}${heard.body.url}`)).arrayBuffer()))
    assert.ok(Math.abs(integratedLoudness(sound) + 18) <= 2)
  })

  test('boards are told how often to say it', async () => {
    assert.equal((await board()).look.voice, null)
    assert.equal((await change('voice', { times: 3, restMs: 4_000 })).status, 200)
    assert.deepEqual((await board()).look.voice, { times: 3, restMs: 4_000 })
  })

  test('a recording is cut, levelled, listed, played and taken away; what is no voice is not taken', async () => {
    const { clips } = (await get('/api/voice/clips')).body
    const word = clips.find(({ clip }: { clip: string }) => clip === 'vi/d0')
    assert.deepEqual(word, { clip: 'vi/d0', say: 'không', recorded: null })
    const path = '/api/voice/clips/vi/d0'
    assert.equal((await send(path, 'audio/wav', Buffer.from('no sound at all'), 'PUT')).status, 422)
    const silence = writeWav({ rate: 22_050, samples: new Float32Array(22_050) })
    assert.match((await send(path, 'audio/wav', silence, 'PUT')).body.detail, /silent/)
    const quiet = chime()
    const sent = writeWav({ rate: quiet.rate, samples: quiet.samples.map((sample) => sample / 20) })
    const took = await send(path, 'audio/wav', sent, 'PUT')
    assert.equal(took.status, 200, JSON.stringify(took.body))
    assert.ok(took.body.wasLufs < -30 && Math.abs(took.body.lufs + 18) <= 2, JSON.stringify(took.body))
    const listed = (await get('/api/voice/clips')).body.clips.find(({ clip }: { clip: string }) => clip === 'vi/d0')
    assert.ok(listed.recorded.bytes > 1_000)
    assert.equal((await fetch(`${hall.url}${path}`, { headers: { cookie: admin.cookie } })).status, 200)
    assert.equal((await send('/api/voice/clips/vi/none', 'audio/wav', sent, 'PUT')).status, 404)
    const remove = await fetch(`${hall.url}${path}`, { method: 'DELETE', headers: { cookie: admin.cookie } })
    assert.equal(remove.status, 200)
    assert.equal((await fetch(`${hall.url}${path}`, { headers: { cookie: admin.cookie } })).status, 404)
  })
})

function hasVoice(): boolean {
  try {
    execFileSync('espeak-ng', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
