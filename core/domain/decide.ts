import type { Command } from './commands.ts'
import { counterState, type Queue } from './queue.ts'
import { no, ok } from './result.ts'
import { issueTicket } from './rules/admission.ts'
import {
  bookAppointment,
  cancelAppointment,
  checkIn,
  moveAppointment,
  overdueAppointments,
} from './rules/appointments.ts'
import { automaticCalls, callNext, markNoShow, pickTicket, recall } from './rules/calling.ts'
import { overdueClosures, pauseKiosk, resumeKiosk, resumeService, stopService } from './rules/closures.ts'
import { closeCounter, openCounter, pauseCounter, setAutomatic } from './rules/counters.ts'
import { confirmClock, turnDay } from './rules/days.ts'
import { reportFlood } from './rules/limits.ts'
import { answerHelp, callHelp, endHelp, overdueMessages, showMessage, takeMessage } from './rules/notices.ts'
import { changeSettings, dropPlan, planOffice } from './rules/office.ts'
import { closeCampaign, enterPaper, noteHandedOut, planCampaign, withdrawPaper } from './rules/paper-ratings.ts'
import {
  bringBack,
  cancelTicket,
  changeClass,
  extendVisit,
  finishService,
  overdueParked,
  parkTicket,
  placeTicket,
  resumeTicket,
  shortenVisit,
  transferTicket,
} from './rules/places.ts'
import { explainRating, rateTicket, reportPresses } from './rules/ratings.ts'
import { reportRestore } from './rules/restored.ts'
import { countRoll, startRoll } from './rules/roll.ts'
import { type Decision, whatIf, withHeld } from './rules/shared.ts'
import { recordSlip } from './rules/slips.ts'
import { beginPractice, endPractice, voidTicket } from './rules/unreal.ts'
import { counterHolding } from './ticket.ts'

export type { Decision } from './rules/shared.ts'

/**
 * The rules of the hall: what happens on this command, or why nothing does.
 *
 * Takes everything it needs, time and ids included. When the service day is over, whatever command comes first also turns
 * the day: what was open is closed with its reason and a new day begins, and then the command is decided on that day.
 */
export function decide(command: Command, queue: Queue): Decision {
  const turned = turnDay(queue, command.at)
  const decision = decideOrder(command, whatIf(queue, turned, command.at))
  return decision.ok ? ok([...turned, ...decision.value]) : decision
}

