import { html } from 'lit'
import { customElement } from 'lit/decorators.js'
import type { Counter } from '#core/domain/office.ts'
import { tell } from '#web/words/words.ts'
import { toggled, withCounter, withCounters } from '../setup/draft.ts'
import { isTicked, SetupPart, written } from '../setup/setup-part.ts'
import { say } from '../setup/words.ts'

/** The fourth step: how many counters there are, and what each does. */
@customElement('setup-counters')
export class SetupCounters extends SetupPart {
  override render() {
    const { counters } = this.draft.office
    return html`<div class="stack">
      <div class="bar">
        <label for="count">${say('howMany')}</label>
        <input
          id="count"
          class="short"
          type="number"
          min="1"
          max="100"
          .value=${String(counters.length)}
          @change=${(event: Event) => this.change(withCounters(this.draft, Number(written(event))))}
        />
      </div>
      <ul class="rows">
        ${counters.map((counter) => this.row(counter))}
      </ul>
    </div>`
  }

  private row({ id, label, services: does }: Counter) {
    const { services } = this.draft.office
    const put = (change: Partial<Counter>) => this.change(withCounter(this.draft, id, change))
    const called = say('counter', label)
    return html`<li data-counter=${id}>
      <input
        class="short"
        maxlength="8"
        aria-label="${say('counterLabel')}: ${called}"
        .value=${label}
        @input=${(event: Event) => put({ label: written(event) })}
      />
      <div class="ticks grow" role="group" aria-label=${called}>
        <label class="tick">
          <input
            type="checkbox"
            .checked=${does.length === services.length}
            @change=${(event: Event) => put({ services: isTicked(event) ? services.map((one) => one.id) : [] })}
          /><strong>${say('all')}</strong>
        </label>
        ${services.map(
          (service) => html`<label class="tick">
            <input
              type="checkbox"
              .checked=${does.includes(service.id)}
              @change=${(event: Event) => put({ services: toggled(does, service.id, isTicked(event)) })}
            />${tell(service.name)}
          </label>`,
        )}
      </div>
    </li>`
  }
}
