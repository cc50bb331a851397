import * as assert from 'node:assert/strict'
import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { flagsFor } from '../../firmware-config/kiosk/browser/flags.ts'
import { keptOrFreshKey, wayIn } from '../../firmware-config/kiosk/browser/machine-key.ts'
import { readScreen } from '../../firmware-config/kiosk/browser/settings.ts'
import {
  beatIn,
  beginVigil,
  heardBeat,
  judge,
  pauseAfter,
  sawDarkScreen,
} from '../../firmware-config/kiosk/browser/vigil.ts'
import { hubAnswers, waitingPage } from '../../firmware-config/kiosk/browser/waiting-page.ts'
import { startHub } from '../kit/hub.ts'
import { spec } from '../kit/spec.ts'

spec('whether a browser still shows a living page', ({ test }) => {
  test('a start may take 40 s and no longer', () => {
    const vigil = beginVigil(0)
    assert.equal(judge(vigil, 40_000), 'well')
    assert.equal(judge(vigil, 40_001), 'never-began')
  })

  test('a page that was alive may be silent for 15 s and no longer', () => {
    const vigil = heardBeat(beginVigil(0), 'drawn', 5_000)
    assert.equal(judge(vigil, 20_000), 'well')
    assert.equal(judge(vigil, 20_001), 'silent')
  })

  test('a page that draws nothing is frozen only while its screen is on', () => {
    let vigil = heardBeat(beginVigil(0), 'drawn', 1_000)
    for (let at = 4_000; at <= 22_000; at += 3_000) vigil = heardBeat(vigil, 'undrawn', at)
    assert.equal(judge(vigil, 22_000), 'frozen')
    assert.equal(judge(sawDarkScreen(vigil, 22_000), 22_000), 'well')
  })

  test('a television switched on after a night gets its 20 s for the first picture', () => {
    let vigil = heardBeat(beginVigil(0), 'drawn', 1_000)
    for (let at = 4_000; at <= 90_000; at += 3_000) vigil = sawDarkScreen(heardBeat(vigil, 'undrawn', at), at)
    assert.equal(judge(vigil, 92_000), 'well')
    assert.equal(judge(heardBeat(vigil, 'drawn', 93_000), 112_000 - 15_000), 'well')
  })

  test('a page that never drew is given the same time to begin', () => {
    let vigil = beginVigil(0)
    for (let at = 4_000; at <= 24_000; at += 3_000) vigil = heardBeat(vigil, 'undrawn', at)
    assert.equal(judge(vigil, 24_000), 'well')
    for (let at = 25_000; at <= 28_000; at += 3_000) vigil = heardBeat(vigil, 'undrawn', at)
    assert.equal(judge(vigil, 28_000), 'frozen')
  })

  test('a beat is found in the log, and nothing else is taken for one', () => {
    const line = (said: string) =>
      `[11917:11917:1123/034451.506534:INFO:CONSOLE:1] "${said}", source: http://luot.local/ (1)`
    assert.equal(beatIn(line('luot-beat drawn')), 'drawn')
    assert.equal(beatIn(line('luot-beat waiting')), 'waiting')
    assert.equal(beatIn(line('luot-beat drawn').replace('CONSOLE:1', 'CONSOLE(1)')), 'drawn')
    assert.equal(beatIn(line('not luot-beat drawn')), null)
    assert.equal(beatIn('[1:1:ERROR:dbus] "luot-beat drawn"'), null)
  })

  test('short lives in a row are waited for ever longer, but never longer than 15 s', () => {
    const pauses = [0, 1, 2, 3, 4, 5, 6, 7, 1000].map(pauseAfter)
    assert.deepEqual(pauses, [0, 0, 1_000, 2_000, 5_000, 10_000, 15_000, 15_000, 15_000])
  })
})

