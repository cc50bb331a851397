import { stripVTControlCharacters } from 'node:util'

export interface Count {
  passed: number
  failed: number
  skipped: number
}

/** Reads uvu's closing lines; a file that has none, or counts nothing, has failed whatever its exit code says. */
export function countSpec({ code, output }: { code: number | null; output: string }): Count {
  const number = (label: string) => Number(output.match(new RegExp(`^  ${label}: +(\\d+)$`, 'm'))?.[1])
  const [total, passed, skipped] = [number('Total'), number('Passed'), number('Skipped')] as const
  if (Number.isNaN(total + passed + skipped) || total + skipped === 0) return { passed: 0, failed: 1, skipped: 0 }
  const failed = total - passed
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped }
}

/**
 * Says in a few lines what failed: each failing test by its name and what it said first; of a check the lines that name a
 * file or an error; or else the last words.
 */
export function headsOf(output: string, most = 8): string[] {
  const plain = stripVTControlCharacters(output).split('\n')
  const shorten = (line: string) => (line.length > 200 ? `${line.slice(0, 199)}…` : line)
  const begins = [...plain.keys()].filter((at) => /^ {3}FAIL {2}/.test(plain[at]!))
  if (begins.length === 0) {
    const words = plain
      .map((line) => line.replace(/━+/g, '').trim())
      .filter((line) => line !== '' && !/^at /.test(line))
    const naming = words.filter((line) => /^[\w./-]+\.[cm]?[jt]sx?\b|\berror\b/i.test(line))
    return (naming.length > 0 ? naming.slice(0, most) : words.slice(-most)).map(shorten)
  }
  const told = begins.slice(0, most).flatMap((at) => {
    const name = plain[at]!.replace(/^ {3}FAIL {2}/, '').trim()
    const said: string[] = []
    for (const line of plain.slice(at + 1)) {
      if (/^ +at |^ {3}FAIL {2}|^ {2}Total:/.test(line) || said.length === 3) break
      if (line.trim() !== '') said.push(`  ${line.trim()}`)
    }
    return [name, ...said]
  })
  return [...told, ...(begins.length > most ? [`and ${begins.length - most} more`] : [])].map(shorten)
}
