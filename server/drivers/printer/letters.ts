/**
 * Vietnamese in one byte a letter, as printers with a Vietnamese page have it. Pure: text to bytes, or nothing where a letter
 * has no place.
 *
 *     tcvn3          every small letter, and capitals without a tone. A toned capital is the small one of a second page
 *                    whose letters are drawn as capitals:  ESC t capitals · small letter · ESC t page
 *     windows-1258   a letter with circumflex, breve or horn, and its tone as a byte of its own behind it
 *
 * Where these pages stand differs from maker to maker and from firmware to firmware; a page of letters printed and looked at
 * is the only proof.
 */
export type CodePage = 'tcvn3' | 'windows-1258'

export interface LetterPages {
  readonly codePage: CodePage
  /** `ESC t n` */
  readonly page: number
  /** The page of capitals, with tcvn3; null where the printer has none. */
  readonly capitalsPage: number | null
}

/** The bytes of a text, page switches included; null when a letter of it cannot be printed. */
export function encodeLetters(text: string, pages: LetterPages): Buffer | null {
  const bytes: number[] = []
  for (const letter of plainSigns(text.normalize('NFC'))) {
    const code = letter.codePointAt(0)!
    const some =
      code < 0x7f && code >= 0x20 ? [code] : pages.codePage === 'tcvn3' ? tcvn3(letter, pages) : cp1258(letter)
    if (some === null) return null
    bytes.push(...some)
  }
  return Buffer.from(bytes)
}

export function choosePage(page: number): Buffer {
  return Buffer.of(0x1b, 0x74, page)
}

// What is no letter may look a little plainer.
function plainSigns(text: string): string {
  return text
    .replace(/[·•]/g, '-')
    .replace(/[–—]/g, '-')
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replaceAll('…', '...')
}

function tcvn3(letter: string, { page, capitalsPage }: LetterPages): number[] | null {
  const known = tcvn3Bytes.get(letter)
  if (known !== undefined) return [known]
  const small = tcvn3Bytes.get(letter.toLowerCase())
  if (small === undefined || capitalsPage === null) return null
  return [...choosePage(capitalsPage), small, ...choosePage(page)]
}

/** TCVN 5712:1993, VN3: capitals from A1, small base letters from A8, and from B5 each vowel with its five tones. */
const tcvn3Bytes = new Map<string, number>(
  [
    ['ĂÂÊÔƠƯĐăâêôơưđ', 0xa1],
    ['àảãáạ', 0xb5],
    ['ằẳẵắ', 0xbb],
    ['ặầẩẫấậè', 0xc6],
    ['ẻẽéẹềểễếệìỉ', 0xce],
    ['ĩíịò', 0xdc],
    ['ỏõóọồổỗốộờởỡớợù', 0xe1],
    ['ủũúụừửữứựỳỷỹýỵ', 0xf1],
  ].flatMap(([letters, from]) => [...(letters as string)].map((letter, i) => [letter, (from as number) + i] as const)),
)

const toneBytes = new Map([
  ['\u0300', 0xcc],
  ['\u0309', 0xd2],
  ['\u0303', 0xde],
  ['\u0301', 0xec],
  ['\u0323', 0xf2],
])

function cp1258(letter: string): number[] | null {
  const parts = [...letter.normalize('NFD')]
  const tone = parts.find((part) => toneBytes.has(part))
  const base = parts
    .filter((part) => part !== tone)
    .join('')
    .normalize('NFC')
  const byte = cp1258Bytes.get(base) ?? (base.length === 1 && base < '\u007f' ? base.charCodeAt(0) : undefined)
  if (byte === undefined) return null
  return tone === undefined ? [byte] : [byte, toneBytes.get(tone)!]
}

/** The letters of windows-1258 that Vietnamese needs and ASCII has not. */
const cp1258Bytes = new Map<string, number>([
  ['Ă', 0xc3],
  ['Â', 0xc2],
  ['Đ', 0xd0],
  ['Ê', 0xca],
  ['Ô', 0xd4],
  ['Ơ', 0xd5],
  ['Ư', 0xdd],
  ['ă', 0xe3],
  ['â', 0xe2],
  ['đ', 0xf0],
  ['ê', 0xea],
  ['ô', 0xf4],
  ['ơ', 0xf5],
  ['ư', 0xfd],
])
