import { realpathSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { pseudoTerminal } from './pty.ts'

/** A scanner on a serial line of the kernel's own: what is held under it comes out of a device file. */
export interface SerialScanner {
  readonly path: string
  scan(text: string | Buffer): void
  close(): Promise<void>
}

export async function serialScanner(): Promise<SerialScanner> {
  const server = createServer()
  const connected = new Promise<Socket>((resolve) => server.once('connection', resolve))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const line = await pseudoTerminal((server.address() as { port: number }).port)
  const cable = await connected
  return {
    // The settings of a scanner name a file in /dev.
    path: realpathSync(line.path),
    scan(text) {
      cable.write(text)
      cable.write('\r\n')
    },
    async close() {
      cable.destroy()
      await line.close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
