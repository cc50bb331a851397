import { css } from 'lit'
import { fieldSheet } from './field-sheet.ts'

/** How staff's forms look: a card in the middle, fields one below the other, what is wrong said beside the field. */
export const formSheet = css`
  ${fieldSheet}
  main {
    display: grid;
    justify-content: center;
    padding: var(--gap-page);
  }
  .form {
    display: grid;
    gap: var(--gap);
    inline-size: min(34rem, 100vw - 2 * var(--gap-page));
    padding: var(--gap-wide);
    border: var(--stroke) solid var(--line);
    border-radius: var(--radius);
    background: var(--card);
  }
  .field {
    display: grid;
    gap: var(--gap-hair);
  }
  .rule {
    color: var(--ink-soft);
  }
  input {
    font-size: var(--text-button);
  }
  input[aria-invalid='true'] {
    border-color: var(--bad);
    box-shadow: inset 0 0 0 var(--stroke) var(--bad);
  }
`
