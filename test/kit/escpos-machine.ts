import net from 'node:net'
import type { Bitmap } from '#server/drivers/bitmap.ts'
import type { FarEnd } from '#server/drivers/transport/memory.ts'
import { escposReader, pictureOf } from './read-escpos.ts'

/** An ESC/POS printer at the level of bytes, with a lever for everything that goes wrong with one. */
export interface EscposMachine {
  connect(far: FarEnd): void
  /** Everything that lies in the tray, whole or torn; a torn one still hangs in the mouth. */
  slips(): Array<{ picture: Bitmap; torn: boolean }>
  rubbish: number[][]
  connections: number
  paperDots: number
  coverOpen: boolean
  silent: boolean
  /** Answers every question with these bytes instead. */
  answersWith: Uint8Array | undefined
  /** Answers without being asked, before each answer it is asked for. */
  babbles: Uint8Array | undefined
  /** Takes bytes only as fast as this lets it. */
  swallow: ((byte: number) => Promise<void>) | undefined
  /** Hangs up after so many bytes of a connection. */
  hangUpAfter: number | undefined
  plugged: boolean
}

const nearEndDots = 100 * 8
const bufferBytes = 4096

export function escposMachine(): EscposMachine {
  let reader = escposReader()
  let lines: Uint8Array[] = []
  const tray: Array<{ picture: Bitmap; torn: boolean }> = []
  let buffer: number[] = []
  let current: FarEnd | undefined
  let freed: (() => void) | undefined

  const machine: EscposMachine = {
    rubbish: [],
    connections: 0,
    paperDots: 50_000 * 8,
    coverOpen: false,
    silent: false,
    answersWith: undefined,
    babbles: undefined,
    swallow: undefined,
    hangUpAfter: undefined,
    plugged: true,
    slips: () => [...tray, ...(lines.length > 0 ? [{ picture: pictureOf(lines), torn: true }] : [])],
    connect(far) {
      machine.connections++
      current = far
      // A new connection finds an empty buffer, as behind most network cards; what is in the mouth stays there.
      buffer = []
      reader = escposReader()
      let taken = 0
      let window: number[] = []
      far.onBytes = async (bytes) => {
        for (const byte of bytes) {
          if (machine.swallow) await machine.swallow(byte)
          if (current !== far) return
          taken++
          if (machine.hangUpAfter !== undefined && taken > machine.hangUpAfter) {
            far.hangUp()
            return
          }
          while (buffer.length >= bufferBytes) {
            await new Promise<void>((resolve) => {
              freed = resolve
            })
          }
          window = [...window.slice(-2), byte]
          buffer.push(byte)
          printBuffer()
          // Real-time: answered as it arrives, wherever it stands.
          if (window.length === 3 && window[0] === 0x10 && window[1] === 0x04) answer(far, byte)
        }
      }
    },
  }

  function stopped(): boolean {
    return machine.coverOpen || machine.paperDots <= 0
  }

  function printBuffer(): void {
    while (buffer.length > 0 && !stopped()) {
      const done = reader.take(buffer.shift()!)
      if (done?.command === 'line') lines.push(done.dots)
      if (done?.command === 'line') machine.paperDots--
      if (done?.command === 'feed') machine.paperDots -= done.dots
      if (done?.command === 'rubbish') machine.rubbish.push(done.bytes)
      if (done?.command === 'cut') {
        if (lines.length > 0) tray.push({ picture: pictureOf(lines), torn: false })
        lines = []
      }
    }
    freed?.()
    freed = undefined
  }

  function answer(far: FarEnd, question: number): void {
    if (machine.silent || !machine.plugged) return
    if (machine.babbles) far.send(machine.babbles)
    const status = { 1: online(), 2: offlineCause(), 3: 0x12, 4: paper() }[question]
    if (machine.answersWith) far.send(machine.answersWith)
    else if (status !== undefined) far.send(Uint8Array.of(status))
  }
  const online = () => 0x12 | (stopped() ? 0x08 : 0)
  const offlineCause = () => 0x12 | (machine.coverOpen ? 0x04 : 0) | (machine.paperDots <= 0 ? 0x20 : 0)
  const paper = () => 0x12 | (machine.paperDots <= 0 ? 0x60 : 0) | (machine.paperDots < nearEndDots ? 0x0c : 0)

  return machine
}

/** Puts the machine behind a real TCP port on this computer. */
export async function serveMachine(machine: EscposMachine): Promise<{
  port: number
  unplug(): Promise<void>
  plug(): Promise<void>
  close(): Promise<void>
}> {
  const sockets = new Set<net.Socket>()
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    let hungUp = false
    const far: FarEnd = {
      onBytes: () => undefined,
      send: (bytes) => void (socket.writable && socket.write(bytes)),
      hangUp() {
        hungUp = true
        socket.resetAndDestroy()
      },
      get hungUp() {
        return hungUp
      },
    }
    machine.connect(far)
    let chain = Promise.resolve()
    socket.on('data', (bytes) => {
      socket.pause()
      chain = chain.then(async () => {
        await far.onBytes(bytes)
        socket.resume()
      })
    })
    socket.on('end', () => socket.end())
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  })
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const { port } = server.address() as net.AddressInfo
  async function stop(): Promise<void> {
    const stopped = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.resetAndDestroy()
    await stopped
  }
  return { port, unplug: stop, plug: () => listen(port), close: async () => void (server.listening && (await stop())) }
}
