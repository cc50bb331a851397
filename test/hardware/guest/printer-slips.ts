import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { driverRow } from '#server/drivers/catalog.ts'
import { realTimers } from '#server/drivers/timers.ts'
import { paperDrawer } from '#server/paper/draw-paper.ts'
import { escposMachine } from '../../kit/escpos-machine.ts'
import { slipSet } from '../../kit/slip-set.ts'
import { spec } from '../../kit/spec.ts'
import { plugUsbPrinter } from '../kit/usb-printer.ts'
import { witness } from '../kit/witness.ts'

/** Every slip of the set goes down a USB cable, and what came out of it is kept for the readers outside. */
witness({
  real: ['usblp, /dev/usb/lp*', 'escpos-file driver', 'native resvg'],
  emulated: ['the cable (dummy_hcd)', 'the printer (printer gadget, test/kit/escpos-machine.ts)'],
})

/** Read by test/hardware/paper/slips-read-back.ts once the virtual machine has ended. */
const kept = '/share/slips'

spec('the set of slips down a USB cable', ({ test }) => {
  for (const [profile, dots] of [
    ['generic-80', 576],
    ['generic-58', 384],
  ] as const) {
    test(`${profile}: all are printed and kept as bytes`, async () => {
      const draw = paperDrawer()
      mkdirSync(kept, { recursive: true })
      const machine = escposMachine()
      const usb = await plugUsbPrinter({ name: profile, socket: 0, serialNumber: profile, connect: machine.connect })
      const settings = { path: usb.path(), profile, answerMs: 2_000, mmPerSecond: 400, pollMs: 600_000, hold: false }
      const opened = await driverRow('escpos-file')!.open(settings, realTimers)
      assert.ok(opened.kind === 'printer')
      try {
        for (const { name, paper } of slipSet(dots)) {
          const picture = draw(paper, dots)
          const from = usb.received().length
          const outcome = await opened.device.print({ id: name, title: name, picture })
          assert.deepEqual(outcome, { outcome: 'printed' }, name)
          writeFileSync(`${kept}/${profile}-${name}.bin`, usb.received().subarray(from))
          const head = `P4\n${picture.width} ${picture.height}\n`
          writeFileSync(`${kept}/${profile}-${name}.pbm`, Buffer.concat([Buffer.from(head), picture.bytes]))
        }
        assert.deepEqual(machine.rubbish, [])
      } finally {
        await opened.device.close()
        usb.putAway()
      }
    }, 120_000)
  }
})
