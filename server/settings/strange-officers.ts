import type { SettingsLine } from '#core/contract/shapes.ts'
import type { Office } from '#core/domain/office.ts'

/**
 * Warns of officers in `skills` whom nobody knows here: a slip of the pen there lets somebody call everything. Held against the
 * people of the hub, whom the rules know nothing of; a warning only, since an office may be written down before its people.
 */
export function strangeOfficers(office: Office, isHere: (staff: string) => boolean): SettingsLine[] {
  return office.skills.flatMap(({ staff }, i) => {
    if (isHere(staff)) return []
    const vi = `Không có ai tên đăng nhập "${staff}" đang làm việc ở đây, nên dòng chuyên môn này chưa có tác dụng. Sửa tên, hoặc thêm người ở trang "Con người".`
    const en = `Nobody here signs in as "${staff}", so these skills hold for nobody. Mend the name, or add the person on the page "People".`
    return [{ severity: 'warning', path: `/skills/${i}/staff`, code: 'unknown-officer', vi, en }]
  })
}
