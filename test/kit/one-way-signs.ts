/**
 * Signs that take `02 address cell cell cell cell xor 03` and say nothing; the xor is over address and cells. A row that
 * is not whole is not shown.
 */
export function oneWaySigns() {
  const glass = new Map<number, string>()
  let heard: number[] = []
  return {
    shows: (address: number) => glass.get(address) ?? '    ',
    losePower: (address: number) => void glass.delete(address),
    hear(bytes: Uint8Array) {
      heard.push(...bytes)
      for (let at = heard.indexOf(2); at >= 0 && heard.length >= at + 8; at = heard.indexOf(2)) {
        const [, address = 0, ...rest] = heard.slice(at, at + 8)
        const cells = rest.slice(0, 4)
        const sum = cells.reduce((all, cell) => all ^ cell, address)
        if (rest[4] !== sum || rest[5] !== 3) throw new Error(`no row: ${heard.slice(at, at + 8)}`)
        glass.set(address, String.fromCharCode(...cells))
        heard = heard.slice(at + 8)
      }
    },
  }
}
