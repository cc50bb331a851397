import { css } from 'lit'
import { fieldSheet } from './field-sheet.ts'

/** How the page of rules looks: the list of sections at the side, calm cards with two columns of fields, lines beside them. */
export const rulesSheet = css`
  ${fieldSheet}
  /* What is folded away inherits past the sheet. */
  details * {
    box-sizing: border-box;
  }
  .page {
    display: grid;
    grid-template-columns: 15rem minmax(0, 1fr);
    gap: var(--gap-wide);
    max-inline-size: 82rem;
    margin-inline: auto;
    padding: var(--gap-wide) var(--gap-page);
  }
  nav {
    position: sticky;
    inset-block-start: var(--gap);
    align-self: start;
    display: grid;
    gap: var(--gap);
  }
  a {
    color: var(--accent);
  }
  nav a {
    display: block;
    padding: var(--gap-small) var(--gap);
    border-inline-start: var(--stroke-strong) solid var(--line);
    color: var(--ink);
    text-decoration: none;
  }
  nav a:hover {
    border-color: var(--accent);
    background: var(--accent-wash);
  }
  main {
    display: grid;
    gap: var(--gap-wide);
    min-inline-size: 0;
  }
  .bar {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--gap-small) var(--gap);
    padding-block: var(--gap-small);
    border-block-end: var(--stroke) solid var(--line-strong);
    background: var(--paper);
  }
  .bar .state {
    margin-inline-end: auto;
  }
  section {
    display: grid;
    gap: var(--gap);
    padding: var(--gap-wide);
    border: var(--stroke) solid var(--line);
    border-radius: var(--radius);
    background: var(--card);
    scroll-margin-block-start: 5rem;
  }
  h2:focus-visible,
  h3:focus-visible {
    outline-offset: var(--gap-small);
  }
  h3 {
    font-size: var(--text);
    font-weight: var(--weight-title);
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr));
    align-items: start;
    gap: var(--gap) var(--gap-wide);
  }
  .field {
    display: grid;
    gap: var(--gap-hair);
  }
  .across {
    grid-column: 1 / -1;
  }
  .whole {
    display: grid;
    gap: var(--gap);
  }
  .part {
    display: grid;
    gap: var(--gap-small);
    padding-block-start: var(--gap-small);
    border-block-start: var(--stroke) solid var(--line);
  }
  .part .part > .fields,
  .part .part > .entries {
    padding-inline-start: var(--gap);
  }
  .about {
    color: var(--ink-soft);
    line-height: var(--leading-tight);
  }
  .about:empty,
  .lines:empty {
    display: none;
  }
  .doubt {
    color: var(--warn);
    font-weight: var(--weight-strong);
  }
  .wrong::before,
  .doubt::before {
    content: '▲ ';
  }
  input:not([type='checkbox'], [type='radio']),
  select,
  textarea {
    inline-size: 100%;
    min-block-size: var(--target);
    padding: var(--gap-small) var(--gap);
    border: var(--stroke) solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--card);
    color: var(--ink);
    font: inherit;
  }
  select {
    max-inline-size: 32rem;
  }
  textarea {
    font-family: monospace;
  }
  input.short:not([type='checkbox'], [type='radio']) {
    inline-size: 9rem;
  }
  input[readonly],
  select:disabled {
    border-style: dashed;
    background: var(--sunk);
    color: var(--ink);
    opacity: 1;
  }
  [aria-invalid='true'] {
    border-color: var(--bad);
    box-shadow: inset 0 0 0 var(--stroke) var(--bad);
  }
  input[type='checkbox'],
  input[type='radio'] {
    flex: none;
    inline-size: 1.4rem;
    block-size: 1.4rem;
    min-block-size: 0;
    margin: 0;
    accent-color: var(--accent);
  }
  .tick-field {
    grid-template-columns: auto 1fr;
    align-items: center;
    gap: var(--gap-hair) var(--gap-small);
    min-block-size: var(--target);
  }
  .tick-field > p,
  .tick-field > .lines {
    grid-column: 1 / -1;
  }
  .ticks {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--gap);
  }
  .tick {
    display: flex;
    align-items: center;
    gap: var(--gap-small);
    min-block-size: var(--target);
    font-weight: var(--weight-text);
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr));
    gap: var(--gap-small) var(--gap);
  }
  .tongue {
    color: var(--ink-soft);
    font-weight: var(--weight-text);
  }
  .entries {
    display: grid;
    gap: var(--gap-small);
  }
  .entries > .add {
    justify-self: start;
  }
  .row,
  details {
    display: grid;
    gap: var(--gap);
    padding: var(--gap);
    border: var(--stroke) solid var(--line);
    border-radius: var(--radius-small);
    background: var(--paper);
  }
  details {
    display: block;
    padding: 0;
  }
  details > *:not(summary) {
    margin: var(--gap);
  }
  summary {
    padding: var(--gap);
    font-weight: var(--weight-strong);
    cursor: pointer;
  }
  .row-buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-small);
  }
  fieldset {
    display: grid;
    gap: var(--gap);
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr));
    gap: var(--gap);
  }
  .policy-card {
    display: flex;
    gap: var(--gap);
    padding: var(--gap);
    border: var(--stroke) solid var(--line-strong);
    border-radius: var(--radius);
    font-weight: var(--weight-text);
    cursor: pointer;
  }
  .policy-card:has(:checked) {
    border-color: var(--accent);
    background: var(--accent-wash);
    box-shadow: inset 0 0 0 var(--stroke) var(--accent);
  }
  .policy-words {
    display: grid;
    align-content: start;
    gap: var(--gap-small);
  }
  .at-fault {
    display: grid;
    gap: var(--gap-hair);
  }
  .good {
    color: var(--good);
    font-weight: var(--weight-strong);
  }
  .bar button,
  .at-fault button {
    padding: var(--gap-hair) 0;
    border: 0;
    background: none;
    font: inherit;
    text-align: start;
    text-decoration: underline;
    cursor: pointer;
  }
  .at-fault button {
    color: inherit;
  }
  .plans {
    display: grid;
    gap: var(--gap-small);
  }
  .plans li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--gap-small) var(--gap);
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: var(--gap-small);
    border-block-end: var(--stroke) solid var(--line);
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  @media (max-width: 60rem) {
    .page {
      grid-template-columns: minmax(0, 1fr);
    }
    nav {
      position: static;
    }
  }
`
