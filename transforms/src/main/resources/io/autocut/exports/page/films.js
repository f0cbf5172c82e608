'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const body = document.querySelector('#films tbody');
  const rows = Array.from(body.rows);
  const numbers = ['seconds', 'cuts', 'clips', 'error', 'cpu', 'notes'];
  let sorted = '';
  let direction = 1;

  function filter() {
    const wanted = byId('find').value.trim().toLowerCase();
    const state = byId('state').value;
    const template = byId('template').value;
    let shown = 0;
    for (const row of rows) {
      const fits = row.textContent.toLowerCase().includes(wanted)
          && (!state || row.dataset.state === state)
          && (!template || row.dataset.template === template);
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    byId('shown').textContent = `${shown} of ${rows.length}`;
  }

  function sort(head) {
    const key = head.dataset.key;
    direction = sorted === key ? -direction : 1;
    sorted = key;
    const value = (row) => (numbers.includes(key) ? Number(row.dataset[key]) : row.dataset[key]);
    const compare = (a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0);
    body.append(...rows.sort((a, b) => direction * compare(a, b)));
    document.querySelectorAll('#films thead th').forEach((other) => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', direction > 0 ? 'ascending' : 'descending');
  }

  ['find', 'state', 'template'].forEach((id) => byId(id).addEventListener('input', filter));
  document.querySelectorAll('#films thead th').forEach((head) =>
    head.querySelector('button').addEventListener('click', () => sort(head)));
  filter();
})();
