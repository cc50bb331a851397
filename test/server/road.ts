import assert from 'node:assert/strict'
import { emptyQueue, type Queue } from '#core/domain/queue.ts'
import { createHubClock } from '#server/clock.ts'
import type { Journal } from '#server/journal/journal.ts'
import { memoryJournal } from '#server/journal/memory.ts'
import { NotWritten, openRoad, type Reaction, type Road, replay, type Sent } from '#server/road.ts'
import { handClock } from '../kit/machine.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import { MORNING } from '../kit/trade.ts'

const kiosk = { role: 'kiosk', id: 'kiosk-1' } as const
const take = (id: string, ticket = `ticket-${id}`, service = 'chung-thuc'): Sent => ({
  id,
  by: kiosk,
  order: {
    type: 'IssueTicket',
    ticket,
    service,
    class: 'ordinary',
    origin: 'kiosk',
    device: 'kiosk-1',
    procedure: null,
  },
})

function open(
  journal: Journal = memoryJournal(),
  reactions: Reaction[] = [],
  queue: Queue = emptyQueue(testOffice),
): Road {
  return openRoad({
    queue,
    journal,
    clock: createHubClock(handClock(MORNING), queue.lastAt, 0),
    boot: 'boot',
    reactions,
    onBug: (error) => {
      throw error
    },
    onDisk: () => undefined,
  })
}

spec('the road', ({ test }) => {
  test('answers after the journal holds it, and tells afterwards', async () => {
    const steps: string[] = []
    const journal = memoryJournal()
    const slow: Journal = {
      ...journal,
      async append(records, answers) {
        const head = await journal.append(records, answers)
        steps.push('written')
        return head
      },
    }
    const road = open(slow, [() => steps.push('told')])
    await road.send(take('one')).then(() => steps.push('answered'))
    assert.deepEqual(steps, ['written', 'told', 'answered'])
  })

  test('gives the same id the same answer, and one ticket (I5)', async () => {
    const road = open()
    const first = await road.send(take('one'))
    const [second, third] = await Promise.all([road.send(take('one')), road.send(take('one'))])
    assert.deepEqual(second, first)
    assert.deepEqual(third, first)
    assert.equal(road.queue().issued, 1)
  })

  test('gives twins in one batch one ticket', async () => {
    const road = open()
    const [first, second] = await Promise.all([road.send(take('one')), road.send(take('one'))])
    assert.deepEqual(first, second)
    assert.equal(road.queue().issued, 1)
  })

  test('refuses the same id with another body, or from somebody else', async () => {
    const road = open()
    await road.send(take('one'))
    assert.deepEqual(await road.send(take('one', 'another-ticket')), { kind: 'other-body' })
    assert.deepEqual(await road.send({ ...take('one'), by: { role: 'kiosk', id: 'kiosk-2' } }), { kind: 'other-body' })
  })

  test('remembers a refusal too: the same press later hears the same', async () => {
    const road = open()
    const next: Sent = { id: 'next', by: kiosk, order: { type: 'CallNext', counter: 'quay-2' } }
    assert.deepEqual(await road.send(next), { kind: 'refused', why: 'counter-closed' })
    await road.send({
      id: 'open',
      by: kiosk,
      order: { type: 'OpenCounter', counter: 'quay-2', staff: 'an', staffName: 'An', takeOver: false },
    })
    assert.deepEqual(await road.send(next), { kind: 'refused', why: 'counter-closed' })
  })

  test('answers the same across a restart, from the journal alone (I4, I5)', async () => {
    const journal = memoryJournal()
    const before = open(journal)
    const first = await before.send(take('one'))
    await before.send(take('two'))
    const queue = await replay(journal, testOffice)
    assert.equal(queue.issued, 2)
    const after = open(journal, [], queue)
    assert.deepEqual(await after.send(take('one')), first)
    await after.send(take('three'))
    assert.equal(after.queue().lastNumber.H, 3)
  })

  test('writes what waited together in one commit, each on the one before', async () => {
    const journal = memoryJournal()
    const commits: number[] = []
    const counting: Journal = {
      ...journal,
      append: (records, answers) => {
        commits.push(answers.length)
        return journal.append(records, answers)
      },
    }
    const road = open(counting)
    await Promise.all(Array.from({ length: 64 }, (_, i) => road.send(take(`c${i}`))))
    assert.equal(road.queue().lastNumber.H, 64)
    assert.deepEqual(commits, [64])
  })

  test('forgets everything of a commit the disk refused, and goes on when it can (I4, I20)', async () => {
    const journal = memoryJournal()
    let broken = false
    const failing: Journal = {
      ...journal,
      append: async (records, answers) => {
        if (broken) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
        return journal.append(records, answers)
      },
    }
    const road = open(failing)
    await road.send(take('one'))
    broken = true
    const lost = await Promise.allSettled([road.send(take('two')), road.send(take('three'))])
    for (const one of lost) assert.ok(one.status === 'rejected' && one.reason instanceof NotWritten)
    assert.equal(road.queue().issued, 1)
    broken = false
    await road.send(take('two'))
    assert.equal(
      road.queue().lastNumber.H,
      2,
      'the number that was never acknowledged is given now, and no gap is left',
    )
  })

  test('lets a reaction fail without harm to the answer or to the next reaction', async () => {
    const told: string[] = []
    const bugs: unknown[] = []
    const road = openRoad({
      queue: emptyQueue(testOffice),
      journal: memoryJournal(),
      clock: createHubClock(handClock(MORNING), 0, 0),
      boot: 'boot',
      reactions: [
        () => {
          throw new Error('paper jam in the code')
        },
        () => told.push('second'),
      ],
      onBug: (error) => bugs.push(error),
      onDisk: () => undefined,
    })
    assert.equal((await road.send(take('one'))).kind, 'done')
    assert.deepEqual(told, ['second'])
    assert.equal(bugs.length, 1)
  })
})

spec('the hub’s clock', ({ test }) => {
  test('never runs back, and follows a wall clock that jumps ahead', () => {
    const machine = handClock(MORNING)
    const clock = createHubClock(machine, 0, 0)
    const start = clock.now()
    machine.jump(3_600_000)
    assert.equal(clock.now(), start + 3_600_000)
    machine.jump(-7_200_000)
    machine.pass(1_000)
    assert.equal(clock.now(), start + 3_601_000, 'hub time runs on steadily')
    assert.ok(clock.suspect())
  })
  test('starts behind the last record only if nobody could tell, and is suspect', () => {
    const clock = createHubClock(handClock(MORNING - 86_400_000), MORNING, 0)
    assert.equal(clock.now(), MORNING)
    assert.ok(clock.suspect())
  })
  test('is trusted again when the wall clock has caught up', () => {
    const machine = handClock(MORNING)
    const clock = createHubClock(machine, 0, 0)
    machine.jump(-10_000)
    assert.ok(clock.suspect())
    machine.jump(10_000)
    assert.equal(clock.suspect(), false)
  })
  test('is suspect before the program was built', () => {
    assert.ok(createHubClock(handClock(1_000), 0, MORNING).suspect())
  })
  test('a nudge of the network clock is no suspicion', () => {
    const machine = handClock(MORNING)
    const clock = createHubClock(machine, 0, 0)
    machine.jump(-900)
    assert.equal(clock.suspect(), false)
  })
})
