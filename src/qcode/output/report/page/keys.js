// Single keys, which a reader can turn off, and the list of them.
const SECTIONS = ['overview', 'matrix', 'codes', 'transcripts'];

function helpDialog() {
  const keys = [['/', 'keySearch'], ['1 2 3 4', 'keySections'], ['j k', 'keyNext'], ['n p', 'keyPage'], ['← ↑ → ↓', 'keyArrows'], ['l', 'keyLanguage'], ['?', 'keyHelp'], ['Esc', 'keyClose']];
  return el('dialog', { id: 'help', 'aria-labelledby': 'help-title' }, el('h2', { id: 'help-title' }, t('helpTitle')),
    el('dl', { class: 'keys' }, keys.map(([key, words]) => el('div', {}, el('dt', {}, key.split(' ').map((each) => [el('kbd', {}, each), ' ']).flat()), el('dd', {}, t(words))))),
    tick(t('keysOn'), state.keys, (value) => { state.keys = value; }),
    el('form', { method: 'dialog' }, el('button', {}, t('close'))));
}

function stepTo(step) {
  const stops = [...document.querySelectorAll('main .quotation, main .turn:has(.margin)')];
  const top = document.querySelector('header').getBoundingClientRect().bottom + 4;
  const tops = stops.map((stop) => stop.getBoundingClientRect().top);
  const next = step > 0 ? tops.findIndex((at) => at > top + 12) : tops.findLastIndex((at) => at < top - 4);
  if (next < 0) return;
  const link = stops[next].querySelector('a');
  link.focus({ preventScroll: true });
  stops[next].scrollIntoView({ block: 'start' });
}

function stepPage(step) {
  const [view, id] = route();
  const list = view === 'transcript' || view === 'transcripts' ? TRANSCRIPTS : CODES;
  const kind = list === TRANSCRIPTS ? 'transcript' : 'code';
  const at = (kind === 'code' ? CODE_AT : TRANSCRIPT_AT).get(view === kind ? id : undefined);
  const next = list[at === undefined ? 0 : at + step];
  if (next) location.hash = hashOf(kind, next.id);
}

const KEYS = {
  '/': () => document.getElementById('search').focus(),
  j: () => stepTo(1), k: () => stepTo(-1), n: () => stepPage(1), p: () => stepPage(-1),
  l: () => switchLanguage(), '?': () => document.getElementById('help').showModal(),
};
SECTIONS.forEach((view, at) => { KEYS[at + 1] = () => { location.hash = `#${view}`; }; });

document.addEventListener('keydown', (event) => {
  const isTyping = event.target.closest && event.target.closest('input:not([type=checkbox]), select, textarea, dialog');
  if (!state.keys || isTyping || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});
