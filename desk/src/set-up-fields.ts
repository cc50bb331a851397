import { whyWeak } from '#core/contract/secrets.ts'

export const FIELDS = ['code', 'staff', 'name', 'password'] as const
export type Field = (typeof FIELDS)[number]

const LEAST: Record<Exclude<Field, 'password'>, RegExp> = {
  // Letters and digits, however they are spaced: the hub looks at nothing else.
  code: /^\s*(?:[0-9a-z][^0-9a-z]*){4,40}$/i,
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
