import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { DeskView } from '#core/contract/desk.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, span } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import { say } from '../words.ts'

/** The services where people wait longer than the office allows, or will: for the desks and for whoever leads the hall. */
@customElement('wait-alerts')
export class WaitAlerts extends LitElement {
  @property({ attribute: false }) waits: DeskView['waits'] = []

  static override styles = [
    sheet,
    css`
      :host {
        display: grid;
        gap: var(--gap-hair);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return this.waits.map(
      (wait) => html`<luot-banner kind="warn" icon="warning" role="alert">${told(wait)}</luot-banner>`,
    )
  }
}

function told({ name, waiting, limitMs, longestMs, expectedMs }: DeskView['waits'][number]): string {
  const people = count(waiting, language.now)
  const [service, limit] = [tell(name), span(limitMs, language.now)]
  if (longestMs >= limitMs) return say('waitedLong', service, people, span(longestMs, language.now), limit)
  return say('willWaitLong', service, people, span(expectedMs ?? limitMs, language.now), limit)
}

declare global {
  interface HTMLElementTagNameMap {
    'wait-alerts': WaitAlerts
  }
}