spec('what a screen is started with', ({ test }) => {
  const env = { LUOT_SCREEN_URL: 'http://luot.local:8080/kiosk/?id=kiosk-1' }

  test('settings that make no sense are named', () => {
    const wrong: [string, string][] = [
      ['LUOT_SCREEN_URL', 'file:///etc/passwd'],
      ['LUOT_SCREEN_URL', ''],
      ['LUOT_SCREEN_ROTATE', '45'],
      ['LUOT_SCREEN_SCALE', '0'],
      ['LUOT_SCREEN_MODE', '1080p'],
      ['LUOT_SCREEN_TOUCH', 'a", RUN+="sh'],
      ['LUOT_SCREEN_PLATFORM', 'tty'],
    ]
    for (const [name, value] of wrong) {
      assert.throws(() => readScreen('kiosk', 'HDMI-A-1', { ...env, [name]: value }), new RegExp(name))
    }
    assert.throws(() => readScreen('kiosk', '../x', env), /connector/)
  })

  test('a flag that opens a way into the browser is refused', () => {
    const flags = [
      '--remote-debugging-port=9222',
      '--no-x --remote-debugging-pipe',
      '--load-extension=/x',
      'http://other',
    ]
    for (const flag of flags) {
      assert.throws(() => readScreen('kiosk', 'HDMI-A-1', { ...env, LUOT_CHROMIUM_FLAGS: flag }), /LUOT_CHROMIUM_FLAGS/)
    }
  })

  test('no flag of ours opens one, and the sandbox stays on for everybody but root', () => {
    const screen = readScreen('board', 'HDMI-A-2', env)
    const flags = flagsFor(screen, { profile: '/run/x/profile', firstPage: 'file:///run/x/w.html', root: false })
    assert.deepEqual(
      flags.filter((flag) => /remote-debugging|sandbox|disable-web-security|load-extension/.test(flag)),
      [],
    )
    assert.ok(flags.includes('--autoplay-policy=no-user-gesture-required'))
    assert.ok(flags.includes('--class=luot-board-HDMI-A-2'))
  })

  test('the page that waits speaks Vietnamese, and goes where it is told once the hub answers', () => {
    assert.match(waitingPage(), /Đang kết nối…/)
    const went: string[] = []
    const script = hubAnswers('http://luot.local:8080/kiosk/?id="</script>')
    new Function('hubAnswers', script)((to: string) => went.push(to))
    assert.deepEqual(went, ['http://luot.local:8080/kiosk/?id="</script>'])
  })

  test('an address of an older release, with the key of all screens, leads to its page', () => {
    const old = 'http://luot.local:8080/enter?key=abc&to=%2Fdisplay%2F%3Fid%3Dboard-1'
    const { url } = readScreen('board', 'HDMI-A-1', { LUOT_SCREEN_URL: old })
    assert.equal(url.href, 'http://luot.local:8080/display/?id=board-1')
  })
})

spec('the key of a machine whose browser forgets', ({ test }) => {
  const folder = mkdtempSync(join(tmpdir(), 'luot-key-'))
  const said: string[] = []

  test('is made once, for its owner alone, and is the same after every start', () => {
    const key = keptOrFreshKey(join(folder, 'kiosk'), (line) => said.push(line))
    assert.match(key, /^[\w-]{43}$/)
    assert.equal(
      keptOrFreshKey(join(folder, 'kiosk'), (line) => said.push(line)),
      key,
    )
    assert.equal(statSync(join(folder, 'kiosk', 'key')).mode & 0o777, 0o600)
  })

  test('half a key, left by a power cut, is made anew; a folder that cannot be used is told and stops nothing', () => {
    writeFileSync(join(folder, 'kiosk', 'key'), 'half')
    assert.match(
      keptOrFreshKey(join(folder, 'kiosk'), (line) => said.push(line)),
      /^[\w-]{43}$/,
    )
    assert.equal(said.length, 0)
    writeFileSync(join(folder, 'file'), '')
    assert.match(
      keptOrFreshKey(join(folder, 'file'), (line) => said.push(line)),
      /^[\w-]{43}$/,
    )
    assert.equal(said.length, 1)
  })

  test('opens the way in at a hub, for the page of this screen', async () => {
    const hall = await startHub({ env: { LUOT_LOOPBACK_SCREENS: '0' } })
    const page = new URL('/kiosk/?id=kiosk-1&pxmm=4.03', hall.url)
    const way = await wayIn(
      page,
      keptOrFreshKey(undefined, () => {}),
    )
    const entered = await fetch(way, { redirect: 'manual' })
    assert.equal(entered.headers.get('location'), '/kiosk/?id=kiosk-1&pxmm=4.03')
    assert.match(entered.headers.getSetCookie()[0] ?? '', /HttpOnly/)
    await hall.close()
    const own = await startHub()
    const at = new URL('/kiosk/?id=kiosk-1', own.url)
    assert.equal(
      await wayIn(
        at,
        keptOrFreshKey(undefined, () => {}),
      ),
      at.href,
      'on the hub’s own machine there is none',
    )
    await own.close()
    await assert.rejects(wayIn(at, 'x'))
  })
})
