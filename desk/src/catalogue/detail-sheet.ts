import { css } from 'lit'

/** How one procedure stands over the list. */
export const detailSheet = css`
  :host {
    --dialog-width: 56rem;
  }
  .stack {
    display: grid;
    gap: var(--gap);
  }
  .field {
    display: grid;
    gap: var(--gap-hair);
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr));
    gap: var(--gap);
  }
  h3 {
    font-size: var(--text-button);
  }
  textarea {
    inline-size: 100%;
    padding: var(--gap-small) var(--gap);
    border: var(--stroke) solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--card);
    color: var(--ink);
    font: inherit;
  }
  .finding {
    padding: var(--gap-small) var(--gap);
    border-inline-start: var(--stroke-strong) solid var(--warn);
    background: var(--warn-wash);
    overflow-wrap: anywhere;
  }
  blockquote {
    margin: 0;
    color: var(--ink-soft);
  }
  .saying {
    padding: var(--gap);
    border: var(--stroke-strong) solid var(--accent);
    border-radius: var(--radius-small);
  }
  .seen {
    overflow-wrap: anywhere;
  }
  [data-holds='past'] {
    background: none;
  }
  .on {
    inline-size: 12rem;
  }
`
