// Siapkan Dinas: the letterhead as one types. Without it the page shows what was saved last.

/** What stands in a field, where the letterhead shows it. */
function mirror(shown) {
  const field = document.getElementById(shown.dataset.shows);
  if (!field) return;
  const show = () => {
    shown.textContent = field.value || shown.dataset.empty || "";
    if (field.id === "paper") shown.closest(".kop").dataset.size = field.value;
  };
  field.addEventListener("input", show);
}

/** The chosen logo, before it is sent. */
function picture(shown) {
  const field = document.getElementById(shown.dataset.shows);
  field?.addEventListener("change", () => {
    const [file] = field.files;
    if (!file) return;
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      shown.src = reader.result;
      shown.hidden = false;
    });
    reader.readAsDataURL(file);
  });
}

for (const shown of document.querySelectorAll("[data-shows]")) {
  if (shown.tagName === "IMG") picture(shown);
  else mirror(shown);
}
