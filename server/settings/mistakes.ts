import { Settings } from 'typebox/system'
import type { Line } from '#core/domain/contradictions.ts'

/** What a schema finds wrong at one place of a document. */
export interface Mistake {
  readonly keyword: string
  readonly schemaPath: string
  readonly instancePath: string
  readonly params: {
    readonly limit?: number
    readonly pattern?: string
    readonly type?: string
    readonly requiredProperties?: readonly string[]
  }
}

/** Says a mistake of form in the words of people. */
export function sentenceFor({ keyword, instancePath, params }: Mistake): Line {
  const { vi, en } = words(keyword, params)
  return {
    severity: 'error',
    path: instancePath,
    code: keyword === 'boolean' ? 'unknown-field' : `form-${keyword}`,
    vi,
    en,
  }
}

function words(keyword: string, { limit = 0, pattern = '', type = '' }: Mistake['params']): { vi: string; en: string } {
  switch (keyword) {
    case 'minimum':
      return { vi: `Phải từ ${limit} trở lên.`, en: `It must be ${limit} or more.` }
    case 'maximum':
      return { vi: `Không được quá ${limit}.`, en: `It must be ${limit} at most.` }
    case 'minItems':
      return { vi: `Cần ít nhất ${limit} dòng.`, en: `It needs ${limit} entries at least.` }
    case 'maxItems':
      return { vi: `Không được quá ${limit} dòng.`, en: `It may have ${limit} entries at most.` }
    case 'minLength':
      return { vi: 'Không được để trống.', en: 'It must not be empty.' }
    case 'maxLength':
      return { vi: `Không được dài quá ${limit} ký tự.`, en: `It must have ${limit} letters at most.` }
    case 'pattern':
      return (
        FORMS.find(({ of }) => pattern.includes(of)) ?? {
          vi: 'Sai cách ghi.',
          en: 'It is not written as it should be.',
        }
      )
    case 'required':
      return { vi: 'Còn thiếu mục này.', en: 'This is missing.' }
    case 'boolean':
      return {
        vi: 'Không có mục này. Bỏ đi, hoặc sửa tên.',
        en: 'There is no such field. Take it away, or correct its name.',
      }
    case '~refine':
      return {
        vi: 'Có mục trùng nhau hoặc không hợp nhau. Mỗi tên, mỗi chân, mỗi mã chỉ dùng một lần.',
        en: 'Something stands there twice or does not fit. Use each name, pin and code once.',
      }
    case 'type':
      return KINDS[type] ?? { vi: 'Sai kiểu giá trị.', en: 'This is the wrong kind of value.' }
    default:
      return { vi: 'Hãy chọn một trong các giá trị cho phép.', en: 'Choose one of the values that are allowed.' }
  }
}

// By a part of the pattern that no other has.
const FORMS = [
  { of: '2[0-3]', vi: 'Ghi giờ dạng HH:MM, ví dụ 07:30.', en: 'Write the time as HH:MM, 07:30 for example.' },
  {
    of: 'd{4}',
    vi: 'Ghi ngày dạng NĂM-THÁNG-NGÀY, ví dụ 2026-09-02.',
    en: 'Write the date as YYYY-MM-DD, 2026-09-02 for example.',
  },
  { of: '[A-Z]', vi: 'Chỉ dùng tối đa 3 chữ in hoa không dấu.', en: 'Use three capital letters A–Z at most.' },
  {
    of: '[a-z0-9]',
    vi: 'Chỉ dùng chữ thường không dấu, số và gạch nối.',
    en: 'Use small letters a–z, digits and hyphens only.',
  },
]

const KINDS: Readonly<Record<string, { vi: string; en: string }>> = {
  integer: { vi: 'Phải là số nguyên.', en: 'It must be a whole number.' },
  number: { vi: 'Phải là một số.', en: 'It must be a number.' },
  string: { vi: 'Phải là chữ.', en: 'It must be text.' },
  boolean: { vi: 'Phải là có hoặc không.', en: 'It must be yes or no.' },
  array: { vi: 'Phải là một danh sách.', en: 'It must be a list.' },
  object: { vi: 'Phải là một nhóm mục.', en: 'It must be a group of fields.' },
}

/** A schema, compiled. */
interface Check {
  Errors(document: unknown): unknown
}

const MOST_MISTAKES = 300

/** What is wrong with a document's form, once for each place. */
export function mistakesOf(check: Check, document: unknown): Mistake[] {
  const { maxErrors } = Settings.Get()
  Settings.Set({ maxErrors: MOST_MISTAKES })
  try {
    const found = plain(check.Errors(document) as Mistake[])
    return found.filter((one, i) => found.findIndex(({ instancePath }) => instancePath === one.instancePath) === i)
  } finally {
    Settings.Set({ maxErrors })
  }
}

/**
 * Where a value may be one of several kinds the schema tells what is wrong with each kind. People meant one of them: the one
 * whose own name fits; and where none does, the choice itself is the mistake.
 */
function plain(found: readonly Mistake[]): Mistake[] {
  const unions = found.filter(({ keyword }) => keyword === 'anyOf')
  const outer = unions.filter((one) => !unions.some((other) => other !== one && isWithin(one, other)))
  const rest = found
    .filter((one) => !outer.some((union) => one === union || isWithin(one, union)))
    .flatMap((one) => withoutParents(one))
  return [...rest, ...outer.flatMap((union) => meant(found, union))]
}

function isWithin(one: Mistake, union: Mistake): boolean {
  const isDeeper = one.schemaPath.startsWith(`${union.schemaPath}/anyOf/`)
  const { instancePath } = one
  return isDeeper && (instancePath === union.instancePath || instancePath.startsWith(`${union.instancePath}/`))
}

function meant(found: readonly Mistake[], union: Mistake): Mistake[] {
  const kinds = Map.groupBy(
    found.filter((one) => isWithin(one, union)),
    ({ schemaPath }) => schemaPath.slice(`${union.schemaPath}/anyOf/`.length).split('/', 1)[0],
  )
  const isAnother = ({ keyword, instancePath }: Mistake) =>
    (keyword === 'type' && instancePath === union.instancePath) ||
    (keyword === 'const' && instancePath.split('/').length <= union.instancePath.split('/').length + 1)
  const fitting = [...kinds.values()].filter((mistakes) => !mistakes.some(isAnother))
  return fitting.length === 1 ? plain(fitting[0] ?? []) : [union]
}

/** Unknown fields are told where they stand, missing ones where they should; not at the object around them. */
function withoutParents(one: Mistake): Mistake[] {
  if (one.keyword === 'additionalProperties') return []
  if (one.keyword !== 'required') return [one]
  return (one.params.requiredProperties ?? []).map((name) => ({ ...one, instancePath: `${one.instancePath}/${name}` }))
}
