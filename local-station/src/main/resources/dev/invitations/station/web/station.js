// What the local AWS does wrong, was asked to do wrong, and what time it has: looked at again and again.
const SHOWN = 10;
const readable = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium' });
const said = document.getElementById('said');
const fault = document.getElementById('fault');
const last = {};

async function ask(path, method = 'GET', body) {
  const answer = await fetch(path, { method, body: body && JSON.stringify(body), headers: { Accept: 'application/json' } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text.startsWith('{') ? JSON.parse(text).detail : answer.statusText);
  return text ? JSON.parse(text) : null;
}

function say(words, isWrong) {
  said.textContent = words;
  said.classList.toggle('wrong', Boolean(isWrong));
}

function element(name, content, attributes = {}) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(content);
  return made;
}

const time = (instant) => element('time', readable.format(new Date(instant)), { dateTime: instant });
const name = (arn) => arn.startsWith('arn:') ? arn.slice(arn.lastIndexOf(':') + 1) : arn;

/** Fills a table anew where what it shows has changed: else a button in it would lose its focus. */
function fill(id, things, cells) {
  const json = JSON.stringify(things);
  if (last[id] === json) return;
  last[id] = json;
  const table = document.getElementById(id);
  table.hidden = things.length === 0;
  const heads = [...table.tHead.rows[0].cells].map((head) => head.querySelector('.unseen') ? '' : head.textContent);
  table.tBodies[0].replaceChildren(...things.map((thing) => {
    const row = document.createElement('tr');
    row.append(...cells(thing).map((cell) => element('td', cell)));
    [...row.cells].forEach((cell, i) => { if (heads[i]) cell.dataset.of = heads[i]; });
    return row;
  }));
}

function inWords({ id, struck, left, times, on, fault: what, ...where }) {
  const which = Object.entries(where).map(([key, value]) => `${key} ${value}`).join(', ');
  return `${on}: ${what}${which ? ` (${which})` : ''}`;
}

function forget(one) {
  const button = element('button', 'Forget', { className: 'small', type: 'button' });
  button.setAttribute('aria-label', `Forget ${inWords(one)}`);
  button.addEventListener('click', () => act(() => ask(`/faults/${one.id}`, 'DELETE'), 'Forgotten.'));
  return button;
}

async function look() {
  const [{ counts, deliveries }, faults, { now }] = await Promise.all(['/deliveries', '/faults', '/clock'].map((path) => ask(path)));
  document.getElementById('counts').textContent =
    Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`).join(', ') + '.';
  fill('deliveries', deliveries.slice(0, SHOWN), (one) => [time(one.time), name(one.endpoint), one.outcome, one.reason]);
  fill('faults', faults, (one) => [inWords(one), one.struck, one.left, forget(one)]);
  document.getElementById('now').replaceWith(Object.assign(time(now), { id: 'now' }));
}

async function act(deed, words) {
  try {
    await deed();
    say(words);
    await look();
  } catch (failure) {
    say(failure.message, true);
  }
}

function onSubmit(id, deed) {
  document.getElementById(id).addEventListener('submit', (event) => {
    event.preventDefault();
    deed(Object.fromEntries(new FormData(event.target)));
  });
}

/** Shows what the chosen fault needs, and only the faults that there are for what is struck. */
function adapt() {
  const on = fault.elements.on.value;
  document.getElementById('only-what').textContent = on === 'call' ? 'with the action' : 'to the endpoint';
  for (const option of fault.elements.fault.options) {
    option.disabled = option.hidden = Boolean(option.dataset.on) && option.dataset.on !== on;
    if (option.selected && option.disabled) fault.elements.fault.value = 'throttle';
  }
  document.getElementById('by').hidden = !['delay', 'reorder'].includes(fault.elements.fault.value);
}

fault.addEventListener('change', adapt);
adapt();

onSubmit('fault', ({ times, on, only, fault: what, by }) => {
  const wish = { on, fault: what, times: Number(times) };
  if (only.trim()) wish[on === 'call' ? 'action' : 'endpoint'] = only.trim();
  if (!document.getElementById('by').hidden) wish.by = by;
  return act(() => ask('/faults', 'POST', wish), 'It will happen.');
});
onSubmit('clock', (wish) => act(() => ask('/clock', 'POST', wish), 'The clock is put forward.'));
onSubmit('reset', () => {
  if (confirm('Forget everything that is in the local AWS?')) act(() => ask('/reset', 'POST'), 'AWS is as at the start.');
});

let away = false;
async function lookAgain() {
  try {
    await look();
    if (away) say('');
    away = false;
  } catch (failure) {
    away = true;
    say(failure.message, true);
  }
}
lookAgain();
setInterval(lookAgain, 2000);
