import { getRouteApi } from '@tanstack/react-router';
import { AccountScreen } from './AccountScreen.js';

const route = getRouteApi('/a/$id');

/** The account that the address names. */
export function AccountPage() {
  const { id } = route.useParams();
  return <AccountScreen key={id} id={id} />;
}
