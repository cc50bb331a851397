import { css } from 'lit'

/** How the desk's questions look: choices one below the other, each with its key. */
export const questionSheet = css`
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr));
    gap: var(--gap-small);
  }
  .choices luot-button {
    --button-align: start;
  }
  .stack {
    display: grid;
    gap: var(--gap);
  }
  h3 {
    font-size: var(--text);
  }
  label {
    display: block;
    font-weight: var(--weight-strong);
  }
  input {
    inline-size: 100%;
    min-block-size: var(--target);
    padding: var(--gap-small) var(--gap);
    border: var(--stroke) solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--card);
    color: var(--ink);
    font: inherit;
  }
  .soft {
    color: var(--ink-soft);
  }
  .wrong {
    color: var(--bad);
    font-weight: var(--weight-strong);
  }
  .wrong:empty {
    display: none;
  }
`

/** Arrow keys walk through the buttons of a question; the focus then stands on a neighbour. */
export function walkButtons(event: KeyboardEvent, buttons: readonly HTMLElement[]): void {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
  if (by === undefined || buttons.length === 0) return
  event.preventDefault()
  const here = buttons.findIndex((button) => button.matches(':focus-within'))
  buttons[(here + by + buttons.length) % buttons.length]?.focus()
}
