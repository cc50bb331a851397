import net from 'node:net'

/** A cable with a pair of hands on it: between a machine and a port, bytes may be slowed, held, cut, kept and sent again. */
export interface ChaosProxy {
  readonly port: number
  /** Holds everything back and keeps the connection, as a switch does that hangs. */
  stall: boolean
  /** Bytes a second each way; 0 is as fast as it goes. */
  rate: number
  /** Nobody gets through. */
  refuse: boolean
  /** Everything that went to the target, as it was read. */
  readonly heard: Buffer[]
  connections(): number
  /** Ends every connection at once, with a reset. */
  pull(): void
  close(): Promise<void>
}

export async function chaosProxy(target: { port: number }): Promise<ChaosProxy> {
  const open = new Set<net.Socket>()
  const heard: Buffer[] = []
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

  function pump(from: net.Socket, to: net.Socket, keep: (bytes: Buffer) => void): void {
    let chain = Promise.resolve()
    from.on('data', (bytes) => {
      keep(bytes)
      from.pause()
      chain = chain.then(async () => {
        while (proxy.stall && !from.destroyed) await pause(10)
        const slice = proxy.rate > 0 ? Math.max(1, Math.floor(proxy.rate / 20)) : bytes.length
        for (let at = 0; at < bytes.length; at += slice) {
          if (to.writable) to.write(bytes.subarray(at, at + slice))
          if (proxy.rate > 0) await pause(50)
        }
        from.resume()
      })
    })
    from.on('end', () => chain.then(() => to.end()))
    from.on('error', () => to.destroy())
    from.on('close', () => {
      open.delete(from)
      to.destroy()
    })
  }

  const server = net.createServer((near) => {
    if (proxy.refuse) {
      near.resetAndDestroy()
      return
    }
    const far = net.connect(target.port, '127.0.0.1')
    open.add(near)
    open.add(far)
    pump(near, far, (bytes) => heard.push(bytes))
    pump(far, near, () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo

  const proxy: ChaosProxy = {
    port,
    stall: false,
    rate: 0,
    refuse: false,
    heard,
    connections: () => open.size / 2,
    pull() {
      for (const socket of open) socket.resetAndDestroy()
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of open) socket.destroy()
      await closed
    },
  }
  return proxy
}
