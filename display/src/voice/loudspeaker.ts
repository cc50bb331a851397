import type { Voice } from './script.ts'

/** How many decoded clips are kept: a hall's chime, numbers and counters of the last while. */
const KEPT = 40
const FETCH_LIMIT_MS = 4_000

/** The screen's own loudspeaker: fetches clips ahead, decodes each once and plays them one after the other. */
export interface Loudspeaker extends Voice {
  /** The browser wants a touch before it makes a sound. */
  readonly locked: boolean
  /** Fetches clips before they are needed. */
  fetchAhead(urls: readonly string[]): void
  onChange(changed: () => void): () => void
}

export function loudspeaker(context: AudioContext = new AudioContext()): Loudspeaker {
  const clips = new Map<string, Promise<AudioBuffer | null>>()
  const listeners = new Set<() => void>()

  context.addEventListener('statechange', () => {
    for (const changed of [...listeners]) changed()
  })
  const unlock = () => {
    if (context.state === 'suspended') void context.resume()
  }
  // Listened to for ever: a sound card that was away suspends the context again.
  for (const gesture of ['pointerdown', 'keydown']) addEventListener(gesture, unlock)

  function clip(url: string): Promise<AudioBuffer | null> {
    const known = clips.get(url)
    if (known) return known
    const fetched = fetchClip(url, context)
    clips.set(url, fetched)
    const oldest = clips.keys().next().value
    if (clips.size > KEPT && oldest !== undefined) clips.delete(oldest)
    void fetched.then((sound) => sound ?? clips.delete(url))
    return fetched
  }

  return {
    get locked() {
      return context.state === 'suspended'
    },
    fetchAhead(urls) {
      for (const url of urls) void clip(url)
    },
    onChange(changed) {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    async play(url, longestMs, volume) {
      const sound = await clip(url)
      // In a locked context time stands still and a sound would never end.
      if (!sound || context.state !== 'running') return
      const source = context.createBufferSource()
      source.buffer = sound
      const gain = context.createGain()
      gain.gain.value = gainOf(volume)
      source.connect(gain).connect(context.destination)
      await new Promise<void>((resolve) => {
        const limit = setTimeout(resolve, longestMs)
        source.onended = () => {
          clearTimeout(limit)
          resolve()
        }
        source.start()
      })
      source.disconnect()
      gain.disconnect()
    },
    rest: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  }
}

/** A volume from 0 to 100 as people hear it: every 10 less takes 4 dB away, as on the hall's own loudspeakers. */
export function gainOf(volume: number): number {
  return volume <= 0 ? 0 : 10 ** (((Math.min(volume, 100) - 100) * 0.4) / 20)
}

/** One clip from the hub, or null where there is none: the hall then hears the chime, and reads. */
async function fetchClip(url: string, context: AudioContext): Promise<AudioBuffer | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_LIMIT_MS) })
    if (!response.ok) throw new Error(`${response.status}`)
    return await context.decodeAudioData(await response.arrayBuffer())
  } catch (fault) {
    console.warn(`no sound from ${url}:`, fault)
    return null
  }
}
