import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DeviceFault } from '#server/drivers/device.ts'
import { atVolume, pcmOf } from '#server/drivers/speaker/codec.ts'
import { alsaSpeaker } from '#server/drivers/speaker/driver.ts'
import { virtualSpeaker } from '#server/drivers/speaker/fake.ts'
import type { SoundJob } from '#server/drivers/speaker/port.ts'
import { realTimers } from '#server/drivers/timers.ts'
import { writeWav } from '#server/speech/wav.ts'
import { handMovedTimers } from '../kit/hand-moved-timers.ts'
import { spec } from '../kit/spec.ts'

/** The Debian package alsa-utils brings the player. */
const hasPlayer = spawnSync('aplay', ['--version']).status === 0

spec('the sound of a WAV file', ({ test }) => {
  test('samples come back as they were written, at full volume untouched', () => {
    const { rate, channels, samples } = pcmOf(writeWav(tone(100)))
    assert.deepEqual([rate, channels, samples.length], [22_050, 1, 2 * 2_205])
    assert.equal(atVolume(samples, 100), samples)
  })

  test('each ten steps of the knob take four decibels, and nought is silence', () => {
    const { samples } = pcmOf(writeWav(tone(100)))
    const loud = peakOf(samples)
    assert.ok(Math.abs(20 * Math.log10(peakOf(atVolume(samples, 50)) / loud) + 20) < 0.05)
    assert.equal(peakOf(atVolume(samples, 0)), 0)
  })

  test('what is no 16-bit WAV is refused by name', () => {
    assert.throws(() => pcmOf(new Uint8Array(100)), /not a WAV/)
    const eightBit = writeWav(tone(10))
    eightBit[34] = 8
    assert.throws(() => pcmOf(eightBit), /8 bits/)
    assert.throws(() => pcmOf(writeWav(tone(10)).subarray(0, 44 - 8)), /not a WAV|without sound/)
  })
})

spec('the line before a loudspeaker', ({ test }) => {
  test('sounds are heard one after the other, in order', async () => {
    const { play, heard, timers } = hall()
    await timers.until(Promise.all(['A001', 'A002', 'A003'].map((id) => play({ id }))))
    assert.deepEqual(heard(), ['A001', 'A002', 'A003'])
  })

  test('a fourth waiting call pushes out the oldest one that waits, never the one that is heard', async () => {
    const { play, heard, timers } = hall()
    const outcomes = await timers.until(Promise.all(['A001', 'A002', 'A003', 'A004', 'A005'].map((id) => play({ id }))))
    assert.deepEqual(heard(), ['A001', 'A003', 'A004', 'A005'])
    assert.deepEqual(outcomes[1], { outcome: 'dropped' })
  })

  test('guidance gives way to a call, and is said where nothing else waits', async () => {
    const { play, heard, timers } = hall()
    const [, gaveWay] = await timers.until(
      Promise.all([play({ id: 'A001' }), play({ id: 'please', yields: true }), play({ id: 'A002' })]),
    )
    await timers.until(play({ id: 'again', yields: true }))
    assert.deepEqual(gaveWay, { outcome: 'dropped' })
    assert.deepEqual(heard(), ['A001', 'A002', 'again'])
  })

  test('a call is said again after its rest, unless another one came meanwhile', async () => {
    const { play, heard, timers } = hall()
    await timers.until(Promise.all([play({ id: 'A001' }), play({ id: 'A001-again', yields: true, restMs: 2_000 })]))
    assert.deepEqual(heard(), ['A001', 'A001-again'])
    const first = play({ id: 'A002' })
    const again = play({ id: 'A002-again', yields: true, restMs: 2_000 })
    await timers.until(first)
    await timers.advance(500)
    await timers.until(play({ id: 'A003' }))
    assert.deepEqual(await again, { outcome: 'dropped' })
    assert.deepEqual(heard(), ['A001', 'A001-again', 'A002', 'A003'])
  })

  test('closing lets go what waits and what rests', async () => {
    const { play, close, timers } = hall()
    const all = [play({ id: 'A001' }), play({ id: 'A002' }), play({ id: 'A003', yields: true, restMs: 9_000 })]
    await timers.until(close())
    assert.deepEqual(await Promise.all(all), [{ outcome: 'played' }, { outcome: 'dropped' }, { outcome: 'dropped' }])
  })
})

