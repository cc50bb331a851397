import Type from 'typebox'
import { type DriverRow, row, strict, whole } from './row.ts'

const Alsa = Type.Object(
  {
    device: Type.String({ pattern: '^[A-Za-z0-9_:=,.-]+$', maxLength: 120, default: 'default' }),
    pollMs: whole(1_000, 600_000, 15_000),
  },
  strict,
)

const OfAir = Type.Object({ soundMs: whole(0, 20_000, 3_000) }, strict)

/** Every driver that makes sound. */
export const speakers: readonly DriverRow[] = [
  row('alsa', 'speaker', { vi: 'Loa nối vào máy chủ', en: 'Loudspeaker on this machine' }, Alsa, {
    async open(settings, timers) {
      const { alsaSpeaker } = await import('../speaker/driver.ts')
      return { kind: 'speaker', device: await alsaSpeaker({ ...settings, program: 'aplay' }, timers) }
    },
  }),
  row('virtual-speaker', 'speaker', { vi: 'Loa ảo', en: 'Virtual loudspeaker' }, OfAir, {
    async open(settings, timers) {
      const { virtualSpeaker } = await import('../speaker/fake.ts')
      return { kind: 'speaker', device: virtualSpeaker(settings, timers) }
    },
  }),
]
