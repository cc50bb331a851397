import { css } from 'lit'

/** The page of reports, on the screen and on paper. */
export const pageSheet = css`
  .page {
    display: grid;
    gap: var(--gap-wide);
    min-inline-size: 0;
  }
  section {
    min-inline-size: 0;
    break-inside: avoid;
  }
  .choose {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--gap-small) var(--gap);
  }
  label,
  .take {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--gap-small) var(--gap);
  }
  input,
  select {
    min-block-size: var(--target);
    padding-inline: var(--gap-small);
    border: var(--stroke) solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--card);
    color: var(--ink);
    font: inherit;
  }
  .take a {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--target);
  }
  .was {
    color: var(--ink-soft);
    font-size: var(--text);
    font-weight: var(--weight-text);
  }
  @media print {
    .choose,
    staffing-advice {
      display: none;
    }
  }
`
