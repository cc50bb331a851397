import * as assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { type OpenBrowser, openBrowser, type Screen, viewports } from '../kit/browser.ts'
import { spec } from '../kit/spec.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const ENTRY = 'elements-page'
/** The policy every page of the hub is served under. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'"

const PAGE = `
  import '/web/theme/base.css'
  import '/web/elements/luot-banner.ts'
  import '/web/elements/luot-button.ts'
  import '/web/elements/luot-clock.ts'
  import '/web/elements/luot-dialog.ts'
  import '/web/elements/luot-number.ts'
  import '/web/elements/luot-qr.ts'
  import { icons } from '/web/elements/icons.ts'
  document.querySelector('main').innerHTML = \`
    <h1>ẤỆỮ Ẫẵ</h1>
    <luot-number value="A012"></luot-number>
    <luot-button id="next" variant="primary" icon="next" hint="F1">Gọi tiếp</luot-button>
    <luot-button id="recall" icon="recall" disabled why="Đã gọi đủ 3 lần">Gọi lại</luot-button>
    <luot-button variant="quiet" icon="back">Quay lại</luot-button>
    <luot-button variant="danger" icon="cross">Huỷ</luot-button>
    <luot-banner>Mời lấy số</luot-banner><luot-banner kind="good">Đã in</luot-banner>
    <luot-banner kind="warn">Sắp hết giấy</luot-banner><luot-banner kind="away">Đang kết nối lại</luot-banner>
    <luot-clock seconds day></luot-clock>
    <luot-qr text="https://luot.example/t/A012" label="Theo dõi lượt A012"></luot-qr>
    <div>\${Object.keys(icons).map((name) => \`<luot-icon name="\${name}"></luot-icon>\`).join('')}</div>
    <luot-dialog heading="Chuyển quầy"><p>Chọn quầy.</p><luot-button slot="actions">Đóng</luot-button></luot-dialog>\`
  window.clicks = { next: 0, recall: 0 }
  for (const id of ['next', 'recall']) document.getElementById(id).addEventListener('click', () => window.clicks[id]++)
`
const HTML = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Elements</title>
  <link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"></head>
  <body><main></main><script type="module" src="/page.js"></script></body></html>`

spec('the shared elements in a real browser', ({ test, before, after }) => {
  let server: Server
  let browser: OpenBrowser
  let screen: Screen

  before(async () => {
    server = await serve(await builtPage())
    browser = await openBrowser()
    const { port } = server.address() as AddressInfo
    screen = await browser.open(`http://127.0.0.1:${port}/`, viewports.kiosk)
    await screen.settled()
  })

  after(async () => {
    await browser?.close()
    server?.close()
    server?.closeAllConnections()
  })

  const clicks = () => screen.page.evaluate<{ next: number; recall: number }>('clicks')
  async function pressEveryWay(id: string): Promise<void> {
    await screen.page.locator(`#${id}`).click()
    await screen.page.locator(`#${id} button`).focus()
    await screen.page.keyboard.press('Enter')
    await screen.page.keyboard.press('Space')
    await screen.page.evaluate(`document.getElementById('${id}').click()`)
  }

  test('a button fires one click for a finger, for Enter, for Space and for a shortcut', async () => {
    await pressEveryWay('next')
    assert.equal((await clicks()).next, 4)
  })

  test('a disabled button lets none of them through, keeps its focus and says why', async () => {
    await pressEveryWay('recall')
    assert.equal((await clicks()).recall, 0)
    assert.equal(await screen.page.evaluate('document.activeElement.id'), 'recall')
    const button = screen.page.locator('#recall button')
    assert.equal(await button.getAttribute('aria-disabled'), 'true')
    assert.equal(await screen.page.locator('#recall #why').innerText(), 'Đã gọi đủ 3 lần')
    assert.equal(await button.getAttribute('aria-describedby'), 'why')
  })

  test('a dialog takes the focus, closes on Esc and gives the focus back', async () => {
    await screen.page.locator('#next button').focus()
    await screen.page.evaluate("document.querySelector('luot-dialog').open = true")
    await screen.until("document.activeElement.closest('luot-dialog') !== null")
    await screen.page.keyboard.press('Escape')
    await screen.until("!document.querySelector('luot-dialog').open")
    assert.equal(await screen.page.evaluate('document.activeElement.id'), 'next')
  })

  test('U8: stacked marks are drawn by Be Vietnam Pro and by no fallback', async () => {
    const inspector = await screen.page.context().newCDPSession(screen.page)
    await inspector.send('DOM.enable')
    await inspector.send('CSS.enable')
    const { root } = await inspector.send('DOM.getDocument')
    const { nodeId } = await inspector.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'h1' })
    const { fonts } = await inspector.send('CSS.getPlatformFontsForNode', { nodeId })
    assert.deepEqual(
      fonts.map(({ familyName, isCustomFont }) => ({ ours: familyName.startsWith('Be Vietnam Pro'), isCustomFont })),
      [{ ours: true, isCustomFont: true }],
    )
  })

  test('every icon draws something', async () => {
    const empty = await screen.page.evaluate(`[...document.querySelectorAll('luot-icon')]
      .filter((icon) => [...icon.shadowRoot.querySelectorAll('svg *')].every((mark) => mark.getBBox().width === 0))
      .map((icon) => icon.name)`)
    assert.deepEqual(empty, [])
  })

  test('U1: buttons are 20 mm or more', async () => {
    const small = (await screen.targets()).filter(({ width, height }) => width < 20 || height < 20)
    assert.deepEqual(small, [])
  })

  test('U9: axe has nothing to say, and the strict policy broke nothing', async () => {
    assert.deepEqual(await screen.axe(), [])
    screen.assertQuiet()
  })
})

/** The page as the hub would serve it: built by Vite, every file by its address. */
async function builtPage(): Promise<Map<string, string | Uint8Array>> {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: ENTRY,
        resolveId: (id) => (id === ENTRY ? `\0${ENTRY}` : null),
        load: (id) => (id === `\0${ENTRY}` ? PAGE : null),
      },
    ],
    build: {
      write: false,
      assetsInlineLimit: 0,
      modulePreload: false,
      rollupOptions: { input: ENTRY, output: { entryFileNames: 'page.js', assetFileNames: renameStyles } },
    },
  })
  assert.ok('output' in built, 'one build with one output')
  const files = built.output.map((file): [string, string | Uint8Array] => [
    `/${file.fileName}`,
    file.type === 'chunk' ? file.code : file.source,
  ])
  return new Map([['/', HTML], ...files])
}

function renameStyles({ names }: { names: string[] }): string {
  return names.some((name) => name.endsWith('.css')) ? 'page.css' : '[name][extname]'
}

async function serve(files: Map<string, string | Uint8Array>): Promise<Server> {
  const types: Record<string, string> = { '': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
  const server = createServer((request, response) => {
    const address = request.url ?? '/'
    const file = files.get(address)
    response.writeHead(file === undefined ? 404 : 200, {
      'content-type': types[extname(address)] ?? 'font/woff2',
      'content-security-policy': CSP,
    })
    response.end(file)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return server
}
