export function IndicatorsScreen() { return <p>IndicatorsScreen</p>; }
