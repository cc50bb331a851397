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
