// Wiring: choice, views, keyboard, picture, and the state in the address after #.

function say(text) {
  document.getElementById('live').textContent = text;
}

// Choose a node or a line (by key; null for nothing). What the filters hide is shown again.
function choose(key, { centre = false, focus = false, remember = true } = {}) {
  const known = NODES.has(key) || EDGES.has(key);
  state.chosen = known ? key : null;
  const ends = !known ? [] : NODES.has(key) ? [key] : [EDGES.get(key).source, EDGES.get(key).target];
  if (ends.some((end) => !graph.visible.has(end))) (clearFilters(), refresh(false));
  light(state.chosen);
  if (known && (centre || focus)) centreOn(ends);
  showPanel(focus);
  markRow();
  if (known) say(ends.map((end) => [KINDS.get(NODES.get(end).kind).one, NODES.get(end).name, ...NODES.get(end).notes].join(', ')).join('; '));
  if (remember) writeHash(true);
}

function refresh(remember = true) {
  const byTime = selectByTime();
  const visible = selectVisible(byTime);
  showOnly(visible);
  showFilters(byTime);
  document.getElementById('empty').hidden = visible.size > 0;
  if (state.view === 'table') showTable(visible);
  if (remember) {
    say(`Показано: ${visible.size}`);
    writeHash(false);
  }
}

function show(view) {
  state.view = view;
  for (const name of ['map', 'table']) {
    document.getElementById(name).hidden = name !== view;
    document.getElementById(`show-${name}`).setAttribute('aria-pressed', String(name === view));
  }
  if (view === 'table') showTable(graph.visible);
  else graph.network.redraw();
}

// State in the address: #n=…&hide=…&not=…&from=…&to=…&view=table

function writeHash(step) {
  const words = new URLSearchParams();
  if (state.chosen) words.set('n', state.chosen);
  if (state.kinds.size) words.set('hide', [...state.kinds].sort().join());
  if (state.statuses.size) words.set('not', [...state.statuses].sort().join());
  if (state.from !== null) words.set('from', monthText(state.from));
  if (state.to !== null) words.set('to', monthText(state.to));
  if (state.view === 'table') words.set('view', 'table');
  const hash = `#${words}`;
  if (hash !== (location.hash || '#')) history[step ? 'pushState' : 'replaceState'](null, '', hash);
}

function readHash() {
  const words = new URLSearchParams(location.hash.slice(1));
  const listed = (name, known) => (words.get(name) || '').split(',').filter((each) => known.has(each));
  clearFilters();
  for (const kind of listed('hide', KINDS)) state.kinds.add(kind);
  for (const status of listed('not', STATUSES)) state.statuses.add(status);
  const month = (name) => (/^\d{4}-\d\d$/.test(words.get(name) || '') ? monthNumber(words.get(name)) : null);
  [state.from, state.to] = [month('from'), month('to')];
  refresh(false);
  show(words.get('view') === 'table' ? 'table' : 'map');
  choose(words.get('n'), { centre: words.has('n'), remember: false });
}

// Keys on the drawing.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function onCanvasKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const act = event.key in ARROWS ? () => step(...ARROWS[event.key]) : KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

const KEYS = {
  Enter: () => (state.chosen ? showPanel(true) : step(0, 0)),
  Escape: () => choose(null),
  '+': () => zoomBy(1.35),
  '=': () => zoomBy(1.35),
  '-': () => zoomBy(1 / 1.35),
  0: () => fitAll(),
};

function step(across, down) {
  const from = NODES.has(state.chosen) && graph.visible.has(state.chosen) ? state.chosen : null;
  const next = from ? nodeTowards(from, across, down) : RANKED.find((key) => graph.visible.has(key));
  if (next) choose(next, { centre: true });
}

// The visible part as a picture with its title and the signs.

function savePicture() {
  const source = document.querySelector('#canvas canvas');
  const ratio = source.width / source.clientWidth;
  const [top, bottom] = [52 * ratio, 40 * ratio];
  const picture = element('canvas', { width: source.width, height: source.height + top + bottom });
  const ctx = picture.getContext('2d');
  ctx.fillStyle = '#fff';
  ctx.fillRect(0, 0, picture.width, picture.height);
  ctx.drawImage(source, 0, top);
  ctx.scale(ratio, ratio);
  ctx.fillStyle = '#1c2530';
  ctx.font = `700 22px ${getComputedStyle(document.documentElement).getPropertyValue('--serif')}`;
  ctx.fillText(DATA.title, 16, 34);
  drawLegend(ctx, 16, picture.height / ratio - 18);
  picture.toBlob((blob) => {
    const link = element('a', { href: URL.createObjectURL(blob), download: 'map.png' });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
}

function drawLegend(ctx, x, y) {
  for (const kind of DATA.kinds.filter((each) => each.total && !state.kinds.has(each.id))) {
    drawSign(ctx, { kind: kind.id, status: null }, x + 6, y - 4, 6);
    ctx.fillStyle = '#1c2530';
    ctx.font = `12px ${FONT}`;
    ctx.fillText(kind.many, x + 17, y);
    x += 34 + ctx.measureText(kind.many).width;
  }
}

function startPage() {
  const canvas = document.getElementById('canvas');
  if (window.matchMedia('(max-width: 760px)').matches) document.getElementById('filters').open = false;
  startFilters();
  startSearch();
  startGraph(canvas);
  graph.network.on('click', ({ nodes, edges }) => choose(nodes[0] ?? edges[0] ?? null));
  canvas.addEventListener('keydown', onCanvasKey);
  const press = (id, act) => document.getElementById(id).addEventListener('click', act);
  press('show-map', () => (show('map'), writeHash(false)));
  press('show-table', () => (show('table'), writeHash(false)));
  press('save', savePicture);
  press('closer', () => zoomBy(1.35));
  press('farther', () => zoomBy(1 / 1.35));
  press('whole', () => fitAll());
  for (const link of document.querySelectorAll('[data-skip]')) link.addEventListener('click', skip);
  window.addEventListener('hashchange', readHash);
  readHash();
}

function skip(event) {
  event.preventDefault();
  const { skip: goal } = event.currentTarget.dataset;
  if (goal === 'table') show('table');
  document.getElementById(goal).focus();
}

// For tests and for those who embed the page.
window.kgMap = {
  choose,
  find: (text) => find(text).map(({ node }) => node.key),
  visible: () => [...graph.visible].sort(),
  place: (key) => {
    const frame = document.getElementById('canvas').getBoundingClientRect();
    const { x, y } = graph.network.canvasToDOM(PLACED.get(key));
    return { x: frame.x + x, y: frame.y + y };
  },
  chosen: () => state.chosen,
};

document.documentElement.dataset.ready = 'failed'; // until all has started
startPage();
document.documentElement.dataset.ready = 'true';
