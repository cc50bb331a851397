import * as assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { assertTargets, assertTexts, type OpenBrowser, openBrowser, type Screen, viewports } from '../kit/browser.ts'
import { spec } from '../kit/spec.ts'

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"

const goodStyle = `
  body { margin: 0; background: #fff; color: #111; font: 32px/1.5 sans-serif }
  main { padding: 48px; display: flex; gap: 24px }
  button { width: 300px; height: 120px; font: inherit; border: 2px solid #111; background: #fff; color: #111 }
`
const good = '<main><h1>Ấn Ễ</h1><button>Lấy số</button><button>Tra cứu</button></main>'

/** Every page is one small thing done right or wrong; the kit must tell which. */
const pages: Record<string, { body: string; style?: string; script?: string }> = {
  good: { body: good, style: goodStyle },
  thin: { body: '<main><button id="thin">A</button></main>', style: `${goodStyle} #thin { height: 80px }` },
  close: { body: good, style: `${goodStyle} main { gap: 10px }` },
  rim: { body: good, style: `${goodStyle} main { padding: 4px }` },
  curtain: {
    body: `${good}<div id="curtain"><button>Đóng</button></div>`,
    style: `${goodStyle} #curtain { position: fixed; inset: 0; background: #fff }`,
  },
  label: {
    body: '<main><label><input type="radio" name="a"> Hài lòng</label></main>',
    style: `${goodStyle} label { width: 200px; height: 100px; display: block } input { width: 1px; height: 1px; opacity: 0 }`,
  },
  pale: { body: '<main><p>✓</p></main>', style: `${goodStyle} p { color: #999 }` },
  veiled: { body: '<main><p>A</p></main>', style: `${goodStyle} main { opacity: 0.4 }` },
  gradient: {
    body: '<main><p>Số</p></main>',
    style: `${goodStyle} main { background: linear-gradient(#fff, #333) }`,
  },
  field: {
    body: '<main><input aria-label="Tìm" placeholder="Tìm"></main>',
    style: `${goodStyle} ::placeholder { color: #aaa }`,
  },
  wide: { body: '<main><p>rộng</p></main>', style: `${goodStyle} p { min-width: 1500px }` },
  tall: { body: '<main><p>cao</p></main>', style: `${goodStyle} p { height: 2500px }` },
  dotted: {
    body: '<main><p>Chứng thực bản sao từ bản chính</p></main>',
    style: `${goodStyle} p { width: 150px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis }`,
  },
  clipped: {
    body: '<main><p>Chứng thực bản sao từ bản chính</p></main>',
    style: `${goodStyle} p { width: 150px; height: 50px; overflow: hidden }`,
  },
  marks: {
    body: '<main><p>Ễ Ộ Ậ</p></main>',
    style: `${goodStyle} p { font-size: 100px; line-height: 0.75; height: 75px; margin: 0; overflow: clip }`,
  },
  spills: {
    body: '<main><div><span>Chứngthựcbảnsao</span></div></main>',
    style: `${goodStyle} div { width: 100px; border: 1px solid #111 }`,
  },
  list: {
    body: '<main><div><p>một</p><p>hai</p><p>ba</p></div></main>',
    style: `${goodStyle} div { height: 90px; overflow: auto; width: 200px }`,
  },
  hiddenWords: {
    body: '<main><p>Số</p><span class="sr">đọc cho người không thấy màn hình</span></main>',
    style: `${goodStyle} .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; color: #fff }`,
  },
  inShadow: {
    body: '<main><x-tile>Số</x-tile></main>',
    style: goodStyle,
    script: `customElements.define('x-tile', class extends HTMLElement { connectedCallback() {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync('button { width: 60px; height: 60px } p { color: #bbb; width: 80px; overflow: hidden; white-space: nowrap }')
      const root = this.attachShadow({ mode: 'open' })
      root.adoptedStyleSheets = [sheet]
      root.innerHTML = '<slot></slot><button>B</button><p>Một cửa liên thông</p>'
    } })`,
  },
  inline: { body: '<main><p style="color: red">A</p></main>', style: goodStyle },
  crash: { body: good, style: goodStyle, script: "throw new Error('tự hỏng')" },
  fetches: { body: good, style: goodStyle, script: "fetch('/away')" },
  unnamed: { body: '<main><h1>A</h1><button></button></main>', style: goodStyle },
  jumps: {
    body: good,
    style: goodStyle,
    script: `setTimeout(() => { const bar = document.createElement('div'); bar.style.height = '300px'
      document.body.prepend(bar); document.body.dataset.jumped = '' }, 100)`,
  },
}

