/** The last page of a registration: tells the LMS that its window or frame can be closed. */
const notBusy = (form: HTMLFormElement): boolean => form.getAttribute("aria-busy") !== "true";

document.getElementById("close")?.addEventListener("click", () => {
  const lms = (window.opener as Window | null) ?? window.parent;
  // Dynamic Registration 1.0, 3.4: the message carries nothing and any platform may hear it.
  lms.postMessage({ subject: "org.imsglobal.lti.close" }, "*");
});

document.querySelector("form")?.addEventListener("submit", event => {
  const form = event.currentTarget as HTMLFormElement;
  // A second press would spend the invitation twice.
  if (notBusy(form)) form.setAttribute("aria-busy", "true");
  else event.preventDefault();
});
