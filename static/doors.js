// From door to door, with or without network: a tap is kept on this phone first, and sent with its key and its time.
// Without this file every button is a form of its own.
(function () {
  'use strict';
  var CITY = 8 * 3600 * 1000, EVERY = 15000, root = document.querySelector('[data-doors]');
  if (!root) { return; }
  var words = root.dataset, name = 'doors:' + words.person, line = root.querySelector('[data-outbox]'), busy = false;
  var stored = root.querySelector('[data-stored]');

  // ---- what waits: a list in this phone's memory, of this person alone
  function waiting() {
    try { return JSON.parse(localStorage.getItem(name)) || []; } catch (e) { return []; }
  }
  function keep(list) { localStorage.setItem(name, JSON.stringify(list)); }
  function drop(key) { keep(waiting().filter(function (one) { return one.fields._key !== key; })); }
  function stop(key, said) {
    keep(waiting().map(function (one) {
      if (one.fields._key === key) { one.refused = said; }
      return one;
    }));
  }

  function fresh() {
    var bytes = crypto.getRandomValues(new Uint8Array(16)), key = '';
    for (var i = 0; i < bytes.length; i += 1) { key += ('0' + bytes[i].toString(16)).slice(-2); }
    return key;
  }

  // ---- what the page says of it
  function tag(box, text, css) {
    var mark = document.createElement('span');
    mark.className = 'tag ' + css;
    mark.textContent = text;
    mark.setAttribute('data-mine', '');
    box.appendChild(mark);
    return mark;
  }
  function show(note) {
    var list = waiting(), open = list.filter(function (one) { return !one.refused; });
    line.hidden = !open.length;
    line.textContent = open.length ? words.waiting.replace('#', open.length) + ' · ' + (note || words.again) : '';
    root.querySelectorAll('[data-mine]').forEach(function (mark) { mark.parentNode.removeChild(mark); });
    list.forEach(function (one) {
      var home = document.getElementById('home-' + one.fields.home);
      var box = home && one.action.indexOf('/meetings/' + words.meeting + '/') === 0 && home.querySelector('[data-said]');
      if (!box) { return; }
      if (!one.refused) { tag(box, one.label + ' · ' + words.here, 'tag--lamp'); return; }
      var mark = tag(box, one.label + ' · ' + one.refused, 'tag--no'), off = document.createElement('button');
      off.type = 'button';
      off.className = 'lk';
      off.textContent = words.drop;
      off.onclick = function () { drop(one.fields._key); show(); };
      mark.appendChild(off);
    });
  }
  function done(one, said) {
    var home = document.getElementById('home-' + one.fields.home), box = home && home.querySelector('[data-said]');
    if (!box) { return; }
    var late = box.querySelector('[data-late]');
    if (late && /^(delivered|paper)$/.test(one.fields.outcome)) { box.removeChild(late); }
    var mark = tag(box, one.label + ' · ' + said, 'tag--yes');
    mark.removeAttribute('data-mine');
  }

  // ---- sending: one after the other, in the order in which they were tapped
  function sent(one) {
    var body = new URLSearchParams();
    Object.keys(one.fields).forEach(function (field) { body.append(field, one.fields[field]); });
    var asked = { method: 'POST', body: body, credentials: 'same-origin', headers: { accept: 'application/json' }, redirect: 'manual' };
    var stop = window.AbortController ? new AbortController() : null;
    var patience = setTimeout(function () { if (stop) { stop.abort(); } }, EVERY);
    if (stop) { asked.signal = stop.signal; }
    return fetch(one.action, asked).then(function (answer) {
      clearTimeout(patience);
      if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) { throw words.sign; }
      if (answer.status === 429 || answer.status >= 500) { throw words.again; }
      return answer.json().then(function (told) { return { ok: answer.ok, said: told.said }; }, function () { throw words.again; });
    }, function () { throw words.again; });
  }
  function flush() {
    var one = waiting().filter(function (each) { return !each.refused; })[0];
    if (!one || busy) { return; }
    busy = true;
    sent(one).then(function (told) {
      busy = false;
      if (told.ok) { drop(one.fields._key); } else { stop(one.fields._key, told.said); }
      show();
      if (told.ok) { done(one, told.said); }
      flush();
    }, function (why) {
      busy = false;
      show(typeof why === 'string' ? why : words.again);
    });
  }

  function tapped(event) {
    var form = event.target.closest('form[data-visit]'), button = event.target.closest('button[name=outcome]'), fields = {};
    if (!form || !button) { return; }
    form.querySelectorAll('input[name]').forEach(function (field) { fields[field.name] = field.value; });
    fields._key = fresh();
    fields.outcome = button.value;
    fields.occurred_at = new Date(Date.now() + CITY).toISOString().slice(0, 16);
    try {
      keep(waiting().concat([{ action: form.getAttribute('action'), fields: fields, label: button.textContent }]));
    } catch (e) { return; }  // no room on the phone: the form goes as a form
    event.preventDefault();
    show();
    flush();
  }
  root.addEventListener('click', tapped);
  window.addEventListener('online', flush);
  window.addEventListener('storage', function () { show(); });
  setInterval(flush, EVERY);
  show();
  flush();

  // ---- the page itself, for where there is no network
  function keepPage() {
    var files = [location.href.split('#')[0]];
    document.querySelectorAll('link[rel=stylesheet],script[src],use').forEach(function (one) {
      var at = one.href && one.href.baseVal !== undefined ? one.href.baseVal : one.href || one.src;
      at = at && new URL(at, location.href).href.split('#')[0];
      if (at && files.indexOf(at) < 0) { files.push(at); }
    });
    return caches.open('doors').then(function (kept) { return kept.addAll(files); });
  }
  if (navigator.serviceWorker && window.caches && navigator.onLine) {
    navigator.serviceWorker.register(words.worker, { scope: '/' }).then(function () { return navigator.serviceWorker.ready; })
      .then(keepPage)
      .then(function () { stored.textContent = words.kept; stored.hidden = false; }, function () { return null; });
  }
}());
