import type { DayReport } from '#core/contract/report.ts'
import type { Happened } from '#core/domain/events.ts'

/** The day in a table, as it would hang in the leader's room. */
export function dayTable(report: DayReport, history: readonly Happened[]): string {
  const head = ['service', 'issued', 'served', 'no-show', 'cancelled', 'wait mean', 'median', 'p90', 'service mean']
  const rows = report.services.map((service) => [
    service.name.vi,
    String(service.issued),
    String(service.served),
    String(service.noShow),
    String(service.cancelled),
    minutes(service.waitMeanMs),
    minutes(service.waitMedianMs),
    minutes(service.waitP90Ms),
    minutes(service.serviceMeanMs),
  ])
  const { states } = report
  const all = [
    'all',
    String(report.issued),
    String(states.served),
    String(states['no-show']),
    String(states.cancelled),
    minutes(report.waitMeanMs),
    minutes(report.waitMedianMs),
    minutes(report.waitP90Ms),
    minutes(report.serviceMeanMs),
  ]
  return [table([head, ...rows, all]), '', ...lines(report, history)].join('\n')
}

function lines(report: DayReport, history: readonly Happened[]): string[] {
  const { states, ratings } = report
  const open = states.waiting + states.called + states.serving + states.parked
  const levels = ratings.levels?.map(({ name, count }) => `${name.vi} ${count}`).join(', ')
  const overtaken = history.flatMap(({ event }) =>
    event.type === 'TicketCalled' && event.why.how === 'in-order' && event.why.overtaken > 0
      ? [event.why.overtaken]
      : [],
  )
  const count = (type: Happened['event']['type']) => history.filter(({ event }) => event.type === type).length
  return [
    `ratings    ${ratings.answers} of ${states.served} served${levels ? `: ${levels}` : ''}; ${ratings.unlinked} without a ticket`,
    `overtakes  ${overtaken.length} calls went before someone who came earlier, at most ${Math.max(0, ...overtaken)} of them`,
    `by hand    ${report.picked.length} picked with a reason, ${report.transfers} transferred, ${count('TicketParked')} parked, ` +
      `${count('TicketBroughtBack')} brought back, ${report.recalls} recalls`,
    `counters   ${report.counters.map(({ label, served }) => `${label}: ${served}`).join('   ')}   (served)`,
    ...(open > 0 ? [`unfinished ${open} when the lights went out`] : []),
  ]
}

/** Columns as wide as their widest word; the first leans left, figures lean right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? '')))) ?? []
  const told = rows.map((row) => {
    const cells = row.map((cell, column) => {
      const room = ' '.repeat((widths[column] ?? 0) - width(cell))
      return column === 0 ? cell + room : room + cell
    })
    return `  ${cells.join('  ')}`.trimEnd()
  })
  const rule = `  ${widths.map((wide) => '─'.repeat(wide)).join('──')}`
  return [told[0], rule, ...told.slice(1, -1), rule, told.at(-1)].join('\n')
}

// Letters with their marks may be several code points and are one column.
function width(text: string): number {
  return [...text.normalize('NFC')].length
}

function minutes(ms: number | null): string {
  if (ms === null) return '–'
  return `${(ms / 60_000).toFixed(1)} min`
}
