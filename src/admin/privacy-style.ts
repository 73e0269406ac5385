/** How the visitor's page looks, beyond what all pages of ours have: our-style.ts. */

import { OUR_STYLE } from './our-style.ts'

export const PRIVACY_STYLE = `${OUR_STYLE}
main, header, footer { max-width: 800px; }
:lang(ja) { line-height: 1.75; }
h3 { font-size: 15px; font-weight: 600; margin: 0 0 2px; font-feature-settings: "palt"; }
p { text-wrap: pretty; word-break: auto-phrase; }
.lead { color: var(--soft); max-width: 40em; margin-top: 8px; }
.notice { margin: 20px 0 0; padding: 12px 16px; border-radius: 6px; background: var(--wash); }
.notice.act { display: flex; gap: 12px 24px; align-items: center; justify-content: space-between; }
.notice.act p { margin: 0; }
.notice.done::before { content: "✓ "; color: var(--good); font-weight: 700; }
.nothing { font-size: 18px; margin-bottom: 4px; }
form { margin: 0; }

.purposes { border-top: 1px solid var(--line); }
.purposes li { display: flex; justify-content: space-between; gap: 24px; padding: 8px 0; border-bottom: 1px solid var(--line); }
.purposes b { font-weight: 600; white-space: nowrap; }
.purposes .yes b { color: var(--good); }
.purposes .yes b::before { content: "✓ "; }
.purposes .no b { color: var(--soft); font-weight: 400; }
.purposes .no b::before { content: "– "; }
.actions { display: flex; gap: 12px 24px; align-items: center; flex-wrap: wrap; margin-top: 16px; }

.group { display: grid; grid-template-columns: 208px minmax(0, 1fr); gap: 4px 32px; padding: 20px 0; border-top: 1px solid var(--line); }
.group:last-child { border-bottom: 1px solid var(--line); }
.group .quiet { margin: 0; line-height: 1.6; }
.group > ul { margin-top: -6px; }
.group li { display: flex; gap: 8px 16px; justify-content: space-between; align-items: center; padding: 2px 0; min-height: 36px; flex-wrap: wrap; }
.group li > div { display: flex; gap: 0 12px; align-items: baseline; flex-wrap: wrap; flex: 1 1 220px; min-width: 0; }
.group li b { font-weight: 600; }
.group li span { color: var(--soft); font-size: 13px; }
.group .told { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 16px; padding: 6px 0; }
.group .told > div { display: contents; }
.group .told span:not(.several) { grid-area: 2 / 1 / auto / -1; }
.group .told form { grid-area: 1 / 2; }
.group form { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; margin-left: auto; }
.group select, .group input:not([type=checkbox]) { width: auto; min-width: 96px; max-width: 200px; }
.group input[type=number] { width: 112px; }
.several { display: flex; gap: 4px 12px; flex-wrap: wrap; }
.several label { display: inline-flex; gap: 6px; align-items: center; color: var(--ink); }
.several input { width: 18px; min-height: 18px; height: 18px; accent-color: var(--accent); }

.uses > li { display: grid; grid-template-columns: 208px minmax(0, 1fr); gap: 4px 32px; padding: 14px 0; border-top: 1px solid var(--line); }
.uses > li:last-child { border-bottom: 1px solid var(--line); }
.uses .where { display: flex; flex-direction: column; }
.uses code { color: var(--ink); }
.uses time { color: var(--soft); font-size: 13px; }
.uses p { margin: 2px 0 0; }
.uses span { color: var(--soft); font-size: 13px; }

.rights > li { display: flex; gap: 12px 32px; justify-content: space-between; align-items: center; padding: 16px 0; border-top: 1px solid var(--line); }
.rights > li:last-child { border-bottom: 1px solid var(--line); }
.rights p { margin: 0; color: var(--soft); font-size: 14px; }
.rights form, .rights .button { flex: none; }
.rights button, .button, .actions button, .act button { min-width: 152px; min-height: 40px; }
.button, button.plain {
  display: inline-block; text-align: center; text-decoration: none; border: 1px solid var(--line); border-radius: 6px;
  padding: 6px 16px; color: var(--accent); background: none; font-weight: 400;
}
.group button.plain { padding: 2px 12px; font-size: 13px; white-space: nowrap; }
button.plain:hover, .button:hover { border-color: var(--accent); }
button.grave { background: none; border-color: var(--bad); color: var(--bad); font-weight: 600; }
button.grave:hover { background: var(--bad); color: var(--paper); }

.facts { display: grid; grid-template-columns: 144px minmax(0, 1fr); gap: 8px 32px; padding: 14px 0; border: solid var(--line); border-width: 1px 0; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; min-width: 640px; font-size: 14px; }
th, td { text-align: left; vertical-align: top; padding: 8px 16px 8px 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 400; font-size: 13px; }

.steps { margin-top: 20px; }
.steps > li { display: grid; grid-template-columns: 144px minmax(0, 1fr); gap: 4px 32px; padding: 14px 0; border-top: 1px solid var(--line); }
.steps > li:last-child { border-bottom: 1px solid var(--line); margin-bottom: 24px; }
.steps b { font-weight: 600; }
.steps p { margin: 0; }
@media (max-width: 640px) {
  .group, .uses > li, .steps > li { grid-template-columns: minmax(0, 1fr); }
  .group > ul { margin-top: 4px; }
  .group .told form { grid-area: auto / 1 / auto / -1; margin: 2px 0 4px; }
  .facts { grid-template-columns: minmax(0, 1fr); gap: 2px 0; }
  .facts dd { margin-bottom: 8px; }
  .uses .where { flex-direction: row; justify-content: space-between; gap: 12px; align-items: baseline; }
  .rights > li, .notice.act { flex-direction: column; align-items: stretch; }
  .rights form button, .rights .button, .actions form, .actions button, .act button { width: 100%; }
}
`
