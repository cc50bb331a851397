/**
 * Writes the page a screen shows until its hub answers, so that nobody ever meets the browser's own error page.
 *
 * It lies beside the profile and needs nothing from the network. The launcher knocks at the hub and leaves its answer
 * in a file beside this page: a browser does not let a local page ask the network itself (Chromium 150 and newer ask
 * for a permission that nobody at a kiosk can give).
 */
export function waitingPage(): string {
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
  function hubAnswers(to) { location.replace(to) }
  setInterval(() => {
    const script = document.createElement('script')
    script.src = '${ANSWER_FILE}?' + performance.now()
    script.onload = script.onerror = () => script.remove()
    document.body.append(script)
  }, 500)
</script>
</body>
</html>
`
}

/** The file beside the page: empty while the hub is away, or what lets the page go on to an address of it. */
export const ANSWER_FILE = 'hub.js'
export const hubAnswers = (to: string) => `hubAnswers(${JSON.stringify(to)})`
