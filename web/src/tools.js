// What readers do with an answer: copy its sentence or how to cite it, share its address; and the day of reading.
const day = new Date();
for (const place of document.querySelectorAll("[data-read]")) {
  const time = place.querySelector("time");
  time.dateTime = day.toISOString().slice(0, 10);
  time.textContent = time.hasAttribute("data-iso")
    ? time.dateTime
    : day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  place.hidden = false;
}

function tell(button, words) {
  const before = button.textContent;
  button.textContent = words;
  setTimeout(() => (button.textContent = before), 2000);
}

const copy = (button, text) =>
  navigator.clipboard.writeText(text).then(() => tell(button, "Copied"), () => tell(button, "Not copied"));

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => copy(button, `${button.dataset.copy} ${location.href}`));
}
for (const button of document.querySelectorAll("[data-share]")) {
  button.hidden = !(navigator.share || navigator.clipboard);
  button.addEventListener("click", () =>
    navigator.share
      ? navigator.share({ title: document.title, url: location.href }).catch(() => {})
      : copy(button, location.href),
  );
}

// On a phone the note of a mark opens as a row below the mark's, and closes again; without a script the mark leads to it.
const phone = matchMedia("(max-width: 40rem)");
document.addEventListener("click", (event) => {
  const mark = event.target.closest('tr sup a[href^="#n"]');
  const note = mark && document.getElementById(mark.hash.slice(1));
  if (!note || !phone.matches) return;
  event.preventDefault();
  const row = mark.closest("tr");
  const below = row.nextElementSibling;
  const isOpen = below?.dataset.note === mark.hash;
  if (below?.dataset.note) below.remove();
  for (const other of row.querySelectorAll("sup a")) other.removeAttribute("aria-expanded");
  if (isOpen) return;
  const opened = row.parentElement.insertRow(row.sectionRowIndex + 1);
  opened.dataset.note = mark.hash;
  const cell = opened.insertCell();
  cell.className = "notes";
  cell.colSpan = row.cells.length;
  cell.append(...note.cloneNode(true).childNodes);
  mark.setAttribute("aria-expanded", "true");
});
