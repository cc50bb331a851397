import type { Screen } from './browser.ts'

/** A scanner that types: every key in the same moment, as no hand does and no slow machine can pull apart. */
export function scanKeys({ page }: Screen, text: string, { enter = false } = {}): Promise<void> {
  const keys = [...text, ...(enter ? ['Enter'] : [])]
  return page.evaluate(`for (const key of ${JSON.stringify(keys)}) {
    dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  }`)
}
