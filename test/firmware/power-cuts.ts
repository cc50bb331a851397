import assert from 'node:assert/strict'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleOf, install, keyFor, layToyRelease, makePi, type Pi } from '../kit/pi.ts'
import { spec } from '../kit/spec.ts'

/**
 * Pulls the plug before the commands of an upgrade, and starts the machine again (I23).
 *
 * Each time the machine must end on one whole release, with no trial left open and nothing half unpacked, and a next upgrade
 * must still work. `npm test` cuts before every fifth command, LUOT_CUT_EVERY=1 before each. What the kernel had not yet written to the card is not lost here: the plug is SIGKILL for everything at once.
 */
const STRIDE = Number(process.env.LUOT_CUT_EVERY ?? 5)
const LIMIT_MS = STRIDE === 1 ? 900_000 : 150_000
const QUICK = { LUOT_TRIAL_SECONDS: '0', LUOT_TRIAL_PAUSE: '0' }

function freshPi(): { pi: Pi; good: string; bad: string } {
  const pi = makePi(QUICK)
  const key = keyFor(pi)
  install(pi, layToyRelease, '0.1.0', 'agent\n')
  const good = bundleOf(pi, layToyRelease, '0.2.0', key)
  const bad = bundleOf(pi, layToyRelease, '0.3.0', key, (folder) => writeFileSync(join(folder, 'BAD'), ''))
  return { pi, good, bad }
}

/** The machine is switched on: the boot check, then whatever of a trial is still to be done. */
async function start(pi: Pi, how?: { killAt: number; killIn: string }): Promise<void> {
  const check = await pi.run('luot-boot-check', [], how?.killIn === 'luot-boot-check' ? how : {})
  if (check.code !== null) assert.equal(check.code, 0, check.output)
  if (pi.onTrial()) await pi.run('luot-trial', [], how?.killIn === 'luot-trial' ? how : {})
}

function standsOnOneRelease(pi: Pi, may: string[], when: string): void {
  const opt = join(pi.root, 'opt/luot')
  assert.ok(may.includes(pi.current()), `${when}: ${pi.current()} is in force`)
  assert.ok(existsSync(join(opt, 'current/RELEASE')), `${when}: the release in force is not whole`)
  assert.equal(pi.onTrial(), false, `${when}: a trial is left open`)
  const litter = [...pi.releases(), ...readdirSync(opt)].filter((name) => /\.(part|new)$|^opening/.test(name))
  assert.deepEqual(litter, [], when)
}

/** Back to where release 0.1.0 alone is installed. */
function asBefore(pi: Pi): void {
  const opt = join(pi.root, 'opt/luot')
  for (const name of readdirSync(opt)) rmSync(join(opt, name), { recursive: true, force: true })
  rmSync(join(pi.root, 'run/agent'), { force: true })
  install(pi, layToyRelease, '0.1.0', 'agent\n')
}

/** Tries the places a program can be cut off at, one after the other, until it comes to its end by itself. Tells how many commands it has. */
async function everywhere(pi: Pi, tryAt: (killAt: number) => Promise<boolean>): Promise<number> {
  for (let killAt = 1; ; killAt += STRIDE) {
    asBefore(pi)
    if (await tryAt(killAt)) return killAt
    assert.ok(killAt < 1_000, 'it never came to its end')
  }
}

spec('a power cut in an upgrade', ({ test, before, after }) => {
  let pi: Pi
  let good: string
  let bad: string
  before(() => {
    ;({ pi, good, bad } = freshPi())
  })
  after(() => pi.remove())

  test('without one: a good release stays, a bad one goes', async () => {
    asBefore(pi)
    const upgraded = await pi.run('luot-upgrade', [good])
    assert.equal(upgraded.code, 0, upgraded.output)
    standsOnOneRelease(pi, ['0.2.0'], 'a good release')
    const tried = await pi.run('luot-upgrade', [bad])
    assert.notEqual(tried.code, 0, tried.output)
    standsOnOneRelease(pi, ['0.2.0'], 'a bad release')
  })

  for (const kind of ['good', 'bad'] as const) {
    const ends = kind === 'good' ? ['0.1.0', '0.2.0'] : ['0.1.0']
    for (const program of ['luot-upgrade', 'luot-trial']) {
      test(
        `before the commands of ${program}, with a ${kind} release`,
        async () => {
          const cuts = await everywhere(pi, async (killAt) => {
            const ran = await pi.run('luot-upgrade', [kind === 'good' ? good : bad], { killAt, killIn: program })
            await start(pi)
            standsOnOneRelease(pi, ends, `cut before command ${killAt}`)
            return ran.code !== null
          })
          assert.ok(cuts >= 20, `only ${cuts} commands: the plug is not in the wall`)
        },
        LIMIT_MS,
      )
    }
  }

  for (const program of ['luot-boot-check', 'luot-trial']) {
    test(
      `a second one, before the commands of ${program} at the next start`,
      async () => {
        const cuts = await everywhere(pi, async (killAt) => {
          // Cut off the first time right after the switch: before the first command of the trial.
          await pi.run('luot-upgrade', [bad], { killAt: 1, killIn: 'luot-trial' })
          assert.equal(pi.current(), '0.3.0')
          let wasCut = false
          const check = await pi.run('luot-boot-check', [], program === 'luot-boot-check' ? { killAt } : {})
          if (check.code === null) wasCut = true
          else {
            const trial = await pi.run('luot-trial', [], program === 'luot-trial' ? { killAt } : {})
            if (trial.code === null) wasCut = true
          }
          await start(pi)
          standsOnOneRelease(pi, ['0.1.0'], `second cut before command ${killAt}`)
          return !wasCut
        })
        assert.ok(cuts >= 10, `only ${cuts} commands`)
      },
      LIMIT_MS,
    )
  }

  test('a machine that dies in every trial goes back by itself at the fourth start', async () => {
    asBefore(pi)
    await pi.run('luot-upgrade', [good], { killAt: 1, killIn: 'luot-trial' })
    for (let starts = 1; starts <= 3; starts++) {
      await start(pi, { killAt: 1, killIn: 'luot-trial' })
      assert.equal(pi.current(), '0.2.0', `start ${starts}`)
    }
    await start(pi)
    standsOnOneRelease(pi, ['0.1.0'], 'fourth start')
    // And the way is not barred: the same bundle may be tried again.
    const again = await pi.run('luot-upgrade', [good])
    assert.equal(again.code, 0, again.output)
    standsOnOneRelease(pi, ['0.2.0'], 'tried again')
  })

  test('a lost link leads to the newest whole release', async () => {
    asBefore(pi)
    layToyRelease(join(pi.root, 'opt/luot/releases/0.0.9'), '0.0.9')
    rmSync(join(pi.root, 'opt/luot/current'))
    await start(pi)
    standsOnOneRelease(pi, ['0.1.0'], 'a lost link')
  })
})
