/** Shapes of indicator kinds on a 16 × 16 grid. One table feeds the DOM and the canvas, so that they cannot drift apart. */
const GLYPHS: Readonly<Record<string, string>> = {
  'payment-method':
    'M3.3 3.5h9.4a1.8 1.8 0 0 1 1.8 1.8v5.4a1.8 1.8 0 0 1-1.8 1.8H3.3a1.8 1.8 0 0 1-1.8-1.8V5.3a1.8 1.8 0 0 1 1.8-1.8Z',
  bin: 'M3.3 3.5h9.4a1.8 1.8 0 0 1 1.8 1.8v5.4a1.8 1.8 0 0 1-1.8 1.8H3.3a1.8 1.8 0 0 1-1.8-1.8V5.3a1.8 1.8 0 0 1 1.8-1.8ZM3 6v1.6h10V6Z',
  ip: 'M8 1.5 14.5 8 8 14.5 1.5 8Z',
  subnet: 'M8 1 15 8 8 15 1 8ZM8 3.1 3.1 8 8 12.9 12.9 8ZM8 5.6 10.4 8 8 10.4 5.6 8Z',
  asn: 'M4.6 2h6.8L14.8 8l-3.4 6H4.6L1.2 8Z',
  'asn-user-agent': 'M4.6 2h6.8L14.8 8l-3.4 6H4.6L1.2 8ZM8 5 4.900 10.500h6.200Z',
  'prompt-template': 'M2.5 1.5h7.4l3.6 3.6v9.4h-11Z',
  'system-prompt': 'M2.5 1.5h7.4l3.6 3.6v9.4h-11ZM5 8v1.6h6V8ZM5 11v1.6h6V11Z',
  'tool-schema': 'M2.5 1.5h7.4l3.6 3.6v9.4h-11ZM5.200 7.500v5h1.600v-5ZM9.200 7.500v5h1.600v-5Z',
  'output-contract': 'M2.5 1.5h7.4l3.6 3.6v9.4h-11ZM5.500 8h5v4.500h-5Z',
  'request-shape': 'M8 2 14.8 14H1.200ZM8 6.500 4.600 12.500h6.800Z',
  'user-agent': 'M8 2 14.8 14H1.2Z',
  device: 'M8 14 1.2 2h13.6Z',
  'email-domain': 'M8 1.5 14.7 6.4 12.1 14.3H3.9L1.3 6.4Z',
  timing: 'M2 13.5v-5h2.6v5ZM6.7 13.5v-11h2.6v11ZM11.4 13.5v-7H14v7Z',
};

const DECLARED = 'M6 1.5h4V6h4.500v4H10v4.500H6V10H1.500V6H6Z';

/** The path of a kind; declared kinds share the cross. Fill with the even-odd rule. */
export function glyphPath(kind: string): string {
  // Kinds are declared in mapping files, and one may be called "constructor".
  return (Object.hasOwn(GLYPHS, kind) ? GLYPHS[kind] : undefined) ?? DECLARED;
}

/** CSS custom property with the colour of a family. */
export const FAMILY_COLOUR: Readonly<Record<string, string>> = {
  payment: '--f-pay',
  network: '--f-net',
  prompt: '--f-prompt',
  client: '--f-client',
  identity: '--f-id',
  timing: '--f-time',
};
