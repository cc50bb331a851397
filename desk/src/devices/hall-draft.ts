import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Me } from '#core/contract/desk.ts'
import type { Hall } from '#core/contract/hall.ts'
import type { DeviceTested, Drivers, FoundDevices, HallChanged, HallSettings } from '#core/contract/hall-settings.ts'
import type { SettingsLine } from '#core/contract/shapes.ts'
import { tell } from '#web/words/words.ts'
import { askHttp, type Got } from '../http.ts'
import { type Json, withValue } from '../rules/pointers.ts'
import type { Schema } from '../rules/shape.ts'
import { bare, filled } from './form-schema.ts'
import type { What } from './told.ts'
import { say } from './words.ts'

export type Driver = Drivers['drivers'][number]
export type Found = FoundDevices['found'][number]

interface AtHand {
  readonly got: Got<HallSettings> | null
  readonly me: Me | null
  readonly drivers: readonly Driver[]
  readonly found: readonly Found[] | null
  readonly isBusy: boolean
  readonly wrong: string
  /** Somebody else was faster: the newer settings have to be loaded first. */
  readonly isStale: boolean
  readonly told: string
}

/** What stands in the hall as the hub keeps it, and the way to change and to try it. */
export class HallDraft implements ReactiveController {
  readonly #host: ReactiveControllerHost
  #atHand: AtHand = {
    got: null,
    me: null,
    drivers: [],
    found: null,
    isBusy: false,
    wrong: '',
    isStale: false,
    told: '',
  }

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  get atHand(): AtHand {
    return this.#atHand
  }

  get isAdmin(): boolean {
    return this.atHand.me?.role === 'admin'
  }

  get hall(): Hall | null {
    const { got } = this.atHand
    return got?.ok ? got.value.hall : null
  }

  driverOf(id: string): Driver | undefined {
    return this.atHand.drivers.find((one) => one.id === id)
  }

  hostConnected(): void {
    void this.load()
  }

  async load(): Promise<void> {
    const [me, got, drivers] = await Promise.all([
      askHttp<Me>('GET', '/api/session'),
      askHttp<HallSettings>('GET', '/api/hall'),
      askHttp<Drivers>('GET', '/api/drivers'),
    ])
    this.#show({
      me: me.ok ? me.value : null,
      got,
      drivers: drivers.ok ? drivers.value.drivers : [],
      wrong: '',
      isStale: false,
    })
  }

  async find(): Promise<void> {
    this.#show({ isBusy: true, told: '' })
    const got = await askHttp<FoundDevices>('GET', '/api/hall/found')
    this.#show({ isBusy: false, found: got.ok ? got.value.found : null, wrong: got.ok ? '' : tell(got.message) })
  }

  /** The hall with every field a form draws. */
  asForm(): Json {
    const { got } = this.atHand
    if (!got?.ok) return {}
    const hall = filled(got.value.schema as Schema, got.value.hall as unknown as Json)
    return got.value.hall.devices.reduce((form, { driver, settings }, i) => {
      const own = filled((this.driverOf(driver)?.settings ?? {}) as Schema, settings as Json)
      return withValue(form, `/devices/${i}/settings`, own)
    }, hall)
  }

  /** Sends a form's hall; gives back the lines at fault, none when it is saved. */
  async save(form: Json, told: string): Promise<readonly SettingsLine[]> {
    const { got } = this.atHand
    if (!got?.ok) return []
    const hall = bare(got.value.schema as Schema, form) as unknown as Hall
    const devices = hall.devices.map((device) => ({
      ...device,
      settings: bare((this.driverOf(device.driver)?.settings ?? {}) as Schema, device.settings as Json),
    }))
    this.#show({ isBusy: true, wrong: '' })
    const body = { version: got.value.version, hall: { ...hall, devices } }
    const answer = await askHttp<HallChanged>('PUT', '/api/hall', body)
    if (!answer.ok) {
      this.#show({ isBusy: false, wrong: tell(answer.message), isStale: answer.code === 'hall-changed', told: '' })
      return answer.lines ?? [{ severity: 'error', path: '', code: answer.code, ...answer.message }]
    }
    await this.load()
    this.#show({ isBusy: false, told, found: null })
    return []
  }

  async try(device: string, what: What): Promise<DeviceTested> {
    const answer = await askHttp<DeviceTested>('POST', `/api/devices/${encodeURIComponent(device)}/test`, { what })
    return answer.ok ? answer.value : { outcome: 'failed', message: answer.message }
  }

  tell(told: string): void {
    this.#show({ told, wrong: '' })
  }

  forgetFound(): void {
    this.#show({ found: null })
  }

  #show(part: Partial<AtHand>): void {
    this.#atHand = { ...this.#atHand, ...part }
    this.#host.requestUpdate()
  }
}

/** A device that is not there yet, with an id nobody has. */
export function newDevice(hall: Hall, driver: Driver, from: { name?: string; settings?: object } = {}): Json {
  const base = ID_OF[driver.kind] ?? 'thiet-bi'
  const isFree = (id: string) => !hall.devices.some((one) => one.id === id)
  const nth = hall.devices.length + 1
  const id = [...Array(nth).keys()].map((n) => `${base}-${n + 1}`).find(isFree) ?? `${base}-${nth}`
  return {
    id,
    name: from.name ?? `${say(`kind-${driver.kind}` as 'kind-printer')} ${id.slice(base.length + 1)}`,
    driver: driver.id,
    settings: filled(driver.settings as Schema, (from.settings ?? {}) as Json),
    at: null,
    counter: null,
    kiosk: null,
    dots: null,
  }
}

const ID_OF: Readonly<Record<string, string>> = {
  printer: 'may-in',
  keypad: 'ban-phim',
  scanner: 'may-quet',
  signal: 'den',
  sign: 'bang-so',
  speaker: 'loa',
}
