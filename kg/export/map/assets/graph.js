// The drawing: vis-network moves and hits, shapes and labels are our own.

const POLYGONS = {
  hexagon: ring(6, 0),
  pentagon: ring(5, -Math.PI / 2),
  diamond: [[0, -1.15], [1.05, 0], [0, 1.15], [-1.05, 0]],
  triangle: [[0, -1.1], [1.1, 0.85], [-1.1, 0.85]],
  pin: [[-1.05, -0.8], [1.05, -0.8], [0, 1.15]],
  square: [[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]],
  page: [[-0.8, -1.05], [0.3, -1.05], [0.8, -0.5], [0.8, 1.05], [-0.8, 1.05]],
  trapezoid: [[-0.6, -0.8], [0.6, -0.8], [1.15, 0.8], [-1.15, 0.8]],
  star: ring(5, -Math.PI / 2, 1.2).flatMap((point, index) => [point, ring(5, -Math.PI / 2 + Math.PI / 5, 0.52)[index]]),
};

function ring(corners, turn, radius = 1.05) {
  const angles = Array.from({ length: corners }, (_, index) => turn + (index * 2 * Math.PI) / corners);
  return angles.map((angle) => [radius * Math.cos(angle), radius * Math.sin(angle)]);
}

function shapePath(shape, x, y, radius) {
  const path = new Path2D();
  if (shape in POLYGONS) {
    POLYGONS[shape].forEach(([across, down], index) => path[index ? 'lineTo' : 'moveTo'](x + across * radius, y + down * radius));
    path.closePath();
  } else {
    path.arc(x, y, radius, 0, 2 * Math.PI);
    if (shape === 'ring') path.moveTo(x + radius * 0.62, y), path.arc(x, y, radius * 0.62, 0, 2 * Math.PI);
  }
  return path;
}

const HOLLOW = new Set(['planned', 'cancelled']);

function drawSign(ctx, node, x, y, radius) {
  const { shape, colour } = KINDS.get(node.kind);
  const path = shapePath(shape, x, y, radius);
  ctx.lineWidth = Math.max(1.6, radius * 0.16);
  ctx.strokeStyle = colour;
  ctx.fillStyle = HOLLOW.has(node.status) ? '#fff' : colour;
  ctx.fill(path, 'evenodd');
  if (shape === 'ring') dot(ctx, x, y, radius * 0.34);
  ctx.setLineDash(node.status === 'planned' ? [radius * 0.32, radius * 0.22] : []);
  if (HOLLOW.has(node.status)) ctx.stroke(path);
  ctx.setLineDash([]);
  if (node.status === 'ongoing') dot(ctx, x, y, radius * 0.4, '#fff');
  if (node.status === 'cancelled') cross(ctx, x, y, radius * 0.5);
}

function dot(ctx, x, y, radius, colour = ctx.fillStyle) {
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fill();
}

function cross(ctx, x, y, reach) {
  ctx.beginPath();
  ctx.moveTo(x - reach, y - reach);
  ctx.lineTo(x + reach, y + reach);
  ctx.moveTo(x + reach, y - reach);
  ctx.lineTo(x - reach, y + reach);
  ctx.stroke();
}

const graph = { network: null, nodes: null, edges: null, visible: new Set(), lit: null, hovered: null };
const PALE = '#e8ebed';
const LINE = DATA.network.options.edges.color.color;
const WIDTH = DATA.network.options.edges.width;
const DARK = '#33414f';
const LEAST = DATA.nodes.length > 600 ? 2.2 : 3.4; // least radius of a sign, in screen pixels

function startGraph(container) {
  graph.visible = new Set(NODES.keys());
  graph.nodes = new vis.DataSet(DATA.network.nodes.map(({ label, ...node }) => ({ ...node, ctxRenderer: renderNode })));
  graph.edges = new vis.DataSet(DATA.network.edges);
  const views = {
    nodes: new vis.DataView(graph.nodes, { filter: (node) => graph.visible.has(node.id) }),
    edges: new vis.DataView(graph.edges, { filter: (edge) => graph.visible.has(edge.from) && graph.visible.has(edge.to) }),
  };
  graph.views = views;
  graph.network = new vis.Network(container, views, DATA.network.options);
  graph.network.on('afterDrawing', drawLabels);
  graph.network.on('hoverNode', ({ node }) => hover(node, container, 'pointer'));
  graph.network.on('blurNode', () => hover(null, container, ''));
  graph.network.on('hoverEdge', () => (container.style.cursor = 'pointer'));
  graph.network.on('blurEdge', () => (container.style.cursor = ''));
  graph.network.on('dragging', ({ nodes }) => keepPlaces(nodes));
  graph.network.on('dragEnd', ({ nodes }) => keepPlaces(nodes));
  graph.network.on('zoom', limitZoom);
  fitAll(false);
}

