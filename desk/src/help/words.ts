import { defineWords } from '#web/words/words.ts'

export const { say } = defineWords({
  call: { vi: 'Gọi hỗ trợ', en: 'Call help' },
  again: { vi: 'Bấm lần nữa', en: 'Press again' },
  callNote: {
    vi: 'Gọi đồng nghiệp đến ngay: bấm hai lần trong một giây, hoặc giữ phím F9. Công dân không thấy.',
    en: 'Calls colleagues at once: press twice within a second, or hold F9. Citizens do not see it.',
  },
  called: { vi: 'Đã gọi đồng nghiệp.', en: 'Your colleagues are called.' },
  need: {
    vi: (name: string, counter: string, at: string) => `Quầy ${counter} · ${name} cần hỗ trợ ngay (từ ${at}).`,
    en: (name: string, counter: string, at: string) => `Counter ${counter} · ${name} needs help now (since ${at}).`,
  },
  needAnywhere: {
    vi: (name: string, at: string) => `${name} cần hỗ trợ ngay (từ ${at}).`,
    en: (name: string, at: string) => `${name} needs help now (since ${at}).`,
  },
  mine: {
    vi: (at: string) => `Bạn đã gọi hỗ trợ lúc ${at}. Đang chờ đồng nghiệp.`,
    en: (at: string) => `You called for help at ${at}. Waiting for a colleague.`,
  },
  mineComing: {
    vi: (who: string) => `${who} đang đến với bạn.`,
    en: (who: string) => `On the way to you: ${who}.`,
  },
  coming: { vi: (who: string) => `${who} đang đến.`, en: (who: string) => `On the way: ${who}.` },
  come: { vi: 'Tôi đến ngay', en: 'I am coming' },
  over: { vi: 'Đã xong', en: 'It is over' },
  comeKey: {
    vi: 'Đồng nghiệp gọi hỗ trợ: tôi đến ngay; bấm nữa: đã xong',
    en: 'A colleague calls: I am coming; again: it is over',
  },
  callKey: { vi: 'Gọi hỗ trợ: bấm hai lần, hoặc giữ', en: 'Call for help: press twice, or hold' },
})

/** Keys of their own, beside the letters of acts.ts: they work while words are typed and while a question stands. */
export const CALL_KEY = 'F9'
export const COME_KEY = 'F8'
