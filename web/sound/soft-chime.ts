/** Two low notes, as soft as a desk's neighbour allows: for colleagues, not for the hall. `times` makes them louder for somebody farther off. */
export function softChime(times = 1): void {
  const context = new AudioContext()
  const notes = [
    { hz: 523, at: 0 },
    { hz: 392, at: 0.28 },
  ]
  for (const { hz, at } of notes) {
    const from = context.currentTime + at
    const tone = context.createOscillator()
    const loud = context.createGain()
    tone.frequency.value = hz
    loud.gain.setValueAtTime(0, from)
    loud.gain.linearRampToValueAtTime(0.08 * times, from + 0.03)
    loud.gain.exponentialRampToValueAtTime(0.001, from + 0.5)
    tone.connect(loud).connect(context.destination)
    tone.start(from)
    tone.stop(from + 0.55)
  }
  setTimeout(() => void context.close(), 1_500)
}
