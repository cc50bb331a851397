import assert from 'node:assert/strict'
import { realpathSync } from 'node:fs'
import { driverRow } from '#server/drivers/catalog.ts'
import type { Sign, SignFace } from '#server/drivers/sign/port.ts'
import { realTimers } from '#server/drivers/timers.ts'
import { farEndOfLine, haveSocat } from '../kit/far-end-of-line.ts'
import { charactersIn, modbusSlaves } from '../kit/modbus-slave.ts'
import { oneWaySigns } from '../kit/one-way-signs.ts'
import { spec } from '../kit/spec.ts'
import { signLaw } from '../laws/sign-law.ts'

// Waits for real time: signs are asked in turn over a line of the kernel, and one that says nothing is waited for.
const places = [1, 2, 3].map((address) => ({ address, place: `quay-${address}` }))
const face = (number: string | null): SignFace => ({ number, counter: '1', calling: false })

async function until(check: () => boolean): Promise<void> {
  while (!check()) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** Opened as the hub opens it: through the catalogue, with settings as they stand in the office's file. */
async function openRow(driver: string, settings: object): Promise<Sign> {
  const open = await driverRow(driver)!.open(settings, realTimers)
  assert.ok(open.kind === 'sign')
  return open.device
}

async function modbusOnPty(settings: object = {}) {
  let send: (bytes: Uint8Array) => void = () => undefined
  const slaves = modbusSlaves([1, 2, 3], (bytes) => send(bytes))
  const end = await farEndOfLine(slaves.hear)
  send = end.send
  const sign = await openRow('modbus-signs', {
    path: realpathSync(end.pty.path),
    baud: 115_200,
    model: 'ascii',
    rewriteMs: 1_000,
    answerMs: 60,
    gapMs: 2,
    signs: places,
    ...settings,
  })
  return { sign, slaves, ...end }
}

if (haveSocat) {
  signLaw('Modbus over a real serial line', async () => {
    const { sign, slaves, pty, putAway } = await modbusOnPty()
    const at = (place: string) => slaves.slave(Number(place.at(-1)))
    return {
      sign,
      shows: (place) => charactersIn(at(place).registers),
      losePower: (place) => at(place).registers.clear(),
      silence: {
        fall(place) {
          at(place).behaves = 'silent'
        },
        speak(place) {
          at(place).behaves = 'well'
        },
      },
      unplug: () => void pty.pull(),
      until,
      cleanUp: putAway,
    }
  })

  signLaw(
    'rows of bytes over a real serial line',
    async () => {
      const glass = oneWaySigns()
      const end = await farEndOfLine(glass.hear)
      const sign = await openRow('serial-signs', {
        path: realpathSync(end.pty.path),
        baud: 115_200,
        template: '\\x02{address:byte}{number}{xor:1}\\x03',
        dropLetters: true,
        rewriteMs: 1_000,
        gapMs: 2,
        signs: places,
      })
      return {
        sign,
        shows: (place) => glass.shows(Number(place.at(-1))),
        losePower: (place) => glass.losePower(Number(place.at(-1))),
        unplug: () => void end.pty.pull(),
        until,
        cleanUp: end.putAway,
      }
    },
    { answers: false },
  )
}

spec('signs on a real serial line', ({ test, skip }) => {
  if (!haveSocat) return skip('signs on a real serial line', 'socat is not installed')

  for (const [behaves, fault] of [
    ['wrong-crc', 'sign-garbled'],
    ['twin', 'sign-garbled'],
    ['refuses', 'sign-refuses'],
    ['noisy', undefined],
  ] as const) {
    test(`one that is ${behaves} is ${fault ?? 'understood all the same'}`, async () => {
      const { sign, slaves, putAway } = await modbusOnPty()
      slaves.slave(2).behaves = behaves
      sign.want({ 'quay-1': face('A001'), 'quay-2': face('A002'), 'quay-3': face('A003') })
      await until(() => sign.health().state === (fault ? 'warning' : 'ready'))
      const expected = fault ? { state: 'warning', fault, part: '2 (quay-2)' } : { state: 'ready' }
      assert.deepEqual(sign.health(), expected)
      assert.equal(charactersIn(slaves.slave(3).registers), 'A003')
      await sign.close()
      await putAway()
    })
  }

  test('pulled out in the middle of an answer it is gone, and opened again it shows its numbers', async () => {
    const { sign, slaves, pty, putAway } = await modbusOnPty({ answerMs: 2_000 })
    slaves.slave(1).behaves = 'half'
    sign.want({ 'quay-1': face('A001') })
    await until(() => slaves.slave(1).asked > 0)
    await pty.pull()
    assert.equal(await sign.gone, 'device-missing')
    await sign.close()
    slaves.slave(1).behaves = 'well'
    await pty.plug()
    const again = await openRow('modbus-signs', {
      path: realpathSync(pty.path),
      baud: 115_200,
      model: 'ascii',
      signs: places,
    })
    again.want({ 'quay-1': face('A001') })
    await until(() => charactersIn(slaves.slave(1).registers) === 'A001')
    await again.close()
    await putAway()
  })

  test('no adapter, no bus: the fault is a missing device', async () => {
    const settings = { path: '/dev/luot-not-there', signs: places }
    await assert.rejects(openRow('modbus-signs', settings), { fault: 'device-missing' })
    await assert.rejects(openRow('serial-signs', settings), { fault: 'device-missing' })
  })
})
