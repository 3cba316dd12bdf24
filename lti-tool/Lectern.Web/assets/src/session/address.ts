/** True when `address` is `root` or lies below it, on our own origin. */
export function isAbove(root: string, address: URL): boolean {
  return address.origin === location.origin && (address.pathname === root || address.pathname.startsWith(`${root}/`));
}
