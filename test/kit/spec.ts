import { suite } from 'uvu'

/**
 * The one door to uvu: a spec declares its tests and runs them, so that a forgotten `.run()` cannot pass for green.
 *
 * Every body races against a limit and fails by its own name; what keeps the process open after the last test is
 * named and fails the file. `skip` needs a reason, and the reason is printed.
 *
 *     spec('numbering', ({ test }) => {
 *       test('starts each series at 001', () => { … })
 *     })
 */
export function spec(name: string, declare: (tools: Tools) => void): void {
  const uvu = suite(name)
  let declared = 0
  declare({
    test(title, body, limitMs = 60_000) {
      declared++
      uvu(title, async () => {
        await withinLimit(`${name} › ${title}`, limitMs, body).catch(plainly)
        passed++
      })
    },
    skip(title, reason) {
      declared++
      console.log(`skipped: ${name} › ${title}: ${reason}`)
      passed++
      uvu.skip(title)
    },
    before: (body) => uvu.before(() => withinLimit(`${name} › before`, 120_000, body).catch(aloud)),
    after: (body) => uvu.after(() => withinLimit(`${name} › after`, 60_000, body)),
    beforeEach: (body) => uvu.before.each(() => withinLimit(`${name} › before each`, 60_000, body)),
    afterEach: (body) => uvu.after.each(() => withinLimit(`${name} › after each`, 60_000, body)),
  })
  open += declared
  if (declared === 0) throw new Error(`spec "${name}" declares no test`)
  running++
  uvu.after(() => {
    if (--running === 0) watchForOpenThings()
  })
  uvu.run()
}

type Body = () => unknown | Promise<unknown>

interface Tools {
  test(title: string, body: Body, limitMs?: number): void
  /** Declares a test that cannot run here; the reason is printed. */
  skip(title: string, reason: string): void
  before(body: Body): void
  after(body: Body): void
  beforeEach(body: Body): void
  afterEach(body: Body): void
}

let running = 0
// Tests declared, and those that came to a good end or said why they could not run: at the end the two must be equal.
let open = 0
let passed = 0

// uvu draws a difference of the two values, and dies silently, green, on values it cannot draw (a Buffer beside a Uint8Array).
function plainly(error: unknown): never {
  if (!(error instanceof Error)) throw new Error(`thrown, but not an error: ${String(error)}`)
  const plain = new Error(error.message)
  plain.stack = error.stack ?? error.message
  throw plain
}

// What fails before the first test uvu keeps to itself.
function aloud(error: unknown): never {
  console.error(error)
  throw error
}

process.on('exit', (code) => {
  if (code === 0 && passed !== open) {
    console.error(`${open} tests were declared, but only ${passed} came to a good end`)
    process.exitCode = 1
  }
})

// Where the processor itself is emulated (npm run test:hardware) every limit is stretched by this.
const patience = Number(process.env.LUOT_PATIENCE ?? 1)

async function withinLimit(what: string, usualMs: number, body: Body): Promise<void> {
  const limitMs = usualMs * patience
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not finished after ${limitMs} ms`)), limitMs)
  })
  try {
    await Promise.race([body(), limit])
  } finally {
    clearTimeout(timer)
  }
}

// uvu waits for ever on an open socket; a file that leaves one behind must say which and fail.
function watchForOpenThings(): void {
  setTimeout(() => {
    console.error(`left open after the last test: ${process.getActiveResourcesInfo().join(', ')}`)
    process.exit(1)
  }, 4_000).unref()
}
