import { css } from 'lit'

/** What every chart shares. Colours never speak alone: full and pale differ also in shape, lines in their dashes. */
export const chartsSheet = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  .draw {
    overflow-x: auto;
  }
  svg {
    inline-size: 100%;
    min-inline-size: 34rem;
    max-inline-size: 60rem;
    block-size: auto;
    display: block;
  }
  text {
    fill: var(--ink);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  text.soft {
    fill: var(--ink-soft);
  }
  .axis {
    stroke: var(--line-strong);
    stroke-width: 1;
  }
  .grid {
    stroke: var(--line);
    stroke-width: 1;
  }
  .limit {
    stroke: var(--bad);
    stroke-width: 2;
    stroke-dasharray: 6 4;
  }
  .full {
    fill: var(--accent);
  }
  .pale {
    fill: var(--accent-wash);
    stroke: var(--accent);
    stroke-width: 1;
  }
  .now {
    fill: none;
    stroke: var(--accent);
    stroke-width: 2.5;
  }
  .before {
    fill: none;
    stroke: var(--ink-soft);
    stroke-width: 2;
    stroke-dasharray: 2 5;
    stroke-linecap: round;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--gap-small) var(--gap);
    color: var(--ink-soft);
  }
  .key svg {
    inline-size: 2.2em;
    min-inline-size: 0;
    block-size: 1em;
  }
  .key span {
    display: inline-flex;
    align-items: center;
    gap: var(--gap-small);
  }
  summary {
    min-block-size: var(--target);
    display: list-item;
    align-content: center;
    inline-size: fit-content;
    color: var(--accent);
    cursor: pointer;
  }
  @media print {
    details {
      display: none;
    }
  }
`
