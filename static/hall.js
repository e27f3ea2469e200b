// An open thread hears that neighbours have spoken; what is being written is kept on the phone.
(function () {
  'use strict';
  var news = document.querySelector('[data-news]');
  function ask() {
    fetch(news.dataset.news, { credentials: 'same-origin' }).then(function (a) { return a.json(); }).then(function (said) {
      news.hidden = !said.new;
      news.querySelector('a').textContent = news.dataset.one.replace('#', said.new);
    }).catch(function () { return null; });
  }
  function listen(pause) {
    var socket = new WebSocket((location.protocol === 'https:' ? 'wss://' : 'ws://') + location.host + news.dataset.live);
    socket.onopen = function () { pause = 1000; };
    socket.onmessage = ask;
    socket.onclose = function () { setTimeout(function () { ask(); listen(Math.min(pause * 2, 30000)); }, pause * (0.5 + Math.random())); };
  }
  if (news) {
    news.querySelector('a').onclick = function (event) { event.preventDefault(); location.hash = 'posts'; location.reload(); };
    listen(1000);
  }
  Array.prototype.forEach.call(document.querySelectorAll('[data-draft]'), function (form) {
    var place = 'draft-' + form.dataset.draft;
    var saved = document.querySelector('[data-saved]');
    try {
      // What was sent is forgotten when a page says that it arrived, and not before: a lost network loses no word.
      if (localStorage.getItem(place + '-sent') && document.querySelector('.flash')) localStorage.removeItem(place);
      localStorage.removeItem(place + '-sent');
      var draft = JSON.parse(localStorage.getItem(place) || '{}');
      Object.keys(draft).forEach(function (name) { var f = form.elements[name]; if (f && !f.value) f.value = draft[name]; });
    } catch (e) { return; }
    form.addEventListener('input', function () {
      var typed = {};
      Array.prototype.forEach.call(form.elements, function (f) { if (f.tagName === 'TEXTAREA' || f.type === 'text') typed[f.name] = f.value; });
      try { localStorage.setItem(place, JSON.stringify(typed)); } catch (e) { return; }
      if (saved) saved.hidden = false;
    });
    form.addEventListener('submit', function () { try { localStorage.setItem(place + '-sent', '1'); } catch (e) { return; } });
  });
  // A draft whose form is on another page than the one that says it arrived; or that became a second instead.
  try {
    if (document.querySelector('.flash') && !document.querySelector('[data-draft=raise]') && localStorage.getItem('draft-raise-sent')) {
      localStorage.removeItem('draft-raise');
      localStorage.removeItem('draft-raise-sent');
    }
  } catch (e) { return; }
  document.addEventListener('click', function (event) {
    var button = event.target;
    if (button.hasAttribute && button.hasAttribute('data-second')) { try { localStorage.setItem('draft-raise-sent', '1'); } catch (e) { return; } }
  });
  // Copy a link, where the phone can.
  Array.prototype.forEach.call(document.querySelectorAll('[data-copy]'), function (button) {
    if (!navigator.clipboard || !navigator.clipboard.writeText) return;
    button.parentNode.hidden = false;
    button.addEventListener('click', function () {
      navigator.clipboard.writeText(button.getAttribute('data-copy')).then(function () { button.textContent = button.getAttribute('data-done'); }, function () { return; });
    });
  });
}());
