import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { constants } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realTimers, within } from '#server/drivers/timers.ts'
import { type DeviceFile, deviceFileTransport } from '#server/drivers/transport/device-file.ts'
import { tcpTransport } from '#server/drivers/transport/tcp.ts'
import { handMovedTimers } from '../kit/hand-moved-timers.ts'
import { spec } from '../kit/spec.ts'

spec('device file', ({ test }) => {
  test('a file that says "not now" gets every byte in the end, in order', async () => {
    const timers = handMovedTimers()
    const got: number[] = []
    let turn = 0
    const wire = await deviceFileTransport('/dev/usb/lp0', timers, async () =>
      fileWith({
        write(bytes, from, length) {
          turn++
          if (turn % 3 === 0) throw notNow()
          const taken = Math.min(length, 7)
          got.push(...bytes.subarray(from, from + taken))
          return taken
        },
      }),
    ).open()
    const sent = Uint8Array.from({ length: 200 }, (_, i) => i)
    await timers.until(wire.write(sent))
    assert.deepEqual(got, [...sent])
    wire.cut()
  })

  test('answers are heard, and a one-way printer is silent instead of broken', async () => {
    const timers = handMovedTimers()
    const answers = [notNow(), Uint8Array.of(0x12), notNow(), new Error('EINVAL')]
    const wire = await deviceFileTransport('/dev/usb/lp0', timers, async () =>
      fileWith({
        read(buffer) {
          const answer = answers.shift()
          if (!(answer instanceof Uint8Array)) throw answer ?? notNow()
          buffer.set(answer)
          return answer.length
        },
      }),
    ).open()
    const heard: number[] = []
    wire.onBytes((bytes) => heard.push(...bytes))
    await timers.advance(1_000)
    assert.deepEqual(heard, [0x12])
    await timers.until(wire.write(Uint8Array.of(1, 2, 3)))
    wire.cut()
  })

  test('a printer that is pulled out while nobody writes is gone at once, not only silent', async () => {
    const timers = handMovedTimers()
    let isPlugged = true
    const wire = await deviceFileTransport('/dev/usb/lp0', timers, async () =>
      fileWith({
        read() {
          throw isPlugged ? notNow() : Object.assign(new Error('no such device'), { code: 'ENODEV' })
        },
      }),
    ).open()
    wire.onBytes(() => undefined)
    let hasEnded = false
    void wire.ended.then(() => {
      hasEnded = true
    })
    await timers.advance(60_000)
    assert.equal(hasEnded, false)
    isPlugged = false
    await timers.advance(100)
    assert.equal(hasEnded, true)
  })

  test('is closed once, and only when nothing is under way in it', async () => {
    const timers = handMovedTimers()
    let release = () => {}
    let closings = 0
    let inside = false
    const wire = await deviceFileTransport('/dev/usb/lp0', timers, async () => ({
      ...fileWith({}),
      async write(_bytes: unknown, _from: number, length: number) {
        inside = true
        await new Promise<void>((resolve) => {
          release = resolve
        })
        inside = false
        return { bytesWritten: length }
      },
      async close() {
        assert.equal(inside, false)
        closings++
      },
    })).open()
    const writing = wire.write(Uint8Array.of(1))
    wire.cut()
    assert.equal(closings, 0)
    release()
    await writing
    wire.cut()
    await timers.advance(0)
    assert.equal(closings, 1)
  })

  test('the next visit opens only when the file of the one before is closed: usblp lets in one at a time', async () => {
    const timers = handMovedTimers()
    let holders = 0
    let release = () => {}
    const transport = deviceFileTransport('/dev/usb/lp0', timers, async () => {
      assert.equal(holders, 0)
      holders++
      return {
        ...fileWith({}),
        async read() {
          await new Promise<void>((resolve) => {
            release = resolve
          })
          throw notNow()
        },
        async close() {
          holders--
        },
      }
    })
    const first = await transport.open()
    first.onBytes(() => undefined)
    first.cut()
    const second = transport.open()
    await timers.advance(0)
    release()
    ;(await timers.until(second)).cut()
    await timers.advance(0)
    assert.equal(holders, 0)
  })

  test('a real pipe that nobody empties takes what it can and holds no thread', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'luot-lp-'))
    const path = join(folder, 'lp0')
    try {
      execFileSync('mkfifo', [path])
      const wire = await deviceFileTransport(path).open()
      const stuck = wire.write(new Uint8Array(300_000)).then(
        () => 'sent',
        () => 'let go',
      )
      assert.equal(await within(realTimers, 150, stuck, 'waiting'), 'waiting')
      // were the write blocked in the pool's threads, this file could not be opened beside it for long
      await (await open(path, constants.O_RDWR | constants.O_NONBLOCK)).close()
      wire.cut()
      assert.equal(await stuck, 'let go')
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('no file is a missing device', async () => {
    await assert.rejects(deviceFileTransport('/dev/usb/lp-nowhere').open(), { fault: 'device-missing' })
  })
})

spec('network printer', ({ test }) => {
  test('a port nobody listens on is unreachable', async () => {
    const server = net.createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as net.AddressInfo
    await new Promise((resolve) => server.close(resolve))
    await assert.rejects(tcpTransport({ host: '127.0.0.1', port, connectMs: 2_000 }).open(), {
      fault: 'printer-unreachable',
    })
  })

  test('after our last byte the printer may still speak, and is waited for', async () => {
    const said: Buffer[] = []
    const server = net.createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('data', (bytes) => said.push(bytes))
      socket.on('end', () => socket.end(Buffer.of(0x12)))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as net.AddressInfo
    const wire = await tcpTransport({ host: '127.0.0.1', port, connectMs: 2_000 }).open()
    const heard: number[] = []
    wire.onBytes((bytes) => heard.push(...bytes))
    await wire.write(Uint8Array.of(1, 2, 3))
    await wire.finish(5_000)
    assert.deepEqual([...Buffer.concat(said)], [1, 2, 3])
    assert.deepEqual(heard, [0x12])
    await assert.rejects(wire.write(Uint8Array.of(4)), { fault: 'printer-gone' })
    await new Promise((resolve) => server.close(resolve))
  })
})

function fileWith(does: {
  write?: (bytes: Uint8Array, from: number, length: number) => number
  read?: (buffer: Uint8Array) => number
}): DeviceFile {
  return {
    async write(bytes, from, length) {
      return { bytesWritten: does.write ? does.write(bytes, from, length) : length }
    },
    async read(buffer) {
      if (!does.read) throw notNow()
      return { bytesRead: does.read(buffer) }
    },
    async close() {
      return undefined
    },
  }
}

function notNow(): Error {
  return Object.assign(new Error('resource temporarily unavailable'), { code: 'EAGAIN' })
}
