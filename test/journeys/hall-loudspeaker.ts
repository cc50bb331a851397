import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { CallMoment, GuidanceMoment } from '#core/contract/display.ts'
import type { HallSound } from '#core/contract/hall.ts'
import { instantOf } from '#core/domain/service-day.ts'
import { integratedLoudness, truePeak } from '#server/speech/loudness.ts'
import { startHub, type TestHub } from '../kit/hub.ts'
import { handClock } from '../kit/machine.ts'
import { openScreen, shows } from '../kit/screen.ts'
import { spec } from '../kit/spec.ts'

const hasSound = ['aplay', 'espeak-ng'].every((program) => spawnSync(program, ['--version']).error === undefined)
const CARD_RATE = 22_050
const SAID: HallSound = { volume: 100, quiet: [], guidance: [] }

// Waits for real time: a sound card takes a call no faster than it is spoken.
spec('a loudspeaker that hangs on the hub', ({ test, skip }) => {
  if (!hasSound) {
    skip('calls through the sound card', 'aplay (alsa-utils) or espeak-ng is not on this machine')
    return
  }

  test('calls through the sound card, and the boards stay silent (U15)', async () => {
    await inHall({ sound: SAID, device: 'hall' }, async ({ call, heard }) => {
      const { sounds, volume } = await call()
      assert.deepEqual([sounds, volume], [[], 100])
      await until(() => secondsOf(heard()) > 3 && isLoud(heard()), 'the card never heard the call')
      // U15, on what came out of the player: short enough, as loud as every other call, and never clipped.
      const sound = { rate: CARD_RATE, samples: Float32Array.from(heard(), (sample) => sample / 32_768) }
      assert.ok(secondsOf(heard()) <= 1.5 + 7, `${secondsOf(heard())} s`)
      const loudness = integratedLoudness(sound)
      assert.ok(Math.abs(loudness + 18) <= 2, `${loudness} LUFS`)
      assert.ok(truePeak(sound) <= -1, `${truePeak(sound)} dBTP`)
    })
  }, 40_000)

  test('a sound card that is gone leaves the call to the boards', async () => {
    await inHall({ sound: SAID, device: 'plughw:CARD=Nowhere' }, async ({ call }) => {
      const { sounds } = await call()
      assert.deepEqual(
        sounds.map(({ role }) => role),
        ['chime', 'sentence'],
      )
    })
  }, 40_000)

  test('in quiet hours nobody speaks and every board shows the call', async () => {
    const quiet = [{ from: '00:00', to: '23:59', volume: 0 }]
    await inHall({ sound: { ...SAID, quiet }, device: 'hall' }, async ({ call, heard }) => {
      const { sounds, volume, number } = await call()
      assert.deepEqual([sounds, volume], [[], 0])
      assert.match(number, /^H/)
      assert.equal(isLoud(heard()), false)
    })
  }, 40_000)

  test('the timetable is heard from the card and read on the boards', async () => {
    const guidance = [{ id: 'sap-dong-cua', vi: 'Ba mươi phút nữa trung tâm đóng cửa.', at: ['16:30'] }]
    await inHall({ sound: { ...SAID, guidance }, device: 'hall' }, async ({ told, heard, passMinute }) => {
      passMinute()
      await until(() => told().length > 0 && isLoud(heard()), 'the timetable was not kept')
      const [message] = told()
      assert.equal(message?.text.vi, guidance[0]?.vi)
      assert.deepEqual(message?.sounds, [])
    })
  }, 40_000)
})

interface InHall {
  /** Calls the next number and gives what the speaking board was told. */
  call(): Promise<CallMoment>
  told(): readonly GuidanceMoment[]
  /** What the sound card was given, 16-bit samples. */
  heard(): Int16Array
  passMinute(): void
}

/** A hub with one loudspeaker on an ALSA card made of a file, and one board that may speak. */
async function inHall(
  { sound, device }: { sound: HallSound; device: string },
  body: (hall: InHall) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'luot-card-'))
  const card = join(folder, 'heard.raw')
  writeFileSync(
    join(folder, 'asound.conf'),
    `pcm.hall { type file slave.pcm { type null } file "${card}" format "raw" }\n`,
  )
  process.env.ALSA_CONFIG_PATH = join(folder, 'asound.conf')
  const machine = handClock(instantOf('2026-11-23', '16:29', 'Asia/Ho_Chi_Minh'))
  let hub: TestHub | undefined
  try {
    hub = await startHub({ machine })
    const admin = await hub.administrator()
    const before = (await hub.get('/api/hall', { cookie: admin.cookie })).body
    const devices = [{ id: 'loa', name: 'Loa sảnh', driver: 'alsa', settings: { device } }]
    const hall = { ...before.hall, devices: [...before.hall.devices, ...devices], sound }
    const put = { version: before.version, hall }
    const saved = await hub.post('/api/hall', put, { method: 'PUT', cookie: admin.cookie })
    assert.equal(saved.status, 200, JSON.stringify(saved.body))
    const board = openScreen(hub.url, 'display', { id: 'board-1', speaks: true })
    const calls: CallMoment[] = []
    const messages: GuidanceMoment[] = []
    board.on('call', (moment) => calls.push(moment))
    board.on('guidance', (moment) => messages.push(moment))
    await shows(board, ({ speaks }) => speaks)
    const open = hub
    await until(async () => {
      const { devices: known } = (await open.get('/healthz')).body
      return known.find(({ id }: { id: string }) => id === 'loa').state !== 'unknown'
    }, 'the loudspeaker was never tried')
    await body({
      async call() {
        await open.issue()
        const an = await open.officer('an')
        await an.ask('open-counter', { counter: 'quay-2' })
        await an.ask('call-next', { counter: 'quay-2' })
        await until(() => calls.length > 0, 'the board was not told')
        return calls[0]!
      },
      told: () => messages,
      heard() {
        const bytes = existsSync(card) ? readFileSync(card) : Buffer.alloc(0)
        return Int16Array.from({ length: bytes.length >> 1 }, (_, at) => bytes.readInt16LE(at * 2))
      },
      passMinute: () => machine.pass(61_000),
    })
    board.close()
  } finally {
    await hub?.close()
    delete process.env.ALSA_CONFIG_PATH
    rmSync(folder, { recursive: true, force: true })
  }
}

const isLoud = (samples: Int16Array) => samples.some((sample) => Math.abs(sample) > 2_000)
const secondsOf = (samples: Int16Array) => samples.length / CARD_RATE

async function until(is: () => boolean | Promise<boolean>, or: string): Promise<void> {
  for (const end = performance.now() + 20_000; performance.now() < end; await wait(50)) if (await is()) return
  assert.fail(or)
}
