// The lists of doors that were opened before open in a stairwell too, where there is no network. Nothing else is kept:
// a list is at most twelve hours old, and goes when somebody signs out of this phone or hands it on.
(function () {
  'use strict';
  var KEPT = 'doors', LIST = /^\/meetings\/\d+\/doors(\/unit)?$/, LEAVING = /^\/(sign-out|me\/family)/;
  var LONG = 12 * 3600 * 1000;

  function young(answer) {
    return answer && Date.now() - Date.parse(answer.headers.get('date') || '') < LONG ? answer : null;
  }

  function fromNetwork(request) {
    return fetch(request).then(function (answer) {
      var copy = answer.clone();
      return caches.open(KEPT).then(function (kept) {
        return answer.ok && answer.type === 'basic' ? kept.put(request.url, copy) : kept.delete(request.url);
      }).then(function () { return answer; }, function () { return answer; });
    }, function () {
      return caches.match(request.url).then(function (found) { return young(found) || Response.error(); });
    });
  }

  self.addEventListener('install', function () { self.skipWaiting(); });
  self.addEventListener('activate', function (event) { event.waitUntil(self.clients.claim()); });
  self.addEventListener('fetch', function (event) {
    var request = event.request, at = new URL(request.url);
    if (at.origin !== self.location.origin) { return; }
    if (request.method === 'POST') {
      if (LEAVING.test(at.pathname)) { event.waitUntil(caches.delete(KEPT)); }
      return;
    }
    if (request.mode === 'navigate' && LIST.test(at.pathname)) { event.respondWith(fromNetwork(request)); return; }
    if (at.pathname.indexOf('/static/') === 0) {
      event.respondWith(caches.match(request.url.split('#')[0]).then(function (found) { return found || fetch(request); }));
    }
  });
}());
