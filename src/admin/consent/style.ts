/** How the preference centre looks, beyond what all pages of ours have: our-style.ts. Not the banner, which is the site's to style. */

import { OUR_STYLE } from '../our-style.ts'

export const CHOICES_STYLE = `${OUR_STYLE}
main, header, footer { max-width: 720px; }
:lang(ja) { line-height: 1.75; }
h2 { font-size: 15px; margin: 0 0 4px; }
p { margin: 0; }
.lead { color: var(--soft); max-width: 36em; margin-top: 8px; text-wrap: pretty; word-break: auto-phrase; }
.notice { margin-top: 24px; padding: 16px 20px; border-radius: 6px; background: var(--wash); }
.saved { display: flex; flex-wrap: wrap; gap: 4px 24px; }
.unkept a { display: inline-block; margin-top: 4px; }
.saved b { color: var(--good); font-weight: 600; }
.saved b::before { content: "✓ "; }
.state { margin-top: 32px; }
fieldset { border: 0; margin: 12px 0 0; padding: 0; min-width: 0; }
legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.purpose { display: grid; grid-template-columns: 20px 1fr; gap: 0 16px; padding: 16px 0; border-top: 1px solid var(--line); }
.purpose:last-of-type { border-bottom: 1px solid var(--line); }
.purpose input { width: 20px; min-height: 20px; height: 20px; margin: 3px 0 0; accent-color: var(--accent); }
.purpose label { color: var(--ink); font-size: 15px; font-weight: 600; cursor: pointer; }
.purpose p { grid-column: 2; color: var(--soft); font-size: 14px; }
.purpose p span { display: block; font-size: 13px; }
.actions { display: flex; flex-wrap: wrap; gap: 12px; margin: 24px 0; }
.actions button { min-height: 44px; padding: 8px 20px; background: none; color: var(--accent); }
.actions button:hover { background: var(--wash); }
.actions button[value=chosen] { background: var(--accent); color: var(--paper); margin-right: auto; }
.actions button[value=chosen]:hover { text-decoration: underline; text-underline-offset: 3px; }
.fine { color: var(--soft); font-size: 13px; display: grid; gap: 8px; text-wrap: pretty; word-break: auto-phrase; }
@media (max-width: 560px) {
  .actions { flex-direction: column; }
  .actions button[value=chosen] { margin: 0; }
}
`
