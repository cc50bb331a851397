import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { PublishedHeads } from '#core/contract/audit.ts'
import { sheet } from '#web/theme/sheet.ts'
import { count, dayOf, timeOfDay } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { defineWords } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/top-bar.ts'
import '../elements/ways-on.ts'
import { reportSheet } from '../elements/report-sheet.ts'
import { askHttp } from '../http.ts'
import { LookAgain } from '../look-again.ts'

const { say } = defineWords({
  title: { vi: 'Dấu của sổ', en: 'The journal’s seal' },
  why: {
    vi: 'Mọi số được cấp, gọi và phục vụ đều ghi vào sổ. Mỗi dòng mang dấu của dòng trước, nên không ai sửa được mà không lộ. So dấu dưới đây với phiếu chốt ngày đã in: khớp là sổ chưa bị sửa.',
    en: 'Every number given, called and served is written into a journal. Each line carries the seal of the one before, so nobody can change it unseen. Compare the seals below with a printed closing slip: if they agree, nothing was changed.',
  },
  now: { vi: 'Bây giờ', en: 'Now' },
  past: { vi: 'Các ngày đã chốt', en: 'Days that have ended' },
  none: { vi: 'Chưa có ngày nào kết thúc.', en: 'No day has ended yet.' },
  day: { vi: 'Ngày', en: 'Day' },
  record: { vi: 'Bản ghi cuối', en: 'Last record' },
  chain: { vi: 'Dấu chuỗi', en: 'Chain' },
  tree: { vi: 'Dấu cây', en: 'Merkle head' },
  away: {
    vi: 'Máy chủ chưa trả lời. Trang sẽ tự thử lại.',
    en: 'The hub does not answer. This page tries again by itself.',
  },
  at: { vi: (time: string) => `Lúc ${time}`, en: (time: string) => `At ${time}` },
  print: { vi: 'In trang này', en: 'Print this page' },
})

const REST_MS = 15_000

/** Where the journal stands, for anyone who wants to hold a closing slip against it. */
@customElement('journal-proof')
export class JournalProof extends LitElement {
  @state() private heads: PublishedHeads | null = null
  @state() private isAway = false

  static override styles = [
    sheet,
    reportSheet,
    css`
      code {
        font-size: var(--text);
        overflow-wrap: anywhere;
      }
      td,
      th {
        text-align: start;
      }
      dl {
        display: grid;
        gap: var(--gap-small);
      }
      dl.seal dd {
        font-size: var(--text-button);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
    new LookAgain(this, REST_MS, () => this.look())
  }

  override render() {
    return html`<top-bar heading=${say('title')}><ways-on slot="rest"></ways-on></top-bar>
      <main>
        <p>${say('why')}</p>
        ${this.isAway ? html`<luot-banner kind="away">${say('away')}</luot-banner>` : nothing}
        ${this.heads ? this.seals(this.heads) : nothing}
      </main>`
  }

  private seals({ now, days }: PublishedHeads) {
    const tongue = language.now
    return html`<section>
        <h2>${say('now')}</h2>
        <p class="soft">${say('at', timeOfDay(now.at))}</p>
        <dl class="seal">
          <div><dt>${say('record')}</dt><dd>${count(now.seq, tongue)}</dd></div>
          <div><dt>${say('chain')}</dt><dd><code>${inFours(now.hash)}</code></dd></div>
          <div><dt>${say('tree')}</dt><dd><code>${inFours(now.root)}</code></dd></div>
        </dl>
        <luot-button icon="printer" @click=${() => window.print()}>${say('print')}</luot-button>
      </section>
      <section class="wide">
        <h2>${say('past')}</h2>
        ${
          days.length === 0
            ? html`<p>${say('none')}</p>`
            : html`<table>
                <thead>
                  <tr>
                    <th scope="col">${say('day')}</th>
                    <th scope="col">${say('record')}</th>
                    <th scope="col">${say('chain')}</th>
                    <th scope="col">${say('tree')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${days.map(
                    ({ day, seq, hash, root }) => html`<tr>
                      <th scope="row">${dayOf(Date.parse(`${day}T12:00:00Z`), tongue)}</th>
                      <td>${count(seq, tongue)}</td>
                      <td><code>${inFours(hash)}</code></td>
                      <td><code>${inFours(root)}</code></td>
                    </tr>`,
                  )}
                </tbody>
              </table>`
        }
      </section>`
  }

  private async look(): Promise<boolean> {
    const got = await askHttp<PublishedHeads>('GET', '/api/heads')
    this.isAway = !got.ok
    if (got.ok) this.heads = got.value
    return true
  }
}

/** As it stands on the slip, so that it can be compared group by group. */
function inFours(hex: string): string {
  return hex.match(/.{1,4}/g)?.join(' ') ?? ''
}
