import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Restore } from '#core/domain/events.ts'
import type { Queue } from '#core/domain/queue.ts'
import { CannotStart } from '../config.ts'
import type { Road } from '../road.ts'
import { NOTE, readNote } from './restore.ts'

/**
 * Tells the hall of a restore before the doors open: it is written down, numbers leap, every desk shows it. The note goes only then;
 * told a second time after a power cut, it is known.
 */
export async function tellRestore(road: Road, dataFolder: string): Promise<Restore | null> {
  const restore = readNote(dataFolder)
  if (restore === null) return null
  const outcome = await road.send({
    id: null,
    by: { role: 'hub', id: 'hub' },
    order: { type: 'ReportRestore', restore },
  })
  if (outcome.kind !== 'done') {
    throw new CannotStart(
      `The restore could not be written down (${outcome.kind}). Start again; nothing was given out.`,
    )
  }
  rmSync(join(dataFolder, NOTE))
  return restore
}

/** What the console says of it, in both languages. */
export function restoredText(restore: Restore, { restored, lastNumber }: Queue, aside: string | null): string {
  const { copy, lastSeq } = restore
  const lost = restored?.lost ?? null
  const made = new Date(copy.madeAt).toISOString().slice(0, 16).replace('T', ' ')
  const [mat, gone] =
    lost === null
      ? ['không rõ có bản ghi nào sau đó', 'whether anything was written after it, nobody knows']
      : lost === 0
        ? ['không mất bản ghi nào', 'nothing is lost']
        : [`mất ${lost} bản ghi sau đó`, `the ${lost} records after it are lost`]
  return [
    '',
    `  Máy chủ chạy tiếp từ bản sao lúc ${made} UTC, đến bản ghi ${lastSeq}; ${mat}.`,
    `  The hub went on from the copy of ${made} UTC, up to record ${lastSeq}; ${gone}.`,
    `  Số cuối mỗi dãy · last number of each series: ${
      Object.entries(lastNumber)
        .map(([series, seq]) => `${series}${seq}`)
        .join(', ') || '–'
    }`,
    ...(aside === null ? [] : [`  Dữ liệu hỏng được giữ ở · the damaged data is kept in: ${aside}`]),
    '',
  ].join('\n')
}