function decideOrder(command: Command, queue: Queue): Decision {
  const { order, at } = command
  if (queue.day === null) return no('day-not-open')
  if (isAnothersPlace(command, queue)) return no('not-your-counter')
  switch (order.type) {
    case 'IssueTicket':
      return issueTicket(order, queue, at)
    case 'VoidTicket':
      return voidTicket(order, queue, at)
    case 'ExtendVisit':
      return extendVisit(order, queue, at)
    case 'ShortenVisit':
      return shortenVisit(order, queue)
    case 'ChangeClass':
      return changeClass(order, queue)
    case 'CallNext':
      return callNext(order.counter, queue, at)
    case 'PickTicket':
      return pickTicket(order, queue, at)
    case 'RecallTicket':
      return withHeld(queue, order, 'recall', (ticket) => recall(ticket, order.counter, queue, at))
    case 'StartService':
      return withHeld(queue, order, 'start', () =>
        ok([{ type: 'ServiceStarted', ticket: order.ticket, counter: order.counter, startedAt: at, presumed: false }]),
      )
    case 'FinishService':
      return finishService(order, queue, at)
    case 'MarkNoShow':
      return markNoShow(order, queue, at)
    case 'BringBack':
      return bringBack(order.ticket, queue, at)
    case 'ParkTicket':
      return parkTicket(order, queue, at)
    case 'ResumeTicket':
      return resumeTicket(order.ticket, queue, at)
    case 'TransferTicket':
      return transferTicket(order, queue, at)
    case 'CancelTicket':
      return cancelTicket(order, queue)
    case 'PlaceTicket':
      return placeTicket(order, queue)
    case 'OpenCounter':
      return openCounter(order, queue)
    case 'PauseCounter':
      return pauseCounter(order, queue)
    case 'CloseCounter':
      return closeCounter(order.counter, queue)
    case 'SetAutomatic':
      return setAutomatic(order, queue)
    case 'StopService':
      return stopService(order, queue, at)
    case 'ResumeService':
      return resumeService(order, queue)
    case 'PauseKiosk':
      return pauseKiosk(order, queue)
    case 'ResumeKiosk':
      return resumeKiosk(order, queue)
    case 'ReportFlood':
      return reportFlood(order, queue, at)
    case 'BeginPractice':
      return beginPractice(queue)
    case 'EndPractice':
      return endPractice(queue)
    case 'StartRoll':
      return startRoll(order, queue)
    case 'CountRoll':
      return countRoll(order, queue, at)
    case 'BookAppointment':
      return bookAppointment(order, queue, at)
    case 'MoveAppointment':
      return moveAppointment(order, queue, at)
    case 'CancelAppointment':
      return cancelAppointment(order, queue)
    case 'CheckIn':
      return checkIn(order, queue, at)
    case 'RateTicket':
      return rateTicket(order, queue, at)
    case 'ExplainRating':
      return explainRating(order, queue)
    case 'ReportPresses':
      return reportPresses(order, queue, at)
    case 'PlanCampaign':
      return planCampaign(order, queue)
    case 'NoteHandedOut':
      return noteHandedOut(order, queue)
    case 'CloseCampaign':
      return closeCampaign(order, queue)
    case 'EnterPaper':
      return enterPaper(order, queue)
    case 'WithdrawPaper':
      return withdrawPaper(order, queue)
    case 'PrintCopy':
      if (!queue.tickets.get(order.ticket)) return no('unknown-ticket')
      return ok([{ type: 'SlipCopyOrdered', ticket: order.ticket }])
    case 'RecordSlip':
      return recordSlip(order, queue)
    case 'ShowMessage':
      return showMessage(order, queue, at)
    case 'TakeMessage':
      return takeMessage(order, queue)
    case 'CallHelp':
      return callHelp(order, queue)
    case 'AnswerHelp':
      return answerHelp(order, queue)
    case 'EndHelp':
      return endHelp(order, command.by, queue)
    case 'KeepTime':
      return keepTime(queue, at)
    case 'ReportClock':
      if (order.suspect === queue.clockSuspect) return ok([])
      return ok([{ type: order.suspect ? 'ClockSuspected' : 'ClockTrusted', wallAt: order.wallAt }])
    case 'ConfirmClock':
      return confirmClock(order.wallAt, queue)
    case 'ChangeOffice':
      return changeSettings(order, queue, at)
    case 'PlanOffice':
      return planOffice(order, queue)
    case 'DropPlan':
      return dropPlan(order, queue)
    case 'ReportRestore':
      return reportRestore(order.restore, queue, at)
    case 'NoteAct':
      return ok([{ type: 'ActNoted', act: order.act }])
    default:
      return order satisfies never
  }
}

/** What time alone brings: places that ran out, closures that are over, idle counters that call by themselves. */
function keepTime(queue: Queue, at: number): Decision {
  const over = [
    ...overdueParked(queue, at),
    ...overdueAppointments(queue, at),
    ...overdueClosures(queue, at),
    ...overdueMessages(queue, at),
  ]
  return ok([...over, ...automaticCalls(whatIf(queue, over, at), at)])
}

/**
 * An officer acts at the counter he or she has opened, and ends no ticket that stands before somebody else. Decided here and not
 * at the door: a take-over in the same breath counts, and a retry after one still hears its first answer.
 */
function isAnothersPlace({ by, order }: Command, queue: Queue): boolean {
  if (by.role !== 'officer' || order.type === 'OpenCounter') return false
  const ticket = order.type === 'CancelTicket' ? queue.tickets.get(order.ticket) : undefined
  const counter = ticket ? counterHolding(ticket) : 'counter' in order ? order.counter : null
  if (counter === null) return false
  const state = counterState(queue, counter)
  return state.state !== 'closed' && state.staff !== by.id
}
