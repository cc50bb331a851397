import { css } from 'lit'

/** The pile at the left, what was entered at the right; below each other where there is no room. */
export const pileSheet = css`
  .both {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 24rem);
    gap: var(--gap-wide);
  }
  @media (max-width: 64rem) {
    .both {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  .pile,
  .lately,
  .answer {
    display: grid;
    gap: var(--gap);
    align-content: start;
  }
  staff-page {
    --target: calc(12 * var(--mm));
  }
  .about {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--gap-small) var(--gap);
  }
  .about input,
  .about select {
    inline-size: auto;
  }
  .code {
    display: grid;
    gap: var(--gap-hair);
    max-inline-size: 32rem;
  }
  #code {
    font-size: var(--text-title);
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.08em;
  }
  .answer {
    padding: var(--gap);
    border: var(--stroke-strong) solid var(--accent);
    border-radius: var(--radius);
    background: var(--card);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-small);
  }
  .choices.small luot-button {
    font-size: var(--text);
  }
  .soft {
    color: var(--ink-soft);
  }
  .lately ol {
    display: grid;
    gap: var(--gap-hair);
    margin: 0;
    padding: 0;
    list-style: none;
    font-variant-numeric: tabular-nums;
  }
`
