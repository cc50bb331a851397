import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import type { Service } from '#core/domain/office.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { addService, servicesToTick, tick, withService } from '../setup/draft.ts'
import { isTicked, SetupPart, written } from '../setup/setup-part.ts'
import { say } from '../setup/words.ts'

/** The third step: what people come here for, under which letter. */
@customElement('setup-services')
export class SetupServices extends SetupPart {
  static override styles = [
    ...SetupPart.styles,
    css`
      .name {
        inline-size: 12rem;
      }
      .rows .short {
        inline-size: 4rem;
      }
      .rows .grow {
        min-inline-size: 9rem;
      }
      .rows {
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 36rem), 1fr));
      }
      .rows > li {
        align-content: start;
      }
    `,
  ]

  override render() {
    const { office, catalogue } = this.draft
    return html`<div class="stack">
      <ul class="rows">
        ${servicesToTick(office, this.templates).map((service) => this.row(service))}
      </ul>
      <div class="bar">
        <luot-button @click=${() => this.add()}>${say('addService')}</luot-button>
        ${
          this.setup.procedures > 0
            ? nothing
            : html`<label class="tick">
                <input
                  type="checkbox"
                  .checked=${catalogue}
                  @change=${(event: Event) => this.change({ ...this.draft, catalogue: isTicked(event) })}
                />${say('catalogue')}
              </label>`
        }
      </div>
    </div>`
  }

  private row(service: Service) {
    const { id, name, prefix } = service
    const isOn = this.draft.office.services.some((one) => one.id === id)
    const called = tell(name) || say('newService')
    const put = (change: Partial<Service>) => this.change(withService(this.draft, id, change))
    return html`<li data-service=${id}>
      <label class="tick name">
        <input
          type="checkbox"
          .checked=${isOn}
          @change=${(event: Event) => this.change(tick(this.draft, service, isTicked(event)))}
        />${called}
      </label>
      ${
        isOn
          ? html`<input
                class="short"
                maxlength="3"
                autocapitalize="characters"
                aria-label="${say('letter')}: ${called}"
                .value=${prefix}
                @input=${(event: Event) => put({ prefix: written(event).toUpperCase() })}
              />
              <input
                class="grow"
                maxlength="60"
                aria-label="${say('serviceVi')}: ${called}"
                .value=${name.vi}
                @input=${(event: Event) => put({ name: { ...name, vi: written(event) } })}
              />
              <input
                class="grow"
                lang="en"
                maxlength="60"
                aria-label="${say('serviceEn')}: ${called}"
                .value=${name.en}
                @input=${(event: Event) => put({ name: { ...name, en: written(event) } })}
              />`
          : nothing
      }
    </li>`
  }

  private add(): void {
    this.change(addService(this.draft))
    const last = () => this.renderRoot.querySelector<HTMLInputElement>('.rows > li:last-child input.grow')
    // The page hands the new draft back before the field is there.
    requestAnimationFrame(() => last()?.focus())
  }
}
