import type { FindingKind, FindingLine } from '#core/contract/catalogue.ts'

type Words = Pick<FindingLine, 'weight' | 'title' | 'whatToDo'>

/** Each kind of finding in the words of the office, the gravest first: what is wrong, and what to do. */
export const FINDING_WORDS: Readonly<Record<FindingKind, Words>> = {
  'fees-contradict': mend(
    'Mức phí mâu thuẫn nhau',
    'Fees that contradict each other',
    'Đối chiếu với quyết định công bố; ghi mức đúng vào “Ghi chú của văn phòng” và báo nơi ban hành danh mục.',
    'Compare with the published decision; write the right fee into the office’s note, and tell who keeps the common list.',
  ),
  'fee-free-and-not': mend(
    'Vừa ghi miễn phí vừa có thu',
    'Free, and not free',
    'Xem nghị quyết của tỉnh: ai được miễn, ai phải nộp bao nhiêu. Ghi vào “Ghi chú của văn phòng”.',
    'Look up the province’s resolution: who is exempt, who pays how much. Write it into the office’s note.',
  ),
  'fee-in-papers': mend(
    'Phần giấy tờ nêu mức phí khác',
    'The papers name another fee',
    'Đọc đoạn được nêu, xác định mức đúng rồi ghi vào “Ghi chú của văn phòng”.',
    'Read the passage, find the right fee, and write it into the office’s note.',
  ),
  'fee-without-unit': mend(
    'Mức phí thiếu đơn vị',
    'A fee without đồng',
    'Xác định là đồng hay nghìn đồng, tính theo trang hay hồ sơ, rồi ghi vào “Ghi chú của văn phòng”.',
    'Find out whether it is đồng or thousands, a page or a case, and write it into the office’s note.',
  ),
  'time-without-unit': mend(
    'Thời hạn thiếu đơn vị',
    'A time without a unit',
    'Xác định là ngày, ngày làm việc hay giờ, rồi ghi vào “Ghi chú của văn phòng”.',
    'Find out whether days, working days or hours are meant, and write it into the office’s note.',
  ),
  'no-place': mend(
    'Chưa có nơi tiếp nhận',
    'Nowhere to go',
    'Chọn quầy phục vụ cho cả lĩnh vực ở mục “Lĩnh vực”, hoặc cho riêng thủ tục này.',
    'Choose a service for the whole field under “Fields”, or for this procedure alone.',
  ),
  'service-unknown': mend(
    'Chỉ tới lĩnh vực không còn ở đây',
    'Leads to a service that is not here',
    'Chọn lại nơi tiếp nhận trong các lĩnh vực văn phòng đang có.',
    'Choose again among the services the office has.',
  ),
  'no-counter': mend(
    'Chưa quầy nào nhận',
    'No counter takes it',
    'Giao lĩnh vực này cho một quầy ở trang Quy tắc của văn phòng, hoặc chọn nơi khác.',
    'Give this service to a counter on the page of rules, or choose another place.',
  ),
  vanished: mend(
    'Không còn trong danh mục chung mới',
    'Gone from the newest common list',
    'Kiểm tra thủ tục đã bị bãi bỏ hoặc đổi mã chưa; nếu rồi, ngừng tiếp nhận với lý do.',
    'See whether it was abolished or has another code; if so, switch it off with the reason.',
  ),
  'name-twice': look(
    'Trùng tên',
    'The same name twice',
    'Mở từng thủ tục: nếu là một, ngừng một mã; nếu khác cấp hay khác đối tượng, ghi rõ vào ghi chú.',
    'Open each: if they are one, switch a code off; if they differ in level or for whom, say so in the note.',
  ),
  'time-missing': look(
    'Thiếu thời hạn',
    'No time is given',
    'Ghi thời hạn thực tế vào “Ghi chú của văn phòng”, hoặc chờ danh mục mới.',
    'Write the time it takes into the office’s note, or wait for the next list.',
  ),
  'fee-missing': look(
    'Thiếu mức phí',
    'No fee is given',
    'Ghi “không thu” hoặc mức thu vào “Ghi chú của văn phòng”.',
    'Write the fee, or that there is none, into the office’s note.',
  ),
  'fee-by-channel': look(
    'Phí khác nhau theo cách nộp hoặc trường hợp',
    'The fee differs by way or case',
    'Thường là đúng (nộp trực tuyến rẻ hơn). Chỉ sửa khi văn phòng thu một mức.',
    'Often meant so: online is cheaper. Mend only where the office takes one fee.',
  ),
  'no-agency': look(
    'Thiếu cơ quan thực hiện',
    'No agency is responsible',
    'Ghi nơi thực hiện vào ô “Nơi đến”.',
    'Write who is responsible into the field “Where to go”.',
  ),
  'off-with-place': look(
    'Đã ngừng nhưng vẫn có nơi đến',
    'Switched off, and still has a place',
    'Bỏ nơi đến của riêng thủ tục này, để khi mở lại không chỉ nhầm chỗ.',
    'Take the place back, so that nobody is sent wrong when it is switched on again.',
  ),
}

function mend(vi: string, en: string, viDo: string, enDo: string): Words {
  return { weight: 'mend', title: { vi, en }, whatToDo: { vi: viDo, en: enDo } }
}

function look(vi: string, en: string, viDo: string, enDo: string): Words {
  return { ...mend(vi, en, viDo, enDo), weight: 'look' }
}
