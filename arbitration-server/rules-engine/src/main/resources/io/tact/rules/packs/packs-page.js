
"use strict";
(function () {
  var box = document.getElementById("_filter");
  var words = document.getElementById("_words");
  var shown = document.getElementById("_shown");
  var parts = Array.from(document.querySelectorAll(".filtered")).map(function (element) {
    var section = element.closest("section");
    var title = section.querySelector("h2").textContent;
    var own = section.classList.contains("pack") ? title + " " + section.querySelector(".facts").textContent : "";
    return { element: element, section: section, text: (own + " " + element.textContent).toLowerCase() };
  });
  var packs = Array.from(document.querySelectorAll("section.pack"));

  function apply() {
    var wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    var alive = new Set();
    var rows = 0;
    parts.forEach(function (part) {
      var hit = wanted.every(function (word) { return part.text.includes(word); });
      part.element.hidden = !hit;
      if (hit) {
        alive.add(part.section);
        rows += part.element.matches("table.rows tr") ? 1 : 0;
      }
    });
    packs.forEach(function (pack) { pack.hidden = wanted.length !== 0 ? !alive.has(pack) : false; });
    shown.textContent = wanted.length === 0 ? "" : rows + (rows === 1 ? " row" : " rows");
  }

  function reveal() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target !== null) {
      if (target.closest("[hidden]") !== null) {
        words.value = "";
        apply();
      }
      target.scrollIntoView();
    }
  }

  box.hidden = false;
  words.addEventListener("input", apply);
  window.addEventListener("hashchange", reveal);
})();
