// The words of a turn with the codes on them: underlines in lanes, so that overlaps show.
const MOST_LANES = 4;
const LANE = 4; // CSS pixels from one line to the next

function lanesOf(marks) {
  const ends = [];
  return new Map([...marks].sort((a, b) => a[2] - b[2] || b[3] - a[3]).map((mark) => {
    let lane = ends.findIndex((end) => end <= mark[2]);
    if (lane < 0) lane = ends.length;
    ends[lane] = mark[3];
    return [mark, Math.min(lane, MOST_LANES - 1)];
  }));
}

function lineOf(passage) {
  const colour = `var(--hue-${hueOf(passage.code)})`;
  if (passage.against) return `repeating-linear-gradient(90deg, ${colour} 0 2px, transparent 2px 5px)`;
  if (!passage.coders.length) return `repeating-linear-gradient(90deg, ${colour} 0 7px, transparent 7px 10px)`;
  return `linear-gradient(${colour}, ${colour})`;
}

function piece(words, on, lanes) {
  if (!on.length) return words;
  const made = el('span', { class: on.length > 1 ? 'mark both' : 'mark', 'data-passages': on.map((mark) => mark[0]).join(' ') }, words);
  // Styles are set from the script: the page allows no style attribute.
  made.style.backgroundImage = on.map((mark) => lineOf(PASSAGES[mark[0]])).join(', ');
  made.style.backgroundSize = on.map(() => '100% 2px').join(', ');
  made.style.backgroundPosition = on.map((mark) => `0 calc(100% - ${LANE * (MOST_LANES - 1 - lanes.get(mark))}px)`).join(', ');
  return made;
}

function markedWords(words, marks) {
  const lanes = lanesOf(marks);
  const edges = [...new Set([0, words.length, ...marks.flatMap((mark) => [mark[2], mark[3]])])].sort((a, b) => a - b);
  return edges.slice(0, -1).flatMap((start, at) => {
    const end = edges[at + 1];
    const begin = marks.filter((mark) => mark[2] === start);
    const numbers = begin.map((mark) => el('span', { class: 'begin', 'aria-hidden': 'true' }, CODES[PASSAGES[mark[0]].code].number));
    return [...numbers, piece(words.slice(start, end), marks.filter((mark) => mark[2] <= start && end <= mark[3]), lanes)];
  });
}

function signsOf(passage) {
  const signs = [];
  if (passage.against) signs.push(t('negativeCase'));
  if (passage.coders.length) signs.push(t('by', { who: passage.coders.join(t('comma')) }));
  else signs.push(t('notReviewed'));
  if (!passage.counted && !passage.against) signs.push(t('notCounted'));
  return signs;
}

function swatch(passage) {
  const made = el('span', { class: 'swatch', 'aria-hidden': 'true' });
  made.style.backgroundImage = lineOf(passage);
  return made;
}

function highlight(at, isOn) {
  document.querySelectorAll('.mark').forEach((mark) => {
    mark.classList.toggle('lit', isOn && mark.dataset.passages.split(' ').includes(String(at)));
  });
}

function margin(marks) {
  const seen = [...new Set(marks.map((mark) => mark[0]))];
  return el('ul', { class: 'margin' }, seen.map((at) => {
    const passage = PASSAGES[at];
    const light = { onmouseenter: () => highlight(at, true), onmouseleave: () => highlight(at, false), onfocusin: () => highlight(at, true), onfocusout: () => highlight(at, false) };
    return el('li', light, swatch(passage), codeLink(passage.code), el('span', { class: 'signs' }, signsOf(passage).join(t('comma'))));
  }));
}
