import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '#server/config.ts'
import { tellSystemd } from '#server/systemd.ts'
import { startProcess } from '../kit/hub-process.ts'
import { spec } from '../kit/spec.ts'

const missing = ['systemd-notify', 'socat'].filter((program) => spawnSync('which', [program]).status !== 0)

// Waits for real time: a program that hangs shows itself only by what it does not say in three of its turns.

/** Waits until something is so; the test's own limit ends a wait in vain. */
async function until(so: () => boolean): Promise<void> {
  while (!so()) await new Promise((resolve) => setTimeout(resolve, 20))
}

spec('what systemd hears of the hub', ({ test, skip }) => {
  test('a hub started by hand says nothing', async () => {
    const said: string[] = []
    const systemd = tellSystemd({
      watched: readConfig({}).watched,
      isAlive: async () => {},
      onTrouble: (error) => assert.fail(String(error)),
      notify: async (line) => void said.push(line),
    })
    await systemd.ready()
    await systemd.stopping()
    assert.deepEqual(said, [])
  })

  test('the time systemd waits is read from its own variable', () => {
    const watched = (usec?: string) =>
      readConfig({ NOTIFY_SOCKET: '/run/systemd/notify', ...(usec && { WATCHDOG_USEC: usec }) }).watched
    assert.deepEqual(watched('60000000'), { withinMs: 60_000 })
    assert.deepEqual(watched(), { withinMs: null })
    assert.deepEqual(watched('not a number'), { withinMs: null })
  })

  test('ready, then alive again and again, and no more once it stops', async () => {
    const said: string[] = []
    const systemd = tellSystemd({
      watched: { withinMs: 15 },
      isAlive: async () => {},
      onTrouble: (error) => assert.fail(String(error)),
      notify: async (line) => void said.push(line),
    })
    await systemd.ready()
    await until(() => said.length >= 4)
    await systemd.stopping()
    assert.equal(said[0], 'READY=1')
    assert.ok(said.slice(1, -1).every((line) => line === 'WATCHDOG=1'))
    assert.equal(said.at(-1), 'STOPPING=1')
  })

  test('a hub whose own door is shut keeps silent, and says why', async () => {
    const said: string[] = []
    const troubles: unknown[] = []
    let isOpen = false
    const systemd = tellSystemd({
      watched: { withinMs: 15 },
      isAlive: async () => {
        if (!isOpen) throw new Error('shut')
      },
      onTrouble: (error) => troubles.push(error),
      notify: async (line) => void said.push(line),
    })
    await systemd.ready()
    await until(() => troubles.length >= 3)
    assert.deepEqual(said, ['READY=1'])
    isOpen = true
    await until(() => said.includes('WATCHDOG=1'))
    await systemd.stopping()
  })

  test('a missing systemd-notify is told once and stops nothing', async () => {
    const troubles: unknown[] = []
    const systemd = tellSystemd({
      watched: { withinMs: 15 },
      isAlive: async () => {},
      onTrouble: (error) => troubles.push(error),
      notify: () => Promise.reject(new Error('ENOENT')),
    })
    await systemd.ready()
    await systemd.stopping()
    assert.equal(troubles.length, 1)
  })

  const title = 'a real hub, over a real socket: ready, alive, silent while it hangs, alive again, stopping'
  if (missing.length > 0) skip(title, `${missing.join(' and ')} not on this machine`)
  else
    test(title, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'luot-notify-'))
      const socket = join(folder, 'notify')
      // The datagrams carry no line ends: each is counted by its words.
      const ear = spawn('socat', ['-u', `UNIX-RECV:${socket}`, '-'], { stdio: ['ignore', 'pipe', 'inherit'] })
      let heard = ''
      ear.stdout.setEncoding('utf8').on('data', (text: string) => {
        heard += text
      })
      const beats = () => heard.split('WATCHDOG=1').length - 1
      await until(() => existsSync(socket))
      const hub = await startProcess({ LUOT_DATA: folder, NOTIFY_SOCKET: socket, WATCHDOG_USEC: '900000' })
      try {
        assert.ok(hub.url, hub.output())
        await until(() => heard.includes('READY=1') && beats() >= 1)
        process.kill(hub.pid, 'SIGSTOP')
        // What was on its way arrives; then there are three turns in which a living hub would have spoken.
        await new Promise((resolve) => setTimeout(resolve, 500))
        const before = beats()
        await new Promise((resolve) => setTimeout(resolve, 1_000))
        assert.equal(beats(), before, 'a hub that hangs was called alive')
        process.kill(hub.pid, 'SIGCONT')
        await until(() => beats() > before)
        assert.equal(await hub.stop(), 0)
        await until(() => heard.includes('STOPPING=1'))
      } finally {
        await hub.stop('SIGKILL')
        ear.kill()
        rmSync(folder, { recursive: true, force: true })
      }
    }, 60_000)
})
