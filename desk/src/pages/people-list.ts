import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Me } from '#core/contract/desk.ts'
import type { HandedPin, People, Person } from '#core/contract/people.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, shortDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/person-sheet.ts'
import '../elements/pin-slip.ts'
import '../elements/staff-page.ts'
import { askHttp } from '../http.ts'
import { rowsSheet } from '../people/rows-sheet.ts'
import { when } from '../people/when.ts'
import { say } from '../people/words.ts'

/** The people of the office: who may do what, who has signed in, who has left. The administrator's page. */
@customElement('people-list')
export class PeopleList extends LitElement {
  @state() private me: Me | null = null
  @state() private people: readonly Person[] | null = null
  /** What stands open over the list: somebody to change, or somebody new. */
  @state() private open: { person: Person | null } | null = null
  @state() private handed: HandedPin | null = null
  @state() private wrong = ''

  static override styles = [
    sheet,
    rowsSheet,
    css`
      .list {
        display: grid;
        gap: var(--gap);
      }
      .name {
        font-size: var(--text-button);
      }
      .role {
        inline-size: 11rem;
        font-weight: var(--weight-strong);
      }
      .state {
        inline-size: 18rem;
      }
      [data-state='new'] .state {
        color: var(--warn);
        font-weight: var(--weight-strong);
      }
      @media print {
        .list {
          display: none;
        }
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<staff-page @me=${(event: CustomEvent<Me>) => this.cameIn(event.detail)}>
        ${this.handed ? html`<pin-slip .handed=${this.handed} @handed=${this.putAway}></pin-slip>` : nothing}
        ${this.me && this.people ? this.list(this.people) : nothing}
        ${this.wrong ? html`<luot-banner kind="warn"><span role="alert">${this.wrong}</span></luot-banner>` : nothing}
      </staff-page>
      ${
        this.open && this.me
          ? html`<person-sheet
              .person=${this.open.person}
              .mine=${this.me.id}
              @handed=${(event: CustomEvent<HandedPin>) => this.done(event.detail)}
              @changed=${() => this.done(null)}
              @close=${() => {
                this.open = null
              }}
            ></person-sheet>`
          : nothing
      }`
  }

  private list(people: readonly Person[]) {
    const here = people.filter(({ state }) => state !== 'left')
    const gone = people.filter(({ state }) => state === 'left')
    return html`<div class="list">
      <div class="bar">
        <luot-button variant="primary" icon="person" @click=${() => this.show(null)}>${say('add')}</luot-button>
        <span class="soft">${say('count', count(here.length, language.now))}</span>
      </div>
      <ul class="rows">
        ${here.map((person) => this.row(person))}
      </ul>
      ${
        gone.length === 0
          ? nothing
          : html`<details>
              <summary>${say('gone', count(gone.length, language.now))}</summary>
              <ul class="rows">
                ${gone.map((person) => this.row(person))}
              </ul>
            </details>`
      }
    </div>`
  }

  private row(person: Person) {
    return html`<li data-person=${person.id} data-state=${person.state}>
      <div class="words">
        <strong class="name">${person.name}</strong> <span class="soft">${person.id}</span><br />
        <span class="soft">${seenWhen(person)}</span>
      </div>
      <span class="role">${say(`role-${person.role}`)}</span>
      <span class="state">${stateOf(person)}</span>
      ${
        person.state === 'left'
          ? html`<luot-button label="${say('takeBack')}: ${person.name}" @click=${() => this.takeBack(person)}
              >${say('takeBack')}</luot-button
            >`
          : html`<luot-button label="${say('edit')}: ${person.name}" @click=${() => this.show(person)}
              >${say('edit')}</luot-button
            >`
      }
    </li>`
  }

  private cameIn(me: Me): void {
    this.me = me
    void this.load()
  }

  private show(person: Person | null): void {
    this.open = { person }
    this.wrong = ''
  }

  private done(handed: HandedPin | null): void {
    this.open = null
    this.handed = handed
    void this.load()
  }

  private async takeBack({ id }: Person): Promise<void> {
    const got = await askHttp<HandedPin>('POST', `/api/people/${id}/pin`)
    if (got.ok) this.done(got.value)
    else this.wrong = tell(got.message)
  }

  private putAway = (): void => {
    this.handed = null
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.list luot-button')?.focus())
  }

  private async load(): Promise<void> {
    const got = await askHttp<People>('GET', '/api/people')
    if (got.ok) this.people = got.value.people
    this.wrong = got.ok ? '' : tell(got.message)
  }
}

function seenWhen({ seenAt, sessions }: Person): string {
  const seen = seenAt === null ? say('neverSeen') : say('seen', when(seenAt))
  return sessions === 0 ? seen : `${seen} · ${say('open', count(sessions, language.now))}`
}

function stateOf({ state, pinUntilAt, leftAt }: Person): string {
  if (state === 'left' && leftAt !== null) return say('leftAt', shortDay(leftAt))
  if (state !== 'new' || pinUntilAt === null) return say(`state-${state}`)
  const how = pinUntilAt > Date.now() ? say('pinUntil', shortDay(pinUntilAt)) : say('pinOver')
  return `${say('state-new')} · ${how}`
}
