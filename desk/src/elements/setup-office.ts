import { html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { language } from '#web/words/language.ts'
import { tell } from '#web/words/words.ts'
import { holidayIn, whyNotHoliday, withHoliday, withOffice } from '../setup/draft.ts'
import { isTicked, SetupPart, written } from '../setup/setup-part.ts'
import {
  FIXED_HOLIDAYS,
  type Hours,
  MOVING_HOLIDAYS,
  type MovingHoliday,
  sessionsOf,
  USUAL_WEEK,
  type Week,
  weekOf,
  withFixed,
} from '../setup/week.ts'
import { say } from '../setup/words.ts'

/** The second step: what the office is called, and when it gives numbers. */
@customElement('setup-office')
export class SetupOffice extends SetupPart {
  override render() {
    const { name, timeZone } = this.draft.office
    return html`<div class="stack">
      <div class="two">
        ${(['vi', 'en'] as const).map(
          (tongue) => html`<div>
            <label for="name-${tongue}">${say(tongue === 'vi' ? 'nameVi' : 'nameEn')}</label>
            <input
              id="name-${tongue}"
              lang=${tongue}
              maxlength="120"
              autocomplete="organization"
              .value=${name[tongue]}
              @input=${(event: Event) => this.change(withOffice(this.draft, { name: { ...name, [tongue]: written(event) } }))}
            />
          </div>`,
        )}
      </div>
      <p class="soft">${say('zone')}: ${timeZone}</p>
      <div class="two">${this.hours()} ${this.holidays()}</div>
    </div>`
  }

  private hours() {
    const { calendar } = this.draft.office
    const week = weekOf(calendar.sessions)
    const isAnyHour = calendar.sessions.length === 0
    const change = (sessions: typeof calendar.sessions) =>
      this.change(withOffice(this.draft, { calendar: { ...calendar, sessions } }))
    return html`<fieldset class="stack">
      <legend>${say('hours')}</legend>
      ${this.tick(say('anyHour'), isAnyHour, (isOn) => change(isOn ? [] : sessionsOf(USUAL_WEEK)))}
      ${week ? this.week(week, (next) => change(sessionsOf(next))) : nothing}
      ${
        week || isAnyHour
          ? nothing
          : html`<p>${say('ownHours')} <a href="/desk/rules">/desk/rules</a></p>
              ${this.tick(say('usualHours'), false, () => change(sessionsOf(USUAL_WEEK)))}`
      }
    </fieldset>`
  }

  private week(week: Week, change: (week: Week) => void) {
    const { morning, afternoon, saturday } = week
    const isOn = (on: boolean) => change({ ...week, saturday: on ? USUAL_WEEK.saturday : null })
    return html`${this.span(say('morning'), 'time', morning, (to) => change({ ...week, morning: to }))}
      ${this.span(say('afternoon'), 'time', afternoon, (to) => change({ ...week, afternoon: to }))}
      ${this.tick(say('saturday'), saturday !== null, isOn)}
      ${saturday ? this.span(say('saturday'), 'time', saturday, (to) => change({ ...week, saturday: to })) : nothing}`
  }

  private holidays() {
    const { calendar } = this.draft.office
    const set = (next: typeof calendar) => this.change(withOffice(this.draft, { calendar: next }))
    return html`<div class="stack">
      <fieldset>
        <legend>${say('holidays')}</legend>
        <div class="ticks">${FIXED_HOLIDAYS.map(({ date, name }) =>
          this.tick(
            `${tell(name)} (${dayAndMonth(date)})`,
            calendar.specialDays.some((one) => one.date === date),
            (isOn) => set(withFixed(calendar, date, isOn)),
          ),
        )}</div>
      </fieldset>
      <fieldset class="stack">
        <legend>${say('moving')}</legend>
        ${MOVING_HOLIDAYS.map((holiday) => this.holiday(holiday))}
      </fieldset>
    </div>`
  }

  private holiday(holiday: MovingHoliday) {
    const why = whyNotHoliday(this.draft, holiday)
    const change = (days: Hours) => this.change(withHoliday(this.draft, holiday, days))
    const id = why && `why-${holiday.id}`
    return html`<div>
      ${this.span(tell(holiday.name), 'date', holidayIn(this.draft, holiday), change, id)}
      ${id ? html`<p class="wrong" id=${id}>${say(why)}</p>` : nothing}
    </div>`
  }

  /** `wrong` is where stands what is wrong with it. */
  private span(
    name: string,
    type: 'time' | 'date',
    { from, to }: Hours,
    change: (next: Hours) => void,
    wrong: string | null = null,
  ) {
    const end = (which: 'from' | 'to', value: string) => html`<input
      class="time"
      type=${type}
      aria-label="${name}, ${say(which)}"
      aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby=${wrong ?? nothing}
      .value=${value}
      @change=${(event: Event) => {
        const next = written(event)
        // A time that is being cleared is no time; days that are cleared take the holiday out.
        if (type === 'date' || next !== '') change({ ...{ from, to }, [which]: next })
      }}
    />`
    return html`<div>
      <span class="label">${name}</span>
      <div class="bar">${end('from', from)} <span>${say('to')}</span> ${end('to', to)}</div>
    </div>`
  }

  private tick(words: string, isOn: boolean, change: (isOn: boolean) => void) {
    return html`<label class="tick">
      <input type="checkbox" .checked=${isOn} @change=${(event: Event) => change(isTicked(event))} />${words}
    </label>`
  }
}

function dayAndMonth(date: string): string {
  const [month, day] = date.split('-').map(Number)
  return language.now === 'vi' ? `${day}/${month}` : `${day}.${month}.`
}
