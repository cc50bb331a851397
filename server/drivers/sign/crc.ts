/**
 * The checksum of Modbus RTU over these bytes: CRC-16, polynomial 0x8005 turned round (0xA001), begun with ones. It stands
 * in a frame with its low byte first.
 */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  }
  return crc
}
