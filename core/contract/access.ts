import Type, { type Static } from 'typebox'

/**
 * The people of an office, by what they may do here. Every door names those it lets in by one of the lists below (docs/access.md
 * is drawn from them), so that who may do what is said once.
 *
 * officer: serves at a counter. head: runs the hall, its officers and its rules. leader: looks, and changes nothing. city: a leader
 * of many offices, sees figures without persons. admin: sets up people, devices and settings. auditor: reads everything that proves
 * what happened, and changes nothing.
 */
export const StaffRole = Type.Union([
  Type.Literal('officer'),
  Type.Literal('head'),
  Type.Literal('leader'),
  Type.Literal('city'),
  Type.Literal('admin'),
  Type.Literal('auditor'),
])
export type StaffRole = Static<typeof StaffRole>

/** Everyone who signs in. */
export const PEOPLE = ['officer', 'head', 'leader', 'city', 'admin', 'auditor'] as const satisfies readonly StaffRole[]
/** Who sits at a counter, or helps there. */
export const AT_COUNTERS = ['officer', 'head', 'admin'] as const satisfies readonly StaffRole[]
/** Who sees the hall as it is, with the names of those who serve: everyone of the office. */
export const OF_THE_OFFICE = ['officer', 'head', 'leader', 'admin', 'auditor'] as const satisfies readonly StaffRole[]
/** Who runs the hall. */
export const HEADS = ['head', 'admin'] as const satisfies readonly StaffRole[]
/** Who sets up people, devices and the hub itself. */
export const ADMINS = ['admin'] as const satisfies readonly StaffRole[]
/** Who reads figures of the whole hall, with the names of its officers. */
export const WATCHERS = ['head', 'leader', 'admin', 'auditor'] as const satisfies readonly StaffRole[]
/** Who reads figures of the hall without any person in them. */
export const FIGURES = ['head', 'leader', 'city', 'admin', 'auditor'] as const satisfies readonly StaffRole[]
/** Who reads what proves the past: acts, versions, the chain. */
export const EXAMINERS = ['head', 'admin', 'auditor'] as const satisfies readonly StaffRole[]
