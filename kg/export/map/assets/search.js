// Search box with a list of what was found: arrows, Enter, Escape.

const finder = { hits: [], active: -1 };

function startSearch() {
  const input = document.getElementById('search');
  input.addEventListener('input', () => showFound(input.value));
  input.addEventListener('focus', () => input.value && showFound(input.value));
  input.addEventListener('blur', () => setTimeout(closeFound, 150));
  input.addEventListener('keydown', (event) => {
    const act = { ArrowDown: () => moveActive(1), ArrowUp: () => moveActive(-1), Enter: () => takeFound(Math.max(finder.active, 0)), Escape: closeFound }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function showFound(text) {
  const list = document.getElementById('found');
  finder.hits = find(text);
  finder.active = finder.hits.length ? 0 : -1;
  const none = element('li', { class: 'none', text: 'Ничего не найдено' });
  list.replaceChildren(...(finder.hits.length ? finder.hits.map(foundItem) : [none]));
  list.hidden = !fold(text);
  document.getElementById('search').setAttribute('aria-expanded', String(!list.hidden));
  markActive();
  if (!list.hidden) say(finder.hits.length ? `Найдено: ${finder.hits.total}` : 'Ничего не найдено');
}

function foundItem({ node, name }, index) {
  const about = [name === node.name ? '' : name, node.notes.join(' · ') || KINDS.get(node.kind).one, graph.visible.has(node.key) ? '' : 'скрыто отбором'];
  const texts = element('span', {}, [element('span', { text: node.name }), element('small', { text: about.filter(Boolean).join(' — ') })]);
  const item = element('li', { role: 'option', id: `found-${index}`, 'aria-selected': 'false' }, [sign(node.kind, node.status), texts]);
  item.addEventListener('mousedown', (event) => event.preventDefault());
  item.addEventListener('click', () => takeFound(index));
  return item;
}

function moveActive(step) {
  if (!finder.hits.length) return;
  finder.active = (finder.active + step + finder.hits.length) % finder.hits.length;
  markActive();
}

function markActive() {
  [...document.getElementById('found').children].forEach((item, index) => {
    if (item.role !== 'option') return;
    item.setAttribute('aria-selected', String(index === finder.active));
    if (index === finder.active) item.scrollIntoView({ block: 'nearest' });
  });
  const input = document.getElementById('search');
  if (finder.active >= 0) input.setAttribute('aria-activedescendant', `found-${finder.active}`);
  else input.removeAttribute('aria-activedescendant');
}

function takeFound(index) {
  const hit = finder.hits[index];
  if (!hit) return;
  closeFound();
  choose(hit.node.key, { centre: true, focus: true });
}

function closeFound() {
  document.getElementById('found').hidden = true;
  document.getElementById('search').setAttribute('aria-expanded', 'false');
  document.getElementById('search').removeAttribute('aria-activedescendant');
}
