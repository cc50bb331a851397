import type { Text } from './office.ts'

/** Why the rules said no. The code is stable (programs read it); the sentence says what to do next (people read it). */
export const REFUSALS = {
  'unknown-service': {
    vi: 'Không có lĩnh vực này. Mời chọn lại trên màn hình.',
    en: 'There is no such service. Please choose again.',
  },
  'service-closed': {
    vi: 'Lĩnh vực này đang tạm dừng nhận số. Mời hỏi quầy hướng dẫn.',
    en: 'This service gives no numbers just now. Please ask at the information desk.',
  },
  'hall-closed': {
    vi: 'Văn phòng đang ngoài giờ nhận số. Mời xem giờ mở cửa trên màn hình.',
    en: 'The office is closed now. Please see the opening hours on the screen.',
  },
  holiday: {
    vi: 'Hôm nay văn phòng nghỉ lễ. Mời xem ngày mở cửa trên màn hình.',
    en: 'The office is closed for a holiday. Please see on the screen when it opens.',
  },
  lunch: {
    vi: 'Văn phòng đang nghỉ trưa. Mời quay lại đầu giờ chiều.',
    en: 'The office is having its break. Please come back for the next session.',
  },
  'being-prepared': {
    vi: 'Sảnh đang được chuẩn bị, chưa phát số. Mời hỏi cán bộ.',
    en: 'The hall is being prepared; no numbers yet. Please ask our staff.',
  },
  'closed-for-now': {
    vi: 'Lĩnh vực này đang tạm dừng. Mời hỏi cán bộ khi nào mở lại.',
    en: 'This service is stopped just now. Please ask our staff when it opens again.',
  },
  'last-number-given': {
    vi: 'Buổi này đã phát số cuối. Mời quay lại buổi sau, hoặc hỏi cán bộ.',
    en: 'The last number is given. Please come for the next session, or ask our staff.',
  },
  'quota-session': {
    vi: 'Đã hết số của buổi này. Mời quay lại buổi sau, hoặc hỏi cán bộ.',
    en: 'No numbers are left. Please come for the next session, or ask our staff.',
  },
  'quota-day': {
    vi: 'Đã hết số của hôm nay. Mời quay lại ngày khác, hoặc hỏi cán bộ.',
    en: 'No numbers are left today. Please come another day, or ask our staff.',
  },
  'unknown-class': {
    vi: 'Không có diện ưu tiên này. Mời chọn lại.',
    en: 'There is no such priority. Please choose again.',
  },
  'ticket-exists': {
    vi: 'Mã vé này đã được dùng. Hãy tạo mã vé mới rồi lấy số lại.',
    en: 'This ticket id is already used. Make a new id and ask again.',
  },
  'unknown-ticket': {
    vi: 'Không tìm thấy số này trong ngày hôm nay. Kiểm tra lại số trên phiếu.',
    en: 'No such ticket today. Check the number on the slip.',
  },
  'unknown-counter': {
    vi: 'Không có quầy này. Chọn quầy khác trong danh sách.',
    en: 'There is no such counter. Choose one from the list.',
  },
  'counter-closed': {
    vi: 'Quầy chưa mở. Hãy mở quầy trước khi gọi.',
    en: 'The counter is closed. Open it before calling.',
  },
  'counter-paused': {
    vi: 'Quầy đang tạm nghỉ. Hãy mở lại quầy trước khi gọi.',
    en: 'The counter is paused. Open it again before calling.',
  },
  'not-your-counter': {
    vi: 'Quầy này không do bạn mở. Hãy mở quầy trước.',
    en: 'You have not opened this counter. Open it first.',
  },
  'counter-busy': {
    vi: 'Quầy đang giữ một số. Hãy kết thúc số đó trước.',
    en: 'The counter holds a ticket. Finish that one first.',
  },
  'counter-taken': {
    vi: 'Quầy đang có người khác ngồi. Chọn quầy khác, hoặc xác nhận nhận bàn giao.',
    en: 'Someone else is at this counter. Choose another, or confirm that you take over.',
  },
  'counter-not-open': { vi: 'Quầy đã đóng sẵn.', en: 'The counter is closed already.' },
  'nobody-waiting': {
    vi: 'Không còn ai chờ ở các lĩnh vực của quầy này.',
    en: 'Nobody is waiting for this counter’s services.',
  },
  'all-held-off': {
    vi: 'Những người còn chờ đang được hẹn gọi lại sau. Xem giờ trong danh sách.',
    en: 'Those who still wait are held off. The list shows when each is offered again.',
  },
  'just-called': {
    vi: 'Số này vừa được gọi. Chờ vài giây rồi gọi lại.',
    en: 'This number was called a moment ago. Wait a few seconds and call again.',
  },
  'call-limit': {
    vi: 'Đã gọi đủ số lần. Hãy chuyển sang vắng mặt hoặc bắt đầu phục vụ.',
    en: 'Called as often as allowed. Mark it as no-show, or start serving.',
  },
  'not-at-this-counter': {
    vi: 'Số này không ở quầy của bạn. Xem lại số đang phục vụ.',
    en: 'This ticket is not at your counter. Check the ticket you are serving.',
  },
  'not-now': {
    vi: 'Số này đang ở trạng thái khác nên không làm được việc đó. Xem lại màn hình rồi chọn lại.',
    en: 'The ticket is in another state, so this cannot be done. Look at the screen and choose again.',
  },
  'too-late-to-return': {
    vi: 'Đã quá thời gian được quay lại. Mời công dân lấy số mới.',
    en: 'The time to come back is over. Please take a new number.',
  },
  'reason-needed': { vi: 'Cần ghi lý do.', en: 'A reason is needed.' },
  'nowhere-to-transfer': {
    vi: 'Hãy chọn lĩnh vực hoặc quầy khác để chuyển đến.',
    en: 'Choose another service or counter to transfer to.',
  },
  'counter-does-not-serve': {
    vi: 'Không có quầy nào đang được giao lĩnh vực này. Chọn nơi khác.',
    en: 'No counter is set to serve this. Choose another place.',
  },
  'officer-not-here': {
    vi: 'Công chức này chưa ngồi ở quầy nào. Chọn người khác hoặc chọn quầy.',
    en: 'This officer is at no counter now. Choose somebody else, or a counter.',
  },
  'officer-cannot': {
    vi: 'Công chức này không phụ trách lĩnh vực đó. Chọn người khác.',
    en: 'This officer does not do that service. Choose somebody else.',
  },
  'no-skill-here': {
    vi: 'Bạn không phụ trách lĩnh vực nào của quầy này. Chọn quầy khác.',
    en: 'You do none of this counter’s services. Choose another counter.',
  },
  'in-this-visit': {
    vi: 'Lĩnh vực này đã có trong lượt của số này.',
    en: 'This service is in the visit already.',
  },
  'not-in-visit': {
    vi: 'Lĩnh vực này không còn trong phần đi tiếp của số này.',
    en: 'This service is not among those the visit goes on to.',
  },
  'visit-full': {
    vi: 'Một số chỉ đi tiếp được 5 việc. Mời lấy số khác cho việc còn lại.',
    en: 'One number goes on to five services at most. Please take another one for the rest.',
  },
  'not-automatic': {
    vi: 'Văn phòng không dùng gọi tự động. Bật trong phần cài đặt trước.',
    en: 'The office does not call automatically. Switch it on in the settings first.',
  },
  'already-over': {
    vi: 'Thời điểm mở lại đã qua. Chọn giờ khác.',
    en: 'That time is over. Choose a later one.',
  },
  'beyond-today': {
    vi: 'Chỉ tạm dừng được trong hôm nay. Nghỉ lâu hơn, ghi vào lịch làm việc.',
    en: 'This closes for today only. Enter a longer closure in the calendar.',
  },
  'not-stopped': { vi: 'Đang hoạt động bình thường.', en: 'It is working already.' },
  'no-appointments': {
    vi: 'Lĩnh vực này không nhận hẹn. Mời lấy số thường.',
    en: 'This service takes no appointments. Please take an ordinary number.',
  },
  'no-such-slot': {
    vi: 'Không có khung giờ này. Chọn giờ khác trong danh sách.',
    en: 'There is no such time. Choose another from the list.',
  },
  'slot-full': { vi: 'Khung giờ này đã hết chỗ. Chọn giờ khác.', en: 'This time is full. Choose another.' },
  'too-soon': {
    vi: 'Giờ này quá gần, không kịp đặt hẹn. Chọn giờ muộn hơn hoặc lấy số thường.',
    en: 'This time is too soon to book. Choose a later one, or take an ordinary number.',
  },
  'too-far-ahead': {
    vi: 'Ngày này quá xa, chưa nhận hẹn. Chọn ngày gần hơn.',
    en: 'This day is too far ahead. Choose an earlier one.',
  },
  blackout: {
    vi: 'Ngày này không nhận hẹn. Chọn ngày khác.',
    en: 'Nothing can be booked on this day. Choose another.',
  },
  'code-taken': {
    vi: 'Chưa tạo được mã hẹn. Hãy đặt lại với một mã lịch hẹn mới.',
    en: 'No code is free for this appointment. Book again under a new id.',
  },
  'appointment-exists': {
    vi: 'Lịch hẹn này đã có. Hãy tạo mã lịch hẹn mới rồi đặt lại.',
    en: 'This appointment is booked already. Make a new id and ask again.',
  },
  'unknown-appointment': {
    vi: 'Không tìm thấy lịch hẹn này. Tải lại danh sách.',
    en: 'There is no such appointment. Load the list again.',
  },
  'appointment-over': {
    vi: 'Lịch hẹn này đã đến, đã hủy hoặc đã quá giờ.',
    en: 'This appointment has come, is cancelled or is over.',
  },
  'unknown-code': {
    vi: 'Không có mã hẹn này. Xem lại sáu số, hoặc hỏi quầy hướng dẫn.',
    en: 'No appointment has this code. Check the six digits, or ask at the information desk.',
  },
  'other-day': {
    vi: 'Lịch hẹn này vào ngày khác. Mời xem lại phiếu hẹn.',
    en: 'This appointment is on another day. Please look at your slip.',
  },
  'too-early': {
    vi: 'Chưa đến giờ nhận số cho lịch hẹn này. Mời quay lại sau.',
    en: 'It is too early for this appointment. Please come back later.',
  },
  'too-late': {
    vi: 'Đã quá giờ hẹn. Mời lấy số thường, hoặc hỏi quầy hướng dẫn.',
    en: 'Your appointment is over. Please take an ordinary number, or ask at the desk.',
  },
  'appointment-cancelled': {
    vi: 'Lịch hẹn này đã hủy. Mời lấy số thường.',
    en: 'This appointment was cancelled. Please take an ordinary number.',
  },
  'already-come': {
    vi: 'Lịch hẹn này đã nhận số rồi. Cần thêm, mời hỏi quầy hướng dẫn.',
    en: 'This appointment has its number already. Please ask at the information desk.',
  },
  'not-while-practising': {
    vi: 'Văn phòng đang tập dượt. Mời hỏi quầy hướng dẫn.',
    en: 'The hall is practising. Please ask at the information desk.',
  },
  'no-such-day': {
    vi: 'Lịch không có ngày này. Sửa lại ngày hoặc tháng.',
    en: 'No calendar has this day. Correct the day or the month.',
  },
  'plan-too-late': {
    vi: 'Ngày hiệu lực phải sau hôm nay. Muốn đổi ngay, chọn áp dụng ngay.',
    en: 'The day it begins must lie after today. To change it now, choose at once.',
  },
  'plan-too-far': {
    vi: 'Ngày hiệu lực cách hôm nay quá xa. Kiểm tra lại năm.',
    en: 'That day lies too far ahead. Check the year.',
  },
  'service-in-use': {
    vi: 'Đang có người chờ ở lĩnh vực bạn muốn bỏ. Chờ họ xong, hoặc chọn áp dụng từ ngày mai.',
    en: 'Somebody still waits for a service you take away. Wait until they are done, or let it begin tomorrow.',
  },
  'office-changed': {
    vi: 'Cài đặt vừa được đổi trong lúc bạn sửa. Tải lại để xem bản mới, rồi sửa lại.',
    en: 'The settings changed while you were editing. Load the new ones and make your change again.',
  },
  'unknown-plan': { vi: 'Không có thay đổi nào hẹn cho ngày này.', en: 'Nothing is planned for that day.' },
  'kiosk-paused': {
    vi: 'Máy này đang tạm dừng. Mời lấy số ở máy khác hoặc quầy hướng dẫn.',
    en: 'This kiosk is paused. Please use another one, or the information desk.',
  },
  'too-fast': {
    vi: 'Máy vừa cấp số. Xin chờ vài giây rồi bấm lại, hoặc hỏi cán bộ.',
    en: 'A number was just given. Wait a few seconds, press again, or ask staff.',
  },
  'kiosk-limit': {
    vi: 'Máy đã cấp nhiều số liên tiếp. Xin chờ một phút, hoặc hỏi cán bộ.',
    en: 'Many numbers were given here. Please wait a minute, or ask our staff.',
  },
  'one-more': {
    vi: 'Máy vừa cấp một số của lĩnh vực này. Cần thêm số thì xác nhận lấy thêm.',
    en: 'A number for this service was given just now. Confirm if you need one more.',
  },
  'card-needed': {
    vi: 'Xin đưa thẻ căn cước vào máy quét, hoặc đến quầy hướng dẫn.',
    en: 'Please scan your identity card, or ask at the information desk.',
  },
  'person-limit': {
    vi: 'Hôm nay ông/bà đã lấy đủ số. Cần thêm, mời hỏi quầy hướng dẫn.',
    en: 'You have taken all your numbers for today. Please ask at the information desk.',
  },
  'from-roll': {
    vi: 'Lĩnh vực này lấy số từ cuộn giấy. Mời xé số ở cuộn.',
    en: 'Numbers for this service come from the paper roll. Please tear one off.',
  },
  'void-over': {
    vi: 'Đã quá thời gian trả lại số tại máy. Mời báo quầy hướng dẫn.',
    en: 'It is too late to give this number back here. Please tell the information desk.',
  },
  'not-this-kiosk': {
    vi: 'Số này được lấy ở máy khác. Mời báo quầy hướng dẫn.',
    en: 'This number was taken elsewhere. Please tell the information desk.',
  },
  'people-waiting': {
    vi: 'Đang có người chờ hoặc đang được phục vụ. Chỉ tập dượt khi không còn ai.',
    en: 'People are waiting or being served. Practise when nobody is left.',
  },
  practising: {
    vi: 'Đang tập dượt. Hãy kết thúc tập dượt trước.',
    en: 'The hall is practising. End the practice first.',
  },
  'not-practising': { vi: 'Hiện không tập dượt.', en: 'The hall is not practising.' },
  'not-from-roll': {
    vi: 'Lĩnh vực này không dùng cuộn số.',
    en: 'This service does not give its numbers from a roll.',
  },
  'roll-shares-series': {
    vi: 'Dãy số này còn được máy lấy số dùng. Đặt dãy riêng cho cuộn trong phần cài đặt.',
    en: 'Kiosks give numbers of this series too. Give the roll a series of its own in the settings.',
  },
  'roll-number-used': {
    vi: 'Số này đã có trong hôm nay. Nhập số lớn hơn số cuối.',
    en: 'This number is used today already. Enter one above the last.',
  },
  'roll-not-started': {
    vi: 'Chưa treo cuộn số hôm nay. Nhập số đầu của cuộn trước.',
    en: 'No roll was started today. Enter its first number first.',
  },
  'roll-too-many': {
    vi: 'Mỗi lần ghi nhiều nhất 200 số. Kiểm tra lại số vừa nhập.',
    en: 'At most 200 numbers can be counted at once. Check the number you entered.',
  },
  'there-already': {
    vi: 'Số này đã đứng ở chỗ đó.',
    en: 'The ticket stands there already.',
  },
  'message-empty': { vi: 'Hãy viết lời nhắn trước.', en: 'Please write the message first.' },
  'message-shown': { vi: 'Lời nhắn này đang hiện rồi.', en: 'This message is shown already.' },
  'messages-full': {
    vi: 'Đang hiện đủ 3 lời nhắn. Gỡ bớt một lời nhắn rồi gửi.',
    en: 'Three messages are shown already. Take one back first.',
  },
  'unknown-message': { vi: 'Lời nhắn này đã được gỡ.', en: 'This message is gone already.' },
  'help-over': { vi: 'Cuộc gọi hỗ trợ này đã kết thúc.', en: 'This call for help is over.' },
  'own-call': {
    vi: 'Đây là cuộc gọi của chính bạn. Chờ đồng nghiệp, hoặc kết thúc cuộc gọi.',
    en: 'This is your own call. Wait for a colleague, or end it.',
  },
  'not-in-this-call': {
    vi: 'Chỉ người gọi hoặc người đến hỗ trợ kết thúc được cuộc gọi này.',
    en: 'Only who called or who comes can end this call.',
  },
  'unknown-level': {
    vi: 'Không có mức đánh giá này. Mời chọn lại.',
    en: 'There is no such rating. Please choose again.',
  },
  'unknown-reason': { vi: 'Không có lý do này trong danh sách.', en: 'This reason is not on the list.' },
  'already-rated': { vi: 'Số này đã được đánh giá. Xin cảm ơn.', en: 'This ticket is rated already. Thank you.' },
  'rating-over': {
    vi: 'Đã hết thời gian đánh giá tại quầy. Xin cảm ơn.',
    en: 'The time to rate at the counter is over. Thank you.',
  },
  'unknown-campaign': {
    vi: 'Không có đợt phiếu này. Kiểm tra lại ba số đầu của mã phiếu.',
    en: 'There is no such campaign. Check the first three figures of the code.',
  },
  'campaign-over': {
    vi: 'Đợt phiếu này đã khép, không nhập thêm được.',
    en: 'This campaign is closed: no more slips of it can be entered.',
  },
  'campaign-days': {
    vi: 'Ngày của đợt phiếu chưa hợp lệ. Chọn từ hôm nay trở đi; đột xuất tối đa 31 ngày, thường xuyên tối đa 92 ngày.',
    en: 'These days cannot be. Choose from today on; at most 31 days for a surprise, 92 for routine slips.',
  },
  'campaign-slips': {
    vi: 'Số phiếu chưa hợp lệ. Mỗi quầy một dòng, cả đợt từ 1 đến 2.000 phiếu.',
    en: 'These numbers of slips cannot be. One line a counter, from 1 to 2,000 slips in all.',
  },
  'campaigns-too-many': {
    vi: 'Đang có 12 đợt phiếu chưa khép. Khép bớt trước khi lập đợt mới.',
    en: 'Twelve campaigns are not closed yet. Close some before planning another.',
  },
  'unknown-slip': {
    vi: 'Mã phiếu không đúng. Đọc lại từng số trên phiếu.',
    en: 'This code is not right. Read the figures on the slip once more.',
  },
  'slip-entered': {
    vi: 'Phiếu này đã nhập rồi. Mỗi phiếu chỉ tính một lần.',
    en: 'This slip is entered already. Each slip counts once.',
  },
  'slip-not-entered': {
    vi: 'Phiếu này chưa nhập nên không có gì để rút.',
    en: 'This slip is not entered, so there is nothing to take back.',
  },
  'slip-in-future': {
    vi: 'Ngày trên phiếu chưa đến. Kiểm tra lại ngày.',
    en: 'The day on the slip has not come yet. Check the day.',
  },
  'slip-not-of-its-days': {
    vi: 'Ngày này không thuộc đợt phiếu. Kiểm tra lại ngày trên phiếu.',
    en: 'This day is not of the slip’s campaign. Check the day on the slip.',
  },
  'more-than-handed-out': {
    vi: 'Quầy này đã nhập đủ số phiếu phát ra. Kiểm tra lại số phiếu đã phát.',
    en: 'As many slips are entered for this counter as were handed out. Check how many were handed out.',
  },
  'more-than-printed': {
    vi: 'Nhiều hơn số phiếu đã in cho quầy này. Kiểm tra lại.',
    en: 'That is more than were printed for this counter. Check the number.',
  },
  'fewer-than-returned': {
    vi: 'Ít hơn số phiếu đã thu về của quầy này. Kiểm tra lại.',
    en: 'That is fewer than have come back for this counter. Check the number.',
  },
  'day-not-open': {
    vi: 'Ngày làm việc chưa mở trên máy chủ. Chờ ít giây rồi thử lại.',
    en: 'The hub has not opened the day yet. Wait a few seconds and try again.',
  },
  'clock-same-day': {
    vi: 'Đồng hồ lệch trong cùng một ngày: số vẫn chạy đúng thứ tự, không cần xác nhận.',
    en: 'The clock is off within the same day: numbers keep their order, nothing needs confirming.',
  },
  'clock-too-far-back': {
    vi: 'Ngày giờ này lùi quá xa so với sổ ghi. Kiểm tra lại đồng hồ trước khi xác nhận.',
    en: 'This date lies too far before what is written down. Check the clock before confirming it.',
  },
  'clock-not-suspect': {
    vi: 'Đồng hồ đang đúng, không cần xác nhận.',
    en: 'The clock is trusted; there is nothing to confirm.',
  },
} as const satisfies Record<string, Text>

export type Refusal = keyof typeof REFUSALS
