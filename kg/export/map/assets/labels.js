// Labels are drawn in screen pixels, the most important first, and only where they cover no other label.

const RANKED = [...DATA.nodes].sort((one, other) => labelWeight(other) - labelWeight(one)).map((node) => node.key);
const ROOM = 8500; // square pixels of the screen for one label
const FONT = getComputedStyle(document.documentElement).getPropertyValue('--sans');
const wrapped = new Map();

function labelWeight(node) {
  const bonus = { Visit: 3, Meeting: -1.5, Agreement: -1.5, Delegation: -4 }[node.kind] || 0;
  return EDGES_OF.get(node.key).length + bonus;
}

function drawLabels(ctx) {
  const canvas = ctx.canvas;
  const ratio = canvas.width / canvas.clientWidth;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const taken = [[canvas.clientWidth - 50, canvas.clientHeight - 128, canvas.clientWidth, canvas.clientHeight]]; // zoom buttons
  const scale = graph.network.getScale();
  const edges = labelledEdges(scale);
  drawNodeLabels(ctx, canvas, taken, scale);
  for (const edge of edges) drawEdgeLabel(ctx, edge, taken);
  ctx.restore();
}

// Hovered and chosen first; with something chosen only it and its neighbours are named.
function labelOrder() {
  const first = [graph.hovered, state.chosen, ...(graph.lit || [])].filter((key) => NODES.has(key));
  return [...new Set([...first, ...(graph.lit ? [] : RANKED)])].filter((key) => graph.visible.has(key));
}

function drawNodeLabels(ctx, canvas, taken, scale) {
  const screen = { width: canvas.clientWidth, height: canvas.clientHeight };
  const seen = labelOrder().map((key) => onScreen(NODES.get(key), scale)).filter((place) => isNear(place, screen));
  taken.signs = seen.length < 600 ? seen.map(({ x, y, radius }) => [x - radius, y - radius, x + radius, y + radius]) : [];
  taken.bearable = seen.length < 90 ? 0 : 3; // signs that a label may cover where it is crowded
  const room = scale < 0.4 ? 1.5 * ROOM : ROOM;
  let left = Math.max(12, Math.floor((screen.width * screen.height) / room));
  for (const place of seen) if (left > 0 && drawNodeLabel(ctx, place, scale, taken, screen)) left -= 1;
}

function onScreen(node, scale) {
  return { node, radius: Math.max(PLACED.get(node.key).size * scale, LEAST), ...graph.network.canvasToDOM(PLACED.get(node.key)) };
}

function isNear({ x, y }, { width, height }) {
  return x > -60 && y > -40 && x < width + 60 && y < height + 20;
}

function drawNodeLabel(ctx, place, scale, taken, screen) {
  const { node } = place;
  const forced = node.key === graph.hovered || node.key === state.chosen;
  const strong = node.kind === 'Visit' || node.kind === 'Country' || forced;
  const size = strong ? 13 : 12;
  const lines = wrap(node.name).map((text) => ({ text, size, weight: strong ? 700 : 400, colour: '#1c2530' }));
  const note = node.notes.join(isEvent(node) ? ' · ' : '; ');
  const noted = note && (scale > 0.75 || forced || node.kind === 'Visit');
  if (noted) lines.push({ text: cut(note, 40), size: 11, weight: 400, colour: '#55606b' });
  return placeLines(ctx, lines, spots(ctx, lines, place, screen), taken, forced) || (noted && !forced && placeBare(ctx, lines, place, taken, screen));
}

function placeBare(ctx, lines, place, taken, screen) {
  const bare = lines.slice(0, -1);
  return placeLines(ctx, bare, spots(ctx, bare, place, screen), taken, false);
}

// Below, above, right, left of the sign: centre and upper rim of the label.
function spots(ctx, lines, { x, y, radius }, screen) {
  const height = lines.reduce((sum, line) => sum + line.size + 2, 0);
  const half = Math.max(...lines.map((line) => measure(ctx, line))) / 2;
  const inside = x > 0 && x < screen.width ? Math.min(Math.max(x, half + 4), Math.max(screen.width - half - 4, half + 4)) : x;
  const beside = y - height / 2 + 1;
  const all = [[inside, y + radius + 3], [inside, y - radius - height - 1], [x + radius + half + 6, beside], [x - radius - half - 6, beside]];
  const places = all.map(([middle, top]) => ({ middle, top, box: [middle - half - 3, top, middle + half + 3, top + height] }));
  const within = ({ box }) => box[0] >= 0 && box[1] >= 0 && box[2] <= screen.width && box[3] <= screen.height;
  return places.some(within) ? places.filter(within) : places.slice(0, 1);
}

function placeLines(ctx, lines, places, taken, forced) {
  const cost = places.map(({ box }) => 100 * covered(box, taken) + covered(box, taken.signs));
  const least = Math.min(...cost);
  if (least > taken.bearable && !forced) return false;
  const free = places[cost.indexOf(least)];
  taken.push(free.box);
  let { top } = free;
  for (const line of lines) {
    top += line.size;
    halo(ctx, line, free.middle, top);
    top += 2;
  }
  return true;
}

function covered(box, others) {
  return others.filter((other) => overlaps(box, other)).length;
}

function overlaps(one, other) {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}

function setFont(ctx, line) {
  ctx.font = `${line.weight} ${line.size}px ${FONT}`;
}

function measure(ctx, line) {
  setFont(ctx, line);
  return ctx.measureText(line.text).width;
}

function halo(ctx, line, x, y) {
  setFont(ctx, line);
  ctx.textAlign = 'center';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = 'rgb(255 255 255 / 92%)';
  ctx.strokeText(line.text, x, y - 2);
  ctx.fillStyle = line.colour;
  ctx.fillText(line.text, x, y - 2);
}

function labelledEdges(scale) {
  const lit = graph.lit ? [...graph.edges.getIds()].filter((key) => isLitEdge(EDGES.get(key))) : [];
  const hovered = graph.hovered ? EDGES_OF.get(graph.hovered) : [];
  const all = !graph.lit && scale > 0.7 && EDGES.size < 400 ? DATA.edges : [];
  return [...new Set([...lit.map((key) => EDGES.get(key)), ...hovered, ...all])].filter(
    (edge) => graph.visible.has(edge.source) && graph.visible.has(edge.target),
  );
}

function isLitEdge(edge) {
  return edge.key === state.chosen || edge.source === state.chosen || edge.target === state.chosen;
}

function drawEdgeLabel(ctx, edge, taken) {
  const [one, other] = [edge.source, edge.target].map((key) => graph.network.canvasToDOM(PLACED.get(key)));
  if (Math.hypot(one.x - other.x, one.y - other.y) < 60) return;
  const line = { text: cut(edge.label, 36), size: 11, weight: 400, colour: '#55606b' };
  const half = measure(ctx, line) / 2;
  const places = [0.5, 0.38, 0.62].map((part) => {
    const [middle, top] = [one.x + (other.x - one.x) * part, one.y + (other.y - one.y) * part - 7];
    return { middle, top, box: [middle - half, top, middle + half, top + 13] };
  });
  placeLines(ctx, [line], places, taken, edge.key === state.chosen);
}

function cut(text, length) {
  return text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;
}

// At most two lines of about 26 letters, broken at spaces.
function wrap(text) {
  if (wrapped.has(text)) return wrapped.get(text);
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${word}` : word;
    if (longer.length <= 26 || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const shown = lines.slice(0, 2).map((line) => cut(line, 30));
  if (lines.length > 2) shown[1] = `${shown[1].replace(/[\s,.…]+$/, '')}…`;
  wrapped.set(text, shown);
  return shown;
}
