// The evidence panel. Everything from the graph enters the page as text, never as mark-up.

function element(name, { text, ...attributes } = {}, children = []) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function sign(kind, status = null) {
  const { shape, colour } = KINDS.get(kind);
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const hollow = HOLLOW.has(status);
  const outline = document.createElementNS(svg.namespaceURI, shape in POLYGONS ? 'polygon' : 'circle');
  if (shape in POLYGONS) outline.setAttribute('points', POLYGONS[shape].map((point) => point.map((each) => (each * 8).toFixed(2)).join()).join(' '));
  else outline.setAttribute('r', shape === 'ring' ? 6 : 7.5);
  const style = shape === 'ring' || hollow ? { fill: hollow ? '#fff' : 'none', stroke: colour, 'stroke-width': shape === 'ring' ? 3 : 1.8 } : { fill: colour };
  if (status === 'planned') style['stroke-dasharray'] = '2.6 1.8';
  for (const [key, value] of Object.entries({ ...style })) outline.setAttribute(key, value);
  for (const [key, value] of Object.entries({ class: 'sign', viewBox: '-9.5 -9.5 19 19', 'aria-hidden': 'true' })) svg.setAttribute(key, value);
  svg.append(outline);
  const inner = { ongoing: ['#fff', 3], ring: [colour, 2.6] }[status === 'ongoing' ? 'ongoing' : shape];
  if (inner) svg.append(svgPart('circle', { r: inner[1], fill: inner[0] }));
  if (status === 'cancelled') svg.append(svgPart('path', { d: 'M-4-4 4 4M4-4-4 4', stroke: colour, 'stroke-width': 1.8 }));
  return svg;
}

function svgPart(name, attributes) {
  const part = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
  return part;
}

function nameButton(key, text = NODES.get(key).name) {
  const button = element('button', { type: 'button', class: 'name', text });
  button.addEventListener('click', () => choose(key, { focus: true }));
  return button;
}

function showPanel(focus) {
  const panel = document.getElementById('panel');
  const chosen = state.chosen;
  panel.replaceChildren(...(NODES.has(chosen) ? nodeParts(NODES.get(chosen)) : EDGES.has(chosen) ? edgeParts(EDGES.get(chosen)) : hintParts()));
  panel.scrollTop = 0;
  if (focus) panel.querySelector('h2').focus();
}

function heading(text) {
  return element('h2', { text, tabindex: '-1' });
}

function hintParts() {
  const top = RANKED.filter((key) => NODES.get(key).kind === 'Visit').slice(0, 6);
  const shown = top.length ? top : RANKED.slice(0, 6);
  return [
    heading('На чём это основано'),
    element('p', { text: 'Щёлкните по знаку или линии — здесь появятся факты и предложения из статей, на которых они держатся.' }),
    ...(shown.length ? [element('h3', { text: 'Начать отсюда' }), element('ul', { class: 'hint' }, shown.map(hintItem))] : []),
  ];
}

function hintItem(key) {
  const notes = element('div', { class: 'small', text: NODES.get(key).notes.join(' · ') });
  return element('li', {}, [nameButton(key), notes]);
}

function nodeParts(node) {
  const kind = KINDS.get(node.kind);
  const parts = [element('div', { class: 'kind' }, [sign(node.kind, node.status), element('span', { text: kind.one })]), heading(node.name)];
  parts.push(...noteParts(node));
  const others = kind.event || node.kind === 'Delegation' ? [] : node.names.slice(1);
  if (others.length) parts.push(element('p', { class: 'also', text: `Также: ${others.join(', ')}` }));
  const links = EDGES_OF.get(node.key);
  if (links.length) parts.push(element('h3', { text: `Связи: ${links.length}` }), linkList(node, links));
  if (node.degree > links.length) parts.push(element('p', { class: 'small', text: `Ещё связей с теми, кто не поместился на схему: ${node.degree - links.length}.` }));
  return [...parts, ...evidenceParts(FACTS_OF.get(node.key)), ...reportParts(node)];
}

