import * as assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { chime } from '#server/speech/chime.ts'
import { integratedLoudness, levelled, truePeak } from '#server/speech/loudness.ts'
import { resampled } from '#server/speech/resample.ts'
import { durationMs, NotAWav, readSealedWav, readWav, type Sound, writeWav } from '#server/speech/wav.ts'
import { spec } from '../kit/spec.ts'

function sine(rate: number, hz: number, dbfs: number, seconds: number, phase = 0): Sound {
  const height = 10 ** (dbfs / 20)
  const length = Math.round(rate * seconds)
  // The standard's signals fade in and out: a tone cut off hard has a peak of its own at the cut.
  const fade = rate * 0.01
  const samples = Float32Array.from(
    { length },
    (_, at) => Math.min(1, at / fade, (length - at) / fade) * height * Math.sin((2 * Math.PI * hz * at) / rate + phase),
  )
  return { rate, samples }
}

function after(...sounds: Sound[]): Sound {
  return { rate: sounds[0]!.rate, samples: Float32Array.from(sounds.flatMap(({ samples }) => [...samples])) }
}

function near(actual: number, wanted: number, within: number): void {
  assert.ok(Math.abs(actual - wanted) <= within, `${actual} is not within ${within} of ${wanted}`)
}

const ffmpeg = spawnSync('ffmpeg', ['-version']).status === 0

spec('speech › loudness', ({ test, skip }) => {
  test('a full 997 Hz tone in one channel measures −3.01 LUFS at every rate (BS.1770)', () => {
    for (const rate of [22_050, 44_100, 48_000]) near(integratedLoudness(sine(rate, 997, 0, 5)), -3.01, 0.05)
  })

  test('a tone 20 dB down measures 20 LU less (EBU Tech 3341, case 1, one channel)', () => {
    near(integratedLoudness(sine(48_000, 1000, -20, 20)), -23, 0.1)
    near(integratedLoudness(sine(48_000, 1000, -30, 20)), -33, 0.1)
  })

  test('quiet stretches around the loud one are gated away (EBU Tech 3341, cases 3 and 4, one channel)', () => {
    const parts = (levels: [number, number][]) => after(...levels.map(([db, s]) => sine(22_050, 1000, db, s)))
    near(
      integratedLoudness(
        parts([
          [-36, 10],
          [-23, 60],
          [-36, 10],
        ]),
      ),
      -26.01,
      0.1,
    )
    near(
      integratedLoudness(
        parts([
          [-72, 10],
          [-36, 10],
          [-23, 60],
          [-36, 10],
          [-72, 10],
        ]),
      ),
      -26.01,
      0.1,
    )
  })

  test('the peak between the samples is seen (EBU Tech 3341, cases 15 to 18)', () => {
    const half = -6.0206
    for (const [divisor, degrees] of [
      [4, 0],
      [4, 45],
      [6, 60],
      [8, 67.5],
    ] as const) {
      const peak = truePeak(sine(48_000, 48_000 / divisor, half, 0.5, (degrees * Math.PI) / 180))
      assert.ok(peak <= -5.8 && peak >= -6.4, `fs/${divisor} at ${degrees}°: ${peak} dBTP`)
    }
  })

  test('whatever comes in goes out at −18 LUFS with its true peak under −1 dBTP', () => {
    const spiky = fc.record({
      db: fc.integer({ min: -45, max: 0 }),
      spike: fc.integer({ min: 1, max: 8 }),
      seed: fc.nat(9999),
    })
    fc.assert(
      fc.property(spiky, ({ db, spike, seed }) => {
        const { rate, samples } = sine(22_050, 300 + seed / 10, db - 12, 1.5)
        const shaped = samples.map((sample, at) => (at % 2205 < 40 ? sample * spike : sample))
        const level = levelled({ rate, samples: shaped })
        near(integratedLoudness(level), -18, 0.5)
        assert.ok(truePeak(level) <= -1, `${truePeak(level)} dBTP`)
      }),
      { numRuns: 25 },
    )
  })

  test('silence stays silence', () => {
    const silence = { rate: 22_050, samples: new Float32Array(22_050) }
    assert.equal(integratedLoudness(silence), Number.NEGATIVE_INFINITY)
    assert.equal(levelled(silence), silence)
  })

  test('U15 the chime is at most 1.5 s long and as loud as the voice', () => {
    const sound = chime()
    assert.ok(durationMs(sound) <= 1_500)
    near(integratedLoudness(sound), -18, 2)
    assert.ok(truePeak(sound) <= -1)
    assert.ok(
      Math.abs(sound.samples[0]!) < 0.01 && Math.abs(sound.samples.at(-1)!) < 0.01,
      'it starts or ends with a click',
    )
  })

  test('another rate keeps the tone and its level', () => {
    for (const rate of [8_000, 16_000, 44_100, 48_000]) {
      const brought = resampled(sine(rate, 440, -12, 1), 22_050)
      near(brought.samples.length, 22_050, 1)
      near(integratedLoudness(brought), integratedLoudness(sine(22_050, 440, -12, 1)), 0.1)
    }
    // 15 kHz does not fit under 11,025 Hz: it must vanish, not fold down into the voice.
    assert.ok(truePeak(resampled(sine(48_000, 15_000, -6, 1), 22_050)) < -40)
  })

  test('a WAV comes back as it went, and one flipped bit is seen', () => {
    const bytes = writeWav(sine(22_050, 440, -6, 0.3))
    const sound = readSealedWav(bytes)
    assert.ok(sound)
    near(truePeak(sound), -6, 0.1)
    const rotten = bytes.slice()
    rotten[1000]! ^= 1
    assert.equal(readSealedWav(rotten), undefined)
    for (const length of [0, 20, 44, 2000, bytes.length - 1])
      assert.equal(readSealedWav(bytes.slice(0, length)), undefined)
  })

  test('random bytes are refused as no WAV, never worse', () => {
    const head = [...writeWav(sine(22_050, 440, -6, 0.01))].slice(0, 60)
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 400 }), mutated(head))
    fc.assert(
      fc.property(bytes, (given) => {
        try {
          readWav(given)
        } catch (refused) {
          assert.ok(refused instanceof NotAWav, String(refused))
        }
      }),
      { numRuns: 2_000 },
    )
  })

  if (!ffmpeg) skip('ffmpeg measures the same', 'ffmpeg is not installed here')
  else {
    test('ffmpeg measures the same', () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'luot-loudness-'))
      try {
        const file = path.join(folder, 'chime.wav')
        const sound = chime()
        writeFileSync(file, writeWav(sound))
        const told = execFileSync(
          'ffmpeg',
          ['-hide_banner', '-i', file, '-af', 'loudnorm=print_format=json', '-f', 'null', '-'],
          {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'pipe'],
          },
        )
        const measured = /"input_i"\s*:\s*"(-?[\d.]+)"/.exec(told)
        if (measured) near(integratedLoudness(sound), Number(measured[1]), 0.3)
        else assert.fail(`ffmpeg told no loudness: ${told.slice(-300)}`)
      } finally {
        rmSync(folder, { recursive: true })
      }
    })
  }
})

function mutated(head: number[]): fc.Arbitrary<Uint8Array> {
  return fc.array(fc.tuple(fc.nat(head.length - 1), fc.nat(255)), { maxLength: 6 }).map((changes) => {
    const bytes = Uint8Array.from(head)
    for (const [at, value] of changes) bytes[at] = value
    return bytes
  })
}
