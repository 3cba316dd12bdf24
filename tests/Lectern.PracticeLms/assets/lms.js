for (const button of document.querySelectorAll("[data-dialog]")) {
  const dialog = document.getElementById(button.dataset.dialog);
  const frame = dialog.querySelector("iframe");
  button.addEventListener("click", () => {
    frame.src = frame.dataset.src;
    dialog.showModal();
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  // A selection begins anew each time: what was half chosen is gone with its frame.
  dialog.addEventListener("close", () => frame.removeAttribute("src"));
}

window.addEventListener("message", (event) => {
  if (event.origin === window.location.origin && event.data?.subject === "practice-lms.selected") {
    window.location.assign(event.data.url);
  }
  const registration = document.getElementById("registration");
  if (registration && event.source === registration.contentWindow && event.data?.subject === "org.imsglobal.lti.close") {
    window.location.assign("/admin");
  }
});
