import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { People, Person } from '#core/contract/people.ts'
import type { SetupOfficer } from '#core/contract/setup.ts'
import { count } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { askHttp } from '../http.ts'
import { signInName, toggled } from '../setup/draft.ts'
import { isTicked, SetupPart, written } from '../setup/setup-part.ts'
import { say } from '../setup/words.ts'

/** The fifth step: who will sit at the counters. Their accounts are made when all is saved. */
@customElement('setup-people')
export class SetupPeople extends SetupPart {
  @state() private there: readonly Person[] = []

  static override styles = [
    ...SetupPart.styles,
    css`
      .close {
        gap: var(--gap-hair);
      }
    `,
  ]

  override connectedCallback(): void {
    super.connectedCallback()
    void this.look()
  }

  override render() {
    const { people } = this.draft
    const staying = this.there.filter(({ id }) => !this.setup.demonstrators.includes(id))
    return html`<div class="stack">
      ${
        staying.length === 0
          ? nothing
          : html`<p>
              ${say('already', count(staying.length, language.now))} ${staying.map(({ name }) => name).join(', ')}
            </p>`
      }
      ${people.length === 0 ? html`<p class="soft">${say('noPeople')}</p>` : nothing}
      <ul class="rows" @keydown=${this.onEnter}>
        ${people.map((officer, i) => this.row(officer, i))}
      </ul>
      <div class="bar"><luot-button icon="person" @click=${() => this.add()}>${say('addPerson')}</luot-button></div>
    </div>`
  }

  private row(officer: SetupOfficer, i: number) {
    const { id, name, services } = officer
    const whom = name || String(i + 1)
    const all = this.draft.office.services
    return html`<li>
      <div class="grow stack close">
        <label for="name-${i}">${say('person')}</label>
        <input id="name-${i}" class="name" maxlength="80" autocomplete="off" .value=${name}
          @input=${(event: Event) => this.rename(i, written(event))} />
      </div>
      <div class="stack close">
        <label for="id-${i}">${say('signIn')}</label>
        <input id="id-${i}" class="time" maxlength="40" autocomplete="off" autocapitalize="none" spellcheck="false" .value=${id}
          @input=${(event: Event) => this.put(i, { ...officer, id: written(event).trim().toLowerCase() })} />
      </div>
      <details class="grow">
        <summary>${say('skills')}: ${services === null ? say('all') : services.map((one) => this.named(one)).join(', ')}</summary>
        <div class="ticks" role="group" aria-label="${say('skills')}: ${whom}">
          ${all.map(
            (service) => html`<label class="tick">
              <input type="checkbox" .checked=${services === null || services.includes(service.id)}
                @change=${(event: Event) => {
                  const now = toggled(services ?? all.map((one) => one.id), service.id, isTicked(event))
                  this.put(i, { ...officer, services: now.length === all.length ? null : [...now] })
                }} />${tell(service.name)}
            </label>`,
          )}
        </div>
      </details>
      <luot-button icon="cross" label="${say('remove')}: ${whom}" @click=${() => this.takeOut(i)}>${say('remove')}</luot-button>
    </li>`
  }

  private named(id: string): string {
    const service = this.draft.office.services.find((one) => one.id === id)
    return service ? tell(service.name) : id
  }

  /** The sign-in name follows the name until somebody writes one of their own. */
  private rename(i: number, name: string): void {
    const officer = this.draft.people[i]
    if (!officer) return
    const taken = [
      ...this.draft.people.flatMap((one, other) => (other === i ? [] : [one.id])),
      ...this.there.map(({ id }) => id),
    ]
    const follows = officer.id === '' || officer.id === signInName(officer.name, taken)
    this.put(i, { ...officer, name, id: follows ? signInName(name, taken) : officer.id })
  }

  private put(i: number, officer: SetupOfficer): void {
    this.change({ ...this.draft, people: this.draft.people.map((one, at) => (at === i ? officer : one)) })
  }

  private takeOut(i: number): void {
    this.change({ ...this.draft, people: this.draft.people.filter((_, at) => at !== i) })
    // The button goes with its row: on to the row that takes its place.
    this.onceDrawn(
      (names) => names[i] ?? names.at(-1) ?? this.renderRoot.querySelector<HTMLElement>('.bar luot-button'),
    )
  }

  private add(): void {
    this.change({ ...this.draft, people: [...this.draft.people, { id: '', name: '', services: null }] })
    this.onceDrawn((names) => names.at(-1))
  }

  /** Puts the focus on one of the names, once the page has handed the new draft back and they are drawn. */
  private onceDrawn(pick: (names: readonly HTMLElement[]) => HTMLElement | null | undefined): void {
    requestAnimationFrame(() => pick([...this.renderRoot.querySelectorAll<HTMLElement>('.name')])?.focus())
  }

  private onEnter(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !event.isComposing && event.target instanceof HTMLInputElement) this.add()
  }

  private async look(): Promise<void> {
    const got = await askHttp<People>('GET', '/api/people')
    if (got.ok) this.there = got.value.people.filter(({ state: how }) => how !== 'left')
  }
}
