import { HEADS } from '#core/contract/access.ts'
import { VoiceSettings } from '#core/contract/settings/voice.ts'
import type { SettingsLine } from '#core/contract/shapes.ts'
import type { Manner } from '../speech/clips.ts'
import { wordingOf } from '../speech/wording.ts'
import type { DocumentKind } from './documents.ts'

/** How the hall is called; in which languages, the hall says (`voice` there). */
export const VOICE: DocumentKind<VoiceSettings> = {
  kind: 'voice',
  title: { vi: 'Giọng gọi số', en: 'The voice' },
  schema: VoiceSettings,
  initial: {
    wording: { callVi: null, callEn: null },
    first: 'vi',
    times: null,
    restMs: 2_000,
    wordsPerMinute: 150,
    voiceVi: 'vi',
    voiceEn: 'en-gb',
  },
  may: HEADS,
  check: ({ wording }) =>
    (['callVi', 'callEn'] as const).flatMap((field): SettingsLine[] => {
      const template = wording[field]
      if (template === null || wordingOf(template)) return []
      const words = {
        vi: 'Câu gọi cần {number} và {counter}, mỗi mục một lần, và không có chữ số nào khác.',
        en: 'A call needs {number} and {counter}, once each, and no digits of its own.',
      }
      return [{ severity: 'error', path: `/wording/${field}`, code: 'wording-places', ...words }]
    }),
}

/** How often boards say a call; null leaves it to each board's address. */
export function sayingOf({ times, restMs }: VoiceSettings): { times: number; restMs: number } | null {
  return times === null ? null : { times, restMs }
}

/** The settings as the voice takes them. */
export function mannerOf({ wording, first, wordsPerMinute, voiceVi, voiceEn }: VoiceSettings): Manner {
  return {
    wording: {
      vi: wording.callVi === null ? null : wordingOf(wording.callVi),
      en: wording.callEn === null ? null : wordingOf(wording.callEn),
    },
    first,
    wordsPerMinute,
    voices: { vi: voiceVi, en: voiceEn },
  }
}
