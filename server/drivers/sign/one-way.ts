import type { FaultCode } from '../device.ts'
import type { Timers } from '../timers.ts'
import type { Transport } from '../transport/wire.ts'
import { fitOnCells } from './cells.ts'
import { faultOfLine, leaving } from './modbus-bus.ts'
import type { Sign } from './port.ts'
import { type Shown, signRounds, type Written } from './rounds.ts'
import { carriesDigitsOnly, readTemplate } from './template.ts'

export interface TemplateSettings {
  readonly template: string
  /** Another row for a sign that shows nothing; without one the number is blanks. */
  readonly blank?: string
  readonly cells: number
  readonly letters: 'any' | 'segments' | 'none'
  readonly dropLetters: boolean
  readonly brightness: number
  readonly rewriteMs: number
  readonly gapMs: number
  readonly signs: ReadonlyArray<{ readonly address: number; readonly place: string }>
}

const CLOSING_MS = 2_000

/**
 * Opens signs that take a row of bytes and say nothing: many LED signs have a sheet of paper for a manual and no name.
 *
 * What can be known of them is whether the line still takes bytes; a sign that is dark is seen by people only.
 */
export async function openTemplateSigns(
  settings: TemplateSettings,
  { transport, timers }: { transport: Transport; timers: Timers },
): Promise<Sign> {
  const full = readTemplate(settings.template)
  const empty = settings.blank === undefined ? full : readTemplate(settings.blank)
  const rows = `${settings.template}${settings.blank ?? ''}`
  const letters = carriesDigitsOnly(rows) ? 'none' : settings.letters
  const wire = await transport.open()
  let lose: (fault: FaultCode) => void = () => undefined
  const gone = new Promise<FaultCode>((resolve) => {
    lose = resolve
  })
  wire.onBytes(() => undefined) // some signs chatter; nothing of it is asked for

  async function write({ address }: { address: number }, { cells, face }: Shown): Promise<Written> {
    const row = cells.trim() === '' ? empty : full
    try {
      const bytes = row({ cells, counter: face?.counter ?? '', address, brightness: settings.brightness })
      await leaving(wire.write(bytes), timers)
      return 'done'
    } catch (error) {
      lost(faultOfLine(error))
      throw error
    }
  }

  const rounds = signRounds({
    signs: settings.signs.map((sign) => ({ ...sign, part: `${sign.address} (${sign.place})` })),
    show(_, face) {
      const fitting = face?.number == null ? '' : fitOnCells(face.number, { ...settings, letters })
      return { cells: (fitting ?? '').padStart(settings.cells), face, fits: fitting !== null }
    },
    write,
    timers,
    rewriteMs: settings.rewriteMs,
    gapMs: settings.gapMs,
  })

  function lost(fault: FaultCode): void {
    rounds.lost(fault)
    lose(fault)
  }
  void wire.ended.then(() => lost('device-missing'))

  return {
    want: rounds.want,
    health: rounds.health,
    watch: rounds.watch,
    gone,
    async close() {
      try {
        await rounds.close(CLOSING_MS)
      } finally {
        // Bytes still in the kernel are the blanks: they must come out.
        await wire.finish(0)
      }
    },
  }
}
