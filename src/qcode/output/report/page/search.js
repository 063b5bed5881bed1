// Search in all talk: capital or small, full width or half width, either script.
const MOST_FOUND = 200;
const AROUND = 90; // characters shown on either side
const folded = new Map();
const fold = (words) => words.normalize('NFKC').toLowerCase();

function foldedTurns(at) {
  if (!folded.has(at)) folded.set(at, talk(at).turns.map((turn) => fold(turn[4])));
  return folded.get(at);
}

// Where a folded text stands in the words as they are: folding may change lengths.
function placeIn(words, what) {
  const starts = [];
  let text = '';
  let at = 0;
  for (const character of words) {
    const part = fold(character);
    for (let unit = 0; unit < part.length; unit += 1) starts.push(at);
    text += part;
    at += character.length;
  }
  starts.push(at);
  const found = text.indexOf(what);
  return found < 0 ? null : [starts[found], starts[found + what.length]];
}

function isQuoted(at, place, what) {
  const { turns, marks } = talk(at);
  return marks.some((mark) => mark[1] === place && fold(turns[place][4].slice(mark[2], mark[3])).includes(what));
}

function findTurns(what) {
  const found = [];
  TRANSCRIPTS.forEach((_, at) => foldedTurns(at).forEach((words, place) => {
    if (words.includes(what) && (!state.quoted || isQuoted(at, place, what))) found.push([at, place]);
  }));
  return found;
}

function findCodes(what) {
  return CODES.map((code, at) => [code, at]).filter(([code]) => [code.id, ...Object.values(code.name), ...Object.values(code.definition)].some((words) => fold(words).includes(what))).map(([, at]) => at);
}

function excerpt(words, what) {
  const place = placeIn(words, what);
  if (!place) return [words.length > 2 * AROUND ? `${words.slice(0, 2 * AROUND)}…` : words];
  const [start, end] = place;
  const [from, to] = [Math.max(0, start - AROUND), Math.min(words.length, end + AROUND)];
  return [from ? '…' : '', words.slice(from, start), el('mark', {}, words.slice(start, end)), words.slice(end, to), to < words.length ? '…' : ''];
}

function foundTurn([at, place], what) {
  const turn = talk(at).turns[place];
  const { id } = TRANSCRIPTS[at];
  const codes = [...new Set(talk(at).marks.filter((mark) => mark[1] === place).map((mark) => PASSAGES[mark[0]].code))];
  return el('li', { class: 'quotation' }, el('blockquote', { lang: langOf(at), dir: 'auto' }, excerpt(turn[4], what)),
    el('p', { class: 'under' }, el('a', { href: hashOf('transcript', id, turn[0]), class: 'source' }, el('bdi', {}, id), ` · ${t('turn', { n: turn[0] })} · `, el('bdi', {}, turn[1])), ' ', codes.map((code) => el('span', { class: 'said' }, codeLink(code)))));
}

function searchView(words = '') {
  const what = fold(words).trim();
  if (!what) return [el('h2', {}, t('search')), el('p', { class: 'quiet' }, t('typeSomething'))];
  const found = findTurns(what);
  const codes = findCodes(what);
  const list = el('ol', { class: 'quotations' }, found.slice(0, MOST_FOUND).map((each) => foundTurn(each, what)));
  const rest = found.length - MOST_FOUND;
  const more = rest > 0 ? el('button', { type: 'button', class: 'more', onclick: () => { list.append(...found.slice(MOST_FOUND).map((each) => foundTurn(each, what))); more.remove(); } }, t('more', { n: rest })) : null;
  const told = found.length ? t(found.length === 1 ? 'foundOne' : 'found', { n: number(found.length), what: words }) : t('nothing', { what: words });
  return [el('h2', {}, t('search')), el('p', { role: 'status' }, told), tick(t('onlyQuoted'), state.quoted, (value) => { state.quoted = value; show(); }),
    codes.length ? el('section', {}, el('h3', {}, t('foundCodes')), el('ul', { class: 'plain-list' }, codes.map((at) => el('li', {}, codeLink(at))))) : null, list, more];
}
