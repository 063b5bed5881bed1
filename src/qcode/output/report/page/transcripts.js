// The transcripts: a list, and one at a time with its codings.
function speakersOf(transcript) {
  return transcript.speakers.map((who) => `${who.name} (${t(who.role)})`).join(t('comma'));
}

function transcriptsView() {
  const counts = TRANSCRIPTS.map(() => 0);
  PASSAGES.forEach((passage) => { if (passage.counted) counts[passage.transcript] += 1; });
  const rows = TRANSCRIPTS.map((each, at) => [el('a', { href: hashOf('transcript', each.id) }, el('bdi', {}, each.id)), speakersOf(each), WORDS[state.language].languages[each.language], number(each.all_turns), number(counts[at])]);
  return [el('h2', {}, t('transcripts')), table({}, t('transcripts'), [t('transcript'), t('speakers'), t('language'), t('turns'), t('codes')], rows),
    el('p', { class: 'screen' }, el('button', { type: 'button', onclick: printTranscripts }, t('printAll')))];
}

function factsOf(transcript) {
  const pairs = [[t('speakers'), speakersOf(transcript)], ...transcript.attributes];
  for (const who of transcript.speakers) {
    if (who.attributes.length) pairs.push([who.name, who.attributes.map(([key, value]) => `${key}${t('colon')}${value}`).join(t('comma'))]);
  }
  pairs.push([t('file'), el('span', { class: 'hash' }, `${transcript.file} ${transcript.sha256.slice(0, 12)}`)]);
  return facts(pairs);
}

function turnRow(at, turn, marks) {
  const [numberOf, speaker, role, time, words] = turn;
  const href = hashOf('transcript', TRANSCRIPTS[at].id, numberOf);
  return el('div', { class: role === 'interviewer' ? 'turn asks' : 'turn', id: `turn-${numberOf}`, 'data-turn': numberOf },
    el('div', { class: 'who' }, el('a', { href, class: 'turn-number', 'aria-label': t('turn', { n: numberOf }) }, String(numberOf)), ' ', el('bdi', { class: 'speaker' }, speaker), time ? el('span', { class: 'quiet' }, ` ${time}`) : null),
    el('p', { class: 'said-words', lang: langOf(at), dir: 'auto' }, markedWords(words, marks)),
    marks.length ? margin(marks) : null);
}

// The turns that pass the filters; what is left out is said where it was.
function turnRows(at, filters) {
  const { turns, marks } = talk(at);
  const onTurn = turns.map(() => []);
  for (const mark of marks) {
    const passage = PASSAGES[mark[0]];
    const isWanted = (!filters.codes || filters.codes.has(passage.code)) && (!filters.coder || passage.coders.includes(filters.coder));
    if (isWanted) onTurn[mark[1]].push(mark);
  }
  const rows = [];
  let left = 0;
  const tell = () => { if (left) rows.push(el('p', { class: 'left-out quiet' }, t('hidden', { n: left }))); left = 0; };
  turns.forEach((turn, place) => {
    if (!isBy(filters.speaker, turn[1], turn[2]) || (filters.coded && !onTurn[place].length)) { left += 1; return; }
    tell();
    rows.push(turnRow(at, turn, onTurn[place]));
  });
  tell();
  return rows;
}

function transcriptFilters(at, onchange) {
  const own = PASSAGES.filter((passage) => passage.transcript === at);
  const used = [...new Set(own.map((passage) => passage.code))].sort((a, b) => a - b);
  const coders = [...new Set(own.flatMap((passage) => passage.coders))].sort();
  const all = ['', t('all')];
  const set = (key) => (value) => { state[key] = value; onchange(); };
  const known = TRANSCRIPTS[at].speakers.map((who) => [`name:${who.name}`, who.name]);
  const roles = [...new Set(TRANSCRIPTS[at].speakers.map((who) => who.role))].map((role) => [`role:${role}`, t(role === 'participant' ? 'participantsOnly' : 'interviewersOnly')]);
  if (!used.some((code) => CODES[code].id === state.code)) state.code = '';
  if (![...known, ...roles].some(([key]) => key === state.speaker)) state.speaker = '';
  if (!coders.includes(state.coder)) state.coder = '';
  return el('form', { class: 'filters', 'aria-label': t('filters') },
    choice(t('onlyCode'), [all, ...used.map((code) => [CODES[code].id, `${CODES[code].number} ${nameOf(CODES[code])}`])], state.code, set('code')),
    choice(t('onlySpeaker'), [all, ...roles, ...known], state.speaker, set('speaker')),
    coders.length > 1 ? choice(t('onlyCoder'), [all, ...coders.map((name) => [name, name])], state.coder, set('coder')) : null,
    tick(t('onlyCoded'), state.coded, set('coded')));
}

function transcriptView(id, turn) {
  const at = TRANSCRIPT_AT.get(id);
  if (at === undefined) return missing();
  // Who follows a link to a turn wants to see it, whatever was filtered before.
  if (turn) Object.assign(state, { code: '', speaker: '', coder: '', coded: false });
  const place = el('div', { class: 'talk' });
  const fill = () => place.replaceChildren(...turnRows(at, { codes: state.code ? new Set([CODE_AT.get(state.code)]) : null, speaker: state.speaker, coder: state.coder, coded: state.coded }));
  const filters = transcriptFilters(at, fill);
  fill();
  return [el('h2', {}, el('bdi', {}, id)), factsOf(TRANSCRIPTS[at]), el('p', { class: 'quiet' }, t('legend')), filters, place, neighbours(TRANSCRIPTS, at, 'transcript', (each) => each.id)];
}
