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

// Client Side postMessages 0.1: tools ask what there is, and where. Where no frame keeps data, nobody answers.
const storage = document.querySelector("iframe[data-storage]")?.name;
const asked = {
  "lti.capabilities": () => ({
    supported_messages: [
      { subject: "lti.capabilities" },
      { subject: "lti.put_data", frame: storage },
      { subject: "lti.get_data", frame: storage },
      { subject: "lti.frameResize" },
    ],
  }),
  "lti.frameResize": (data, source) => {
    const frame = [...document.querySelectorAll("iframe.tool")].find((one) => one.contentWindow === source);
    if (!frame || !(data.height > 0)) {
      return { error: { code: "bad_request", message: "A frame of this page and a height above zero are needed." } };
    }
    frame.style.height = `${Math.min(data.height, 5000)}px`;
    return {};
  },
};

window.addEventListener("message", (event) => {
  const subject = event.data?.subject;
  if (storage && typeof subject === "string" && subject.startsWith("lti.") && !subject.endsWith(".response")) {
    const answer = asked[subject]?.(event.data, event.source) ?? { error: { code: "unsupported_subject", message: `There is nothing for ${subject} here.` } };
    event.source.postMessage({ subject: `${subject}.response`, message_id: event.data.message_id, ...answer }, event.origin);
  }
  if (event.origin === window.location.origin && subject === "practice-lms.selected") {
    window.location.assign(event.data.url);
  }
  const registration = document.getElementById("registration");
  if (registration && event.source === registration.contentWindow && subject === "org.imsglobal.lti.close") {
    window.location.assign("/admin");
  }
});
