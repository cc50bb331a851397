import { css } from 'lit'

/** How the TV board looks. Every height comes from the plan, in px; colours from the theme. */
export const boardSheet = css`
  .board {
    display: grid;
    gap: var(--space);
    inline-size: var(--board-width);
    block-size: var(--board-height);
    padding: var(--rim) calc(0.3 * var(--row)) 0;
    overflow: hidden;
    background: var(--paper);
    color: var(--ink);
    font-size: var(--row);
    line-height: 1;
  }
  .wide {
    grid-template:
      'head head' var(--head)
      'now calls' 1fr
      'strip strip' var(--strip)
      'notes notes' var(--note) / 1fr var(--list);
    column-gap: calc(0.3 * var(--row));
    row-gap: 0;
  }
  .tall {
    grid-template:
      'head' var(--head)
      'now' 1fr
      'calls' max-content
      'strip' var(--strip)
      'notes' var(--note) / 1fr;
    row-gap: 0;
  }
  .tall .calls {
    margin-block-start: var(--space);
  }

  header {
    grid-area: head;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(0.4 * var(--row));
    margin-block-end: var(--space);
    block-size: calc(var(--head) - var(--space));
  }
  .fit {
    --shrink: 1;
  }
  .office {
    flex: 1;
    min-inline-size: 0;
    max-block-size: 100%;
    overflow: hidden;
    font-size: calc(0.5 * var(--row) * var(--shrink));
    font-weight: var(--weight-title);
    line-height: 1.35;
    text-wrap: balance;
  }
  .office.practice {
    padding-inline: 0.4em;
    background: var(--ink);
    color: var(--paper);
  }
  .office .beside {
    font-size: 0.7em;
    font-weight: var(--weight-text);
    color: var(--ink-soft);
  }
  .office.practice .beside {
    color: inherit;
  }
  luot-clock {
    flex: none;
    font-size: var(--row);
    line-height: 1;
  }

  .media {
    display: grid;
  }
  .media[hidden] {
    display: none;
  }
  .media.between {
    grid-area: now;
    z-index: 1;
    min-inline-size: 0;
    min-block-size: 0;
  }
  .media.beside {
    position: fixed;
    inset-block-end: 0;
    inset-inline-end: 0;
    inline-size: var(--media-width);
    block-size: var(--media-height);
  }

  .now {
    grid-area: now;
    display: grid;
    grid-template-rows: var(--call-label) 1fr 1fr;
    justify-items: center;
    align-items: center;
    min-inline-size: 0;
    min-block-size: 0;
    padding: var(--call-pad) calc(0.2 * var(--row));
    border-radius: calc(0.15 * var(--row));
    background: var(--accent);
    color: var(--on-accent);
  }
  .now.calling {
    background: var(--call-ground, #ffd75e);
    color: #14110a;
  }
  .dark .now.called,
  .now.last,
  .now.quiet {
    background: var(--card);
    color: var(--ink);
    box-shadow: inset 0 0 0 var(--stroke-strong) var(--line);
  }
  .dark .now.called {
    box-shadow: inset 0 0 0 calc(2 * var(--stroke-strong)) var(--accent);
  }
  .now.lost {
    background: var(--away-wash);
    color: var(--away);
    box-shadow: inset 0 0 0 var(--stroke-strong) var(--line-strong);
  }
  .now.quiet,
  .now.lost {
    grid-template-rows: 1fr;
  }
  .label {
    font-size: calc(0.62 * var(--row));
    font-weight: var(--weight-title);
    line-height: 1.35;
    white-space: nowrap;
  }
  .label .beside {
    font-size: 0.72em;
  }
  .large,
  .counter > luot-number {
    font-size: var(--call);
    line-height: var(--call-line);
  }
  .counter {
    display: flex;
    align-items: center;
    gap: calc(0.35 * var(--row));
  }
  .counter .word {
    font-size: var(--row);
    font-weight: var(--weight-title);
    line-height: 1.2;
  }
  .counter .beside {
    font-size: 0.46em;
    line-height: 1.35;
  }
  .message {
    align-self: stretch;
    display: grid;
    align-content: center;
    gap: 0.4em;
    inline-size: 100%;
    overflow: hidden;
    font-size: calc(var(--row) * var(--shrink));
    line-height: 1.35;
    text-align: center;
    text-wrap: balance;
  }
  .message .what {
    font-weight: var(--weight-title);
  }
  .message .more {
    font-size: 0.62em;
  }
  .message .beside {
    font-size: 0.55em;
  }

  .calls {
    grid-area: calls;
    display: grid;
    grid-template-rows: var(--rows-head);
    grid-auto-rows: max-content;
    min-inline-size: 0;
  }
  .columns,
  .calls li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(0.7 * var(--row));
    padding-inline: calc(0.25 * var(--row));
  }
  .columns {
    font-size: calc(0.4 * var(--row));
    font-weight: var(--weight-strong);
    line-height: 1.35;
    white-space: nowrap;
  }
  .columns .beside {
    font-size: 0.8em;
  }
  .calls li {
    block-size: var(--row-pitch);
    border-block-start: var(--stroke) solid var(--line);
    line-height: 1;
  }
  .calls li luot-number {
    line-height: 1;
  }
  .calls li.marked {
    border-color: transparent;
    border-radius: calc(0.1 * var(--row));
    background: var(--call-ground, #ffd75e);
    color: #14110a;
  }
  .calls li.gone,
  .calls.old li {
    color: var(--ink-soft);
  }

  footer {
    grid-area: strip;
    display: flex;
    align-items: stretch;
    gap: calc(0.3 * var(--row));
    min-inline-size: 0;
    block-size: calc(var(--strip) - var(--space));
    margin-block-start: var(--space);
    border-block-start: var(--stroke-strong) solid var(--line);
  }
  .waiting {
    flex: none;
    align-self: center;
    font-size: calc(0.46 * var(--row));
    font-weight: var(--weight-strong);
    line-height: 1.35;
  }
  .tall .waiting {
    font-size: calc(0.34 * var(--row));
  }
  .waiting .beside {
    font-size: 0.8em;
  }
  .services {
    display: grid;
    flex: 1;
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
    gap: calc(0.25 * var(--row));
    min-inline-size: 0;
  }
  .services li {
    display: grid;
    grid-template-rows: auto 1fr;
    min-inline-size: 0;
  }
  .name {
    max-block-size: calc(0.44 * var(--row));
    overflow: hidden;
    font-size: calc(0.3 * var(--row) * var(--shrink));
    line-height: 1.4;
    white-space: nowrap;
  }
  .office.too-long .beside {
    display: none;
  }
  .name.too-long {
    visibility: hidden;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 0.25em;
    line-height: 0.92;
  }
  .prefix {
    flex: none;
    min-inline-size: 1em;
    border-radius: 0.12em;
    background: var(--accent-wash);
    color: var(--accent);
    font-size: 0.86em;
    font-weight: var(--weight-number);
    text-align: center;
  }
  .count {
    font-weight: var(--weight-title);
    font-variant-numeric: tabular-nums;
  }
  .wait {
    display: grid;
    font-size: 0.28em;
    line-height: 1.35;
    white-space: nowrap;
  }
  .shut {
    display: grid;
    font-size: 0.32em;
    line-height: 1.35;
    white-space: nowrap;
  }
  .shut .beside {
    font-size: 0.7em;
    line-height: 1.2;
  }
  .notice {
    align-self: center;
    inline-size: 100%;
    max-block-size: 100%;
    overflow: hidden;
    font-size: calc(0.46 * var(--row) * var(--shrink));
    font-weight: var(--weight-strong);
    line-height: 1.4;
    text-wrap: balance;
  }
  /* Inverted, as a signboard is: seen without moving or blinking, and in one colour. */
  .notice.urgent {
    padding-inline: 0.5em;
    border-radius: calc(0.1 * var(--row));
    background: var(--ink);
    color: var(--paper);
  }
  .notice.urgent .beside {
    color: inherit;
  }
  .notice .beside {
    font-size: 0.8em;
  }

  .notes {
    grid-area: notes;
    display: flex;
    gap: 1.5em;
    align-items: center;
    overflow: hidden;
    color: var(--warn);
    font-size: calc(0.66 * var(--note));
    line-height: 1.35;
    white-space: nowrap;
  }
`
