import { css } from 'lit'

/** How the sheet of one screen’s place looks. */
export const placeSheet = css`
  .stack,
  .field {
    display: grid;
    gap: var(--gap);
  }
  .field {
    gap: var(--gap-hair);
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--gap);
  }
  .soft {
    color: var(--ink-soft);
  }
  .code {
    font-size: var(--text-hero);
    font-weight: var(--weight-number);
    letter-spacing: 0.04em;
  }
  .sure {
    padding: var(--gap);
    border: var(--stroke) solid var(--bad);
    border-radius: var(--radius-small);
    background: var(--bad-wash);
  }
  pre {
    margin: 0;
    padding: var(--gap);
    border: var(--stroke) solid var(--line);
    background: var(--sunk);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    user-select: all;
  }
`
