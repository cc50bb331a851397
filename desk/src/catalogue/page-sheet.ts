import { css } from 'lit'

/** Findings beside the list where there is room, above it on a telephone. */
export const pageSheet = css`
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 22rem) minmax(0, 1fr);
    gap: var(--gap-wide);
    align-items: start;
  }
  .side,
  .main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap);
  }
  .side {
    gap: var(--gap-wide);
  }
  h3 {
    font-size: var(--text);
  }
  .filters {
    display: grid;
    grid-template-columns: 2fr 2fr 1fr;
    gap: var(--gap);
  }
  .main .bar {
    justify-content: space-between;
  }
  .rows > [data-weight='mend'] {
    border-inline-start: var(--stroke-strong) solid var(--warn);
  }
  .side .words {
    min-inline-size: 8rem;
  }
  .rows > [data-off='true'] {
    background: var(--sunk);
  }
  .off {
    color: var(--bad);
    font-weight: var(--weight-strong);
  }
  .plan {
    font-weight: var(--weight-strong);
  }
  .flags {
    color: var(--warn);
  }
  .print {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--target);
    font-weight: var(--weight-strong);
  }
  @media (width < 60rem) {
    .columns,
    .filters {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`
