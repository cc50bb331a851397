import { setTimeout as wait } from 'node:timers/promises'
import { type Figure, figureOf, ratiosOf } from './figures.ts'
import { furnished, newFolder, residentMb, type Server, startBare, startHub } from './servers.ts'

export interface StartResult {
  readonly hubMs: Figure
  readonly bareMs: Figure
  readonly ratioMs: Figure
  readonly hubCpuMs: Figure
  readonly bareCpuMs: Figure
  readonly ratioCpu: Figure
  readonly hubMb: Figure
  readonly bareMb: Figure
  readonly ratioMb: Figure
  /** The very first start, which furnishes the office. */
  readonly firstMs: number
}

const ROUNDS = 9
const IDLE_MS = 1_200

/** From the start of the process to its first answer, and the memory it holds when nobody asks it anything. */
export async function benchStart(): Promise<StartResult> {
  const first = await startHub(newFolder())
  await first.stop()
  const { folder } = await furnished()
  const other = newFolder()
  const hub: Start[] = []
  const bare: Start[] = []
  // Once each unmeasured: the files lie in the page cache from then on.
  await started(() => startHub(folder))
  await started(() => startBare(other))
  for (let round = 0; round < ROUNDS; round++) {
    hub.push(await started(() => startHub(folder)))
    bare.push(await started(() => startBare(other)))
  }
  const ms = (list: readonly Start[]) => list.map((one) => one.ms)
  const cpu = (list: readonly Start[]) => list.map((one) => one.cpuMs)
  const mb = (list: readonly Start[]) => list.map((one) => one.mb)
  return {
    hubMs: figureOf(ms(hub)),
    bareMs: figureOf(ms(bare)),
    ratioMs: ratiosOf(ms(hub), ms(bare)),
    hubCpuMs: figureOf(cpu(hub)),
    bareCpuMs: figureOf(cpu(bare)),
    ratioCpu: ratiosOf(cpu(hub), cpu(bare)),
    hubMb: figureOf(mb(hub)),
    bareMb: figureOf(mb(bare)),
    ratioMb: ratiosOf(mb(hub), mb(bare)),
    firstMs: first.startMs,
  }
}

interface Start {
  readonly ms: number
  readonly cpuMs: number
  readonly mb: number
}

async function started(start: () => Promise<Server>): Promise<Start> {
  const server = await start()
  await wait(IDLE_MS)
  const mb = residentMb(server.pid)
  await server.stop()
  return { ms: server.startMs, cpuMs: server.startCpuMs, mb }
}
