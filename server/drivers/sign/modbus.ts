import type { FaultCode } from '../device.ts'
import { pause, type Timers } from '../timers.ts'
import type { Transport } from '../transport/wire.ts'
import { fitOnCells } from './cells.ts'
import { faultOfLine, openModbusBus } from './modbus-bus.ts'
import { canCarry, registersOf, type SignModelId, signModel } from './models.ts'
import type { Sign } from './port.ts'
import { type Shown, signRounds, type Written } from './rounds.ts'

export interface ModbusSettings {
  readonly model: SignModelId
  /** Where the sign's own manual differs from the model. */
  readonly register?: number
  readonly cells?: number
  readonly blank?: number
  readonly dropLetters: boolean
  /** Written with every number, because a sign that lost its power forgets: brightness, and the decimal point put out. */
  readonly brightness?: { readonly register: number; readonly value: number }
  readonly point?: { readonly register: number; readonly value: number }
  /** All signs are blanked at once when the bus is opened; where other things hang on it, that is not wanted. */
  readonly broadcast: boolean
  readonly answerMs: number
  readonly rewriteMs: number
  readonly gapMs: number
  readonly baud?: number
  readonly signs: ReadonlyArray<{ readonly address: number; readonly place: string }>
}

const CLOSING_MS = 2_000
// Slaves know the end of a frame by the silence of three and a half characters, eleven bits each.
const silenceMs = (baud: number) => Math.ceil((3.5 * 11 * 1_000) / baud)

/** Opens the signs of one RS-485 bus. */
export async function openModbusSigns(
  settings: ModbusSettings,
  { transport, timers }: { transport: Transport; timers: Timers },
): Promise<Sign> {
  const model = signModel(settings.model)
  const cells = settings.cells ?? model.cells
  const register = settings.register ?? model.register
  const gapMs = Math.max(settings.gapMs, silenceMs(settings.baud ?? 9_600))
  const digits =
    'blank' in model.digits && settings.blank !== undefined ? { ...model.digits, blank: settings.blank } : model.digits
  const bus = await openModbusBus({ transport, timers, answerMs: settings.answerMs })
  let lose: (fault: FaultCode) => void = () => undefined
  const gone = new Promise<FaultCode>((resolve) => {
    lose = resolve
  })

  async function write({ address }: { address: number }, shown: Shown): Promise<Written> {
    const single = (one: { register: number; value: number } | undefined) =>
      one ? [{ unit: address, register: one.register, values: [one.value], how: 6 as const }] : []
    const number = { unit: address, register, values: registersOf(digits, shown.cells), how: model.write }
    try {
      for (const one of [...single(settings.point), ...single(settings.brightness), number]) {
        const written = await bus.write(one)
        if (written !== 'done') return written
        if (one !== number) await pause(timers, gapMs)
      }
      return 'done'
    } catch (error) {
      lost(faultOfLine(error))
      throw error
    }
  }

  const rounds = signRounds({
    signs: settings.signs.map((sign) => ({ ...sign, part: `${sign.address} (${sign.place})` })),
    show(_, face) {
      const fitting =
        face?.number == null ? '' : fitOnCells(face.number, { cells, letters: model.letters, ...settings })
      const fits = fitting !== null && canCarry(digits, fitting)
      return { cells: (fits ? fitting : '').padStart(cells), face, fits }
    },
    write,
    timers,
    rewriteMs: settings.rewriteMs,
    gapMs,
  })

  function lost(fault: FaultCode): void {
    rounds.lost(fault)
    lose(fault)
  }
  void bus.gone.then(lost)
  if (settings.broadcast) {
    try {
      await bus.broadcast({ register, values: registersOf(digits, ' '.repeat(cells)), how: model.write })
    } catch (error) {
      lost(faultOfLine(error))
    }
  }

  return {
    want: rounds.want,
    health: rounds.health,
    watch: rounds.watch,
    gone,
    async close() {
      try {
        await rounds.close(CLOSING_MS)
      } finally {
        bus.close()
      }
    },
  }
}
