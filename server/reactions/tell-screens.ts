import type { Reaction } from '../road.ts'
import type { Screens } from '../screens.ts'

/** Shows every screen the hall as it is now. */
export function tellScreens({ screens }: { screens: Screens }): Reaction {
  return () => screens.show()
}
