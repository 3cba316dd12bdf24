/** The nonce of this page's style policy. Browsers hide the attribute and leave the property. */
const holder = document.querySelector<HTMLMetaElement | HTMLScriptElement>('meta[name="csp-nonce"], script[nonce]');

export const styleNonce: string = holder?.nonce || (holder instanceof HTMLMetaElement ? holder.content : "");
