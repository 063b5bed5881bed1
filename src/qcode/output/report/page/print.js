// What is printed: all that the page can open, or the transcript that is open.
let isAllTalk = false;

function printedMatrix() {
  const blocks = [];
  for (let first = 0; first < TRANSCRIPTS.length; first += BLOCK) {
    blocks.push(matrixTable(TRANSCRIPTS.map((_, at) => at).slice(first, first + BLOCK), null));
  }
  return [el('h2', {}, t('matrix')), legend(), blocks];
}

function printedCodes() {
  return CODES.map((code, at) => el('article', { class: 'printed-code' }, codeBody(at), code.is_heading ? null : quotationSections(at, { everything: true })));
}

function printedTalk(at, filters) {
  return el('article', { class: 'printed-talk' }, el('h2', {}, TRANSCRIPTS[at].id), factsOf(TRANSCRIPTS[at]), el('p', { class: 'quiet' }, t('legend')), el('div', { class: 'talk' }, turnRows(at, filters)));
}

function printed() {
  const [view, id] = route();
  const title = el('h1', {}, titleOf());
  if (isAllTalk) return [title, el('p', { class: 'status' }, status()), TRANSCRIPTS.map((_, at) => printedTalk(at, {}))];
  if (view === 'transcript' && TRANSCRIPT_AT.has(id)) {
    return [title, el('p', { class: 'status' }, status()), printedTalk(TRANSCRIPT_AT.get(id), { codes: state.code ? new Set([CODE_AT.get(state.code)]) : null, speaker: state.speaker, coder: state.coder, coded: state.coded })];
  }
  return [title, overviewView(), printedMatrix(), DATA.agreement ? agreementView() : null, codebookView(), printedCodes()];
}

function fillPrint() {
  const place = document.getElementById('print');
  place.replaceChildren(...printed().flat(3).filter(Boolean));
  place.querySelectorAll('details').forEach((each) => { each.open = true; });
}

function printTranscripts() {
  isAllTalk = true;
  window.print();
}

window.addEventListener('beforeprint', fillPrint);
window.addEventListener('afterprint', () => {
  isAllTalk = false;
  document.getElementById('print').replaceChildren();
});