spec('the loudspeaker on ALSA', ({ test, skip }) => {
  if (!hasPlayer) {
    skip('plays through aplay', 'aplay (package alsa-utils) is not on this machine')
    return
  }

  test('chime and sentence go to the card in one piece, at the asked volume', async () => {
    await withCard(async ({ folder, device, recorded }) => {
      const files = [100, 200].map((ms, at) => {
        const file = join(folder, `${at}.wav`)
        writeFileSync(file, writeWav(tone(ms)))
        return file
      })
      const speaker = await alsaSpeaker({ device, program: 'aplay', pollMs: 1_000 }, realTimers)
      assert.deepEqual(speaker.health(), { state: 'ready' })
      assert.deepEqual(await speaker.play({ id: 'A001', files, volume: 50 }), { outcome: 'played' })
      await speaker.close()
      const both = Buffer.concat(files.map((file) => pcmOf(readFileSync(file)).samples))
      // The card is fed in whole periods: what follows the sound is silence.
      const heard = recorded()
      assert.deepEqual(Buffer.from(heard.subarray(0, both.length)), Buffer.from(atVolume(both, 50)))
      assert.equal(peakOf(heard.subarray(both.length)), 0)
    })
  })

  test('a clip that is gone is left out, and a call of which nothing is left is told', async () => {
    await withCard(async ({ device, folder, recorded }) => {
      const [file, gone] = [join(folder, 'a.wav'), join(folder, 'gone.wav')]
      writeFileSync(file, writeWav(tone(100)))
      const speaker = await alsaSpeaker({ device, program: 'aplay', pollMs: 1_000 }, realTimers)
      assert.deepEqual(await speaker.play({ id: 'A001', files: [gone, file], volume: 100 }), { outcome: 'played' })
      assert.ok(peakOf(recorded()) > 0)
      const nothing = await speaker.play({ id: 'A002', files: [gone], volume: 100 })
      assert.deepEqual(nothing, { outcome: 'failed', fault: 'sound-missing' })
      assert.deepEqual(speaker.health(), { state: 'ready' })
      await speaker.close()
    })
  })

  test('silence of the night is played without a sound', async () => {
    await withCard(async ({ device, folder, recorded }) => {
      const file = join(folder, 'a.wav')
      writeFileSync(file, writeWav(tone(100)))
      const speaker = await alsaSpeaker({ device, program: 'aplay', pollMs: 1_000 }, realTimers)
      const before = recorded().length
      assert.deepEqual(await speaker.play({ id: 'A001', files: [file], volume: 0 }), { outcome: 'played' })
      assert.equal(recorded().length, before)
      await speaker.close()
    })
  })

  test('a card that is not there, and a player that is not installed, have their names', async () => {
    const opening = (settings: { device: string; program: string }) =>
      alsaSpeaker({ ...settings, pollMs: 1_000 }, realTimers)
    await assert.rejects(opening({ device: 'plughw:CARD=Nowhere', program: 'aplay' }), faulty('device-missing'))
    await assert.rejects(opening({ device: 'default', program: 'no-such-player' }), faulty('driver-missing'))
  })

  test('a player that hangs is ended, told, and forgiven when it works again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'luot-player-'))
    const program = join(folder, 'player')
    const timers = handMovedTimers()
    const does = (what: string) => writeFileSync(program, `#!/bin/sh\n${what}\n`, { mode: 0o755 })
    try {
      does('exec cat > /dev/null')
      const opened = alsaSpeaker({ device: 'default', program, pollMs: 1_000 }, { ...timers, after: never })
      const speaker = await opened
      await speaker.close()
      does('cat > /dev/null; exec sleep 30')
      await assert.rejects(
        alsaSpeaker({ device: 'default', program, pollMs: 1_000 }, { ...realTimers, after: soon }),
        faulty('sound-stuck'),
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

const never = () => () => undefined
/** A hundred times faster than life. */
const soon = (spanMs: number, run: () => void) => realTimers.after(spanMs / 100, run)

function faulty(fault: string) {
  return (error: unknown) => error instanceof DeviceFault && error.fault === fault
}

function hall() {
  const timers = handMovedTimers()
  const speaker = virtualSpeaker({ soundMs: 3_000 }, timers)
  return {
    timers,
    play: (job: Partial<SoundJob> & { id: string }) => speaker.play({ files: [], volume: 100, ...job }),
    heard: () => speaker.heard().map(({ id }) => id),
    close: () => speaker.close(),
  }
}

/** A sound card made of a file: ALSA's own plugin writes down what a card would hear. */
async function withCard(
  body: (card: { folder: string; device: string; recorded: () => Uint8Array }) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'luot-card-'))
  const heard = join(folder, 'heard.raw')
  const settings = join(folder, 'asound.conf')
  writeFileSync(settings, `pcm.hall { type file slave.pcm { type null } file "${heard}" format "raw" }\n`)
  const before = process.env.ALSA_CONFIG_PATH
  process.env.ALSA_CONFIG_PATH = settings
  try {
    await body({ folder, device: 'hall', recorded: () => readFileSync(heard) })
  } finally {
    if (before === undefined) delete process.env.ALSA_CONFIG_PATH
    else process.env.ALSA_CONFIG_PATH = before
    rmSync(folder, { recursive: true, force: true })
  }
}

function tone(ms: number) {
  const samples = Float32Array.from({ length: (22_050 * ms) / 1_000 }, (_, at) => 0.5 * Math.sin(at / 10))
  return { rate: 22_050, samples }
}

function peakOf(samples: Uint8Array): number {
  const view = new DataView(samples.buffer, samples.byteOffset, samples.byteLength)
  let peak = 0
  for (let at = 0; at + 1 < samples.length; at += 2) peak = Math.max(peak, Math.abs(view.getInt16(at, true)))
  return peak
}
