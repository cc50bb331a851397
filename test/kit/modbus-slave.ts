/**
 * Modbus RTU slaves written from the specification and from nothing of ours: they check and make their own CRC, keep their
 * registers, and can do everything a slave on a bad wire does.
 *
 *     6   [0] unit [1] 6  [2..3] register [4..5] value [6..7] CRC                          answered by the same bytes
 *     16  [0] unit [1] 16 [2..3] register [4..5] count [6] bytes [7..] values [..] CRC     answered by the first six
 *     what it cannot: [0] unit [1] function + 0x80 [2] why [3..4] CRC                      unit 0: all do it, none answers
 */
export interface Slave {
  readonly address: number
  readonly registers: Map<number, number>
  behaves: 'well' | 'silent' | 'wrong-crc' | 'refuses' | 'late' | 'noisy' | 'half' | 'twin'
  /** How often it was asked. */
  asked: number
}

export interface SlaveBus {
  slave(address: number): Slave
  /** Bytes from the master. */
  hear(bytes: Uint8Array): void
  /** How many frames with a right CRC went to everybody. */
  broadcasts(): number
}

export function modbusSlaves(addresses: readonly number[], send: (bytes: Uint8Array) => void): SlaveBus {
  const slaves = new Map<number, Slave>(
    addresses.map((address) => [address, { address, registers: new Map(), behaves: 'well', asked: 0 }]),
  )
  let heard = Buffer.alloc(0)
  let late: Uint8Array[] = []
  let broadcasts = 0

  function act(slave: Slave, frame: Buffer): Buffer {
    const [register, word] = [frame.readUInt16BE(2), frame.readUInt16BE(4)]
    if (frame[1] === 6) slave.registers.set(register, word)
    else for (let at = 0; at < word; at++) slave.registers.set(register + at, frame.readUInt16BE(7 + at * 2))
    return frame.subarray(0, 6)
  }

  function answer(slave: Slave, frame: Buffer): void {
    slave.asked++
    // What came too late yesterday is said when somebody else is being asked.
    for (const old of late.splice(0)) send(old)
    if (slave.behaves === 'late') late = [sealed(act(slave, frame))]
    else if (slave.behaves !== 'silent') send(wordsOf(slave, frame))
  }

  function wordsOf({ behaves, ...slave }: Slave, frame: Buffer): Buffer {
    if (behaves === 'refuses') return sealed(Buffer.from([slave.address, frame[1]! | 0x80, 2]))
    const whole = sealed(act({ behaves, ...slave }, frame))
    switch (behaves) {
      case 'wrong-crc':
        return Buffer.concat([whole.subarray(0, -1), Buffer.from([whole.at(-1)! ^ 0x10])])
      case 'noisy':
        // Noise that even begins like an answer: unit, function, and then nonsense.
        return Buffer.concat([Buffer.from([0xff, 0x00, slave.address, frame[1]!]), whole, Buffer.from([0x55])])
      case 'half':
        return whole.subarray(0, 4)
      case 'twin':
        // Two answer at once and their bytes fall over each other.
        return Buffer.from([...whole].flatMap((byte) => [byte, byte ^ 0x81]))
      default:
        return whole
    }
  }

  return {
    slave: (address) => slaves.get(address)!,
    broadcasts: () => broadcasts,
    hear(bytes) {
      heard = Buffer.concat([heard, bytes])
      for (let frame = takeFrame(); frame; frame = takeFrame()) {
        const to = frame[0]!
        if (to === 0) {
          broadcasts++
          for (const slave of slaves.values()) act(slave, frame)
        } else if (slaves.has(to)) answer(slaves.get(to)!, frame)
      }
    },
  }

  function takeFrame(): Buffer | undefined {
    for (let at = 0; at + 8 <= heard.length; at++) {
      const length = heard[at + 1] === 6 ? 8 : heard[at + 1] === 16 ? 9 + (heard[at + 6] ?? 0) : 0
      if (length === 0 || at + length > heard.length) continue
      const frame = heard.subarray(at, at + length)
      if (!sealed(frame.subarray(0, -2)).equals(frame)) continue
      heard = heard.subarray(at + length)
      return frame
    }
    return undefined
  }
}

/** What a sign shows that takes two characters a register, from register 0: blanks where nothing was written. */
export const charactersIn = (registers: ReadonlyMap<number, number>): string =>
  [registers.get(0) ?? 0x2020, registers.get(1) ?? 0x2020]
    .map((word) => String.fromCharCode(word >> 8, word & 0xff))
    .join('')

// The table form of the checksum, made once: the driver counts bit by bit, so the two can disagree.
const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let word = byte
  for (let bit = 0; bit < 8; bit++) word = word % 2 === 1 ? 0xa001 ^ (word >>> 1) : word >>> 1
  return word
})

function sealed(body: Buffer): Buffer {
  const crc = body.reduce((word, byte) => (word >>> 8) ^ table[(word ^ byte) & 0xff]!, 0xffff)
  return Buffer.concat([body, Buffer.from([crc % 256, Math.floor(crc / 256)])])
}
