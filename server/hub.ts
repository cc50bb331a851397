import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Order } from '#core/domain/commands.ts'
import { owedSlips } from '#core/domain/owed-slips.ts'
import { dayOfOrders, serviceDayOf } from '#core/domain/service-day.ts'
import { noteActs } from './acts.ts'
import { buildApp } from './app.ts'
import { openCity } from './city/open-city.ts'
import { createHubClock, type MachineClock, machineClock } from './clock.ts'
import type { Config } from './config.ts'
import { lookAround } from './devices/found.ts'
import { dockSamples, openDock } from './dock.ts'
import { catalog } from './drivers/catalog.ts'
import { cardPasses } from './edge/card-pass.ts'
import { openCardSeal } from './edge/card-seal.ts'
import type { Door } from './edge/doorman.ts'
import { openLookup } from './edge/lookup.ts'
import { openOtherHouse } from './edge/other-house.ts'
import { printAppointment } from './edge/print-appointment.ts'
import { printProcedure } from './edge/print-procedure.ts'
import { slipCodes } from './edge/slip-code.ts'
import { openSockets } from './edge/sockets.ts'
import { tryDevice } from './edge/try-device.ts'
import { doorKeeper } from './edge/who.ts'
import { openFigures } from './figures.ts'
import { keepGuidance } from './guidance.ts'
import { hangUpOnTheGone } from './hang-up-on-the-gone.ts'
import { hubFaults, hubHealth, paperOf } from './health.ts'
import { openHearing } from './hearing.ts'
import { holdFolder } from './journal/hold.ts'
import { keepTime } from './keep-time.ts'
import { openKept } from './keeping/mend.ts'
import { openKeeping } from './keeping/open-keeping.ts'
import { restoredText, tellRestore } from './keeping/tell-restore.ts'
import { openMetal } from './metal.ts'
import { openPairing } from './pairing/open-pairing.ts'
import { isAnyCopied } from './pairing/room.ts'
import { hallScreensOf } from './pairing/status.ts'
import { lazyDrawer } from './paper/lazy-drawer.ts'
import { openCatalogue } from './procedures/catalogue.ts'
import { openSayings } from './procedures/sayings.ts'
import { openProcedureStore } from './procedures/store.ts'
import { openProof } from './proof.ts'
import { announceCall } from './reactions/announce-call.ts'
import { openMetrics } from './reactions/count-events.ts'
import { flagPresses } from './reactions/flag-presses.ts'
import { destroyOldKeys, forgetCards } from './reactions/forget-cards.ts'
import { forgetOldAnswers } from './reactions/forget-old-answers.ts'
import { gatherFacts } from './reactions/gather-facts.ts'
import { hallSpeakers } from './reactions/hall-speakers.ts'
import { lightCounter } from './reactions/light-counter.ts'
import { printTicket } from './reactions/print-ticket.ts'
import { sayMessages } from './reactions/say-messages.ts'
import { scoreWaits } from './reactions/score-waits.ts'
import { showSigns } from './reactions/show-signs.ts'
import { tellScreens } from './reactions/tell-screens.ts'
import { openRoad, type Road, replay } from './road.ts'
import { openScreens } from './screens.ts'
import { openSettingUp } from './setting-up.ts'
import { BOARDS, boardsShown } from './settings/boards.ts'
import { furnish } from './settings/furnish.ts'
import { printerOf, wantedDevices } from './settings/hall.ts'
import { devicesHere } from './settings/hall-lines.ts'
import { openHallRoom } from './settings/hall-room.ts'
import { officeRegister } from './settings/office-register.ts'
import { readSettings } from './settings/read-settings.ts'
import { setupCode } from './settings/setup-code.ts'
import { SITE } from './settings/site.ts'
import { SLIPS } from './settings/slips.ts'
import { staffOf } from './settings/staff.ts'
import { settingsStore } from './settings/store.ts'
import { versionsOf } from './settings/versions.ts'
import { mannerOf, sayingOf, VOICE } from './settings/voice.ts'
import { openVoice } from './speech/clips.ts'
import { addressForPhones, overTls, welcomeText } from './welcome.ts'

/** When this program was built, as far as it can know: a wall clock before that is wrong. */
const BUILT_AT = Date.parse('2026-11-01T00:00:00Z')

export interface Hub {
  readonly url: string
  readonly road: Road
  /** What the console says at the start: addresses, and once the setup code and the PINs. */
  readonly welcome: string
  readonly pins: readonly { id: string; name: string; pin: string }[]
  readonly setupCode: string | null
  /** Where TLS is spoken; null: nowhere. */
  readonly tlsPort: number | null
  /** Every door of HTTP, and who may come in. */
  readonly doors: readonly Door[]
  close(): Promise<void>
}

