// Everything here is an extra: each page works without it.

const $ = (selector, root = document) => root.querySelector(selector);
const on = (event, act) => document.addEventListener(event, act);
const live = $('#live');

// Trusted Types: the one place where text from our own server becomes nodes.
const types = globalThis.trustedTypes?.createPolicy('keyporter', { createHTML: (s) => s });
const parse = (html) => new DOMParser().parseFromString(types ? types.createHTML(html) : html, 'text/html');

const say = (text) => { if (live) live.textContent = text; };

// Live filter: a GET form with data-live fetches its page while one types, and
// swaps the region that it names. Anything unexpected falls back to the page.
let fetching;
let timer;
let leaving = false; // a form of ours is on its way
const address = () => location.href.split('#')[0];
let shown = address(); // what is on screen; a link within the page does not change it

async function swap(form, keep) {
  const region = document.getElementById(form.dataset.live);
  const url = new URL(form.action, location.href);
  url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''));
  if (!region) { location.assign(url); return; }
  fetching?.abort();
  fetching = new AbortController();
  region.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(url, { signal: fetching.signal });
    const next = answer.ok && !answer.redirected
      ? parse(await answer.text()).getElementById(region.id) : null;
    if (!next) { location.assign(url); return; }
    region.replaceWith(document.adoptNode(next));
    history[keep ? 'pushState' : 'replaceState'](null, '', url);
    shown = address();
    say(next.dataset.say ?? '');
  } catch (error) {
    if (error.name !== 'AbortError') location.assign(url);
  }
}

on('input', (event) => {
  const form = event.target.form;
  if (!form?.dataset.live || event.isComposing) return;
  clearTimeout(timer);
  timer = setTimeout(swap, 200, form, false);
});
on('compositionend', (event) => {
  const form = event.target.form;
  if (!form?.dataset.live) return;
  clearTimeout(timer);
  timer = setTimeout(swap, 200, form, false);
});
addEventListener('popstate', () => { if (address() !== shown) location.reload(); });

// A form for a change is sent once. Files do not leave the page, so their form
// opens again.
on('submit', (event) => {
  const form = event.target;
  if (form.dataset.live && (!event.submitter || event.submitter.form === form)) {
    event.preventDefault();
    clearTimeout(timer);
    swap(form, true);
    return;
  }
  if (form.method !== 'post') return;
  if (form.dataset.sent !== undefined) { event.preventDefault(); return; }
  if (form.dataset.download !== undefined) { saved(); return; }
  form.dataset.sent = '';
  leaving = true;
  const button = event.submitter;
  setTimeout(() => button?.setAttribute('aria-disabled', 'true'));
});
addEventListener('pageshow', () => {
  leaving = false;
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
  for (const button of document.querySelectorAll('button[aria-disabled]')) button.removeAttribute('aria-disabled');
});

// Copy, also where plain HTTP leaves the page without the clipboard.
async function copy(source) {
  if (isSecureContext && navigator.clipboard) {
    try { await navigator.clipboard.writeText(source.textContent); return true; } catch { /* by selection */ }
  }
  const selection = getSelection();
  selection.selectAllChildren(source);
  try { return document.execCommand('copy'); } catch { return false; }
}

on('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  const source = button && document.getElementById(button.dataset.copy);
  if (!source || button.dataset.was !== undefined) return;
  const done = await copy(source);
  if (done) saved();
  say('');
  say(done ? live.dataset.copied : live.dataset.byHand);
  button.dataset.was = button.textContent;
  button.textContent = done ? live.dataset.copied : live.dataset.byHand;
  button.classList.toggle('done', done);
  setTimeout(() => {
    button.textContent = button.dataset.was;
    button.classList.remove('done');
    delete button.dataset.was;
  }, 1600);
});

// Leaving a secret that was neither copied nor taken is asked about.
function saved() {
  for (const panel of document.querySelectorAll('[data-unsaved]')) delete panel.dataset.unsaved;
}

addEventListener('beforeunload', (event) => {
  if (!leaving && $('[data-unsaved]')) event.preventDefault();
});

