import * as assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { swayConfig } from '../../firmware-config/kiosk/browser/compositor.ts'
import { flagsFor } from '../../firmware-config/kiosk/browser/flags.ts'
import { readScreen } from '../../firmware-config/kiosk/browser/settings.ts'
import { spec } from '../kit/spec.ts'

/** The real compositor with its shipped configuration and two outputs in memory, and two real browsers. */
spec('one machine shows kiosk and board, each on its own output', ({ test, skip, before, after }) => {
  const onPath = (program: string) =>
    (process.env.PATH ?? '').split(delimiter).some((at) => existsSync(join(at, program)))
  const chromium = '/usr/lib/chromium/chromium'
  const missing = ['sway', 'swaymsg'].filter((program) => !onPath(program))
  if (!existsSync(chromium)) missing.push(chromium)
  if (missing.length > 0) {
    skip('kiosk left, board right', `not on this machine: ${missing.join(', ')}`)
    return
  }

  // Neither sway nor a browser with its sandbox runs as root; the folder is theirs, so it lies where everybody may go.
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  const folder = mkdtempSync('/tmp/luot-sway-')
  const screens = [
    readScreen('kiosk', 'HEADLESS-1', { LUOT_SCREEN_URL: 'http://127.0.0.1:1/kiosk/', LUOT_SCREEN_MODE: '1080x1920' }),
    readScreen('board', 'HEADLESS-2', { LUOT_SCREEN_URL: 'http://127.0.0.1:1/display/', LUOT_SCREEN_ROTATE: '90' }),
  ]
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    XDG_RUNTIME_DIR: folder,
    WLR_BACKENDS: 'headless',
    WLR_HEADLESS_OUTPUTS: '2',
    WLR_LIBINPUT_NO_DEVICES: '1',
    WLR_RENDERER: 'pixman',
  }
  const started: ChildProcess[] = []
  const start = (program: string, args: string[], more: Record<string, string> = {}) => {
    const child = spawn(program, args, { ...user, env: { ...env, ...more }, detached: true, stdio: 'ignore' })
    started.push(child)
  }
  const inFolder = (pattern: RegExp) => readdirSync(folder).find((name) => pattern.test(name))
  const ask = (...words: string[]) => {
    const socket = join(folder, inFolder(/^sway-ipc/) ?? '')
    const said = spawnSync('swaymsg', ['-r', '-s', socket, ...words], { ...user, env, encoding: 'utf8' })
    return said.stdout
  }
  const shown = () => windowsOf(JSON.parse(ask('-t', 'get_tree')))
  const until = async (what: string, isSo: () => boolean) => {
    for (let tries = 0; !isSo(); tries++) {
      if (tries > 150)
        assert.fail(`not after 30 s: ${what}; ${JSON.stringify(inFolder(/^sway-ipc/) ? shown() : 'no sway')}`)
      await wait(200)
    }
  }

  before(async () => {
    if (user.uid !== undefined) chownSync(folder, user.uid, user.gid)
    writeFileSync(join(folder, 'sway.conf'), swayConfig(screens))
    start('sway', ['--config', join(folder, 'sway.conf')])
    await until('sway is up', () => inFolder(/^sway-ipc/) !== undefined && inFolder(/^wayland-\d$/) !== undefined)
    const display = inFolder(/^wayland-\d$/)!
    // The board first: it must not stay on the kiosk's output because it came first.
    for (const screen of screens.toReversed()) {
      const profile = join(folder, screen.kind)
      const flags = flagsFor(screen, { profile, firstPage: 'about:blank', root: false })
      start(chromium, [...flags, '--disable-gpu'], { WAYLAND_DISPLAY: display })
    }
  })
  after(async () => {
    for (const child of started) {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
    }
    await wait(500)
    rmSync(folder, { recursive: true, force: true })
  })

  test('each fills the whole of its own', async () => {
    await until('both windows', () => shown().length === 2)
    await until('both fill their outputs', () => shown().every(({ fills }) => fills))
    assert.deepEqual(
      shown()
        .map(({ window, output }) => [window, output])
        .sort(),
      [
        ['luot-board-HEADLESS-2', 'HEADLESS-2'],
        ['luot-kiosk-HEADLESS-1', 'HEADLESS-1'],
      ],
    )
  }, 90_000)

  test('nothing that is pressed means anything: the compositor knows no key', () => {
    assert.deepEqual(JSON.parse(ask('-t', 'get_binding_modes')), ['default'])
    assert.doesNotMatch(JSON.parse(ask('-t', 'get_config')).config, /bindsym|bindcode|bindswitch|bindgesture/)
  })

  const offAndOn = 'a television that is switched off and on shows its own page again, and the kiosk stays where it is'
  const version = spawnSync('sway', ['--version'], { encoding: 'utf8' }).stdout.trim()
  if (/ 1\.[0-8]\b/.test(version)) {
    skip(offAndOn, `${version} cannot switch an output in memory off and on; 1.10 was seen to`)
    return
  }
  test(offAndOn, async () => {
    ask('output', 'HEADLESS-2', 'disable')
    await wait(500)
    assert.equal(visible(JSON.parse(ask('-t', 'get_tree')), 'HEADLESS-1'), 'luot-kiosk-HEADLESS-1')
    ask('output', 'HEADLESS-2', 'enable')
    await until('the board is home', () =>
      shown().some(({ window, output }) => /board/.test(window) && output === 'HEADLESS-2'),
    )
    assert.equal(visible(JSON.parse(ask('-t', 'get_tree')), 'HEADLESS-1'), 'luot-kiosk-HEADLESS-1')
  }, 60_000)
})

interface Node {
  type: string
  name: string
  app_id?: string
  visible?: boolean
  fullscreen_mode?: number
  rect: { width: number; height: number }
  nodes: Node[]
  floating_nodes: Node[]
}

function windowsOf(node: Node, output?: Node): { window: string; output: string; fills: boolean; visible: boolean }[] {
  const at = node.type === 'output' ? node : output
  const inside = [...node.nodes, ...node.floating_nodes].flatMap((each) => windowsOf(each, at))
  if (node.app_id == null || at === undefined) return inside
  const fills = node.fullscreen_mode === 1 && node.rect.width === at.rect.width && node.rect.height === at.rect.height
  return [{ window: node.app_id, output: at.name, fills, visible: node.visible === true }, ...inside]
}

/** The one window a person sees on an output. */
const visible = (tree: Node, output: string) => {
  const seen = windowsOf(tree).filter((window) => window.output === output && window.visible)
  return seen.map(({ window }) => window).join(' and ')
}
