import { html } from 'lit'
import type { DeskView } from '#core/contract/desk.ts'
import './ask-before.ts'
import './ask-class.ts'
import './ask-clock.ts'
import './ask-issue.ts'
import './ask-service.ts'
import './ask-where.ts'
import './ask-why.ts'
import './show-keys.ts'
import type { Asking } from '../asking.ts'
import type { CounterWork } from '../counter-work.ts'
import type { Place } from '../places.ts'
import { say } from '../words.ts'
import type { ClassDecision } from './ask-class.ts'
import type { VisitChange } from './ask-service.ts'

const USUAL = {
  park: ['park-papers', 'park-copy', 'park-pay', 'park-form'],
  cancel: ['cancel-wrong', 'cancel-left', 'cancel-twice', 'cancel-test'],
  pick: ['pick-continue', 'pick-frail', 'pick-quick', 'pick-late'],
  pause: ['pause-break', 'pause-meeting', 'pause-lunch', 'pause-machine'],
} as const

/** The question that stands open at the counter; its answer goes to work, and `shut` is called however it ended. */
export function openQuestion(asking: Asking, view: DeskView, work: CounterWork, shut: () => void) {
  const why = (about: keyof typeof USUAL, heading: string, note: string, then: (reason: string) => void) =>
    html`<ask-why
      heading=${heading}
      note=${note}
      .usual=${USUAL[about].map((word) => say(word))}
      @reason=${(event: CustomEvent<string>) => then(event.detail)}
      @close=${shut}
    ></ask-why>`
  switch (asking.about) {
    case 'park':
      return why('park', say('parkAsk', asking.ticket.number), '', (reason) => work.park(asking.ticket, reason))
    case 'cancel':
      return why('cancel', say('cancelAsk', asking.ticket.number), '', (reason) => work.cancel(asking.ticket, reason))
    case 'pick':
      return why('pick', say('pickAsk', asking.ticket.number), say('pickNote'), (reason) =>
        work.pick(asking.ticket, reason),
      )
    case 'pause':
      return why('pause', say('pauseAsk'), '', (reason) => work.pause(reason))
    case 'transfer':
      return html`<ask-where
        .ticket=${asking.ticket}
        .view=${view}
        @place=${(event: CustomEvent<Place>) => work.transfer(asking.ticket, event.detail)}
        @close=${shut}
      ></ask-where>`
    case 'extend':
      return html`<ask-service
        .ticket=${asking.ticket}
        .view=${view}
        @decided=${({ detail }: CustomEvent<VisitChange>) => work.changeVisit(asking.ticket, detail.service, detail.add)}
        @close=${shut}
      ></ask-service>`
    case 'class':
      return html`<ask-class
        .ticket=${asking.ticket}
        .view=${view}
        @decided=${({ detail }: CustomEvent<ClassDecision>) => work.changeClass(asking.ticket, detail.class, detail.reason)}
        @close=${shut}
      ></ask-class>`
    case 'issue':
      return html`<ask-issue .view=${view} .orders=${work.orders} @close=${shut}></ask-issue>`
    case 'before':
      return html`<ask-before
        first=${asking.first || lastCalled(view)}
        second=${asking.second}
        @close=${shut}
      ></ask-before>`
    case 'help':
      return html`<show-keys @close=${shut}></show-keys>`
    case 'clock':
      return html`<ask-clock @close=${shut}></ask-clock>`
    default:
      return asking satisfies never
  }
}

/** The number another counter has called, where this one has none. */
function lastCalled(view: DeskView): string {
  return view.counters.find(({ number }) => number !== null)?.number ?? ''
}
