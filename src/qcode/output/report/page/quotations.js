// Quotations as a list: what was said, where, and who coded it.
const AT_ONCE = 100;

// Passages of several codes on one segment are one entry.
function bySegment(passages) {
  const groups = new Map();
  for (const passage of passages) {
    const key = `${passage.transcript} ${passage.start} ${passage.end}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(passage);
  }
  return [...groups.values()];
}

function source(passage) {
  const { id } = TRANSCRIPTS[passage.transcript];
  const parts = [el('bdi', {}, id), t('turn', { n: passage.turn }), el('bdi', {}, passage.speaker)];
  if (passage.time) parts.push(passage.time);
  return el('a', { href: hashOf('transcript', id, passage.turn), class: 'source', title: t('open') },
    parts.flatMap((part, at) => (at ? [' · ', part] : [part])));
}

function quotation(group, isCodeShown) {
  const [first] = group;
  const who = isCodeShown
    ? group.map((each) => el('span', { class: 'said' }, swatch(each), codeLink(each.code), ' ', signsOf(each).join(t('comma'))))
    : group.map((each) => el('span', { class: 'said' }, signsOf(each).join(t('comma')), each.rules.length ? ` · ${t('rulesBy', { rules: each.rules.join(t('comma')) })}` : ''));
  return el('li', { class: 'quotation' },
    el('blockquote', { lang: langOf(first.transcript), dir: 'auto' }, first.quotation),
    el('p', { class: 'under' }, source(first), ' ', who));
}

const langOf = (at) => ({ en: 'en', zh: 'zh' }[TRANSCRIPTS[at].language]);

function quotationList(passages, { isCodeShown = false, everything = false } = {}) {
  const groups = bySegment(passages);
  const list = el('ol', { class: 'quotations' });
  let shown = 0;
  const more = el('button', { type: 'button', class: 'more', onclick: () => grow() });
  function grow() {
    const upTo = everything ? groups.length : Math.min(shown + AT_ONCE, groups.length);
    list.append(...groups.slice(shown, upTo).map((group) => quotation(group, isCodeShown)));
    shown = upTo;
    more.hidden = shown >= groups.length;
    more.textContent = t('more', { n: Math.min(AT_ONCE, groups.length - shown) });
  }
  grow();
  return groups.length ? [list, more] : [el('p', { class: 'quiet' }, t('noQuotations'))];
}

const counted = (count) => (count === 1 ? t('oneQuotation') : t('nQuotations', { n: number(count) }));
