import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, constants, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A serial line of the kernel's own, a pseudo-terminal, with a cable that can be pulled. */
export interface PseudoTerminal {
  readonly path: string
  /** The device file vanishes under whoever has it open, as with a USB adapter. */
  pull(): Promise<void>
  plug(): Promise<void>
  /** Nothing gets through any more, and nobody hangs up. */
  freeze(): void
  thaw(): void
  close(): Promise<void>
}

/** Lays a serial line from a device file to a TCP port of this computer, where the test's machine listens; made by socat. */
export async function pseudoTerminal(port: number): Promise<PseudoTerminal> {
  const folder = mkdtempSync(join(tmpdir(), 'luot-pty-'))
  const path = join(folder, 'tty')
  let socat: ChildProcess | undefined
  let kept: number | undefined

  async function plug(): Promise<void> {
    const child = spawn('socat', [`PTY,link=${path},rawer`, `TCP:127.0.0.1:${port},nodelay`], { stdio: 'ignore' })
    socat = child
    while (!existsSync(path)) {
      if (child.exitCode !== null) throw new Error(`socat ended with ${child.exitCode}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    // Held open by us too: socat takes the last closing for the end of the line.
    kept = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)
  }

  async function pull(): Promise<void> {
    const child = socat
    socat = undefined
    if (kept !== undefined) closeSync(kept)
    kept = undefined
    if (!child || child.exitCode !== null) return
    await new Promise((resolve) => {
      child.once('close', resolve)
      child.kill('SIGCONT')
      child.kill('SIGTERM')
    })
  }

  await plug()
  return {
    path,
    pull,
    plug,
    freeze: () => void socat?.kill('SIGSTOP'),
    thaw: () => void socat?.kill('SIGCONT'),
    async close() {
      await pull()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