function noteParts(node) {
  const word = STATUSES.has(node.status) ? STATUSES.get(node.status).words[node.kind] : node.status;
  return node.notes.map((note) =>
    note === word ? element('p', {}, [element('span', { class: `state ${STATUSES.has(node.status) ? node.status : ''}`, text: note })]) : element('p', { class: 'note', text: note }),
  );
}

function linkList(node, links) {
  const items = links.map((edge) => {
    const other = NODES.get(otherEnd(edge, node.key));
    const line = element('button', { type: 'button', class: 'name how', text: edge.label, 'aria-label': `Цитаты о связи: ${edge.label}, ${other.name}` });
    line.addEventListener('click', () => choose(edge.key, { focus: true }));
    return { other, item: element('li', {}, [sign(other.kind, other.status), element('div', {}, [nameButton(other.key), line])]) };
  });
  const order = [...KINDS.keys()];
  items.sort((one, two) => order.indexOf(one.other.kind) - order.indexOf(two.other.kind));
  return element('ul', { class: 'links' }, items.map(({ item }) => item));
}

function edgeParts(edge) {
  const between = [edge.source, edge.target].map((key) => NODES.get(key));
  const ends = between.map((node) => element('li', {}, [sign(node.kind, node.status), element('div', {}, [nameButton(node.key)])]));
  return [
    element('div', { class: 'kind', text: 'связь' }),
    heading(`${between[0].name} — ${edge.label} — ${between[1].name}`),
    element('ul', { class: 'links' }, ends),
    ...evidenceParts(edge.facts.map((index) => DATA.facts[index])),
  ];
}

// Facts that rest on the same sentences stand over one copy of them.
function evidenceParts(facts) {
  const groups = new Map();
  for (const fact of facts) {
    const key = fact.evidence.map(({ quote, article }) => `${quote}:${article}`).sort().join(' ');
    groups.set(key, [...(groups.get(key) || []), fact]);
  }
  const cards = [...groups.values()].sort((one, other) => other[0].evidence.length - one[0].evidence.length).map(card);
  return cards.length ? [element('h3', { text: 'Факты и цитаты' }), ...cards] : [];
}

function card(facts) {
  const sources = [...new Map(facts[0].evidence.map((each) => [`${each.quote}:${each.article}`, each])).values()];
  const quoted = sources.flatMap(({ quote, article }) => [
    ...(quote === null ? [] : [element('blockquote', { text: DATA.quotes[quote] })]),
    ...(article === null ? [] : [articleLine(DATA.articles[article])]),
  ]);
  const nothing = quoted.length ? [] : [element('p', { class: 'from', text: 'Отдельной цитаты нет.' })];
  return element('div', { class: 'card' }, [element('ul', { class: 'told' }, facts.map(factLine)), ...quoted, ...nothing]);
}

function factLine(fact) {
  const parts = [endPart(fact.source), element('span', { class: 'how', text: ` — ${fact.asserted ? '' : 'сообщалось: '}${fact.phrase}` })];
  if (fact.text) parts.push(element('span', { text: `: ${fact.text}` }));
  if (fact.target !== null) parts.push(element('span', { class: 'how', text: fact.text ? ', ' : ' — ' }), endPart(fact.target));
  const sure = fact.evidence.map((each) => each.confidence).filter((each) => each !== null);
  if (sure.length) parts.push(element('span', { class: 'sure', text: ` · уверенность ${Math.round(Math.max(...sure) * 100)} %` }));
  return element('li', {}, parts);
}

function endPart(key) {
  return key === state.chosen ? element('span', { text: NODES.get(key).name }) : nameButton(key);
}

function articleLine(article) {
  const about = [article.publisher, article.day].filter(Boolean).join(', ');
  const title = article.title || `статья ${article.id}`;
  const name = article.url ? element('a', { href: article.url, target: '_blank', rel: 'noopener noreferrer', text: title }) : element('span', { text: title });
  return element('p', { class: 'from' }, [name, document.createTextNode(about ? ` · ${about}` : '')]);
}

function reportParts(node) {
  if (node.articles.length < 2) return [];
  return [element('h3', { text: `Пишут об этом: ${node.articles.length}` }), ...node.articles.map((index) => articleLine(DATA.articles[index]))];
}
