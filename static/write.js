// While somebody writes: photos made small before they are sent, the title it will have, what was said before.
// Without this file everything works: the server makes photos small, and asks once about what was said before.
(function () {
  'use strict';
  var LONG = 1600, WAIT = 700, MOST = 1000, PHOTOS = 6;

  // ---- photos: a small copy of each, and a small file instead of the large one
  function drawn(file, done) {
    var reader = new FileReader(), image = new Image();
    reader.onload = function () { image.src = reader.result; };
    reader.onerror = image.onerror = function () { done(null); };
    image.onload = function () {
      var share = Math.min(1, LONG / Math.max(image.naturalWidth, image.naturalHeight));
      var canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(image.naturalWidth * share));
      canvas.height = Math.max(1, Math.round(image.naturalHeight * share));
      var pen = canvas.getContext('2d');
      if (!pen) { done(null); return; }
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      done(canvas);
    };
    reader.readAsDataURL(file);
  }

  function lighter(file, canvas, done) {
    if (!canvas || !canvas.toBlob || file.size < 400000) { done(file); return; }
    canvas.toBlob(function (blob) {
      if (!blob || blob.size >= file.size) { done(file); return; }
      try { done(new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' })); } catch (e) { done(file); }
    }, 'image/jpeg', 0.82);
  }

  function thumb(canvas) {
    var small = document.createElement('canvas'), side = Math.min(canvas.width, canvas.height);
    small.width = small.height = 192;
    small.getContext('2d').drawImage(canvas, (canvas.width - side) / 2, (canvas.height - side) / 2, side, side, 0, 0, 192, 192);
    return small;
  }

  function photos(field) {
    var box = field.parentNode.querySelector('[data-pics]'), add = box.querySelector('[data-add]'), chosen = [];
    // A tile takes the place of the browser's own field, which stays for the keyboard.
    add.hidden = false;
    field.classList.add('sr');
    function put() {
      try {
        var held = new DataTransfer();
        chosen.forEach(function (one) { held.items.add(one.file); });
        field.files = held.files;
        return true;
      } catch (e) { return false; }
    }
    function show(one) {
      var place = document.createElement('span'), off = document.createElement('button');
      place.className = 'pic';
      if (one.canvas) { place.appendChild(thumb(one.canvas)); }
      off.type = 'button';
      off.setAttribute('aria-label', box.dataset.pics);
      off.innerHTML = '<svg class="i" aria-hidden="true"><use href="' + box.dataset.x + '"></use></svg>';
      off.onclick = function () {
        chosen = chosen.filter(function (other) { return other !== one; });
        box.removeChild(place);
        add.hidden = false;
        put();
        field.focus();
      };
      place.appendChild(off);
      box.insertBefore(place, add);
      add.hidden = chosen.length >= PHOTOS;
    }
    field.addEventListener('change', function () {
      var files = Array.prototype.slice.call(field.files);
      // Choosing once more adds to what is there, where the browser lets a script put files back.
      if (chosen.length && !put()) {
        chosen = [];
        Array.prototype.forEach.call(box.querySelectorAll('.pic'), function (place) { if (place !== add) { box.removeChild(place); } });
      }
      files.slice(0, PHOTOS - chosen.length).forEach(function (file) {
        var one = { file: file, canvas: null };
        chosen.push(one);
        drawn(file, function (canvas) {
          one.canvas = canvas;
          lighter(file, canvas, function (light) { one.file = light; show(one); put(); });
        });
      });
      put();
    });
  }

  // ---- a voice tells who speaks: with a hidden name the microphone is off
  function voice(form) {
    var mic = form.querySelector('[data-mic]'), hide = form.querySelector('[name=shown_as]');
    if (!mic) { return; }
    var field = mic.querySelector('input'), chosen = mic.querySelector('[data-chosen]');
    function tell() {
      chosen.hidden = !field.files.length;
      chosen.querySelector('span').textContent = field.files.length ? field.files[0].name : '';
    }
    field.classList.add('sr');
    mic.addEventListener('click', function (event) { if (!event.target.closest('label,button,input') && !field.disabled) { field.click(); } });
    field.addEventListener('change', tell);
    chosen.querySelector('button').onclick = function () { field.value = ''; tell(); field.focus(); };
    if (!hide) { return; }
    Array.prototype.forEach.call(mic.querySelectorAll('[data-off]'), function (text) { text.dataset.on = text.textContent; });
    function turn() {
      mic.classList.toggle('mic--off', hide.checked);
      field.disabled = hide.checked;
      if (hide.checked) { field.value = ''; tell(); }
      Array.prototype.forEach.call(mic.querySelectorAll('[data-off]'), function (text) {
        text.textContent = hide.checked ? text.dataset.off : text.dataset.on;
      });
    }
    hide.addEventListener('change', turn);
    turn();
  }

  // ---- the title it will have, the kind it seems to be, and what was said before
  function writing(form) {
    var body = form.elements.body, area = form.elements.area_id, kind = form.elements.category, own = form.elements.title;
    var title = form.querySelector('[data-title]'), count = form.querySelector('[data-count]');
    var timer = 0, asked = '', touched = Boolean(kind.value), typed = count.dataset.count;
    kind.addEventListener('change', function () { touched = true; });
    function told(html) {
      var page = new DOMParser().parseFromString(html, 'text/html');
      var found = page.querySelector('[data-part=similar]'), forms = page.querySelector('[data-part=seconds]');
      if (!found) { return; }
      form.querySelector('[data-similar]').innerHTML = found.innerHTML;
      document.querySelector('[data-seconds]').innerHTML = forms.innerHTML;
      title.querySelector('b').textContent = found.dataset.title;
      title.hidden = !found.dataset.title || Boolean(own.value);
      if (!touched && found.dataset.kind !== 'other') { kind.value = found.dataset.kind; }
      form.elements.looked.value = 'yes';
    }
    function ask() {
      var words = body.value.trim(), question = words + area.value;
      if (words.length < 4 || question === asked) { return; }
      asked = question;
      fetch(form.dataset.write + '?area=' + encodeURIComponent(area.value) + '&words=' + encodeURIComponent(words.slice(0, 200)), { credentials: 'same-origin' })
        .then(function (answer) { return answer.ok ? answer.text() : ''; })
        .then(function (html) { if (question === asked && html) { told(html); } })
        .catch(function () { return null; });
    }
    function later() {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
      var length = body.value.trim().length;
      count.hidden = length < MOST - 100;
      count.textContent = typed.replace('#', length);
      count.classList.toggle('t-red', length > MOST);
    }
    body.addEventListener('input', later);
    area.addEventListener('change', ask);
    own.addEventListener('input', function () { title.hidden = Boolean(own.value) || !title.textContent; });
    if (body.value) { later(); }
  }

  function each(what, act) { Array.prototype.forEach.call(document.querySelectorAll(what), act); }
  each('input[name=photos]', photos);
  each('form[data-draft]', voice);
  each('form[data-write]', writing);
}());
