// How far long work is: the bar moves by itself, and the page turns when the work has come to its next stage.
(function () {
  "use strict";
  var box = document.querySelector("[data-progress]");
  if (!box || !window.fetch) { return; }
  var bar = box.querySelector("progress"), line = box.querySelector("[data-line]");

  function tell(said) {
    line.textContent = line.dataset.line.replace("{done}", said.done).replace("{total}", said.total);
  }

  function look() {
    fetch(box.dataset.progress, { credentials: "same-origin", cache: "no-store" }).then(function (answer) {
      return answer.json();
    }).then(function (said) {
      if (said.stage !== box.dataset.stage) { location.reload(); return; }
      if (said.total) { bar.max = said.total; bar.value = said.done; tell(said); }
      setTimeout(look, 1500);
    }, function () { setTimeout(look, 5000); });
  }
  setTimeout(look, 1000);
})();
