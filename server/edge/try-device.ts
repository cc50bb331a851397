import { randomUUID } from 'node:crypto'
import type { HallDevice } from '#core/contract/hall.ts'
import type { DeviceTest, DeviceTested } from '#core/contract/hall-settings.ts'
import type { Text } from '#core/contract/shapes.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { DriverRow } from '#server/drivers/catalog.ts'
import type { PrintOutcome } from '#server/drivers/printer/port.ts'
import { realTimers, within } from '#server/drivers/timers.ts'
import type { Borrowable } from '../devices/borrowed.ts'
import { faultEntry } from '../faults.ts'
import type { LazyDraw } from '../paper/lazy-drawer.ts'
import { linesOf } from '../paper/lines.ts'
import { testPage } from '../paper/test-page.ts'
import { dotsOf, type Hall } from '../settings/hall.ts'
import { filledSettings } from '../settings/hall-lines.ts'
import type { Voice } from '../speech/clips.ts'
import { wallWords } from './check-in-words.ts'

/** Tries a device where it stands and says in words what became of it; null where there is no such device or no such trial. */
export type TryDevice = (id: string, what: DeviceTest['what'], key: string | undefined) => Promise<DeviceTested | null>

const SHOW_MS = 3_000
const BUZZ_MS = 600
/** Nobody stands before a page for longer. */
const PRINT_MS = 30_000

export function tryDevice(parts: {
  devices: Borrowable
  drivers: readonly DriverRow[]
  hall: () => Hall
  queue: () => Queue
  draw: LazyDraw
  voice: Voice
  url: () => string
  now: () => number
}): TryDevice {
  const { devices } = parts

  const trials: Record<
    DeviceTest['what'],
    { kind: string; run: (trial: Trial) => Promise<DeviceTested> | DeviceTested }
  > = {
    'test-page': { kind: 'printer', run: patiently },
    'new-roll': {
      kind: 'printer',
      run({ device }) {
        if (!devices.freshRoll(device.id))
          return failed('Máy in này không đếm giấy.', 'Nobody counts the paper of this printer.')
        return done('Đã ghi nhận cuộn giấy mới.', 'The new roll is noted.')
      },
    },
    pulse: {
      kind: 'signal',
      run({ device, settings }) {
        const lamps = namesIn(settings.lamps)
        if (lamps.length === 0) return failed('Thiết bị này không có đèn.', 'This device has no lamps.')
        devices.borrowLamps(device.id, Object.fromEntries(lamps.map((lamp) => [lamp, 'pulse'])), SHOW_MS)
        return unsure('Các đèn nhấp nháy trong 3 giây. Hãy nhìn đèn.', 'The lamps pulse for 3 seconds. Look at them.')
      },
    },
    buzz: {
      kind: 'signal',
      run({ device, settings }) {
        const lines = buzzersIn(settings)
        if (lines.length === 0) return failed('Thiết bị này không có còi.', 'This device has no buzzer.')
        for (const line of lines) devices.buzz(device.id, line, BUZZ_MS)
        return unsure('Còi kêu một tiếng ngắn. Hãy lắng nghe.', 'The buzzer sounds briefly. Listen.')
      },
    },
    'show-8888': {
      kind: 'sign',
      run({ device, settings }) {
        const places = placesIn(settings)
        if (places.length === 0) return failed('Chưa khai báo bảng nào.', 'No sign is named in the settings.')
        const face = { number: '8888', counter: '88', calling: false }
        devices.borrowSigns(device.id, Object.fromEntries(places.map((place) => [place, face])), SHOW_MS)
        return unsure(
          'Các bảng hiện 8888 trong 3 giây. Hãy nhìn bảng.',
          'The signs show 8888 for 3 seconds. Look at them.',
        )
      },
    },
    chime: { kind: 'speaker', run: playChime },
  }

  async function patiently(trial: Trial): Promise<DeviceTested> {
    const told = await within(realTimers, PRINT_MS, printTestPage(trial), null)
    return (
      told ??
      unsure(
        'Máy in còn bận việc trước. Trang thử sẽ ra khi đến lượt.',
        'The printer is busy with what came before. The test page comes when it is its turn.',
      )
    )
  }

  async function printTestPage({ device, row, key, settings }: Trial): Promise<DeviceTested> {
    const { office } = parts.queue()
    const dots = dotsOf(parts.hall(), device.id)
    const [url, driver] = [parts.url(), row.label.vi]
    const facts = {
      office: office.name.vi,
      printer: device.name,
      driver,
      dots,
      url,
      ...wallWords(parts.now(), office.timeZone),
    }
    const paper = testPage(facts)
    const picture = await parts.draw(paper, dots)
    const printer = devices.printer(device.id)
    const drawn = await printer.print({ id: `test-${key}`, title: paper.title, picture })
    // Where slips come in the printer's own letters, the same page in them lies beside the one that is surely right.
    if (drawn.outcome === 'failed' || settings.text !== true) return toldPrint(drawn)
    const lines = linesOf(paper)
    return toldPrint(await printer.print({ id: `test-${key}-text`, title: `${paper.title} (text)`, picture, lines }))
  }

  async function playChime({ device, key }: Trial): Promise<DeviceTested> {
    const clip = await parts.voice.chime()
    if ('missing' in clip) return failed('Không tạo được tiếng chuông.', 'The chime could not be made.')
    const job = { id: `test-${key}`, files: [clip.path], volume: parts.hall().sound.volume }
    const played = await devices.play(device.id, job)
    if (played.outcome === 'failed') return toldFault(played.fault)
    if (played.outcome === 'dropped') return failed('Loa đang bận. Thử lại sau.', 'The speaker is busy. Try again.')
    return unsure('Đã phát tiếng chuông. Hãy lắng nghe.', 'The chime was played. Listen.')
  }

  return async (id, what, key = randomUUID()) => {
    const device = parts.hall().devices.find((one) => one.id === id)
    const row = parts.drivers.find((one) => one.id === device?.driver)
    const trial = trials[what]
    if (!device || row?.kind !== trial.kind) return null
    const fault = devices.health().find((one) => one.device === id && one.state === 'broken')?.fault
    // What lamps and signs are told while they are away would be told as shown; a printer knows better itself, unless it
    // hangs on a machine that is away: then the page would come out at some hour when nobody looks.
    const knowsItself = what === 'new-roll' || (what === 'test-page' && fault !== 'agent-away')
    if (fault !== undefined && !knowsItself) return toldFault(fault)
    return trial.run({ device, row, settings: filledSettings(row, device.settings), key })
  }
}

