import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { OfficeChecked } from '#core/contract/office-settings.ts'
import type { Sentence } from '#web/hub/contract.ts'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { askHttp } from '../http.ts'
import { readFile } from '../rules/file.ts'
import { type Draft, fromHeld, fromTemplate } from '../setup/draft.ts'
import { SetupPart } from '../setup/setup-part.ts'
import { pair, say } from '../setup/words.ts'

/** The first step: what to begin with. */
@customElement('setup-begin')
export class SetupBegin extends SetupPart {
  @state() private wrong = ''

  static override styles = [
    ...SetupPart.styles,
    css`
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
        gap: var(--gap);
      }
      label {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--gap-small);
        align-content: start;
        block-size: 100%;
        padding: var(--gap);
        border: var(--stroke) solid var(--line);
        border-radius: var(--radius);
        background: var(--card);
        font-weight: inherit;
        cursor: pointer;
      }
      label:has(:checked) {
        border-color: var(--accent);
        box-shadow: inset 0 0 0 var(--stroke) var(--accent);
      }
      strong {
        font-size: var(--text-button);
      }
      .about {
        grid-column: 2;
      }
    `,
  ]

  override render() {
    const mayGoOn = this.setup.state !== 'preparing'
    return html`<div class="stack">
      <div class="cards" role="radiogroup" aria-label=${say('step-begin')}>
        ${this.templates.map((one) => this.card(one.id, one.title, one.about, () => fromTemplate(one, this.draft.people)))}
        ${mayGoOn ? this.card(null, pair('held'), pair('heldAbout'), () => fromHeld(this.setup, this.draft.people)) : nothing}
        ${this.draft.template === 'file' ? this.card('file', pair('file'), pair('fileAbout'), () => this.draft) : nothing}
      </div>
      <p class="soft">${say('replaces')}</p>
      <div class="bar">
        <luot-button @click=${this.fromFile}>${say('chooseFile')}</luot-button>
        <span class="soft">${say('file')}: ${say('fileAbout')}</span>
      </div>
      <p class="wrong" role="alert">${this.wrong}</p>
    </div>`
  }

  private card(id: string | null, title: Sentence, about: Sentence, draft: () => Draft) {
    const choose = () => {
      if (this.draft.template !== id) this.change(draft())
    }
    return html`<label>
      <input type="radio" name="template" value=${id ?? 'held'} .checked=${this.draft.template === id} @change=${choose} />
      <strong>${tell(title)}</strong>
      <span class="about soft">${tell(about)}</span>
    </label>`
  }

  /** What is this office’s alone (devices, people) stays as it is; everything else comes from the file. */
  private fromFile = async (): Promise<void> => {
    const file = (await readFile()) as
      | { parts?: { office?: object; documents?: Draft['documents'] } }
      | null
      | undefined
    if (file === undefined) return
    const office = file?.parts?.office
    const got = office ? await askHttp<OfficeChecked>('POST', '/api/office/check', { office }) : null
    if (!got?.ok || !got.value.ok) {
      this.wrong = say('notAFile')
      return
    }
    this.wrong = ''
    const { preparing: _, ...held } = got.value.office as Draft['office']
    const documents = file?.parts?.documents ?? {}
    this.change({ ...this.draft, template: 'file', office: { ...held, id: 'van-phong' }, documents, catalogue: false })
  }
}
