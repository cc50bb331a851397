import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshKey } from '#server/agent/handshake.ts'
import { CannotStart, readAgentConfig, roleIn } from '#server/config.ts'
import { startAgentProcess, startProcess } from '../kit/hub-process.ts'
import { until } from '../kit/paper-hall.ts'
import { spec } from '../kit/spec.ts'

spec('a machine that is started as agent', ({ test, beforeEach, afterEach }) => {
  let folder = ''
  let good: Record<string, string> = {}
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'luot-agent-'))
    good = { LUOT_HUB: 'http://luot.local:8080', LUOT_AGENT: 'kiosk-pi', LUOT_AGENT_KEY: freshKey() }
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const whyNot = (env: Record<string, string | undefined>): string => {
    try {
      readAgentConfig(env)
    } catch (error) {
      assert.ok(error instanceof CannotStart, String(error))
      return error.message
    }
    return assert.fail('it would start')
  }

  test('is the hub unless it is told to be an agent, and nothing else', () => {
    assert.equal(roleIn({}), 'hub')
    assert.equal(roleIn({ LUOT_ROLE: 'agent' }), 'agent')
    assert.throws(() => roleIn({ LUOT_ROLE: 'kiosk' }), /LUOT_ROLE="kiosk" cannot be used. It should be hub or agent/)
  })

  test('says what is missing or wrong, each with what it should be, and never repeats a key', () => {
    assert.match(whyNot({}), /LUOT_HUB is missing/)
    assert.match(whyNot({ ...good, LUOT_AGENT: undefined }), /LUOT_AGENT is missing/, 'a key by hand is of an id')
    assert.match(whyNot({ ...good, LUOT_HUB: 'luot.local' }), /LUOT_HUB="luot.local" cannot be used.*such as http/)
    assert.match(whyNot({ ...good, LUOT_HUB: 'http://luot.local/desk' }), /no path/)
    assert.match(whyNot({ ...good, LUOT_AGENT: 'Kiosk Pi' }), /LUOT_AGENT="Kiosk Pi"/)
    const wrongKey = whyNot({ ...good, LUOT_AGENT_KEY: 'my secret' })
    assert.match(wrongKey, /LUOT_AGENT_KEY="…" cannot be used/)
    assert.ok(!wrongKey.includes('my secret'))
  })

  test('takes its key from a file, and says what is wrong with that', () => {
    const { LUOT_AGENT_KEY: key = '', ...rest } = good
    const file = join(folder, 'key')
    assert.equal(readAgentConfig(rest).key, null, 'without one it asks to be paired')
    assert.match(readAgentConfig({ LUOT_HUB: good.LUOT_HUB }).machine, /^[\w.-]{1,63}$/)
    assert.match(whyNot({ ...rest, LUOT_AGENT_KEY_FILE: file }), /cannot be read from .*ENOENT/)
    writeFileSync(file, 'no key at all\n')
    assert.match(whyNot({ ...rest, LUOT_AGENT_KEY_FILE: file }), /is no key/)
    writeFileSync(file, `${key}\n`)
    assert.equal(readAgentConfig({ ...rest, LUOT_AGENT_KEY_FILE: file }).key, key)
  })

  test('a start that cannot go on ends with its sentence and code 1', async () => {
    const stopped = await startProcess({ LUOT_ROLE: 'agent', LUOT_DATA: folder })
    assert.equal(await stopped.ended, 1)
    assert.match(stopped.output(), /Lượt cannot start\.\n.*\n.*LUOT_HUB is missing/)
    assert.doesNotMatch(stopped.output(), /\n {4}at /)
  }, 60_000)

  test('runs without a hub, says so once, opens no port, and ends when it is told to', async () => {
    const file = join(folder, 'key')
    writeFileSync(file, good.LUOT_AGENT_KEY ?? '')
    const agent = await startAgentProcess({
      LUOT_HUB: 'http://127.0.0.1:9',
      LUOT_AGENT: 'kiosk-pi',
      LUOT_AGENT_KEY_FILE: file,
      LUOT_DATA: join(folder, 'data'),
    })
    await until(() => agent.output().includes('the hub cannot be reached'))
    assert.deepEqual(listening(agent.pid), [])
    assert.equal(agent.output().split('the hub cannot be reached').length, 2, 'once')
    assert.ok(!agent.output().includes(good.LUOT_AGENT_KEY ?? ''))
    const second = await startProcess({
      LUOT_ROLE: 'agent',
      ...good,
      LUOT_DATA: join(folder, 'data'),
    })
    assert.match(second.output(), /Another/)
    assert.equal(await agent.stop(), 0)
  }, 60_000)
})

/** The TCP ports a process listens on, as the kernel tells: its sockets held against the table of those that listen. */
function listening(pid: number): string[] {
  const inodes = new Set<string>()
  for (const fd of readdirSync(`/proc/${pid}/fd`)) {
    const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1]
    if (inode) inodes.add(inode)
  }
  const LISTEN = '0A'
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === LISTEN && inode !== undefined && inodes.has(inode))
      .map(([, local]) => local ?? ''),
  )
}
