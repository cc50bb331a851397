import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { HEADS } from '#core/contract/access.ts'
import type { Me } from '#core/contract/desk.ts'
import type { OfficeChanged, OfficeChecked, OfficeSettings } from '#core/contract/office-settings.ts'
import type { StrictFigure } from '#core/contract/try-rule.ts'
import { tell } from '#web/words/words.ts'
import type { WhenAndWhy } from '../elements/save-rules.ts'
import { askHttp, type Got } from '../http.ts'
import { say } from '../rules-words.ts'
import { keepFile, readFile } from './file.ts'
import { type Form, openedTo } from './form.ts'
import { type Json, valueAt } from './pointers.ts'
import { writtenDate } from './written.ts'

const CHECK_AFTER_MS = 350
const RECKON_AGAIN_MS = 2_000

/** The rules as they are kept and as they are being written, and what was last said about them. */
interface AtHand {
  /** The rules as they are kept; null until they came. */
  readonly got: Got<OfficeSettings> | null
  readonly me: Me | null
  /** The same rules as they stand in the form. */
  readonly form: Form
  readonly figures: StrictFigure | null
  readonly isBusy: boolean
  readonly wrong: string
  readonly told: string
}

/**
 * The rules while somebody works on them: read from the hub, checked as they are written, then saved or thrown away.
 *
 *     load ─▶ form ─change─▶ form, checked after a moment ─save─▶ the hub ─▶ load
 *               ▲──── a file, a plan, a version there was
 */
export class Draft implements ReactiveController {
  readonly #host: ReactiveControllerHost
  #atHand: AtHand = {
    got: null,
    me: null,
    form: { document: {}, lines: [], open: new Set() },
    figures: null,
    isBusy: false,
    wrong: '',
    told: '',
  }
  #isOpen = false
  #checks = 0
  #checking: ReturnType<typeof setTimeout> | undefined
  #reckoning: ReturnType<typeof setTimeout> | undefined

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  get atHand(): AtHand {
    return this.#atHand
  }

  get mayChange(): boolean {
    return HEADS.some((role) => role === this.atHand.me?.role)
  }

  get isTouched(): boolean {
    const { got, form } = this.atHand
    return got?.ok === true && form.document !== (got.value.office as unknown as Json)
  }

  hostConnected(): void {
    this.#isOpen = true
    void this.load()
  }

  hostDisconnected(): void {
    this.#isOpen = false
    clearTimeout(this.#checking)
    clearTimeout(this.#reckoning)
  }

  async load(): Promise<void> {
    const [me, got] = await Promise.all([
      askHttp<Me>('GET', '/api/session'),
      askHttp<OfficeSettings>('GET', '/api/office'),
    ])
    this.#show({ me: me.ok ? me.value : null, got, wrong: '' })
    if (!got.ok) return
    const { office, lines } = got.value
    this.#show({ form: { document: office as unknown as Json, lines, open: this.atHand.form.open } })
    if (this.mayChange && office.order.policy === 'strict') void this.#reckonStrict()
  }

  change(next: Form): void {
    const before = this.atHand.form
    if (next === before) return
    this.#show({ form: next })
    if (next.document === before.document) return
    this.#show({ told: '' })
    if (valueAt(next.document, '/order/policy') === 'strict' && this.atHand.figures === null) void this.#reckonStrict()
    clearTimeout(this.#checking)
    this.#checking = setTimeout(() => void this.#check(), CHECK_AFTER_MS)
  }

  /** A whole document into the form: from a file, a plan, or a version there was. */
  take(document: Json, told: string): void {
    this.change({ ...this.atHand.form, document })
    this.#show({ told })
  }

  openTo(path: string): void {
    this.#show({ form: openedTo(this.atHand.form, path) })
  }

  /** What was said of the last attempt counts no more. */
  forget(): void {
    this.#show({ told: '', wrong: '' })
  }

  /** Says whether all is answered; a day that cannot be is asked for again, in the same place. */
  async save({ from, why }: WhenAndWhy): Promise<boolean> {
    const { got: kept, form } = this.atHand
    if (!kept?.ok) return true
    const body = { version: kept.value.version, office: form.document, from, why }
    this.#show({ isBusy: true })
    const got = await askHttp<OfficeChanged>('PUT', '/api/office', body)
    if (got.ok) {
      await this.load()
      this.#show({ isBusy: false, told: from === null ? say('savedNow') : say('savedFrom', writtenDate(from)) })
      return true
    }
    this.#show({ isBusy: false, wrong: tell(got.message) })
    if (got.code === 'no-such-day' || got.code === 'plan-too-late' || got.code === 'plan-too-far') return false
    if (got.lines) this.#show({ form: { ...this.atHand.form, lines: got.lines } })
    return true
  }

  /** Takes back what was to begin on that day. What is being written meanwhile stays. */
  async drop(day: string): Promise<void> {
    const got = await askHttp<OfficeChanged>('DELETE', `/api/office/plans/${day}`)
    if (!got.ok) {
      this.#show({ wrong: tell(got.message) })
      return
    }
    const { form } = this.atHand
    const wasTouched = this.isTouched
    await this.load()
    if (wasTouched) this.#show({ form })
    this.#show({ told: say('droppedNow') })
  }

  toFile(): void {
    keepFile(this.atHand.form.document)
  }

  /** Says whether there was a file of rules. */
  async fromFile(): Promise<boolean> {
    const document = await readFile()
    if (document === undefined) return false
    const got = await askHttp<OfficeChecked>('POST', '/api/office/check', { office: document })
    if (!got.ok || valueAt(document, '/services') === undefined) {
      this.#show({ wrong: say('notAFile') })
      return false
    }
    this.take(got.value.office as Json, say('imported'))
    this.#show({ form: { ...this.atHand.form, lines: got.value.lines } })
    return true
  }

  async #check(): Promise<void> {
    const mine = ++this.#checks
    const { document } = this.atHand.form
    const got = await askHttp<OfficeChecked>('POST', '/api/office/check', { office: document })
    // Typed on meanwhile: a newer check is on its way.
    if (mine !== this.#checks || document !== this.atHand.form.document || !got.ok) return
    this.#show({ form: { ...this.atHand.form, lines: got.value.lines } })
  }

  /** The hub counts day by day: asked again until it is through. */
  async #reckonStrict(): Promise<void> {
    clearTimeout(this.#reckoning)
    const got = await askHttp<StrictFigure>('GET', '/api/try/strict')
    this.#show({ figures: got.ok ? got.value : null })
    if (got.ok && got.value.days < got.value.of && this.#isOpen) {
      this.#reckoning = setTimeout(() => void this.#reckonStrict(), RECKON_AGAIN_MS)
    }
  }

  #show(part: Partial<AtHand>): void {
    this.#atHand = { ...this.#atHand, ...part }
    this.#host.requestUpdate()
  }
}
