import { envoyJson, envoyText, nginxCombined, nginxJson, nginxMain } from './access-logs.js';
import { bedrock, cloudflare, cloudtrail, stripe } from './cloud-logs.js';
import { langfuse, litellm, otelOtlp, otelSpans } from './model-traces.js';
import type { Preset } from './preset.js';
import { synthAccounts, synthExchanges, synthPayments } from './synth-dumps.js';
import { zeekConn, zeekHttp } from './zeek-logs.js';

/** The kinds of logs that are known without a mapping file. Adding one: its row here, a page in docs/reference/formats, a sample in seed-data/formats. */
export const PRESETS: readonly Preset[] = [
  synthExchanges,
  synthAccounts,
  synthPayments,
  otelOtlp,
  otelSpans,
  litellm,
  langfuse,
  bedrock,
  cloudtrail,
  cloudflare,
  stripe,
  nginxCombined,
  nginxMain,
  nginxJson,
  envoyText,
  envoyJson,
  zeekConn,
  zeekHttp,
];
