// The page around the views, and the way from an address to a view.
const VIEWS = {
  overview: overviewView, matrix: matrixView, codes: codebookView, code: codeView, transcripts: transcriptsView, transcript: transcriptView, search: searchView,
};
if (DATA.agreement) VIEWS.agreement = agreementView;
const OWN_SECTION = { code: 'codes', transcript: 'transcripts' };

function route() {
  const parts = location.hash.slice(1).split('/').map((part) => { try { return decodeURIComponent(part); } catch { return part; } });
  return Object.hasOwn(VIEWS, parts[0]) ? parts : ['overview'];
}

function searchForm() {
  const field = el('input', { type: 'search', id: 'search', autocomplete: 'off', 'aria-label': t('searchFor'), placeholder: t('searchFor') });
  const [view, words] = route();
  if (view === 'search' && words) field.value = words;
  return el('form', { role: 'search', onsubmit: (event) => { event.preventDefault(); location.hash = hashOf('search', field.value); } }, field);
}

function header(view) {
  const sections = ['overview', 'matrix', 'codes', 'transcripts', ...(DATA.agreement ? ['agreement'] : [])];
  const here = OWN_SECTION[view] || view;
  return el('header', {}, el('div', { class: 'bar-top' },
    el('nav', { 'aria-label': t('sections') }, el('ul', {}, sections.map((each) => el('li', {}, el('a', { href: `#${each}`, 'aria-current': each === here ? 'page' : undefined }, t(each)))))),
    searchForm(),
    el('button', { type: 'button', id: 'language', lang: state.language === 'en' ? 'zh-Hans' : 'en', 'aria-label': t('switchLabel'), onclick: switchLanguage }, t('switchLanguage')),
    el('button', { type: 'button', id: 'help-button', 'aria-label': t('keys'), title: t('keys'), onclick: () => document.getElementById('help').showModal() }, '?')));
}

function switchLanguage() {
  state.language = state.language === 'en' ? 'zh' : 'en';
  const { scrollY } = window;
  show({ isMoved: false });
  window.scrollTo(0, scrollY);
  document.getElementById('language').focus({ preventScroll: true });
}

function jump(view, parts) {
  const turn = view === 'transcript' && parts[2] && document.getElementById(`turn-${parts[2]}`);
  const panel = view === 'matrix' && parts[1] && document.getElementById('panel');
  if (turn) {
    turn.classList.add('meant');
    turn.scrollIntoView({ block: 'center' });
    turn.querySelector('a').focus({ preventScroll: true });
  } else if (panel) {
    const head = panel.querySelector('h3');
    const isBelow = panel.getBoundingClientRect().top > window.innerHeight * 0.7;
    head.focus({ preventScroll: true });
    if (isBelow) panel.scrollIntoView({ block: 'start' });
  } else {
    window.scrollTo(0, 0);
    document.querySelector('main h2').focus({ preventScroll: true });
  }
}

function show({ isMoved = true } = {}) {
  const parts = route();
  const [view, ...rest] = parts;
  const before = view === 'matrix' ? document.querySelector('.beside > .scroll') : null;
  const scrolled = before ? [before.scrollLeft, window.scrollY] : null;
  const content = VIEWS[view](...rest);
  document.documentElement.lang = state.language === 'zh' ? 'zh-Hans' : 'en';
  const title = el('div', { class: 'title' }, el('h1', {}, titleOf()), view === 'overview' ? null : el('p', { class: 'quiet' }, status()));
  document.getElementById('page').replaceChildren(
    el('a', { href: '#main', class: 'skip', onclick: (event) => { event.preventDefault(); document.querySelector('main').focus(); } }, t('skip')),
    header(view), el('main', { id: 'main', tabindex: '-1', class: view }, title, content.flat(3).filter(Boolean)), helpDialog());
  const head = document.querySelector('main h2');
  // A region that does not scroll is no stop for the tab key.
  document.querySelectorAll('.scroll').forEach((each) => { if (each.scrollWidth <= each.clientWidth) each.removeAttribute('tabindex'); });
  if (head) head.tabIndex = -1;
  const here = document.querySelector('header nav a[aria-current]');
  if (here) here.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  document.title = view === 'overview' || !head ? titleOf() : `${head.textContent} · ${titleOf()}`;
  if (scrolled) {
    document.querySelector('.beside > .scroll').scrollLeft = scrolled[0];
    window.scrollTo(0, scrolled[1]);
  }
  if (isMoved) jump(view, parts);
}

window.addEventListener('hashchange', () => show());
show({ isMoved: location.hash.length > 1 });
