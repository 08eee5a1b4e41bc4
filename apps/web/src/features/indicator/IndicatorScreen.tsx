export function IndicatorScreen({ kind, value }: { readonly kind: string; readonly value: string }) { return <p>{kind} {value}</p>; }
