import type { Locator, Page } from 'playwright-core'

// A newcomer reads all there is on a page at 200 words a minute (the reading pace of U5), types as people type who look at the keys, and takes a
// moment to find where to press.
const READ_WORDS_A_MINUTE = 200
const KEYS_A_MINUTE = 120
const A_PRESS_MS = 2_000
/** A place where the model stops to think: what is the office called, who works here. */
const A_THOUGHT_MS = 5_000

/** Somebody who sees these pages for the first time: does what is asked, and keeps count of what they would read, type and press. */
export function newcomer(page: Page) {
  const parts: { name: string; words: number; keys: number; presses: number; thoughts: number }[] = []
  let seen = new Set<string>()

  /** Words are read once: what stood there a moment ago is known. */
  async function reads(): Promise<number> {
    const fresh = (await page.evaluate(linesShown)).filter((line) => !seen.has(line))
    for (const line of fresh) seen.add(line)
    return fresh.join(' ').split(/\s+/).filter(Boolean).length
  }
  const part = () => parts.at(-1) ?? { name: '', words: 0, keys: 0, presses: 0, thoughts: 0 }

  async function fills(field: Locator, text: string): Promise<void> {
    await field.fill(text)
    part().keys += text.length
    part().thoughts += 1
  }
  return {
    async begins(name: string): Promise<void> {
      parts.push({ name, words: 0, keys: 0, presses: 0, thoughts: 0 })
      part().words += await reads()
    },
    fills,
    types: (selector: string, text: string) => fills(page.locator(selector), text),
    async presses(button: Locator): Promise<void> {
      part().words += await reads()
      await button.click()
      part().presses += 1
    },
    told() {
      const rows = parts.map((one) => ({ ...one, seconds: Math.round(msOf(one) / 1_000) }))
      const seconds = rows.reduce((sum, one) => sum + one.seconds, 0)
      const lines = rows.map(
        (one) => `| ${one.name} | ${one.words} | ${one.keys} | ${one.presses} | ${one.seconds} s |`,
      )
      const head = ['| step | words read | keys typed | presses | time |', '|---|---|---|---|---|']
      seen = new Set()
      return { minutes: seconds / 60, table: [...head, ...lines, `| together | | | | ${seconds} s |`].join('\n') }
    },
  }
}

function msOf({ words, keys, presses, thoughts }: { words: number; keys: number; presses: number; thoughts: number }) {
  return (words / READ_WORDS_A_MINUTE + keys / KEYS_A_MINUTE) * 60_000 + presses * A_PRESS_MS + thoughts * A_THOUGHT_MS
}

/** Runs in the page: every line somebody sees there, inside shadow roots too. */
function linesShown(): string[] {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own world has no types here
  const under = (node: any): string[] => {
    if (node.nodeType === 3) {
      const text = node.data.trim()
      return text !== '' && node.parentElement?.checkVisibility?.() !== false ? [text] : []
    }
    if (node.tagName === 'STYLE' || node.tagName === 'SCRIPT') return []
    const inside = node.tagName === 'SLOT' ? node.assignedNodes() : (node.shadowRoot ?? node).childNodes
    return [...(inside.length > 0 ? inside : node.childNodes)].flatMap(under)
  }
  // biome-ignore lint/suspicious/noExplicitAny: as above
  return under((globalThis as any).document.body)
}
