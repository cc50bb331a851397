/** The smallest a name may become, against its own size, before it is better left out. */
const LEAST = 0.5
const STEP = 0.94

/**
 * Makes a text smaller until its box holds it: office names and notices are as long as offices like them. One that is still
 * too long is marked `too-long`, which leaves out what it can spare (the second language), and tried once more.
 */
export function shrinkToFit(text: HTMLElement): void {
  for (const isTooLong of [false, true]) {
    text.classList.toggle('too-long', isTooLong)
    for (let size = 1; size >= LEAST; size *= STEP) {
      text.style.setProperty('--shrink', String(size))
      if (text.scrollHeight <= text.clientHeight && text.scrollWidth <= text.clientWidth) return
    }
  }
}
