import { windowName } from './flags.ts'
import type { ScreenSettings } from './settings.ts'

/**
 * Writes what the compositor is told: which window belongs on which output, and nothing anybody could press.
 *
 *     luot-kiosk-HDMI-A-1 ──assign──▶ workspace HDMI-A-1 ──▶ output HDMI-A-1  ◀── the touch screen's fingers
 *     luot-board-HDMI-A-2 ──assign──▶ workspace HDMI-A-2 ──▶ output HDMI-A-2
 *
 * A workspace goes home by itself when its television is switched on again in the morning. (With labwc 0.8.3 the board
 * came back over the kiosk and stayed there; cage draws one picture over all outputs. See docs/decisions.)
 */
export function swayConfig(screens: readonly ScreenSettings[]): string {
  const touched = screens.filter(({ touch }) => touch !== null)
  return [
    '# Written by install-kiosk.sh; change /etc/luot/{kiosk,board}-*.env and run it again.',
    // Without a single bindsym there is no key that does anything; with no bar there is nothing to touch.
    'xwayland disable',
    'default_border none',
    'default_floating_border none',
    'floating_modifier none',
    'focus_follows_mouse no',
    'focus_on_window_activation none',
    'workspace_auto_back_and_forth no',
    // A dialog the browser should never open stays under the page if it does.
    'popup_during_fullscreen ignore',
    'seat * hide_cursor 100',
    // The udev rules keep all of these from the seat already; this is the second lock on the same door.
    ...['keyboard', 'pointer', 'touchpad', 'tablet_tool', 'tablet_pad', 'switch'].map(
      (kind) => `input type:${kind} events disabled`,
    ),
    // With two touch screens each is bound to its own output by WL_OUTPUT in the udev rules.
    ...(touched.length === 1 ? [`input type:touch map_to_output ${touched[0]!.output}`] : []),
    ...screens.flatMap(screenLines),
    '',
  ].join('\n')
}

function screenLines(screen: ScreenSettings): string[] {
  const { output, mode, rotate, scale } = screen
  const picture = [mode !== null && `mode ${mode}`, `transform ${rotate || 'normal'}`, `scale ${scale}`]
  const window = `[app_id="^${windowName(screen)}$"]`
  return [
    `output ${output} ${picture.filter((part) => part !== false).join(' ')}`,
    `workspace ${output} output ${output}`,
    `assign ${window} workspace ${output}`,
    // A screen in use never goes dark.
    `for_window ${window} fullscreen enable, inhibit_idle open${screen.kind === 'kiosk' ? ', focus' : ''}`,
    // A board whose television is off moves in with the kiosk; what was focused last stays in front, so a board never is.
    ...(screen.kind === 'board' ? [`no_focus ${window}`] : []),
  ]
}
