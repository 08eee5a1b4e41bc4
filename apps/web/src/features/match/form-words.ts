import type { EntryForm } from '@iolaus/contracts';

/** What an entry was read as, in words. */
export const FORM_WORDS: Readonly<Record<EntryForm, string>> = {
  ip: 'IP address',
  network: 'Network of addresses',
  asn: 'ASN',
  email: 'E-mail address, and its domain',
  domain: 'Domain',
  url: 'URL, by its host',
  text: 'Account, or value of any kind',
};

/** What a value has to do with an entry that says more than it: "in 203.0.113.0/24"; empty where both are the same. */
export const FORM_LINKS: Readonly<Record<EntryForm, string>> = {
  ip: '',
  network: 'in',
  asn: '',
  email: 'of',
  domain: '',
  url: 'of',
  text: '',
};
