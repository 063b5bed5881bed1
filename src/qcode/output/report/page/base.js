// Data, state, and making elements. Words of strangers only ever become text nodes.
const DATA = JSON.parse(document.getElementById('data').textContent);
const { codes: CODES, transcripts: TRANSCRIPTS, passages: PASSAGES } = DATA;
PASSAGES.forEach((passage, at) => { passage.at = at; });
const CODE_AT = new Map(CODES.map((code, at) => [code.id, at]));
const TRANSCRIPT_AT = new Map(TRANSCRIPTS.map((each, at) => [each.id, at]));
const HUES = 10;
const state = { language: DATA.language, coded: false, code: '', speaker: '', coder: '', quoted: false, keys: true };
const talks = new Map();

function talk(at) {
  if (!talks.has(at)) talks.set(at, JSON.parse(document.getElementById(`talk-${at}`).textContent));
  return talks.get(at);
}

function t(key, values = {}) {
  return WORDS[state.language][key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

function el(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ''));
  return made;
}

const hashOf = (...parts) => `#${parts.map(encodeURIComponent).join('/')}`;

// A text in the language of the interface, else in the first there is.
function inLanguage(texts) {
  const found = [state.language, '', ...Object.keys(texts)].find((key) => texts[key]);
  return found === undefined ? { words: '', lang: undefined } : { words: texts[found], lang: found || undefined };
}

const nameOf = (code) => inLanguage(code.name).words || code.id;
const titleOf = () => inLanguage(DATA.title).words;
const isAsked = (turn) => turn[2] === 'interviewer';
const number = (value) => value.toLocaleString('en-US');
const percent = (value) => (value === null ? undefinedFigure() : `${(100 * value).toFixed(1)} %`);
const rate = (value) => (value === null ? undefinedFigure() : value.toFixed(2));
const undefinedFigure = () => el('abbr', { title: t('undefinedFigure') }, '–');
const ofPeople = (figures) => t('ofN', { n: figures.participants, of: figures.participants_n });
const HUE_AT = new Map(CODES.map((_, at) => at).filter((at) => !CODES[at].is_heading).map((at, rank) => [at, rank % HUES]));
const hueOf = (at) => HUE_AT.get(at);

function codeLink(at, extra = {}) {
  const code = CODES[at];
  return el('a', { href: hashOf('code', code.id), class: 'code', ...extra }, el('span', { class: 'number' }, code.number), ' ', nameOf(code));
}

// All codes below a code, itself included, as places.
function below(at) {
  const found = [at];
  CODES.forEach((code, place) => { if (code.parent === CODES[at].id) found.push(...below(place)); });
  return found;
}

function table(attributes, caption, heads, rows) {
  const isNumber = (at) => rows.length > 0 && rows.every((row) => row[at] === null || /^[\d,.%/– ]*(of [\d,]+)?$/.test(row[at].textContent ?? row[at]));
  const numbers = heads.map((_, at) => (isNumber(at) ? 'figure' : undefined));
  return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    el('table', attributes, el('caption', {}, caption),
      el('thead', {}, el('tr', {}, heads.map((head, at) => el('th', { scope: 'col', class: numbers[at] }, head)))),
      el('tbody', {}, rows.map((row) => el('tr', {}, row.map((cell, at) => el(at ? 'td' : 'th', { scope: at ? undefined : 'row', class: numbers[at] }, cell)))))));
}

// A label around a select would take all its options into its name: it stands beside it.
let choices = 0;
function choice(label, options, value, onchange) {
  choices += 1;
  const id = `choice-${choices}`;
  const select = el('select', { id, onchange: () => onchange(select.value) },
    options.map(([key, words]) => el('option', { value: key, selected: key === value }, words)));
  return el('div', { class: 'choice' }, el('label', { for: id }, label), select);
}

function tick(label, value, onchange) {
  const box = el('input', { type: 'checkbox', checked: value, onchange: () => onchange(box.checked) });
  return el('label', { class: 'tick' }, box, ' ', label);
}
