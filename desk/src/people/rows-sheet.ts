import { css } from 'lit'

/** Lists of people, sessions, agents and acts: a line each, what can be done at its end. */
export const rowsSheet = css`
  .rows {
    display: grid;
    gap: var(--gap-small);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .rows > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--gap-small) var(--gap);
    padding: var(--gap-small) var(--gap);
    border: var(--stroke) solid var(--line);
    border-radius: var(--radius-small);
    background: var(--card);
  }
  .words {
    flex: 1;
    min-inline-size: min(100%, 16rem);
    overflow-wrap: anywhere;
  }
  .soft {
    color: var(--ink-soft);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--gap-small) var(--gap);
  }
  h2,
  summary {
    font-size: var(--text-button);
  }
  section {
    display: grid;
    gap: var(--gap-small);
  }
  a {
    color: var(--accent);
  }
`
