// Brings answers in without reloading. Without this file every form works as it is.
const parse = (html) => new DOMParser().parseFromString(html, "text/html");
const atEnd = () => innerHeight + scrollY > document.body.scrollHeight - 200;
const toNewest = () => ([...document.querySelectorAll(".talk > .own")].at(-1) ??
  document.querySelector(".talk")?.lastElementChild)?.scrollIntoView();
let sending = false;

function tell(notice) {
  document.querySelector(".notice")?.remove();
  if (notice) document.querySelector("main").prepend(notice);
}

function mergeLines(now, next, page) {
  for (const one of [...now.children]) if (!page.getElementById(one.id)) one.remove();
  for (const one of [...next.children]) {
    const there = document.getElementById(one.id);
    if (!there) now.append(one);
    else if (there.innerHTML !== one.innerHTML) there.innerHTML = one.innerHTML;
  }
  now.dataset.last = next.dataset.last;
}

function takeOver(page, sent) {
  const now = document.querySelector(".talk"), next = page.querySelector(".talk");
  if (!next) { document.body.replaceChildren(...page.body.childNodes); return; }
  const follow = sent || atEnd(), inButtons = document.activeElement?.closest(".options");
  mergeLines(now, next, page);
  tell(page.querySelector(".notice"));
  for (const one of ["header form", "nav form"]) document.querySelector(one).innerHTML = page.querySelector(one).innerHTML;
  const fields = page.querySelectorAll(".say input");
  document.querySelectorAll(".say input").forEach((one, at) => { one.value = fields[at].value; });
  if (sent) document.querySelector("#tekst").value = page.querySelector("#tekst").value;
  if (inButtons && document.activeElement === document.body) now.focus({ preventScroll: true });
  if (follow) toNewest();
}

function tellOffline() {
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.setAttribute("role", "alert");
  notice.textContent = document.querySelector("main").dataset.offline;
  tell(notice);
}

async function look() {
  const answer = await fetch("/gesprek").catch(() => null);
  if (answer && !sending) takeOver(parse(await answer.text()), false);
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.getAttribute("action") !== "/zeg") return;
  event.preventDefault();
  if (sending) return;
  sending = true;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  try {
    const answer = await fetch("/zeg", { method: "POST", body });
    takeOver(parse(await answer.text()), form.classList.contains("say"));
  } catch {
    tellOffline();
  } finally {
    sending = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.target.id !== "tekst" || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

if (document.querySelector(".talk")) {
  toNewest();
  new EventSource("/nieuw").onmessage = (event) => {
    if (!sending && event.data !== document.querySelector(".talk")?.dataset.last) look();
  };
}
