import net from 'node:net'
import { DeviceFault, faultOfSystemError } from '../device.ts'
import { realTimers, type Timers, within } from '../timers.ts'
import type { Transport, Wire } from './wire.ts'

export interface TcpAddress {
  host: string
  /** Nearly every network printer listens for raw bytes on 9100. */
  port: number
  connectMs: number
}

/** The raw port of a network printer: bytes in, status bytes out, nothing else. */
export function tcpTransport({ host, port, connectMs }: TcpAddress, timers: Timers = realTimers): Transport {
  return {
    async open() {
      // Half open: after our last byte the printer may still have something to say.
      const socket = net.connect({ host, port, allowHalfOpen: true, noDelay: true })
      const outcome = new Promise<'connected'>((resolve, reject) => {
        socket.once('connect', () => resolve('connected'))
        socket.once('error', reject)
      })
      try {
        const answer = await within(timers, connectMs, outcome, 'late')
        if (answer === 'late') throw new DeviceFault('printer-unreachable', `${host}:${port} did not answer`)
      } catch (error) {
        outcome.catch(() => undefined) // the verdict is in; a late one from the socket adds nothing
        socket.on('error', () => undefined).destroy()
        if (error instanceof DeviceFault) throw error
        throw new DeviceFault(faultOfSystemError(error, 'printer-unreachable'), `${host}:${port}`, error)
      }
      return tcpWire(socket, timers)
    },
  }
}

function tcpWire(socket: net.Socket, timers: Timers): Wire {
  let broken: Error | undefined
  const ended = new Promise<void>((resolve) => {
    socket.once('end', resolve)
    socket.once('close', () => resolve())
  })
  socket.on('error', (error) => {
    broken = error
  })
  socket.pause()
  return {
    ended,
    write(bytes) {
      return new Promise<void>((resolve, reject) => {
        const fail = (cause: unknown) =>
          reject(new DeviceFault(faultOfSystemError(cause, 'printer-gone'), 'the connection broke', cause))
        if (socket.destroyed) return fail(broken)
        // A socket destroyed under a waiting write never calls back in every case; 'close' always comes.
        const closed = () => fail(broken)
        socket.once('close', closed)
        socket.write(bytes, (error) => {
          socket.off('close', closed)
          if (error) fail(error)
          else resolve()
        })
      })
    },
    onBytes(listener) {
      socket.on('data', listener)
      socket.resume()
    },
    async finish(atMostMs) {
      if (!socket.destroyed) socket.end()
      await within(timers, atMostMs, ended, undefined)
      socket.destroy()
    },
    cut() {
      if (socket.destroyed) return
      // A reset while our goodbye is under way is refused, and its handle never closes.
      if (socket.writableEnded) socket.destroy()
      else socket.resetAndDestroy()
    },
  }
}
