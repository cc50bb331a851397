/** Breaks a text into lines no wider than the room, at spaces; a word that is too long by itself is broken anywhere. */
export function wrap(text: string, room: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = []
  for (const paragraph of text.normalize('NFC').split('\n')) {
    let line = ''
    // a dash stays with the word before it
    for (const word of paragraph.split(/ +(?![–—-] )/)) {
      const longer = line === '' ? word : `${line} ${word}`
      if (widthOf(longer) <= room) {
        line = longer
        continue
      }
      if (line !== '') lines.push(line)
      const pieces = breakWord(word, room, widthOf)
      line = pieces.pop() ?? ''
      lines.push(...pieces)
    }
    lines.push(line)
  }
  return lines
}

/** Breaks into as few lines as `wrap` does, but of much the same length: a title must not leave one word over. */
export function wrapEvenly(text: string, room: number, widthOf: (text: string) => number): string[] {
  const fewest = wrap(text, room, widthOf).length
  let tooNarrow = room / (fewest + 1)
  let enough = room
  while (enough - tooNarrow > 2) {
    const middle = (tooNarrow + enough) / 2
    if (wrap(text, middle, widthOf).length <= fewest) enough = middle
    else tooNarrow = middle
  }
  return wrap(text, enough, widthOf)
}

function breakWord(word: string, room: number, widthOf: (text: string) => number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const letter of word) {
    if (piece !== '' && widthOf(piece + letter) > room) {
      pieces.push(piece)
      piece = ''
    }
    piece += letter
  }
  return [...pieces, piece]
}
