// The legend is the filter: kinds and states with counts, and a histogram of the events with two sliders.

function startFilters() {
  document.getElementById('kinds').append(...DATA.kinds.filter((kind) => kind.total).map((kind) => choice(kind.id, sign(kind.id), kind.many, state.kinds)));
  document.getElementById('statuses').append(...DATA.statuses.map((status) => choice(status.id, sign(signKind(status.id), status.id), status.name, state.statuses)));
  document.getElementById('status-box').hidden = !DATA.statuses.length;
  document.getElementById('reset').addEventListener('click', () => (clearFilters(), refresh()));
  startTime();
}

function signKind(status) {
  return status === 'signed' ? 'Agreement' : 'Visit';
}

function choice(id, icon, text, off) {
  const box = element('input', { type: 'checkbox', value: id });
  box.checked = true;
  box.addEventListener('change', () => {
    if (box.checked) off.delete(id);
    else off.add(id);
    refresh();
  });
  return element('li', {}, [element('label', {}, [box, icon, element('span', { text }), element('span', { class: 'count' })])]);
}

function startTime() {
  const box = document.getElementById('time-box');
  box.hidden = BINS.length < 2;
  const most = Math.max(...BINS.map((bin) => bin.events), 1);
  for (const bin of BINS) {
    const bar = element('span');
    bar.style.height = bin.events ? `${Math.max(8, (100 * bin.events) / most)}%` : '0';
    document.getElementById('bars').append(bar);
  }
  for (const end of ['from', 'to']) {
    const input = document.getElementById(end);
    input.max = Math.max(0, BINS.length - 1);
    input.addEventListener('input', () => moveTime(end, Number(input.value)));
  }
}

function moveTime(end, index) {
  const [from, to] = ['from', 'to'].map((name) => Number(document.getElementById(name).value));
  if (end === 'from') state.from = index === 0 ? null : BINS[Math.min(index, to)].first;
  else state.to = index === BINS.length - 1 ? null : BINS[Math.max(index, from)].last;
  refresh();
}

function clearFilters() {
  state.kinds.clear();
  state.statuses.clear();
  state.from = state.to = null;
}

function binOf(month, otherwise) {
  const index = month === null ? -1 : BINS.findIndex((bin) => bin.first <= month && month <= bin.last);
  return index < 0 ? otherwise : index;
}

function binName(bin, end) {
  const month = end === 'from' ? bin.first : bin.last;
  const date = new Date(Math.floor(month / 12), month % 12, 1);
  return date.toLocaleDateString('ru-RU', { month: 'long', year: 'numeric' }).replace(' г.', '');
}

function showFilters(byTime) {
  showCounts(document.getElementById('kinds'), state.kinds, (kind) => {
    const now = DATA.nodes.filter((node) => node.kind === kind && byTime.has(node.key)).length;
    const { total } = KINDS.get(kind);
    return now === total ? String(total) : `${now} из ${total}`;
  });
  showCounts(document.getElementById('statuses'), state.statuses, (status) => String(DATA.nodes.filter((node) => node.status === status).length));
  if (BINS.length > 1) showTime();
  const narrowed = isNarrowed();
  document.getElementById('filter-note').hidden = !narrowed;
  document.getElementById('reset').hidden = !narrowed && !state.kinds.size;
}

function showCounts(list, off, count) {
  for (const box of list.querySelectorAll('input')) {
    box.checked = !off.has(box.value);
    box.parentElement.querySelector('.count').textContent = count(box.value);
  }
}

function showTime() {
  const [from, to] = [binOf(state.from, 0), binOf(state.to, BINS.length - 1)];
  const names = [binName(BINS[from], 'from'), binName(BINS[to], 'to')];
  [['from', from], ['to', to]].forEach(([end, index], place) => {
    const input = document.getElementById(end);
    input.value = index;
    input.setAttribute('aria-valuetext', names[place]);
  });
  document.getElementById('from').style.zIndex = from > BINS.length / 2 ? 2 : 1;
  [...document.getElementById('bars').children].forEach((bar, index) => bar.classList.toggle('out', index < from || index > to));
  document.getElementById('period').textContent = names[0] === names[1] ? names[0] : `${names[0]} — ${names[1]}`;
}
