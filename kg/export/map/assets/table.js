// The same nodes as two tables, for reading in order and for screen readers.

function showTable(visible) {
  const nodes = DATA.nodes.filter((node) => visible.has(node.key));
  const visits = nodes.filter((node) => node.kind === 'Visit').sort((one, other) => (other.start || '').localeCompare(one.start || ''));
  const tables = [];
  if (visits.length) tables.push(makeTable(`Визиты: ${visits.length}`, ['Куда', 'Когда', 'Состояние', 'Кто ездил', 'Статей'], visits.map(visitCells)));
  tables.push(makeTable(`Все знаки схемы: ${nodes.length}`, ['Название', 'Вид', 'Уточнение', 'Связей'], nodes.map(nodeCells)));
  document.getElementById('table').replaceChildren(...tables);
}

function makeTable(caption, titles, rows) {
  const numeric = titles.length - 1;
  const style = (content, index) => (index === numeric ? { class: 'number' } : typeof content === 'string' && content.length < 14 ? { class: 'short' } : {});
  const cell = (name) => (content, index) => element(name, style(content, index), [content].flat());
  const head = element('tr', {}, titles.map(cell('th')));
  for (const each of head.children) each.setAttribute('scope', 'col');
  const body = rows.map(({ key, cells }) => element('tr', { 'data-key': key, class: key === state.chosen ? 'chosen' : '' }, cells.map(cell('td'))));
  return element('table', {}, [element('caption', { text: caption }), element('thead', {}, [head]), element('tbody', {}, body)]);
}

function named(node) {
  return element('div', { class: 'named' }, [sign(node.kind, node.status), nameButton(node.key)]);
}

function visitCells(visit) {
  const [word] = visit.status ? visit.notes.slice(-1) : [''];
  const when = visit.notes.slice(0, visit.status ? -1 : undefined).join(', ');
  return { key: visit.key, cells: [named(visit), when, word, travellers(visit), String(visit.articles.length)] };
}

function travellers(visit) {
  const delegations = neighbours(visit.key).filter((key) => NODES.get(key).kind === 'Delegation');
  const people = delegations.flatMap(neighbours).filter((key) => NODES.get(key).kind === 'Person');
  const shown = [...new Set(people.length ? people : delegations)].map((key) => nameButton(key));
  return shown.flatMap((button, index) => (index ? [', ', button] : [button]));
}

function nodeCells(node) {
  const cells = [named(node), KINDS.get(node.kind).one, node.notes.join('; '), String(node.degree)];
  return { key: node.key, cells };
}

function markRow() {
  for (const row of document.querySelectorAll('#table tr[data-key]')) row.classList.toggle('chosen', row.dataset.key === state.chosen);
}
