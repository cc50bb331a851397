import { css, html, LitElement, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { HEADS } from '#core/contract/access.ts'
import type { Me } from '#core/contract/desk.ts'
import type { KeptOfTicket } from '#core/contract/erasing.ts'
import { sheet } from '#web/theme/sheet.ts'
import { timeOfDay } from '#web/words/format.ts'
import { LanguageController } from '#web/words/language-controller.ts'
import { defineWords, tell } from '#web/words/words.ts'
import '#web/elements/luot-banner.ts'
import '#web/elements/luot-button.ts'
import '../elements/staff-page.ts'
import { formSheet } from '../elements/form-sheet.ts'
import { reportSheet } from '../elements/report-sheet.ts'
import { askHttp, type Got } from '../http.ts'
import { latest } from '../latest.ts'

const { say } = defineWords({
  about: {
    vi: 'Công dân muốn biết hệ thống lưu gì về số của mình, hoặc muốn xóa: nhập ngày và số trên phiếu.',
    en: 'Somebody wants to know what is kept of their number, or to have it erased: type the day and the number of the slip.',
  },
  day: { vi: 'Ngày', en: 'Day' },
  number: { vi: 'Số trên phiếu', en: 'Number on the slip' },
  look: { vi: 'Xem', en: 'Look' },
  none: { vi: 'Không có số này trong ngày đó.', en: 'There is no such number on that day.' },
  time: { vi: 'Lúc', en: 'At' },
  what: { vi: 'Việc', en: 'What happened' },
  person: { vi: 'Nói về người dân', en: 'Speaks of the person' },
  nothing: { vi: 'không', en: 'nothing' },
  gone: { vi: 'đã xóa', en: 'erased' },
  answer: { vi: 'Đánh giá', en: 'Answer' },
  inSums: {
    vi: 'có; không ai xem được riêng, chỉ cộng vào nhóm từ 5 ý kiến',
    en: 'given; told to nobody by itself, only in groups of 5 and more',
  },
  why: { vi: 'Lý do xóa', en: 'Why it is erased' },
  erase: { vi: 'Xóa phần nói về người dân', en: 'Erase what speaks of the person' },
  forGood: {
    vi: 'Xóa rồi không lấy lại được. Giờ cấp, gọi và phục vụ vẫn giữ, vì là số liệu của cơ quan. Việc xóa được ghi vào sổ.',
    en: 'This cannot be undone. When it was given, called and served stays: that is the office’s. That it was erased is noted in the journal.',
  },
  done: { vi: (n: number) => `Đã xóa ở ${n} dòng.`, en: (n: number) => `Erased in ${n} records.` },
  needed: { vi: 'Hãy ghi lý do.', en: 'Say why.' },
})

const HAPPENED: Readonly<Record<string, { vi: string; en: string }>> = {
  TicketIssued: { vi: 'Cấp số', en: 'Number given' },
  TicketCalled: { vi: 'Gọi', en: 'Called' },
  TicketRecalled: { vi: 'Gọi lại', en: 'Called again' },
  ServiceStarted: { vi: 'Bắt đầu phục vụ', en: 'Service began' },
  ServiceFinished: { vi: 'Phục vụ xong', en: 'Served' },
  TicketMissed: { vi: 'Vắng mặt', en: 'Did not come' },
  TicketBroughtBack: { vi: 'Cho vào lại', en: 'Back in line' },
  TicketHeldOff: { vi: 'Chưa đến, gọi sau', en: 'Offered later' },
  TicketParked: { vi: 'Tạm gác', en: 'Parked' },
  TicketResumed: { vi: 'Trở lại hàng', en: 'Back in line' },
  TicketTransferred: { vi: 'Chuyển', en: 'Transferred' },
  TicketPlaced: { vi: 'Đổi chỗ trong hàng', en: 'Moved in line' },
  ClassChanged: { vi: 'Đổi diện ưu tiên', en: 'Priority changed' },
  TicketCancelled: { vi: 'Hủy số', en: 'Cancelled' },
  TicketVoided: { vi: 'Số không còn giá trị', en: 'Void' },
  SlipPrinted: { vi: 'In phiếu', en: 'Slip printed' },
  SlipFailed: { vi: 'Phiếu chưa in được', en: 'Slip not printed' },
  SlipCopyOrdered: { vi: 'In lại phiếu', en: 'Copy of the slip' },
}

/** A record in people's words; what has none yet is told by its own name. */
function happened(type: string): string {
  const words = HAPPENED[type]
  return words ? tell(words) : type
}

/** What the journal keeps of one number, for whoever asks about theirs; and where it is erased. */
@customElement('kept-records')
export class KeptRecords extends LitElement {
  @state() private me: Me | null = null
  @state() private got: Got<KeptOfTicket> | null = null
  @state() private told = ''
  @state() private wrong = ''
  private readonly newest = latest()
  @query('#day') private day!: HTMLInputElement
  @query('#number') private number!: HTMLInputElement
  @query('#why') private why!: HTMLInputElement

  static override styles = [
    sheet,
    reportSheet,
    formSheet,
    css`
      td,
      th {
        text-align: start;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--gap);
      }
      .field {
        min-inline-size: min(100%, 14rem);
      }
    `,
  ]

  constructor() {
    super()
    new LanguageController(this)
  }

  override render() {
    return html`<staff-page @me=${(event: CustomEvent<Me>) => (this.me = event.detail)}>
      ${this.me ? this.page(this.me) : nothing}
    </staff-page>`
  }

  private page(me: Me) {
    return html`<p>${say('about')}</p>
      <form novalidate @submit=${this.look}>
        <div class="field"><label for="day">${say('day')}</label><input id="day" type="date" required /></div>
        <div class="field">
          <label for="number">${say('number')}</label>
          <input id="number" required maxlength="12" autocomplete="off" autocapitalize="characters" placeholder="A012" />
        </div>
        <luot-button variant="primary" icon="search" @click=${this.look}>${say('look')}</luot-button>
        <button type="submit" hidden></button>
      </form>
      <p role="status">${this.told}</p>
      ${this.got === null ? nothing : this.got.ok ? this.records(this.got.value, me) : this.sorry(this.got)}`
  }

  private sorry(got: Extract<Got<KeptOfTicket>, { ok: false }>) {
    return html`<luot-banner kind="warn">${got.status === 404 ? say('none') : tell(got.message)}</luot-banner>`
  }

  private records({ answered, records }: KeptOfTicket, me: Me) {
    // An answer may have reasons; whether it has must not be seen.
    const speaks = answered || records.some(({ person }) => person !== null)
    const mayErase = HEADS.some((role) => role === me.role)
    return html`<table>
        <thead>
          <tr>
            <th scope="col">${say('time')}</th>
            <th scope="col">${say('what')}</th>
            <th scope="col">${say('person')}</th>
          </tr>
        </thead>
        <tbody>
          ${records.map(
            ({ at, type, person, erased }) => html`<tr>
              <td>${timeOfDay(at)}</td>
              <th scope="row">${happened(type)}</th>
              <td>${erased ? say('gone') : person ? Object.values(person).map(String).join(' · ') : say('nothing')}</td>
            </tr>`,
          )}
          ${
            answered ? html`<tr><td>–</td><th scope="row">${say('answer')}</th><td>${say('inSums')}</td></tr>` : nothing
          }
        </tbody>
      </table>
      ${speaks && mayErase ? this.erasing() : nothing}`
  }

  private erasing() {
    return html`<luot-banner kind="warn">${say('forGood')}</luot-banner>
      <form novalidate @submit=${this.erase}>
        <div class="field">
          <label for="why">${say('why')}</label>
          <input id="why" maxlength="200" aria-describedby="wrong" aria-invalid=${this.wrong ? 'true' : 'false'} />
          <p class="wrong" id="wrong" role="alert">${this.wrong}</p>
        </div>
        <luot-button variant="danger" icon="cross" @click=${this.erase}>${say('erase')}</luot-button>
        <button type="submit" hidden></button>
      </form>`
  }

  private async look(event?: Event): Promise<void> {
    event?.preventDefault()
    this.told = ''
    if (this.day.value === '' || this.number.value.trim() === '') {
      ;(this.day.value === '' ? this.day : this.number).focus()
      return
    }
    const asked = new URLSearchParams({ day: this.day.value, number: this.number.value.trim() })
    const got = await this.newest(askHttp<KeptOfTicket>('GET', `/api/kept?${asked}`))
    if (got !== null) this.got = got
  }

  private async erase(event: Event): Promise<void> {
    event.preventDefault()
    if (!this.got?.ok) return
    const why = this.why.value.trim()
    this.wrong = why === '' ? say('needed') : ''
    if (why === '') {
      this.why.focus()
      return
    }
    const { day, number } = this.got.value
    const done = await askHttp<{ records: number }>('POST', '/api/erase', { day, number, why })
    if (!done.ok) {
      this.wrong = tell(done.message)
      return
    }
    await this.look()
    this.told = say('done', done.value.records)
  }
}