const html = (
  name: string,
  body: string,
) => `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${name}</title>
  <meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/${name}.css"></head>
  <body>${body}<script src="/${name}.js"></script></body></html>`

spec('the browser kit', ({ test, before, after, afterEach }) => {
  let browser: OpenBrowser
  let server: Server
  let address = ''
  const screens: Screen[] = []

  before(async () => {
    server = createServer((request, response) => {
      const [, name = '', kind] = /^\/(\w+)(?:\.(css|js))?$/.exec(request.url ?? '') ?? []
      const page = pages[name]
      if (!page) return response.writeHead(404).end()
      const type = kind === 'css' ? 'text/css' : kind === 'js' ? 'text/javascript' : 'text/html; charset=utf-8'
      response.writeHead(200, { 'content-type': type, 'content-security-policy': policy })
      response.end(kind === 'css' ? page.style : kind === 'js' ? page.script : html(name, page.body))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await openBrowser()
  })
  afterEach(async () => {
    for (const screen of screens.splice(0)) await screen.close()
  })
  after(async () => {
    await browser.close()
    server.closeAllConnections()
    server.close()
  })

  async function see(name: string): Promise<Screen> {
    const screen = await browser.open(`${address}/${name}`, viewports.kiosk)
    screens.push(screen)
    return screen
  }
  const kinds = async (name: string) => (await (await see(name)).overflows()).map(({ kind }) => kind)
  const rules = { size: 20, gap: 3, rim: 10, within: viewports.kiosk }

  test('finds nothing wrong with a good page', async () => {
    const screen = await see('good')
    const targets = await screen.targets()
    assert.deepEqual(
      targets.map(({ name }) => name),
      ['<button> “Lấy số”', '<button> “Tra cứu”'],
    )
    assert.equal(targets[0]!.height.toFixed(2), (120 * 0.248).toFixed(2))
    assertTargets(targets, rules)
    assertTexts(await screen.texts(), { capMm: 4.8, contrast: 7, lineHeight: 1.35 })
    await screen.assertNothingCut()
    assert.deepEqual(await screen.axe(), [])
    assert.equal(await screen.layoutShift(), 0)
    screen.assertQuiet()
    process.env.LUOT_SHOTS = '1'
    assert.ok(existsSync(await screen.shot('kit/good')))
  })

  test('measures targets in millimetres', async () => {
    assert.throws(() => assertTargets([], rules), /no target/)
    const thin = await (await see('thin')).targets()
    assert.throws(() => assertTargets(thin, rules), /#thin.*74\.4 × 19\.8 mm, needs 20/)
    const close = await (await see('close')).targets()
    assert.throws(() => assertTargets(close, rules), /2\.5 mm apart, need 3/)
    const rim = await (await see('rim')).targets()
    assert.throws(() => assertTargets(rim, rules), /from the rim, needs 10/)
  })

  test('takes the label for the target of a hidden radio button', async () => {
    const [label] = await (await see('label')).targets()
    assert.equal(Math.round(label!.width / 0.248), 200)
  })

  test('does not count what lies behind a curtain', async () => {
    assert.deepEqual(
      (await (await see('curtain')).targets()).map(({ name }) => name),
      ['<button> “Đóng”'],
    )
  })

  test('measures capitals in millimetres', async () => {
    const texts = await (await see('good')).texts()
    assert.throws(() => assertTexts(texts, { capMm: 7.3 }), /“Lấy số”.*capitals in mm 5\.\d+, needs 7\.3/)
    assert.throws(() => assertTexts(texts, { lineHeight: 1.6 }), /line height 1\.50, needs 1\.6/)
    assert.throws(() => assertTexts([], {}), /no text/)
  })

  for (const name of ['pale', 'veiled', 'gradient', 'field', 'inShadow']) {
    test(`sees pale text: ${name}`, async () => {
      const texts = await (await see(name)).texts()
      assert.throws(() => assertTexts(texts, { contrast: 4.5 }), /contrast \d\.\d+, needs 4\.5/)
    })
  }

  test('computes contrast as the standard does', async () => {
    const [sign] = await (await see('pale')).texts()
    assert.equal(sign!.contrast.toFixed(2), '2.85')
  })

  const misfits: [page: string, kind: string][] = [
    ['wide', 'page-wider'],
    ['tall', 'page-taller'],
    ['dotted', 'ellipsis'],
    ['clipped', 'clipped'],
    ['marks', 'clipped'],
    ['spills', 'spills'],
    ['list', 'scrolls'],
    ['inShadow', 'clipped'],
  ]
  for (const [page, kind] of misfits) {
    test(`sees what does not fit: ${page}`, async () => {
      const found = await kinds(page)
      assert.ok(found.includes(kind as never), `found ${found.join(', ') || 'nothing'}`)
    })
  }

  test('a list may scroll where scrolling is allowed, and nowhere else', async () => {
    const list = await see('list')
    await assert.rejects(list.assertNothingCut(), /scrolls/)
    await list.assertNothingCut({ mayScroll: true })
  })

  test('leaves words for screen readers alone', async () => {
    const screen = await see('hiddenWords')
    assert.deepEqual(
      (await screen.texts()).map(({ text }) => text),
      ['Số'],
    )
    await screen.assertNothingCut()
  })

  test('looks into shadow roots', async () => {
    const screen = await see('inShadow')
    assert.throws(() => assertTargets([], rules))
    assert.deepEqual(
      (await screen.targets()).map(({ name }) => name),
      ['<button> “B”'],
    )
    assert.deepEqual((await screen.texts()).map(({ text }) => text).sort(), ['B', 'Một cửa liên thông', 'Số'])
  })

  const noises: [page: string, trouble: RegExp][] = [
    ['inline', /Content Security Policy/],
    ['crash', /tự hỏng/],
    ['fetches', /404/],
  ]
  for (const [page, trouble] of noises) {
    test(`hears trouble: ${page}`, async () => {
      const screen = await see(page)
      await screen.settled()
      await screen.page.waitForLoadState('networkidle')
      assert.match(screen.troubles.join('\n'), trouble)
      const heard = [...screen.troubles]
      assert.throws(() => screen.assertQuiet(), /troubles/)
      screen.troubles.push(...heard)
      screen.assertQuiet([trouble])
    })
  }

  test('axe finds a button without a name', async () => {
    const violations = await (await see('unnamed')).axe()
    assert.deepEqual(
      violations.map(({ rule }) => rule),
      ['button-name'],
    )
  })

  test('waits for what the page becomes, under the strictest policy', async () => {
    const screen = await see('jumps')
    await screen.until("document.body.dataset.jumped === ''")
    await assert.rejects(screen.until('document.title === "never"', 200), /not true after 200 ms: document\.title/)
    screen.assertQuiet()
  })

  test('sees the page jump', async () => {
    const screen = await see('jumps')
    await screen.page.waitForSelector('body[data-jumped]')
    assert.ok((await screen.layoutShift()) > 0.02)
  })
})
