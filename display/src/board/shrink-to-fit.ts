/** The smallest a name may become, against its own size, before it is better left out. */
const LEAST = 0.5
const STEP = 0.94

/** Makes a text smaller until its box holds it: office names and notices are as long as offices like them. */
export function shrinkToFit(text: HTMLElement): void {
  for (let size = 1; size >= LEAST; size *= STEP) {
    text.style.setProperty('--shrink', String(size))
    const fits = text.scrollHeight <= text.clientHeight && text.scrollWidth <= text.clientWidth
    text.classList.toggle('too-long', !fits)
    if (fits) return
  }
}