// What a check finds follows while one types; the button does the same.
let checking;
async function check(form) {
  checking?.abort();
  checking = new AbortController();
  const body = new URLSearchParams(new FormData(form));
  body.set('do', 'check');
  try {
    const answer = await fetch(form.action, { method: 'POST', body, signal: checking.signal });
    const next = answer.ok && !answer.redirected ? parse(await answer.text()).getElementById('checked') : null;
    if (next && !leaving) document.getElementById('checked').replaceWith(document.adoptNode(next));
  } catch { /* the button says what is wrong */ }
}

on('input', (event) => {
  if (event.target.dataset.check === undefined || event.isComposing) return;
  clearTimeout(timer);
  timer = setTimeout(check, 600, event.target.form);
});

// A remark about a line of the editor puts the cursor there.
on('click', (event) => {
  const line = event.target.closest('a[data-line]');
  const editor = line && $('textarea' + line.hash);
  if (!editor) return;
  event.preventDefault();
  const lines = editor.value.split('\n');
  const above = lines.slice(0, line.dataset.line - 1);
  const from = above.join('\n').length + (above.length > 0);
  const end = editor.value.indexOf('\n', from);
  editor.focus();
  editor.setSelectionRange(from, end < 0 ? editor.value.length : end);
  editor.scrollTop = editor.scrollHeight * (above.length - 2) / lines.length;
});

// What destroys opens only when the name is typed.
function match(input) {
  const button = $('[type=submit].danger', input.form);
  if (button) button.disabled = input.value !== input.dataset.match;
}

for (const input of document.querySelectorAll('[data-match]')) match(input);
on('input', (event) => { if (event.target.dataset.match !== undefined) match(event.target); });

// The palette is the search above every page as a dialog: what the page of the
// search would show stands below the field.
const palette = $('.palette');
const asked = palette && $('input', palette);
let shows; // the text whose results stand there
let seeking;

async function seek() {
  const text = asked.value;
  seeking?.abort();
  seeking = new AbortController();
  try {
    const answer = await fetch(asked.form.action + '?' + new URLSearchParams({ q: text }), { signal: seeking.signal });
    const next = answer.ok && !answer.redirected && parse(await answer.text()).getElementById('found');
    palette.lastElementChild.replaceChildren(...(next ? document.adoptNode(next).childNodes : []));
    $('[role=status]', palette).textContent = next ? next.dataset.say : '';
    shows = text;
  } catch { /* Enter leads to the page */ }
}

function openPalette() {
  palette.showModal();
  asked.select();
  if (shows === undefined) seek();
}

palette?.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(seek, 200);
});
palette?.addEventListener('submit', (event) => {
  const first = asked.value === shows && asked.value.trim() && $('a', palette);
  if (first) { event.preventDefault(); location.assign(first.href); }
});
palette?.addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const stops = [asked, ...palette.querySelectorAll('a')];
  event.preventDefault();
  stops.at((stops.indexOf(document.activeElement) + step) % stops.length).focus();
});

// Ctrl+K or Command+K opens the palette. The slash goes to the search box of a
// list, or to the one above every page; a question mark to the page of all keys.
// Who has turned single keys off has them for typing only.
on('keydown', (event) => {
  const held = event.ctrlKey || event.metaKey;
  if (event.altKey) return;
  if (palette && held && !event.shiftKey && event.key === 'k') {
    event.preventDefault();
    if (palette.open) palette.close(); else openPalette();
    return;
  }
  if (held || palette?.open || document.documentElement.dataset.keys === 'off') return;
  if (event.target.matches('input, textarea, select, [contenteditable]')) return;
  const box = event.key === '/' && ($('main [data-slash]') || $('[data-slash]'));
  if (box) { event.preventDefault(); box.focus(); box.select(); }
  const keys = event.key === '?' && $('[data-help]');
  if (keys) location.assign(keys.dataset.help);
});

// A job at work is followed: each event is the part of its page that changes. The
// page of a job that has ended says the rest.
const followed = $('[data-events]')?.dataset.events;
if (followed) {
  const events = new EventSource(followed);
  events.onmessage = (event) => {
    const next = parse(event.data).getElementById('job');
    if (next) $('#job').replaceWith(document.adoptNode(next));
  };
  events.addEventListener('end', () => { events.close(); location.reload(); });
  events.onerror = () => { if (events.readyState === 2) setTimeout(() => location.reload(), 3000); };
}

// The outcome of a form is read first.
$('[data-focus]')?.focus();
