import type { TriedRule } from '#core/contract/try-rule.ts'

type Language = 'vi' | 'en'
type Figures = TriedRule['real']

const WORDS = {
  vi: {
    columns: ['', 'Thực tế', 'Chạy lại, luật cũ', 'Chạy lại, thử', 'Khác biệt'],
    people: 'Số đã cấp',
    served: 'Đã phục vụ',
    stillWaiting: 'Còn chờ cuối ngày',
    mean: 'Chờ trung bình',
    median: 'Chờ trung vị',
    p90: '9/10 người chờ dưới',
    longest: 'Chờ lâu nhất',
    overtakes: 'Số lần bị vượt',
    worst: 'Một người bị vượt nhiều nhất',
    ended: 'Người cuối xong lúc',
    byClass: 'Chờ trung bình · lâu nhất theo diện',
    byService: 'Chờ trung bình · lâu nhất theo lĩnh vực',
    chart: 'Chờ trung bình (phút):  ░ luật cũ  █ thử',
    honest: (gap: string, picks: number) =>
      `Chạy lại ngày này theo đúng luật cũ thì trung bình lệch thực tế ${gap}. Hãy so cột “thử” với cột “luật cũ”.` +
      (picks > 0 ? `\nNgày này có ${picks} lần gọi ngoài thứ tự; khi chạy lại, ai cũng được gọi theo thứ tự.` : ''),
    minutes: (n: number) => `${n} phút`,
  },
  en: {
    columns: ['', 'As it was', 'Replay, own rules', 'Replay, tried', 'Difference'],
    people: 'Numbers given',
    served: 'Served',
    stillWaiting: 'Still waiting at the end',
    mean: 'Mean wait',
    median: 'Median wait',
    p90: '9 of 10 waited less than',
    longest: 'Longest wait',
    overtakes: 'Times overtaken, all',
    worst: 'Overtaken most, one person',
    ended: 'The last one was done at',
    byClass: 'Mean · longest wait by class',
    byService: 'Mean · longest wait by service',
    chart: 'Mean wait (minutes):  ░ own rules  █ tried',
    honest: (gap: string, picks: number) =>
      `Replayed under its own rules, the day’s mean wait differs from what really was by ${gap}. Compare “tried” with “own rules”.` +
      (picks > 0 ? `\n${picks} calls were out of order on that day; a replay calls everybody in order.` : ''),
    minutes: (n: number) => `${n} min`,
  },
} as const

/** The result of a trial as a table and a chart of letters. */
export function triedTable(result: TriedRule, language: Language, timeZone: string): string {
  const words = WORDS[language]
  const rows: string[][] = [[...words.columns]]
  const row = (name: string, of: (one: Figures) => number | null, shown: (n: number) => string) => {
    const [real, own, tried] = [result.real, result.own, result.tried].map(of) as [
      number | null,
      number | null,
      number | null,
    ]
    const cells = [real, own, tried].map((n) => (n === null ? '–' : shown(n)))
    const difference = own === null || tried === null ? '' : signed(tried - own, shown)
    rows.push([name, ...cells, difference])
  }
  const minutes = (ms: number) => words.minutes(Math.round(ms / 60_000))
  row(words.people, (one) => one.people, String)
  row(words.served, (one) => one.served, String)
  row(words.stillWaiting, (one) => one.stillWaiting, String)
  row(words.mean, (one) => one.waits.meanMs, minutes)
  row(words.median, (one) => one.waits.medianMs, minutes)
  row(words.p90, (one) => one.waits.p90Ms, minutes)
  row(words.longest, (one) => one.waits.longestMs, minutes)
  row(words.overtakes, (one) => one.overtakes.count, String)
  row(words.worst, (one) => one.overtakes.worst?.times ?? 0, String)
  rows.push([words.ended, ...[result.real, result.own, result.tried].map((one) => clock(one.endedAt, timeZone)), ''])
  const { classes, services } = result.names
  const gap = minutes(Math.abs((result.own.waits.meanMs ?? 0) - (result.real.waits.meanMs ?? 0)))
  return [
    inColumns(rows),
    grouped(words.byClass, (one) => one.classes, classes, result, language),
    grouped(words.byService, (one) => one.services, services, result, language),
    chart(words.chart, result, language),
    words.honest(gap, result.picks),
  ].join('\n\n')
}

function grouped(
  heading: string,
  groups: (one: Figures) => Figures['classes'],
  names: TriedRule['names']['classes'],
  result: TriedRule,
  language: Language,
): string {
  const rows = groups(result.own).flatMap(({ id, people }) => {
    if (people === 0) return []
    const cells = [result.real, result.own, result.tried].map((one) => {
      const group = groups(one).find((other) => other.id === id)
      return `${inMinutes(group?.meanMs)} · ${inMinutes(group?.longestMs)}`
    })
    return [[`${names[id]?.[language] ?? id} (${people})`, ...cells, '']]
  })
  return `${heading}\n${inColumns([[...WORDS[language].columns.slice(0, 4), ''], ...rows])}`
}

const CHART_WIDTH = 48

function chart(heading: string, { own, tried, names }: TriedRule, language: Language): string {
  const bars = [
    ...own.classes.map((one) => ({
      ...one,
      name: names.classes[one.id],
      to: tried.classes.find(({ id }) => id === one.id),
    })),
    ...own.services.map((one) => ({
      ...one,
      name: names.services[one.id],
      to: tried.services.find(({ id }) => id === one.id),
    })),
  ].filter(({ people }) => people > 0)
  const most = Math.max(1, ...bars.flatMap((one) => [one.meanMs ?? 0, one.to?.meanMs ?? 0]))
  const width = Math.max(0, ...bars.map(({ name, id }) => (name?.[language] ?? id).length))
  const bar = (ms: number | null | undefined, letter: string) =>
    `${letter.repeat(Math.round(((ms ?? 0) / most) * CHART_WIDTH))} ${inMinutes(ms)}`
  const lines = bars.flatMap((one) => [
    `${(one.name?.[language] ?? one.id).padEnd(width)}  ${bar(one.meanMs, '░')}`,
    `${' '.repeat(width)}  ${bar(one.to?.meanMs, '█')}`,
  ])
  return [heading, ...lines].join('\n')
}

function inColumns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)))
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function signed(n: number, shown: (n: number) => string): string {
  const text = shown(Math.abs(n))
  if (text === shown(0)) return '='
  return `${n > 0 ? '+' : '−'}${text}`
}

function inMinutes(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? '–' : String(Math.round(ms / 60_000))
}

function clock(at: number | null, timeZone: string): string {
  if (at === null) return '–'
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at)
}
