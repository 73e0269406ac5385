/** How the explanation page looks, beyond what all pages of ours have: our-style.ts. */

import { OUR_STYLE } from './our-style.ts'

export const STYLE = `${OUR_STYLE}
.slots > li { display: grid; grid-template-columns: 176px 1fr; gap: 4px 24px; padding: 16px 0; border-top: 1px solid var(--line); }
.slots > li:last-child { border-bottom: 1px solid var(--line); }
.slots .what { font-weight: 600; }
.slots .what span { font-weight: 400; color: var(--soft); }
.slots p { margin: 2px 0 0; }
.slots .as-it-was .what { font-weight: 400; color: var(--soft); }

.situation { border-top: 1px solid var(--line); }
.situation .fact {
  display: grid; grid-template-columns: 176px 1fr 224px; gap: 4px 24px; align-items: center;
  padding: 6px 0; border-bottom: 1px solid var(--line); min-height: 45px;
}
.situation .fact > .value.unknown, .situation .fact > .value.missing { color: var(--soft); }
.situation .changed > .value { color: var(--accent); font-weight: 600; }
.situation .changed > .value::after { content: attr(data-changed); margin-left: 8px; font-size: 12px; font-weight: 400; }
.change { position: absolute; opacity: 0; width: 1px; min-height: 1px; height: 1px; padding: 0; }
.change-label { display: none; color: var(--accent); border: 1px solid var(--line); border-radius: 6px; padding: 6px 12px; cursor: pointer; }
.unit { display: flex; gap: 6px; align-items: center; }
.unit span { color: var(--soft); font-size: 13px; white-space: nowrap; }
.actions { display: flex; gap: 20px; align-items: center; margin: 16px 0 0; flex-wrap: wrap; }

.filter { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto; gap: 12px; align-items: end; margin-bottom: 20px; }
.filter label { display: block; margin-bottom: 2px; }
.experiences > li { border-top: 1px solid var(--line); }
.experiences > li:last-child { border-bottom: 1px solid var(--line); }
summary { cursor: pointer; padding: 14px 0; display: grid; grid-template-columns: 20px minmax(0, 1fr) auto; gap: 2px 8px; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: ""; width: 7px; height: 7px; margin: 8px 0 0 3px; border: solid var(--soft); border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg); }
details[open] > summary::before { transform: rotate(45deg); margin-top: 6px; }
summary .name { font-weight: 600; }
summary .name .id { font-weight: 400; margin-left: 6px; }
summary .why { grid-column: 2 / -1; margin: 0; }
.tag { font-size: 12px; color: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: 1px 8px; align-self: start; white-space: nowrap; }
.tag.won { color: var(--good); border-color: currentColor; }
.tag.audience_unknown, .tag.no_visitor { color: var(--warning); border-color: currentColor; }
.body { padding: 0 0 20px 28px; }
.body > p { margin-bottom: 8px; }

.tree { margin-left: 2px; }
.tree .tree { margin-left: 11px; padding-left: 18px; border-left: 1px solid var(--line); }
.tree .line { display: grid; grid-template-columns: 22px minmax(0, 1fr) auto; gap: 0 8px; padding: 5px 8px 5px 0; border-radius: 6px; align-items: baseline; }
.tree .deciding > .line { background: var(--wash); }
.mark {
  width: 22px; height: 22px; line-height: 20px; text-align: center; border: 1px solid currentColor; border-radius: 11px;
  font-size: 12px; font-weight: 700; font-family: system-ui, sans-serif;
}
.mark.false { border-radius: 4px; }
.mark.unknown { border-style: dashed; }
.true { color: var(--good); } .false { color: var(--bad); } .unknown { color: var(--warning); }
.answer { font-size: 13px; white-space: nowrap; }
.answer b { color: var(--accent); margin-left: 8px; font-weight: 600; }
.seen { color: var(--soft); margin-left: 10px; font-size: 13px; }
.seen b { color: var(--ink); font-weight: 600; }

.parts { display: flex; gap: 24px; justify-content: space-between; margin: 20px 0 0; }
@media (min-width: 641px) { .change { display: none; } }
@media (max-width: 640px) {
  .slots > li, .situation .fact { grid-template-columns: minmax(0, 1fr); }
  .situation .fact { padding: 8px 0; grid-template-columns: minmax(96px, auto) minmax(0, 1fr); min-height: 0; }
  .change:not(:checked) ~ .situation .control, .change:not(:checked) ~ .actions .apply { display: none; }
  .change-label { display: inline-block; margin-bottom: 12px; }
  .change:focus-visible + .change-label { outline: 2px solid var(--accent); outline-offset: 2px; }
  .situation .fact > .value { text-align: right; }
  .situation .fact > .control { grid-column: 1 / -1; }
  .filter { grid-template-columns: minmax(0, 1fr); }
  .filter button { justify-self: start; }
  .body { padding-left: 0; }
  .tree .tree { margin-left: 10px; padding-left: 10px; }
  .tree .line { grid-template-columns: 22px minmax(0, 1fr); }
  .answer { grid-column: 2; }
  .seen { display: block; margin-left: 0; }
  summary { grid-template-columns: 20px minmax(0, 1fr); }
  summary .tag { grid-column: 2; justify-self: start; }
}
`
