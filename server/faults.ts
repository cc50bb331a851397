import { type FaultCode as DriverFault, driverFaults } from '#server/drivers/device.ts'

/**
 * Everything that may break, by code: a sentence for the screen and what staff can do about it, in both languages.
 *
 * The code is for programs and logs and never changes; the words are for people and may.
 */
export interface FaultEntry {
  readonly severity: 'warning' | 'broken'
  readonly sentence: Words
  readonly help: Words
}

interface Words {
  readonly vi: string
  readonly en: string
}

/** Faults of the hub itself; those of devices are named by the drivers. */
export const hubFaults = [
  'voice-missing',
  'disk-full',
  'disk-low',
  'clock-suspect',
  'screen-copied',
  'agent-copied',
  'tls-shut',
  'journal-damaged',
  'copies-nowhere',
  'target-away',
  'target-another',
  'target-no-key',
  'target-full',
  'target-read-only',
  'target-file-limit',
  'copy-failed',
  'copy-unproven',
  'copy-late',
  'recovery-key-unseen',
  'went-on-from-a-copy',
  'unknown',
] as const

export type FaultCode = DriverFault | (typeof hubFaults)[number]

export const faultCodes: readonly FaultCode[] = [...driverFaults, ...hubFaults]

const entries: Record<FaultCode, FaultEntry> = {
  'paper-out': broken(
    'Máy in hết giấy.',
    'The printer is out of paper.',
    'Mở nắp, thay cuộn giấy mới, đóng nắp. Số của công dân vẫn còn; in lại từ màn hình quầy.',
    'Open the cover, put in a new roll, close it. No number is lost; reprint from the desk.',
  ),
  'paper-near-end': warning(
    'Giấy in sắp hết.',
    'The paper is nearly used up.',
    'Chuẩn bị một cuộn giấy mới bên cạnh máy.',
    'Keep a new roll beside the printer.',
  ),
  'cover-open': broken(
    'Nắp máy in đang mở.',
    'The printer cover is open.',
    'Đóng nắp cho đến khi nghe tiếng khớp.',
    'Close the cover until it clicks.',
  ),
  cutter: broken(
    'Dao cắt giấy bị kẹt.',
    'The paper cutter is jammed.',
    'Tắt máy in, mở nắp, gỡ giấy kẹt, đóng nắp rồi bật lại. Nếu còn kẹt, gọi kỹ thuật.',
    'Switch the printer off, open it, take out the jammed paper, close it and switch it on. If it stays, call the technician.',
  ),
  'printer-error': broken(
    'Máy in báo lỗi.',
    'The printer reports an error.',
    'Tắt máy in, đợi mười giây rồi bật lại. Nếu đèn lỗi còn sáng, gọi kỹ thuật.',
    'Switch the printer off, wait ten seconds, switch it on. If its error lamp stays lit, call the technician.',
  ),
  'printer-offline': broken(
    'Máy in đang ngoại tuyến.',
    'The printer is offline.',
    'Kiểm tra giấy và nắp, rồi bấm nút FEED hoặc ONLINE trên máy in.',
    'Check paper and cover, then press FEED or ONLINE on the printer.',
  ),
  'printer-unreachable': broken(
    'Không kết nối được với máy in qua mạng.',
    'The printer cannot be reached on the network.',
    'Kiểm tra nguồn điện và dây mạng của máy in. Nếu đổi mạng, xem lại địa chỉ máy in trong phần cài đặt.',
    'Check its power and network cable. If the network changed, check its address in the settings.',
  ),
  'printer-silent': warning(
    'Máy in không trả lời; không biết phiếu có ra hay không.',
    'The printer does not answer; nobody knows whether slips come out.',
    'Nhìn xem phiếu có ra giấy không. Có loại máy in không biết trả lời: vẫn dùng được, nhưng phải tự kiểm tra giấy.',
    'Look whether slips come out. Some printers cannot answer: usable, but check the paper yourself.',
  ),
  'printer-stuck': broken(
    'Máy in ngừng nhận dữ liệu giữa chừng.',
    'The printer stopped taking data in the middle.',
    'Kiểm tra giấy và nắp, tắt rồi bật lại máy in, sau đó in lại phiếu (phiếu in lại có chữ "bản sao").',
    'Check paper and cover, switch the printer off and on, then reprint (the reprint is marked as a copy).',
  ),
  'printer-gone': broken(
    'Mất kết nối với máy in khi đang in.',
    'The connection to the printer broke while printing.',
    'Kiểm tra dây cáp và nguồn điện, rồi in lại phiếu (phiếu in lại có chữ "bản sao").',
    'Check cable and power, then reprint (the reprint is marked as a copy).',
  ),
  'print-not-noted': broken(
    'Không ghi được sổ in nên phiếu chưa được in.',
    'The print book could not be written, so the slip was not printed.',
    'Kiểm tra dung lượng thẻ nhớ hoặc ổ đĩa, rồi in lại phiếu.',
    'Check the space on the card or disk, then print the slip again.',
  ),
  'paper-jam': broken(
    'Giấy bị kẹt trong máy in.',
    'Paper is jammed in the printer.',
    'Mở máy in, lấy hết giấy kẹt ở đầu in, dao cắt và miệng ra phiếu, rồi đóng lại.',
    'Open the printer, take all jammed paper from head, knife and mouth, and close it.',
  ),
  'ticket-left': warning(
    'Có phiếu bị bỏ quên ở miệng máy in.',
    'A ticket was left in the mouth of the printer.',
    'Lấy phiếu ra. Nếu có người đang tìm số, hỏi và trao lại phiếu.',
    'Take the ticket out. If somebody is looking for a number, ask and hand it over.',
  ),
  'baud-slow': warning(
    'Đường nối máy in chậm, phiếu ra lâu.',
    'The line to the printer is slow, slips take long.',
    'Đặt tốc độ 115200 baud trở lên ở máy in và trong phần cài đặt thiết bị, hoặc nối máy in qua USB.',
    'Set 115,200 baud or more at the printer and in the device settings, or connect it by USB.',
  ),
  'device-missing': broken(
    'Không tìm thấy thiết bị.',
    'The device is not there.',
    'Cắm lại dây cáp và kiểm tra nguồn điện của thiết bị. Hệ thống tự nhận lại.',
    'Plug the cable in again and check the power. It is found again by itself.',
  ),
  'device-busy': broken(
    'Thiết bị đang được chương trình khác sử dụng.',
    'Another program is using the device.',
    'Đóng chương trình khác đang dùng thiết bị (ví dụ hàng đợi in của hệ điều hành).',
    'Close the other program that uses it (for example the system print queue).',
  ),
  'device-closed': broken(
    'Thiết bị đã được đóng lại.',
    'The device was closed.',
    'Đợi hệ thống khởi động xong rồi thử lại.',
    'Wait until the hub has started, then try again.',
  ),
  'device-error': broken(
    'Thiết bị gặp lỗi.',
    'The device failed.',
    'Rút ra, đợi mười giây rồi cắm lại. Nếu còn lỗi, gọi kỹ thuật.',
    'Unplug it, wait ten seconds and plug it in again. If it stays, call the technician.',
  ),
  'device-opening': warning(
    'Đang kết nối với thiết bị.',
    'The device is being connected.',
    'Đợi vài giây.',
    'Wait a few seconds.',
  ),
  'device-settings': broken(
    'Cài đặt của thiết bị không đúng.',
    'The settings of the device are not valid.',
    'Mở phần cài đặt thiết bị, sửa chỗ được đánh dấu rồi lưu lại.',
    'Open the device settings, correct what is marked and save.',
  ),
  'power-cut': broken(
    'Mất điện khi đang in; không biết phiếu đã ra hay chưa.',
    'The power went while a slip was printed; nobody knows whether it came out.',
    'Nhìn khay máy in: nếu không có phiếu, in lại từ màn hình quầy (phiếu in lại có chữ "bản sao"). Số vẫn còn.',
    'Look at the printer: where no slip came out, reprint from the desk (marked as a copy). The number stands.',
  ),
  'too-late': broken(
    'Phiếu không in được trong thời gian chờ nên đã bỏ qua.',
    'The slip could not be printed while its owner stood there, and was left out.',
    'Số của công dân vẫn còn. Nếu người đó cần phiếu, in lại từ màn hình quầy.',
    'No number is lost. Where the person wants the slip, reprint it from the desk.',
  ),
  'agent-away': broken(
    'Mất kết nối với máy phụ mà thiết bị này cắm vào.',
    'The machine this device is plugged into cannot be reached.',
    'Kiểm tra nguồn điện và dây mạng của máy phụ đó. Hệ thống tự kết nối lại; phiếu đang chờ sẽ được in sau.',
    'Check the power and the network cable of that machine. It is found again by itself; slips that wait are printed then.',
  ),
  'device-unconfigured': broken(
    'Chưa cài đặt thiết bị này.',
    'This device has not been set up.',
    'Thêm thiết bị trong phần cài đặt.',
    'Add the device in the settings.',
  ),
  'no-permission': broken(
    'Hệ thống không có quyền dùng thiết bị.',
    'The system may not use the device.',
    'Quản trị viên cài lại quy tắc udev (xem docs/hardware.md), rồi cắm lại thiết bị.',
    'The administrator installs the udev rules (docs/hardware.md) and plugs the device in again.',
  ),
  'driver-missing': broken(
    'Thiếu phần mềm điều khiển thiết bị.',
    'The driver for the device is not installed.',
    'Quản trị viên cài phần mềm điều khiển (xem docs/hardware.md). Các phần khác vẫn hoạt động.',
    'The administrator installs the driver (docs/hardware.md). Everything else goes on working.',
  ),
  'sound-missing': warning(
    'Không đọc được tệp âm thanh.',
    'A sound file could not be read.',
    'Bảng vẫn hiện số. Nếu lặp lại, quản trị viên xóa thư mục clips-made để hệ thống tạo lại.',
    'The board shows the number. If it happens again, the administrator deletes the folder clips-made: it is made anew.',
  ),
  'sound-stuck': broken(
    'Loa không phát hết tiếng.',
    'The loudspeaker does not finish its sound.',
    'Rút bộ âm thanh USB, đợi mười giây rồi cắm lại; kiểm tra nguồn của âm-li. Bảng gọi số vẫn hoạt động.',
    'Unplug the USB sound card, wait ten seconds, plug it in; check the amplifier’s power. The boards go on working.',
  ),
  'keys-shared': warning(
    'Phím của thiết bị này còn gõ vào cửa sổ đang mở trên máy.',
    'The keys of this device also type into the window that is open.',
    'Quản trị viên cài lại quy tắc udev (xem docs/hardware.md, mục Keypads), rồi rút ra cắm lại.',
    'The administrator installs the udev rules (docs/hardware.md, Keypads), then plugs it in again.',
  ),
  'button-stuck': warning(
    'Nút bấm bị kẹt hoặc dây nút bị chập.',
    'A button is stuck, or its wire touches another.',
    'Bấm nhả nút vài lần. Nếu còn báo, rút dây của nút đó ra khỏi hộp và gọi kỹ thuật; các nút khác vẫn dùng được.',
    'Press and let go a few times. If it stays, take that button’s wire off and call the technician; the others go on working.',
  ),
  'sign-silent': warning(
    'Bảng số ở quầy không trả lời.',
    'A counter sign does not answer.',
    'Kiểm tra nguồn điện và hai dây A/B của bảng được nêu tên, và địa chỉ cài trong bảng. Các bảng khác vẫn chạy.',
    'Check power and the A/B wires of the sign named, and the address set in it. The other signs go on.',
  ),
  'sign-garbled': warning(
    'Tín hiệu trả lời của bảng số bị nhiễu.',
    'The answers of a counter sign arrive damaged.',
    'Kiểm tra xem có hai bảng trùng địa chỉ không, dây A/B có bị đảo hay lỏng không, và điện trở 120 Ω ở hai đầu dây.',
    'See whether two signs have the same address, whether A/B are swapped or loose, and the 120 Ω resistors at both ends.',
  ),
  'sign-refuses': warning(
    'Bảng số không nhận lệnh hiển thị.',
    'A counter sign refuses what it is told.',
    'Trong phần cài đặt, chọn đúng loại bảng hoặc sửa địa chỉ thanh ghi theo sách hướng dẫn của bảng.',
    'Choose the right model in the settings, or correct the register address after the sign’s manual.',
  ),
  'sign-too-narrow': warning(
    'Số phiếu không hiện vừa trên bảng số ở quầy, nên bảng để trống.',
    'A number does not fit on the counter sign, so the sign stays blank.',
    'Dùng bảng có nhiều chữ số hơn, hoặc cho phép chỉ hiện phần số (bỏ chữ cái) trong phần cài đặt.',
    'Use a sign with more digits, or let it show the digits only (without the letter) in the settings.',
  ),
  'voice-missing': warning(
    'Chưa có giọng đọc gọi số.',
    'There is no voice for the calls.',
    'Quản trị viên cài gói espeak-ng hoặc chép thư mục giọng ghi âm. Bảng gọi số vẫn hoạt động.',
    'The administrator installs espeak-ng or a folder of recorded clips. The boards go on working.',
  ),
  'disk-full': broken(
    'Bộ nhớ đã đầy: không cấp được số mới.',
    'The disk is full: no new numbers can be given.',
    'Gọi quản trị viên dọn bộ nhớ. Không số nào bị mất; bảng và danh sách chờ vẫn hiện.',
    'Have the administrator free some space. No number is lost; boards and lists stay.',
  ),
  'screen-copied': broken(
    'Khóa của một màn hình bị dùng ở hai nơi; cả hai đã bị ngắt.',
    'The key of a screen was used in two places; both were cut.',
    'Quản trị mở trang Màn hình, đến tận màn hình thật so mã rồi duyệt lại.',
    'The administrator opens the page Screens, compares the code on the real screen and approves it again.',
  ),
  'agent-copied': broken(
    'Khóa của một máy phụ bị dùng ở hai máy; cả hai đã bị ngắt.',
    'The key of an agent was used in two machines; both were cut.',
    'Quản trị mở trang Thiết bị, đến tận máy phụ thật so mã rồi duyệt lại.',
    'The administrator opens the page Devices, compares the code of the real agent and approves it again.',
  ),
  'tls-shut': broken(
    'Cửa có khóa (TLS) không mở được.',
    'The door with a lock (TLS) could not be opened.',
    'Hàng đợi vẫn chạy. Cán bộ vào bằng http với địa chỉ số của máy chủ. Quản trị đọc dòng báo lỗi TLS trong nhật ký máy chủ, sửa, rồi khởi động lại.',
    // A browser that was here over TLS insists on it for the name, never for a number.
    'The queue goes on. Staff come in over http by the number address of the hub. The administrator reads the line about TLS in its log, mends it and restarts.',
  ),
  'disk-low': warning(
    'Bộ nhớ sắp đầy.',
    'The disk is nearly full.',
    'Báo quản trị viên chép bản sao lưu ra ngoài và dọn bộ nhớ trong hôm nay.',
    'Ask the administrator to move backups away and free space today.',
  ),
  'clock-suspect': broken(
    'Đồng hồ hệ thống có thể sai.',
    'The clock may be wrong.',
    'Quản trị viên kiểm tra ngày giờ và kết nối mạng. Số thứ tự vẫn được cấp đúng thứ tự.',
    'The administrator checks date, time and network. Numbers go on in their right order.',
  ),
  'journal-damaged': broken(
    'Nhật ký lượt bị hỏng một phần.',
    'Part of the journal is damaged.',
    'Không tắt máy. Gọi quản trị viên: dữ liệu được giữ nguyên để khôi phục.',
    'Do not switch off. Call the administrator: the data is kept for recovery.',
  ),
  'copies-nowhere': warning(
    'Chưa có nơi lưu bản sao dự phòng.',
    'There is nowhere copies of the data go to.',
    'Quản trị viên mở trang "Sao lưu", thêm một ổ USB hoặc một máy khác.',
    'The administrator opens the page "Copies" and adds a USB disk or another machine.',
  ),
  'target-away': warning(
    'Không thấy nơi lưu bản sao: chưa cắm đĩa, hoặc máy kia tắt.',
    'A place for copies is not there: its disk is not plugged in, or that machine does not answer.',
    'Cắm lại ổ đĩa hoặc bật máy kia. Bản sao còn thiếu sẽ tự được chép bù.',
    'Plug the disk in again, or switch that machine on. Copies that are owed are made by themselves.',
  ),
  'target-another': warning(
    'Đây không phải ổ đã dùng để lưu, hoặc ổ chưa gắn.',
    'This is not the disk copies went to before, or it is not mounted.',
    'Cắm đúng ổ đĩa. Nếu muốn dùng ổ mới, bấm "Dùng ổ này" ở trang Sao lưu.',
    'Plug in the right disk. To go on with a new one, press "Use this one" on the page Copies.',
  ),
  'target-no-key': warning(
    'Chưa có khóa để gửi bản sao sang máy kia.',
    'There is no key yet to send copies to the other machine.',
    'Ở máy kia, mở trang Sao lưu, thêm máy này và nhập khóa nhận được vào đây.',
    'On the other machine open the page Copies, add this hub, and enter the key it shows here.',
  ),
  'target-full': warning(
    'Nơi lưu bản sao gần đầy: chưa chép được bản mới.',
    'A place for copies is nearly full: no new copy was made.',
    'Dọn các tệp khác trên ổ đó, giảm số bản được giữ, hoặc dùng ổ lớn hơn. Bản cũ vẫn còn.',
    'Clear other files from it, keep fewer copies, or use a larger disk. The older copies are still there.',
  ),
  'target-read-only': warning(
    'Nơi lưu bản sao không cho ghi.',
    'A place for copies cannot be written to.',
    'Gạt khóa ghi trên ổ hoặc thẻ. Ổ từng bị rút khi đang ghi: rút ra, cắm lại; nếu vẫn vậy, kiểm tra ổ trên máy tính hoặc thay ổ.',
    'Move the write lock of the disk or card. If it was pulled out while it was written: unplug it and plug it in again; if that does not help, have a computer check it, or replace it.',
  ),
  'target-file-limit': warning(
    'Bản sao lớn hơn 4 GB, mà ổ định dạng FAT32 không nhận.',
    'The copy is larger than 4 GB, and a FAT32 disk takes no such file.',
    'Định dạng lại ổ thành exFAT, hoặc dùng ổ khác. Hoặc bớt phim lớn trong kho ảnh, phim.',
    'Format the disk as exFAT, or use another one. Or take large films from the pictures and films.',
  ),
  'copy-failed': warning(
    'Không chép được bản sao.',
    'A copy could not be made.',
    'Xem lý do ở trang Sao lưu; hệ thống tự thử lại. Nếu lặp lại, thay ổ đĩa.',
    'The page Copies tells why; it is tried again by itself. If it goes on, replace the disk.',
  ),
  'copy-unproven': broken(
    'Bản sao mới nhất không khôi phục thử được.',
    'The newest copy could not be restored in the trial.',
    'Thay ổ đĩa hoặc thẻ nhớ của nơi lưu đó, rồi bấm "Chép ngay". Các bản cũ hơn vẫn còn.',
    'Replace the disk of that place, then press "Copy now". The older copies are still there.',
  ),
  'copy-late': warning(
    'Đã hơn một ngày chưa có bản sao mới.',
    'There has been no new copy for more than a day.',
    'Mở trang Sao lưu xem nơi lưu nào thiếu, rồi bấm "Chép ngay".',
    'Open the page Copies, see which place is behind, and press "Copy now".',
  ),
  'recovery-key-unseen': warning(
    'Bản sao được niêm phong nhưng chưa ai in mã khôi phục.',
    'Copies are sealed, and nobody has printed the recovery key.',
    'Quản trị viên mở trang Sao lưu, bấm "Xem mã khôi phục", in ra và cất vào két.',
    'The administrator opens the page Copies, shows the recovery key, prints it and locks it away.',
  ),
  'went-on-from-a-copy': warning(
    'Máy chủ đã chạy tiếp từ một bản sao hôm nay.',
    'The hub went on from a copy today.',
    'Số tiếp theo đã nhảy cách để không trùng. Nếu ai cầm số không có trong danh sách, cấp số mới và gọi trước.',
    'Numbers leapt ahead so that none is given twice. Whoever holds one that is not on the list gets a new one and goes first.',
  ),
  unknown: broken(
    'Có sự cố chưa rõ.',
    'Something unknown went wrong.',
    'Ghi lại giờ xảy ra và gọi quản trị viên.',
    'Note the time and call the administrator.',
  ),
}

/** What to tell people about a fault; a code nobody wrote a sentence for is still told, as something unknown. */
export function faultEntry(code: string): FaultEntry {
  return isFaultCode(code) ? entries[code] : entries.unknown
}

export function isFaultCode(code: string): code is FaultCode {
  return Object.hasOwn(entries, code)
}

function broken(vi: string, en: string, helpVi: string, helpEn: string): FaultEntry {
  return { severity: 'broken', sentence: { vi, en }, help: { vi: helpVi, en: helpEn } }
}

function warning(vi: string, en: string, helpVi: string, helpEn: string): FaultEntry {
  return { ...broken(vi, en, helpVi, helpEn), severity: 'warning' }
}
