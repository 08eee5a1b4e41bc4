import { useEffect, useState, type ReactNode } from 'react';
import { redeemToken } from '../api/client.js';
import { State } from '../ui/states.js';

const TOKEN = /^#token=([\w-]+)$/;

/** Turns the one-time token of a sign-in link into a session before anything else is drawn, and takes it out of the address. */
export function SignIn({ children }: { readonly children: ReactNode }) {
  const [token] = useState(() => TOKEN.exec(location.hash)?.[1]);
  const [state, setState] = useState<'waiting' | 'in' | 'refused'>(token ? 'waiting' : 'in');

  useEffect(() => {
    if (!token) return;
    history.replaceState(null, '', location.pathname + location.search);
    redeemToken(token).then(
      (isIn) => setState(isIn ? 'in' : 'refused'),
      () => setState('refused'),
    );
  }, [token]);

  if (state === 'in') return children;
  if (state === 'waiting') return <State kind="note" title="Signing in" />;
  return (
    <State
      kind="failure"
      title="This sign-in link was used already, or is too old."
      actions={
        <a className="btn" href="/">
          Go on if you are signed in
        </a>
      }
    >
      Each link works once. Start Iolaus again, and open the link that the terminal prints.
    </State>
  );
}
