/**
 * Writes the page a screen shows until its hub answers, so that nobody ever meets the browser's own error page.
 *
 * It lies beside the profile and needs nothing from the network. It knocks at the hub every second, and goes to the
 * screen's page once the hub has answered twice in a row: a hub that is just starting may still stumble.
 */
export function waitingPage(target: URL): string {
  const knock = new URL('/healthz', target).href
  const inScript = (text: string) => JSON.stringify(text).replaceAll('<', '\\u003c')
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>Lượt</title>
<style>
  html, body { height: 100%; margin: 0; overflow: hidden; cursor: none; user-select: none }
  body { display: grid; place-content: center; text-align: center; background: #101820; color: #fff; font-family: sans-serif }
  p { margin: 0.2em; font-size: 7vmin; line-height: 1.4 }
  p + p { font-size: 4vmin; color: #c8d2da }
</style>
</head>
<body>
<p>Đang kết nối…</p>
<p lang="en">Connecting…</p>
<script>
  addEventListener('contextmenu', (event) => event.preventDefault())
  const beat = () => requestAnimationFrame(() => console.info('luot-beat waiting'))
  beat()
  setInterval(beat, 3000)
  let answers = 0
  async function knock() {
    try {
      await fetch(${inScript(knock)}, { mode: 'no-cors', cache: 'no-store', signal: AbortSignal.timeout(3000) })
      answers++
    } catch (notThere) {
      console.debug(notThere.message)
      answers = 0
    }
    if (answers >= 2) location.replace(${inScript(target.href)})
    else setTimeout(knock, answers === 1 ? 300 : 1000)
  }
  knock()
</script>
</body>
</html>
`
}
