import { createHmac } from 'node:crypto'
import { paperCode, readPaperCode } from '#core/domain/paper-code.ts'

/**
 * Makes the codes of paper slips and knows them again: the check figures are HMAC-SHA256(key, campaign and number), cut to four
 * digits. A mistyped figure passes once in ten thousand, and then it still has to name a slip that was printed.
 */
export interface PaperCodes {
  codeOf(campaign: string, number: number): string
  /** Was this code made here? Written in any way, with or without its dashes. */
  isOurs(code: string): boolean
}

export function paperCodes(key: string): PaperCodes {
  const checkOf = (campaign: string, number: number) => {
    const mac = createHmac('sha256', key).update(`${campaign}\n${number}`).digest()
    return String(mac.readUInt32BE(0) % 10_000).padStart(4, '0')
  }
  return {
    codeOf: (campaign, number) => paperCode({ campaign, number, check: checkOf(campaign, number) }),
    isOurs(code) {
      const read = readPaperCode(code)
      return read !== null && read.check === checkOf(read.campaign, read.number)
    },
  }
}
