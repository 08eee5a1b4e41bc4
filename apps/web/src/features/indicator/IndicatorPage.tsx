import { getRouteApi } from '@tanstack/react-router';
import { IndicatorScreen } from './IndicatorScreen.js';

const route = getRouteApi('/i/$kind/$value');

/** The indicator that the address names. */
export function IndicatorPage() {
  const { kind, value } = route.useParams();
  return <IndicatorScreen key={`${kind} ${value}`} kind={kind} value={value} />;
}
