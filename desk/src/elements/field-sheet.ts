import { css } from 'lit'

/** How a field looks wherever staff type, and how what is wrong is said beside it. */
export const fieldSheet = css`
  label,
  .label {
    font-weight: var(--weight-strong);
  }
  input,
  select {
    inline-size: 100%;
    min-block-size: var(--target);
    padding: var(--gap-small) var(--gap);
    border: var(--stroke) solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--card);
    color: var(--ink);
    font: inherit;
  }
  .wrong {
    color: var(--bad);
    font-weight: var(--weight-strong);
  }
  .wrong:empty {
    display: none;
  }
`
