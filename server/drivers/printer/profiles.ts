import type { CutForm } from './codec.ts'
import type { Question } from './status.ts'

/**
 * What sets one family of printers apart from another: data, no code. A setting of the device wins over each of these.
 *
 * Nothing here was measured on metal; it stands in makers' manuals, and where they differ the careful value stands here.
 */
export interface PrinterProfile {
  readonly label: { readonly vi: string; readonly en: string }
  /** Dots across the paper. */
  readonly dots: 384 | 512 | 576
  /** Lines of dots in one band: with its width it must fit the receive buffer, or the middle of a slip comes out late. */
  readonly bandLines: number
  /** Lines of feed before the knife, which stands 15–20 mm above the head. */
  readonly feedLines: number
  readonly cut: CutForm
  /** The slowest its paper is expected to move, dense pictures included. */
  readonly mmPerSecond: number
  readonly cutMs: number
  /** What it is asked, the telling one first; that one is also asked between two bands. */
  readonly questions: readonly Question[]
  /** Whether it tells of trouble unasked (`GS a`). One that does not know the order would print it. */
  readonly automatic: boolean
  /** Steps of 7.3 mm by which a ticket is held out of the mouth; null where slips simply hang from the knife. */
  readonly presentSteps: number | null
  /** How much paper a fresh roll has, and whether the printer feels its near end. */
  readonly rollMm: number
  readonly tellsNearEnd: boolean
  /** `ESC t n` for the Vietnamese pages, for text mode; null where nobody knows. */
  readonly pages: TextPages | null
}

export interface TextPages {
  readonly tcvn3: number | null
  /** The same page with the letters of a capital font: what tcvn3 has no place for. */
  readonly tcvn3Capitals: number | null
  readonly windows1258: number | null
}

export const profileIds = ['generic-80', 'generic-58', 'epson', 'xprinter', 'custom-kiosk'] as const
export type ProfileId = (typeof profileIds)[number]

const desktop: Pick<PrinterProfile, 'cutMs' | 'questions' | 'presentSteps'> = {
  cutMs: 400,
  questions: [1, 4, 2, 3],
  presentSteps: null,
}

export const profiles: Readonly<Record<ProfileId, PrinterProfile>> = {
  'generic-80': {
    ...desktop,
    label: { vi: 'Máy in 80 mm thông dụng', en: 'Any 80 mm printer' },
    dots: 576,
    bandLines: 48, // 3.4 KiB
    feedLines: 4,
    cut: 'partial',
    mmPerSecond: 80,
    automatic: false,
    rollMm: 50_000,
    tellsNearEnd: false,
    pages: null,
  },
  'generic-58': {
    ...desktop,
    label: { vi: 'Máy in 58 mm thông dụng', en: 'Any 58 mm printer' },
    dots: 384,
    bandLines: 24, // 1.1 KiB
    feedLines: 4,
    cut: 'none',
    mmPerSecond: 50,
    automatic: false,
    rollMm: 25_000,
    tellsNearEnd: false,
    pages: null,
  },
  epson: {
    ...desktop,
    label: { vi: 'Epson TM (T20, T81, T82, T88)', en: 'Epson TM (T20, T81, T82, T88)' },
    dots: 576,
    bandLines: 48, // the buffer is 4 KiB where its switch was never touched
    feedLines: 4,
    cut: 'partial',
    mmPerSecond: 100,
    automatic: true,
    rollMm: 80_000,
    tellsNearEnd: true,
    pages: { tcvn3: 30, tcvn3Capitals: 31, windows1258: 52 },
  },
  xprinter: {
    ...desktop,
    label: { vi: 'Xprinter (Q200, Q260, N160)', en: 'Xprinter (Q200, Q260, N160)' },
    dots: 576,
    bandLines: 48,
    feedLines: 4,
    cut: 'partial',
    mmPerSecond: 80,
    automatic: true,
    rollMm: 50_000,
    tellsNearEnd: false,
    pages: { tcvn3: null, tcvn3Capitals: null, windows1258: 27 },
  },
  'custom-kiosk': {
    label: { vi: 'Máy in trong kiosk (Custom VKP80, KPM)', en: 'Printer in a kiosk (Custom VKP80, KPM)' },
    dots: 576,
    bandLines: 48,
    feedLines: 0, // the mouth carries the ticket past the knife itself
    cut: 'esc-i',
    mmPerSecond: 80,
    cutMs: 1_200, // the knife, and the way to the mouth
    questions: ['full'],
    automatic: false,
    presentSteps: 12,
    rollMm: 150_000,
    tellsNearEnd: true,
    pages: null,
  },
}
