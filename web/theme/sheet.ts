import { css } from 'lit'

/** The rules every element shares: what base.css is to the page, this is inside a shadow root. */
export const sheet = css`
  :host {
    box-sizing: border-box;
    line-height: var(--leading);
  }
  :host([hidden]) {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  h1,
  h2,
  h3 {
    font-weight: var(--weight-title);
    line-height: var(--leading-tight);
    text-wrap: balance;
  }
  h1 {
    font-size: var(--text-hero);
  }
  h2 {
    font-size: var(--text-title);
  }
  h3 {
    font-size: var(--text-button);
  }
  ul,
  ol {
    list-style: none;
  }
  :focus-visible {
    outline: var(--stroke-strong) solid var(--focus);
    outline-offset: var(--stroke-strong);
  }
  .beside {
    display: block;
    font-size: var(--text-beside);
    font-weight: var(--weight-text);
    color: inherit;
    line-height: var(--leading-tight);
  }
  .in-line .beside {
    display: inline;
  }
  .in-line .beside::before {
    content: ' · ';
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`

/** A surface that carries content: white card on paper. */
export const card = css`
  .card {
    background: var(--card);
    border: var(--stroke) solid var(--line);
    border-radius: var(--radius);
    padding: var(--gap);
  }
`
