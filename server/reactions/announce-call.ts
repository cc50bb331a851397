import type { Logger } from 'pino'
import type { CallMoment } from '#core/contract/display.ts'
import { counterOf } from '#core/domain/office.ts'
import { localTime } from '#core/domain/service-day.ts'
import type { Reaction } from '../road.ts'
import type { Screens } from '../screens.ts'
import { type Hall, volumeAt } from '../settings/hall.ts'
import type { Clip, NoClip, Voice } from '../speech/clips.ts'
import type { HallSpeakers } from './hall-speakers.ts'

/** Tells the boards that a number is called, with the sounds for the one that speaks; the hall's own loudspeakers go before it. */
export function announceCall(parts: {
  screens: Screens
  voice: Voice
  speakers: HallSpeakers
  hall: () => Hall
  /** How often the office wants a call said; null: twice. */
  saying: () => { times: number; restMs: number } | null
  now: () => number
  log: Logger
}): Reaction {
  return ({ happened, queue }) => {
    for (const { seq, at, event } of happened) {
      if (event.type !== 'TicketCalled' && event.type !== 'TicketRecalled') continue
      const ticket = queue.tickets.get(event.ticket)
      const counter = counterOf(queue.office, event.counter)
      if (!ticket || !counter) continue
      const kind = event.type === 'TicketCalled' ? 'call' : 'recall'
      const volume = volumeAt(parts.hall().sound, localTime(at, queue.office.timeZone).minutes)
      const call = {
        id: String(seq),
        number: ticket.number,
        counter: counter.label,
        kind,
        calledAt: at,
        volume,
      } as const
      say(parts, call, ticket.practice).catch((error: unknown) => {
        parts.log.error({ err: error, number: call.number }, 'the voice failed through our fault; the call is shown')
        parts.screens.announce(call, [])
      })
    }
  }
}

// A clip that takes longer than this to make comes too late: the board shows the call, chimes, and goes on.
const STALE_MS = 5_000

async function say(
  parts: Parameters<typeof announceCall>[0],
  call: Omit<CallMoment, 'sounds'>,
  practice: boolean,
): Promise<void> {
  const { language, form } = parts.hall().voice
  const [chime, sentence] = await Promise.all([
    parts.voice.chime(),
    parts.voice.clipFor({
      number: call.number,
      practice,
      counter: call.counter,
      kind: call.kind,
      lang: language,
      form,
    }),
  ])
  const late = parts.now() - call.calledAt > STALE_MS
  if ('missing' in sentence) parts.log.warn({ number: call.number, why: sentence.missing }, 'called without a voice')
  if (late) parts.log.warn({ number: call.number }, 'the voice came too late and was left out')
  const spoken = late ? [] : clips(sentence)
  const { id, volume } = call
  // Two voices in one hall say nothing: the boards speak where no loudspeaker of the hall does.
  const isHeard =
    volume > 0 &&
    parts.speakers.play({ id, clips: [...clips(chime), ...spoken], again: spoken, saying: parts.saying(), volume })
  const isSilent = isHeard || volume === 0
  parts.screens.announce(call, isSilent ? [] : [...sound(chime, 'chime'), ...(late ? [] : sound(sentence, 'sentence'))])
}

function clips(clip: Clip | NoClip): Clip[] {
  return 'missing' in clip ? [] : [clip]
}

function sound(clip: Clip | NoClip, role: 'chime' | 'sentence'): CallMoment['sounds'] {
  return 'missing' in clip ? [] : [{ url: `/clips/${clip.key}.wav`, durationMs: clip.durationMs, role }]
}
