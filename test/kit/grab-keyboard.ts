import * as assert from 'node:assert/strict'
import { createConnection, type Socket } from 'node:net'

/**
 * Takes the keyboard of a seat away from every program at it, as the shipped filters do on a Pi.
 *
 * There no device that types belongs to the seat (udev: LIBINPUT_IGNORE_DEVICE; sway: events disabled; seatd: the
 * console's keyboard is off). Under X the same is had by a client that grabs the keyboard and throws its keys away:
 *
 *     GrabKeyboard  [0] 31  [1] owner-events 0  [2..3] length 4  [4..7] window  [8..11] time 0
 *                   [12] pointer async 1  [13] keyboard async 1  [14..15] –
 *     Reply         [0] 1   [1] status, 0 = grabbed
 */
export async function grabKeyboard(display: string): Promise<{ release(): void }> {
  const socket = createConnection(`/tmp/.X11-unix/X${display.slice(1)}`)
  const hello = Buffer.alloc(12)
  hello.write('l')
  hello.writeUInt16LE(11, 2)
  socket.write(hello)
  const setup = await answer(socket, (head) => 8 + 4 * head.readUInt16LE(6))
  assert.equal(setup[0], 1, 'the X server lets nobody in')
  const vendorLength = setup.readUInt16LE(24)
  const root = setup.readUInt32LE(40 + Math.ceil(vendorLength / 4) * 4 + setup[29]! * 8)

  const grab = Buffer.alloc(16)
  grab[0] = 31
  grab.writeUInt16LE(4, 2)
  grab.writeUInt32LE(root, 4)
  grab[12] = 1
  grab[13] = 1
  socket.write(grab)
  const reply = await answer(socket, () => 32)
  assert.equal(reply[1], 0, 'the keyboard is held by somebody else')
  // From here on every key arrives here and is thrown away.
  socket.resume()
  return { release: () => socket.destroy() }
}

/** Reads one answer whole: the socket gives it in as many pieces as it likes, and `length` reads its size from the first 8 bytes. */
async function answer(socket: Socket, length: (head: Buffer) => number): Promise<Buffer> {
  let come = Buffer.alloc(0)
  while (come.length < 8 || come.length < length(come)) {
    const piece: Buffer = await new Promise((resolve) => socket.once('data', resolve))
    come = Buffer.concat([come, piece])
  }
  return come
}
