import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { DocumentChanged, DocumentChecked, DocumentSettings } from '#core/contract/documents.ts'
import type { OfficeSettings } from '#core/contract/office-settings.ts'
import type { SettingsLine } from '#core/contract/shapes.ts'
import { tell } from '#web/words/words.ts'
import { askHttp } from '../http.ts'
import type { Form } from '../rules/form.ts'
import { type Json, valueAt } from '../rules/pointers.ts'

const CHECK_AFTER_MS = 350

/** The name a document's fields stand under in the form: "voice" is what the hall calls its own. */
export function rootOf(kind: string): string {
  return kind === 'voice' ? 'call' : kind
}

/**
 * One document while somebody works on it: read, checked as it is written, saved or thrown away. The office's services and counters
 * lie beside it in the form, so that fields can offer them.
 */
export class DocumentDraft implements ReactiveController {
  got: DocumentSettings | null = null
  form: Form = { document: {}, lines: [], open: new Set() }
  wrong = ''
  told = ''
  readonly #host: ReactiveControllerHost
  readonly #kind: () => string
  #kept: Json = {}
  #checks = 0
  #checking: ReturnType<typeof setTimeout> | undefined

  constructor(host: ReactiveControllerHost, kind: () => string) {
    this.#host = host
    this.#kind = kind
    host.addController(this)
  }

  hostConnected(): void {
    void this.load()
  }

  hostDisconnected(): void {
    clearTimeout(this.#checking)
  }

  get root(): string {
    return `/${rootOf(this.#kind())}`
  }

  get body(): Json {
    return valueAt(this.form.document, this.root) ?? {}
  }

  get isTouched(): boolean {
    return this.got !== null && this.body !== this.#kept
  }

  async load(told = ''): Promise<void> {
    const [got, office] = await Promise.all([
      askHttp<DocumentSettings>('GET', `/api/settings/${this.#kind()}`),
      askHttp<OfficeSettings>('GET', '/api/office'),
    ])
    if (!got.ok) {
      this.wrong = tell(got.message)
      this.#host.requestUpdate()
      return
    }
    this.got = got.value
    this.#kept = got.value.body as Json
    const { services = [], counters = [], classes = [] } = office.ok ? office.value.office : {}
    const document = { services, counters, classes, [rootOf(this.#kind())]: this.#kept } as unknown as Json
    this.form = { document, lines: this.#under(got.value.lines), open: this.form.open }
    this.wrong = ''
    this.told = told
    this.#host.requestUpdate()
  }

  change(next: Form): void {
    const before = this.form
    this.form = next
    this.#host.requestUpdate()
    if (next.document === before.document) return
    this.told = ''
    clearTimeout(this.#checking)
    this.#checking = setTimeout(() => void this.#check(), CHECK_AFTER_MS)
  }

  /** Another body into the form: a plan, a version there was. */
  take(body: Json, told: string): void {
    this.change({ ...this.form, document: { ...(this.form.document as object), [rootOf(this.#kind())]: body } as Json })
    this.told = told
  }

  /** Says whether it was saved; every line at fault stands at its field otherwise. */
  async save(body: Json, { from, why }: { from: string | null; why: string }, told: string): Promise<boolean> {
    const asked = { version: this.got?.version ?? 0, body, from, why }
    const got = await askHttp<DocumentChanged>('PUT', `/api/settings/${this.#kind()}`, asked)
    if (got.ok) {
      await this.load(told)
      return true
    }
    this.wrong = tell(got.message)
    if (got.lines) this.form = { ...this.form, lines: this.#under(got.lines) }
    this.#host.requestUpdate()
    return false
  }

  async drop(day: string): Promise<void> {
    const got = await askHttp<DocumentChanged>('DELETE', `/api/settings/${this.#kind()}/plans/${day}`)
    if (got.ok) return this.load()
    this.wrong = tell(got.message)
    this.#host.requestUpdate()
  }

  async #check(): Promise<void> {
    const mine = ++this.#checks
    const { document } = this.form
    const got = await askHttp<DocumentChecked>('POST', `/api/settings/${this.#kind()}/check`, {
      body: this.body as object,
    })
    // Typed on meanwhile: a newer check is on its way.
    if (mine !== this.#checks || document !== this.form.document) return
    const lines = got.ok ? got.value.lines : (got.lines ?? [])
    this.form = { ...this.form, lines: this.#under(lines) }
    this.#host.requestUpdate()
  }

  #under(lines: readonly SettingsLine[]): SettingsLine[] {
    return lines.map((line) => ({ ...line, path: `${this.root}${line.path}` }))
  }
}
