// The meeting room on a phone, the console and the screen: one page, three ways to hear (socket, polling, reload),
// one way to vote (a post). What is typed or chosen is kept on the phone until the server has it on its disk.
(function () {
  'use strict';
  var room = document.getElementById('room');
  if (!room) return;
  var words = document.getElementById('words');
  var conn = document.querySelector('[data-conn]');
  var offset = 0, version = room.dataset.version, desk = null, fetching = false, again = false, lastHeard = Date.now();
  var PATIENCE = 12000, socket = null, attempts = 0, polling = null, etag = null;

  function show(state) {
    if (!conn) return;
    conn.hidden = false;
    conn.textContent = conn.dataset[state];
    conn.classList.toggle('conn--bad', state !== 'ok');
  }

  // ---- what everybody sees ----
  function truncated(part, whole) {
    var permille = whole ? Math.floor(part * 1000 / whole) : 0;
    return Math.floor(permille / 10) + '.' + (permille % 10) + '%';
  }
  function metres(size) {
    var whole = String(Math.floor(size / 100)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
    return whole + '.' + ('0' + (size % 100)).slice(-2);
  }
  function each(selector, act) { Array.prototype.forEach.call(room.querySelectorAll(selector), act); }
  function setBar(name, part, whole) {
    each('[data-bar="' + name + '"] .pb__f', function (bar) {
      bar.setAttribute('width', (whole ? Math.min(1000, Math.floor(part * 1000 / whole)) / 10 : 0) + '%');
    });
    each('[data-share="' + name + '"]', function (label) { label.textContent = truncated(part, whole); });
  }
  function light(count) {
    each('[data-lights]', function (figure) {
      var windows = figure.querySelectorAll('[data-n]'), total = Number(figure.dataset.lights), drawn = windows.length;
      var lit = count;
      if (total > drawn) {
        lit = Math.floor(count * drawn / total);
        if (count > 0 && count < total) lit = Math.min(drawn - 1, Math.max(1, lit));
      }
      Array.prototype.forEach.call(windows, function (w) {
        var rank = Number(w.dataset.n);
        w.setAttribute('class', rank >= lit ? 'w-off' : rank % 3 === 0 ? 'w-on2' : 'w-on');
      });
    });
  }
  function missing(box, count, size) {
    var num = Number(box.dataset.num), den = Number(box.dataset.den), total = Number(box.dataset.total);
    var whole = Number(box.dataset.size), more = box.dataset.inclusive === '1' ? 0 : 1;
    function needed(all) { return more ? Math.floor(num * all / den) + 1 : Math.ceil(num * all / den); }
    var short = Math.max(0, needed(total) - count);
    if (box.dataset.byArea === '1' && whole) {
      short = Math.max(short, Math.ceil(Math.max(0, needed(whole) - size) * total / whole));
    }
    return short;
  }
  function tell(tick) {
    each('[data-count]', function (n) { n.textContent = tick.c; });
    each('[data-area]', function (n) { n.textContent = metres(tick.a); });
    each('[data-reps]', function (n) { n.textContent = tick.a; });
    each('[data-turnout]', function (box) {
      setBar('count', tick.c, Number(box.dataset.total));
      setBar('size', tick.a, Number(box.dataset.size));
      var label = box.querySelector('[data-short]'), short = missing(box, tick.c, tick.a);
      if (label) label.textContent = short ? label.dataset.missing.replace('#', short) : label.dataset.enough;
    });
    light(tick.c);
  }
  function heard(tick) {
    lastHeard = Date.now();
    if (tick.t) offset = tick.t - Date.now();
    each('[data-arrived]', function (n) { n.textContent = tick.h; });
    each('[data-present]', function (n) { n.textContent = tick.r; });
    if (String(tick.v) !== String(version)) { refresh(); return; }
    if (desk === null) desk = tick.d;
    if (room.dataset.desk !== undefined && tick.d !== desk) { refresh(); return; }
    if (tick.m !== undefined) tell(tick);
  }

  // ---- the shape of the room changed: fetch it anew, a little apart from everybody else ----
  function refresh() {
    if (fetching) { again = true; return; }
    fetching = true;
    var wait = room.querySelector('[data-turnout]') ? Math.random() * 400 : Math.random() * 150;
    setTimeout(function () {
      fetch(room.dataset.room, { credentials: 'same-origin' }).then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      }).then(function (html) {
        var sheet = document.getElementById('confirm');
        if (sheet && !sheet.hidden && html.indexOf('id="confirm"') > 0) { again = true; return null; }
        room.innerHTML = html;
        return fetch(room.dataset.state, { credentials: 'same-origin' }).then(function (a) { return a.json(); });
      }).then(function (tick) {
        fetching = false;
        if (tick) { version = tick.v; desk = tick.d; begin(); heard(tick); }
        if (again) { again = false; setTimeout(refresh, 1000); }
      }).catch(function () { fetching = false; setTimeout(refresh, 2000 + Math.random() * 2000); });
    }, wait);
  }

  // ---- the clock: the server's, shown here; it decides, not this ----
  setInterval(function () {
    each('[data-clock]', function (face) {
      var ahead = Math.floor((Number(face.dataset.clock) - (Date.now() + offset)) / 1000);
      // Whoever speaks longer sees by how much; a vote ends at zero.
      var over = face.dataset.over !== undefined && ahead < 0, left = over ? -ahead : Math.max(0, ahead);
      var h = Math.floor(left / 3600), m = Math.floor(left % 3600 / 60), s = left % 60;
      face.textContent = (over ? '+' : '') + (h ? h + ':' + ('0' + m).slice(-2) : m) + ':' + ('0' + s).slice(-2);
      face.classList.toggle('last', over || left <= 10);
    });
  }, 500);

  // ---- the code at the door: when it turns, the next is fetched ----
  setInterval(function () {
    each('[data-turns]', function (box) {
      if (Date.now() + offset < Number(box.dataset.turns)) return;
      box.removeAttribute('data-turns');
      refresh();
    });
  }, 500);

  // ---- hearing: a socket, else polling ----
  function connect() {
    var address = (location.protocol === 'https:' ? 'wss://' : 'ws://') + location.host + room.dataset.live;
    try { socket = new WebSocket(address); } catch (e) { socket = null; poll(); return; }
    socket.onopen = function () { attempts = 0; stopPolling(); show('ok'); send(); };
    socket.onmessage = function (message) {
      var said;
      try { said = JSON.parse(message.data); } catch (e) { return; }
      if (said.v !== undefined) heard(said); else lastHeard = Date.now();
    };
    socket.onclose = function () {
      socket = null;
      attempts += 1;
      show('bad');
      poll();
      // Two hundred phones share one hotspot: come back apart from each other.
      setTimeout(connect, Math.min(8000, 400 * Math.pow(2, Math.min(attempts, 4))) * (0.5 + Math.random()));
    };
  }
  function ask() {
    var headers = etag ? { 'If-None-Match': etag } : {};
    fetch(room.dataset.state, { credentials: 'same-origin', headers: headers }).then(function (answer) {
      if (answer.status === 304) { lastHeard = Date.now(); show('poll'); return null; }
      if (!answer.ok) throw new Error(String(answer.status));
      etag = answer.headers.get('etag');
      return answer.json();
    }).then(function (tick) { if (tick) { show('poll'); heard(tick); } send(); }).catch(function () { show('bad'); });
  }
  function poll() { if (!polling) { ask(); polling = setInterval(ask, 5000); } }
  function stopPolling() { if (polling) { clearInterval(polling); polling = null; } }
  setInterval(function () {
    if (socket && socket.readyState === 1) {
      if (Date.now() - lastHeard > 45000) socket.close();
      else socket.send(JSON.stringify({ ping: Date.now() }));
    }
  }, 20000);
  window.addEventListener('online', function () { if (!socket) connect(); send(); });
  document.addEventListener('visibilitychange', function () { if (!document.hidden) { ask(); send(); } });

  // ---- voting: kept here, sent, counted ----
  function newKey() {
    var bytes = new Uint8Array(16), hex = '';
    crypto.getRandomValues(bytes);
    for (var i = 0; i < bytes.length; i += 1) hex += ('0' + bytes[i].toString(16)).slice(-2);
    return hex;
  }
  function place(own) { return 'ballot-' + own.dataset.motion + '-' + own.dataset.right; }
  function keep(own, ballot) { try { localStorage.setItem(place(own), JSON.stringify(ballot)); } catch (e) { own.kept = ballot; } }
  function kept(own) {
    try { return JSON.parse(localStorage.getItem(place(own)) || 'null') || own.kept || null; } catch (e) { return own.kept || null; }
  }
  function drop(own) { own.kept = null; try { localStorage.removeItem(place(own)); } catch (e) { return; } }
  function say(own, text, bad) {
    var line = own.querySelector('[data-states]');
    line.textContent = text;
    line.classList.toggle('states--bad', Boolean(bad));
  }
  function send() { each('.own', sendOne); }
  function sendOne(own) {
    var ballot = kept(own);
    if (!ballot || own.sending) return;
    own.sending = true;
    say(own, words.dataset.saved);
    var body = new URLSearchParams();
    body.set('right', own.dataset.right); body.set('choice', ballot.choice); body.set('key', ballot.key);
    // A network that is silently gone gives no answer for minutes: then it counts as gone, and the same key is sent again.
    var stop = window.AbortController ? new AbortController() : null;
    var patience = setTimeout(function () { if (stop) stop.abort(); }, PATIENCE);
    var asked = { method: 'POST', body: body, credentials: 'same-origin', headers: { Accept: 'application/json' } };
    if (stop) asked.signal = stop.signal;
    fetch(own.dataset.post, asked)
      .then(function (answer) {
        clearTimeout(patience);
        say(own, words.dataset.sent);
        return answer.json().then(function (said) { return { status: answer.status, said: said }; });
      }).then(function (answer) {
        own.sending = false;
        if (answer.status === 200) {
          drop(own);
          say(own, words.dataset.counted + ' · ' + answer.said.receipt);
          refresh();
        } else if (answer.status === 503 || answer.status === 429) {
          say(own, answer.said.refused, true);
          setTimeout(function () { sendOne(own); }, 3000);
        } else { drop(own); say(own, answer.said.refused, true); }
      }).catch(function () {
        clearTimeout(patience);
        own.sending = false;
        say(own, words.dataset.waiting, true);
        setTimeout(function () { sendOne(own); }, 3000);
      });
  }
  // `owns` are the cards of the rights that this tap votes for: one, or all in one's hands.
  function confirmThen(owns, button) {
    var sheet = document.getElementById('confirm'), name = button.querySelector('b').textContent;
    var hands = sheet.querySelector('[data-hands]');
    if (hands) hands.hidden = owns.length < 2;
    sheet.querySelector('[data-choice]').textContent = name;
    sheet.querySelector('.cf').className = 'cf cf--' + { agree: 'yes', oppose: 'no', abstain: 'abs' }[button.value];
    sheet.querySelector('[data-sign]').innerHTML = button.querySelector('i').innerHTML;
    var yes = sheet.querySelector('[data-yes]'), no = sheet.querySelector('[data-no]');
    yes.textContent = yes.dataset.word.replace('#', name);
    sheet.hidden = false;
    yes.focus();
    function shut() { sheet.hidden = true; button.focus(); }
    no.onclick = shut;
    sheet.onkeydown = function (event) {
      if (event.key === 'Escape') shut();
      if (event.key === 'Tab') { event.preventDefault(); (document.activeElement === yes ? no : yes).focus(); }
    };
    yes.onclick = function () {
      shut();
      owns.forEach(function (own) { keep(own, { choice: button.value, key: newKey() }); });
      owns.forEach(sendOne);
    };
  }
  function whenTapped(box, owns) {
    Array.prototype.forEach.call(box.querySelectorAll('.bl'), function (button) {
      button.onclick = function (event) { event.preventDefault(); confirmThen(owns, button); };
    });
  }
  function begin() {
    each('[data-every]', function (box) { whenTapped(box, Array.prototype.slice.call(room.querySelectorAll('.own'))); });
    each('.own', function (own) {
      var change = own.querySelector('[data-change]'), form = own.querySelector('.bal');
      if (change) change.onclick = function (event) { event.preventDefault(); form.hidden = false; form.querySelector('button').focus(); };
      whenTapped(own, [own]);
    });
    send();
  }

  begin();
  each('[data-turnout]', function (box) {
    var count = box.querySelector('[data-count]'), area = box.querySelector('[data-area]');
    var label = box.querySelector('[data-short]');
    var short = missing(box, Number(count.textContent), area ? Math.round(Number(area.textContent.replace(/,/g, '')) * 100) : 0);
    if (label) label.textContent = short ? label.dataset.missing.replace('#', short) : label.dataset.enough;
  });
  connect();
}());
