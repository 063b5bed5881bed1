// The overview: what is counted, of how much, by whom, with what.
const MOST_MENTIONED = 10;
const sum = (key) => TRANSCRIPTS.reduce((total, each) => total + each[key], 0);
const status = () => t({ codings: 'whatCodings', suggestions: 'whatSuggestions', both: 'whatBoth' }[DATA.what]);
const anyCode = () => CODES.find((code) => code.own);

function statement() {
  const lines = ['unit', DATA.speakers === 'all' ? 'viewAll' : 'viewParticipants', 'people', 'rates'];
  if (CODES.some((code) => code.is_heading)) lines.push('headings');
  if (PASSAGES.some((passage) => passage.against)) lines.push('against');
  return el('section', {}, el('h3', {}, t('statement')), el('p', { class: 'status' }, status()),
    lines.map((line) => el('p', {}, t(line))));
}

function facts(pairs) {
  return el('dl', { class: 'facts' }, pairs.map(([term, value]) => el('div', {}, el('dt', {}, term), el('dd', {}, value))));
}

function corpusFigures() {
  const code = anyCode();
  const segments = bySegment(PASSAGES.filter((passage) => passage.counted)).length;
  return facts([
    [t('nTranscripts'), number(TRANSCRIPTS.length)],
    [t('nParticipants'), number(code ? code.own.participants_n : sum('participants'))],
    [t('nTurns'), number(sum('turns'))], [t('nWords'), number(sum('words'))], [t('nCharacters'), number(sum('characters'))],
    [t('nCodes'), number(CODES.filter((each) => each.own).length)], [t('nSegments'), number(segments)],
  ]);
}

function mostMentioned() {
  const ranked = CODES.map((code, at) => [code, at]).filter(([code]) => code.own && code.own.participants)
    .sort(([one], [other]) => other.own.participants - one.own.participants || other.own.segments - one.own.segments).slice(0, MOST_MENTIONED);
  const rows = ranked.map(([code, at]) => [codeLink(at), el('span', { class: 'share' }, bar(code.own.participants / code.own.participants_n), ofPeople(code.own)), number(code.own.transcripts), number(code.own.segments)]);
  return table({ class: 'ranked' }, t('mentioned'), [t('code'), t('participants'), t('transcripts'), t('segments')], rows);
}

function bar(share) {
  const made = el('span', { class: 'bar', 'aria-hidden': 'true' }, el('span', {}));
  made.firstChild.style.inlineSize = `${100 * share}%`;
  return made;
}

function bookOf() {
  const { id, version } = DATA.codebook;
  return version ? `${id}${t('comma')}${t('version', { v: version })}` : id;
}

function versions() {
  const { codebook } = DATA;
  const book = [bookOf()];
  if (codebook.sha256) book.push(el('br', {}), el('span', { class: 'hash' }, `${codebook.file} ${codebook.sha256}`));
  return el('section', {}, el('h3', {}, t('versions')), facts([[t('software'), `qcode ${DATA.version}`], [t('codebook'), el('span', {}, book)]]));
}

function coderTable() {
  if (!DATA.coders.length) return null;
  return table({}, t('coders'), [t('coder'), t('codingsAll')], DATA.coders.map((each) => [each.name, number(each.codings)]));
}

function corpusTable() {
  return table({ class: 'corpus' }, t('corpus'),
    [t('transcript'), t('language'), t('participants'), t('turns'), t('words'), t('characters'), t('hash')],
    TRANSCRIPTS.map((each) => [el('a', { href: hashOf('transcript', each.id) }, el('bdi', {}, each.id)), WORDS[state.language].languages[each.language], number(each.participants), number(each.turns), number(each.words), number(each.characters),
      el('span', { class: 'hash', title: each.sha256 }, each.sha256.slice(0, 12))]));
}

function overviewView() {
  const notes = DATA.notes.length ? el('section', {}, el('h3', {}, t('notes')), el('ul', {}, DATA.notes.map((note) => el('li', { lang: 'en' }, note)))) : null;
  return [el('h2', {}, t('overview')), corpusFigures(), el('div', { class: 'columns' }, statement(), el('section', {}, mostMentioned())),
    notes, el('div', { class: 'columns corpus-part' }, el('section', {}, corpusTable()), el('section', {}, coderTable(), versions())), el('p', { class: 'quiet screen' }, t('printNote'))];
}

function agreementView() {
  const { heads, rows, notes } = DATA.agreement;
  return [el('h2', {}, t('agreement')), notes.map((note) => el('p', {}, note)), table({}, t('agreement'), heads, rows)];
}
