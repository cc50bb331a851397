import { DeviceFault } from '#server/drivers/device.ts'
import { escposPrinter, type PrinterLimits, type PrinterMake, usualLimits } from '#server/drivers/printer/driver.ts'
import type { Printer } from '#server/drivers/printer/port.ts'
import type { ProfileId } from '#server/drivers/printer/profiles.ts'
import { realTimers } from '#server/drivers/timers.ts'
import { memoryTransport } from '#server/drivers/transport/memory.ts'
import { tcpTransport } from '#server/drivers/transport/tcp.ts'
import type { PrinterOnTheBench } from '../laws/printer-law.ts'
import { type EscposMachine, escposMachine, serveMachine } from './escpos-machine.ts'
import { handMovedTimers } from './hand-moved-timers.ts'
import { makeFor } from './printer-make.ts'

/** A driver and the machine at the far end of its cable, as the law wants to hold them. */
export function benchOf(
  printer: Printer,
  machine: EscposMachine,
  until: PrinterOnTheBench['until'],
  cable: Pick<PrinterOnTheBench['hands'], 'plug' | 'unplug'> & Pick<PrinterOnTheBench, 'putAway'>,
): PrinterOnTheBench {
  return {
    printer,
    until,
    slips: machine.slips,
    putAway: cable.putAway,
    hands: {
      plug: cable.plug,
      unplug: cable.unplug,
      loadPaper: () => {
        machine.paperDots = 400_000
      },
      leavePaper: (mm) => {
        machine.paperDots = mm * 8
      },
      openCover: () => {
        machine.coverOpen = true
      },
      closeCover: () => {
        machine.coverOpen = false
      },
      fallSilent: () => {
        machine.silent = true
      },
    },
  }
}

/** A printer on a wire of memory, in time that a test moves. */
export function onMemory(profile: ProfileId = 'generic-80', otherwise: Partial<PrinterMake> = {}) {
  const timers = handMovedTimers()
  const machine = escposMachine()
  const transport = memoryTransport((far) => {
    if (!machine.plugged) throw new DeviceFault('device-missing', 'unplugged')
    machine.connect(far)
  })
  const printer = escposPrinter({ transport, timers, make: makeFor(profile, otherwise) })
  machine.knowsAutomatic = makeFor(profile, otherwise).layout.automatic
  return { printer, machine, timers }
}

/** A printer behind a real port of this computer, in real time, quick about it. */
export async function onSocket(limits: Partial<PrinterLimits> = {}, profile: ProfileId = 'generic-80') {
  const machine = escposMachine()
  const served = await serveMachine(machine)
  const printer = escposPrinter({
    transport: tcpTransport({ host: '127.0.0.1', port: served.port, connectMs: 2_000 }),
    timers: realTimers,
    make: makeFor(profile, {
      limits: {
        ...usualLimits,
        answerMs: 700,
        mmPerSecond: 100_000,
        cutMs: 0,
        pollMs: 60,
        troubledPollMs: 40,
        ...limits,
      },
    }),
  })
  machine.knowsAutomatic = makeFor(profile).layout.automatic
  return { printer, machine, served }
}

/** Settles when it is known how the printer is. */
export function settledHealth(printer: Printer): Promise<void> {
  return new Promise((resolve) => {
    const stop = printer.watch(() => {
      stop()
      resolve()
    })
  })
}
