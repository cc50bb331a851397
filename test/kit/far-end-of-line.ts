import { existsSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { delimiter, join } from 'node:path'
import { type PseudoTerminal, pseudoTerminal } from './pty.ts'

export const haveSocat = (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'socat')))

/** The far end of a real pseudo-terminal: the kernel's line discipline and the native serialport are between. */
export async function farEndOfLine(hear: (bytes: Uint8Array) => void) {
  let socket: Socket | undefined
  const server = createServer((one) => {
    socket = one
    one.setNoDelay(true)
    one.on('data', hear)
    one.on('error', () => one.destroy()) // the cable was pulled while it spoke
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const pty: PseudoTerminal = await pseudoTerminal(port)
  return {
    pty,
    send: (bytes: Uint8Array) => void socket?.write(bytes),
    async putAway() {
      await pty.close()
      socket?.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