interface Trial {
  readonly device: HallDevice
  readonly row: DriverRow
  readonly settings: Readonly<Record<string, unknown>>
  readonly key: string
}

function toldPrint(outcome: PrintOutcome): DeviceTested {
  if (outcome.outcome === 'printed') {
    return done(
      'Máy in báo đã in xong. Xem trang in: phải thấy đủ hai mép, chữ có dấu và mã quét được.',
      'The printer says it is printed. Look at the page: both edges, every accent, a code that can be scanned.',
    )
  }
  const { vi, en } = faultEntry(outcome.fault).sentence
  if (outcome.outcome === 'unconfirmed')
    return unsure(`${vi} Hãy nhìn xem trang thử có ra không.`, `${en} Look whether the page came out.`)
  return toldFault(outcome.fault)
}

/** The names of lamps: `['call']`, or `[{ name: 'call', pin: 17 }]`. */
function namesIn(list: unknown): string[] {
  if (!Array.isArray(list)) return []
  return list.map((one: unknown) => String(typeof one === 'object' ? (one as { name?: unknown } | null)?.name : one))
}

/** Buzzers have a list of their own, or are the lines that are called so. */
function buzzersIn(settings: Readonly<Record<string, unknown>>): string[] {
  const own = namesIn(settings.buzzers)
  return own.length > 0 ? own : namesIn(settings.lamps).filter((name) => name.startsWith('buzz'))
}

function placesIn(settings: Readonly<Record<string, unknown>>): string[] {
  const list = settings.places ?? settings.signs
  return Array.isArray(list)
    ? list.map((one: unknown) => {
        const { place, name, counter } = (typeof one === 'object' ? one : { name: one }) as Record<string, unknown>
        return String(place ?? name ?? counter)
      })
    : []
}

function toldFault(code: string): DeviceTested {
  const { sentence, help } = faultEntry(code)
  return failed(`${sentence.vi} ${help.vi}`, `${sentence.en} ${help.en}`)
}

const told =
  (outcome: DeviceTested['outcome']) =>
  (vi: string, en: string): DeviceTested => ({ outcome, message: { vi, en } satisfies Text })
const done = told('done')
const unsure = told('unsure')
const failed = told('failed')
