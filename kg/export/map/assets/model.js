// The data of the page and what follows from it: neighbours, name search, which nodes the filters let through.

const DATA = JSON.parse(document.getElementById('data').textContent);
const KINDS = new Map(DATA.kinds.map((kind) => [kind.id, kind]));
const STATUSES = new Map(DATA.statuses.map((status) => [status.id, status]));
const NODES = new Map(DATA.nodes.map((node) => [node.key, node]));
const EDGES = new Map(DATA.edges.map((edge) => [edge.key, edge]));
const PLACED = new Map(DATA.network.nodes.map((node) => [node.id, node]));
const EDGES_OF = new Map(DATA.nodes.map((node) => [node.key, []]));
const FACTS_OF = new Map(DATA.nodes.map((node) => [node.key, []]));

for (const edge of DATA.edges) {
  EDGES_OF.get(edge.source).push(edge);
  EDGES_OF.get(edge.target).push(edge);
}
for (const fact of DATA.facts) {
  FACTS_OF.get(fact.source).push(fact);
  if (fact.target !== null && fact.target !== fact.source) FACTS_OF.get(fact.target).push(fact);
}

function otherEnd(edge, key) {
  return edge.source === key ? edge.target : edge.source;
}

function neighbours(key) {
  return EDGES_OF.get(key).map((edge) => otherEnd(edge, key));
}

function isEvent(node) {
  return KINDS.get(node.kind).event;
}

// Dates: an event without its own takes those of the visit that it belongs to.

function datesOf(node) {
  if (node.start || node.stop) return [node.start || node.stop, node.stop || node.start];
  if (node.kind === 'Visit') return null;
  const visits = neighbours(node.key).map((key) => NODES.get(key)).filter((other) => other.kind === 'Visit');
  const dated = visits.find((visit) => visit.start || visit.stop);
  return dated ? datesOf(dated) : null;
}

const DATES = new Map(DATA.nodes.filter(isEvent).map((node) => [node.key, datesOf(node)]));

function timeBins() {
  const months = [...DATES.values()].filter(Boolean).flat().map(monthNumber).sort((one, other) => one - other);
  if (!months.length) return [];
  const [first, last] = [months[0], months[months.length - 1]];
  const width = last - first < 48 ? 1 : last - first < 160 ? 3 : 12;
  const bins = [];
  for (let month = first - (first % width); month <= last; month += width) {
    bins.push({ first: month, last: month + width - 1, events: 0 });
  }
  for (const dates of DATES.values()) {
    if (dates) bins.find((bin) => monthNumber(dates[0]) <= bin.last).events += 1;
  }
  return bins;
}

function monthNumber(date) {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7) || 1) - 1;
}

function monthText(number) {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

const BINS = timeBins();

// What the filters let through.

const state = { kinds: new Set(), statuses: new Set(), from: null, to: null, chosen: null, view: 'map' };

function isNarrowed() {
  return state.statuses.size > 0 || state.from !== null || state.to !== null;
}

function isWithin(dates) {
  if (state.from === null && state.to === null) return true;
  if (!dates) return false;
  const [first, last] = dates.map(monthNumber);
  return (state.from === null || last >= state.from) && (state.to === null || first <= state.to);
}

function passes(event) {
  return !state.statuses.has(event.status) && isWithin(DATES.get(event.key));
}

// Before the choice of kinds: events that pass, their delegations, and whoever is linked with either.
function selectByTime() {
  if (!isNarrowed()) return new Set(NODES.keys());
  const found = new Set(DATA.nodes.filter((node) => isEvent(node) && passes(node)).map((node) => node.key));
  const among = (node, test) => neighbours(node.key).some((key) => found.has(key) && test(NODES.get(key)));
  const delegations = DATA.nodes.filter((node) => node.kind === 'Delegation');
  for (const node of delegations.filter((each) => among(each, (other) => other.kind === 'Visit'))) found.add(node.key);
  const active = (other) => isEvent(other) || other.kind === 'Delegation';
  const others = DATA.nodes.filter((node) => !active(node) && among(node, active));
  for (const node of others) found.add(node.key);
  return found;
}

function selectVisible(byTime) {
  return new Set([...byTime].filter((key) => !state.kinds.has(NODES.get(key).kind)));
}

// Search: every word of the question begins a word of one name form, or the whole stands inside it.

function fold(text) {
  return text.toLowerCase().replaceAll('ё', 'е').normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

const FORMS = DATA.nodes.map((node) => ({ node, forms: node.names.map((name) => ({ name, folded: fold(name) })) }));

function formRank(form, question, words) {
  if (form.folded === question) return 0;
  if (form.folded.startsWith(question)) return 1;
  const parts = form.folded.split(' ');
  if (words.every((word) => parts.some((part) => part.startsWith(word)))) return 2;
  return form.folded.includes(question) ? 3 : Infinity;
}

function find(text, limit = 12) {
  const question = fold(text);
  if (!question) return [];
  const words = question.split(' ');
  const hits = [];
  for (const { node, forms } of FORMS) {
    const ranked = forms.map((form) => ({ node, name: form.name, rank: formRank(form, question, words) }));
    const best = ranked.reduce((one, other) => (other.rank < one.rank ? other : one));
    if (best.rank < Infinity) hits.push(best);
  }
  hits.sort((one, other) => one.rank - other.rank || isEvent(one.node) - isEvent(other.node) || other.node.degree - one.node.degree);
  return Object.assign(hits.slice(0, limit), { total: hits.length });
}
