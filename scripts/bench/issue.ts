import { randomUUID } from 'node:crypto'
import { demoOffice } from '#server/settings/demo-office.ts'
import { type Figure, figureOf, ratiosOf } from './figures.ts'
import { cpuMs, furnished, newFolder, type SlowerSyncMs, startBare, startHub } from './servers.ts'
import { openWire, type Wire } from './wire.ts'

export interface IssueResult {
  readonly atOnce: number
  /** Durable tickets a second. */
  readonly hub: Figure
  readonly bare: Figure
  readonly ratio: Figure
  readonly hubP99Ms: number
  readonly bareP99Ms: number
  /** What one ticket costs the server's processor, which other programs on the machine hardly change. */
  readonly hubCpuMs: number
  readonly bareCpuMs: number
}

// Short turns, many of them: what else the machine does falls on both alike.
const ROUNDS = 24
const ROUND_MS = 300
const WARM_MS = 1_500

/** Numbers taken over HTTP by so many askers at once, each asking again as soon as it is answered. */
export async function benchIssue(atOnce: number, slower: SlowerSyncMs = 0): Promise<IssueResult> {
  const { folder } = await furnished()
  const hub = await startHub(folder, slower)
  const bare = await startBare(newFolder(), slower)
  try {
    const onHub = await asker(hub.port, atOnce, issueTicket)
    const onBare = await asker(bare.port, atOnce, insertOne)
    // Both warm: compiled, connected, the journal file grown.
    await onHub(WARM_MS)
    await onBare(WARM_MS)
    const cpuBefore = { hub: cpuMs(hub.pid), bare: cpuMs(bare.pid) }
    const rounds = { hub: [] as Round[], bare: [] as Round[] }
    for (let round = 0; round < ROUNDS; round++) {
      const turns: (() => Promise<unknown>)[] = [
        async () => rounds.hub.push(await onHub(ROUND_MS)),
        async () => rounds.bare.push(await onBare(ROUND_MS)),
      ]
      // Each goes first every other time.
      for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn()
    }
    const cpu = (pid: number, before: number, list: readonly Round[]) =>
      (cpuMs(pid) - before) / list.reduce((sum, { latencies }) => sum + latencies.length, 0)
    const rates = (list: readonly Round[]) => list.map(({ perSecond }) => perSecond)
    const p99 = (list: readonly Round[]) => {
      const all = list.flatMap(({ latencies }) => latencies).sort((a, b) => a - b)
      return all[Math.floor(all.length * 0.99)] ?? Number.NaN
    }
    return {
      atOnce,
      hub: figureOf(rates(rounds.hub)),
      bare: figureOf(rates(rounds.bare)),
      ratio: ratiosOf(rates(rounds.hub), rates(rounds.bare)),
      hubP99Ms: p99(rounds.hub),
      bareP99Ms: p99(rounds.bare),
      hubCpuMs: cpu(hub.pid, cpuBefore.hub, rounds.hub),
      bareCpuMs: cpu(bare.pid, cpuBefore.bare, rounds.bare),
    }
  } finally {
    await hub.stop()
    await bare.stop()
  }
}

interface Round {
  readonly perSecond: number
  readonly latencies: number[]
}

async function asker(port: number, atOnce: number, one: (wire: Wire, n: number) => Promise<void>) {
  const wires = await Promise.all(Array.from({ length: atOnce }, () => openWire(port)))
  let n = 0
  return async (forMs: number): Promise<Round> => {
    const began = performance.now()
    const latencies: number[] = []
    await Promise.all(
      wires.map(async (wire) => {
        while (performance.now() - began < forMs) {
          const sent = performance.now()
          await one(wire, n++)
          latencies.push(performance.now() - sent)
        }
      }),
    )
    return { perSecond: latencies.length / ((performance.now() - began) / 1_000), latencies }
  }
}

function bodyOf(n: number) {
  const service = demoOffice.services[n % demoOffice.services.length]?.id
  return { ticket: randomUUID(), service, class: 'ordinary' }
}

async function issueTicket(wire: Wire, n: number): Promise<void> {
  const body = bodyOf(n)
  const answer = await wire.send('POST', '/api/issue-ticket', body, { 'idempotency-key': body.ticket })
  if (answer.status !== 200) throw new Error(`no ticket: ${answer.text}`)
}

async function insertOne(wire: Wire, n: number): Promise<void> {
  const body = bodyOf(n)
  const answer = await wire.send('POST', '/insert', body, { 'idempotency-key': body.ticket })
  if (answer.status !== 200) throw new Error(`not inserted: ${answer.text}`)
}
