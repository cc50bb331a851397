import type { FieldTable } from './field-words.ts'

const OPEN_ENDED = { vi: 'Để trống: không giới hạn.', en: 'Empty: without end.' }

/** What the documents of settings call their fields; each stands under its own name. */
export const SETTINGS_WORDS: FieldTable = {
  '/backups/targets': {
    vi: 'Nơi lưu bản sao',
    en: 'Places copies go to',
    about: { vi: 'Ít nhất hai nơi, một nơi ngoài trụ sở.', en: 'Two at least, one of them outside the house.' },
  },
  '/backups/targets/*/id': {
    vi: 'Mã',
    en: 'Id',
    about: { vi: 'Ngắn, chữ thường không dấu, như o-usb.', en: 'Short, in small letters, such as usb-disk.' },
  },
  '/backups/targets/*/name': {
    vi: 'Tên gọi',
    en: 'Name',
    about: { vi: 'Như nhãn dán trên ổ đĩa.', en: 'As on its label.' },
  },
  '/backups/targets/*/kind': {
    vi: 'Loại',
    en: 'Kind',
    choices: {
      folder: { vi: 'Thư mục hoặc ổ mạng đã gắn', en: 'Folder, or a mounted network disk' },
      usb: { vi: 'Ổ USB', en: 'USB disk' },
      hub: { vi: 'Máy chủ Lượt khác', en: 'Another Lượt hub' },
    },
  },
  '/backups/targets/*/where': {
    vi: 'Ở đâu',
    en: 'Where',
    about: {
      vi: 'Thư mục: /srv/ban-sao. Ổ USB: LABEL=LUOT hoặc UUID=…. Máy chủ: http://du-phong.local:8080.',
      en: 'Folder: /srv/copies. USB: LABEL=LUOT or UUID=…. Hub: http://standby.local:8080.',
    },
  },
  '/backups/targets/*/sealed': {
    vi: 'Niêm phong',
    en: 'Sealed',
    about: { vi: 'Chỉ mã khôi phục mở được.', en: 'Only the recovery key opens it.' },
  },
  '/backups/dailyAt': { vi: 'Chép mỗi ngày lúc', en: 'Copied each day at' },
  '/backups/tailEverySeconds': {
    vi: 'Chép tiếp phần mới (giây một lần)',
    en: 'What is new follows every (s)',
    about: {
      vi: 'Máy hỏng giữa ngày chỉ mất chừng ấy giây.',
      en: 'If the hub breaks during a day, no more than that is lost.',
    },
  },
  '/backups/keepDays': {
    vi: 'Giữ bản mỗi ngày (ngày)',
    en: 'Daily copies stay (days)',
    about: { vi: 'Mỗi ngày một bản, trong chừng ấy ngày.', en: 'One copy a day, for so many days.' },
  },
  '/backups/keepWeeks': {
    vi: 'Giữ bản mỗi tuần (tuần)',
    en: 'Weekly copies stay (weeks)',
    about: { vi: '0: không giữ thêm bản theo tuần.', en: '0: no weekly ones.' },
  },
  '/backups/keepMonths': {
    vi: 'Giữ bản mỗi tháng (tháng)',
    en: 'Monthly copies stay (months)',
    about: { vi: '0: không giữ thêm bản theo tháng.', en: '0: no monthly ones.' },
  },
  '/backups/leastFreeMb': {
    vi: 'Chừa trống ít nhất (MB)',
    en: 'Leave free at least (MB)',
    about: { vi: 'Ổ còn ít hơn thì không chép.', en: 'With less room no copy is made.' },
  },

  '/city/hub': {
    vi: 'Địa chỉ máy chủ thành phố',
    en: 'The city’s hub',
    about: { vi: 'Như https://may-chu.thanh-pho.gov.vn', en: 'Such as https://hub.city.example' },
    empty: { vi: 'Để trống: không gửi gì.', en: 'Empty: nothing is sent.' },
  },
  '/city/site': {
    vi: 'Mã của sảnh này',
    en: 'The id of this hall',
    about: { vi: 'Như thành phố đã ghi ở trang Các sảnh.', en: 'As the city has entered it on its page All halls.' },
  },
  '/boards/boards': { vi: 'Từng bảng', en: 'Board by board' },
  '/boards/boards/*/id': {
    vi: 'Tên bảng',
    en: 'Board',
    about: {
      vi: 'Như trong địa chỉ của bảng (id=…); * là mọi bảng không ghi ở đây.',
      en: 'As in its address (id=…); * is every board not named here.',
    },
  },
  '/boards/boards/*/diagonal': {
    vi: 'Đường chéo (inch)',
    en: 'Diagonal (inches)',
    empty: { vi: 'Để trống: theo địa chỉ, hoặc 55.', en: 'Empty: as its address says, or 55.' },
  },
  '/boards/boards/*/distance': {
    vi: 'Ghế xa nhất (m)',
    en: 'Farthest seat (m)',
    empty: { vi: 'Để trống: theo địa chỉ, hoặc 10.', en: 'Empty: as its address says, or 10.' },
  },
  '/boards/boards/*/glass': {
    vi: 'Độ phân giải',
    en: 'Pixels',
    about: { vi: 'Để tính thử ở đây; bảng tự biết của mình.', en: 'For the reckoning here; a board knows its own.' },
  },
  '/boards/boards/*/rows': {
    vi: 'Số dòng vừa gọi',
    en: 'Rows of calls',
    empty: { vi: 'Để trống: nhiều nhất mà ghế xa nhất đọc được.', en: 'Empty: as many as the farthest seat can read.' },
  },
  '/boards/boards/*/counters': {
    vi: 'Chỉ các quầy',
    en: 'Only these counters',
    about: { vi: 'Không chọn: mọi quầy.', en: 'None chosen: all.' },
  },
  '/boards/boards/*/services': {
    vi: 'Chỉ các lĩnh vực',
    en: 'Only these services',
    about: { vi: 'Số người chờ ở chân bảng. Không chọn: tất cả.', en: 'Who waits, at its foot. None chosen: all.' },
  },
  '/boards/boards/*/waiting': { vi: 'Hiện số người chờ', en: 'Show how many wait' },
  '/boards/boards/*/media': { vi: 'Hiện ảnh và phim', en: 'Show pictures and films' },
  '/boards/notices': { vi: 'Thông báo theo ngày', en: 'Notices by day' },
  '/boards/notices/*/text': { vi: 'Nội dung', en: 'Words' },
  '/boards/notices/*/fromDay': { vi: 'Từ ngày', en: 'From', empty: OPEN_ENDED },
  '/boards/notices/*/untilDay': { vi: 'Đến hết ngày', en: 'To the end of', empty: OPEN_ENDED },
  '/boards/notices/*/fromTime': { vi: 'Mỗi ngày từ', en: 'Each day from', empty: OPEN_ENDED },
  '/boards/notices/*/untilTime': { vi: 'Mỗi ngày đến', en: 'Each day to', empty: OPEN_ENDED },
  '/boards/playlist': {
    vi: 'Ảnh và phim',
    en: 'Pictures and films',
    about: {
      vi: 'Không bao giờ che số đang gọi: đứng bên cạnh, hoặc chỉ hiện khi không gọi ai.',
      en: 'They never cover a call: beside it, or only while nobody is called.',
    },
  },
  '/boards/playlist/items': { vi: 'Lần lượt', en: 'In turn' },
  '/boards/playlist/items/*/file': { vi: 'Tệp', en: 'File' },
  '/boards/playlist/items/*/seconds': { vi: 'Ảnh đứng (giây)', en: 'A picture stands (s)' },
  '/boards/playlist/volume': {
    vi: 'Tiếng của phim (0–100)',
    en: 'Sound of films (0–100)',
    about: { vi: '0: không tiếng. Nhỏ đi khi gọi số.', en: '0: silent. It sinks during a call.' },
  },

  '/slips/logo': {
    vi: 'Biểu trưng',
    en: 'Logo',
    empty: { vi: 'Để trống: không có.', en: 'Empty: none.' },
    about: { vi: 'Chọn ảnh PNG ở kho bên dưới.', en: 'Choose a PNG from the shelf below.' },
  },
  '/slips/header': { vi: 'Dòng đầu phiếu', en: 'Lines at the top' },
  '/slips/parts': {
    vi: 'Các phần, từ trên xuống',
    en: 'Parts, from top to bottom',
    about: {
      vi: 'Tên cơ quan, số và giờ lấy số luôn được in.',
      en: 'The office, the number and its time are always printed.',
    },
  },
  '/slips/parts/*/what': {
    vi: 'Phần',
    en: 'Part',
    choices: {
      service: { vi: 'Lĩnh vực', en: 'Service' },
      counter: { vi: 'Quầy', en: 'Counters' },
      ahead: { vi: 'Số người chờ trước', en: 'People ahead' },
      estimate: { vi: 'Giờ dự kiến', en: 'When it may be' },
      please: { vi: 'Mời ngồi chờ', en: 'Please take a seat' },
      missed: { vi: 'Nếu lỡ lượt', en: 'If the call is missed' },
      notes: { vi: 'Lưu ý trong ngày', en: 'Notes of the day' },
      qr: { vi: 'Mã QR', en: 'QR code' },
    },
  },
  '/slips/footer': { vi: 'Dòng cuối phiếu', en: 'Lines at the bottom' },
  '/slips/english': { vi: 'In kèm tiếng Anh', en: 'English beside it' },
  '/slips/longestCm': { vi: 'Nhắc khi dài hơn (cm)', en: 'Say so when longer than (cm)' },

  '/call/wording': { vi: 'Câu gọi', en: 'The sentence' },
  '/call/wording/callVi': {
    vi: 'Tiếng Việt',
    en: 'In Vietnamese',
    about: {
      vi: 'Cần {number} và {counter}: "Mời số {number} đến quầy {counter}".',
      en: 'It needs {number} and {counter}.',
    },
    empty: { vi: 'Để trống: câu sẵn có.', en: 'Empty: the usual sentence.' },
  },
  '/call/wording/callEn': {
    vi: 'Tiếng Anh',
    en: 'In English',
    empty: { vi: 'Để trống: câu sẵn có.', en: 'Empty: the usual sentence.' },
  },
  '/call/first': {
    vi: 'Nói trước',
    en: 'Heard first',
    choices: { vi: { vi: 'Tiếng Việt', en: 'Vietnamese' }, en: { vi: 'Tiếng Anh', en: 'English' } },
  },
  '/call/times': {
    vi: 'Nói mấy lần',
    en: 'How often',
    empty: { vi: 'Để trống: theo địa chỉ của bảng, hoặc 2.', en: 'Empty: as the board’s address says, or 2.' },
  },
  '/call/restMs': { vi: 'Nghỉ giữa hai lần', en: 'Rest between', unit: 'seconds' },
  '/call/wordsPerMinute': { vi: 'Tốc độ (từ mỗi phút)', en: 'Speed (words a minute)' },
  '/call/voiceVi': {
    vi: 'Giọng tiếng Việt',
    en: 'Vietnamese voice',
    choices: {
      vi: { vi: 'Miền Bắc', en: 'Northern' },
      'vi-vn-x-central': { vi: 'Miền Trung', en: 'Central' },
      'vi-vn-x-south': { vi: 'Miền Nam', en: 'Southern' },
    },
  },
  '/call/voiceEn': {
    vi: 'Giọng tiếng Anh',
    en: 'English voice',
    choices: { 'en-gb': { vi: 'Anh', en: 'British' }, 'en-us': { vi: 'Mỹ', en: 'American' } },
  },

  '/closing/printAfterMinutes': {
    vi: 'Tự in sau buổi cuối (phút)',
    en: 'Printed after the last session (minutes)',
    about: {
      vi: '0: in ngay khi hết giờ làm việc.',
      en: '0: as soon as the last session ends.',
    },
    empty: { vi: 'Để trống: chỉ in khi có người bấm.', en: 'Empty: only when somebody prints it.' },
  },

  '/retention/personMonths': {
    vi: 'Giữ thông tin về người dân (tháng)',
    en: 'What speaks of citizens stays (months)',
    about: {
      vi: 'Diện ưu tiên, thủ tục, lý do đã ghi. Hết hạn thì xóa hẳn.',
      en: 'Class, procedure, reasons that were written. Then it is erased for good.',
    },
    empty: { vi: 'Để trống: giữ mãi.', en: 'Empty: for ever.' },
  },
  '/retention/complaintMonths': {
    vi: 'Giữ nội dung phản ánh (tháng)',
    en: 'The words of complaints stay (months)',
    about: {
      vi: 'Số hồ sơ, nội dung, lý do kết luận và lý do sửa điểm. Kết quả vẫn giữ.',
      en: 'File, words, reasons of the finding and of changed points. The outcome stays.',
    },
    empty: { vi: 'Để trống: giữ mãi.', en: 'Empty: for ever.' },
  },

  '/site/cameraUrl': {
    vi: 'Địa chỉ xem camera',
    en: 'Camera page',
    about: {
      vi: 'Chỉ quản trị sửa được. Không ghi mật khẩu vào đây.',
      en: 'The administrator’s alone. No password in it.',
    },
    empty: { vi: 'Để trống: không có.', en: 'Empty: none.' },
  },
  '/site/target': { vi: 'Chỉ tiêu', en: 'Target' },
  '/site/target/satisfiedShare': { vi: 'Tỷ lệ hài lòng (%)', en: 'Satisfied (%)' },
  '/site/thresholds': { vi: 'Khi nào là chờ lâu', en: 'When a wait is long' },
  '/site/thresholds/waitWarnMs': { vi: 'Hơi lâu, từ', en: 'Watched from' },
  '/site/thresholds/waitBadMs': { vi: 'Lâu, từ', en: 'Bad from' },
  '/site/usualFigures': { vi: 'So với ngày thường', en: 'Show what is usual' },
}
