import type { CutForm, JobLayout } from './codec.ts'
import { feedMm } from './codec.ts'
import type { PrinterLimits, PrinterMake } from './driver.ts'
import type { CodePage } from './letters.ts'
import { type ProfileId, profiles } from './profiles.ts'
import type { TextMode } from './text.ts'

/** What the settings of a device say; what they leave open is as its profile has it. */
export interface PrinterChoices extends Omit<PrinterLimits, 'mmPerSecond' | 'cutMs' | 'bytesPerSecond'> {
  readonly profile: ProfileId
  readonly bandLines?: number
  readonly feedLines?: number
  /** Whether there is a knife at all, and how it is told to cut. */
  readonly cut?: boolean
  readonly cutForm?: CutForm
  readonly presentSteps?: number
  readonly automatic?: boolean
  readonly hold?: boolean
  readonly mmPerSecond?: number
  readonly cutMs?: number
  readonly rollMm?: number
  readonly nearEndMm: number
  readonly tellsNearEnd?: boolean
  readonly ticketLeftMs: number
  readonly clearMouthMs: number
  readonly forgotten: 'retract' | 'eject'
  /** Prints with the printer's own letters: only where somebody has looked at a printed page of them. */
  readonly text: boolean
  readonly codePage?: CodePage
  readonly pageNumber?: number
  readonly capitalsPage?: number
}

/** The line a printer hangs on, as far as it changes how it is spoken to. */
export interface LineKind {
  /** Whether the line is kept between visits where the settings do not say. */
  readonly hold: 'always' | 'if-it-tells' | 'never'
  readonly bytesPerSecond?: number
  readonly standing?: PrinterMake['standing']
}

/** A printer as it is spoken to: the data of its profile under what a person decided for this device. */
export function makeOf(choices: PrinterChoices, line: LineKind): PrinterMake {
  const profile = profiles[choices.profile]
  const { answerMs, stallMs, jobMs, pollMs, troubledPollMs } = choices
  const layout: JobLayout = {
    bandLines: choices.bandLines ?? profile.bandLines,
    feedLines: choices.feedLines ?? profile.feedLines,
    cut: cutOf(choices, profile.cut),
    presentSteps: profile.presentSteps === null ? null : (choices.presentSteps ?? profile.presentSteps),
    automatic: choices.automatic ?? profile.automatic,
  }
  const hold = line.hold === 'always' || (choices.hold ?? (line.hold === 'if-it-tells' && layout.automatic))
  return {
    layout,
    hold,
    limits: {
      answerMs,
      stallMs,
      jobMs,
      pollMs,
      troubledPollMs,
      mmPerSecond: choices.mmPerSecond ?? profile.mmPerSecond,
      cutMs: choices.cutMs ?? profile.cutMs,
      bytesPerSecond: line.bytesPerSecond ?? null,
    },
    questions: profile.questions,
    mouth: { leftMs: choices.ticketLeftMs, clearAfterMs: choices.clearMouthMs, forgotten: choices.forgotten },
    roll: {
      rollMm: choices.rollMm ?? profile.rollMm,
      nearEndMm: choices.nearEndMm,
      feedMm: feedMm(layout),
      tellsNearEnd: choices.tellsNearEnd ?? profile.tellsNearEnd,
    },
    text: textOf(choices),
    standing: line.standing ?? null,
  }
}

function cutOf({ cut, cutForm }: PrinterChoices, usual: CutForm): CutForm {
  if (cut === false) return 'none'
  if (cutForm !== undefined) return cutForm
  // Somebody says there is a knife where the profile knows none.
  return cut === true && usual === 'none' ? 'partial' : usual
}

function textOf({ profile: id, text, codePage, pageNumber, capitalsPage }: PrinterChoices): TextMode | null {
  if (!text) return null
  const { pages, dots } = profiles[id]
  const chosen = codePage ?? (pages && pages.tcvn3 === null ? 'windows-1258' : 'tcvn3')
  const page = pageNumber ?? (chosen === 'tcvn3' ? pages?.tcvn3 : pages?.windows1258)
  // Nobody knows where the page stands: pictures then.
  if (page === undefined || page === null) return null
  return {
    codePage: chosen,
    page,
    capitalsPage: chosen === 'tcvn3' ? (capitalsPage ?? pages?.tcvn3Capitals ?? null) : null,
    columns: Math.floor(dots / 12),
  }
}
