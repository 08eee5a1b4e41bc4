import { domainToASCII } from 'node:url';

/** The domain of an address, or a domain alone, in one spelling: lower case, ASCII (IDNA), without a final dot. Undefined when there is none. */
export function emailDomain(text: string): string | undefined {
  const domain = text
    .slice(text.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase()
    .replace(/\.+$/, '');
  // The conversion reads its text as the host of a URL: of ASCII it would make 1.2.0.3 of 1.2.3, and it cuts at what ends a host.
  const ascii = /\P{ASCII}/u.test(domain) && !/[\s/\\?#:]/.test(domain) ? domainToASCII(domain) : '';
  return ascii.replace(/\.+$/, '') || domain || undefined;
}
