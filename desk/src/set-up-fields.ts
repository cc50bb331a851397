import { whyWeak } from '#core/contract/secrets.ts'

export const FIELDS = ['code', 'staff', 'name', 'password'] as const
export type Field = (typeof FIELDS)[number]

const LEAST: Record<Exclude<Field, 'password'>, RegExp> = {
  code: /^\s*\S{4,40}\s*$/,
  staff: /^\s*[a-z0-9][a-z0-9.-]{1,39}\s*$/,
  name: /\S/,
}

/** Which fields of the first start cannot be right, before the hub is asked. */
export function notRight(given: Record<Field, string>): Field[] {
  const { staff, name, password } = given
  const who = { id: staff.trim(), name: name.trim(), role: 'admin' } as const
  return FIELDS.filter((field) =>
    field === 'password' ? whyWeak(password, who) !== null : !LEAST[field].test(given[field]),
  )
}
