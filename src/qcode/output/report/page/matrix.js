// Codes by transcript: a number and a shade in each cell, and the quotations behind it.
const SHADES = 5;
const BLOCK = 14; // columns that fit on a printed page

const most = () => Math.max(1, ...CODES.filter((code) => !code.is_heading).flatMap((code) => code.cells));
// By the square root, so that a few large cells do not make all others pale.
const shade = (count, top) => (top > 1 ? Math.floor(1 + (SHADES - 1) * Math.sqrt((count - 1) / (top - 1))) : 3);

function legend() {
  const top = most();
  const groups = new Map();
  for (let count = 1; count <= top; count += 1) groups.set(shade(count, top), [...(groups.get(shade(count, top)) || []), count]);
  return el('p', { class: 'legend' }, t('scale'), t('colon'), [...groups].map(([step, counts]) => el('span', { class: `heat heat-${step}` },
    counts.length > 1 ? `${counts[0]}–${counts[counts.length - 1]}` : counts[0])));
}

function cell(code, column, top, chosen) {
  const count = code.cells[column];
  const { id } = TRANSCRIPTS[column];
  if (!count) return el('td', { class: 'heat zero' }, '0');
  const label = t('cell', { code: nameOf(code), transcript: id, n: count });
  const isChosen = chosen && chosen.code === code.id && chosen.transcript === id;
  return el('td', { class: `heat ${code.is_heading ? 'sum' : `heat-${shade(count, top)}`}` },
    el('a', { href: hashOf('matrix', code.id, id), 'aria-label': label, title: label, tabindex: '-1', 'aria-current': isChosen ? 'true' : undefined }, String(count)));
}

function matrixTable(columns, chosen) {
  const top = most();
  const heads = columns.map((at) => el('th', { scope: 'col', class: 'slant' }, el('a', { href: hashOf('transcript', TRANSCRIPTS[at].id) }, el('bdi', {}, TRANSCRIPTS[at].id))));
  const rows = CODES.map((code, at) => el('tr', { class: code.is_heading ? 'heading' : undefined },
    el('th', { scope: 'row', class: `depth-${Math.min(code.number.split('.').length, 4)}` }, codeLink(at)),
    el('td', { class: 'figure' }, ofPeople(code.own || code.rolled)),
    columns.map((column) => cell(code, column, top, chosen))));
  return el('table', { class: 'matrix' }, el('caption', { class: 'hidden' }, t('matrix')),
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, t('code')), el('th', { scope: 'col', class: 'figure' }, t('participants')), heads)),
    el('tbody', {}, rows));
}

// One cell is in the tab order; the arrow keys move from it.
function roving(grid) {
  const links = [...grid.querySelectorAll('td.heat a')];
  const start = links.find((link) => link.hasAttribute('aria-current')) || links[0];
  if (start) start.tabIndex = 0;
  grid.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    const here = event.target.closest('td.heat');
    if (!step || !here) return;
    event.preventDefault();
    const rows = [...grid.tBodies[0].rows];
    let [row, column] = [rows.indexOf(here.parentElement), here.cellIndex];
    for (;;) {
      row += step[0];
      column += step[1];
      const link = rows[row] && rows[row].cells[column] && rows[row].cells[column].querySelector('.heat a');
      if (!rows[row] || column < 2 || column >= rows[row].cells.length) return;
      if (!link) continue;
      event.target.tabIndex = -1;
      link.tabIndex = 0;
      link.focus();
      return;
    }
  });
}

function behind(code, transcript) {
  const wanted = new Set(CODES[code].is_heading ? below(code) : [code]);
  return PASSAGES.filter((passage) => passage.counted && wanted.has(passage.code) && (transcript === undefined || passage.transcript === transcript));
}

function cellPanel(chosen) {
  const code = chosen ? CODE_AT.get(chosen.code) : undefined;
  const transcript = chosen ? TRANSCRIPT_AT.get(chosen.transcript) : undefined;
  if (code === undefined || transcript === undefined) return el('aside', { class: 'panel empty', 'aria-label': t('quotations') }, el('p', { class: 'quiet' }, t('chooseCell')));
  const passages = behind(code, transcript);
  return el('aside', { class: 'panel', id: 'panel', 'aria-label': t('quotations') },
    el('h3', { tabindex: '-1' }, codeLink(code), el('br', {}), el('a', { href: hashOf('transcript', chosen.transcript), class: 'plain' }, el('bdi', {}, chosen.transcript))),
    el('p', { class: 'quiet' }, counted(bySegment(passages).length)), quotationList(passages, { isCodeShown: CODES[code].is_heading }));
}

function matrixView(code, transcript) {
  const chosen = code ? { code, transcript } : null;
  const grid = matrixTable(TRANSCRIPTS.map((_, at) => at), chosen);
  roving(grid);
  return [el('h2', {}, t('matrix')), el('p', { class: 'quiet' }, t('matrixNote')), legend(),
    el('div', { class: 'beside' }, el('div', { class: 'scroll', role: 'region', 'aria-label': t('matrix'), tabindex: '0' }, grid), cellPanel(chosen))];
}
