import type { SettingsLine } from '#core/contract/shapes.ts'
import { type Defaults, newEntry } from './blank.ts'
import { fieldOf, type Json, keysOf, valueAt, withEntry, withMoved, withoutEntry, withValue } from './pointers.ts'
import type { Schema } from './shape.ts'

/** The settings as they are being edited: the document, what is wrong with it, and which entries stand open. */
export interface Form {
  readonly document: Json
  readonly lines: readonly SettingsLine[]
  readonly open: ReadonlySet<string>
}

/** What the controls of the form may do. `readOnly` for officers: they see every rule and change none. */
export interface FormHands {
  readonly form: Form
  readonly readOnly: boolean
  readonly defaults: Defaults & { readonly office: Json }
  change(next: Form): void
}

export function changed(form: Form, path: string, value: Json): Form {
  return { ...form, document: withValue(form.document, path, value) }
}

/** A new entry stands open, so that it is filled in where it was made. */
export function added(hands: FormHands, path: string, entry: Schema): Form {
  const { form, defaults } = hands
  const at = (valueAt(form.document, path) as readonly Json[] | undefined)?.length ?? 0
  const document = withEntry(form.document, path, newEntry(form.document, path, entry, defaults))
  return { ...form, document, open: new Set([...form.open, `${path}/${at}`]) }
}

export function removed(form: Form, path: string, at: number): Form {
  return { ...form, document: withoutEntry(form.document, path, at), open: without(form.open, `${path}/${at}`) }
}

export function moved(form: Form, path: string, at: number, by: -1 | 1): Form {
  return { ...form, document: withMoved(form.document, path, at, by), open: without(form.open, `${path}/${at}`) }
}

export function opened(form: Form, path: string, isOpen: boolean): Form {
  if (form.open.has(path) === isOpen) return form
  return { ...form, open: isOpen ? new Set([...form.open, path]) : without(form.open, path) }
}

/** Every entry on the way to a line, so that it can be seen. */
export function openedTo(form: Form, path: string): Form {
  const keys = keysOf(path)
  return keys.reduce((now, _, i) => opened(now, `/${keys.slice(0, i + 1).join('/')}`, true), form)
}

/** The lines that belong to a field itself. */
export function linesAt({ lines }: Form, path: string): readonly SettingsLine[] {
  return lines.filter((line) => line.path === path)
}

/** The worst that is said of anything inside an entry. */
export function worstIn({ lines }: Form, path: string): SettingsLine['severity'] | null {
  const inside = lines.filter((line) => line.path === path || line.path.startsWith(`${path}/`))
  if (inside.length === 0) return null
  return inside.some(({ severity }) => severity === 'error') ? 'error' : 'warning'
}

const OF_ENTRIES = { services: 'service', counters: 'counter', classes: 'class' } as const

/** What the hub fills in where a document leaves this out; undefined where it must be given. */
export function defaultAt({ defaults }: FormHands, path: string): Json | undefined {
  const [top = '', entry, ...rest] = keysOf(fieldOf(path))
  const own = OF_ENTRIES[top as keyof typeof OF_ENTRIES]
  const of = own && entry === '*' ? defaults[own] : defaults.office
  const way = own && entry === '*' ? rest : keysOf(path)
  return way.length === 0 ? undefined : valueAt(of, `/${way.join('/')}`)
}

function without(open: ReadonlySet<string>, path: string): ReadonlySet<string> {
  return new Set([...open].filter((one) => one !== path && !one.startsWith(`${path}/`)))
}
