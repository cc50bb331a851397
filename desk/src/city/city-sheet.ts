import { css } from 'lit'

/** The rows and tiles of many halls. */
export const citySheet = css`
  .level.silent {
    background: var(--away-wash);
    color: var(--away);
  }
  tr.bad {
    background: var(--bad-wash);
  }
  tr.warn {
    background: var(--warn-wash);
  }
  tr.silent {
    background: var(--away-wash);
  }
  tbody th,
  tbody td {
    padding-block: 1px;
  }
  .name {
    display: block;
    min-block-size: 24px;
    line-height: 1.35;
    padding: 0;
    border: none;
    background: none;
    color: var(--accent);
    font: inherit;
    font-weight: var(--weight-strong);
    text-align: start;
    text-decoration: underline;
    cursor: pointer;
  }
  .why {
    display: block;
    font-size: 0.92em;
    font-weight: var(--weight-text);
  }
  .trend {
    white-space: nowrap;
    display: inline-flex;
    align-items: center;
    gap: var(--gap-small);
  }
  .tiles {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 3px;
    padding: 0;
    list-style: none;
  }
  .tile {
    min-inline-size: 30px;
    min-block-size: 25px;
    padding: 0 1px;
    border: var(--stroke) solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--card);
    color: var(--ink);
    font: inherit;
    font-variant-numeric: tabular-nums;
    line-height: 1.25;
    cursor: pointer;
  }
  .tile.warn {
    border-width: var(--stroke-strong);
    border-color: var(--warn);
    background: var(--warn-wash);
    color: var(--warn);
    font-weight: var(--weight-strong);
  }
  .tile.bad {
    border-color: var(--bad);
    background: var(--bad);
    color: var(--on-state);
    font-weight: var(--weight-strong);
  }
  .tile.silent {
    border-style: dashed;
    border-color: var(--away);
    background: var(--away-wash);
    color: var(--away);
  }
  input,
  select {
    min-block-size: 36px;
    padding-inline: var(--gap-small);
    border: var(--stroke) solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--card);
    color: var(--ink);
    font: inherit;
  }
  a {
    display: inline-flex;
    align-items: center;
    min-block-size: 36px;
    color: var(--accent);
    font-weight: var(--weight-strong);
  }
  summary {
    min-block-size: var(--target);
    align-content: center;
    color: var(--accent);
    font-weight: var(--weight-strong);
    cursor: pointer;
  }
  @media (width < 700px) {
    thead {
      display: none;
    }
    tr {
      display: flex;
      flex-wrap: wrap;
      padding-block: var(--gap-small);
      border-block-end: var(--stroke) solid var(--line-strong);
    }
    th,
    td {
      padding: 2px var(--gap-small);
      border: none;
    }
    th[scope='row'] {
      flex: 1 1 calc(100% - 9rem);
      order: -2;
    }
    td:has(.level) {
      order: -1;
    }
    td[data-name] {
      display: flex;
      flex-wrap: wrap;
      flex: 1 1 45%;
      gap: 0 var(--gap-small);
      text-align: start;
      white-space: normal;
    }
    td[data-name]::before {
      content: attr(data-name) ':';
      color: var(--ink-soft);
    }
    .tile {
      min-inline-size: 44px;
      min-block-size: 40px;
    }
    .name {
      min-block-size: 36px;
    }
  }
`
