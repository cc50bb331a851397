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
  /** Questions that came between the dots of one band: a printer that answers them there may also draw them. */
  askedInsideBand: number
  connections: number
  paperDots: number
  coverOpen: boolean
  silent: boolean
  /** Knows `GS a`: tells of every change by itself once it was asked to. */
  knowsAutomatic: boolean
  /** A ticket it holds out until somebody takes it; only after the orders printers in kiosks know. */
  ticketInMouth: boolean
  /** Tickets it took back into itself. */
  retracted: number
  jammed: boolean
  /** Answers every question with these bytes instead. */
  answersWith: Uint8Array | undefined
  /** Answers without being asked, before each answer it is asked for. */
  babbles: Uint8Array | undefined
  /** Says this, unasked. */
  say(bytes: Uint8Array): void
  /** Hears what comes down the wire, before the machine makes anything of it. */
  overhear: ((bytes: Uint8Array) => void) | undefined
  /** Takes bytes only as fast as this lets it. */
  swallow: ((byte: number) => Promise<void>) | undefined
  /** Hangs up after so many bytes of a connection. */
  hangUpAfter: number | undefined
  plugged: boolean
  /** Pulls the cable: whoever is connected is cut off. */
  pull(): void
  /** Lets go of whoever is connected, as printers do with the idle. */
  hangUp(): void
  /** Forgets whoever is connected without telling them. */
  loseConnection(): void
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
  let tells = false
  let lastTold = ''
  let paperDots = 50_000 * 8
  let coverOpen = false

  const machine: EscposMachine = {
    rubbish: [],
    askedInsideBand: 0,
    connections: 0,
    get paperDots() {
      return paperDots
    },
    set paperDots(dots) {
      paperDots = dots
      tellOfChange()
    },
    get coverOpen() {
      return coverOpen
    },
    set coverOpen(open) {
      coverOpen = open
      tellOfChange()
    },
    silent: false,
    knowsAutomatic: false,
    ticketInMouth: false,
    retracted: 0,
    jammed: false,
    answersWith: undefined,
    babbles: undefined,
    say: (bytes) => current?.send(bytes),
    overhear: undefined,
    swallow: undefined,
    hangUpAfter: undefined,
    plugged: true,
    pull() {
      machine.plugged = false
      current?.hangUp()
    },
    hangUp: () => current?.hangUp(),
    loseConnection() {
      current = undefined
    },
    slips: () => [...tray, ...(lines.length > 0 ? [{ picture: pictureOf(lines), torn: true }] : [])],
    connect(far) {
      machine.connections++
      current = far
      // A new connection finds an empty buffer, as behind most network cards; what is in the mouth stays there.
      buffer = []
      tells = false
      reader = escposReader()
      let taken = 0
      let window: number[] = []
      const arriving = escposReader()
      far.onBytes = async (bytes) => {
        machine.overhear?.(bytes)
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
          const asked = window.length === 3 && window[0] === 0x10 && window[1] === 0x04
          if (asked && arriving.midBand()) machine.askedInsideBand++
          arriving.take(byte)
          buffer.push(byte)
          printBuffer()
          // Real-time: answered as it arrives, wherever it stands.
          if (asked) answer(far, byte)
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
      if (done?.command === 'init') tells = false
      if (done?.command === 'tell' && machine.knowsAutomatic) {
        tells = done.what !== 0
        lastTold = ''
        tellOfChange()
      }
      if (done?.command === 'mouth') moveMouth(done.order)
      if (done?.command === 'line') {
        // the next ticket pushes out what nobody took
        machine.ticketInMouth = false
        lines.push(done.dots)
        machine.paperDots--
      }
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

  function moveMouth(order: number): void {
    if (order === 2 && machine.ticketInMouth) machine.retracted++
    machine.ticketInMouth = order === 3
  }

  function tellOfChange(): void {
    if (!tells || machine.silent || !machine.plugged) return
    const now = automatic()
    if (`${now}` === lastTold) return
    lastTold = `${now}`
    current?.send(now)
  }

  function answer(far: FarEnd, question: number): void {
    if (machine.silent || !machine.plugged) return
    if (machine.babbles) far.send(machine.babbles)
    const status = { 1: online(), 2: offlineCause(), 3: 0x12, 4: paper() }[question]
    if (machine.answersWith) far.send(machine.answersWith)
    else if (question === 20) far.send(everything())
    else if (status !== undefined) far.send(Uint8Array.of(status))
  }
  const online = () => 0x12 | (stopped() ? 0x08 : 0)
  const offlineCause = () => 0x12 | (machine.coverOpen ? 0x04 : 0) | (machine.paperDots <= 0 ? 0x20 : 0)
  const paper = () => 0x12 | (machine.paperDots <= 0 ? 0x60 : 0) | (machine.paperDots < nearEndDots ? 0x0c : 0)

  const automatic = () =>
    Uint8Array.of(
      0x10 | (stopped() ? 0x08 : 0) | (coverOpen ? 0x20 : 0),
      0,
      (paperDots <= 0 ? 0x0c : 0) | (paperDots < nearEndDots ? 0x03 : 0),
      0x0f,
    )
  const everything = () =>
    Uint8Array.of(
      0x10,
      0x0f,
      (paperDots <= 0 ? 0x01 : 0) | (paperDots < nearEndDots ? 0x04 : 0) | (machine.ticketInMouth ? 0x20 : 0),
      coverOpen ? 0x02 : 0,
      machine.jammed ? 0x40 : 0,
      0,
    )

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
        hangUpOn(socket)
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
    for (const socket of sockets) hangUpOn(socket)
    await stopped
  }
  return { port, unplug: stop, plug: () => listen(port), close: async () => void (server.listening && (await stop())) }
}

// A reset while a goodbye is under way is refused by libuv, and Node then waits at its end for a handle that never closes.
function hangUpOn(socket: net.Socket): void {
  if (socket.writableEnded) socket.destroy()
  else socket.resetAndDestroy()
}