/** Opens the hub on a data folder that is its own for as long as it runs. */
export async function openHub(config: Config, machine: MachineClock = machineClock): Promise<Hub> {
  const hold = holdFolder(config.dataFolder)
  try {
    return await openParts(config, machine, hold)
  } catch (error) {
    hold.release()
    throw error
  }
}

/** Every part once, in the order they need each other. */
async function openParts(config: Config, machine: MachineClock, hold: { release(): void }): Promise<Hub> {
  const startedAt = machine.steady()
  const boot = randomUUID()
  const log = pino({ level: config.logLevel, base: null })

  // What is kept
  const { database, journal, mended } = await openKept(config)
  if (mended)
    log.error({ aside: mended.aside, ...mended.restored.note }, 'the data was damaged; the hub goes on from a copy')
  const settings = settingsStore(database)
  const versions = versionsOf(database, 'office')
  const staff = staffOf(database, machine.steady)
  const store = openProcedureStore(database)
  const { pins } = await furnish({ settings, staff, store, at: machine.wall(), demonstrates: config.demonstrates })
  const { office, hall: hallFound } = readSettings(settings)
  const hallRoom = openHallRoom({
    hall: hallFound,
    settings,
    versions: versionsOf(database, 'hall'),
    note: (who, act) => note(who, act),
    office: () => road.queue().office,
    drivers: catalog,
    now: () => clock.now(),
    async apply(changed) {
      agentRoom.settle(changed)
      await devices.configure(wantedDevices(changed))
      for (const show of atCounters) show({ happened: [], before: road.queue(), queue: road.queue() })
      screens.show()
    },
    onTrouble: (error) => log.error({ err: error }, 'a changed hall could not be applied'),
  })
  const hall = hallRoom.now
  const codes = slipCodes(settings.secret('slip-key', () => randomBytes(32).toString('hex')))
  const cards = openCardSeal({ settings, day: () => dayOfOrders(road.queue(), clock.now()) })
  const passes = cardPasses({
    key: settings.secret('pass-key', () => randomBytes(32).toString('hex')),
    now: () => clock.now(),
  })
  const sayings = openSayings(database, store)
  const catalogue = openCatalogue(store, {
    sayings,
    today: () => dayOfOrders(road.queue(), clock.now()),
    onTrouble: (error) => log.error({ err: error }, 'what begins today in the catalogue could not be carried over'),
  })

  // The queue, as the journal has it
  const register = officeRegister(versions, (why) => log.error({ why }, 'the settings written by hand were refused'))
  const owed = owedSlips()
  const restored = await replay(journal, office, (record) => {
    register.take(record)
    owed.saw(record)
  })
  const clock = createHubClock(machine, restored.lastAt, BUILT_AT)

  const note = noteActs(() => road)
  const settingUp = await openSettingUp({
    config,
    database,
    staff,
    store,
    sayings,
    hallRoom,
    versions,
    road: () => road,
    now: () => clock.now(),
    note,
    log,
  })
  const { documents, shelf, template } = settingUp
  documents.onChange(() => screens.show())

  // The doors
  const app = await buildApp({ config, log })
  let publicUrl = config.publicUrl ?? ''
  let diskFault: string | null = null
  const setup = staff.hasAdmin() ? null : setupCode(machine.steady())
  const pairing = openPairing({
    database,
    settings,
    queue: () => road.queue(),
    now: () => clock.now(),
    steady: machine.steady,
    note,
    screens: () => screens,
    log,
  })
  const keeper = doorKeeper({ staff, pairing, trustsOwn: config.trustsOwnScreens, addressOf: app.addressOf })
  const doors = app.guard({ keeper, now: () => clock.now() })
  // Signed for the day it was issued on: a retry after midnight still hears yesterday's address.
  const urlOf = (ticket: { id: string; number: string; issuedAt: number }) =>
    `${publicUrl}/t/${codes.codeOf(ticket, serviceDayOf(ticket.issuedAt, road.queue().office))}`

  // What hangs on it
  const voice = openVoice({
    folder: config.cache.folder,
    mostClips: config.cache.clips,
    recordings: join(config.dataFolder, 'clips'),
    manner: () => mannerOf(documents.now(VOICE)),
  })
  const metal = openMetal({
    config,
    boot,
    database,
    hallRoom,
    settings,
    now: () => clock.now(),
    steady: machine.steady,
    note,
    log,
    onHealth: () => screens.show(),
    onMoment: (moment) => (moment.kind === 'scanner' ? scans : keypads)(moment),
  })
  const { devices, agentRoom } = metal
  const draw = lazyDrawer()
  const paper = (kiosk: string) => paperOf(printerOf(hall(), kiosk), metal.health())
  const faults = () =>
    hubFaults({
      queue: road.queue(),
      dataFolder: config.dataFolder,
      diskFault,
      isScreenCopied: isAnyCopied(pairing),
      isAgentCopied: agentRoom.isAnyCopied(),
      isTlsShut: app.isTlsShut(),
    })
  const screens = openScreens({
    io: app.io,
    boot,
    version: config.version,
    now: clock.now,
    queue: () => road.queue(),
    paper,
    devices: metal.health,
    faults,
    thresholds: () => documents.now(SITE).thresholds,
    look: (at) => ({
      ...boardsShown(documents.now(BOARDS), road.queue().office, shelf.find, at),
      voice: sayingOf(documents.now(VOICE)),
    }),
  })
  const speakers = hallSpeakers({ devices, hall, log })
  const waits = scoreWaits()
  const keeping = openKeeping({
    dataFolder: config.dataFolder,
    database,
    journal,
    settings,
    documents,
    queue: () => road.queue(),
    now: clock.now,
    log,
  })
  const metrics = openMetrics({
    copies: keeping.health,
    now: clock.now,
    waits: waits.read,
    queue: () => road.queue(),
    screens: screens.counts,
    devices: { health: metal.health, tally: metal.tally, agents: metal.agents },
    devicesBroken: () => devices.health().filter((device) => device.state !== 'ready').length,
  })

  const proof = openProof({
    database,
    journal,
    road: () => road,
    clock: () => clock,
    documents,
    facts: () => facts,
    printers: () => devices,
    draw,
    hall,
    note,
    log,
  })
  const slips = printTicket({
    printers: devices,
    draw,
    hall,
    template: (dots) => template(documents.now(SLIPS), dots),
    urlOf,
    screens,
    road: () => road,
    now: clock.now,
    log,
  })

  // What hangs at the counters shows a state: told at every change of the queue, and of the hall.
  const atCounters = [lightCounter({ devices, hall }), showSigns({ devices, hall })]

  const figures = openFigures({
    dataFolder: config.dataFolder,
    database,
    journal,
    settings,
    documents,
    staff,
    road: () => road,
    now: () => clock.now(),
    note,
    printing: { printers: devices, draw, hall },
    log,
  })
  const { facts, ratings } = figures
  const city = openCity({
    database,
    documents,
    leader: figures.leader,
    queue: () => road.queue(),
    now: () => clock.now(),
    version: config.version,
    publicUrl: () => publicUrl,
    devices: metal.health,
    hubFaults: faults,
    log,
  })

  /** What the hub itself has to say of the hall; a hall that cannot write it down goes on. */
  const tellRoad = (order: Order) =>
    void road
      .send({ id: null, by: { role: 'hub', id: 'hub' }, order })
      .catch((error: unknown) => log.error({ err: error, order: order.type }, 'the alarm could not be written down'))
  const presses = flagPresses({
    steady: machine.steady,
    onMany(counter, many) {
      log.warn({ counter, presses: many }, 'a rating terminal is pressed more often than people press')
      tellRoad({ type: 'ReportPresses', counter, presses: many })
    },
  })

  // The road, and what listens to it, in this order
  const road: Road = openRoad({
    queue: restored,
    journal,
    clock,
    boot,
    reactions: [
      tellScreens({ screens }),
      announceCall({
        screens,
        voice,
        speakers,
        hall,
        saying: () => sayingOf(documents.now(VOICE)),
        now: clock.now,
        log,
      }),
      sayMessages({ screens, voice, speakers, hall, queue: () => road.queue(), log }),
      slips.reaction,
      ...atCounters,
      forgetOldAnswers({ journal, log }),
      gatherFacts({ facts }),
      register.reaction,
      ...settingUp.reactions,
      ...proof.reactions,
      forgetCards({ cards, log }),
      waits.reaction,
      presses.reaction,
      metrics.reaction,
    ],
    onBug: (error, order) => log.error({ err: error, order: order.type }, 'a command failed through our fault'),
    onDisk: (failed) => {
      const code =
        failed === null ? null : (failed as { code?: string }).code === 'SQLITE_FULL' ? 'disk-full' : 'disk-error'
      if (code !== diskFault)
        log.error({ err: failed }, code ? 'the journal cannot be written' : 'the journal is written again')
      diskFault = code
    },
  })

  // Who may come in
  const lookup = openLookup({ catalogue, office: () => road.queue().office, publicUrl: () => publicUrl })
  const { ear, keypads, scans } = openHearing({
    road,
    clock,
    steady: machine.steady,
    hall,
    settings,
    cards,
    passes,
    codes,
    hasProcedure: (code) => lookup.full(code) !== null,
    paper: ratings.paper,
    presses,
    metrics,
    screens,
    urlOf,
    tellRoad,
    errands: [
      printProcedure({ lookup, printers: devices, draw, hall, queue: () => road.queue(), now: clock.now }),
      printAppointment({ printers: devices, draw, hall, queue: () => road.queue() }),
      proof.closingSlip,
      ratings.printSlips,
    ],
    log,
  })
  openSockets({
    io: app.io,
    ear,
    screens,
    keeper,
    codes,
    queue: () => road.queue(),
    now: clock.now,
  })
  metal.openDoor(app)
  if (config.dock)
    openDock(app.http, { devices, hall, samples: () => dockSamples(road.queue(), urlOf), cables: metal.cables })
  await app.open({
    ear,
    ...figures.doors,
    ...settingUp.doors({ voice, draw, lookup, publicUrl: () => publicUrl }),
    agentRoom,
    keeper,
    staff,
    note,
    now: clock.now,
    steady: machine.steady,
    setupCode: () => setup,
    procedures: lookup,
    heads: proof.heads,
    eraser: proof.eraser,
    otherHouse: config.otherHouse && openOtherHouse(config.otherHouse, machine.steady),
    publicUrl: () => publicUrl,
    drivers: catalog,
    found: () => lookAround({ drivers: catalog, known: devicesHere(hall(), catalog) }),
    tryDevice: tryDevice({
      devices,
      drivers: catalog,
      hall,
      queue: () => road.queue(),
      draw,
      voice,
      url: () => publicUrl,
      now: clock.now,
    }),
    codes,
    queue: () => road.queue(),
    viewOf: screens.viewOf,
    calendar: {
      token: settings.secret('calendar-token', () => randomBytes(24).toString('base64url')),
      publicUrl: () => publicUrl,
    },
    clipPath: voice.pathOf,
    pairing,
    hallScreens: hallScreensOf({
      pairing,
      screens,
      paper,
      queue: () => road.queue(),
      now: clock.now,
      version: config.version,
      appsFolder: config.appsFolder,
    }),
    metrics: metrics.read,
    copies: keeping.copies,
    inbox: keeping.inbox,
    city,
    health: () =>
      hubHealth({
        version: config.version,
        boot,
        upMs: Math.round(machine.steady() - startedAt),
        dataFolder: config.dataFolder,
        queue: road.queue(),
        journal,
        voice,
        devices: metal.health(),
        screens: screens.counts(),
        diskFault,
        isScreenCopied: isAnyCopied(pairing),
        isAgentCopied: agentRoom.isAnyCopied(),
        isTlsShut: app.isTlsShut(),
        keeping,
        city: city.sender.told(),
      }),
  })

  // Settings that were written beside the road while the hub was down hold before anybody comes in.
  await register.settle(road, clock.now())
  proof.settle()
  await settingUp.settle()

  // Lamps and signs show the hall as it was left, before anything happens in it.
  for (const show of atCounters) show({ happened: [], before: road.queue(), queue: road.queue() })

  // Time begins
  const time = await keepTime({ road, clock, screens, log })
  const restoredFrom = await tellRestore(road, config.dataFolder)
  const gone = hangUpOnTheGone({ sessions: staff.sessions, screens, now: clock.now })
  const guidance = keepGuidance({ hall, queue: () => road.queue(), now: clock.now, voice, screens, speakers, log })
  destroyOldKeys({ cards, log })
  const url = await app.listen()
  publicUrl ||= addressForPhones(config.host, url)
  // Only now: a hub that cannot open its door changes nothing, and a slip carries the door's address.
  slips.settle(owed.all())
  if (!config.isTrial) {
    keeping.copies.start()
    city.start()
  }
  const closing = proof.start()
  return {
    url,
    road,
    pins,
    setupCode: setup?.code ?? null,
    doors,
    tlsPort: app.tlsPort(),
    welcome:
      (restoredFrom ? restoredText(restoredFrom, road.queue(), mended?.aside ?? null) : '') +
      welcomeText({
        url: publicUrl,
        secureUrl: overTls(publicUrl, app.tlsPort()),
        config,
        setup,
        pins,
        office: road.queue().office,
      }),
    close: once(async () => {
      time.stop()
      guidance.stop()
      gone.stop()
      closing.stop()
      city.stop()
      screens.close()
      await app.close()
      slips.stop()
      // Slips under way come to an end, and what became of them is still written down.
      await Promise.all([devices.close(), voice.idle()])
      await new Promise((resolve) => setImmediate(resolve))
      await Promise.all([road.idle(), figures.close()])
      await keeping.copies.stop()
      await journal.close()
      metal.close()
      hold.release()
    }),
  }
}

/** A second call waits for the first. */
function once(stop: () => Promise<void>): () => Promise<void> {
  let stopping: Promise<void> | null = null
  return () => {
    stopping ??= stop()
    return stopping
  }
}
