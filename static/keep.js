// A form that is filled in where there is no network waits on this phone, and is sent when there is one.
(function () {
  "use strict";
  var CITY = 8 * 3600 * 1000;

  function nameOf(form) { return "keep:" + form.getAttribute("action"); }

  function fieldsOf(form) {
    var kept = {};
    form.querySelectorAll("input[name]").forEach(function (field) { kept[field.name] = field.value; });
    return kept;
  }

  function say(form, sentence) {
    var line = form.querySelector("[role=status]");
    if (!line) {
      line = document.createElement("p");
      line.className = "note";
      line.setAttribute("role", "status");
      form.appendChild(line);
    }
    line.textContent = sentence;
  }

  function reachable() {
    return fetch("/healthz", { cache: "no-store" }).then(function (answer) { return answer.ok; }, function () { return false; });
  }

  function sendWhatWaits(form) {
    var kept = localStorage.getItem(nameOf(form));
    if (!kept) { return; }
    reachable().then(function (there) {
      if (!there || !localStorage.getItem(nameOf(form))) { return; }
      var fields = JSON.parse(kept);
      form.querySelectorAll("input[name]").forEach(function (field) {
        if (field.name in fields) { field.value = fields[field.name]; }
      });
      localStorage.removeItem(nameOf(form));
      form.submit();
    });
  }

  document.querySelectorAll("form[data-keep]").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      reachable().then(function (there) {
        if (there) { form.submit(); return; }
        // The time at the door, in the city: the server takes it only if it is past and after the start.
        form.querySelectorAll("[data-now]").forEach(function (field) {
          field.value = new Date(Date.now() + CITY).toISOString().slice(11, 16);
        });
        localStorage.setItem(nameOf(form), JSON.stringify(fieldsOf(form)));
        say(form, form.getAttribute("data-keep"));
      });
    });
    sendWhatWaits(form);
    window.addEventListener("online", function () { sendWhatWaits(form); });
    setInterval(function () { sendWhatWaits(form); }, 15000);
  });
})();
