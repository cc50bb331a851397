import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emulator, pi } from '../../../scripts/hardware/arm64.ts'
import { escposMachine, serveMachine } from '../../kit/escpos-machine.ts'
import { type HubProcess, startProcess } from '../../kit/hub-process.ts'
import { furnishWithPrinter, slipStory, takeNumber } from '../../kit/paper-hall.ts'
import { openScreen, shows } from '../../kit/screen.ts'
import { spec } from '../../kit/spec.ts'
import { soon, witness } from '../kit/witness.ts'

/** The release for a Pi does a morning's work: a number, a slip, a board, a clean stop, and all of it still there after. */
witness({
  real: ['the release as bundled for a Pi, with its arm64 Node', 'journal on a disk', 'sockets', 'escpos-tcp driver'],
  emulated: [
    'the arm64 processor (qemu-user)',
    'the kernel (this computer’s)',
    'the printer (test/kit/escpos-machine.ts)',
  ],
})

const LONG = 240_000

spec('a hub on arm64', ({ test }) => {
  test(
    'starts, gives a number, prints its slip, shows it on the board, stops cleanly, and knows it after the next start',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'luot-arm64-'))
      const machine = escposMachine()
      const printer = await serveMachine(machine)
      await furnishWithPrinter(folder, printer.port)
      let hub: HubProcess | undefined
      try {
        hub = await startOnArm64(folder)
        const before = await waitingOnBoard(hub)
        const ticket = await takeNumber(hub.url!)
        await soon('a whole slip', () => machine.slips().some(({ torn }) => !torn), 60_000)
        await soon('the journal says so', async () => (await slipStory(folder, ticket)).length >= 2, 60_000)
        assert.deepEqual(await slipStory(folder, ticket), ['issued', 'printed'])
        assert.equal(await waitingOnBoard(hub), before + 1)
        assert.equal(await hub.stop('SIGTERM'), 0)

        hub = await startOnArm64(folder)
        assert.equal(await waitingOnBoard(hub), before + 1)
        assert.deepEqual(await slipStory(folder, ticket), ['issued', 'printed'])
        assert.equal(machine.slips().length, 1, 'nothing was printed again')
        console.log(`seen: the hub holds ${Math.round(hub.rssMb())} MB, the emulator's own included`)
        assert.equal(await hub.stop('SIGTERM'), 0)
      } finally {
        await hub?.stop('SIGKILL')
        await printer.close()
        rmSync(folder, { recursive: true, force: true })
      }
    },
    LONG,
  )
})

async function startOnArm64(folder: string): Promise<HubProcess> {
  const stripped = ['--import', join(pi.release, 'scripts/stripped.mjs')]
  const command = [...emulator.args, pi.node, ...stripped, join(pi.release, 'server/main.ts')]
  const hub = await startProcess({ LUOT_DATA: folder }, command, undefined, emulator.program)
  assert.ok(hub.url, hub.output())
  return hub
}

async function waitingOnBoard(hub: HubProcess): Promise<number> {
  const board = openScreen(hub.url!, 'display', { id: 'board-1' })
  try {
    const view = await shows(board, (_, state) => state === 'live')
    return view.services.reduce((sum, { waiting }) => sum + waiting, 0)
  } finally {
    board.close()
  }
}
