import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type MachineClock, machineClock } from '#server/clock.ts'
import { readConfig } from '#server/config.ts'
import { type Hub, openHub } from '#server/hub.ts'
import { openDatabase } from '#server/journal/open-database.ts'
import { openProcedureStore } from '#server/procedures/store.ts'
import { furnish } from '#server/settings/furnish.ts'
import { staffOf } from '#server/settings/staff.ts'
import { settingsStore } from '#server/settings/store.ts'
import { testOffice } from './no-limits.ts'

/** A real hub on a free loopback port with a data folder of its own, and hands to use it as people and programs do. */
export interface TestHub {
  readonly hub: Hub
  readonly url: string
  readonly dataFolder: string
  /** A signed-in member of staff: sends asks over HTTP as the API does. Officers of the demonstration: an, binh, chi, dung. */
  officer(id: string): Promise<Staffer>
  /** The first administrator, made with the setup code. */
  administrator(): Promise<Staffer>
  /** Takes a number as the hall's kiosk does, over HTTP. */
  issue(service?: string, priority?: string): Promise<{ id: string; number: string; url: string }>
  post(path: string, body: unknown, options?: PostOptions): Promise<Reply>
  get(path: string, options?: { cookie?: string }): Promise<Reply>
  /** Closes the hub and, unless told to keep it, removes its data folder. */
  close(options?: { keepData?: boolean }): Promise<void>
}

export interface Staffer {
  readonly id: string
  readonly cookie: string
  /** POST /api/<ask> with a fresh Idempotency-Key. */
  ask(name: string, body: unknown, key?: string): Promise<Reply>
}

export interface Reply {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any
}

interface PostOptions {
  readonly key?: string
  readonly cookie?: string
  readonly headers?: Record<string, string>
  readonly method?: string
}

/**
 * Starts a hub. `env` adds to its environment; `dataFolder` reopens an older one (then `pins` gives the officers' PINs, which
 * a hub tells only once); `machine` lets the test move time. A new office has no limits at its kiosks, unless `limits` says
 * `kept`: then the hub furnishes itself, as on anybody's first start.
 */
export async function startHub(
  options: {
    env?: Record<string, string>
    dataFolder?: string
    pins?: Hub['pins']
    machine?: MachineClock
    limits?: 'kept'
    /** Where the built screens lie, when not in dist/. */
    appsFolder?: string
  } = {},
): Promise<TestHub> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'luot-test-'))
  const env = { LUOT_PORT: '0', LUOT_LOG: 'error', LUOT_DATA: dataFolder, LUOT_DOCK: '1', ...options.env }
  const { appsFolder } = options
  const config = { ...readConfig(env), ...(appsFolder !== undefined && { appsFolder }) }
  const isNew = options.limits !== 'kept' && !existsSync(join(dataFolder, 'luot.db'))
  const told = isNew ? await furnishWithoutLimits(dataFolder, options.machine ?? machineClock) : []
  const opened = await openHub(config, options.machine ?? machineClock)
  const hub = isNew ? { ...opened, pins: told } : opened
  const pins = hub.pins.length > 0 ? hub.pins : (options.pins ?? [])

  async function call(path: string, init: RequestInit): Promise<Reply> {
    const response = await fetch(`${hub.url}${path}`, init)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text }
  }

  const post: TestHub['post'] = (path, body, { key, cookie, headers, method = 'POST' } = {}) =>
    call(path, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(key ? { 'idempotency-key': key } : {}),
        ...(cookie ? { cookie } : {}),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  return {
    hub,
    url: hub.url,
    dataFolder,
    post,
    get: (path, { cookie } = {}) => call(path, { headers: cookie ? { cookie } : {} }),
    async issue(service = 'chung-thuc', priority = 'ordinary') {
      const body = { ticket: randomUUID(), service, class: priority }
      const reply = await post('/api/issue-ticket', body, { key: randomUUID() })
      if (reply.status !== 200) throw new Error(`no ticket: ${JSON.stringify(reply.body)}`)
      return reply.body
    },
    async administrator() {
      const body = { code: hub.setupCode ?? '', staff: 'quan-tri', name: 'Quản trị', password: randomUUID() }
      const reply = await post('/api/setup', body)
      const cookie = reply.headers.getSetCookie()[0]?.split(';')[0]
      if (!cookie) throw new Error(`no administrator: ${JSON.stringify(reply.body)}`)
      return {
        id: 'quan-tri',
        cookie,
        ask: (name, asked, key = randomUUID()) => post(`/api/${name}`, asked, { key, cookie }),
      }
    },
    async officer(id) {
      const pin = pins.find((one) => one.id === id)?.pin
      if (!pin) throw new Error(`no PIN is known for ${id}`)
      const reply = await post('/api/session', { staff: id, pin })
      const cookie = reply.headers.getSetCookie()[0]?.split(';')[0]
      if (!cookie) throw new Error(`${id} could not sign in: ${JSON.stringify(reply.body)}`)
      return {
        id,
        cookie,
        ask: (name, body, key = randomUUID()) => post(`/api/${name}`, body, { key, cookie }),
      }
    },
    async close({ keepData = false } = {}) {
      await hub.close()
      if (!keepData) rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** Furnishes an empty folder as a hub would, and switches the limits off; tells the officers' PINs. */
export async function furnishWithoutLimits(folder: string, machine: MachineClock = machineClock): Promise<Hub['pins']> {
  const database = openDatabase(folder)
  const settings = settingsStore(database)
  const parts = { settings, staff: staffOf(database, machine.steady), store: openProcedureStore(database) }
  const { pins } = await furnish({ ...parts, at: machine.wall() })
  settings.write('office', testOffice, 'test', machine.wall())
  database.close()
  return pins
}
