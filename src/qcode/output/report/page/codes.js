// The codebook as a tree, and a page for each code.
function tree(current) {
  const level = (parent) => {
    const children = CODES.filter((code) => code.parent === parent);
    if (!children.length) return null;
    return el('ul', {}, children.map((code) => {
      const at = CODE_AT.get(code.id);
      const isHere = code.id === current;
      return el('li', {}, codeLink(at, { 'aria-current': isHere ? 'page' : undefined }), ' ', el('span', { class: 'quiet' }, ofPeople(code.own || code.rolled)), level(code.id));
    }));
  };
  return el('nav', { class: 'tree', 'aria-label': t('codebook') }, level(''));
}

function codebookView() {
  const rows = CODES.map((code, at) => {
    const figures = code.own || code.rolled;
    const { words, lang } = inLanguage(code.definition);
    return [el('span', { class: `depth-${Math.min(code.number.split('.').length, 4)}${code.is_heading ? ' sum' : ''}` }, codeLink(at)), ofPeople(figures), number(figures.transcripts), number(figures.segments), el('span', { lang }, words)];
  });
  return [el('h2', {}, t('codebook')), el('p', { class: 'quiet' }, bookOf()),
    table({ class: 'codebook bare' }, t('codebook'), [t('code'), t('participants'), t('transcripts'), t('segments'), t('definition')], rows)];
}

function figuresTable(code) {
  const columns = [[t('own'), code.own], [t('withBelow'), code.rolled]].filter(([, figures]) => figures);
  const lines = [
    [t('participants'), ofPeople], [t('transcripts'), (f) => t('ofN', { n: f.transcripts, of: TRANSCRIPTS.length })], [t('turns'), (f) => number(f.turns)], [t('segments'), (f) => number(f.segments)],
    [t('shareTurns'), (f) => percent(f.share_of_turns)], [t('shareCharacters'), (f) => percent(f.share_of_characters)],
    [t('perWords'), (f) => rate(f.per_1000_words)], [t('perCharacters'), (f) => rate(f.per_1000_characters)],
  ];
  return table({ class: 'frequency bare' }, t('frequency'), ['', ...columns.map(([head]) => head)],
    lines.map(([head, value]) => [head, ...columns.map(([, figures]) => value(figures))]));
}

// A text in every language there is, each marked as what it is, that of the interface first.
function inAll(name, texts) {
  const keys = Object.keys(texts).filter((key) => texts[key]).sort((a, b) => (b === state.language) - (a === state.language));
  return keys.map((key) => el(name, { lang: key || undefined }, texts[key]));
}

function criteria(code) {
  const parts = [];
  for (const key of ['include', 'exclude']) {
    if (code[key].length) parts.push(el('h4', {}, t(key)), el('ul', {}, code[key].map((texts) => el('li', {}, inAll('p', texts)))));
  }
  return parts;
}

function samples(code) {
  return ['examples', 'counterexamples'].filter((key) => code[key].length)
    .map((key) => el('details', { class: 'samples' }, el('summary', {}, `${t(key)} (${code[key].length})`), el('ul', {}, code[key].map((words) => el('li', { dir: 'auto' }, words)))));
}

function ruleTable(code) {
  if (!code.rules.length) return [];
  const isTaken = code.rules.some((rule) => rule.acceptance);
  const isCounted = code.rules.some((rule) => rule.suggested !== null);
  const heads = [t('rule')];
  if (isCounted) heads.push(t('suggested'));
  if (isTaken) heads.push(...['accepted', 'changed', 'rejected', 'pending', 'rate'].map((key) => t(key)));
  const rows = code.rules.map((rule) => {
    const row = [el('code', {}, rule.id)];
    if (isCounted) row.push(rule.suggested === null ? '–' : number(rule.suggested));
    const use = rule.acceptance;
    if (isTaken) row.push(...(use ? [...['accepted', 'changed', 'rejected', 'pending'].map((key) => number(use[key])), percent(use.rate)] : ['–', '–', '–', '–', '–']));
    return row;
  });
  const texts = code.rules.filter((rule) => rule.conditions.length).map((rule) => el('div', { class: 'rule' }, el('h4', {}, rule.id),
    el('dl', {}, rule.conditions.map(([key, words]) => [el('dt', {}, key), el('dd', {}, el('code', {}, words))]))));
  return [el('section', {}, el('h3', {}, t('rules')), isTaken ? el('p', { class: 'quiet' }, t('ruleNote')) : null, table({ class: 'bare' }, t('rules'), heads, rows),
    texts.length ? el('details', { class: 'screen' }, el('summary', {}, t('showRule')), texts) : null)];
}

