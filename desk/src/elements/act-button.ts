import { html } from 'lit'
import { tell } from '#web/words/words.ts'
import '#web/elements/luot-button.ts'
import { type Act, KEYS } from '../acts.ts'
import { type Scene, whyNot } from '../why-not.ts'
import { say } from '../words.ts'

/** An act as a button with its key; where it cannot be done now, it is off and says why to whoever asks it. */
export function actButton(act: Act, scene: Scene, press: (act: Act) => void) {
  const why = whyNot(act, scene)
  return html`<luot-button
    hint=${KEYS[act]}
    data-act=${act}
    pressed=${act === 'automatic' && why === null ? String(scene.view.counter?.automatic === true) : ''}
    ?disabled=${why !== null}
    label=${why ? `${say(act)} ${KEYS[act]}. ${tell(why)}` : ''}
    title=${why ? tell(why) : ''}
    @click=${() => press(act)}
  >${say(act)}</luot-button>`
}

/** Next is the one button with room to say beside itself why it cannot be pressed. */
export function nextButton(scene: Scene, press: (act: Act) => void) {
  const why = whyNot('next', scene)
  return html`<luot-button
    class="next"
    variant="primary"
    icon="next"
    hint=${KEYS.next}
    data-act="next"
    ?disabled=${why !== null}
    why=${why ? tell(why) : ''}
    @click=${() => press('next')}
  >${say('next')}</luot-button>`
}

/**
 * Hears clicks on buttons that are off, for the group they stand in: such a click says why, as the key does. The button
 * itself lets no click through.
 */
export function hearsMute(press: (act: Act) => void) {
  return {
    capture: true,
    handleEvent(event: Event): void {
      const button = event.composedPath().find((at) => at instanceof HTMLElement && at.dataset.act !== undefined)
      if (button instanceof HTMLElement && button.hasAttribute('disabled')) press(button.dataset.act as Act)
    },
  }
}
