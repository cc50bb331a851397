import { appendByHand } from '../acts-by-hand.ts'
import { CannotStart } from '../config.ts'
import { holdFolder } from '../journal/hold.ts'
import { openDatabase } from '../journal/open-database.ts'
import { sqliteJournal } from '../journal/sqlite.ts'
import { staffOf } from './staff.ts'

/**
 * Hands an administrator a new PIN where nobody can sign in to do it: at the machine itself, while the hub is stopped. Noted in the
 * journal like every other, as done by the hub's own machine.
 */
export async function rescueAdmin(folder: string, id: string, wall: number): Promise<{ pin: string; untilAt: number }> {
  const hold = holdFolder(folder)
  const database = openDatabase(folder)
  const journal = sqliteJournal(database)
  try {
    const staff = staffOf(database, () => performance.now())
    const admins = staff.list().filter(({ role }) => role === 'admin')
    const member = admins.find((one) => one.id === id)
    if (!member) {
      const names = admins.map((one) => `${one.id} (${one.name})`).join(', ') || 'none; start the hub for a setup code'
      throw new CannotStart(`"${id}" is no administrator here. There are: ${names}.`)
    }
    const act = { about: 'person', id, did: 'rescued', before: null, after: null } as const
    const { at } = await appendByHand(journal, 'rescue', act, wall)
    return await staff.handPin(member, at)
  } finally {
    await journal.close()
    hold.release()
  }
}
