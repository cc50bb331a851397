export const FIELDS = ['code', 'staff', 'name', 'password'] as const
export type Field = (typeof FIELDS)[number]

const LEAST: Record<Field, RegExp> = {
  code: /^\s*\S{4,40}\s*$/,
  staff: /^\s*[a-z0-9][a-z0-9.-]{1,39}\s*$/,
  name: /\S/,
  password: /^.{8,128}$/,
}

/** Which fields of the first start cannot be right, before the hub is asked. */
export function notRight(given: Record<Field, string>): Field[] {
  return FIELDS.filter((field) => !LEAST[field].test(given[field]))
}
