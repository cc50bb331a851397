import { css } from 'lit'

/** What the manager's and the leader's pages share: figures, levels, tables. */
export const liveSheet = css`
  .level {
    display: inline-flex;
    align-items: center;
    gap: var(--gap-small);
    padding: 1px var(--gap-small);
    border: var(--stroke) solid currentColor;
    border-radius: var(--radius-small);
    font-weight: var(--weight-strong);
    white-space: nowrap;
  }
  .level.ok {
    background: var(--good-wash);
    color: var(--good);
  }
  .level.warn {
    background: var(--warn-wash);
    color: var(--warn);
  }
  .level.bad {
    background: var(--bad);
    color: var(--on-state);
  }
  .figure {
    display: grid;
    align-content: start;
    padding: var(--gap-small) var(--gap);
    border: var(--stroke) solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--card);
    line-height: var(--leading-tight);
  }
  .figure b {
    font-size: var(--text-hero);
    font-weight: var(--weight-number);
    font-variant-numeric: tabular-nums;
    line-height: 1.2;
  }
  .figure .level {
    font-size: var(--text-title);
  }
  .figure.bad {
    border-color: var(--bad);
    background: var(--bad-wash);
  }
  .figure.warn {
    border-color: var(--warn);
    background: var(--warn-wash);
  }
  .soft {
    color: var(--ink-soft);
  }
  h2 {
    font-size: var(--text-button);
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    line-height: var(--leading-tight);
  }
  th,
  td {
    padding: 4px var(--gap-small);
    border-block-end: var(--stroke) solid var(--line);
    text-align: start;
    vertical-align: middle;
  }
  thead th {
    color: var(--ink-soft);
    font-weight: var(--weight-text);
    white-space: nowrap;
  }
  td.n,
  th.n {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
`
