// The rotating code: when its half minute is over, take the next one from the server, without leaving the page.
(function () {
  "use strict";
  function next() {
    var left = Number(document.querySelector("[data-left]").getAttribute("data-left"));
    setTimeout(function () {
      fetch(location.href, { cache: "no-store" }).then(function (answer) { return answer.ok ? answer.text() : null; }).then(function (text) {
        if (text) {
          var page = new DOMParser().parseFromString(text, "text/html");
          document.querySelector("main").replaceWith(page.querySelector("main"));
        }
      }).catch(function () { /* no network: the old code stays, and the next turn tries again */ }).then(next);
    }, Math.max(1, left) * 1000 + 200);
  }
  next();
})();
