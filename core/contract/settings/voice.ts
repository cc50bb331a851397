import Type, { type Static } from 'typebox'
import { closed, Instant, OrNull } from '../shapes.ts'

/** A call as this office words it: `{number}` and `{counter}` once each. Digits would be read wrongly: they are spelled. */
const Wording = Type.String({ minLength: 12, maxLength: 160 })

/**
 * How the hall is called. Which languages and whether short or polite is said with the loudspeakers (the hall: voice); here is how
 * it is worded, how often, how fast, by whom.
 */
export const VoiceSettings = Type.Object(
  {
    wording: Type.Object(
      {
        /** Null: as the hall’s short or polite form has it. */
        callVi: OrNull(Wording),
        callEn: OrNull(Wording),
      },
      closed,
    ),
    /** Which language is heard first where the hall speaks both. */
    first: Type.Union([Type.Literal('vi'), Type.Literal('en')]),
    /** How often a call is said, and the rest between. Null: as the board’s address says, twice without. */
    times: OrNull(Type.Integer({ minimum: 1, maximum: 3 })),
    restMs: Type.Integer({ minimum: 2_000, maximum: 10_000, description: 'ms' }),
    /** Of the made voice, in words a minute as espeak-ng counts them. */
    wordsPerMinute: Type.Integer({ minimum: 100, maximum: 220 }),
    /** Which made voice speaks Vietnamese: northern, central or southern. */
    voiceVi: Type.Union([Type.Literal('vi'), Type.Literal('vi-vn-x-central'), Type.Literal('vi-vn-x-south')]),
    voiceEn: Type.Union([Type.Literal('en-gb'), Type.Literal('en-us')]),
  },
  closed,
)
export type VoiceSettings = Static<typeof VoiceSettings>

/** One word of the hall’s voice, and the office’s own recording of it where there is one. */
const VoiceClip = Type.Object(
  {
    /** `vi/d0`: its file is clips/vi/d0.wav in the hub’s data. */
    clip: Type.String(),
    say: Type.String({ description: 'what is to be spoken into the microphone' }),
    recorded: OrNull(Type.Object({ bytes: Type.Integer(), at: Instant }, closed)),
  },
  closed,
)
export type VoiceClip = Static<typeof VoiceClip>

export const VoiceClips = Type.Object({ clips: Type.Array(VoiceClip) }, closed)
export type VoiceClips = Static<typeof VoiceClips>

/** A recording that was taken, as it will be heard: cut, and brought to the loudness of all others. */
export const ClipTaken = Type.Object(
  {
    clip: Type.String(),
    durationMs: Type.Number(),
    lufs: Type.Number({ description: 'after levelling' }),
    wasLufs: Type.Number({ description: 'as it was sent' }),
  },
  closed,
)
export type ClipTaken = Static<typeof ClipTaken>

/** A voice to hear before it holds. */
export const VoiceToHear = Type.Object({ voice: Type.Object({}, { additionalProperties: true }) }, closed)

/** Where it can be played, and what it says. */
export const VoiceHeard = Type.Object({ url: Type.String(), durationMs: Type.Number(), text: Type.String() }, closed)
export type VoiceHeard = Static<typeof VoiceHeard>
