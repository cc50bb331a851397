import Type, { type Static } from 'typebox'
import { closed, OrNull } from '../shapes.ts'

/**
 * What leaders look at in this office: its target, when a wait is long, where its camera is. Nothing of it decides who is
 * called; that stands in the office's rules.
 */
export const Site = Type.Object(
  {
    /** Where the office's own camera picture is looked at; opened in a tab of its own. The administrator's alone. */
    cameraUrl: OrNull(
      Type.String({
        maxLength: 500,
        pattern: '^(https?|rtsps?)://[^\\s@]+$',
        description: 'a page of the camera system, without a name and password in it',
      }),
    ),
    target: Type.Object(
      {
        /** The share of ratings that should count as satisfied; the line in every chart. Offices of 2016 named 80 %. */
        satisfiedShare: Type.Number({ minimum: 0, maximum: 1 }),
      },
      closed,
    ),
    /** From which wait on a figure is coloured, on the pages of head and leader. */
    thresholds: Type.Object(
      {
        waitWarnMs: Type.Integer({ minimum: 60_000, maximum: 14_400_000, description: 'ms' }),
        waitBadMs: Type.Integer({ minimum: 60_000, maximum: 14_400_000, description: 'ms' }),
      },
      closed,
    ),
    /** Whether today is shown beside what is usual at this hour. */
    usualFigures: Type.Boolean(),
  },
  closed,
)
export type Site = Static<typeof Site>
