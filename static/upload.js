// A large file goes up piece by piece. After a lost network, or another day, it goes on where the server stands.
(function () {
  "use strict";
  var form = document.querySelector("form[data-upload],form[data-resume]");
  if (!form || !window.fetch || !window.FormData || !Blob.prototype.slice) { return; }
  var box = form.querySelector(".up"), bar = box.querySelector("progress"), line = box.querySelector("p");
  var button = form.querySelector("button"), field = form.querySelector("input[type=file]");
  var piece = Number(form.dataset.piece);

  function say(sentence) { box.hidden = false; line.textContent = sentence; }

  function show(received, size) {
    bar.value = size ? Math.floor(received * 100 / size) : 0;
    say(form.dataset.said + " " + Math.floor(received * 100 / size) + "%");
  }

  function wait(seconds) { return new Promise(function (done) { setTimeout(done, seconds * 1000); }); }

  function read(answer) {
    return answer.json().then(function (said) { said.status = answer.status; return said; });
  }

  function ask(path, options) {
    options = options || {};
    options.headers = { "Accept": "application/json" };
    options.credentials = "same-origin";
    return fetch(path, options).then(read);
  }

  // Ask how much is there, send what follows, and begin again from the question whenever anything fails.
  function send(file, one) {
    return ask(one + "/bytes").then(function (there) {
      if (there.received === undefined) { throw there; }
      show(there.received, file.size);
      if (there.received >= file.size) { return true; }
      var part = file.slice(there.received, there.received + piece);
      return ask(one + "/bytes?offset=" + there.received, { method: "POST", body: part }).then(function (got) {
        if (got.status === 429) { return wait(5); }
        if (got.received === undefined && got.status !== 409) { throw got; }
        return false;
      });
    }).then(function (done) { return done || send(file, one); }, function (problem) {
      if (problem && problem.refused) { say(problem.refused); button.disabled = false; throw problem; }
      say(form.dataset.lost);
      return wait(3).then(function () { return send(file, one); });
    });
  }

  // What was sent is looked into by the plain form of the page that shows it.
  function finish(one) {
    if (form.dataset.resume) { form.submit(); return; }
    fetch(one, { credentials: "same-origin" }).then(function (answer) { return answer.text(); }).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html");
      var theirs = page.querySelector("form[data-resume]");
      theirs.hidden = true;
      document.body.appendChild(document.importNode(theirs, true)).submit();
    });
  }

  function begin(file) {
    var said = new FormData();
    said.append("_key", form.querySelector("[name=_key]").value);
    said.append("name", file.name);
    said.append("size", String(file.size));
    return ask(form.dataset.upload, { method: "POST", body: said }).then(function (answer) {
      if (!answer.import) { say(answer.refused || form.dataset.lost); button.disabled = false; throw answer; }
      return form.dataset.one + answer.import;
    });
  }

  form.addEventListener("submit", function (event) {
    var file = field.files[0];
    if (!file) { return; }
    event.preventDefault();
    if (form.dataset.resume && (file.name !== form.dataset.name || String(file.size) !== form.dataset.size)) {
      say(form.dataset.other);
      return;
    }
    button.disabled = true;
    var where = form.dataset.resume ? Promise.resolve(form.dataset.one + form.dataset.resume) : begin(file);
    where.then(function (one) { return send(file, one).then(function () { finish(one); }); }).catch(function () {});
  });
})();