function renderNode({ ctx, id, x, y }) {
  const node = NODES.get(id);
  const radius = Math.max(PLACED.get(id).size, LEAST / graph.network.getScale());
  return { drawNode: () => drawNode(ctx, node, x, y, radius), nodeDimensions: { width: 2 * radius, height: 2 * radius } };
}

function drawNode(ctx, node, x, y, radius) {
  ctx.globalAlpha = graph.lit && !graph.lit.has(node.key) ? 0.18 : 1;
  drawSign(ctx, node, x, y, radius);
  if (state.chosen === node.key) {
    ctx.globalAlpha = 1;
    ctx.lineWidth = Math.max(2.5, 2.5 / graph.network.getScale());
    ctx.strokeStyle = DARK;
    ctx.beginPath();
    ctx.arc(x, y, radius * 1.45 + 2, 0, 2 * Math.PI);
    ctx.stroke();
  }
}

function hover(key, container, cursor) {
  graph.hovered = key;
  container.style.cursor = cursor;
  graph.network.redraw();
}

function keepPlaces(keys) {
  for (const [key, place] of Object.entries(graph.network.getPositions(keys))) Object.assign(PLACED.get(key), place);
}

function limitZoom() {
  const scale = graph.network.getScale();
  if (scale > 4) graph.network.moveTo({ scale: 4 });
  if (scale < 0.02) graph.network.moveTo({ scale: 0.02 });
}

function isCalm() {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function motion(wanted) {
  return wanted && !isCalm() ? { duration: 350, easingFunction: 'easeInOutQuad' } : false;
}

function fitAll(animated = true) {
  const nodes = [...graph.visible];
  if (!nodes.length) return;
  graph.network.fit({ nodes, maxZoomLevel: 1.4, animation: false });
  const goal = { scale: graph.network.getScale() * 0.9, animation: motion(animated) }; // room for labels at the rim
  graph.network.moveTo(goal);
}

function zoomBy(factor) {
  graph.network.moveTo({ scale: graph.network.getScale() * factor, animation: motion(true) });
}

// The node, or the middle of a line, in the centre; scaled so that what it is linked with is in sight too.
function centreOn(keys, animated = true) {
  const places = keys.map((key) => PLACED.get(key));
  const middle = (axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  const position = { x: middle('x'), y: middle('y') };
  const frame = document.getElementById('canvas');
  const around = keys.length > 1 ? keys : neighbours(keys[0]).filter((key) => graph.visible.has(key));
  const scales = around.map((key) => PLACED.get(key)).flatMap(({ x, y }) => [
    (0.4 * frame.clientWidth) / Math.abs(x - position.x),
    (0.42 * frame.clientHeight) / Math.abs(y - position.y),
  ]);
  graph.network.moveTo({ position, scale: Math.max(0.15, Math.min(1.25, ...scales)), animation: motion(animated) });
}

// The chosen node with its neighbours, or the chosen line with its ends, stands out; the rest turns pale.
function light(chosen) {
  const edges = !chosen ? [] : EDGES.has(chosen) ? [EDGES.get(chosen)] : EDGES_OF.get(chosen);
  const lit = new Set(edges.map((edge) => edge.key));
  graph.lit = chosen ? new Set([chosen, ...edges.flatMap((edge) => [edge.source, edge.target])]) : null;
  const style = (key) => (lit.has(key) ? DARK : chosen ? PALE : LINE);
  const changed = graph.edges.get({ filter: (edge) => (edge.color || LINE) !== style(edge.id) });
  graph.edges.update(changed.map(({ id }) => ({ id, color: style(id), width: lit.has(id) ? 2 : WIDTH })));
  graph.network.redraw();
}

function showOnly(visible) {
  graph.visible = visible;
  graph.views.nodes.refresh();
  graph.views.edges.refresh();
}

// The nearest visible node in a direction (-1, 0, 1 across and down), for the arrow keys.
function nodeTowards(key, across, down) {
  const from = PLACED.get(key);
  let best = null;
  for (const other of graph.visible) {
    const [dx, dy] = [PLACED.get(other).x - from.x, PLACED.get(other).y - from.y];
    const along = dx * across + dy * down;
    const aside = Math.abs(dx * down) + Math.abs(dy * across);
    if (other !== key && along > 0 && along >= aside && (!best || along + 2 * aside < best.far)) best = { other, far: along + 2 * aside };
  }
  return best ? best.other : null;
}
