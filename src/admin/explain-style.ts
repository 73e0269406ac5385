/** How the explanation page looks; see LOOK. One sheet, without images or fonts from elsewhere. */

export const STYLE = `
:root {
  --ink: #1c2126; --soft: #57606a; --paper: #fbfaf7; --line: #dcd9d1; --raised: #ffffff;
  --accent: #26456e; --wash: #eef1f6; --good: #2f7d4f; --warning: #8a5600; --bad: #b3372b;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e7e6e1; --soft: #a3abb4; --paper: #14181d; --line: #2e353d; --raised: #1a2027;
    --accent: #8fb3e0; --wash: #1d2632; --good: #6fc492; --warning: #e0ab55; --bad: #ee8a7f;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink); font-variant-numeric: tabular-nums;
  font: 15px/1.6 "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic UI", system-ui, sans-serif;
  overflow-wrap: anywhere;
}
main, header, footer { max-width: 920px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 40px; display: flex; justify-content: space-between; gap: 24px; align-items: baseline; }
header .brand { font-weight: 600; letter-spacing: .02em; }
header nav { display: flex; gap: 16px; font-size: 13px; }
header nav [aria-current] { color: var(--ink); text-decoration: none; }
h1, h2 { font-feature-settings: "palt"; text-wrap: balance; word-break: auto-phrase; line-height: 1.35; }
h1 { font-size: 26px; margin: 24px 0 4px; font-weight: 600; }
h2 { font-size: 18px; margin: 56px 0 12px; font-weight: 600; }
p { margin: 0 0 12px; }
a { color: var(--accent); text-underline-offset: 3px; }
code, .id { font: 13px/1.6 ui-monospace, "SF Mono", Menlo, Consolas, monospace; color: var(--soft); }
.address { color: var(--soft); margin: 0; }
.address b { color: var(--ink); font-weight: 500; }
.quiet { color: var(--soft); font-size: 13px; }
ul, ol, dl { margin: 0; padding: 0; list-style: none; }

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
label, .label { color: var(--soft); font-size: 13px; }
label, .label { display: inline-block; }
.change { position: absolute; opacity: 0; width: 1px; min-height: 1px; height: 1px; padding: 0; }
.change-label { display: none; color: var(--accent); border: 1px solid var(--line); border-radius: 6px; padding: 6px 12px; cursor: pointer; }
input, select, button {
  font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--line); border-radius: 6px;
  padding: 4px 8px; min-height: 32px; max-width: 100%; width: 100%;
}
button { width: auto; padding: 6px 16px; background: var(--accent); border-color: var(--accent); color: var(--paper); cursor: pointer; font-weight: 600; }
button.plain { background: none; color: var(--accent); border-color: var(--line); font-weight: 400; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
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
footer { margin: 72px auto 48px; padding-top: 16px; color: var(--soft); font-size: 13px; display: flex; gap: 8px 24px; flex-wrap: wrap; }
@media (min-width: 641px) { .change { display: none; } }
@media (max-width: 640px) {
  main, header, footer { padding-left: 16px; padding-right: 16px; }
  header { padding-top: 20px; }
  h1 { font-size: 22px; }
  h2 { margin-top: 44px; }
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
