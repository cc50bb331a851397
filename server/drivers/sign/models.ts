/** How a sign wants its cells in registers. */
export type DigitCode =
  /** Four digits a register, four bits each: 0x1012. A blank cell is 0xF. */
  | { readonly as: 'bcd' }
  /** One digit a register, 0 to 9. */
  | { readonly as: 'digit-a-register'; readonly blank: number }
  /** One character a register. */
  | { readonly as: 'ascii-a-register' }
  /** Two characters a register, the left one in the high byte. */
  | { readonly as: 'ascii-pairs' }
  /** The value itself; over two registers the high word comes first. */
  | { readonly as: 'integer'; readonly words: 1 | 2; readonly blank: number }
  /** The value as an IEEE 754 single, high word first. */
  | { readonly as: 'float'; readonly blank: number }

/** A sign's language as data: the registers it is written to, and what its cells can draw. */
export interface SignModel {
  readonly id: string
  readonly register: number
  /** Modbus function 6 writes one register, 16 several at once. */
  readonly write: 6 | 16
  readonly cells: number
  readonly letters: 'any' | 'segments' | 'none'
  readonly digits: DigitCode
}

/**
 * The register maps that signs of offices have; where a manual names another first register, the settings move it.
 *
 * `dm36-dm56` is the map printed for the tube displays DM56A04 (4 digits) and DM36B06 (6 digits). The others are the forms
 * such manuals take, without a maker's name: most signs come with a sheet and none.
 */
export const signModels = [
  { id: 'bcd', register: 0, write: 16, cells: 4, letters: 'none', digits: { as: 'bcd' } },
  { id: 'digits', register: 0, write: 16, cells: 4, letters: 'none', digits: { as: 'digit-a-register', blank: 10 } },
  { id: 'ascii', register: 0, write: 16, cells: 4, letters: 'any', digits: { as: 'ascii-pairs' } },
  { id: 'integer', register: 0, write: 6, cells: 4, letters: 'none', digits: { as: 'integer', words: 1, blank: 0 } },
  { id: 'long', register: 0, write: 16, cells: 6, letters: 'none', digits: { as: 'integer', words: 2, blank: 0 } },
  { id: 'float', register: 0, write: 16, cells: 4, letters: 'none', digits: { as: 'float', blank: 0 } },
  { id: 'dm36-dm56', register: 0, write: 16, cells: 4, letters: 'segments', digits: { as: 'ascii-a-register' } },
] as const satisfies readonly SignModel[]

export type SignModelId = (typeof signModels)[number]['id']

export function signModel(id: SignModelId): SignModel {
  return signModels.find((model) => model.id === id)!
}

/** The registers that show these cells; cells of nothing but blanks show nothing. Pure. */
export function registersOf(code: DigitCode, cells: string): number[] {
  const value = Number(cells.trim() || Number.NaN)
  switch (code.as) {
    case 'bcd':
      return inGroups(cells.padStart(Math.ceil(cells.length / 4) * 4), 4).map((four) =>
        [...four].reduce((word, cell) => word * 16 + (cell === ' ' ? 0xf : Number(cell)), 0),
      )
    case 'digit-a-register':
      return [...cells].map((cell) => (cell === ' ' ? code.blank : Number(cell)))
    case 'ascii-a-register':
      return [...cells].map((cell) => cell.charCodeAt(0))
    case 'ascii-pairs':
      return inGroups(cells.padStart(Math.ceil(cells.length / 2) * 2), 2).map(
        (two) => two.charCodeAt(0) * 256 + two.charCodeAt(1),
      )
    case 'integer': {
      const shown = Number.isNaN(value) ? code.blank : value
      return code.words === 1 ? [shown & 0xffff] : [(shown >>> 16) & 0xffff, shown & 0xffff]
    }
    case 'float': {
      const bytes = new DataView(new ArrayBuffer(4))
      bytes.setFloat32(0, Number.isNaN(value) ? code.blank : value)
      return [bytes.getUint16(0), bytes.getUint16(2)]
    }
    default:
      return code satisfies never
  }
}

/** The greatest number the code can carry: one register holds 65,535 and no more, whatever the sign's cells. */
export function canCarry(code: DigitCode, cells: string): boolean {
  const value = Number(cells.trim() || 0)
  if (code.as === 'integer') return value <= (code.words === 1 ? 0xffff : 0xffff_ffff)
  return code.as !== 'float' || value <= 0xff_ffff
}

function inGroups(cells: string, size: number): string[] {
  return Array.from({ length: cells.length / size }, (_, group) => cells.slice(group * size, (group + 1) * size))
}
