import { css } from 'lit'

/** Calm tables on paper and on the screen: figures to the right, lines no heavier than needed. */
export const reportSheet = css`
  main {
    display: grid;
    gap: var(--gap-wide);
    max-inline-size: 78rem;
    margin-inline: auto;
    padding: var(--gap-page);
  }
  .wide {
    overflow-x: auto;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    line-height: var(--leading-tight);
  }
  th,
  td {
    padding: 6px var(--gap-small);
    border-block-end: var(--stroke) solid var(--line);
    text-align: end;
    vertical-align: baseline;
    font-variant-numeric: tabular-nums;
  }
  thead th {
    border-block-end-color: var(--line-strong);
    vertical-align: bottom;
  }
  th:first-child,
  td.words,
  th.words {
    text-align: start;
  }
  tbody th {
    font-weight: var(--weight-text);
  }
  h2 {
    margin-block-end: var(--gap-small);
  }
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap) var(--gap-wide);
  }
  .figures div {
    min-inline-size: 7rem;
  }
  dt,
  .soft {
    color: var(--ink-soft);
  }
  dd {
    font-size: var(--text-title);
    font-weight: var(--weight-title);
    font-variant-numeric: tabular-nums;
    line-height: var(--leading-tight);
  }
  a {
    color: var(--accent);
  }
  @media print {
    main {
      padding: 0;
    }
    luot-button,
    a {
      display: none;
    }
    table {
      break-inside: auto;
    }
    tr {
      break-inside: avoid;
    }
  }
`