// What a code stands on: its quotations, its negative cases, and what is out of view.
function codePassages(at) {
  const wanted = new Set(CODES[at].is_heading ? below(at) : [at]);
  const own = PASSAGES.filter((passage) => wanted.has(passage.code));
  return { counted: own.filter((each) => each.counted), against: own.filter((each) => each.against), uncounted: own.filter((each) => !each.counted && !each.against) };
}

function quotationSections(at, { everything = false, keep = () => true } = {}) {
  const options = { isCodeShown: CODES[at].is_heading, everything };
  const found = codePassages(at);
  const section = (title, passages, isAlways) => {
    const kept = passages.filter(keep);
    if (!kept.length && !isAlways) return [];
    return [el('section', {}, el('h3', {}, title), kept.length ? el('p', { class: 'quiet' }, counted(bySegment(kept).length)) : null, quotationList(kept, options))];
  };
  return [...section(t('quotations'), found.counted, true), ...section(t('negative'), found.against, false), ...section(t('uncounted'), found.uncounted, false)];
}

function codeBody(at) {
  const code = CODES[at];
  const other = Object.keys(code.name).filter((key) => code.name[key] && code.name[key] !== nameOf(code));
  const above = code.parent ? el('p', { class: 'quiet above' }, codeLink(CODE_AT.get(code.parent))) : null;
  return [above, el('h2', {}, el('span', { class: 'number' }, code.number), ' ', nameOf(code)),
    el('p', { class: 'quiet' }, other.map((key) => [el('span', { lang: key || undefined }, code.name[key]), ' · ']), el('code', {}, code.id)),
    el('div', { class: 'columns' },
      el('section', {}, el('h3', {}, t('definition')), inAll('p', code.definition), criteria(code)),
      el('section', {}, el('h3', {}, t('frequency')), figuresTable(code))),
    samples(code), ruleTable(code)];
}

function passageFilters(at, onchange, chosen) {
  const found = Object.values(codePassages(at)).flat();
  const places = [...new Set(found.map((each) => each.transcript))].sort((a, b) => a - b);
  const coders = [...new Set(found.flatMap((each) => each.coders))].sort();
  const all = ['', t('all')];
  const set = (key) => (value) => { chosen[key] = value; onchange(); };
  const made = [];
  if (places.length > 1) made.push(choice(t('onlyTranscript'), [all, ...places.map((place) => [String(place), TRANSCRIPTS[place].id])], chosen.transcript, set('transcript')));
  if (found.length) made.push(choice(t('onlySpeaker'), [all, ...['participant', 'interviewer'].filter((role) => found.some((each) => each.role === role)).map((role) => [`role:${role}`, t(role)]), ...[...new Set(found.map((each) => each.speaker))].sort().map((name) => [`name:${name}`, name])], chosen.speaker, set('speaker')));
  if (coders.length > 1) made.push(choice(t('onlyCoder'), [all, ...coders.map((name) => [name, name])], chosen.coder, set('coder')));
  return el('form', { class: 'filters', 'aria-label': t('filters') }, made);
}

const isBy = (wanted, speaker, role) => !wanted || wanted === `role:${role}` || wanted === `name:${speaker}`;

function codeView(id) {
  const at = CODE_AT.get(id);
  if (at === undefined) return missing();
  const chosen = { transcript: '', speaker: '', coder: '' };
  const keep = (each) => (!chosen.transcript || String(each.transcript) === chosen.transcript) && isBy(chosen.speaker, each.speaker, each.role) && (!chosen.coder || each.coders.includes(chosen.coder));
  const place = el('div', {});
  const fill = () => place.replaceChildren(...quotationSections(at, { keep }));
  fill();
  return [el('div', { class: 'aside-left' }, tree(id), el('article', {}, codeBody(at), passageFilters(at, fill, chosen), place, neighbours(CODES, at, 'code', nameOf)))];
}

function neighbours(list, at, view, name) {
  const link = (place, key) => (list[place] ? el('a', { href: hashOf(view, list[place].id), class: key, rel: key === 'before' ? 'prev' : 'next' }, `${t(key)}${t('colon')}${name(list[place])}`) : null);
  return el('nav', { class: 'neighbours', 'aria-label': t('sections') }, link(at - 1, 'before'), link(at + 1, 'after'));
}

const missing = () => [el('h2', {}, t('missing'))];
