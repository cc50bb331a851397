import type { Json } from './pointers.ts'

/** Hands the settings over as one file people can read. */
export function keepFile(document: Json): void {
  const id = (document as { readonly id?: string }).id ?? 'office'
  const address = URL.createObjectURL(
    new Blob([`${JSON.stringify(document, null, 2)}\n`], { type: 'application/json' }),
  )
  const link = Object.assign(globalThis.document.createElement('a'), { href: address, download: `luot-${id}.json` })
  link.click()
  URL.revokeObjectURL(address)
}

/** Asks for such a file; undefined when none was chosen, null when it is no JSON. */
export function readFile(): Promise<Json | undefined> {
  const input = Object.assign(globalThis.document.createElement('input'), {
    type: 'file',
    accept: '.json,application/json',
  })
  return new Promise((resolve) => {
    input.addEventListener('cancel', () => resolve(undefined))
    input.addEventListener('change', async () => {
      const text = await input.files?.[0]?.text()
      resolve(text === undefined ? undefined : jsonOf(text))
    })
    input.click()
  })
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}
