/**
 * Asks a hub whether it is well, as a screen would: `node is-well.mjs http://127.0.0.1:8080 0.2.0`.
 *
 * Well is: it answers, it is the release that was asked for, its journal can be written, and it serves the kiosk's page.
 */
const [door, version] = process.argv.slice(2)
const ask = (path) => fetch(`${door}${path}`, { signal: AbortSignal.timeout(10_000) })
try {
  const health = await (await ask('/healthz')).json()
  if (health.version !== version) throw new Error(`release ${health.version} answers, not ${version}`)
  const disk = health.faults.find(({ code }) => code.startsWith('disk-') && code !== 'disk-low')
  if (disk) throw new Error(`the hub says ${disk.code}`)
  const page = await ask('/kiosk/')
  if (page.status !== 200 || !/<script/.test(await page.text()))
    throw new Error(`the kiosk's page answers ${page.status}`)
} catch (error) {
  console.log(error.cause?.code ?? error.message)
  process.exitCode = 1
}
