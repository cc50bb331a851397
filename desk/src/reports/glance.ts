import { html, nothing, type TemplateResult } from 'lit'
import type { Figures, Report } from '#core/contract/reports.ts'
import { span } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { clock, percent, shareOf, whole } from './figures.ts'
import { say } from './words.ts'

/** The figures a leader looks at first, each beside what it was in the period before. */
export function glance({ total, thresholdMs, appointments }: Report, before: Figures | null): TemplateResult {
  const noShows = (figures: Figures) => percent(shareOf(figures.states['no-show'], figures))
  const rows: [string, (figures: Figures) => string, (figures: Figures) => number | null][] = [
    [say('arrivals'), ({ arrivals }) => whole(arrivals), ({ arrivals }) => arrivals],
    [say('served'), ({ states }) => whole(states.served), ({ states }) => states.served],
    [say('waitMedian'), ({ waitMedianMs }) => clock(waitMedianMs), ({ waitMedianMs }) => waitMedianMs],
    [say('waitP90'), ({ waitP90Ms }) => clock(waitP90Ms), ({ waitP90Ms }) => waitP90Ms],
    [
      say('over', span(thresholdMs, language.now)),
      (figures) => percent(figures.overThresholdShare),
      (figures) => figures.overThresholdShare,
    ],
    [say('noShow'), noShows, (figures) => shareOf(figures.states['no-show'], figures)],
    [say('service'), (figures) => clock(figures.serviceMedianMs), (figures) => figures.serviceMedianMs],
    [say('occupancy'), ({ occupancy }) => percent(occupancy), ({ occupancy }) => occupancy],
    [say('satisfied'), (figures) => percent(figures.satisfiedShare), (figures) => figures.satisfiedShare],
  ]
  return html`<dl class="figures">
    ${rows.map(
      ([name, text, value]) => html`<div>
        <dt>${name}</dt>
        <dd>${text(total)}</dd>
        ${before && before.arrivals > 0 ? html`<dd class="was">${arrow(value(total), value(before))} ${say('before', text(before))}</dd>` : nothing}
      </div>`,
    )}
    ${
      appointments && appointments.booked > 0
        ? html`<div>
            <dt>${say('appointments')}</dt>
            <dd class="was">
              ${say('appointmentsTold', whole(appointments.booked), whole(appointments.come), whole(appointments.released))}
            </dd>
          </div>`
        : nothing
    }
  </dl>`
}

/** Up or down, told in a word as well; nearer than a twentieth is the same. */
function arrow(now: number | null, before: number | null) {
  if (now === null || before === null || Math.abs(now - before) <= Math.abs(before) / 20) return nothing
  return now > before
    ? html`<span aria-label=${say('more')} role="img">▲</span>`
    : html`<span aria-label=${say('less')} role="img">▼</span>`
}
